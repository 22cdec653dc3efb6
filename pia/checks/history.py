"""別添2 against the body: rows that name nothing, and rows whose 変更後 is not what the body says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pia.assessment import Assessment, HistoryRow, Path
from pia.assessment.finding import Severity
from pia.assessment.naming import label_of
from pia.assessment.paths import get
from pia.checks.registry import Found, check
from pia.errors import PathNotFound
from pia.official import Form, Item, Repeat
from pia.official.folding import without_space
from pia.official.kinds import is_blank, is_unknown
from pia.revision import print_answer
from pia.revision.printed.places import stretches

_AROUND = 8


@check(
    id="row-names-no-item",
    title="項目の分からない変更箇所",
    severity=Severity.NOTE,
    source="instructions",
)
def rows_that_name_no_item(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """A row whose 項目 could not be found in the form."""
    for number, row in enumerate(assessment.change_history, start=1):
        if not row.id_paths:
            yield Found(
                _place(assessment, number),
                f"{_row_name(assessment, number)}の項目「{row.item}」が様式のどこか分かりません。",
                "様式の番号と題名のとおりに書かれているか確かめてください。",
            )


@check(
    id="row-differs-from-body",
    title="本文と合わない変更後の記載",
    severity=Severity.WARNING,
    source="instructions",
)
def rows_that_differ_from_the_body(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """The newest rows describe the body as it now is; white space does not count.

    Only rows of one surely known item: an older row may have been overtaken by a newer one. A row
    that knows its operations is held to what they brought, whatever a person made of its wording.
    """
    days = [row.changed_on_date for row in assessment.change_history if row.changed_on_date]
    for number, row in enumerate(assessment.change_history, start=1):
        if row.changed_on_date is None or row.changed_on_date != max(days):
            continue
        path, body = _target(assessment, row)
        if path is None or body is None or is_blank(row.after):
            continue
        said = without_space(body)
        missing = _missing(assessment.form, path, row, said)
        if missing is None:
            continue
        label = label_of(assessment.form, assessment.answers, path)
        yield Found(
            str(path),
            f"「{label}」の本文が、{_row_name(assessment, number)}の変更後の記載と違います。"
            f"{_where(missing, said)}",
            "本文と変更箇所のどちらが正しいか確かめてください。",
        )


def _target(assessment: Assessment, row: HistoryRow) -> tuple[Path | None, str | None]:
    """Return the one item a row surely speaks of and what the body prints there."""
    if [target.confidence for target in row.id_paths] != ["sure"]:
        return None, None
    path = Path.parse(row.id_paths[0].id_path)
    item = assessment.form.find(path.pattern)
    if not isinstance(item, Item):
        return None, None
    try:
        value = get(assessment.answers, path)
    except PathNotFound:
        return None, None
    return path, None if is_unknown(value) else print_answer(item, value)


def _missing(form: Form, path: Path, row: HistoryRow, body: str) -> str | None:
    """Return the first words of a row that the body does not say in their order, None for none."""
    item, done = form.find(path.pattern), 0
    if row.ops and isinstance(item, Item):
        brought = (without_space(_brought(item, op)) for op in row.ops)
        return next((text for text in brought if text not in body), None)
    pieces = [without_space(piece) for piece in stretches(row.after)]
    if len(pieces) == 1 and _is_name(form, path):
        return pieces[0] if pieces[0] != body else None
    for piece in pieces:
        place = body.find(piece, done)
        if place < 0:
            return piece
        done = place + len(piece)
    return None


def _brought(item: Item, op: Mapping[str, Any]) -> str:
    """Return what an operation put into its item, as the item prints it."""
    new = op.get("new")
    return str(new) if op["op"] == "replace" else print_answer(item, new)


def _is_name(form: Form, path: Path) -> bool:
    """Return whether an item names its thing: nobody writes a fragment of a name into a cell."""
    owner = form.find(path.parent.pattern.removesuffix("[]"))
    return isinstance(owner, Repeat) and path.last.key == owner.names


def _where(after: str, body: str) -> str:
    """Say where a cell first leaves the body: behind its longest beginning that stands there."""
    known = _longest_beginning(after, body)
    if known == 0:
        return f"変更箇所は「{after[:_AROUND]}…」で始まります。"
    place = body.find(after[:known]) + known
    before = after[max(0, known - _AROUND) : known]
    theirs, ours = after[known : known + _AROUND], body[place : place + _AROUND]
    said = [f"「{text}」" if text else "そこで終わり" for text in (theirs, ours)]
    return f"「{before}」の後が、変更箇所は{said[0]}、本文は{said[1]}です。"


def _longest_beginning(text: str, inside: str) -> int:
    """Return the length of the longest beginning of `text` that stands in `inside`."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text[:middle] in inside:
            low = middle
        else:
            high = middle - 1
    return low


def _place(assessment: Assessment, number: int) -> str:
    return f"{assessment.form.change_table.path}[{number}]"


def _row_name(assessment: Assessment, number: int) -> str:
    return f"{assessment.form.change_table.number}の{number}行目"
