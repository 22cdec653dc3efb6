"""PDF: read back element by element, literally, on pages of the right shape; what is refused."""

import re

import pytest
from hypothesis import given, settings

from pia.assessment.publicise import publicise
from pia.errors import InputRefused
from pia.exports import export, write_outline
from pia.exports.pdf import write
from pia.official.font_tables import characters_of
from pia.official.fonts import NOTO, FontSet, font_files
from pia.outline import change_table_outline, outline
from tests import builders
from tests.builders import assessment, patient, row, with_rows, with_thing, withholding
from tests.exports.pdf_reading import (
    copied,
    elements,
    needs_poppler,
    opened,
    printed_elements,
    right_edge,
    without_space,
)
from tests.outline.documents import empty, newest, sample, two_files, unreadable, without_lists

BUILDS = {
    "kokumin-nenkin": newest,
    "two-files": two_files,
    "yobo-sesshu": lambda: sample("yobo-sesshu-2024-12-02"),
    "unreadable": unreadable,
    "without-lists": without_lists,
    "empty": empty,
}
MARKUP = (
    '#set text(fill: red) $x^2$ *太字* _斜体_ @参照 <label> // 注 /* 注 */ `raw` \\ #eval("1")',
    "= 見出し\n- 箇条\n+ 番号\n/ 語: 意味\nhttps://example.jp/a//b -- --- ... ~ '引用' \"引用\" [ ] { }",
)
LONG = {
    "sentences": "特定個人情報を取り扱う。" * 8_334,
    "one-word": "a" * 100_000,
    "dots": "…" * 3_000 + "―" * 3_000 + "っ" * 3_000,
    "lines": "一行\n" * 3_000,
}
#: Right margin of a page in points; the box of a closing mark may reach a little into it.
MARGIN = 47


def read(data):
    """The elements; the page numbers of 項目一覧 left out."""
    return [(t, re.sub(r"\d+$", "", x) if t == "TOCI" else x) for t, x in elements(data)]


def assert_says_the_same(data, printed):
    assert read(data) == printed_elements(printed)


@pytest.mark.parametrize("build", BUILDS.values(), ids=BUILDS)
def test_every_cell_is_read_back_with_its_tag(build):
    document = build()
    assert_says_the_same(export(document, "pdf"), outline(document))


@settings(parent=patient, max_examples=8)
@given(builders.documents())
def test_any_document_is_read_back(document):
    """Which tag a heading of many lines has does not matter here."""
    printed = outline(document)
    found = [text for _, text in read(write(printed))]
    assert found == [text for _, text in printed_elements(printed)]


def test_the_change_table_alone_is_read_back_and_lies_across():
    alone = change_table_outline(newest().form, newest().change_history, "国民年金に関する事務")
    data = write_outline(alone, "pdf")
    assert_says_the_same(data, alone)
    with opened(data) as pdf:
        assert all(page.MediaBox[2] > page.MediaBox[3] for page in pdf.pages)


def test_only_the_change_table_lies_across():
    with opened(export(newest(), "pdf")) as pdf:
        across = [page.MediaBox[2] > page.MediaBox[3] for page in pdf.pages]
    assert across == sorted(across)
    assert 1 < across.count(True) < len(across) / 2


@pytest.mark.parametrize("typed", MARKUP)
def test_what_people_typed_is_never_markup(typed):
    document = with_rows(
        assessment(storage=typed, title=typed, organisation=typed),
        row(before=typed, item=typed, explanation=typed),
    )
    assert_says_the_same(export(document, "pdf"), outline(document))


@needs_poppler
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_text_goes_on_over_the_pages_and_stays_between_the_margins(text):
    data = export(assessment(storage=text, title="題", organisation="市長"), "pdf")
    assert without_space(text) in re.sub(r"題\d+/\d+市長", "", copied(data))
    with opened(data) as pdf:
        assert len(pdf.pages) > 15
        assert right_edge(data) < float(pdf.pages[0].MediaBox[2]) - MARGIN


def test_a_long_row_of_changes_goes_on_over_the_pages():
    long = row(before="b" * 20_000, after="変更" * 5_000, timing="事前" * 50)
    document = with_rows(assessment(), long, row())
    assert_says_the_same(export(document, "pdf"), outline(document))


