"""`pia history`: earlier editions on disk, a report, a table for people."""

import json
from dataclasses import replace

import pytest

from pia.assessment import RowTarget, canonical, read_assessment
from tests.builders import assessment, row, with_rows
from tests.cli.running import pia

ROWS = [
    ("department", "戸籍課", "市民課", "2023-11-06"),
    ("request_contact", "分庁舎にておこなう。", "本庁舎にておこなう。", "2021-03-31"),
]


@pytest.fixture
def recorded(tmp_path):
    rows = [
        replace(
            row(before=before, after=after, item=f"項目 {path}", changed_on=day),
            id_paths=(RowTarget(path),),
            changed_on_date=day,
        )
        for path, before, after, day in ROWS
    ]
    document = with_rows(assessment(department="市民課", request_contact="本庁舎にて行う。"), *rows)
    file = tmp_path / "doc.json"
    file.write_text(canonical(document), encoding="utf-8")
    return file


def written(folder):
    return {f.name: read_assessment(f.read_text(encoding="utf-8"), "") for f in folder.iterdir()}


def test_one_file_per_day_is_written_into_a_folder_that_is_made(recorded, tmp_path):
    folder = tmp_path / "old" / "editions"
    done = pia("history", recorded, "-o", folder)
    assert (done.code, done.err) == (0, "")
    editions = written(folder)
    assert sorted(editions) == ["before-2021-03-31.json", "before-2023-11-06.json"]
    newer = editions["before-2023-11-06.json"]
    assert newer.answers["department"] == "戸籍課"
    assert [r.changed_on_date for r in newer.change_history] == ["2021-03-31"]


def test_the_table_for_people_says_what_became_of_each_row(recorded, tmp_path):
    done = pia("history", recorded, "-o", tmp_path / "old")
    assert done.out.splitlines() == [
        "1. 2023-11-06 項目 department",
        "   戻しました（項目全体）",
        "2. 2021-03-31 項目 request_contact",
        "   × 変更後の記載が本文と違います。",
        "   最も近い記載: 本庁舎にて［表のみ：おこなう］［本文のみ：行う］。",
        "行 2のうち 1行を戻しました。書き出した版（各日より前）: 令和5年11月6日、令和3年3月31日",
    ]
    assert pia("history", recorded, "-o", tmp_path / "old", "--quiet").out == ""


def test_the_report_says_for_each_row_where_it_fits_or_what_is_nearest(recorded, tmp_path):
    report = tmp_path / "report.json"
    assert pia("history", recorded, "-o", tmp_path / "old", "--report", report).code == 0
    given = json.loads(report.read_text(encoding="utf-8"))
    assert set(given) == {"summary", "editions", "rows", "findings"}
    assert given["editions"] == ["2023-11-06", "2021-03-31"]
    assert given["summary"] == {
        "rows": 2, "item": 1, "block": 0, "thing": 0, "fragment": 0, "not-fitted": 1,
    }  # fmt: skip
    fitted, left = given["rows"]
    assert fitted == {
        "number": 1,
        "changed_on": "2023-11-06",
        "item": "項目 department",
        "how": "item",
        "path": "department",
        "reason": "",
        "nearest": None,
    }
    assert (left["how"], left["path"]) == ("not-fitted", "request_contact")
    assert left["nearest"]["text"] == "本庁舎にて行う。"
    parts = left["nearest"]["differences"]
    assert "".join(text for sign, text in parts if sign != "+") == ROWS[1][2]


def test_the_report_may_go_to_standard_output_alone(recorded, tmp_path):
    done = pia("history", recorded, "-o", tmp_path / "old", "--report", "-")
    assert done.json["summary"]["rows"] == 2
