"""Lists to choose from: where they stand, what they offer, and which choice each spelling means."""

from io import BytesIO

import pytest
import xlsxwriter
from lxml import etree

from pia.imports import SourceFile
from pia.imports.package import read_parts
from pia.imports.template.lists import ListRule, Lists, rules_of, signs_of, spellings
from pia.outline.frames import Listed
from tests.builders import FORM

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"


@pytest.fixture(scope="module")
def lists():
    """A workbook whose hidden sheet has three words, one below the other, and a gap."""
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.add_worksheet("様式")
        hidden = book.add_worksheet("市'民")
        hidden.write_column(0, 0, ["有", None, "無", 3])
        hidden.hide()
        book.define_name("有無", "='市''民'!$A$1:$A$4")
    source = SourceFile("様式.xlsx", data.getvalue())
    return Lists(source, read_parts(source, "xlsx"))


OFFERED = {
    '"有, 無,未定"': ("有", "無", "未定"),
    "'市''民'!$A$1:$A$3": ("有", "無"),
    "有無": ("有", "無", "3"),
    "$A$1:$B$9": (),
    'INDIRECT("有無")': None,
    "'市''民'!$A$1:$A$5000": None,
    "知らない名前": None,
}


@pytest.mark.parametrize(("formula", "texts"), OFFERED.items())
def test_a_list_stands_in_the_rule_in_cells_or_behind_a_name(lists, formula, texts):
    assert lists.listed("様式", ListRule((), formula, is_strict=True)) == Listed(texts)


def rules(inside):
    """The rules of a sheet, as ((row, column), formula, whether nothing else may be typed)."""
    sheet = etree.fromstring(f'<worksheet xmlns="{MAIN}">{inside}</worksheet>')
    return [(rule.areas[0].first, rule.formula, rule.is_strict) for rule in rules_of(sheet)]


def test_only_a_rule_that_stops_people_forbids_other_words():
    rule = (
        '<dataValidation type="list" sqref="B2:B9 D4" {}><formula1>有無</formula1></dataValidation>'
    )
    strict = ['showErrorMessage="1"', 'showErrorMessage="1" errorStyle="warning"', ""]
    found = [rules(rule.format(said)) for said in strict]
    assert found == [[((2, 2), "有無", is_strict)] for is_strict in (True, False, False)]


def test_a_rule_that_refers_to_another_sheet_stands_in_an_extension():
    inside = (
        f'<extLst><ext><x14:dataValidations xmlns:x14="{X14}" xmlns:xm="{XM}">'
        '<x14:dataValidation type="list" showErrorMessage="1"><x14:formula1><xm:f>一覧!$A$1:$A$3</xm:f>'
        "</x14:formula1><xm:sqref>C7</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    assert rules(inside) == [((7, 3), "一覧!$A$1:$A$3", True)]


def test_a_rule_about_lengths_offers_no_list():
    assert not rules(
        '<dataValidation type="textLength" sqref="B2"><formula1>9</formula1></dataValidation>'
    )


SPELLED = [
    ("実施する", "実施しない", "未定"),
    ("1) 実施する", "2) 実施しない", "3) 未定"),
    ("１．実施する", "２．実施しない", "３．未定"),
    ("1", "2", "3"),
]


@pytest.mark.parametrize("texts", SPELLED, ids=str)
def test_a_list_spells_a_choice_as_it_likes(texts):
    keys = ("carried_out", "not_carried_out", "undecided")
    item = FORM.item("linkage")
    assert spellings(item, Listed(texts)) == dict(zip(keys, texts, strict=True))
    assert spellings(item, Listed(("有", "無"))) == {}


@pytest.mark.parametrize(
    ("texts", "signs"),
    [
        (("○",), ("", "○")),
        (("□", "■"), ("□", "■")),
        (("レ", "－"), ("", "レ")),
        (("済",), ("", "○")),
    ],
)
def test_a_list_of_marks_gives_the_signs(texts, signs):
    assert signs_of(Listed(texts), ("", "○")) == signs