def test_long_names_of_things_and_files_are_printed_whole():
    name = "住民税の賦課及び徴収に関する情報を記録したファイル" * 40
    document = with_thing(assessment({"files[1].name": name}), "files", "two", name="二つ目")
    document = builders.changed(document, {"files[1].outsourcing[1].title": name})
    printed = [text for _, text in printed_elements(outline(document))]
    assert [text for _, text in read(export(document, "pdf"))] == printed


@needs_poppler
@pytest.mark.parametrize(
    "sign", ["𠮷", "髙", "﨑", "①", "〈〉", "～", "―", "㈱", "葛\U000e0100", "ｶﾞ"]
)
def test_signs_of_offices_can_be_copied_from_the_page(sign):
    assert sign in copied(export(assessment(storage=f"前{sign}後"), "pdf"))


@needs_poppler
def test_withheld_words_are_on_no_page():
    document = assessment(storage="庁舎の三階にあるサーバー室で保管する。")
    public = publicise(withholding(document, "files[1].storage", "庁舎の三階"))
    text = copied(export(public, "pdf"))
    assert "（非公表）にあるサーバー室で保管する。" in text
    assert "三階" not in text


@needs_poppler
def test_every_page_names_the_document_its_number_and_the_organisation():
    data = export(newest(), "pdf")
    with opened(data) as pdf:
        count = len(pdf.pages)
    text = copied(data)
    name = without_space("国民年金に関する事務 重点項目評価書")
    for number in range(1, count + 1):
        assert f"{name}{number}/{count}みほん市長" in text


@needs_poppler
def test_a_thing_that_goes_on_is_named_again_with_its_band():
    text = copied(export(newest(), "pdf"))
    assert text.count("システム2～5") == 2
    assert text.count("システム6～10") == 1


@pytest.mark.parametrize("sign", ["☑", "☐", "\ue000", "😀"])
def test_a_sign_that_no_font_has_is_refused_with_its_place(sign):
    document = assessment(storage=f"確認済{sign}")
    with pytest.raises(InputRefused, match=f"「{sign}」") as refused:
        export(document, "pdf")
    assert f"U+{ord(sign):04X}" in refused.value.message
    assert "Ⅱ 特定個人情報ファイルの概要" in refused.value.where
    assert "6. 特定個人情報の保管・消去、保管場所 ※" in refused.value.where


def test_a_refused_sign_in_the_change_table_is_named_with_its_row_and_column():
    document = with_rows(assessment(), row(), row(after="[☑]自己点検"))
    with pytest.raises(InputRefused) as refused:
        export(document, "pdf")
    assert "変更後の記載" in refused.value.where
    assert "2行目" in refused.value.where


def test_a_refused_sign_in_a_title_of_a_lone_table_is_found():
    alone = change_table_outline(newest().form, newest().change_history, "国民年金☑")
    with pytest.raises(InputRefused, match="評価書名"):
        write_outline(alone, "pdf")


def test_a_title_too_long_for_a_bookmark_is_refused():
    with pytest.raises(InputRefused, match="9,000文字"):
        export(assessment(title="長" * 9_000), "pdf")


def test_the_fonts_are_named_with_their_hashes():
    files = font_files()
    assert {file.file for file in files} == {
        "NotoSansCJKjp-Regular.otf",
        "NotoSansCJKjp-Bold.otf",
    }
    assert all(re.fullmatch("[0-9a-f]{64}", file.sha256) for file in files)


def test_other_fonts_can_be_asked_for():
    regular = FontSet(NOTO.families, NOTO.folders[:1])
    printed = outline(empty())
    assert write(printed, regular) != write(printed)


def test_a_font_that_is_not_there_is_refused():
    with pytest.raises(InputRefused, match="BIZ UDGothic というフォントが見つかりません"):
        write(outline(empty()), FontSet(("BIZ UDGothic",), NOTO.folders))


def test_a_font_without_a_table_of_all_characters_is_refused(tmp_path):
    table = b"cmap" + bytes(4) + (28).to_bytes(4, "big") + (4).to_bytes(4, "big")
    (tmp_path / "old.ttf").write_bytes(bytes(4) + b"\0\1" + bytes(6) + table + bytes(4))
    with pytest.raises(InputRefused, match=r"使えません（old\.ttf）"):
        characters_of(tmp_path / "old.ttf")


def test_the_date_of_the_file_is_the_documents_own():
    printed = outline(newest())
    with opened(write(printed)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20250630")
        assert str(pdf.docinfo["/ModDate"]).startswith("D:20250630")
