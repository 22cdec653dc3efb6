"""Word, Excel and PDF files that are refused at every door, each in one exact sentence."""

import json
import shutil
import socket

import pytest

from pia.imports import package
from tests.bad import packages
from tests.bad.packages import DOCUMENT, SHEET, excel, word
from tests.cli.homes import looking
from tests.cli.running import pia, sentence
from tests.imports.packages import encrypted, lying_about, parts_of, with_part, zipped
from tests.imports.pages import page

# ruff: noqa: E501 - exact sentences are not cut

AGAIN = "もう一度保存するか、元のファイルを確かめてください。"
SMALLER = "使っていない部分を削除して保存し直してください。"
ONLY = "読めるのは様式3(重点項目評価書)だけです。"
ATTRIBUTES = '<a b=""/>' * (package.MAX_ATTRIBUTES + 1)
LARGE = " " * (package.MAX_PART_BYTES + 1)

REFUSED = {
    "claims.docx": (lambda: with_part(word(), DOCUMENT, LARGE), f"ファイルの中身が大きすぎます（claims.docx）。{SMALLER}"),
    "claims.xlsx": (lambda: with_part(excel(), SHEET, LARGE), f"ファイルの中身が大きすぎます（claims.xlsx）。{SMALLER}"),
    "sum.docx": (lambda: zipped(parts_of(word()) | {f"word/{n}.xml": LARGE[:-2] for n in range(3)}), f"ファイルの中身が大きすぎます（sum.docx）。{SMALLER}"),
    "lies.docx": (lambda: lying_about(word(), DOCUMENT, 10), f"ファイルが壊れています（lies.docx）。{AGAIN}"),
    "lies.xlsx": (lambda: lying_about(excel(), SHEET, 10), f"ファイルが壊れています（lies.xlsx）。{AGAIN}"),
    "listing.docx": (lambda: packages.listing(400_000), f"ファイルの中身が大きすぎます（listing.docx）。{SMALLER}"),
    "attributes.xlsx": (lambda: with_part(excel(), SHEET, f"<a>{ATTRIBUTES}</a>"), f"ファイルの中身が大きすぎます（attributes.xlsx）。{SMALLER}"),
    "shared.xlsx": (lambda: packages.sharing(100_000, 20_000), "表が大きすぎます（shared.xlsx）。使っていない行と列を削除して保存し直してください。"),
    "sheets.xlsx": (lambda: packages.one_part_as_many_sheets(3_000), f"ファイルが壊れています（sheets.xlsx）。{AGAIN}"),
    "inner.zip": (lambda: zipped({"評価書.docx": word()}), "Word(docx)・Excel(xlsx)ではない圧縮ファイルです（inner.zip）。中のファイルを取り出して、1つずつ指定してください。"),
    "open.ods": (lambda: packages.open_document("spreadsheet"), "OpenDocument(odt・ods)は読めません（open.ods）。Word文書(docx)かExcelブック(xlsx)で保存し直してください。"),
    "styles.docx": (lambda: packages.with_definitions(word(), "word/styles.xml"), "ファイルの中に使えない宣言があります（styles.docx）。WordかExcelで開いて保存し直してください。"),
    "relations.xlsx": (lambda: packages.with_definitions(excel(), "xl/_rels/workbook.xml.rels"), "ファイルの中に使えない宣言があります（relations.xlsx）。WordかExcelで開いて保存し直してください。"),
    "locked.docx": (lambda: encrypted(word()), "パスワードで保護されたファイルは読めません（locked.docx）。パスワードを外して保存し直してください。"),
    "locked.xlsx": (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "パスワードで保護されたファイルは読めません（locked.xlsx）。パスワードを外して保存し直してください。"),
    "half.docx": (lambda: word()[:-100], f"ファイルが壊れています（half.docx）。{AGAIN}"),
    "half.xlsx": (lambda: excel()[: len(excel()) // 2], f"ファイルが壊れています（half.xlsx）。{AGAIN}"),
    "scan.docx": (packages.pictures_in_word, "画像だけで、文字が入っていません（scan.docx）。文字の入っている元のファイルを使ってください。"),
    "scan.xlsx": (packages.pictures_in_excel, "画像だけで、文字が入っていません（scan.xlsx）。文字の入っている元のファイルを使ってください。"),
    "basic.pdf": (lambda: page("特定個人情報保護評価書（基礎項目評価書）"), f"様式2(基礎項目評価書)の文書です（basic.pdf）。{ONLY}"),
    "all.pdf": (lambda: page("［令和6年10月　様式４］"), f"様式4(全項目評価書)の文書です（all.pdf）。{ONLY}"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_prepared_or_broken_file_is_refused_by_import_and_compare(tmp_path, doc, out, name):
    make, words = REFUSED[name]
    (tmp_path / name).write_bytes(make())
    report = tmp_path / "report.json"
    assert sentence(pia("import", tmp_path / name, "-o", out, "--report", report)) == words
    assert not report.exists()
    assert sentence(pia("compare", doc, tmp_path / name)) == words


@pytest.mark.parametrize("name", [name for name in REFUSED if name.endswith(".xlsx")])
def test_it_is_refused_as_a_template(tmp_path, doc, out, name):
    make, words = REFUSED[name]
    (tmp_path / name).write_bytes(make())
    if name == "scan.xlsx":
        words = "様式3(重点項目評価書)のブックではありません（scan.xlsx）。見つかった項目は0個です。様式3のブックか確かめてください。"
    given = ["--format", "xlsx", "--template", tmp_path / name]
    assert sentence(pia("export", doc, *given, "-o", out)) == words


def test_one_of_them_in_a_folder_does_not_stop_the_others(home, tmp_path):
    folder = tmp_path / "公表済み"
    folder.mkdir()
    names = ["claims.docx", "locked.xlsx", "basic.pdf", "scan.docx"]
    for name in names:
        (folder / name).write_bytes(REFUSED[name][0]())
    (folder / "評価書.docx").write_bytes(word())
    done = pia("register", folder, "--as", "kanri", "--json")
    assert done.code == 3
    said = {one["files"][0]: one.get("error", {}).get("message") for one in done.json}
    assert said.pop("評価書.docx") is None
    assert said == {name: REFUSED[name][1].partition("（")[0] for name in names}
    with looking(home) as work:
        assert len(work.dossiers.lines()) == 1


# --- what is read all the same ----------------------------------------------------------------


def read(tmp_path, name, data):
    """What `pia import` makes of a file: answers and counts of the report."""
    (tmp_path / name).write_bytes(data)
    report = tmp_path / "report.json"
    done = pia("import", tmp_path / name, "-o", "-", "--report", report, "--quiet")
    assert (done.code, done.err) == (0, "")
    return done.json["answers"], json.loads(report.read_text("utf-8"))["counts"]


@pytest.fixture
def offline(monkeypatch):
    """A machine on which any connection is a failure of the test."""

    def refuse(*_, **__):
        raise AssertionError("nothing of a file may open a connection")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


LINKS = {
    "link.docx": (word, "word/_rels/document.xml.rels", "hyperlink", "https://example.jp/"),
    "picture.docx": (word, "word/_rels/document.xml.rels", "image", "https://example.jp/a.png"),
    "template.docx": (word, "word/_rels/document.xml.rels", "attachedTemplate", "file:///SECRET"),
    "chunk.docx": (word, "word/_rels/document.xml.rels", "aFChunk", "file:///SECRET"),
    "object.docx": (word, "word/_rels/document.xml.rels", "oleObject", "file:///SECRET"),
    "link.xlsx": (excel, "xl/_rels/workbook.xml.rels", "hyperlink", "https://example.jp/"),
    "book.xlsx": (excel, "xl/_rels/workbook.xml.rels", "externalLink", "file:///SECRET"),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_file_that_names_something_outside_is_read_without_it(tmp_path, offline, name):
    make, part, kind, target = LINKS[name]
    secret = tmp_path / "secret.txt"
    secret.write_text("公表してはいけない文字", encoding="utf-8")
    target = target.replace("SECRET", str(secret).lstrip("/"))
    answers, counts = read(tmp_path, name, packages.linking(make(), part, kind, target))
    assert (answers, counts) == read(tmp_path, f"plain-{name}", make())
    assert "公表してはいけない文字" not in json.dumps(answers, ensure_ascii=False)


@pytest.mark.parametrize(
    ("fmt", "name"),
    [("docx", "a.xlsx"), ("xlsx", "a.docx"), ("html", "a.xls"), ("pdf", "a.docx"), ("text", "a.pdf"), ("xlsx", "a"), ("docx", "a.JSON")],
)  # fmt: skip
def test_a_file_with_a_wrong_name_is_read_by_what_it_holds(tmp_path, doc, fmt, name):
    right = tmp_path / f"right.{fmt}"
    assert pia("export", doc, "--format", fmt, "-o", right).code == 0
    shutil.copy(right, tmp_path / "wrong")
    assert read(tmp_path, name, right.read_bytes()) == read(
        tmp_path, right.name, right.read_bytes()
    )


def test_what_is_packed_inside_a_word_file_is_not_looked_at(tmp_path):
    bomb = zipped({"a.xml": LARGE})
    inside = {"word/embeddings/book.xlsx": bomb, "word/media/image1.png": LARGE}
    answers, _ = read(tmp_path, "a.docx", zipped(parts_of(word()) | inside))
    assert answers == read(tmp_path, "b.docx", word())[0]
