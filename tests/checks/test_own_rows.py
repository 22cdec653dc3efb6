"""Rows that the engine wrote itself are never accused of differing from the body."""

from dataclasses import replace
from datetime import date

import pytest

from pia.checks import CHECKS
from pia.revision import compare, record
from pia.revision.judging import Judgement, judged
from pia.revision.style import TableStyle
from tests.builders import assessment, changed

DAY = date(2025, 4, 1)
BEFORE = (
    "庁内に保管する。\n入室は職員に限る。\n記録を三年残す。\n媒体は施錠する。\n廃棄は溶解による。"
)
AFTER = (
    "庁内に保管する。\n入室は職員に限る。\n廃棄は溶解による。\n記録を五年残す。\n媒体は施錠する。"
)


def differing(document):
    return CHECKS["row-differs-from-body"].findings(document, DAY)


@pytest.mark.parametrize("granularity", ["item", "block", "sentence"])
def test_a_table_of_any_granularity_agrees_with_its_body(granularity):
    old = assessment(storage=BEFORE)
    new = changed(old, {"files[1].storage": AFTER})
    table = compare(old, new, changed_on=DAY, as_of=DAY, style=TableStyle(granularity=granularity))
    assert differing(record(new, table)) == []


def test_a_reworded_row_agrees_with_its_body():
    old = assessment(storage=BEFORE)
    new = changed(old, {"files[1].storage": AFTER})
    table = compare(old, new, changed_on=DAY, as_of=DAY)
    [row] = table.rows
    words = {"before": "保管の旧い定め", "after": "保管の定めを改めた。"}
    worded = judged(table, [Judgement(row.key, row.digest, None, "", "", None, "佐藤", **words)])
    assert worded.rows[0].after == "保管の定めを改めた。"
    recorded = record(new, worded)
    assert differing(recorded) == []
    assert differing(replace(recorded, answers=old.answers)) != []
