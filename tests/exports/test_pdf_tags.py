"""PDF: what PDF/UA-1 and PDF/A-2a ask of the file, as far as it can be read without a checker."""

import pytest
from pikepdf import Name, NameTree

from pia.errors import PiaError
from pia.exports import export
from pia.exports.pdf.tags import with_row_headers
from pia.outline import PartKind, outline
from tests.exports.pdf_reading import opened, walk
from tests.outline.documents import newest


@pytest.fixture(scope="module")
def pdf():
    with opened(export(newest(), "pdf")) as file:
        yield file


@pytest.fixture(scope="module")
def tree(pdf):
    return list(walk(pdf.Root.StructTreeRoot))


def attribute(element, name):
    given = [a[name] for a in element.get("/A", []) if name in a]
    return given[0] if given else None


def test_the_file_says_which_standards_it_keeps(pdf):
    with pdf.open_metadata() as properties:
        assert properties["pdfuaid:part"] == "1"
        assert (properties["pdfaid:part"], properties["pdfaid:conformance"]) == ("2", "A")


def test_the_file_has_its_title_subject_author_and_language(pdf):
    with pdf.open_metadata() as properties:
        assert properties["dc:title"] == "国民年金に関する事務 重点項目評価書"
        assert properties["dc:description"] == "特定個人情報保護評価書(重点項目評価書)"
        assert properties["dc:creator"] == ["みほん市長"]
    assert str(pdf.Root.Lang) == "ja-JP"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_the_file_is_tagged_and_sound(pdf):
    assert pdf.Root.MarkInfo.Marked
    assert not pdf.Root.MarkInfo.Suspects
    assert pdf.check_pdf_syntax() == []
    assert all(page.Tabs == Name.S for page in pdf.pages)


def test_every_font_is_embedded(pdf):
    fonts = [o for o in pdf.objects if getattr(o, "get", None) and o.get("/Type") == "/Font"]
    described = [font.FontDescriptor for font in fonts if "/FontDescriptor" in font]
    assert described
    assert all("/FontFile3" in d or "/FontFile2" in d for d in described)
    assert all("NotoSansCJKjp" in str(d.FontName) for d in described)


def test_the_bookmarks_are_parts_with_their_sections(pdf):
    with pdf.open_outline() as bookmarks:
        found = [(item.title, [child.title for child in item.children]) for item in bookmarks.root]
    parts = outline(newest()).parts
    assert found == [
        (part.heading, [t.caption for t in part.tables if t.bar is not None]) for part in parts
    ]


def test_the_list_of_parts_leads_to_each_part(pdf):
    listed = next(p for p in outline(newest()).parts if p.kind == PartKind.CONTENTS)
    links = [str(link.Dest) for link in pdf.pages[1].Annots]
    assert links == [row.cells[0].link for row in listed.tables[0].rows]
    assert all(link.get("/Contents") for link in pdf.pages[1].Annots)


def test_every_section_has_a_permanent_place(pdf):
    names = set(NameTree(pdf.Root.Names.Dests))
    file, risk = newest().answers["files"][0], newest().answers["risks"][0]
    things = {f"files-{file['@id']}-section-outsourcing_group", f"risks-{risk['@id']}"}
    assert things | {"change_history"} <= names


def test_headings_go_down_by_one_step(tree):
    headings = [tag for tag, _ in tree if tag in ("H1", "H2")]
    assert headings[0] == "H1"
    assert headings.count("H2") == sum(
        table.bar is not None for part in outline(newest()).parts for table in part.tables
    )


def test_every_table_is_made_of_rows_of_cells(tree):
    tables = [element for tag, element in tree if tag == "Table"]
    assert len(tables) > 25
    for tag, element in tree:
        parent = {"TR": ("/Table", "/THead", "/TBody"), "TH": ("/TR",), "TD": ("/TR",)}.get(tag)
        assert parent is None or str(element.P.S) in parent


def test_every_table_has_a_header(tree):
    for tag, element in tree:
        if tag == "Table":
            assert "TH" in [inner for inner, _ in walk(element)]


def test_every_header_says_what_it_heads_and_no_cell_contradicts_it(tree):
    heads = [element for tag, element in tree if tag == "TH"]
    assert {str(attribute(head, "/Scope")) for head in heads} == {"/Row", "/Column"}
    cells = [element for tag, element in tree if tag in ("TD", "TH")]
    assert all(attribute(cell, "/Headers") is None for cell in cells)


def test_a_file_with_other_cells_than_expected_is_a_defect():
    with pytest.raises(PiaError, match="マスが 1 個ではなく"):
        with_row_headers(export(newest(), "pdf"), [True])
