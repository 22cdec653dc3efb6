"""PDF of a newest sample: our writer against LibreOffice's conversion of our own DOCX."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import pikepdf

from bench.run import Case
from pia.assessment import read_assessment
from pia.exports import pdf, write_outline
from pia.outline import Outline, outline
from pia.outline.model import Cell, CellRole, Row, Table
from pia.settings import data_path

SAMPLE = data_path("samples", "kokumin-nenkin", "2025-06-30.json")
#: Tagged, and the nearest to PDF/A-2a that LibreOffice has: PDF/A-2b.
BEST = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def numbered(printed: Outline, number: int) -> Outline:
    """Return the outline with a number in every answer: typst remembers what it has set before."""

    def cell(old: Cell) -> Cell:
        if old.role != CellRole.VALUE or not old.lines:
            return old
        *others, last = old.lines[-1]
        line = (*others, replace(last, text=f"{last.text}{number}"))
        return replace(old, lines=(*old.lines[:-1], line))

    def row(old: Row) -> Row:
        return replace(old, cells=tuple(map(cell, old.cells)))

    def table(old: Table) -> Table:
        return replace(old, rows=tuple(map(row, old.rows)))

    parts = (replace(p, tables=tuple(map(table, p.tables))) for p in printed.parts)
    return replace(printed, parts=tuple(parts))


def write_next(printed: Outline, numbers: Iterator[int]) -> bytes:
    return pdf.write(numbered(printed, next(numbers)))


def worth(file: Path) -> str:
    """Return what the file is: its size, what it declares, its headers of rows and columns."""
    with pikepdf.open(file) as opened:
        tags = [str(o.get("/S")) for o in opened.objects if isinstance(o, pikepdf.Dictionary)]
        says = opened.open_metadata()
        ua, a = (says.get(f"pdf{name}id:part", "-") for name in ("ua", "a"))
        level = says.get("pdfaid:conformance", "")
        return (
            f"{file.stat().st_size // 1024:,} KiB, {len(opened.pages)} pages, "
            f"UA {ua}, A {a}{level}, {tags.count('/TH')} TH"
        )


def cases() -> list[Case]:
    printed = outline(read_assessment(SAMPLE.read_text(encoding="utf-8"), SAMPLE.name))
    folder = Path(mkdtemp(prefix="bench-pdf-"))
    source, ours, theirs = (folder / name for name in ("a.docx", "ours.pdf", "a.pdf"))
    source.write_bytes(write_outline(printed, "docx"))
    ours.write_bytes(pdf.write(printed))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = ("soffice", profile, "--headless", "--convert-to", BEST, "--outdir", folder, source)
    run(*convert)
    pia = Path(sys.executable).with_name("pia")
    export = (pia, "export", SAMPLE, "--format", "pdf", "-o", folder / "b.pdf")
    peer = "soffice: DOCX to PDF, a process"
    return [
        Case(peer, partial(run, *convert), note=worth(theirs)),
        Case("pia export --format pdf, a process", partial(run, *export), peer, worth(ours)),
        Case("our writer, every answer new", partial(write_next, printed, count()), peer),
        Case("our writer, the same again", partial(pdf.write, printed), peer),
    ]
