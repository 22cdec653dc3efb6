"""Things while a document is read: which 委託事項 of which file a label belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field

from pia.imports.grid import Cell, Place
from pia.imports.printed import Reading, is_part_level
from pia.official import Form, Item, Repeat

#: Doubt of an answer whose label stands there twice.
TWICE = "項目名が二度出てきます。"


@dataclass
class Slot:
    """What was found for one item: its label and the rows of cells that hold the answer."""

    item: Item
    label: Cell
    rows: list[list[Cell]] = field(default_factory=list)
    #: The label stood alone in its row: the answer may follow below.
    is_alone: bool = False
    #: Rows under a box that stood empty beside its label: its answer, or nobody's.
    under: list[list[Cell]] = field(default_factory=list)
    #: Why the label itself leaves a doubt, "" where it does not.
    doubt: str = ""

    @property
    def cells(self) -> list[Cell]:
        """Every cell of the answer, in reading order."""
        return [cell for row in self.rows for cell in row]

    @property
    def place(self) -> Place:
        """Where the answer stands, or its label where the box is empty."""
        filled = (cell.place for cell in self.cells if not cell.is_blank)
        return next(filled, self.label.place)

    @property
    def raw(self) -> str:
        """The answer as the file has it."""
        return "\n".join("\t".join(cell.raw for cell in row) for row in self.rows).strip("\n")


@dataclass
class Thing:
    """One thing of a repeat, or the document itself (`owner` ""), while it is read."""

    owner: str
    slots: dict[str, Slot] = field(default_factory=dict)
    things: dict[str, list[Thing]] = field(default_factory=dict)
    #: Keys of repeats whose heading or items were seen, even if nothing was written there.
    seen: set[str] = field(default_factory=set)


class Scopes:
    """Follows the labels in reading order and opens a new thing where one begins."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.document = Thing("")
        self._open: dict[str, Thing] = {}
        self._last = -1

    def arrive(self, reading: Reading) -> Thing:
        """Return the thing that a label's item belongs to; for a heading, the one it opens."""
        node = self.form.nodes[reading.index]
        if isinstance(node, Item) and is_part_level(node):
            return self.document
        repeats = [n for n in (*self.form.above(node), node) if isinstance(n, Repeat)]
        self._close(repeats, self._began_anew(repeats, reading))
        here = self.document
        for repeat in repeats:
            here.seen.add(repeat.key)
            if not (repeat.path == node.path and reading.is_band):
                here = self._entered(here, repeat)
        self._last = reading.index
        return here

    def _began_anew(self, repeats: list[Repeat], reading: Reading) -> str:
        """Return the repeat of which a new thing begins, because the label does not go forward."""
        node = self.form.nodes[reading.index]
        if reading.index > self._last or (reading.index == self._last and isinstance(node, Item)):
            return ""
        if repeats and repeats[-1].path == node.path:
            return repeats[-1].path
        opened = [r.path for r in repeats if r.path in self._open]
        return opened[-1] if opened else ""

    def _close(self, repeats: list[Repeat], anew: str) -> None:
        around = {r.path for r in repeats} - {anew}
        self._open = {path: thing for path, thing in self._open.items() if path in around}

    def _entered(self, here: Thing, repeat: Repeat) -> Thing:
        if repeat.path not in self._open:
            self._open[repeat.path] = Thing(repeat.path)
            here.things.setdefault(repeat.key, []).append(self._open[repeat.path])
        return self._open[repeat.path]


def assign_appendices(form: Form, document: Thing, found: list[tuple[Slot, str]]) -> list[Slot]:
    """Give each 別添 to its file, by the name in its heading, else in order. Returns those left."""
    left = []
    for number, (slot, name) in enumerate(found):
        files = document.things.get(form.above(slot.item)[-1].key, [])
        owner = _named(form, files, name)
        if owner is None:
            slot.doubt = slot.doubt or (slot.label.doubt if name else "")
            owner = files[number] if number < len(files) else None
        if owner is None or slot.item.key in owner.slots:
            left.append(slot)
            for thing in [owner] if owner else files:
                if slot.item.key in thing.slots:
                    thing.slots[slot.item.key].doubt = TWICE
        else:
            owner.slots[slot.item.key] = slot
    return left


def _named(form: Form, files: list[Thing], name: str) -> Thing | None:
    from_name = [t for t in files if name and name == _name(form, t)]
    return from_name[0] if len(from_name) == 1 else None


def _name(form: Form, thing: Thing) -> str:
    slot = thing.slots.get(form.repeat(thing.owner).names)
    return "".join(cell.text for cell in slot.cells) if slot else ""
