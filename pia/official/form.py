"""The Form: parts, groups, repeats and items of one edition of an official form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from pia.errors import PathNotFound, nearest

#: What a node of a definition may be.
ROLES = ("part", "group", "repeat", "item")


@dataclass(frozen=True)
class Choice:
    """One printed choice or check box. `key` is stored, `words` are printed."""

    key: str
    words: str
    #: The box has a text of its own, as in その他( ).
    detail: bool = False
    #: The small heading the box stands under, as 識別情報 in Ⅱ-2④.
    under: str = ""


@dataclass(frozen=True)
class Condition:
    """When a part of the form is meant to be answered. Guides, never hides (contract)."""

    item: str
    keys: tuple[str, ...]
    #: True: met when one of `keys` is chosen; False: met when none of them is.
    chosen: bool = True


@dataclass(frozen=True)
class Beside:
    """An item printed inside another item's cell: (n)件 behind 委託する."""

    item: str
    choice: str = ""


@dataclass(frozen=True)
class Help:
    """Our own advice for an item; not the official guidance."""

    write: str
    good: str
    bad: str


@dataclass(frozen=True)
class Node:
    """What parts, groups, repeats and items share: how they are numbered, titled and labelled."""

    key: str
    #: Pattern path of an item or repeat (`files[].outsourcing`); the bare key elsewhere.
    path: str
    number: str
    title: str
    #: Replaces number and title in labels; None: not replaced, "": left out.
    label: str | None
    #: Other spellings of the title in published documents.
    also: tuple[str, ...]
    #: What is printed behind the title: "", "※" or "※(7.②を除く。)".
    mark: str
    when: Condition | None
    contains: tuple[Node, ...]

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in the order of the paper."""
        yield self
        for child in self.contains:
            yield from child.walk()


@dataclass(frozen=True)
class Part(Node):
    """A part of the form with its Roman numeral: Ⅰ to Ⅴ, and the cover."""


@dataclass(frozen=True)
class Group(Node):
    """A heading without an answer of its own."""

    #: Printed as a cell that spans its items (再委託).
    span: bool = False


@dataclass(frozen=True)
class Repeat(Node):
    """A thing that may stand several times: file, システム, 委託事項, 提供先, 移転先, Ⅲ."""

    #: Printed bands as (first, last): 委託事項2～5 is (2, 5).
    bands: tuple[tuple[int, int], ...] = ()
    #: Key of the item that names one thing of it.
    names: str = ""
    #: The 別添2 row of a whole added thing lists its items in the label.
    row_lists_items: bool = False
    #: A document cannot do without one of it.
    needed: bool = False


@dataclass(frozen=True)
class Item(Node):
    """A box of the form that holds an answer."""

    kind: str = "text"
    choices: tuple[Choice, ...] = ()
    #: ※: a change of it is a 重要な変更 unless an exception applies (指針 第6の2(2)).
    important: bool = False
    #: False where it is disputed whether the item is ※.
    important_verified: bool = True
    in_change_table: bool = True
    #: Filled at publication, left out of the approval digest.
    stamped: bool = False
    #: A document cannot do without its answer.
    needed: bool = False
    #: Where its answer is printed: beside, below, heading, beside_heading, appendix.
    value: str = "beside"
    beside: Beside | None = None
    #: Key of the repeat that a (n)件 counts.
    counts: str = ""
    #: Keys of neighbouring answers that say something about lost check marks.
    evidence: tuple[str, ...] = ()
    help: Help = field(default_factory=lambda: Help("", "", ""))

    def choice(self, key: str) -> Choice | None:
        """Return the choice stored under `key`, or None."""
        return next((c for c in self.choices if c.key == key), None)


@dataclass(frozen=True)
class ChangeTable:
    """The form's own table of changes: 別添2 in 様式3."""

    path: str
    number: str
    title: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Arrival:
    """How a path of an older edition arrives in this one: moved, renamed, split, dropped, new."""

    how: str
    old: str
    new: tuple[str, ...]
    #: For choices: old key → new key.
    keys: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Form:
    """One edition of an official form. Immutable; everything shown or stored is derived from it."""

    form: str
    edition: str
    name: str
    number: str
    title: str
    tag: str
    #: First day of the edition's month.
    month: date
    verified: bool
    source: str
    parts: tuple[Part, ...]
    change_table: ChangeTable
    arrivals: dict[str, tuple[Arrival, ...]]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item in the order of the paper."""
        return tuple(n for n in self.nodes if isinstance(n, Item))

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every part, group, repeat and item in the order of the paper."""
        return tuple(n for part in self.parts for n in part.walk())

    @cached_property
    def _by_path(self) -> dict[str, Item | Repeat]:
        return {n.path: n for n in self.nodes if isinstance(n, Item | Repeat)}

    @cached_property
    def _members(self) -> dict[str, tuple[Item | Repeat, ...]]:
        found: dict[str, list[Item | Repeat]] = {}
        for path, node in self._by_path.items():
            owner, _, _ = path.rpartition(".")
            found.setdefault(owner.removesuffix("[]"), []).append(node)
        return {owner: tuple(nodes) for owner, nodes in found.items()}

    @cached_property
    def _parents(self) -> dict[str, tuple[Node, ...]]:
        found: dict[str, tuple[Node, ...]] = {}

        def descend(node: Node, above: tuple[Node, ...]) -> None:
            found[node.path] = above
            for child in node.contains:
                descend(child, (*above, node))

        for part in self.parts:
            descend(part, ())
        return found

    @cached_property
    def waivers(self) -> frozenset[str]:
        """Paths of items that only waive others (Ⅲ-4 「委託しない」): unticked they are answered."""
        whens = [(node, node.when) for node in self.nodes if node.when and not node.when.chosen]
        return frozenset(self._asked_path(node, when) for node, when in whens)

    def _asked_path(self, node: Node, when: Condition) -> str:
        """Return the path of the item a condition asks, in the same thing or one around it."""
        around = [f"{one.path}[]." for one in self.above(node) if isinstance(one, Repeat)]
        paths = [f"{prefix}{when.item}" for prefix in (*reversed(around), "")]
        return next(path for path in paths if path in self._by_path)

    @cached_property
    def order(self) -> dict[str, int]:
        """Place of each path in the order of the paper, for sorting."""
        return {n.path: place for place, n in enumerate(self.nodes)}

    def find(self, pattern: str) -> Item | Repeat | None:
        """Return the item or repeat of a pattern path such as `files[].name`, or None."""
        return self._by_path.get(pattern)

    def item(self, pattern: str) -> Item:
        """Return the item of a pattern path. Raises PathNotFound naming the nearest."""
        node = self.find(pattern)
        if isinstance(node, Item):
            return node
        raise self.not_found(pattern)

    def repeat(self, pattern: str) -> Repeat:
        """Return the repeat of a pattern path (`files[].outsourcing`). Raises PathNotFound."""
        node = self.find(pattern.removesuffix("[]"))
        if isinstance(node, Repeat):
            return node
        raise self.not_found(pattern)

    def above(self, node: Node) -> tuple[Node, ...]:
        """Return the nodes around `node`, outermost first."""
        return self._parents[node.path]

    def members(self, owner: str) -> tuple[Item | Repeat, ...]:
        """Return the items and repeats that are keys of one object.

        `owner` is "" for the top of the document or a repeat's pattern (`files[].outsourcing`).
        """
        return self._members.get(owner, ())

    def not_found(self, path: str) -> PathNotFound:
        """Return the error for a path that this form does not have, with the nearest one."""
        near = nearest(path, self._by_path)
        hint = f"近い項目は {near} です。" if near else "項目の一覧は pia items で確かめられます。"
        return PathNotFound(f"{path} という項目は{self.name}にありません", hint=hint)
