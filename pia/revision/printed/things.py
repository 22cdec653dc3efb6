"""A whole thing as a cell prints it (①… ②… lines, 「題名：…」), and back.

Lines are read in the form's order. What is read must print the same cell again; a line that could
begin two answers makes the cell unreadable, so that no text is put under a wrong item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pia.errors import InputRefused
from pia.official import Form, Item, Node, Repeat
from pia.official.form import Group
from pia.official.labels import own_label
from pia.revision.cells import print_thing
from pia.revision.printed.cells import answer_of
from pia.revision.printed.keys import exact, loose

_CIRCLED = re.compile("[①-⑳]")
_RUN_ON = re.compile(r"\s+(?=[①-⑳])")


@dataclass(frozen=True)
class _Mark:
    """What a line of the cell begins with, and the item behind it; none for a group's heading."""

    words: str
    item: Item | None


def read_thing(form: Form, repeat: Repeat, cell: str) -> dict[str, Any]:
    """Return the answers of a thing as a cell prints it. Raises InputRefused where it does not.

    Things that hold other things (a whole file) are refused: only the operations of their row know
    them whole.
    """
    if any(isinstance(node, Repeat) for node in repeat.walk() if node is not repeat):
        raise _refused(repeat)
    lines = (cell if "\n" in cell else _RUN_ON.sub("\n", cell)).split("\n")
    thing = {
        item.key: answer_of(item, text)
        for item, text in _answers(list(_marks(repeat.contains)), lines, repeat)
    }
    if exact(print_thing(form, repeat, thing)).text != exact(cell).text:
        raise _refused(repeat)
    return thing


def printed_number(repeat: Repeat, label: str) -> int | None:
    """Return the number that a label gives a thing: 3 in 「… 委託事項3 ①委託内容」."""
    if "{n}" not in repeat.title:
        return None
    before, after = (re.escape(loose(words).text) for words in repeat.title.split("{n}"))
    found = re.search(f"{before}([0-9]{{1,4}})(?![0-9]){after}", loose(label).text)
    return int(found[1]) if found else None


def is_list_of(items: Sequence[Item], cell: str) -> bool:
    """Return whether a cell lists answers behind the numbers of these items: 「①… ②…」."""
    numbers = [item.number for item in items]
    return cell.lstrip()[:1] in numbers and _CIRCLED.match(cell.lstrip()) is not None


def _answers(
    marks: Sequence[_Mark], lines: Sequence[str], repeat: Repeat
) -> Iterator[tuple[Item, str]]:
    """Yield the text of each item; every line with a mark begins the next one in order."""
    place = 0
    item: Item | None = next((n for n in repeat.contains if _is_heading(n)), None)  # type: ignore[assignment]
    held: list[str] = []
    for line in lines:
        mark = next((n for n in range(place, len(marks)) if _begins(marks[n], line)), None)
        if mark is None:
            if any(_begins(one, line) for one in marks) or item is None:
                raise _refused(repeat)
            held.append(line)
            continue
        if item is not None and held:
            yield item, "\n".join(held)
        item, place = marks[mark].item, mark + 1
        held = [line.removeprefix(marks[mark].words)] if item else []
    if item is not None and held:
        yield item, "\n".join(held)


def _begins(mark: _Mark, line: str) -> bool:
    return line.startswith(mark.words) if mark.item else line == mark.words


def _marks(nodes: Sequence[Node]) -> Iterator[_Mark]:
    for node in nodes:
        if isinstance(node, Item) and not _is_heading(node):
            own = own_label(node) or node.title
            circled = _CIRCLED.match(node.number)
            yield _Mark(node.number if circled else f"{own}：", node)
        elif isinstance(node, Group) and own_label(node):
            yield _Mark(own_label(node), None)
        yield from _marks(node.contains)


def _is_heading(node: Node) -> bool:
    return isinstance(node, Item) and node.value == "heading"


def _refused(repeat: Repeat) -> InputRefused:
    return InputRefused("項目ごとの行として読めません", where=repeat.path)
