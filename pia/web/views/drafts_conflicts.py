"""Items that two persons changed: as it was, theirs, mine, and how each differs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pia.assessment import Assessment
from pia.assessment.merge import Conflict
from pia.assessment.paths import Path
from pia.errors import InputRefused
from pia.official import Form, Item, Repeat
from pia.revision.cells import NOTHING, print_answer, print_thing
from pia.revision.spans import Segment, segments
from pia.store.records import DraftChange
from pia.store.work import Work
from pia.web.views.drafts_history import ops_of
from pia.web.views.drafts_items import stands_at
from pia.web.views.drafts_labels import label_at

THEIRS, MINE, NEW = "theirs", "mine", "new"


@dataclass(frozen=True)
class Disputed:
    """One item that somebody must settle."""

    #: Number on the page, from 1.
    n: int
    at: str
    label: str
    was: str
    #: The two new texts against it.
    theirs: tuple[Segment, ...]
    mine: tuple[Segment, ...]
    #: The answer of this person, as JSON, so that nothing of it is lost.
    stored: str
    #: A text of one's own can be written.
    is_text: bool
    #: The item went with the thing it stood in: mine can only be copied.
    is_gone: bool
    rewritten: str
    chosen: str = ""
    error: str = ""
    #: Who changed it meanwhile, and when; "" and None where the log does not tell.
    by: str = ""
    when: datetime | None = None
    #: It was this person, on another page.
    by_me: bool = False


@dataclass(frozen=True)
class Answered:
    """What a person chose for one item."""

    conflict: Conflict
    chosen: str = ""
    rewritten: str | None = None
    error: str = ""


def disputed(
    work: Work, now: Assessment, answered: Iterable[Answered], later: Sequence[DraftChange], me: int
) -> tuple[Disputed, ...]:
    """Return the items of a conflict of user `me`; `later`: the saves since the page was opened."""
    found = []
    for n, one in enumerate(answered, start=1):
        change = next((c for c in reversed(later) if _touches(c, one.conflict.at)), None)
        item = _one(now, n, one)
        if change:
            by = work.users.get(change.made_by).display_name
            item = replace(item, by=by, when=change.made_at, by_me=change.made_by == me)
        found.append(item)
    return tuple(found)


def mine_of(text: str, label: str) -> Any:
    """Return the answer that the page carried. Raises InputRefused."""
    try:
        mine = json.loads(text)
        json.dumps(mine, ensure_ascii=False).encode("utf-8")  # half a sign can be shown nowhere
    except (ValueError, RecursionError) as error:
        hint = "前の画面に戻って、もう一度保存してください。"
        raise InputRefused("送られた記載が壊れています", where=label[:80], hint=hint) from error
    return mine


def _one(now: Assessment, n: int, answered: Answered) -> Disputed:
    conflict, form = answered.conflict, now.form
    was, theirs, mine = [
        _printed(form, conflict.at, v) for v in (conflict.base, conflict.theirs, conflict.mine)
    ]
    path = Path.parse(conflict.at)
    node = form.find(path.pattern.removesuffix("[]"))
    around = stands_at(now.answers, path.parent) if len(path.steps) > 1 else now.answers
    is_text = isinstance(node, Item) and not node.choices
    return Disputed(
        n=n,
        at=conflict.at,
        label=label_at(now, conflict.at),
        was=was,
        theirs=segments(was, theirs),
        mine=segments(was, mine),
        stored=json.dumps(conflict.mine, ensure_ascii=False),
        is_text=is_text,
        is_gone=around is None or not isinstance(node, Item),
        rewritten=_own_text(conflict.mine) if answered.rewritten is None else answered.rewritten,
        chosen=answered.chosen,
        error=answered.error,
    )


def _printed(form: Form, at: str, value: Any) -> str:
    node = form.find(Path.parse(at).pattern.removesuffix("[]"))
    if isinstance(node, Repeat):
        return print_thing(form, node, value) if isinstance(value, dict) else NOTHING
    assert isinstance(node, Item)  # noqa: S101 - ops address items and things
    return NOTHING if value is None else print_answer(node, value)


def _own_text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _touches(change: DraftChange, at: str) -> bool:
    """Return whether a save changed an item, or a thing around it."""
    return any(at == op["at"] or at.startswith(f"{op['at']}.") for op in ops_of(change))
