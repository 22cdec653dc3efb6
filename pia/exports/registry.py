"""Which formats there are and who writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pia.assessment import Assessment, canonical
from pia.errors import UsageRefused, nearest
from pia.exports import csv, docx, html, pdf, text, xlsx
from pia.outline import Outline, outline


@dataclass(frozen=True)
class Format:
    """A format as the doors offer it."""

    #: End of a file name, without the dot.
    suffix: str
    media_type: str
    #: Shown to people.
    title: str


_W = TypeVar("_W")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS = {
    "docx": Format("docx", _DOCX, "Word(DOCX)"),
    "xlsx": Format("xlsx", _XLSX, "Excel(XLSX)"),
    "pdf": Format("pdf", "application/pdf", "PDF"),
    "html": Format("html", "text/html; charset=utf-8", "ウェブページ(HTML)"),
    "json": Format("json", "application/json", "データ(JSON)"),
    "csv": Format("csv", "text/csv; charset=utf-8", "変更箇所の表(CSV)"),
    "text": Format("txt", "text/plain; charset=utf-8", "テキスト"),
}

#: Writers of anything printed: a whole document or a change table alone.
OUTLINE_WRITERS: dict[str, Callable[[Outline], bytes]] = {
    "docx": docx.write,
    "xlsx": xlsx.write,
    "pdf": pdf.write,
    "html": html.write,
    "csv": csv.write,
    "text": text.write,
}


def write_json(assessment: Assessment) -> bytes:
    """Return the document as it is stored, in canonical form."""
    return canonical(assessment).encode("utf-8")


def _printed(write: Callable[[Outline], bytes]) -> Callable[[Assessment], bytes]:
    return lambda assessment: write(outline(assessment))


#: Writers of a whole document.
WRITERS: dict[str, Callable[[Assessment], bytes]] = {
    "docx": _printed(docx.write),
    "xlsx": _printed(xlsx.write),
    "pdf": _printed(pdf.write),
    "html": _printed(html.write),
    "json": write_json,
    "csv": _printed(csv.write),
    "text": _printed(text.write),
}


def export(assessment: Assessment, fmt: str) -> bytes:
    """Return a document as a file of a format. Raises UsageRefused for one that does not exist."""
    return _find(WRITERS, fmt)(assessment)


def write_outline(printed: Outline, fmt: str) -> bytes:
    """Return an outline (a change table alone) as a file. Raises UsageRefused as `export` does."""
    return _find(OUTLINE_WRITERS, fmt)(printed)


def _find(writers: Mapping[str, _W], fmt: str) -> _W:
    if fmt in writers:
        return writers[fmt]
    near = nearest(fmt, list(writers))
    hint = f"近いのは {near} です。" if near else ""
    known = "・".join(writers)
    raise UsageRefused(
        f"{fmt} という形式では書き出せません", hint=f"{hint}選べるのは {known} です。"
    )
