"""Files that are refused, each in one exact sentence; and encodings that are read."""

import json

import pytest

from pia.assessment import canonical
from pia.imports import SourceFile
from pia.imports.source import decode
from tests.builders import assessment
from tests.cli.running import pia, sentence

# ruff: noqa: E501 - exact sentences are not cut

DOC = canonical(assessment()).encode("utf-8")
READABLE = "Word(docx)・Excel(xlsx)・PDF・HTML・テキスト・この製品のJSONにしてください。"
ENCODED = "テキストはUTF-8・UTF-16・Shift_JISにしてください。"
AGAIN = "もう一度保存するか、元のファイルを確かめてください。"
CUT = "途中で切れていないか確かめてください。"
ONLY = "読めるのは様式3(重点項目評価書)だけです。"

REFUSED = [
    ("empty.json", b"", "ファイルが空です（empty.json）。"),
    ("empty.txt", b"", "ファイルが空です（empty.txt）。"),
    ("blank.txt", "　\n ".encode(), "ファイルに文字がありません（blank.txt）。"),
    ("zero.bin", bytes(1000), f"文字のファイルではありません（zero.bin）。{READABLE}"),
    ("every.bin", bytes(range(256)) * 4, f"文字コードが分かりません（every.bin）。{ENCODED}"),
    ("image.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "画像のファイルです（image.png）。文字の入っている元のファイルを使ってください。"),
    ("image.gif", b"GIF89a\1\0\1\0", "画像のファイルです（image.gif）。文字の入っている元のファイルを使ってください。"),
    ("image.bmp", b"BM\x46" + bytes(99), "画像のファイルです（image.bmp）。文字の入っている元のファイルを使ってください。"),
    ("image.webp", b"RIFF\x24\0\0\0WEBPVP8 ", "画像のファイルです（image.webp）。文字の入っている元のファイルを使ってください。"),
    ("image.heic", b"\0\0\0\x18ftypheic" + bytes(8), "画像のファイルです（image.heic）。文字の入っている元のファイルを使ってください。"),
    ("word.doc", rb"{\rtf1\ansi \u20844?}", "リッチテキスト(rtf)は読めません（word.doc）。Wordで開いて、Word文書(docx)で保存し直してください。"),
    ("page.mht", b"From: <Saved by Edge>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "Webアーカイブ(mht)は読めません（page.mht）。ブラウザーで開いて、HTMLで保存し直してください。"),
    ("table.csv", "評価書番号,1\r\n公表日,令和7年6月30日\r\n".encode("cp932"), "CSVは読めません（table.csv）。Excelで開いて、Excelブック(xlsx)で保存し直してください。"),
    ("half.pdf", b"%PDF-1.7\n", f"ファイルが壊れています（half.pdf）。{AGAIN}"),
    ("half.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", f"ファイルが壊れています（half.xls）。{AGAIN}"),
    ("euc.txt", "個人情報保護評価書の文書".encode("euc-jp"), f"文字コードがEUC-JPのテキストは読めません（euc.txt）。{ENCODED}"),
    ("kana.txt", "ガイドライン、アクセスとセキュリティ".encode("euc-jp"), f"文字コードがEUC-JPのテキストは読めません（kana.txt）。{ENCODED}"),
    ("jis.txt", "評価書番号 1\n".encode("iso-2022-jp"), f"文字コードがISO-2022-JP(JIS)のテキストは読めません（jis.txt）。{ENCODED}"),
    ("wide.txt", "評価書番号 1\n".encode("utf-32"), f"文字コードがUTF-32のテキストは読めません（wide.txt）。{ENCODED}"),
    ("latin.json", '{"schema": "é"}'.encode("latin-1"), f"文字コードが分かりません（latin.json）。{ENCODED}"),
    ("half.txt", "評価".encode()[:5], f"文字の途中で終わっています（half.txt）。{ENCODED}"),
    ("half.docx", b"PK\x03\x04", f"ファイルが壊れています（half.docx）。{AGAIN}"),
    ("menu.html", "<table><tr><td>カレー</table>".encode(), "様式3(重点項目評価書)ではありません（menu.html）。見つかった項目は0個です。様式3のファイルか確かめてください。"),
    ("blank.html", b"<html><!-- --></html>", "ファイルに文字がありません（blank.html）。"),
    ("deep.html", b"<div>" * 5000, "HTMLの入れ子か文章が大きすぎます（deep.html）。表の入れ子を減らすか、テキストにしてください。"),
    ("half.json", DOC[:9], f"JSONとして読めません（half.json 2行目 2文字目）。{CUT}"),
    ("tail.json", DOC + b"}", f"JSONとして読めません（tail.json {DOC.count(b'%c' % 10) + 1}行目 1文字目）。{CUT}"),
    ("colon.json", b'{"a" 1}', f"JSONとして読めません（colon.json 1行目 6文字目）。{CUT}"),
    ("twice.json", b'{"a": 1, "a": 2}', "キー「a」が二度書かれています（twice.json）。"),
    ("huge.json", b'{"a": %s}' % (b"9" * 5000), "JSONの数値が大きすぎます（huge.json）。"),
    ("deep.json", b"[" * 100_000, "JSONの入れ子が深すぎます（deep.json）。"),
    ("list.json", b"[]", "オブジェクトが要りますが、配列が書かれています（list.json 文書）。"),
    ("null.json", b"null", "オブジェクトが要りますが、nullが書かれています（null.json 文書）。"),
    ("number.json", b"1e5", "オブジェクトが要りますが、数値が書かれています（number.json 文書）。"),
    ("bare.json", b"{}", "schema がありません（bare.json 文書）。"),
    ("menu.txt", "今日の献立\nカレー\n".encode(), "様式3(重点項目評価書)ではありません（menu.txt）。見つかった項目は0個です。様式3のファイルか確かめてください。"),
    ("basic.txt", "[平成30年5月 様式2]\nⅠ 関連情報\n".encode(), f"様式2(基礎項目評価書)の文書です（basic.txt）。{ONLY}"),
    ("basic2.txt", "特定個人情報保護評価書（基礎項目評価書）\n".encode("cp932"), f"様式2(基礎項目評価書)の文書です（basic2.txt）。{ONLY}"),
    ("all.txt", "評価書番号 1\n[令和6年10月　様式４]\n".encode(), f"様式4(全項目評価書)の文書です（all.txt）。{ONLY}"),
    ("all2.txt", "特定個人情報保護評価書(全項目評価書)\n".encode(), f"様式4(全項目評価書)の文書です（all2.txt）。{ONLY}"),
    ("plan.txt", "特定個人情報保護評価計画管理書\n".encode(), f"様式1(特定個人情報保護評価計画管理書)の文書です（plan.txt）。{ONLY}"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "words"),
    REFUSED,
    ids=lambda v: v if isinstance(v, str) and "." in v[-5:] else "",
)
def test_a_file_that_is_no_document_is_refused(tmp_path, out, name, data, words):
    (tmp_path / name).write_bytes(data)
    report = tmp_path / "report.json"
    assert sentence(pia("import", tmp_path / name, "-o", out, "--report", report)) == words
    assert sentence(pia("show", tmp_path / name)) == words
    assert not report.exists()


@pytest.mark.parametrize("size", [20_000_001, 30_000_000])
def test_a_file_over_20_megabytes_is_refused(tmp_path, out, size):
    file = tmp_path / "big.txt"
    file.write_bytes(b" " * size)
    words = f"ファイルが大きすぎます（{file}）。上限は20MBです。"
    assert sentence(pia("import", file, "-o", out)) == words
    words = "ファイルが大きすぎます（-）。上限は20MBです。"
    assert sentence(pia("import", "-", "-o", out, stdin=b" " * size)) == words


def test_a_file_of_20_megabytes_is_still_looked_at(tmp_path, out):
    file = tmp_path / "big.txt"
    file.write_bytes(b" " * 20_000_000)
    assert sentence(pia("import", file, "-o", out)) == "ファイルに文字がありません（big.txt）。"


def test_a_folder_and_a_missing_file_are_refused(tmp_path, out):
    folder, missing = tmp_path / "folder", tmp_path / "missing.json"
    folder.mkdir()
    hint = "フォルダではないか、読む権限があるかを確かめてください。"
    assert sentence(pia("import", folder, "-o", out)) == f"ファイルを読めません（{folder}）。{hint}"
    hint = "名前と場所を確かめてください。"
    assert (
        sentence(pia("import", missing, "-o", out)) == f"ファイルがありません（{missing}）。{hint}"
    )


def test_json_does_not_go_together_with_other_files(tmp_path, doc, out):
    file = tmp_path / "menu.txt"
    file.write_text("今日の献立", encoding="utf-8")
    words = "JSONはほかのファイルと合わせて読めません（doc.json）。JSONは文書の全体です。1つだけ指定してください。"
    assert sentence(pia("import", file, doc, "-o", out)) == words


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"]
)
def test_a_document_is_read_in_every_usual_encoding(tmp_path, encoding):
    document = assessment(title="髙橋税に関する事務①Ⅱ")
    file = tmp_path / "doc.json"
    file.write_bytes(canonical(document).encode(encoding))
    done = pia("import", file, "-o", "-", "--quiet")
    assert (done.code, done.out, done.err) == (0, canonical(document), "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_japanese_text_without_a_mark_and_without_ascii_is_read_as_utf_16(encoding):
    text = "様式３の評価書です。公表日については、別に定めるところによる。"
    assert decode(SourceFile("文書.txt", text.encode(encoding))) == text


def test_half_width_kana_in_shift_jis_is_no_euc():
    text = "ｶﾅ氏名ﾌﾘｶﾞﾅを記載する。ｶﾞｲﾄﾞﾗｲﾝ"
    assert decode(SourceFile("文書.txt", text.encode("cp932"))) == text


def test_windows_line_ends_and_any_order_of_keys_are_read(tmp_path):
    document = assessment()
    turned = dict(reversed(document.as_json().items()))
    file = tmp_path / "doc.json"
    file.write_bytes(json.dumps(turned, indent=4).replace("\n", "\r\n").encode())
    assert pia("import", file, "-o", "-", "--quiet").out == canonical(document)
