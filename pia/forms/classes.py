"""One WTForms class per thing of a section: its items are the fields, their keys the names.

Bound with the thing's id path as prefix, HTML names are id paths:
`files[@3f].outsourcing[@9a].title`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import wtforms

from pia.assessment.paths import ROOT, Path
from pia.forms.fields import FIELDS, ItemField, Posted
from pia.forms.sections import Section, is_whole, thing_at
from pia.official import Form, Item, Node, Repeat

#: The bound form of each thing of a section, by its id path ("" is the top of the document).
Bound = dict[str, wtforms.Form]


def thing_form(form: Form, owner_pattern: str, nodes: tuple[Node, ...]) -> type[wtforms.Form]:
    """Return the class with a field for every item under `nodes` that belongs to one thing.

    `owner_pattern` is the thing's repeat (`files[].outsourcing`), "" at the top.
    """
    items = tuple(node for node in _own(nodes) if isinstance(node, Item))
    return _class(f"{form.form} {form.edition} {owner_pattern}".strip(), items)


def bound_forms(form: Form, answers: Any, section: Section, posted: Posted | None) -> Bound:
    """Return the forms of a section: of the thing it lies in and of each thing on the page."""
    start = Path.parse(section.owner) if section.owner else ROOT
    found: Bound = {}
    for path, here, nodes in _places(start, thing_at(answers, section), section.nodes):
        made = thing_form(form, path.pattern.removesuffix("[]"), nodes)
        prefix = f"{path}." if path.steps else ""
        found[str(path)] = made(posted, prefix=prefix, data=here)
    return found


def fields_of(bound: Bound) -> Iterator[ItemField]:
    """Yield every field of a section."""
    for thing in bound.values():
        for field in thing:
            if isinstance(field, ItemField):
                yield field


def _places(
    path: Path, here: dict[str, Any], nodes: tuple[Node, ...]
) -> Iterator[tuple[Path, dict[str, Any], tuple[Node, ...]]]:
    """Yield each thing that has fields on the page: its path, its answers and its nodes."""
    yield path, here, nodes
    for repeat in _own(nodes):
        if isinstance(repeat, Repeat) and not is_whole(repeat):
            for thing in here.get(repeat.key) or ():
                yield from _places(path.child(repeat.key, thing["@id"]), thing, repeat.contains)


def _own(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the nodes of one thing: all below, but not what lies in its repeats."""
    for node in nodes:
        yield node
        if not isinstance(node, Repeat):
            yield from _own(node.contains)


@cache
def _class(name: str, items: tuple[Item, ...]) -> type[wtforms.Form]:
    return type(name, (wtforms.Form,), {item.key: FIELDS[item.kind](item) for item in items})
