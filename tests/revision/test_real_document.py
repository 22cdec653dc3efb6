"""One published document, set back by one answer: the row its own 別添2 prints."""

from dataclasses import replace
from datetime import date

from pia.assessment import Path, Set, apply
from pia.assessment.paths import answered
from pia.checks import run_checks
from pia.imports import SourceFile, import_files
from pia.revision import compare

DAY = date(2023, 11, 6)


def published(folder):
    files = sorted(folder.glob("*17*.txt"))
    assert files, "no document 17 in PIA_REAL_DOCS"
    source = SourceFile(files[0].name, files[0].read_bytes())
    return import_files([source]).assessment


def test_a_subcontract_that_was_not_there_gives_the_published_row(real_docs):
    new = published(real_docs)
    (at,) = [
        str(path)
        for path, item, value in answered(new.form, new.answers)
        if item.key == "resubcontracted" and value == "resubcontracted"
    ]
    back = apply(new.answers, [Set(at, "resubcontracted", "not_resubcontracted")])
    comparison = compare(replace(new, answers=back), new, changed_on=DAY, as_of=DAY)
    (row,) = comparison.rows
    assert (row.before, row.after, row.timing) == ("再委託しない", "再委託する", "事前")
    assert row.explanation == "重要な項目の変更であって事前の提出・公表が義務付けられている。"
    assert (comparison.procedure, comparison.complete) == ("再実施", True)
    assert not comparison.unprinted
    assert not comparison.findings
    (printed,) = [r for r in new.change_history if r.id_paths and r.id_paths[0].id_path == at]
    assert (row.before, row.after, row.timing, row.explanation) == (
        printed.before,
        printed.after,
        printed.timing,
        printed.explanation,
    )
    assert row.item == printed.item.replace("II", "Ⅱ", 1)


def test_the_published_document_compared_with_itself_has_no_row(real_docs):
    document = published(real_docs)
    comparison = compare(document, document, changed_on=DAY, as_of=DAY)
    assert not comparison.rows
    assert not comparison.unprinted


def test_what_is_wrong_in_the_published_document_is_found(real_docs):
    document = published(real_docs)
    found = {(f.id, Path.parse(f.path).pattern) for f in run_checks(document, DAY) if f.path}
    assert ("date-before-number-act", "change_history[]") in found
    assert ("row-differs-from-body", "files[].outsourcing[].content") in found
    assert ("row-differs-from-body", "files[].outsourcing[].title") in found
    assert ("phrase-in-several-spellings", "change_history") in found
    assert ("unread-answer", "risks[].audits") in found
