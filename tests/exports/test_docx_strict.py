"""DOCX as strict readers want it: elements in the order of ECMA-376, ids and names used once."""

from collections import Counter
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from pia.exports import export, write_outline
from pia.exports.docx import redline_of
from pia.outline import change_table_outline
from pia.revision import compare
from tests.exports.accepting import W
from tests.exports.test_docx_redline import DAY
from tests.outline.documents import changed, empty, newest, sample, two_files

#: Children in the order in which a schema takes them (ECMA-376 part 1, annex A.1).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
    "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
    "sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline "
    "shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs "
    "highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
    "vAlign hideMark",
    "trPr": "cantSplit trHeight tblHeader ins del",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
    "qFormat locked pPr rPr tblPr trPr tcPr tblStylePr",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p tbl",
    "tblCellMar": "top left bottom right",
    "tcBorders": "top left bottom right",
    "tblBorders": "top left bottom right insideH insideV",
    "pBdr": "top left bottom right between",
    "settings": "zoom trackRevisions defaultTabStop characterSpacingControl compat themeFontLang "
    "clrSchemeMapping decimalSymbol listSeparator",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
}
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def redline(old, new):
    return redline_of(compare(old, new, changed_on=DAY, as_of=DAY))


def table_alone():
    alone = change_table_outline(newest().form, newest().change_history, "国民年金に関する事務")
    return write_outline(alone, "docx")


each_file = pytest.mark.parametrize(
    "make",
    [
        lambda: export(newest(), "docx"),
        lambda: export(two_files(), "docx"),
        lambda: export(empty(), "docx"),
        table_alone,
        lambda: redline(sample("juminzei-2021-03-29"), two_files()),
        lambda: redline(two_files(), newest()),
    ],
    ids=["newest", "two files", "empty", "change table", "redline", "redline of others"],
)


def roots(data):
    with ZipFile(BytesIO(data)) as file:
        return {name: etree.fromstring(file.read(name)) for name in file.namelist()}


@each_file
def test_every_element_stands_where_the_schema_has_it(make):
    for name, root in roots(make()).items():
        for element in root.iter(*(f"{W}{tag}" for tag in ORDER)):
            order = ORDER[element.tag.removeprefix(W)].split()
            places = [order.index(child.tag.removeprefix(W)) for child in element]
            assert places == sorted(places), (name, etree.tostring(element)[:300])


@each_file
def test_ids_and_names_of_bookmarks_are_used_once_and_links_lead_to_them(make):
    body = roots(make())["word/document.xml"]
    marks = [*body.iter(f"{W}bookmarkStart"), *body.iter(f"{W}ins"), *body.iter(f"{W}del")]
    assert max(Counter(mark.get(f"{W}id") for mark in marks).values(), default=1) == 1
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} <= set(names)


@each_file
def test_every_row_fills_the_grid_and_every_cell_ends_in_a_paragraph(make):
    for table in roots(make())["word/document.xml"].iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = [tc.find(f"{W}tcPr/{W}gridSpan") for tc in row.findall(f"{W}tc")]
            assert sum(1 if s is None else int(s.get(f"{W}val")) for s in spans) == columns
            assert all(tc[-1].tag == f"{W}p" for tc in row.findall(f"{W}tc"))
        assert table.getnext().tag != f"{W}tbl"


@each_file
def test_parts_types_and_relationships_agree(make):
    found = roots(make())
    types = found.pop("[Content_Types].xml")
    named = {e.get("PartName", "").removeprefix("/") for e in types}
    assert {name for name in found if not name.endswith(".rels")} <= named
    targets = {
        f"{'word/' if name.startswith('word') else ''}{relation.get('Target')}"
        for name, root in found.items()
        for relation in root.iter(RELATIONSHIPS)
    }
    assert targets == {name for name in found if not name.endswith(".rels")}


def test_every_table_says_what_it_is_and_how_it_is_read():
    for table in roots(export(newest(), "docx"))["word/document.xml"].iter(f"{W}tblPr"):
        assert table.find(f"{W}tblCaption").get(f"{W}val")
        assert table.find(f"{W}tblDescription").get(f"{W}val")


def test_the_type_is_that_of_the_form_in_latin_and_in_japanese():
    found = roots(export(newest(), "docx"))
    fonts = found["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    assert {fonts.get(f"{W}{name}") for name in ("ascii", "hAnsi", "eastAsia")} == {
        "BIZ UDPゴシック"
    }
    other = found["word/fontTable.xml"].find(f"{W}font/{W}altName")
    assert other.get(f"{W}val") == "游ゴシック"


def test_titles_stand_in_the_navigation_pane_one_level_below_the_other():
    styles = roots(export(newest(), "docx"))["word/styles.xml"]
    levels = {
        style.get(f"{W}styleId"): style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val")
        for style in styles.findall(f"{W}style")
        if style.find(f"{W}pPr/{W}outlineLvl") is not None
    }
    assert (levels["Heading1"], levels["Heading2"]) == ("0", "1")


def test_the_signs_are_explained_between_the_list_of_parts_and_the_first_part():
    body = roots(export(newest(), "docx"))["word/document.xml"][0]
    texts = ["".join(block.itertext()) for block in body]
    explained = texts.index(
        "※「重要な変更」の対象となる項目です。記載を変えるときは、原則として、"
        "変更の前に評価を再び行い、その結果を公表します。"
    )
    assert texts.index("項目一覧") < explained < texts.index("Ⅰ 基本情報")


@pytest.mark.parametrize(("title", "paragraphs"), [("短い名", 1), ("長い評価書の名称" * 20, 2)])
def test_a_long_name_stands_above_the_number_of_the_page(title, paragraphs):
    foot = roots(export(changed(newest(), title=title), "docx"))["word/footer1.xml"]
    assert len(foot.findall(f"{W}p")) == paragraphs
    assert "".join(foot.itertext()).count(title) == 1


def test_a_long_organisation_stands_above_the_number_of_the_page_too():
    many = "みほん市長、みほん市教育委員会、みほん市選挙管理委員会"
    foot = roots(export(changed(newest(), organisation=many), "docx"))["word/footer1.xml"]
    above, number = ("".join(one.itertext()) for one in foot.findall(f"{W}p"))
    assert above == many
    assert many not in number
