"""Items and things that two persons changed: as it was, theirs, mine, both together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pia.assessment import Assessment
from pia.assessment.edit import edited, set_stored
from pia.assessment.merge import Conflict
from pia.assessment.paths import Path
from pia.assessment.three_way import Together, together
from pia.errors import InputRefused
from pia.forms.typed import MAX_TEXT
from pia.official import Form, Item, Repeat
from pia.revision.spans import Segment, segments
from pia.store.records import DraftChange
from pia.store.work import Work
from pia.web.views.drafts_history import ops_of
from pia.web.views.drafts_items import stands_at
from pia.web.views.drafts_labels import label_at
from pia.web.views.drafts_words import node_at, printed

THEIRS, MINE, BOTH, NEW = "theirs", "mine", "both", "new"
_WORDS = {MINE: "あなたの記載にする", BOTH: "両方を合わせた案にする", NEW: "新しく書く"}
_KEEP = "ほかの人の記載のままにする"
_KEEP_MY_OWN = "別の画面で保存した記載のままにする"
#: The words where a whole thing is asked about: they removed it, or I did.
_RESTORE = {THEIRS: "削除したままにする", MINE: "元に戻して、あなたの記載にする"}
_REMOVE = {THEIRS: "削除しないで、今の記載を残す", MINE: "削除する"}
_IS_GONE = "あなたが書いている間に、まとまりごと削除されました。"
_IS_GOING = "あなたが削除したまとまりの中が、その間に変更されました。"


@dataclass(frozen=True)
class Option:
    """One way to settle an item."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Proposal:
    """What both wrote, as it differs from either side."""

    from_theirs: tuple[Segment, ...]
    from_mine: tuple[Segment, ...]
    #: See `Together`.
    in_place: bool


@dataclass(frozen=True)
class Disputed:
    """One item, or whole thing, that somebody must settle."""

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
    options: tuple[Option, ...]
    #: What is the matter where it is a whole thing, else "".
    explained: str
    #: None where it is for a person to write.
    proposal: Proposal | None
    #: The label of the field of a text of one's own, "" where there is none.
    rewriting: str
    rewritten: str
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
        change = next((c for c in reversed(later) if _touches(c, one.conflict)), None)
        by_me = change is not None and change.made_by == me
        item = _one(now, n, one, by_me=by_me)
        if change:
            by = work.users.get(change.made_by).display_name
            item = replace(item, by=by, when=change.made_at)
        found.append(item)
    return tuple(found)


def proposed(now: Assessment, conflict: Conflict) -> Together | None:
    """Return what both wrote as it would be stored; None where it is for a person to write.

    Nor is anything proposed that only one of both wrote, or that could not be kept.
    """
    node, sides = node_at(now.form, conflict.at), (conflict.base, conflict.mine, conflict.theirs)
    found = together(node.kind, *sides) if isinstance(node, Item) else None
    if found is None:
        return None
    try:
        done = edited(now, set_stored(now, conflict.at, found.value))
        _refuse_long(found.value)
    except InputRefused:
        return None
    value = stands_at(done.answers, Path.parse(conflict.at))
    return None if value in (conflict.mine, conflict.theirs) else replace(found, value=value)


def mine_of(text: str, label: str) -> Any:
    """Return the answer that the page carried. Raises InputRefused."""
    try:
        mine = json.loads(text)
        json.dumps(mine, ensure_ascii=False).encode("utf-8")  # half a sign can be shown nowhere
    except (ValueError, RecursionError) as error:
        hint = "前の画面に戻って、もう一度保存してください。"
        raise InputRefused("送られた記載が壊れています", where=label[:80], hint=hint) from error
    _refuse_long(mine)
    return mine


def _one(now: Assessment, n: int, answered: Answered, *, by_me: bool) -> Disputed:
    conflict, form = answered.conflict, now.form
    was, theirs, mine = [
        printed(form, conflict.at, v) for v in (conflict.base, conflict.theirs, conflict.mine)
    ]
    both = proposed(now, conflict)
    options = tuple(_options(form, answered, both, by_me=by_me))
    rewriting = next((f"{one.words}ときの記載" for one in options if one.value == NEW), "")
    return Disputed(
        n=n,
        at=conflict.at,
        label=label_at(now, conflict.at),
        was=was,
        theirs=segments(was, theirs),
        mine=segments(was, mine),
        stored=json.dumps(conflict.mine, ensure_ascii=False),
        options=options,
        explained=_explained(form, conflict),
        proposal=_proposal(form, conflict, both) if both else None,
        rewriting=rewriting,
        rewritten=_own_text(answered, both),
        error=answered.error,
        by_me=by_me,
    )


def _options(
    form: Form, answered: Answered, both: Together | None, *, by_me: bool
) -> Iterator[Option]:
    conflict, node = answered.conflict, node_at(form, answered.conflict.at)
    words = {THEIRS: _KEEP_MY_OWN if by_me else _KEEP, MINE: _WORDS[MINE]}
    if isinstance(node, Repeat):
        words |= _whole_words(conflict)
    if both:
        words[BOTH] = _WORDS[BOTH]
    if isinstance(node, Item) and not node.choices:
        words[NEW] = "合わせた案を直して使う" if both else _WORDS[NEW]
    return (Option(value, said, answered.chosen == value) for value, said in words.items())


def _whole_words(conflict: Conflict) -> dict[str, str]:
    if conflict.theirs is None:
        return _RESTORE
    return _REMOVE if conflict.mine is None else {}


def _explained(form: Form, conflict: Conflict) -> str:
    if isinstance(node_at(form, conflict.at), Item):
        return ""
    if conflict.theirs is None:
        return _IS_GONE
    return _IS_GOING if conflict.mine is None else ""


def _proposal(form: Form, conflict: Conflict, both: Together) -> Proposal:
    theirs, mine, text = [
        printed(form, conflict.at, value) for value in (conflict.theirs, conflict.mine, both.value)
    ]
    return Proposal(segments(theirs, text), segments(mine, text), both.in_place)


def _own_text(answered: Answered, both: Together | None) -> str:
    """Return what the field of a text of one's own begins with."""
    if answered.rewritten is not None:
        return answered.rewritten
    start = both.value if both else answered.conflict.mine
    return start if isinstance(start, str) else ""


def _refuse_long(value: Any) -> None:
    """Raise InputRefused for a text that no field takes, wherever it stands."""
    if isinstance(value, str) and len(value) > MAX_TEXT:
        hint = f"{MAX_TEXT:,}文字までにしてください。"
        raise InputRefused(f"{len(value):,}文字あり、長すぎます", hint=hint)
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            _refuse_long(one)


def _touches(change: DraftChange, conflict: Conflict) -> bool:
    """Return whether a save changed an item, a thing around it, or something in a whole thing."""
    ats = [op["at"] for op in ops_of(change)]
    return any(conflict.holds(at) or conflict.at.startswith(f"{at}.") for at in ats)
