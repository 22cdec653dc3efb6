"""What no 評価書 can do without and this one has not said: 評価書名, 宣言, a file, a Ⅲ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pia.assessment import Assessment
from pia.assessment.asked import every_place
from pia.assessment.finding import Severity
from pia.assessment.naming import label_of
from pia.assessment.paths import ROOT, Path
from pia.checks.registry import Found, check
from pia.official import Form, Repeat
from pia.official.form import Part
from pia.official.kinds import is_blank, is_unknown

#: How many a message names.
_MOST_NAMED = 4
_HINT = "承認を依頼する前に記入してください。"


@check(
    id="needed-item-empty",
    title="空欄にできない項目",
    severity=Severity.ERROR,
    source="needed_items",
)
def needed_items_that_are_empty(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """One find for each page of the paper, so that an empty draft is not told twenty times.

    A dash says nothing here; what could not be read is no empty item.
    """
    by_page: dict[str, list[Path]] = {}
    for place in every_place(assessment.form, assessment.answers):
        is_silent = is_blank(place.value) and not is_unknown(place.value)
        if place.item.needed and place.wanted and is_silent:
            by_page.setdefault(_page(assessment.form, place.path), []).append(place.path)
    for paths in by_page.values():
        yield Found(str(paths[0]), f"{_named(assessment, paths)}が未記入です。", _HINT)


@check(
    id="needed-thing-missing",
    title="一つもないファイルやリスク対策",
    severity=Severity.ERROR,
    source="needed_items",
)
def needed_things_that_miss(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """A 評価書 is about at least one 特定個人情報ファイル, and says how its risks are met."""
    for part in assessment.form.parts:
        for node in part.walk():
            if isinstance(node, Repeat) and node.needed and not assessment.answers.get(node.key):
                message = f"「{part.number} {part.title}」が一つもありません。"
                yield Found(str(ROOT.child(node.key)), message, _HINT)


def _page(form: Form, path: Path) -> str:
    """Return what an item stands in: its thing, or its part of the form."""
    if len(path.steps) > 1:
        return str(path.parent)
    above = form.above(form.item(path.pattern))
    return next(node.path for node in above if isinstance(node, Part))


def _named(assessment: Assessment, paths: list[Path]) -> str:
    form, answers = assessment.form, assessment.answers
    labels = [label_of(form, answers, path, short=True) for path in paths[:_MOST_NAMED]]
    more = f"など{len(paths)}項目" if len(paths) > _MOST_NAMED else ""
    return "".join(f"「{label}」" for label in labels) + more
