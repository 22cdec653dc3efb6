"""`pia compare` and `pia apply`: the table, and the table done to the old edition."""

import csv
import io
import json
from pathlib import Path

import pytest

from pia.assessment import canonical, read_assessment
from pia.assessment.canonical import canonical_json
from pia.settings import data_path
from tests.builders import assessment, changed, with_thing
from tests.cli.running import pia, sentence
from tests.exports.xlsx_reading import xlsx_rows

# ruff: noqa: E501 - exact sentences are not cut

SAMPLES = Path(data_path("samples"))
PAIRS = [
    (older, newer)
    for folder in sorted(SAMPLES.iterdir())
    for older, newer in zip(sorted(folder.glob("*.json")), sorted(folder.glob("*.json"))[1:], strict=False)
]  # fmt: skip
TOP = {"procedure", "complete", "findings", "rows", "unprinted"}
ROW = {
    *("changed_on", "effective_on", "item", "before", "after", "timing", "explanation", "change"),
    *("mode", "important", "old_path", "new_path", "id_paths", "block", "rule", "sources"),
    *("verified", "needs_confirmation", "proposal", "evidence", "segments", "ops"),
}


def write(folder, name, document):
    file = folder / name
    file.write_bytes(canonical(document).encode("utf-8"))
    return file


@pytest.fixture
def old(tmp_path):
    return write(tmp_path, "old.json", assessment(storage="本庁舎", department="税務課"))


@pytest.fixture
def newer(tmp_path):
    document = assessment(storage="本庁舎及びデータセンター", department="税務部税務課")
    document = with_thing(document, "systems", "s2", name="印刷システム")
    return write(tmp_path, "newer.json", document)


def answers_of(file):
    return canonical_json(read_assessment(file.read_text(encoding="utf-8"), file.name).answers)


def table(old, newer, *arguments):
    done = pia("compare", old, newer, "--format", "json", *arguments)
    assert (done.code, done.err) == (0, "")
    return done.json


@pytest.mark.parametrize(("before", "after"), PAIRS, ids=lambda f: f"{f.parent.name}/{f.stem}")
def test_the_table_done_to_the_old_edition_gives_the_new_one_byte_for_byte(tmp_path, before, after):
    file, rebuilt = tmp_path / "table.json", tmp_path / "rebuilt.json"
    assert pia("compare", before, after, "--format", "json", "-o", file).code == 0
    done = pia("apply", before, file, "-o", rebuilt)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert answers_of(rebuilt) == answers_of(after)
    stays = json.loads(rebuilt.read_bytes())
    assert stays["change_history"] == json.loads(before.read_bytes())["change_history"]
    assert stays["lineage"] == json.loads(before.read_bytes())["lineage"]


def test_there_are_sample_editions_to_compare():
    assert len(PAIRS) == 6


def test_the_table_has_the_fields_of_the_contract(old, newer):
    given = table(old, newer, "--changed-on", "令和5年11月6日")
    assert set(given) == TOP
    assert (given["complete"], given["procedure"]) == (True, "再実施")
    assert all(set(row) == ROW for row in given["rows"])
    rows = {row["item"]: row for row in given["rows"]}
    storage = rows["Ⅱ 特定個人情報ファイルの概要 6 特定個人情報の保管・消去 保管場所"]
    assert (storage["before"], storage["after"]) == ("本庁舎", "本庁舎及びデータセンター")
    assert (storage["timing"], storage["important"], storage["change"]) == ("事前", True, "edited")
    assert storage["changed_on"] == "2023-11-06"
    assert storage["id_paths"] == ["files[@file1].storage"]
    assert "".join(text for sign, text in storage["segments"] if sign != "+") == storage["before"]
    assert "".join(text for sign, text in storage["segments"] if sign != "-") == storage["after"]
    department = rows["Ⅰ 基本情報 6 評価実施機関における担当部署 ①部署"]
    assert (department["timing"], department["important"]) == ("事後", False)


def test_two_equal_editions_have_no_rows(old):
    given = table(old, old)
    assert (given["rows"], given["unprinted"], given["procedure"]) == ([], [], "なし")
    assert given["complete"] is True


def test_short_labels_are_chosen_by_an_option(old, newer):
    items = {row["item"] for row in table(old, newer, "--labels", "short")["rows"]}
    assert {"Ⅱ-6 保管場所", "Ⅰ-6-① 部署"} <= items


