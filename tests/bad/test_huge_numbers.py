"""A number of thousands of digits is somebody's slip: a finding or a sentence, never a crash."""

import json

import pytest

from pia.assessment import canonical
from pia.checks import run_checks
from tests.builders import assessment
from tests.cli.running import pia
from tests.operations.city import TODAY

HUGE = "9" * 5000


def test_a_huge_count_of_contractors_is_a_finding():
    document = assessment({"files[@file1].outsourced_count": f"({HUGE})件"})
    found = [one for one in run_checks(document, TODAY) if "outsourced_count" in one.path]
    assert found
    assert all(one.message for one in found)


@pytest.mark.parametrize("label", [f"Ⅱ 4 委託事項{HUGE}", f"Ⅱ ファイル{HUGE} 4 委託事項1"])
def test_a_label_with_a_huge_number_is_the_label_of_nothing(tmp_path, label):
    document, table = tmp_path / "a.json", tmp_path / "t.json"
    document.write_text(canonical(assessment(department="市民課")), encoding="utf-8")
    row = {"changed_on": "2025-04-01", "item": label, "before": "甲", "after": "乙"}
    table.write_text(json.dumps({"rows": [row]}, ensure_ascii=False), encoding="utf-8")
    done = pia("apply", str(document), str(table), "-o", str(tmp_path / "b.json"))
    assert done.code in {1, 3}
    assert not (tmp_path / "b.json").exists()
