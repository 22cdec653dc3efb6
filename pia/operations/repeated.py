"""A button pressed twice: the same act of one person within seconds is done once.

Without a script of ours a browser sends a form as often as its button is pressed. Where a second
time would add what nobody can take away (a comment, a sheet, a plan), the first one is returned.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pia.approval.roles import Role
from pia.assessment import Op, Path
from pia.operations.act import Act
from pia.operations.drafts import EDIT, Saved, as_it_was, save_in
from pia.store.records import Draft
from pia.store.work import Work

#: A second press comes within so long.
SPAN = timedelta(seconds=10)


def is_again(act: Act, made_by: int, made_at: datetime) -> bool:
    """Return whether the same person did something a moment ago."""
    return made_by == act.actor.id and abs(act.at - made_at) <= SPAN


def add_once(  # noqa: PLR0913 - the last two are named
    act: Act, draft_id: int, sequence: int, ops: Sequence[Op], *, seen: int, reopen: bool
) -> tuple[Saved, str]:
    """Save the addition of a thing; return what became of it, and the id path of the thing.

    `seen` is the entry of the Change log that the page shows: where the same person added to the
    same list behind it a moment ago, that thing is the answer. Raises what `drafts.save` raises.
    """
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        earlier = _added(act, work, draft, seen, Path.parse(ops[-1].at).whole())
        if earlier:
            return Saved(draft, (), changed=True), earlier
        base = as_it_was(work, draft, sequence)
        return save_in(act, work, draft, base, ops, reopen=reopen), ops[-1].at


def _added(act: Act, work: Work, draft: Draft, seen: int, to: Path) -> str:
    """Return the thing that the same page added to a list a moment ago, "" for none."""
    for change in work.drafts.changes(draft.id, after=max(seen, 0)):
        if change.what != EDIT or not is_again(act, change.made_by, change.made_at):
            continue
        for op in change.ops:
            if op["op"] == "add" and Path.parse(op["at"]).whole() == to:
                return str(op["at"])
    return ""