def test_the_change_day_is_the_publication_day_of_the_new_edition(old, tmp_path):
    newer = write(tmp_path, "n.json", assessment(department="別の課", published_on="令和6年4月1日"))
    assert {row["changed_on"] for row in table(old, newer)["rows"]} == {"2024-04-01"}


def test_an_effective_day_may_be_given_for_all_rows_or_for_one(old, newer):
    given = table(
        old, newer, "--effective-on", "2023-12-01", "--effective-on", "department=令和6年1月4日"
    )
    days = {row["item"].rpartition(" ")[2]: row["effective_on"] for row in given["rows"]}
    assert days["①部署"] == "2024-01-04"
    assert days["保管場所"] == "2023-12-01"


def test_the_table_is_printed_for_people(old, newer):
    done = pia("compare", old, newer)
    assert done.code == 0
    assert "前 本庁舎\n" in done.out
    assert done.out.endswith("手続: 再実施／変更 3行／表は完全です\n")


def test_the_table_is_written_as_csv_and_html(old, newer, tmp_path):
    done = pia("compare", old, newer, "--format", "csv")
    rows = list(csv.reader(io.StringIO(done.out.removeprefix("\ufeff"))))
    assert rows[0] == [
        "変更日",
        "項目",
        "変更前の記載",
        "変更後の記載",
        "提出時期",
        "提出時期に係る説明",
    ]
    assert len(rows) == 4
    page = tmp_path / "table.html"
    assert pia("compare", old, newer, "--format", "html", "-o", page).code == 0
    assert "本庁舎及びデータセンター" in page.read_text(encoding="utf-8")


def test_the_table_is_a_workbook_of_its_own(old, newer, tmp_path):
    out = tmp_path / "table.xlsx"
    assert pia("compare", old, newer, "--format", "xlsx", "-o", out).code == 0
    listed = list(csv.reader(io.StringIO(pia("compare", old, newer, "--format", "csv").out)))
    title, *rows = xlsx_rows(out.read_bytes())
    assert title == ["(別添2) 変更箇所"]
    assert [row[1:] for row in rows] == [row[1:] for row in listed]


def test_recorded_rows_stand_behind_the_earlier_ones_and_are_exported(old, newer, tmp_path):
    recorded = tmp_path / "recorded.json"
    done = pia("compare", old, newer, "--changed-on", "2023-11-06", "--record", recorded)
    assert (done.code, done.err) == (0, "")
    document = read_assessment(recorded.read_text(encoding="utf-8"), "")
    assert [row.origin for row in document.change_history] == ["generated"] * 3
    assert {row.changed_on for row in document.change_history} == {"令和5年11月6日"}
    assert answers_of(recorded) == answers_of(newer)
    last = tmp_path / "last.json"
    changed_file = write(tmp_path, "c.json", changed(document, {"number": "18"}))
    assert pia("compare", recorded, changed_file, "--record", last).code == 0
    history = read_assessment(last.read_text(encoding="utf-8"), "").change_history
    assert history[:3] == document.change_history
    assert len(history) == 4
    for fmt in ("text", "html", "csv", "json", "docx", "xlsx"):
        out = tmp_path / f"out.{fmt}"
        assert pia("export", last, "--format", fmt, "-o", out).code == 0
    text = (tmp_path / "out.text").read_text(encoding="utf-8")
    assert "本庁舎及びデータセンター" in text
    assert "令和5年11月6日" in text


def test_a_table_that_does_not_fit_names_its_row_and_nothing_is_written(old, newer, tmp_path):
    file, other = tmp_path / "table.json", tmp_path / "other.json"
    pia("compare", old, newer, "--format", "json", "-o", file)
    other.write_bytes(newer.read_bytes())
    said = sentence(pia("apply", other, file, "-o", tmp_path / "out.json"), code=1)
    assert said.startswith("変更前の内容が文書と合いません（1行目 systems[@s2]）。")
    assert not (tmp_path / "out.json").exists()


def test_a_table_for_another_document_is_the_answer_no(old, newer, tmp_path):
    file, empty = tmp_path / "table.json", tmp_path / "empty.json"
    pia("compare", old, newer, "--format", "json", "-o", file)
    pia("new", "-o", empty)
    said = sentence(pia("apply", empty, file, "-o", tmp_path / "out.json"), code=1)
    assert "行目" in said


