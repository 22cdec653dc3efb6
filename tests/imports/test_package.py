"""Zips that are no document, or more than they say: refused before anything reads them."""

import pytest

from pia.errors import InputRefused
from pia.exports import export
from pia.imports import SourceFile, import_files, package
from pia.imports.grid import MAX_TAGS
from pia.imports.template import find_frames
from pia.official import load_form
from pia.operations.filling import fill_template
from pia.settings import MAX_FILE_BYTES
from tests.builders import assessment
from tests.exports.templates import FRAMES, blank, wide
from tests.imports.packages import encrypted, lying_about, parts_of, with_part, word, zipped
from tests.imports.workbooks import workbook

DAMAGED = "ファイルが壊れています（評価書）。もう一度保存するか、元のファイルを確かめてください。"
LARGE = "ファイルの中身が大きすぎます（評価書）。使っていない部分を削除して保存し直してください。"
DEFINED = (
    "ファイルの中に使えない宣言があります（評価書）。WordかExcelで開いて保存し直してください。"
)
PASSWORD = (
    "パスワードで保護されたファイルは読めません（評価書）。パスワードを外して保存し直してください。"  # noqa: S105 # a sentence
)
OTHER = "Word(docx)・Excel(xlsx)ではない圧縮ファイルです（評価書）。中のファイルを取り出して、1つずつ指定してください。"
DOCUMENT, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
BOMB = '<!DOCTYPE w [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.fixture(scope="module")
def docx():
    return export(assessment(), "docx")


@pytest.fixture(scope="module")
def xlsx():
    return workbook(assessment())


def refusal(data, kind="auto"):
    with pytest.raises(InputRefused) as refused:
        import_files([SourceFile("評価書", data)], kind)
    return str(refused.value)


def test_a_small_file_that_unpacks_to_more_than_the_limit_is_refused(docx):
    bomb = with_part(docx, DOCUMENT, " " * (package.MAX_PART_BYTES + 1))
    assert len(bomb) < MAX_FILE_BYTES
    assert refusal(bomb) == LARGE


def test_a_part_of_nothing_but_tags_is_refused():
    assert refusal(word("<w:p/>" * (MAX_TAGS + 1))) == LARGE


def test_many_parts_together_have_a_limit(docx, monkeypatch):
    monkeypatch.setattr(package, "MAX_PACKAGE_BYTES", 10_000)
    assert refusal(docx).startswith("ファイルの中身が大きすぎます")
    monkeypatch.setattr(package, "MAX_PACKAGE_BYTES", 60_000_000)
    monkeypatch.setattr(package, "MAX_PARTS", 3)
    assert refusal(docx) == LARGE


def test_a_part_that_is_longer_than_it_says_is_not_read(docx, xlsx):
    assert refusal(lying_about(docx, DOCUMENT, 10)) == DAMAGED
    assert refusal(lying_about(xlsx, SHEET, 10)) == DAMAGED


