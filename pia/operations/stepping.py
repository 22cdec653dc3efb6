"""One step of a draft from state to state, with permission, guard, record and audit."""

from __future__ import annotations

from typing import Any

from pia.approval.states import step
from pia.operations.act import Act
from pia.store.drafts import NewStep
from pia.store.records import Draft
from pia.store.work import Work


def take_step(  # noqa: PLR0913 - a step is all of this
    act: Act,
    work: Work,
    draft: Draft,
    name: str,
    *,
    writers: frozenset[int] = frozenset(),
    digest: str = "",
    comment: str = "",
    details: dict[str, Any] | None = None,
) -> Draft:
    """Return the draft in its next state. Raises NotAllowed, InputRefused."""
    action = step(name, draft.state, act.actor, writers, comment)
    new = NewStep(action.id, action.went_to, digest, comment.strip(), details or {})
    act.note(work, f"step-{action.id}", f"draft {draft.id}", state=action.went_to, digest=digest)
    stepped = work.drafts.step(draft, new, **act.by)
    if act.letters is not None:
        act.letters.stepped(act, work, stepped, action.id)
    return stepped
