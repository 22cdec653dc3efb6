"""Texts name a thing by its printed number (委託事項4): there must be one of that number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pia.assessment import Assessment
from pia.assessment.finding import Severity
from pia.assessment.naming import label_of
from pia.assessment.paths import things
from pia.checks.registry import Found, check
from pia.official import Repeat
from pia.official.labels import fill
from pia.revision.moves import folded_texts, highest, mentions_in


@check(id="number-names-nothing", title="番号に当たるものがない記載", severity=Severity.WARNING)
def numbers_that_name_nothing(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """A thing that was removed leaves its number in the texts; of several files the longest counts."""
    counts = _counts(assessment)
    texts = tuple(folded_texts(assessment.form, assessment.answers))
    for repeat in assessment.form.nodes:
        if not isinstance(repeat, Repeat):
            continue
        most = counts.get(repeat.path, 0)
        for path, numbers in mentions_in(texts, repeat.title):
            number = highest(numbers)
            if number > most:
                label = label_of(assessment.form, assessment.answers, path)
                named, last = fill(repeat.title, number), fill(repeat.title, most)
                there = f"書かれているのは「{last}」までです" if most else "一つも書かれていません"
                yield Found(
                    str(path),
                    f"「{label}」に「{named}」とありますが、{there}。",
                    "本文の番号か、書かれている内容のどちらかを直してください。",
                )


def _counts(assessment: Assessment) -> dict[str, int]:
    """Return by repeat how many things its longest list holds."""
    lists: dict[str, dict[str, int]] = {}
    for path, repeat, _ in things(assessment.form, assessment.answers):
        here = lists.setdefault(repeat.path, {})
        here[str(path.whole())] = here.get(str(path.whole()), 0) + 1
    return {pattern: max(here.values()) for pattern, here in lists.items()}
