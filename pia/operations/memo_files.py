"""What is attached to a 起案文, in one archive."""

from __future__ import annotations

from collections.abc import Iterator

from pia.assessment import Assessment
from pia.assessment.publicise import publicise
from pia.assessment.wareki import to_wareki
from pia.exports import FORMATS, export
from pia.exports.bundle_zip import MANIFEST, write_bundle
from pia.exports.memo_docx import Memo, write_memo
from pia.exports.sheet_xlsx import Sheet, write_sheet
from pia.operations.reviewing import Review, as_published
from pia.outline.change_table import change_title

#: Faces in the archive.
_WHOLE, _PUBLIC = "提出用・全文", "公表用"
_ATTACHED = ("docx", "xlsx", "pdf")
#: The rows with their withheld words, as the committee gets them.
_TABLE = f"変更箇所表（{_WHOLE}）.xlsx"
#: Who approved so far.
_SHEET = "承認票.docx"
#: Widths of the change table in a workbook, by the keys of the form's columns.
_WIDTHS = {"changed_on": 15, "item": 26, "before": 48, "after": 48, "timing": 8, "explanation": 30}


def bundle(review: Review, memo: Memo, sheet: Memo) -> bytes:
    """Return 起案文 and all that is attached to it as one archive; `sheet` is the 承認票."""
    files = {"起案文.docx": write_memo(memo), **dict(_attached(review)), _SHEET: write_memo(sheet)}
    return write_bundle(files, f"起案一式　{memo.subject}　{to_wareki(memo.dated)}")


def _attached(review: Review) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each attached file; equal faces are rendered once."""
    printed = as_published(review.draft.document, review.comparison, review.case.planned_on)
    public = publicise(printed)
    for fmt in _ATTACHED:
        whole = export(printed, fmt)
        yield _name(_WHOLE, fmt), whole
        yield _name(_PUBLIC, fmt), whole if public == printed else export(public, fmt)
    if review.rows_to_print:
        yield _TABLE, change_table_xlsx(printed, review)


def _name(face: str, fmt: str) -> str:
    return f"評価書（{face}）.{FORMATS[fmt].suffix}"


def change_table_xlsx(document: Assessment, review: Review) -> bytes:
    """Return the rows that a draft adds to 別添2 as a workbook, as they are printed."""
    columns = document.form.change_table.columns
    day = review.case.planned_on or review.draft.made_at.date()
    return write_sheet(
        Sheet(
            title="変更箇所",
            columns=tuple((title, _WIDTHS.get(key, 20)) for key, title in columns),
            rows=tuple(row.cells() for row in review.rows_to_print),
            as_of=day,
            header=(change_title(document.form), ""),
            is_read=True,
        )
    )


def attachments(review: Review) -> Iterator[str]:
    """Yield the files of the archive as the paper numbers them."""
    names = [_name(face, fmt) for fmt in _ATTACHED for face in (_WHOLE, _PUBLIC)]
    if review.rows_to_print:
        names.append(_TABLE)
    names.append(_SHEET)
    for number, name in enumerate((*names, MANIFEST), start=1):
        yield f"{number}　{name}"
