"""The revision engine: whole assessments, 200 委託事項, a history of 20 editions × 40 documents.

The peer of a whole comparison is python-redlines (Docxodus) on DOCX files of the same editions. It
answers in tracked changes, not in rows; it starts a program for each answer, and the case of two
near-empty files tells how much of its time that is. The ratio is to our `compare`: above 1 slower.
"""

import io
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from docx import Document

from bench.run import Case
from pia.assessment import Assessment, canonical, read_assessment
from pia.assessment.edit import edited, set_stored
from pia.assessment.paths import answered
from pia.exports import export
from pia.revision import Comparison, compare, record
from pia.revision.history import rebuild
from pia.settings import data_path

DAY = date(2025, 6, 2)
WORKS = 200
CHANGED_WORKS = 20
EDITIONS = 20
DOCUMENTS = 40
EDITS = 12  # of one edition, as many as the sample city makes

DUTIES = ("納税通知書の印刷", "課税資料の入力", "システムの運用保守", "帳票の廃棄")
PLACES = ("本庁", "東支所", "西支所", "南支所", "北支所", "中央出張所", "みほん港出張所")
CONTENT = "{place}で行う{duty}（第{n}号）。作業は市の施設内で行い、{place}の職員が作業の記録を毎月確認する。"


def newest(folder: str, count: int = 1) -> list[Assessment]:
    """The newest editions of a sample assessment, oldest first."""
    files = sorted(data_path("samples", folder).glob("*.json"))[-count:]
    return [read_assessment(file.read_text(encoding="utf-8"), file.name) for file in files]


def compared(old: Assessment, new: Assessment) -> Comparison:
    return compare(old, new, changed_on=DAY, as_of=DAY)


def told(comparison: Comparison) -> str:
    """What the table holds, after a proof that it tells every difference."""
    assert comparison.complete  # noqa: S101
    return f"{len(comparison.rows)} rows, {len(comparison.unprinted)} unprinted, complete"


def read_and_compared(old: str, new: str) -> Comparison:
    return compared(read_assessment(old, "old"), read_assessment(new, "new"))


def redlined() -> Callable[[bytes, bytes], object] | None:
    """Docxodus, or None where it is not installed."""
    if find_spec("python_redlines_docxodus") is None:
        return None
    engine: Any = import_module("python_redlines").DocxodusEngine()
    return partial(engine.run_redline, "bench")


def near_empty(text: str) -> bytes:
    document = Document()
    document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def whole_cases() -> Iterable[Case]:
    """Two editions of each sample assessment; the DOCX files are made before the clock starts."""
    by_docxodus = redlined()
    for path in sorted(data_path("samples").iterdir()):
        folder = path.name
        old, new = newest(folder, 2)
        note = told(compared(old, new))
        if by_docxodus is None:
            note += "; no peer, run: make judges"
        whole = f"{folder}: compare"
        yield Case(whole, partial(compared, old, new), note=note)
        texts = (canonical(old), canonical(new))
        yield Case(f"{folder}: read both, compare", partial(read_and_compared, *texts), whole)
        if by_docxodus:
            files = (export(old, "docx"), export(new, "docx"))
            note = "times slower, on DOCX; export not counted"
            yield Case(f"{folder}: python-redlines", partial(by_docxodus, *files), whole, note)
    if by_docxodus:
        run = partial(by_docxodus, near_empty("変更前"), near_empty("変更後"))
        yield Case("near-empty files: python-redlines", run, note="mostly its start")


def work(number: int) -> dict[str, Any]:
    place, duty = PLACES[number % len(PLACES)], DUTIES[number % len(DUTIES)]
    return {
        "@id": f"work{number}",
        "title": f"{place}の{duty}業務（{number}）",
        "content": CONTENT.format(place=place, duty=duty, n=number),
        "contractor": f"株式会社みほん{number % 17}",
        "resubcontracted": "not_resubcontracted",
    }


def outsourcing(works: list[dict[str, Any]], lineage: str) -> Assessment:
    """A whole assessment that outsources these works."""
    (document,) = newest("juminzei")
    first, *others = document.answers["files"]
    files = [first | {"outsourcing": works}, *others]
    answers = document.answers | {"files": files}
    return replace(document, lineage=lineage, answers=answers, change_history=())


def outsourced(count: int, changes: int, *, related: bool = True) -> tuple[Assessment, Assessment]:
    """Two editions with `count` 委託事項, of which `changes` are reworded and the last goes first.

    Where they are not `related`, no id of one is in the other.
    """
    old = [work(number) for number in range(count)]
    new = [dict(one) for one in old]
    for number in range(changes):
        one = new[number * count // changes]
        one["content"] = one["content"].replace("毎月", "毎週")
    new.insert(0, new.pop())
    if not related:
        new = [one | {"@id": f"other-{one['@id']}"} for one in new]
    return outsourcing(old, "one"), outsourcing(new, "one" if related else "two")


def works_cases() -> Iterable[Case]:
    related = f"{WORKS} 委託事項, one lineage"
    for name, is_related in ((related, True), (f"{WORKS} 委託事項, across lineages", False)):
        pair = outsourced(WORKS, CHANGED_WORKS, related=is_related)
        note = f"{CHANGED_WORKS} changed, one moved: {told(compared(*pair))}"
        yield Case(name, partial(compared, *pair), "" if is_related else related, note)


def next_edition(document: Assessment, number: int) -> Assessment:
    """The document after `EDITS` edits, with their rows in 別添2."""
    found = [
        (str(path), value)
        for path, item, value in answered(document.form, document.answers)
        if item.kind == "text" and isinstance(value, str) and "、" in value
    ]
    new = document
    for edit in range(EDITS):
        path, text = found[(number * EDITS + edit * 5) % len(found)]
        reworded = text.replace("、", f"及び第{number}次の", 1)
        new = edited(new, set_stored(new, path, reworded))
    day = date(2005, 4, 1) + timedelta(days=200 * number)
    return record(new, compare(document, new, changed_on=day, as_of=DAY))


def with_history(editions: int) -> Assessment:
    """A document whose 別添2 tells so many editions, as this product recorded them."""
    (document,) = newest("juminzei")
    document = replace(document, change_history=())
    for number in range(editions):
        document = next_edition(document, number)
    return document


def as_printed(document: Assessment) -> Assessment:
    """The same table as read from a published document: cells, no operations."""
    rows = (replace(row, ops=None, origin="imported") for row in document.change_history)
    return replace(document, change_history=tuple(rows))


def rebuilt_all(documents: list[Assessment]) -> float:
    """Seconds to rebuild the history of each."""
    start = time.perf_counter()
    for document in documents:
        rebuild(document)
    return time.perf_counter() - start


def history_cases() -> Iterable[Case]:
    """One document by rounds; the note tells one real run over all of them."""
    recorded = with_history(EDITIONS)
    for name, document in (("recorded", recorded), ("printed", as_printed(recorded))):
        result = rebuild(document)
        undone = sum(row.fits for row in result.rows)
        copies = [replace(document, lineage=f"bench{n}") for n in range(DOCUMENTS)]
        note = (
            f"{len(result.editions)} editions, {undone} of {len(result.rows)} rows undone; "
            f"{DOCUMENTS} documents {rebuilt_all(copies):.1f} s"
        )
        yield Case(f"history, {name} rows: one document", partial(rebuild, document), note=note)


def cases() -> list[Case]:
    return [*whole_cases(), *works_cases(), *history_cases()]
