"""The sheet for a 所管課: out as a workbook, back by its keys, whatever was done to its rows."""

import re
import shutil
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.assessment.paths import Path, answered, get
from pia.errors import InputRefused
from pia.exports.inquiry_xlsx import write
from pia.imports import SourceFile
from pia.imports.inquiry_answers import proposed
from pia.imports.inquiry_reader import read_inquiry
from pia.official.kinds import unknown
from pia.outline.inquiry import (
    CLEAR,
    LINES,
    SIGNS,
    InquirySheet,
    Key,
    base_digest,
    inquiry_lines,
    stretches,
)
from pia.outline.lines import width
from tests.builders import FORM, assessment, path_of
from tests.imports.inquiries import copied, filled, rows_of, saved_by_an_office_program

LONG = "\n".join(f"{n}　受託者は、作業の記録を{n}年間保存する。" for n in range(1, 61))
RISKY = '=HYPERLINK("http://example.invalid","x")'
DOCUMENT = assessment(department="市民税課", storage=LONG, special_notes=RISKY)
PATHS = tuple(str(path) for path, _, _ in answered(FORM, DOCUMENT.answers))
METHODS = FORM.item("files[].methods")
CHOICE = FORM.item("files[].outsourcing[].resubcontracted")
TEXT = FORM.item("department")


def sheet(document=DOCUMENT, paths=PATHS, note="確かめてください。"):
    return InquirySheet(
        number=7,
        title="評価書の見直し",
        subject="3　個人住民税の賦課に関する事務",
        division="財務部市民税課",
        due_on=date(2025, 4, 15),
        note=note,
        made_on=date(2025, 4, 1),
        lines=inquiry_lines(document, 7, paths),
    )


def key_of(text):
    key = Key.parse(text)
    assert key
    return key


def read(data):
    return read_inquiry(SourceFile("照会票.xlsx", data))


def answers_in(data):
    return {row.key: row.answer for row in read(data).rows if row.answer}


@pytest.fixture(scope="module")
def made():
    return write(sheet())


# --- out --------------------------------------------------------------------------------------


def test_the_same_sheet_has_the_same_bytes(made):
    assert write(sheet()) == made


def test_every_item_stands_in_the_sheet_as_it_says_now(made):
    lines = {line.key: line.present for line in sheet().lines}
    assert {key: present for _, _, present, key in rows_of(made).values()} == lines
    assert len({key_of(key).path for key in lines}) == len(PATHS)


def test_what_looks_like_a_formula_or_an_address_stays_a_text(made):
    with ZipFile(BytesIO(made)) as book:
        parts = {name: book.read(name).decode("utf-8") for name in book.namelist()}
    page = parts["xl/worksheets/sheet1.xml"]
    assert "<f>" not in page.partition("<dataValidations")[0]
    assert "hyperlink" not in page
    assert RISKY in [present for _, _, present, _ in rows_of(made).values()]


@pytest.mark.parametrize("note", ["依頼" * 20_000, "=cmd|'/c calc'!A1", "一行目\n\n三行目"])
def test_the_whole_note_stands_in_the_sheet_in_rows_that_show_it(note):
    page = openpyxl.load_workbook(BytesIO(write(sheet(paths=PATHS[:1], note=note))))["照会票"]
    texts = [str(page.cell(n, 1).value or "") for n in range(4, page.max_row)]
    assert "".join(texts).startswith(note.replace("\n", ""))
    assert max(one.height or 0 for one in page.row_dimensions.values()) <= 409


def test_a_text_behind_a_box_that_no_row_shows_says_that_it_goes_on():
    answer = {"checked": ["other"], "detail": {"other": "窓口で受け取る。" * 5_000}}
    document = assessment(methods=answer)
    (line,) = (one for one in sheet(document).lines if one.present.startswith("窓口"))
    assert line.present.endswith("。…（続きは評価書を見てください）")
    assert len(line.present) < SIGNS * LINES + 30


