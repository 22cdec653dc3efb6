"""What a save changed, in the words of the items: a few of them short, or all of them whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pia.assessment import Assessment
from pia.assessment.paths import Path
from pia.assessment.value import Withheld
from pia.official import Form, Item, Repeat
from pia.operations.drafts import WITHHELD, original_of
from pia.revision.cells import NOTHING, print_answer, print_thing
from pia.store.records import DraftChange
from pia.web.views.drafts_items import stands_at
from pia.web.views.drafts_labels import label_at

#: Items of a save that are shown in a list of saves, and signs of each.
_FEW, _SHOWN = 3, 40


@dataclass(frozen=True)
class Words:
    """What an item or a whole thing said, and what it says now."""

    label: str
    before: str
    after: str


def printed(form: Form, at: str, value: Any) -> str:
    """Return an answer, or a whole thing, as people read it."""
    node = node_at(form, at)
    if isinstance(node, Repeat):
        return print_thing(form, node, value) if isinstance(value, dict) else NOTHING
    return NOTHING if value is None else print_answer(node, value)


def node_at(form: Form, at: str) -> Item | Repeat:
    """Return the item or repeat of an id path."""
    node = form.find(Path.parse(at.removesuffix(".@id")).pattern.removesuffix("[]"))
    assert isinstance(node, Item | Repeat)  # noqa: S101 - ops address items and things
    return node


def short_words(
    document: Assessment, ops: Iterable[dict[str, Any]], *, is_undo: bool
) -> tuple[Words, ...]:
    """Return the first few changes of a save; of a long text only the stretch that differs."""
    found = (_of_op(document, op) for op in ops if _says(document.form, op))
    few = islice(found, _FEW)
    return tuple(Words(w.label, w.after, w.before) if is_undo else w for w in few)


def whole_words(before: Assessment, after: Assessment, change: DraftChange) -> tuple[Words, ...]:
    """Return everything that an entry of the Change log changed, each item and thing once."""
    original = original_of(change)
    if original.what == WITHHELD:
        return (Words("非公表の範囲", _parts(before), _parts(after)),)
    ats = dict.fromkeys(op["at"] for op in original.ops if _says(before.form, op))
    return tuple(_whole(before, after, at) for at in ats)


def _says(form: Form, op: dict[str, Any]) -> bool:
    """Return whether an op is of an item or a thing: a list is made with its first thing."""
    return op["op"] != "set" or isinstance(node_at(form, op["at"]), Item)


def _of_op(document: Assessment, op: dict[str, Any]) -> Words:
    label = label_at(document, op["at"], short=True)
    if op["op"] == "move":
        return Words(label, f"{op['old']}番目", f"{op['new']}番目")
    if op["op"] == "replace":
        return Words(label, _short(op["old"]), _short(op["new"]))
    sides = (printed(document.form, op["at"], op.get(side)) for side in ("old", "new"))
    return Words(label, *map(_short, sides))


def _whole(before: Assessment, after: Assessment, at: str) -> Words:
    path = Path.parse(at)
    old, new = (stands_at(one.answers, path) for one in (before, after))
    label = label_at(before if new is None else after, at)
    return Words(label, *(printed(after.form, at, value) for value in (old, new)))


def _parts(document: Assessment) -> str:
    return "\n".join(_part(document, part) for part in document.withheld) or NOTHING


def _part(document: Assessment, part: Withheld) -> str:
    return f"{label_at(document, part.id_path)}「{part.quote}」（{part.reason}）"


def _short(text: str) -> str:
    said = " ".join(text.split())
    return (said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…") or NOTHING
