"""What state of a draft a page shows, as the hidden field `base` carries it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pia.assessment import Assessment, Op
from pia.assessment.edit import edited
from pia.errors import ChangedMeanwhile, PathNotFound
from pia.forms.sections import Section
from pia.operations.drafts import Saved
from pia.web.views.drafts_items import places, stands_at

_TOKEN = re.compile(r"\d{1,9}(?:\+\d{1,9}){0,2000}")


@dataclass(frozen=True)
class Seen:
    """The draft behind an entry of its Change log, and later saves of the page itself.

    Written 「12」 or 「12+14+15」: others saved 13 on the same section, which this page does not show.
    """

    sequence: int
    own: tuple[int, ...] = ()

    @staticmethod
    def read(text: str) -> Seen:
        """Read the field. Raises ChangedMeanwhile for what no page of ours sends."""
        if not _TOKEN.fullmatch(text):
            hint = "開き直してから、もう一度入れてください。"
            raise ChangedMeanwhile("どの時点の画面か分かりません", hint=hint)
        sequence, *own = map(int, text.split("+"))
        return Seen(sequence, tuple(own))

    def __str__(self) -> str:
        return "+".join(map(str, (self.sequence, *self.own)))

    def after(self, saved: Saved, shown: Assessment, section: Section, ops: tuple[Op, ...]) -> Seen:
        """Return what the page shows once its edits of `shown` are saved without conflict.

        Where others changed nothing on this section it is simply the newest state. Else it stays
        behind: taking the newest would make the old texts on the page look like edits of theirs.
        """
        form, now = shown.form, saved.draft.document.answers
        try:
            showing = list(places(form, edited(shown, ops).answers, section))
        except PathNotFound:
            showing = []
        if all(stands_at(now, one.path) == one.value for one in showing):
            return Seen(saved.draft.sequence)
        return Seen(self.sequence, (*self.own, *([saved.draft.sequence] if saved.changed else ())))
