"""The next item of a draft that is empty, or that a check found something at."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for

from pia.assessment import Assessment
from pia.assessment.finding import Finding
from pia.forms.reading import FINDING, UNANSWERED
from pia.web.views.drafts_items import places
from pia.web.views.drafts_map import found_at
from pia.web.views.drafts_places import Spot, Spots, next_spot, spots

#: What each way goes to, as a sentence begins.
WAYS = {UNANSWERED: "未記入の項目", FINDING: "指摘のある項目"}


def next_url(draft_id: int, way: str, after: str | None = None) -> str:
    """Return the address that leads to the next place of a way behind an id path."""
    return url_for("drafts_next.go", draft_id=draft_id, way=way, after=after or None)


def next_place(
    document: Assessment, findings: Iterable[Finding], way: str, after: str
) -> tuple[Spot, bool] | None:
    """Return the next place of a way behind an id path, and whether the search began anew.

    None where none is left.
    """
    known = spots(document)
    wanted = _unanswered(document, known) if way == UNANSWERED else set(found_at(known, findings))
    return next_spot(known, wanted, after)


def said_of(way: str, found: tuple[Spot, bool] | None) -> str:
    """Return what a person is told on the way, "" where the next place simply follows."""
    if found is None:
        return f"{WAYS[way]}は残っていません。"
    return f"終わりまで来たので、はじめの{WAYS[way]}に戻りました。" if found[1] else ""


def _unanswered(document: Assessment, known: Spots) -> set[str]:
    every = {spot.section.key: spot.section for spot in known.values()}
    return {
        str(one.path)
        for section in every.values()
        for one in places(document.form, document.answers, section)
        if one.is_unanswered
    }
