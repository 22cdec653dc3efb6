"""What the cells 変更前 and 変更後 print: one answer, or a whole thing as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pia.assessment.value import Answers
from pia.official import Form, Item, Node, Repeat
from pia.official.form import Group
from pia.official.kinds import EMPTY_OR_DASH, KINDS, is_blank, is_unknown
from pia.official.labels import fill, own_label

NOTHING = "—"
#: In the cell of a whole thing, an answer that could not be read; a finding goes with it.
UNREADABLE = "（読み取れていません）"
_CIRCLED = re.compile("[①-⑳]")


def print_answer(item: Item, value: Any) -> str:
    """Return an answer as its cell prints it: 「—」 where nothing is said, boxes always as boxes."""
    if is_unknown(value):
        return NOTHING if value["unknown"] == EMPTY_OR_DASH else UNREADABLE
    if value is None or (isinstance(value, str) and is_blank(value)):
        return NOTHING
    return KINDS[item.kind].printed(item, value)


def print_thing(form: Form, repeat: Repeat, thing: Answers) -> str:
    """Return a whole thing as lines: its name, then 「①…」 or 「題名：…」; blank answers left out."""
    return "\n".join(_lines(form, repeat.contains, thing)) or NOTHING


def answered_items(form: Form, repeat: Repeat, thing: Answers) -> list[tuple[Item, Any]]:
    """Return every item of a thing, and of the things in it, that has an answer."""
    found: list[tuple[Item, Any]] = []
    for node in form.members(repeat.path):
        if isinstance(node, Repeat):
            for inner in thing.get(node.key) or ():
                found += answered_items(form, node, inner)
        elif not is_blank(thing.get(node.key)):
            found.append((node, thing[node.key]))
    return found


def _lines(form: Form, nodes: tuple[Node, ...], thing: Answers) -> Iterator[str]:
    """Yield the lines of nodes in the form's order."""
    for node in nodes:
        if isinstance(node, Repeat):
            yield from _inner_things(form, node, thing)
            continue
        below = list(_lines(form, node.contains, thing))
        if isinstance(node, Item) and not is_blank(thing.get(node.key)):
            yield _line(node, thing[node.key])
        elif isinstance(node, Group) and below and own_label(node):
            yield own_label(node)
        yield from below


def _line(item: Item, value: Any) -> str:
    answer = print_answer(item, value)
    if item.value == "heading":
        return answer
    if _CIRCLED.match(item.number):
        return f"{item.number}{answer}"
    return f"{own_label(item) or item.title}：{answer}"


def _inner_things(form: Form, repeat: Repeat, thing: Answers) -> Iterator[str]:
    for number, inner in enumerate(thing.get(repeat.key) or (), start=1):
        yield fill(own_label(repeat), number)
        for line in "\n".join(_lines(form, repeat.contains, inner)).split("\n"):
            yield f"　{line}"
