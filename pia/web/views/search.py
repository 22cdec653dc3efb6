"""What was found: by 評価書, the edition in public first, earlier ones behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import url_for

from pia.assessment.passages import Piece
from pia.assessment.wareki import to_wareki
from pia.official import load_form
from pia.operations.search import (
    ALL,
    DRAFTS,
    EDITIONS,
    OLDER,
    PER_PAGE,
    PUBLISHED,
    Found,
    ShownHit,
)
from pia.outline.change_table import change_title
from pia.store.records import DossierLine, Draft, Edition
from pia.web.views.dossiers import edition_title
from pia.web.views.drafts_places import nearest_spot, spots
from pia.web.views.portfolio_filter import Choice

_SCOPES = {
    ALL: "すべて（版と下書き）",
    PUBLISHED: "公表中の版",
    EDITIONS: "すべての版",
    DRAFTS: "下書き",
}
#: What a field still shows of a text that is far too long.
_SHOWN = 2_000


@dataclass(frozen=True)
class Asked:
    """What was asked, as the form shows it again."""

    words: str
    scope: str
    part: str

    @staticmethod
    def read(words: str, scope: str, part: str) -> Asked:
        """Return what an address asks for; what it cannot ask for is everything."""
        known = scope if scope in _SCOPES else ALL
        return Asked(words[:_SHOWN], known, part if part in _part_titles() else "")

    @property
    def scopes(self) -> tuple[Choice, ...]:
        """Where to search."""
        return _choices(_SCOPES, self.scope)

    @property
    def parts(self) -> tuple[Choice, ...]:
        """Which part of the form to search."""
        return _choices({"": "すべての部"} | _part_titles(), self.part)

    @property
    def is_narrowed(self) -> bool:
        """Whether there is more to search."""
        return bool(self.scope or self.part)


@dataclass(frozen=True)
class HitLine:
    """One passage."""

    label: str
    pieces: tuple[Piece, ...]
    url: str


@dataclass(frozen=True)
class TextHits:
    """The passages of one edition or draft."""

    title: str
    #: Only earlier editions have them.
    is_older: bool
    #: It opens as a document, from which nothing leads back here.
    in_new_tab: bool
    lines: tuple[HitLine, ...]


@dataclass(frozen=True)
class DossierHits:
    """What was found of one 評価書, on this page."""

    id: int
    title: str
    division: str
    texts: tuple[TextHits, ...]
    older: tuple[TextHits, ...]

    @property
    def older_count(self) -> int:
        """How many passages stand in earlier editions alone."""
        return sum(len(text.lines) for text in self.older)


@dataclass(frozen=True)
class Results:
    """A page of what was found."""

    dossiers: tuple[DossierHits, ...]
    total: int
    dossier_count: int
    first: int
    page: int
    pages: int

    @property
    def last(self) -> int:
        """Number of the last hit of the page."""
        shown = (text for one in self.dossiers for text in (*one.texts, *one.older))
        return self.first - 1 + sum(len(text.lines) for text in shown)


def result_page(found: Found, lines: Iterable[DossierLine]) -> Results:
    """Return what a page shows."""
    known = {line.dossier.id: line for line in lines}
    return Results(
        dossiers=tuple(
            _dossier(known[number], tuple(_texts(hits)))
            for number, hits in groupby(found.hits, key=lambda shown: shown.hit.dossier_id)
        ),
        total=found.total,
        dossier_count=found.dossiers,
        first=(found.page - 1) * PER_PAGE + 1,
        page=found.page,
        pages=found.pages,
    )


def _dossier(line: DossierLine, texts: tuple[TextHits, ...]) -> DossierHits:
    return DossierHits(
        id=line.dossier.id,
        title=f"{line.dossier.number} {line.task}",
        division=line.division,
        texts=tuple(text for text in texts if not text.is_older),
        older=tuple(text for text in texts if text.is_older),
    )


def _texts(hits: Iterable[ShownHit]) -> Iterator[TextHits]:
    """Yield the hits of each edition or draft."""
    for (place, _), found in groupby(hits, key=lambda shown: (shown.hit.place, shown.hit.id)):
        here = tuple(found)
        title = _title(here[0].text, is_older=place == OLDER)
        is_edition = isinstance(here[0].text, Edition)
        yield TextHits(title, place == OLDER, is_edition, tuple(_lines(here)))


def _title(text: Edition | Draft, *, is_older: bool) -> str:
    if isinstance(text, Draft):
        return "下書き"
    day = to_wareki(text.published_on)
    return (
        f"{edition_title(text)}（{day}公表）"
        if is_older
        else f"公表中の{edition_title(text)}（{day}公表）"
    )


def _lines(hits: Iterable[ShownHit]) -> Iterator[HitLine]:
    """Yield the hits of one edition or draft, each with its address."""
    known = None
    for shown in hits:
        text = shown.text
        if isinstance(text, Edition):
            url = url_for("editions.document", edition_id=text.id, _anchor=shown.anchor)
        else:
            known = spots(text.document) if known is None else known
            spot = nearest_spot(known, shown.hit.path)
            preview = url_for("drafts_files.preview", draft_id=text.id, _anchor=shown.anchor)
            url = spot.url(text.id) if spot else preview
        yield HitLine(shown.label, shown.pieces, url)


def _part_titles() -> dict[str, str]:
    form = load_form()
    parts = {part.key: f"{part.number} {part.title}".strip() for part in form.parts}
    return parts | {form.change_table.path: change_title(form)}


def _choices(given: dict[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, words, value == chosen) for value, words in given.items())
