"""Documents become a Site, each through its public face: the only way in that starts from them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from pia.assessment import Assessment, HistoryRow
from pia.assessment.publicise import publicise
from pia.assessment.wareki import parse_date, to_wareki
from pia.errors import InputRefused
from pia.exports import FORMATS, WRITERS, export
from pia.publication.names import first_free, slug_of
from pia.publication.site import Site, SiteAssessment, SiteEdition, SiteFile

#: In the order of the links; what this installation cannot write is left out.
WANTED = ("html", "pdf", "docx", "xlsx", "csv", "json")


@dataclass(frozen=True)
class PublicDocument:
    """A document in its public face, and its files by format."""

    public: Assessment
    published_on: date
    files: dict[str, bytes] = field(repr=False)

    def text(self, key: str) -> str:
        """Return a typed answer of the cover or of a part; "" where it could not be read."""
        answer = self.public.answers.get(key, "")
        return answer.strip() if isinstance(answer, str) else ""


def public_document(document: Assessment) -> PublicDocument:
    """Return what the site shows of a document.

    Raises InputRefused where 公表日 is no day, where there is no 評価書名, or where a withheld part
    is not found: nobody can know then what must not leave.
    """
    public = publicise(document)
    files = {fmt: export(public, fmt) for fmt in WANTED if fmt in WRITERS and _has(public, fmt)}
    made = PublicDocument(public, _published_on(public), files)
    if not made.text("title"):
        hint = "評価書名を記入してください。"
        raise InputRefused("評価書名がないので公表できません", where="評価書名", hint=hint)
    return made


def site_of(documents: Sequence[PublicDocument], city: str = "", base_url: str = "") -> Site:
    """Return the site of documents; those of one lineage are editions of one assessment.

    Without `city` the 評価実施機関 stand in its place. Raises InputRefused for two editions of one
    assessment on one day: a file does not say which of them is the newer.
    """
    lineages: dict[str, list[PublicDocument]] = defaultdict(list)
    for document in documents:
        lineages[document.public.lineage].append(document)
    assessments: dict[str, SiteAssessment] = {}
    for editions in sorted(lineages.values(), key=_age):
        editions.sort(key=lambda edition: edition.published_on)
        newest = editions[-1]
        slug = first_free(slug_of(newest.text("number"), newest.public.lineage), assessments)
        assessments[slug] = _assessment(slug, editions)
    organisations = dict.fromkeys(a.organisation for a in assessments.values() if a.organisation)
    return Site(city or "・".join(organisations), tuple(assessments.values()), base_url)


def _published_on(public: Assessment) -> date:
    written = public.answers.get("published_on")
    found = parse_date(written) if isinstance(written, str) else None
    if found is None or found.precision != "day":
        hint = "公表日を 令和5年11月6日 のように記入してください。"
        raise InputRefused("公表日が日付として読めません", where="公表日", hint=hint)
    return found.day


def _has(public: Assessment, fmt: str) -> bool:
    """Return whether a format has something to say: a CSV holds nothing but rows of 別添2."""
    return fmt != "csv" or bool(public.change_history)


def _age(editions: list[PublicDocument]) -> tuple[date, str]:
    """Return what orders assessments of one number: the older one keeps the plain folder name."""
    return min(e.published_on for e in editions), editions[0].public.lineage


def _assessment(slug: str, editions: list[PublicDocument]) -> SiteAssessment:
    """Return an assessment from its editions, oldest first; the newest says its facts."""
    _check_days(editions)
    newest = editions[-1]
    before = (None, *editions[:-1])
    return SiteAssessment(
        slug=slug,
        number=newest.text("number"),
        name=newest.text("title"),
        organisation=newest.text("organisation"),
        division=newest.text("department"),
        contact=newest.text("inquiry_contact"),
        form_name=newest.public.form.name,
        editions=tuple(_edition(slug, now, old) for now, old in zip(editions, before, strict=True))[
            ::-1
        ],
    )


def _check_days(editions: list[PublicDocument]) -> None:
    for older, newer in pairwise(editions):
        if older.published_on == newer.published_on:
            raise InputRefused(
                f"{to_wareki(newer.published_on)}公表の版が二つあります",
                where=newer.text("title"),
                hint="同じ評価書の版は、公表日ごとに一つだけ指定してください。",
            )


def _edition(slug: str, now: PublicDocument, before: PublicDocument | None) -> SiteEdition:
    files = (
        SiteFile(f"{slug}.{FORMATS[fmt].suffix}", FORMATS[fmt].title, FORMATS[fmt].media_type, data)
        for fmt, data in now.files.items()
    )
    return SiteEdition(now.published_on, _kind(now, before), tuple(files), _rows(now, before))


def _kind(now: PublicDocument, before: PublicDocument | None) -> str:
    """Return 新規 or 変更: a file does not say whether a change was a 再実施 or a 修正."""
    return "変更" if before or now.public.change_history else "新規"


def _rows(now: PublicDocument, before: PublicDocument | None) -> tuple[HistoryRow, ...]:
    """Return the rows that an edition added to 別添2.

    They are those that the edition before it has not; without that edition, those dated to the day
    of publication (変更日 defaults to 公表日).
    """
    rows = now.public.change_history
    if before is None:
        return tuple(row for row in rows if row.changed_on_date == now.published_on.isoformat())
    known = Counter(row.cells() for row in before.public.change_history)
    added = []
    for row in rows:
        if known[row.cells()]:
            known[row.cells()] -= 1
        else:
            added.append(row)
    return tuple(added)
