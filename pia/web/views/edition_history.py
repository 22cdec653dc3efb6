"""The editions before one edition, rebuilt from its 別添2, and what became of each row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from pia.assessment.wareki import to_wareki
from pia.revision.history import Rebuilt, RebuiltEdition, RowReport, rebuild
from pia.revision.history.report import NO_EDITIONS
from pia.revision.spans import Segment
from pia.store.records import Edition
from pia.store.work import Work
from pia.web.views.compare import FindingView, finding_views
from pia.web.views.dossiers import edition_title
from pia.web.views.portfolio import Chip

#: What the rows are narrowed to: key in the address → words.
FILTERS = {"": "すべての行", "left": "戻せなかった行だけ"}
_DONE, _LEFT = Chip("戻した行", "good"), Chip("戻せなかった行", "wait")


@dataclass(frozen=True)
class RebuiltLine:
    """One rebuilt edition."""

    #: ISO day, part of its addresses.
    day: str
    title: str
    #: What became of the rows of its day.
    told: str


@dataclass(frozen=True)
class RowLine:
    """One row of 別添2 and what became of it."""

    number: int
    changed_on: str
    item: str
    chip: Chip
    outcome: str
    #: Where it was not put back: what it says, and the nearest text, each with its name.
    said: tuple[tuple[str, tuple[Segment, ...]], ...]


@dataclass(frozen=True)
class HistoryPage:
    """Everything on the page."""

    edition_id: int
    dossier_id: int
    dossier: str
    edition: str
    #: Why there is none, "" where there is one.
    nothing: str
    editions: tuple[RebuiltLine, ...]
    all_rows: int
    fitted: int
    #: Those that the filter leaves.
    rows: tuple[RowLine, ...]
    findings: tuple[FindingView, ...]
    #: Words, address, whether it is the present one.
    filters: tuple[tuple[str, str, bool], ...]


def history_page(work: Work, edition: Edition, wanted: str) -> HistoryPage:
    """Return the page of an edition, its rows narrowed to a key of FILTERS."""
    dossier = work.dossiers.get(edition.dossier_id)
    rebuilt = rebuild(edition.reading)
    return HistoryPage(
        edition_id=edition.id,
        dossier_id=dossier.id,
        dossier=work.ownership.task(dossier.task_id).name,
        edition=edition_title(edition),
        nothing="" if rebuilt.editions else f"{NO_EDITIONS}。",
        editions=tuple(_edition(edition, rebuilt, one) for one in rebuilt.editions),
        all_rows=len(rebuilt.rows),
        fitted=rebuilt.fitted,
        rows=tuple(
            _row(edition, row) for row in rebuilt.rows if not (wanted == "left" and row.fits)
        ),
        findings=tuple(finding_views(rebuilt.findings)),
        filters=tuple(_filters(edition.id, rebuilt, wanted)),
    )


def rebuilt_title(rebuilt: RebuiltEdition) -> str:
    """Return what a rebuilt edition is called."""
    return f"{to_wareki(rebuilt.day)}より前の版"


def _edition(edition: Edition, rebuilt: Rebuilt, one: RebuiltEdition) -> RebuiltLine:
    day = one.day.isoformat()
    table = edition.reading.change_history
    rows = [row for row in rebuilt.rows if table[row.number - 1].changed_on_date == day]
    told = f"{len(rows)}行のうち{sum(row.fits for row in rows)}行"
    return RebuiltLine(day, rebuilt_title(one), told)


def _row(edition: Edition, report: RowReport) -> RowLine:
    return RowLine(
        number=report.number,
        changed_on=report.changed_on,
        item=report.item,
        chip=_DONE if report.fits else _LEFT,
        outcome=report.outcome,
        said=() if report.fits else tuple(_said(edition, report)),
    )


def _said(edition: Edition, report: RowReport) -> Iterator[tuple[str, tuple[Segment, ...]]]:
    cells = edition.reading.change_history[report.number - 1]
    yield "変更前の記載", (("=", cells.before),)
    yield "変更後の記載", (("=", cells.after),)
    if report.nearest is not None:
        yield report.nearest_title, report.differences


def _filters(edition_id: int, rebuilt: Rebuilt, wanted: str) -> Iterator[tuple[str, str, bool]]:
    numbers = {"": len(rebuilt.rows), "left": len(rebuilt.rows) - rebuilt.fitted}
    for key, words in FILTERS.items():
        url = url_for("edition_history.show", edition_id=edition_id, show=key or None)
        yield f"{words}（{numbers[key]}）", url, key == wanted
