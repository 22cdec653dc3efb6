"""An earlier edition as a document: what it can know of itself, and what must stay withheld."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pia.assessment import Assessment, Path
from pia.assessment.paths import get
from pia.assessment.value import Answers, Withheld
from pia.errors import PathNotFound
from pia.official import Item
from pia.official.kinds import unknown


def edition_before(document: Assessment, day: date, answers: Answers) -> Assessment:
    """Return the edition before a day: `answers`, and the rows of earlier days alone.

    Rows without a readable day stay: nobody knows that they came later. 公表日 of an earlier edition
    is printed nowhere in this one.
    """
    rows = tuple(
        row
        for row in document.change_history
        if row.changed_on_date is None or row.changed_on_date < day.isoformat()
    )
    stamps = {i.key: unknown("not-in-source") for i in document.form.items if i.stamped}
    known = answers | {key: stamp for key, stamp in stamps.items() if key in answers}
    edition = replace(document, answers=known, change_history=rows)
    return replace(edition, withheld=tuple(_withheld(edition, p) for p in document.withheld))


def _withheld(edition: Assessment, part: Withheld) -> Withheld:
    """Return a withheld part where it stands in this edition; none is ever dropped (規則13条).

    Occurrence 0 where this edition does not say it: its quote is masked in 別添2 all the same.
    """
    path = Path.parse(part.id_path)
    try:
        value = get(edition.answers, path)
    except PathNotFound:
        value = None
    count = _count(edition.form.find(path.pattern), value, part.quote)
    return replace(part, occurrence=min(max(part.occurrence, 1), count))


def _count(item: object, value: Any, quote: str) -> int:
    """Return how often an answer says the quote; of choices the whole answer is withheld."""
    if isinstance(item, Item) and item.choices:
        return 0 if value is None else 1
    return value.count(quote) if isinstance(value, str) and quote.strip() else 0
