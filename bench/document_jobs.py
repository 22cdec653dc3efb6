"""What bench_documents.py times: one document of 189 rows, written and read by us and others.

Each job is a function of the folder in which the files lie (`prepare` makes them) and imports only
what it needs: `python -m bench.document_jobs JOB FOLDER` runs one alone, so that its peak memory
can be told. The peers write the same cells in the same rows, without merges, colours or widths.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib import import_module
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

from bench.bench_pdf import numbered
from pia.assessment import Assessment, read_assessment
from pia.exports import export, write_outline
from pia.imports import SourceFile, import_files
from pia.outline import Outline, PartKind, outline
from pia.settings import data_path

SAMPLE = data_path("samples", "kokumin-nenkin", "2025-06-30.json")
ROWS = 189
#: Formats of ours, made by `prepare`.
FORMATS = ("docx", "xlsx", "html", "pdf", "json")
_NUMBERS = count()


def document() -> Assessment:
    """Return 国民年金 with one of everything, and with as much 別添2 as makes 189 rows in all."""
    sample = read_assessment(SAMPLE.read_text(encoding="utf-8"), SAMPLE.name)
    small = replace(sample, answers=_with_fewer(sample.answers))
    body = _rows(_gone_on(small, 0)) - 1  # without its blank 別添2
    return _gone_on(small, ROWS - body)


def large_document() -> Assessment:
    """Return the newest 国民年金 sample with its 別添2 gone on to 189 rows."""
    return _gone_on(read_assessment(SAMPLE.read_text(encoding="utf-8"), SAMPLE.name), ROWS)


def _with_fewer(thing: dict[str, Any]) -> dict[str, Any]:
    """Return answers with one thing of every repeat."""
    return {
        key: [_with_fewer(one) for one in value[:1]] if isinstance(value, list) else value
        for key, value in thing.items()
    }


def _gone_on(document: Assessment, rows: int) -> Assessment:
    """Return a document whose 別添2 has so many rows, each with a number of its own."""
    taken = islice(cycle(document.change_history), rows)
    history = (replace(r, after=f"{r.after}（{n}）") for n, r in enumerate(taken, start=1))
    return replace(document, change_history=tuple(history))


def _rows(document: Assessment) -> int:
    """Return how many rows the tables of a document print, 項目一覧 left out."""
    parts = (part for part in outline(document).parts if part.kind != PartKind.CONTENTS)
    return sum(1 for part in parts for table in part.tables for _ in table.all_rows())


def prepare(folder: Path) -> None:
    """Write the files that the jobs read."""
    for name, whole in (("ours", document()), ("large", large_document())):
        for fmt in FORMATS:
            (folder / f"{name}.{fmt}").write_bytes(export(whole, fmt))
    _template(folder / "template.docx")


def _printed(folder: Path, name: str = "ours") -> Outline:
    """Return the outline as a writer gets it, with something new in every answer."""
    return numbered(_outlined(folder / f"{name}.json"), next(_NUMBERS))


@cache
def _outlined(file: Path) -> Outline:
    return outline(read_assessment(file.read_text(encoding="utf-8"), file.name))


def _grids(printed: Outline) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each table of the document: its caption and its texts, every row equally long."""
    for part in printed.parts:
        for table in part.tables:
            rows = [[cell.text for cell in row.cells] for row in table.all_rows()]
            longest = max(map(len, rows))
            yield table.caption, [row + [""] * (longest - len(row)) for row in rows]


# --- ours -------------------------------------------------------------------------------------


def _write(fmt: str, name: str = "ours") -> Callable[[Path], object]:
    return lambda folder: write_outline(_printed(folder, name), fmt)


def pdf_again(folder: Path) -> object:
    """Write what was written in the round before: typst remembers what it has set."""
    return write_outline(_outlined(folder / "ours.json"), "pdf")


def _import(fmt: str) -> Callable[[Path], object]:
    def job(folder: Path) -> object:
        file = folder / f"ours.{fmt}"
        found = import_files([SourceFile(file.name, file.read_bytes())]).assessment
        assert found.change_history  # noqa: S101
        return found

    return job


# --- others -----------------------------------------------------------------------------------


