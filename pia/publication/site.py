"""What the public site is made of. Values: whoever makes them answers for their being public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pia.assessment import HistoryRow


@dataclass(frozen=True)
class SiteFile:
    """One file of an edition, in its public face."""

    #: ASCII name, the last part of its permanent address: `12.docx`.
    name: str
    #: What a link to it says: Word(DOCX).
    title: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class SiteEdition:
    """One published 版 with its files and the rows of 別添2 that came with it."""

    published_on: date
    #: 新規, 再実施, 修正 …
    kind: str
    files: tuple[SiteFile, ...]
    rows: tuple[HistoryRow, ...] = ()


@dataclass(frozen=True)
class SiteAssessment:
    """One 評価書 with all its editions, newest first."""

    #: Name of its folder: part of every permanent address, so it never changes.
    slug: str
    #: 評価書番号 as written.
    number: str
    #: 評価書名.
    name: str
    organisation: str
    #: 担当課.
    division: str
    #: 問合せ先; may have several lines.
    contact: str
    #: 重点項目評価書.
    form_name: str
    editions: tuple[SiteEdition, ...]
    ended_on: date | None = None

    def addressed(self) -> Iterator[tuple[str, SiteEdition]]:
        """Yield each edition, newest first, with its folder: `12/2025-06-30`.

        Of several on one day (再発行) the first one published keeps the plain day, the next gets
        `-2`: an address once given stays.
        """
        days = [edition.published_on for edition in self.editions]
        for place, edition in enumerate(self.editions):
            earlier = days[place + 1 :].count(edition.published_on)
            folder = edition.published_on.isoformat() + (f"-{earlier + 1}" if earlier else "")
            yield f"{self.slug}/{folder}", edition


@dataclass(frozen=True)
class Site:
    """The whole public site of one city."""

    city: str
    assessments: tuple[SiteAssessment, ...]
    #: Where the site will stand; only sitemap.xml needs it.
    base_url: str = ""