def test_only_the_cells_for_answers_are_open_and_the_keys_are_hidden(made):
    with ZipFile(BytesIO(made)) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
        workbook = book.read("xl/workbook.xml").decode("utf-8")
    assert "<sheetProtection " in page
    assert re.search(r'<col min="6" max="6"[^>]* hidden="1"', page)
    assert 'name="選択肢" sheetId="2" state="hidden"' in workbook
    assert 'orientation="landscape"' in page
    assert "_xlnm.Print_Titles" in workbook
    assert "customHeight" not in page


def test_choices_and_boxes_are_lists_to_choose_from(made):
    with ZipFile(BytesIO(made)) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
    listed = set(re.findall(r'<dataValidation type="list"[^>]*sqref="D(\d+)"', page))
    options = [line for line in sheet().lines if line.options]
    assert len(listed) == len(options) > 50


@given(st.text("あア1a。、\n　 ", max_size=3_000))
def test_a_text_is_the_sum_of_its_stretches(text):
    assert "".join(stretches(text)) == text


@given(st.text("あ1。\n", min_size=1, max_size=4_000))
def test_each_stretch_fits_a_row_of_a_spreadsheet(text):
    for one in stretches(text):
        lines = [line for line in one.rstrip("\n").split("\n") if line]
        assert sum(-(-int(width(line)) // SIGNS) for line in lines) <= LINES + 1


def test_the_keys_hang_on_what_the_item_said():
    path = PATHS[0]
    other = assessment({path: "別の記載"})
    assert base_digest(DOCUMENT, 7, path) != base_digest(other, 7, path)
    assert base_digest(DOCUMENT, 7, path) != base_digest(DOCUMENT, 8, path)


# --- and back ---------------------------------------------------------------------------------


def test_an_untouched_sheet_says_nothing(made):
    back = read(made)
    assert len(back.rows) == len(sheet().lines)
    assert all(row.is_empty for row in back.rows)
    assert back.answered_by == ""


def test_answers_come_back_with_who_wrote_them(made):
    data = filled(made, {"1": "一", "部署": "税務部\n市民税課"}, {"2": "備考"}, "市民税課　田中")
    back = read(data)
    assert back.answered_by == "市民税課 田中"
    assert sorted(row.answer for row in back.rows if row.answer) == ["一", "税務部\n市民税課"]
    assert [row.remark for row in back.rows if row.remark] == ["備考"]


def test_rows_may_be_sorted_and_copied_to_another_workbook(made):
    data = filled(made, {"1": "一", "部署": "税務部"})
    assert answers_in(copied(data, order=lambda rows: rows[::-1])) == answers_in(data)
    assert answers_in(copied(data, drop=["今の記載", "番号", "備考"])) == answers_in(data)


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="soffice (LibreOffice) is not installed"
)
def test_another_office_program_may_save_it(made, tmp_path):
    given = {"1": "=1+1", "部署": " 税務部\n\n𠮷野﨑係 ｶﾅ\u202e "}
    data = filled(made, given, by="市民税課")
    saved = saved_by_an_office_program(data, tmp_path)
    assert answers_in(saved) == answers_in(data)
    assert sorted(answers_in(saved).values()) == sorted(given.values())
    assert rows_of(saved) == rows_of(made)
    assert read(saved).answered_by == "市民税課"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (b"", "ファイルが空です"),
        (b"%PDF-1.7", "Excel(xlsx)のファイルではありません"),
        (3000, "壊れています"),
        ({"drop": ["回答欄", "照合用"]}, "照会票のファイルではありません"),
        ({"drop": ["照合用"]}, "「照合用」の列がありません"),
        ({"drop": ["回答欄"]}, "「回答欄」の列がありません"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_with_a_sentence(made, make, words):
    if isinstance(make, dict):
        make = copied(made, **make)
    with pytest.raises(InputRefused) as refused:
        read(made[:make] if isinstance(make, int) else make)
    assert words in refused.value.sentence()


@pytest.mark.parametrize("key", ["", "7", "x y z 00000000", "7 a - 1234567", "７ a - 12345678 9"])
def test_what_is_no_key_is_none(key):
    assert Key.parse(key) is None


# --- what the lines of one item ask for -------------------------------------------------------


def asked(item, base, **written):
    return proposed(item, base, {part.replace("_", "."): t for part, t in written.items()}, "項目")


@pytest.mark.parametrize(
    ("base", "text", "answer"),
    [
        ("市民税課", "税務課", "税務課"),
        ("市民税課", "", "市民税課"),
        ("市民税課", " 　\n", "市民税課"),
        ("市民税課", "市民税課\n", "市民税課"),
        ("市民税課", CLEAR, ""),
        ("市民税課", "(空欄にする)", ""),
        ("市民税課", "—", "—"),
        ("", "税務課", "税務課"),
        ("", CLEAR, ""),
        ("", "—", ""),
        (None, "税務課", "税務課"),
        (None, CLEAR, None),
        (unknown("not-in-source"), "税務課", "税務課"),
    ],
)
def test_a_text_is_what_was_written_and_an_empty_cell_changes_nothing(base, text, answer):
    assert proposed(TEXT, base, {"-": text}, "部署") == answer


def test_of_a_long_text_only_the_answered_stretches_change():
    parts = stretches(LONG)
    assert len(parts) > 2
    assert proposed(TEXT, LONG, {"2": "改めた。"}, "") == f"{parts[0]}改めた。\n" + "".join(
        parts[2:]
    )
    last = str(len(parts))
    assert proposed(TEXT, LONG, {last: CLEAR}, "") == "".join(parts[:-1]).rstrip("\n")
    whole = {str(n): part for n, part in enumerate(parts, start=1)}
    assert proposed(TEXT, LONG, whole, "") == LONG


def test_a_choice_is_taken_by_its_words():
    keys = [choice.key for choice in CHOICE.choices]
    for choice in CHOICE.choices:
        assert proposed(CHOICE, keys[0], {"-": choice.words}, "") == choice.key
    assert proposed(CHOICE, keys[0], {"-": CLEAR}, "") == ""
    assert proposed(CHOICE, None, {"-": CLEAR}, "") is None


def test_boxes_change_one_by_one():
    base = {"checked": ["paper", "other"], "detail": {"other": "郵送"}}
    assert asked(METHODS, base, paper="（印なし）", media="〇") == {
        "checked": ["media", "other"],
        "detail": {"other": "郵送"},
    }
    assert asked(METHODS, base, other_detail="窓口")["detail"] == {"other": "窓口"}
    assert asked(METHODS, base, other_detail=CLEAR)["detail"] == {"other": ""}
    assert asked(METHODS, base, paper="○") == base
    assert asked(METHODS, None, paper="○")["checked"] == ["paper"]
    assert asked(METHODS, None, paper="（印なし）") is None


@pytest.mark.parametrize(
    ("item", "base", "written", "words"),
    [
        (CHOICE, "", {"-": "たぶん再委託する"}, "選択肢にありません"),
        (METHODS, None, {"paper": "はい"}, "印ではありません"),
        (METHODS, None, {"nothing": "○"}, "書き換えられています"),
        (TEXT, "市民税課", {"2": "税務課"}, "書き換えられています"),
        (CHOICE, "", {"1": "再委託する"}, "書き換えられています"),
        (TEXT, "市民税課", {"-": "#REF!"}, "計算式の誤り"),
        (TEXT, "市民税課", {"-": "税務\x07課"}, "制御文字"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_with_a_sentence(item, base, written, words):
    with pytest.raises(InputRefused) as refused:
        proposed(item, base, written, "項目")
    assert words in refused.value.sentence()


def test_each_line_answered_with_what_it_shows_changes_nothing():
    found: dict[str, dict[str, str]] = {}
    for line in sheet().lines:
        key = key_of(line.key)
        found.setdefault(key.path, {})[key.part] = line.present
    for path, written in found.items():
        base = get(DOCUMENT.answers, Path.parse(path))
        assert proposed(FORM.item(Path.parse(path).pattern), base, written, path) == base, path


def test_an_item_of_the_form_can_be_found_by_its_key():
    assert path_of("storage").replace("[1]", "[@file1]") in PATHS
