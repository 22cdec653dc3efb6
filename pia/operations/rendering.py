"""Both faces of a document in every format, as they are kept for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pia.approval.kinds import PUBLIC, WHOLE
from pia.assessment import Assessment
from pia.assessment.publicise import publicise
from pia.exports import export
from pia.exports.registry import FORMATS
from pia.store.records import Dossier, RenderedFile

#: What is rendered, in the order lists show it.
RENDERED = ("pdf", "docx", "html", "csv", "json")


def rendered(document: Assessment, dossier: Dossier, day: date) -> Iterator[RenderedFile]:
    """Yield every file of an issue. Raises InputRefused for withheld parts that are not there."""
    faces = {WHOLE: document, PUBLIC: publicise(document)}
    for face, shown in faces.items():
        for name in RENDERED:
            made = FORMATS[name]
            yield RenderedFile(
                face=face,
                format=name,
                file_name=f"{slug(dossier)}-{day.isoformat()}-{face}.{made.suffix}",
                media_type=made.media_type,
                data=export(shown, name),
            )


def slug(dossier: Dossier) -> str:
    """Return the name of a 評価書 in addresses and file names: plain letters, always the same."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", dossier.number).strip("-").lower()
    return f"{plain}-{dossier.id}" if plain else f"no-{dossier.id}"
