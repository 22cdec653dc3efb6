"""What the page of a workbook shows: whose answers are written, and what had no place."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from pia.approval.roles import Actor
from pia.exports.xlsx_template import Filled, Said
from pia.store.work import Work
from pia.web.views.dossiers import edition_title
from pia.web.views.drafts_head import head_of


@dataclass(frozen=True)
class WorkbookPage:
    """The draft or the edition that a workbook is filled with."""

    #: 下書き or 第3版.
    kind: str
    #: 評価書名, else the name of the 事務.
    title: str
    #: 評価書番号.
    number: str
    trail: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Line:
    """One thing that is said of a filled workbook."""

    where: str
    said: str


@dataclass(frozen=True)
class Result:
    """What became of a workbook."""

    unplaced: tuple[Line, ...]
    notes: tuple[Line, ...]


def of_draft(work: Work, draft_id: int, actor: Actor) -> WorkbookPage:
    """Return the page of a draft. Raises PathNotFound."""
    head = head_of(work, draft_id, actor)
    back = url_for("drafts.show", draft_id=draft_id)
    return WorkbookPage(
        "下書き", head.title, head.dossier.number, _trail(f"{head.name} 下書き", back)
    )


def of_edition(work: Work, edition_id: int) -> WorkbookPage:
    """Return the page of an edition. Raises PathNotFound."""
    edition = work.editions.get(edition_id)
    dossier = work.dossiers.get(edition.dossier_id)
    name, kind = work.ownership.task(dossier.task_id).name, edition_title(edition)
    back = url_for("editions.show", edition_id=edition_id)
    return WorkbookPage(kind, name, dossier.number, _trail(f"{name} {kind}", back))


def result_of(filled: Filled) -> Result:
    """Return what is said of a filled workbook, what had no place first."""
    return Result(tuple(map(_line, filled.unplaced)), tuple(map(_line, filled.notes)))


def _line(said: Said) -> Line:
    where = "\n".join(filter(None, (said.label, str(said.at) if said.at else "")))
    return Line(where or "様式のブック", f"{said.message}。{said.hint}")


def _trail(name: str, back: str) -> tuple[tuple[str, str], ...]:
    return (
        ("評価書一覧", url_for("portfolio.show")),
        (name, back),
        ("様式のExcelブックに記入する", ""),
    )
