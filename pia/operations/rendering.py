"""Both faces of a document in every format, as they are kept for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pia.approval.kinds import PUBLIC, WHOLE
from pia.assessment import Assessment
from pia.assessment.publicise import publicise
from pia.exports import export
from pia.exports.registry import FORMATS
from pia.publication.names import first_free, slug_of
from pia.store.records import Dossier, RenderedFile

#: What is rendered, in the order lists show it.
RENDERED = ("pdf", "docx", "xlsx", "html", "csv", "json")


def rendered(document: Assessment, dossier: Dossier, day: date) -> Iterator[RenderedFile]:
    """Yield every file of an issue. Raises InputRefused for withheld parts that are not there.

    Where nothing is withheld both faces are the same bytes, made once.
    """
    public = publicise(document)
    faces = {WHOLE: document, PUBLIC: document if public == document else public}
    name = f"{slug_of(dossier.number, dossier.lineage)}-{day.isoformat()}"
    made_of: dict[tuple[int, str], bytes] = {}
    for face, shown in faces.items():
        for fmt in formats_of(document):
            made = FORMATS[fmt]
            key = (id(shown), fmt)
            made_of[key] = made_of.get(key) or export(shown, fmt)
            yield RenderedFile(
                face=face,
                format=fmt,
                file_name=f"{name}-{face}.{made.suffix}",
                media_type=made.media_type,
                data=made_of[key],
            )


def formats_of(document: Assessment) -> tuple[str, ...]:
    """Return what a document is rendered to: a CSV holds nothing but rows of 別添2."""
    return tuple(fmt for fmt in RENDERED if fmt != "csv" or document.change_history)


def slugs(dossiers: Iterable[Dossier]) -> dict[int, str]:
    """Return the folder of each 評価書 on the site, by its id.

    Of several with one number (of other 機関 or kinds of form) the one that came first keeps the
    plain name and the next gets `-2`: an address once given stays, so all 評価書 must be given.
    """
    given: dict[int, str] = {}
    for dossier in sorted(dossiers, key=lambda dossier: dossier.id):
        name = slug_of(dossier.number, dossier.lineage)
        given[dossier.id] = first_free(name, given.values())
    return given
