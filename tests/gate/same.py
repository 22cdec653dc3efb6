"""When two documents say the same on paper (issue: the gate)."""

from __future__ import annotations

from typing import Any

from pia.assessment import Assessment
from pia.official import Form, Item


def told(document: Assessment, *, spaces: bool = True) -> dict[str, Any]:
    """What the paper tells of a document: its edition, its answers, the cells of its 別添2.

    Ids are left out, absent is an empty answer. `spaces=False`: white space does not count.
    """
    kept = {
        "edition": document.edition,
        "answers": _members(document.form, "", document.answers),
        "rows": [list(row.cells()) for row in document.change_history],
    }
    return kept if spaces else _bare(kept)


def _members(form: Form, owner: str, answers: dict[str, Any]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for node in form.members(owner):
        given = answers.get(node.key)
        if isinstance(node, Item):
            members[node.key] = _answer(node, given)
        else:
            members[node.key] = [_members(form, node.path, thing) for thing in given or []]
    return members


def _answer(item: Item, given: Any) -> Any:
    if item.kind != "boxes" or (given and "unknown" in given):
        return given or ""
    boxes = given or {"checked": [], "detail": {}}
    return {"checked": boxes["checked"], "detail": {k: v for k, v in boxes["detail"].items() if v}}


def _bare(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return {key: _bare(one) for key, one in value.items()} if isinstance(value, dict) else value