def test_a_large_picture_is_never_unpacked(docx):
    with_picture = with_part(docx, "word/media/image1.png", bytes(package.MAX_PART_BYTES + 1))
    assert import_files([SourceFile("評価書", with_picture)]).report.counts()["missing"] == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_with_definitions_of_its_own_is_refused(docx, xlsx, encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>{BOMB}'
    assert refusal(with_part(docx, DOCUMENT, f"{head}<w>&b;</w>".encode(encoding))) == DEFINED
    assert refusal(with_part(xlsx, SHEET, f"{head}<w>&b;</w>".encode(encoding))) == DEFINED


@pytest.mark.parametrize("name", ["utf-7", "cp037", "euc-jp"])
def test_a_part_in_another_encoding_could_hide_them_and_is_refused(docx, name):
    page = f'<?xml version="1.0" encoding="{name}"?><w/>'
    assert refusal(with_part(docx, DOCUMENT, page.encode(name))) == DAMAGED
    assert refusal(with_part(docx, DOCUMENT, page.encode())) == DAMAGED


def in_utf_16(data, name):
    """The same file with one part in UTF-16, as no office program but many a converter writes it."""
    text = parts_of(data)[name].decode().replace("UTF-8", "UTF-16").replace("utf-8", "UTF-16")
    return with_part(data, name, text.encode("utf-16"))


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_part_in_utf_16_is_read_by_all_readers_alike(xlsx, part):
    first, second = (import_files([SourceFile("評価書", d)]) for d in (xlsx, in_utf_16(xlsx, part)))
    assert second.assessment.answers == first.assessment.answers
    assert second.report.counts() == first.report.counts()


def test_a_template_with_a_part_in_utf_16_is_filled_as_any_other():
    form = load_form("yoshiki3", "h30-05")
    plain = wide(blank(**dict.fromkeys(FRAMES, 1)))
    found = find_frames(form, SourceFile("様式.xlsx", in_utf_16(plain, SHEET)))
    assert found.frame == find_frames(form, SourceFile("様式.xlsx", plain)).frame
    assert fill_template(assessment(), SourceFile("様式.xlsx", in_utf_16(plain, SHEET))).said == ()


def test_an_outer_file_is_never_loaded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    body = f'<w:p><w:r><w:t>&x;</w:t></w:r></w:p><!DOCTYPE x SYSTEM "file://{secret}">'
    assert refusal(word(body)) == DEFINED


BROKEN = {
    "パスワード付き": (encrypted, PASSWORD),
    "半分": (lambda data: data[: len(data) // 2], DAMAGED),
    "書き換え": (lambda data: data[:200] + b"\0" * 60 + data[260:], DAMAGED),
    "空": (lambda _: zipped({}), OTHER),
    "別の圧縮": (lambda _: zipped({"本文.txt": "甲"}), OTHER),
    "始めだけ": (lambda _: b"PK\x03\x04", DAMAGED),
    "暗号化の容器": (
        lambda _: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        PASSWORD,
    ),
}


@pytest.mark.parametrize(("make", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_damaged_or_protected_file_is_refused_with_one_sentence(docx, make, sentence):
    assert refusal(make(docx)) == sentence


def test_a_file_without_what_its_kind_needs_is_damaged(docx, xlsx):
    assert refusal(with_part(docx, DOCUMENT, "<w/>")) == DAMAGED
    assert refusal(with_part(docx, DOCUMENT, "")) == DAMAGED
    assert refusal(with_part(docx, DOCUMENT, "<w>")) == DAMAGED
    parts = {name: part for name, part in parts_of(xlsx).items() if name != SHEET}
    assert refusal(zipped(parts)) == DAMAGED


def test_deep_nesting_is_refused():
    assert refusal(word("<w:sdt><w:sdtContent>" * 5_000)) == DAMAGED
    deep = "<w:p><w:ins>" * 150 + "</w:ins></w:p>" * 150
    assert refusal(word(deep)) == DAMAGED


@pytest.mark.parametrize(("name", "kind"), [("評価書.xlsx", "docx"), ("評価書.txt", "xlsx")])
def test_a_wrong_name_does_no_harm(docx, xlsx, name, kind):
    data = {"docx": docx, "xlsx": xlsx}[kind]
    report = import_files([SourceFile(name, data)]).report
    assert report.counts()["sure"] == len(report.items)


def test_a_kind_that_the_file_is_not_is_refused(docx, xlsx):
    hint = "ファイルの種類を auto にするか、ファイルを確かめてください。"
    assert refusal(docx, "xlsx") == f"Excel(xlsx)のファイルではありません（評価書）。{hint}"
    assert refusal(xlsx, "docx") == f"Word(docx)のファイルではありません（評価書）。{hint}"
    assert (
        refusal("公表日".encode(), "docx")
        == f"Word(docx)のファイルではありません（評価書）。{hint}"
    )
    assert refusal(docx, "text").startswith("文字のファイルではありません（評価書）。")
    assert refusal(docx, "html").startswith("文字のファイルではありません（評価書）。")