SET = {"op": "set", "at": "title", "old": "評価書名についての記載。", "new": "新"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], "変更箇所の表ではありません（t.json）。pia compare --format json で作った表を使ってください。"),
        ({"rows": []}, "変更箇所の表ではありません（t.json）。pia compare --format json で作った表を使ってください。"),
        ({"rows": [1], "unprinted": []}, "項目・変更前・変更後のない行は当てられません（1行目）。ops のない行には item・before・after が要ります。"),
        ({"rows": [{"ops": [SET]}, {"ops": [{}]}], "unprinted": []}, "変更操作は set・replace・add・remove・move のどれかです（2行目）。"),
        ({"rows": [{"ops": [SET | {"new": 3}]}], "unprinted": []}, "文字列が要りますが、数値が書かれています（1行目 title）。"),
        ({"rows": [{"ops": [SET | {"at": "x", "old": None}]}], "unprinted": []}, "x という項目は重点項目評価書にありません（1行目）。項目の一覧は pia items で確かめられます。"),
        ({"rows": [{"ops": [SET | {"new": "甲\u0007"}]}], "unprinted": []}, "制御文字が入っています（1行目 title 2文字目 U+0007）。その文字を消してください。"),
    ],
)  # fmt: skip
def test_what_is_no_table_or_makes_no_document_is_refused(old, tmp_path, given, words):
    file, out = tmp_path / "t.json", tmp_path / "out.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    assert sentence(pia("apply", old, file, "-o", out)) == words
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--changed-on", "未定"), "「未定」は日付として読めません（--changed-on）。2023-11-06 か 令和5年11月6日 のように書いてください。"),
        (("--changed-on", "令和5年11月"), "「令和5年11月」は日付として読めません（--changed-on）。2023-11-06 か 令和5年11月6日 のように書いてください。"),
        (("--changed-on", "1700-01-01"), "1700-01-01 は明治より前の日です。日付を確かめてください。"),
        (("--as-of", "昨日"), "「昨日」は日付として読めません（--as-of）。2023-11-06 か 令和5年11月6日 のように書いてください。"),
        (("--effective-on", "title=明日"), "「明日」は日付として読めません（--effective-on）。2023-11-06 か 令和5年11月6日 のように書いてください。"),
        (("--effective-on", "titel=2023-11-06"), "titel という項目は重点項目評価書にありません。近い項目は title です。"),
    ],
)  # fmt: skip
def test_a_day_or_path_that_cannot_be_is_refused_and_nothing_is_written(
    old, newer, tmp_path, arguments, words
):
    out = tmp_path / "recorded.json"
    assert sentence(pia("compare", old, newer, *arguments, "--record", out)) == words
    assert not out.exists()


# --- rows that a person asks for ------------------------------------------------------------------


SPACE = "files[@f1].storage#white-space"


@pytest.fixture
def spaced(tmp_path):
    """Two editions that differ in a line break, and in a day that never makes a row."""
    old = assessment(storage="本庁舎に置く。施錠する。", published_on="令和5年4月1日")
    new = changed(
        old, {"files[1].storage": "本庁舎に置く。\n施錠する。", "published_on": "令和6年4月1日"}
    )
    name = old.answers["files"][0]["@id"]
    key = SPACE.replace("f1", name)
    return write(tmp_path, "a.json", old), write(tmp_path, "b.json", new), key


def test_a_line_break_becomes_a_row_where_it_is_asked_for(spaced, tmp_path):
    old, new, key = spaced
    assert f"--promote {key}\n" in pia("compare", old, new).out
    given = table(old, new, "--promote", key)
    assert [(row["timing"], row["after"]) for row in given["rows"]] == [
        ("事後", "本庁舎に置く。\n施錠する。")
    ]
    assert [left["reason"] for left in given["unprinted"]] == ["not-in-change-table"]
    out = tmp_path / "t.json"
    pia("compare", old, new, "--promote", key, "--format", "json", "-o", out)
    assert pia("apply", old, out, "-o", tmp_path / "again.json").code == 0
    assert answers_of(tmp_path / "again.json") == answers_of(new)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("storage", "storage という違いはありません（--promote）。"),
        ("published_on#not-in-change-table", "published_on#not-in-change-table は行にできません（--promote）。"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_row_is_refused_with_what_can(spaced, asked, says):
    old, new, key = spaced
    said = sentence(pia("compare", old, new, "--promote", asked))
    assert said == f"{says}行にできるのは {key} です。"


def test_where_nothing_can_be_a_row_that_is_said(old, newer):
    said = sentence(pia("compare", old, newer, "--promote", "department#move"))
    assert said.endswith("行にできる違いはありません。")


def test_a_day_of_change_that_nobody_means_is_a_finding(old, newer):
    given = table(old, newer, "--changed-on", "9999-12-31")
    assert "changed-on-impossible" in {finding["id"] for finding in given["findings"]}
