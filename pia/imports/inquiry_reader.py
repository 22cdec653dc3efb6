"""A sheet that a 所管課 filled in → its rows, found by their keys and not by where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pia.errors import InputRefused
from pia.imports.source import SourceFile
from pia.imports.xlsx_reader import raw_rows, raw_sheets, shown
from pia.official.folding import fold
from pia.outline.inquiry import ANSWER, ANSWERER, KEY, PRESENT, REMARK

_NEEDED = {fold(title): title for title in (ANSWER, KEY)}
_KNOWN = _NEEDED | {fold(REMARK): REMARK, fold(PRESENT): PRESENT}
_HINT = "この画面からダウンロードした照会票のファイル（xlsx）を選んでください。"


@dataclass(frozen=True)
class AnswerRow:
    """One row of the sheet as it came back."""

    #: 「シート「照会票」 12行目」
    place: str
    #: The text of the cell of its key.
    key: str
    answer: str
    remark: str
    #: What stands under 「今の記載」, None where the column is gone.
    present: str | None = None
    #: Words struck out in 回答欄; `answer` is without them.
    struck: str = ""
    #: Something is struck out under 「今の記載」.
    is_present_struck: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.answer.strip() or self.remark.strip() or self.struck)


@dataclass(frozen=True)
class FilledSheet:
    """What came back."""

    rows: tuple[AnswerRow, ...]
    #: Who filled it in, "" where nobody said.
    answered_by: str


def read_inquiry(source: SourceFile) -> FilledSheet:
    """Return the rows of a workbook. Raises InputRefused for one that is no sheet of ours."""
    rows: list[AnswerRow] = []
    names: list[str] = []
    headed = False
    for title, cells, struck in raw_sheets(source):
        texts = [[shown(value)[0] for value in row] for row in cells]
        columns: dict[str, int] = {}
        for n, row in enumerate(texts, start=1):
            found = _columns(row)
            if found:
                columns, headed = found, True
            elif columns and any(text.strip() for text in row):
                out = {
                    column: struck[at]
                    for column in range(len(row))
                    if (at := (n - 1, column)) in struck
                }
                rows.append(_row(f"シート「{title}」{n}行目", row, columns, out))
            elif not columns:
                names += _answerers(row)
    if not headed:
        _refuse(source, [text for _, cells in raw_rows(source) for row in cells for text in row])
    return FilledSheet(tuple(rows), "、".join(dict.fromkeys(names)))


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Return where the columns stand by their titles; {} for a row that is not their heading."""
    found = {_KNOWN[fold(text)]: n for n, text in enumerate(row) if fold(text) in _KNOWN}
    return found if all(title in found for title in _NEEDED.values()) else {}


def _row(
    place: str, row: Sequence[str], columns: dict[str, int], struck: dict[int, tuple[str, str]]
) -> AnswerRow:
    """Return a row; `struck`: column → what is left of its text, and what is struck out."""
    texts = [row[columns[title]] if title in columns else "" for title in (KEY, ANSWER, REMARK)]
    key, answer, remark = texts
    left, out = struck.get(columns[ANSWER], (answer, ""))
    at = columns.get(PRESENT)
    return AnswerRow(
        place,
        key,
        left if left.strip() else "",
        remark,
        present=None if at is None else row[at],
        struck=out,
        is_present_struck=at in struck,
    )


def _answerers(row: Sequence[str]) -> Iterator[str]:
    """Yield what stands behind 「回答者」 in a row."""
    for n, text in enumerate(row):
        if fold(text) == fold(ANSWERER):
            yield from [" ".join(more.split()) for more in row[n + 1 :] if more.strip()][:1]


def _refuse(source: SourceFile, values: Sequence[object]) -> None:
    """Raise InputRefused saying which column is missing, or that it is another file."""
    seen = {fold(value) for value in values if isinstance(value, str)}
    missing = [title for key, title in _NEEDED.items() if key not in seen]
    if len(missing) == len(_NEEDED):
        raise InputRefused("照会票のファイルではありません", where=source.name, hint=_HINT)
    words = "」「".join(missing or _NEEDED.values())
    hint = "隠れている列も含めて、行をまるごと写してください。"
    raise InputRefused(f"照会票の「{words}」の列がありません", where=source.name, hint=hint)
