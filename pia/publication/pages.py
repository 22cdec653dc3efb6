"""The pages for people. Everything that the templates show is made ready here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pia.assessment import HistoryRow
from pia.assessment.wareki import to_wareki
from pia.exports.templating import templates
from pia.official import load_form
from pia.publication.site import Site, SiteAssessment, SiteEdition, SiteFile

_KB = 1024
_KB_PER_MB = 1024


@dataclass(frozen=True)
class Day:
    """A day as the city writes it and as machines read it."""

    wareki: str
    iso: str
    #: 2025年6月30日, for those who do not count in eras.
    western: str


@dataclass(frozen=True)
class PageFile:
    """A link to a file, its path from the top of the site."""

    path: str
    title: str
    media_type: str
    size: str


@dataclass(frozen=True)
class PageCell:
    """A cell of the change table under its heading, with its day if it is one."""

    heading: str
    key: str
    text: str
    iso: str = ""


@dataclass(frozen=True)
class PageEdition:
    """One edition as the pages show it."""

    path: str
    kind: str
    published_on: Day
    files: tuple[PageFile, ...]
    rows: tuple[tuple[PageCell, ...], ...]


@dataclass(frozen=True)
class PageAssessment:
    """One assessment as the pages show it."""

    path: str
    title: str
    given: SiteAssessment
    newest: PageEdition
    earlier: tuple[PageEdition, ...]
    ended_on: Day | None


def write(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a site by path: the index, each assessment, each edition."""
    listed = [_assessment(given) for given in site.assessments]
    yield "index.html", _page("index", site, up="", assessments=listed)
    for shown in listed:
        yield shown.path, _page("assessment", site, up="../", shown=shown)
        for edition in (shown.newest, *shown.earlier):
            page = _page("edition", site, up="../../", shown=shown, edition=edition)
            yield edition.path, page


def size_words(count: int) -> str:
    """Return a size as cities print it: 659KB, 1.2MB; never less than 1KB."""
    kilobytes = max(1, round(count / _KB))
    return f"{kilobytes}KB" if kilobytes < _KB_PER_MB else f"{count / _KB / _KB_PER_MB:.1f}MB"


def _page(name: str, site: Site, up: str, **shown: object) -> bytes:
    """Render a template; `up` leads from the page to the top of the site."""
    table = load_form().change_table
    page = templates().get_template(f"site/{name}.html")
    text = page.render(
        city=site.city, up=up, columns=table.columns, change_title=table.title, **shown
    )
    return text.encode("utf-8")


def _assessment(given: SiteAssessment) -> PageAssessment:
    newest, *earlier = (_edition(folder, edition) for folder, edition in given.addressed())
    ended_on = _day(given.ended_on) if given.ended_on else None
    return PageAssessment(
        path=f"{given.slug}/index.html",
        title=_title(given.name, ended_on),
        given=given,
        newest=newest,
        earlier=tuple(earlier),
        ended_on=ended_on,
    )


def _title(name: str, ended_on: Day | None) -> str:
    """Return 評価書名, marked when its 事務 has ended, unless it says so itself."""
    if ended_on is None or "終了】" in name:
        return name
    return f"{name}【{ended_on.wareki} 終了】"


def _edition(folder: str, given: SiteEdition) -> PageEdition:
    return PageEdition(
        path=f"{folder}/index.html",
        kind=given.kind,
        published_on=_day(given.published_on),
        files=tuple(_file(folder, file) for file in given.files),
        rows=tuple(_row(row) for row in given.rows),
    )


def _file(folder: str, given: SiteFile) -> PageFile:
    size = size_words(len(given.data))
    return PageFile(f"{folder}/{given.name}", given.title, given.media_type, size)


def _row(row: HistoryRow) -> tuple[PageCell, ...]:
    columns = load_form().change_table.columns
    pairs = zip(columns, row.cells(), strict=True)
    changed_on, *others = (PageCell(heading, key, text) for (key, heading), text in pairs)
    return (replace(changed_on, iso=row.changed_on_date or ""), *others)


def _day(day: date) -> Day:
    return Day(to_wareki(day), day.isoformat(), f"{day.year}年{day.month}月{day.day}日")
