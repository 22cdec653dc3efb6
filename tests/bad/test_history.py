"""Tables of changes that cannot be undone as they stand: told, never guessed, never a crash."""

import json
from dataclasses import replace

import pytest

from pia.assessment import RowTarget, canonical
from pia.revision.history import rebuild
from tests.builders import assessment, row, with_rows
from tests.cli.running import pia, sentence

# ruff: noqa: E501 - exact sentences are not cut

TARGET = (RowTarget("department"),)


def told(day="2023-11-06", targets=TARGET, **cells):
    return replace(row(**cells), changed_on_date=day, id_paths=targets)


def findings(*rows):
    found = rebuild(with_rows(assessment(department="市民課"), *rows))
    return found, [(one.id, one.path) for one in found.findings]


def test_a_day_that_cannot_be_read_belongs_to_no_edition():
    found, ids = findings(
        told(day=None, changed_on="令和5年末", before="甲", after="市民課"),
        told(before="戸籍課", after="市民課"),
    )
    assert ids == [("day-unreadable", "change_history[1]")]
    assert found.rows[0].reason == "変更日が読めないため、どの版のことか分かりません。"
    (edition,) = found.editions
    assert edition.document.answers["department"] == "戸籍課"
    assert [r.changed_on for r in edition.document.change_history] == ["令和5年末"]


@pytest.mark.parametrize(
    "path", ["", "nowhere", "files[", "systems", "department[1]", "files[].name"]
)
def test_a_row_that_names_no_item_is_told(path):
    targets = (RowTarget(path),) if path else ()
    found, ids = findings(told(targets=targets, before="戸籍課", after="市民課", item="Ⅸ-9"))
    assert ids == ([] if path else [("row-names-no-item", "change_history[1]")])
    assert found.rows[0].how == "not-fitted"
    assert found.editions[0].document.answers["department"] == "市民課"


def test_days_out_of_order_are_told_and_rows_are_undone_by_their_days():
    days = ("2022-04-01", "2023-11-06", "2021-03-31")
    cells = (("乙", "丙"), ("丙", "市民課"), ("甲", "乙"))
    rows = [told(day=d, before=b, after=a) for d, (b, a) in zip(days, cells, strict=True)]
    found, ids = findings(*rows)
    assert ids == [("days-out-of-order", "change_history")]
    assert [e.document.answers["department"] for e in found.editions] == ["丙", "乙", "甲"]


@pytest.mark.parametrize("day", ["0001-01-01", "1700-01-01", "1990-11-20"])
def test_a_day_before_the_law_belongs_to_no_edition(day):
    found, ids = findings(
        told(day=day, changed_on="平成2年11月20日", before="甲", after="市民課"),
        told(before="戸籍課", after="市民課"),
    )
    assert ids == [("day-impossible", "change_history[1]")]
    assert found.rows[0].reason == (
        "変更日が番号法の公布より前のため、どの版のことか分かりません。"
    )
    (edition,) = found.editions
    assert edition.document.answers["department"] == "戸籍課"
    assert [r.before for r in edition.document.change_history] == ["甲"]


def test_a_row_that_changes_nothing_is_told():
    _, ids = findings(told(before="市民課", after="市民課"))
    assert ids == [("row-changes-nothing", "change_history[1]")]


def test_a_row_that_stands_twice_is_told_and_nothing_is_guessed():
    found, ids = findings(*[told(before="戸籍課", after="市民課")] * 2)
    assert ids == [("row-twice", "change_history[2]")]
    assert found.fitted == 0
    assert found.editions[0].document.answers["department"] == "市民課"


def test_a_timing_word_that_is_none_is_told():
    _, ids = findings(told(before="戸籍課", after="市民課", timing="事中"))
    assert ids == [("timing-unknown", "change_history[1]")]


@pytest.mark.parametrize(
    "op",
    [
        {"op": "replace", "at": "department", "start": 99, "old": "甲", "new": "乙"},
        {"op": "set", "at": "nowhere", "old": None, "new": "乙"},
        {"op": "add", "at": "systems[@zz]", "position": 1, "new": {"@id": "zz"}},
        {"op": "fly"},
    ],
)
def test_operations_that_do_not_fit_leave_the_printed_cells_to_tell(op):
    damaged = replace(told(before="戸籍課", after="市民課"), ops=(op,), origin="generated")
    found, _ = findings(damaged)
    assert found.rows[0].how == "item"
    assert found.editions[0].document.answers["department"] == "戸籍課"


def test_a_cell_far_longer_than_any_text_is_near_to_none():
    found, _ = findings(told(before="甲", after="市民課" * 20_000))
    assert found.rows[0].reason == "変更後の記載が本文と違います。"
    assert found.rows[0].nearest is None


def on_disk(folder, *rows):
    file = folder / "doc.json"
    file.write_text(canonical(with_rows(assessment(department="市民課"), *rows)), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "rows", [(), (told(day=None, changed_on="不明"),)], ids=["none", "undated"]
)
def test_a_document_without_a_dated_row_has_no_earlier_edition(tmp_path, rows):
    said = sentence(pia("history", on_disk(tmp_path, *rows), "-o", tmp_path / "old"), code=1)
    assert (
        said
        == "別添2に変更日の読める行がないため、過去の版を組み立てられません（doc.json）。別添2のある評価書を指定してください。"
    )
    assert not (tmp_path / "old").exists()


def test_a_day_before_every_era_is_told_and_nothing_is_written(tmp_path):
    file = on_disk(tmp_path, told(day="0001-01-01", before="戸籍課", after="市民課"))
    said = sentence(pia("history", file, "-o", tmp_path / "old"), code=1)
    assert said.startswith("別添2に変更日の読める行がない")
    assert not (tmp_path / "old").exists()


def test_a_folder_that_is_a_file_is_refused_and_nothing_is_written(tmp_path):
    file = on_disk(tmp_path, told(before="戸籍課", after="市民課"))
    said = sentence(pia("history", file, "-o", file, "--report", tmp_path / "r.json"))
    assert (
        said
        == f"フォルダを作れません（{file}）。同じ名前のファイルがないか、書き込めるかを確かめてください。"
    )
    assert not (tmp_path / "r.json").exists()


def test_a_report_that_cannot_be_written_leaves_no_edition_behind(tmp_path):
    file = on_disk(tmp_path, told(before="戸籍課", after="市民課"))
    folder = tmp_path / "a" / "b"
    report = tmp_path / "nowhere" / "r.json"
    said = sentence(pia("history", file, "-o", folder, "--report", report))
    assert said.startswith("ファイルに書き込めません")
    assert not (tmp_path / "a").exists()


def test_the_report_tells_what_is_wrong_with_the_table(tmp_path):
    file = on_disk(tmp_path, told(before="戸籍課", after="市民課", timing="事中"))
    done = pia("history", file, "-o", tmp_path / "old", "--report", tmp_path / "r.json")
    assert "!  1行目の提出時期「事中」は事前・事後のどちらでもありません。" in done.out
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in report["findings"]] == ["timing-unknown"]
