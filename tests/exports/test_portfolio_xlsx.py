"""The list of 評価書 as a workbook, read back by another program's eyes."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from pia.exports.portfolio_xlsx import ListedAssessment, write

TODAY = date(2026, 11, 23)
ROW = ListedAssessment(
    number="3",
    title="個人住民税の賦課に関する事務",
    division="財務部市民税課",
    organisation="みほん市長",
    state="承認依頼中",
    turn="承認者 鈴木 恵子",
    planned_on=date(2026, 12, 7),
    kind="再実施",
    form="平成30年5月 様式3",
    published_on=date(2025, 1, 20),
    plan_by=date(2026, 12, 28),
    review_by=date(2026, 1, 20),
    five_years_by=None,
    errors=0,
    warnings=2,
    threads=1,
)


def rows(data):
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


def part(data, name):
    with ZipFile(BytesIO(data)) as package:
        return package.read(name).decode()


def test_a_workbook_says_what_the_list_says():
    head, row = rows(write([ROW], TODAY))
    said = dict(zip(head, row, strict=True))
    assert said["事務名"] == "個人住民税の賦課に関する事務"
    assert said["重要な変更の提出・公表"] == date(2026, 12, 28)
    assert said["次の年次見直し"] == date(2026, 1, 20)
    assert said["5年の期日（未確認）"] == ""
    assert (said["指摘（誤り）"], said["指摘（注意）"], said["コメント"]) == (0, 2, 1)


def test_days_are_real_days_shown_in_wareki():
    styles = part(write([ROW], TODAY), "xl/styles.xml")
    assert '[$-411]ggge"年"m"月"d"日"'.replace('"', "&quot;") in styles


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "http://みほん.example/", "007"])
def test_whatever_a_text_begins_with_it_stays_a_text(text):
    data = write([replace(ROW, title=text, number=text)], TODAY)
    assert rows(data)[1][:2] == [text, text]
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert 'quotePrefix="1"' in part(data, "xl/styles.xml")


def test_signs_of_a_page_header_are_words_there():
    data = write([ROW], TODAY, "絞り込み：「R&D &A」")
    assert "R&amp;&amp;D &amp;&amp;A" in part(data, "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("words", ["&" * 500, "あ\x00\ud800\x1bい", "語" * 500])
def test_odd_words_of_a_filter_spoil_no_workbook(words):
    sheet = part(write([ROW], TODAY, words), "xl/worksheets/sheet1.xml")
    (head,) = etree.fromstring(sheet.encode()).xpath("//*[local-name() = 'oddHeader']/text()")
    assert len(head) <= 255
    assert head.startswith("&L評価書一覧 令和8年11月23日現在&R")


def test_an_empty_list_is_its_headings():
    assert len(rows(write([], TODAY))) == 1


def test_the_same_list_gives_the_same_bytes():
    assert write([ROW], TODAY) == write([ROW], TODAY)
