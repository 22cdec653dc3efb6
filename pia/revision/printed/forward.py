"""A table that has only its printed cells, done to the old edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from pia.assessment import Assessment, Path
from pia.assessment.paths import holder
from pia.assessment.value import Answers
from pia.errors import AnswerIsNo, PathNotFound
from pia.official import Form, Item
from pia.official.kinds import EMPTY_OR_DASH, unknown
from pia.revision.headings import learnt_headings
from pia.revision.printed.keys import exact
from pia.revision.printed.nearest import nearest
from pia.revision.printed.outcome import Misfit
from pia.revision.printed.together import done_together
from pia.revision.printed.turn import Here, Turn

_CELL = "変更前"
#: Signs of the old text that a refusal shows.
_SHOWN = 40


@dataclass(frozen=True)
class PrintedStep:
    """One row of a table without operations."""

    #: How a message calls it: 「3行目」.
    where: str
    #: 項目 as printed.
    label: str
    before: str
    after: str
    #: Ways to say what it is about, the surest first; each is one path, or several for a group.
    ways: tuple[tuple[str, ...], ...]


def apply_printed(document: Assessment, steps: Sequence[PrintedStep]) -> Assessment:
    """Return the document with all rows done, each cell as printed.

    変更前 must stand exactly once in its item, white space aside: width and marks are what a row may
    be about, so that a text that differs in them is another text. Raises AnswerIsNo naming the first
    row that does not fit; then nothing was done.
    """
    form, own = document.form, learnt_headings(document)
    here = Here(form, deepcopy(document.answers), exact, _dash, own)
    turns = [
        Turn(step.label, targets(form, document.answers, step), step.before, step.after)
        for step in steps
    ]
    done = done_together(here, turns)
    before = replace(here, answers=document.answers)
    for step, turn, outcome in zip(steps, turns, done.outcomes, strict=True):
        if isinstance(outcome, Misfit):
            raise _refused(before, step, turn, outcome)
    return replace(document, answers=done.answers)


def targets(form: Form, answers: Answers, step: PrintedStep) -> tuple[Path, ...]:
    """Return what a row is about in these answers: the first way that leads somewhere, else ().

    A way into a thing that is not there comes last: the thing may be what the row adds.
    """
    ways = [tuple(_known(form, way)) for way in step.ways]
    leading = (tuple(p for p in way if _leads(answers, p)) for way in ways)
    coming = (tuple(p for p in way if _leads(answers, p.parent)) for way in ways)
    return next((found for found in (*leading, *coming) if found), ())


def _known(form: Form, way: Sequence[str]) -> Iterator[Path]:
    for text in way:
        try:
            path = Path.parse(text)
        except PathNotFound:
            continue
        if form.find(path.pattern.removesuffix("[]")) is not None:
            yield path


def _leads(answers: Answers, path: Path) -> bool:
    try:
        holder(answers, path)
    except PathNotFound:
        return False
    return bool(path.steps)


def _dash(item: Item, _: str) -> Any:
    """Return what an item says where 変更後 prints 「—」: boxes cannot say it."""
    return unknown(EMPTY_OR_DASH, "—") if item.kind == "boxes" else "—"


def _refused(here: Here, step: PrintedStep, turn: Turn, outcome: Misfit) -> AnswerIsNo:
    near = nearest(here, turn)
    hint = f"最も近い記載は「{' '.join(near.text.split())[:_SHOWN]}」です。" if near else ""
    where = f"{step.where} {step.label}".strip()
    return AnswerIsNo(outcome.reason.format(cell=_CELL), where=where, hint=hint)
