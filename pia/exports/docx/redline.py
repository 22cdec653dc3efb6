"""A redline: the newer edition as a Word file, with what became of the older one as tracked changes.

Word and LibreOffice show who changed what; accepting all leaves the newer edition, rejecting all
the older one. Both are laid out as every Word file of ours is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from itertools import count

from pia.exports.docx.body import body
from pia.exports.docx.merging import merged
from pia.exports.docx.package import Written, packed_parts
from pia.exports.docx.tracked import UNSIGNED, tracked_words
from pia.outline import Outline, outline
from pia.revision import Comparison

#: Who changed it, where the document names no 評価実施機関.
AUTHOR = "変更箇所の比較"


def redline_of(comparison: Comparison) -> bytes:
    """Return the redline of two compared editions."""
    old, new = outline(comparison.old), outline(comparison.new)
    return write_redline(old, new, comparison.matched)


def write_redline(old: Outline, new: Outline, matched: Mapping[str, str]) -> bytes:
    """Return the redline of two editions of one form edition.

    `matched`: old id path → new id path of the things that both have (`Comparison.matched`); it
    decides how well the changes read, never whether they are true. Changes are dated by the newer
    document's own day, never by the clock.
    """
    both = merged(old, new, matched)
    name = tracked_words(old.name, new.name)
    organisation = tracked_words(old.organisation, new.organisation)
    signer = _Signer(new, first=len(both.parts) + 1)
    return packed_parts(new, Written(*map(signer.sign, (body(both), name, organisation))))


class _Signer:
    """Says at each mark who made it and when, and numbers it behind the bookmarks."""

    def __init__(self, new: Outline, first: int) -> None:
        self._numbers = count(first)
        who = escape(new.organisation or AUTHOR)
        self._words = f'w:author="{who}" w:date="{new.dated.isoformat()}T00:00:00Z"'

    def sign(self, xml: str) -> str:
        return re.sub(UNSIGNED, lambda _: f' w:id="{next(self._numbers)}" {self._words}', xml)