def python_docx_write(folder: Path) -> object:
    """Write with the plain table API, in its quick way: the cells of a row asked for once."""
    file = import_module("docx").Document()
    for caption, rows in _grids(_printed(folder)):
        file.add_heading(caption, 2)
        table = file.add_table(len(rows), len(rows[0]), "Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    file.save(folder / "python-docx.docx")
    return file


def docxtpl_fill(folder: Path) -> object:
    """Fill a template that has 別添2 alone."""
    printed = _printed(folder)
    table = next(p for p in printed.parts if p.kind == PartKind.CHANGE_TABLE).tables[0]
    file = import_module("docxtpl").DocxTemplate(folder / "template.docx")
    file.render(
        {"rows": [[cell.text for cell in row.cells] for row in table.rows]}, autoescape=True
    )
    file.save(folder / "docxtpl.docx")
    return file


def _template(file: Path) -> None:
    template = import_module("docx").Document()
    table = template.add_table(3, 6, "Table Grid")
    for row, words in zip(
        table.rows, ("{%tr for row in rows %}", "", "{%tr endfor %}"), strict=True
    ):
        for n, cell in enumerate(row.cells):
            cell.text = words if words and n == 0 else "" if words else f"{{{{ row[{n}] }}}}"
    template.save(file)


def openpyxl_write(folder: Path) -> object:
    book = import_module("openpyxl").Workbook()
    for n, (_, rows) in enumerate(_grids(_printed(folder))):
        sheet = book.create_sheet(f"{n}")
        for row in rows:
            sheet.append(row)
    book.save(folder / "openpyxl.xlsx")
    return book


def _weasyprint(name: str) -> Callable[[Path], object]:
    """Print our page with nothing asked of the PDF: neither tags nor a standard."""
    return lambda folder: import_module("weasyprint").HTML(folder / f"{name}.html").write_pdf()


def weasyprint_tagged(folder: Path) -> object:
    return import_module("weasyprint").HTML(folder / "ours.html").write_pdf(pdf_variant="pdf/ua-1")


def python_docx_read(folder: Path) -> object:
    file = import_module("docx").Document(folder / "ours.docx")
    return [[cell.text for cell in row.cells] for table in file.tables for row in table.rows]


def openpyxl_read(folder: Path) -> object:
    book = import_module("openpyxl").load_workbook(folder / "ours.xlsx", read_only=True)
    return [list(row) for sheet in book for row in sheet.iter_rows(values_only=True)]


def lxml_read(folder: Path) -> object:
    page = import_module("lxml.html").fromstring((folder / "ours.html").read_bytes())
    return [[cell.text_content() for cell in row] for row in page.iter("tr")]


def pdfplumber_read(folder: Path) -> object:
    with import_module("pdfplumber").open(folder / "ours.pdf") as file:
        return [page.extract_tables() for page in file.pages]


def _convert(source: str, target: str, name: str = "ours") -> Callable[[Path], object]:
    def job(folder: Path) -> object:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        out = folder / "converted"
        command = ("soffice", profile, "--headless", "--convert-to", target, "--outdir", out)
        return subprocess.run(
            (*command, folder / f"{name}.{source}"), check=True, capture_output=True, timeout=300
        )

    return job


def start(_folder: Path) -> object:
    """Do nothing: what Python and our core take before anything is written."""
    return None


#: Name → (job, the package or program that it needs beyond ours).
JOBS: dict[str, tuple[Callable[[Path], Any], str]] = {
    "start": (start, ""),
    **{f"{fmt}: ours": (_write(fmt), "") for fmt in ("pdf", "docx", "xlsx", "html")},
    "pdf: ours, the same again": (pdf_again, ""),
    "pdf: WeasyPrint from our HTML": (_weasyprint("ours"), "weasyprint"),
    "pdf: WeasyPrint, PDF/UA-1": (weasyprint_tagged, "weasyprint"),
    "pdf: LibreOffice from our DOCX": (_convert("docx", "pdf"), "soffice"),
    "large pdf: ours": (_write("pdf", "large"), ""),
    "large pdf: WeasyPrint from our HTML": (_weasyprint("large"), "weasyprint"),
    "large pdf: LibreOffice from our DOCX": (_convert("docx", "pdf", "large"), "soffice"),
    "docx: python-docx, plain tables": (python_docx_write, "docx"),
    "docx: docxtpl, 別添2 alone": (docxtpl_fill, "docxtpl"),
    "xlsx: openpyxl": (openpyxl_write, "openpyxl"),
    **{f"import {fmt}: ours": (_import(fmt), "") for fmt in ("docx", "xlsx", "html", "pdf")},
    "import docx: python-docx reads": (python_docx_read, "docx"),
    "import xlsx: openpyxl reads": (openpyxl_read, "openpyxl"),
    "import html: lxml reads": (lxml_read, "lxml"),
    "import pdf: pdfplumber finds tables": (pdfplumber_read, "pdfplumber"),
    "convert: LibreOffice, DOCX again": (_convert("docx", "docx"), "soffice"),
    "convert: LibreOffice, XLSX again": (_convert("xlsx", "xlsx"), "soffice"),
    "convert: LibreOffice, XLSX to PDF": (_convert("xlsx", "pdf"), "soffice"),
}


def peak() -> int:
    """Return the most memory (KiB) that this process or one that it has started has needed.

    `getrusage` of a process would count what its parent held when it was started.
    """
    started = [one.parent.name for one in Path("/proc").glob("[0-9]*/stat") if _is_ours(one)]
    ended = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(ended, *(_most_held(process) for process in ("self", *started)))


def _is_ours(stat: Path) -> bool:
    """Return whether a process was started by this one: its fourth word, behind `(name) state`."""
    with suppress(OSError):
        return int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1]) == os.getpid()
    return False


def _most_held(process: str) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))


if __name__ == "__main__":
    JOBS[sys.argv[1]][0](Path(sys.argv[2]))
    print(peak())
