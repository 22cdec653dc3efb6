"""Two answers made from one, brought together: a proposal that a person accepts or mends.

Nothing here decides. Where both touched the same words there is no proposal: a text that nobody
wrote would be worse than two that somebody did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from diff_match_patch import diff_match_patch

#: A patch fits only where its own words and those around it stand unchanged, however far away: of
#: 32 signs (the longest pattern) one that differs is more than this.
_EXACTLY = 0.01
_ANYWHERE = 1_000_000_000


@dataclass(frozen=True)
class Together:
    """What both wrote in one answer."""

    value: Any
    #: Each edit stands where it was made; otherwise one side's words were found again elsewhere.
    in_place: bool


@dataclass(frozen=True)
class _Edit:
    """Characters `start` to `end` of the first text that another took the place of."""

    start: int
    end: int
    new: str

    def meets(self, other: _Edit) -> bool:
        """Return whether two edits touch one another, at a border too."""
        return self.start <= other.end and other.start <= self.end


def together(kind: str, base: Any, mine: Any, theirs: Any) -> Together | None:
    """Return an answer that says what both changed, None where that is for a person to write.

    Texts go together where their edits lie apart, boxes box by box, anything else never. `base` is
    what both began with; an answer that was absent, or could not be read, goes with nothing.
    """
    look = _BY_KIND[kind]
    return look(base, mine, theirs) if look and not _unlike(base, mine, theirs) else None


def _unlike(*answers: Any) -> bool:
    """Return whether answers are not all of one shape."""
    are_boxes = all(isinstance(one, dict) and "checked" in one for one in answers)
    return not (are_boxes or all(isinstance(one, str) for one in answers))


def _texts(base: str, mine: str, theirs: str) -> Together | None:
    ours, others = list(_edits(base, mine)), list(_edits(base, theirs))
    apart = [edit for edit in ours if edit not in others]
    if not any(edit.meets(other) for edit in apart for other in others):
        return Together(_done(base, [*others, *apart]), in_place=True)
    found = _found_again(base, mine, theirs)
    return None if found is None else Together(found, in_place=False)


def _edits(old: str, new: str) -> Iterator[_Edit]:
    """Yield what became of a text, in its order, as few and readable edits as it can be."""
    differ = diff_match_patch()
    diffs = differ.diff_main(old, new)
    differ.diff_cleanupSemantic(diffs)
    at = start = 0
    words: list[str] = []
    for sign, text in [*diffs, (differ.DIFF_EQUAL, "")]:
        if sign == differ.DIFF_EQUAL:
            if words or at > start:
                yield _Edit(start, at, "".join(words))
            at += len(text)
            start, words = at, []
        elif sign == differ.DIFF_DELETE:
            at += len(text)
        else:
            words.append(text)


def _done(base: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        base = base[: edit.start] + edit.new + base[edit.end :]
    return base


def _found_again(base: str, mine: str, theirs: str) -> str | None:
    """Return their text with my edits where my words stand now (a paragraph that they moved)."""
    patcher = diff_match_patch()
    patcher.Match_Threshold = patcher.Patch_DeleteThreshold = _EXACTLY
    patcher.Match_Distance = _ANYWHERE
    text, fits = patcher.patch_apply(patcher.patch_make(base, mine), theirs)
    return text if fits and all(fits) else None


def _boxes(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> Together | None:
    """Return the boxes that either changed; a box has two states, so both cannot differ from it."""
    was, ours, others = (set(one.get("checked", ())) for one in (base, mine, theirs))
    checked = (others | (ours - was)) - (was - ours)
    details: dict[str, str] = {}
    in_place = True
    sides = [one.get("detail", {}) for one in (base, mine, theirs)]
    for key in sorted({key for side in sides for key in side}):
        one = _texts(*(side.get(key, "") for side in sides))
        if one is None:
            return None
        in_place = in_place and one.in_place
        if one.value:
            details[key] = one.value
    return Together({"checked": sorted(checked), "detail": details}, in_place)


_BY_KIND: dict[str, Callable[[Any, Any, Any], Together | None] | None] = {
    "text": _texts,
    "boxes": _boxes,
    "choice": None,
    "date": None,
    "count": None,
}
