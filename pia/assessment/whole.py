"""A whole thing put back into a document, or taken out: what two people decided about it."""

from __future__ import annotations

from typing import Any

from pia.assessment.edit import edited, remove_thing
from pia.assessment.ops import Add, Op, Set
from pia.assessment.parse import parse_answers
from pia.assessment.paths import Path, checked, get
from pia.assessment.value import Assessment
from pia.errors import InputRefused
from pia.official import Repeat


def set_whole(assessment: Assessment, at: str, thing: Any, position: int) -> tuple[Op, ...]:
    """Return the ops after which a thing stands at an id path as given; None: it does not.

    `position` (from 1) is where it goes if its list reaches so far. Raises InputRefused for what is
    no such thing, PathNotFound where a thing around it is gone.
    """
    path = _path(assessment, at)
    gone = remove_thing(assessment, at) if _stands(assessment, path) else ()
    if thing is None:
        return gone
    if not isinstance(thing, dict) or thing.get("@id") != path.last.at:
        raise InputRefused("戻す内容が壊れています", hint="前の画面からやり直してください。")
    things = get(assessment.answers, path.whole())
    opening: tuple[Op, ...] = (Set(str(path.whole()), None, []),) if things is None else ()
    before = (*gone, *opening)
    place = max(1, min(position, len(things or ()) - len(gone) + 1))
    raw = edited(assessment, (*before, Add(at, place, thing)))
    parsed = get(parse_answers(assessment.form, raw.answers), path)
    return (*before, Add(at, place, parsed))


def _path(assessment: Assessment, at: str) -> Path:
    path, repeat = checked(assessment.form, at)
    if not isinstance(repeat, Repeat) or not isinstance(path.last.at, str):
        raise InputRefused("まとまりの場所が正しくありません", where=at[:80])
    return path


def _stands(assessment: Assessment, path: Path) -> bool:
    things = get(assessment.answers, path.whole())
    return any(thing["@id"] == path.last.at for thing in things or ())
