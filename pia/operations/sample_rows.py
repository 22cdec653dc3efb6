"""Two small editions of one 評価書, to show how a city's settings make its table look."""

from __future__ import annotations

from datetime import date
from typing import Any

from pia.assessment import Assessment, HistoryRow
from pia.official import load_form
from pia.revision import compare, record
from pia.revision.style import TableStyle

_DAY, _EARLIER = date(2025, 6, 30), date(2023, 10, 2)
_STORAGE = (
    "〈みほん市における措置〉\n"
    "サーバーは庁舎内のサーバ室に置く。入退室は{}により制限する。\n"
    "〈委託先における措置〉\n"
    "媒体は施錠できる保管庫に収納する。"
)


def sample_rows(style: TableStyle) -> tuple[HistoryRow, ...]:
    """Return 別添2 of the newer edition: a row of an earlier year, and rows in the style given."""
    editions = [
        _edition("市民部市民課", _STORAGE.format("ICカード")),
        _edition("市民部窓口課", _STORAGE.format("顔認証")),
        _edition("市民部窓口課", _STORAGE.format("顔認証及びICカード"), head="窓口課長"),
    ]
    document = editions[0]
    for after, day in zip(editions[1:], (_EARLIER, _DAY), strict=True):
        before = document
        table = compare(before, after, changed_on=day, as_of=day, style=style)
        document = record(_with_history(after, before.change_history), table)
    return document.change_history


def _edition(department: str, storage: str, head: str = "市民課長") -> Assessment:
    form = load_form()
    answers: dict[str, Any] = {
        "department": department,
        "department_head": head,
        "files": [{"@id": "file1", "name": "住民情報ファイル", "storage": storage}],
    }
    return Assessment(form.form, form.edition, "sample", answers)


def _with_history(document: Assessment, rows: tuple[HistoryRow, ...]) -> Assessment:
    return Assessment(
        document.form_name, document.edition, document.lineage, document.answers, rows
    )
