"""Files that are refused, each with one sentence."""

import pytest

from pia.errors import InputRefused, UsageRefused
from pia.imports import SourceFile, import_files
from pia.settings import MAX_FILE_BYTES

READABLE = "Word(docx)・Excel(xlsx)・PDF・HTML・テキスト・この製品のJSONにしてください。"
ENCODED = "テキストはUTF-8・UTF-16・Shift_JISにしてください。"
AGAIN = "もう一度保存するか、元のファイルを確かめてください。"
ONLY = "読めるのは様式3(重点項目評価書)だけです。"
REFUSED = {
    "空のファイル": (b"", "ファイルが空です（文書.txt）。"),
    "空白だけ": (b" \n\t\n", "ファイルに文字がありません（文書.txt）。"),
    "大きすぎる": (
        b"a" * (MAX_FILE_BYTES + 1),
        "ファイルが大きすぎます（文書.txt）。読めるのは20MBまでです。",
    ),
    "切れたPDF": (b"%PDF-1.7 ...", f"ファイルが壊れています（文書.txt）。{AGAIN}"),
    "切れた古いExcel": (b"\xd0\xcf\x11\xe0...", f"ファイルが壊れています（文書.txt）。{AGAIN}"),
    "壊れたWord": (b"PK\x03\x04...", f"ファイルが壊れています（文書.txt）。{AGAIN}"),
    "文字でないもの": (
        b"\x00\x01\x02" * 40,
        f"文字のファイルではありません（文書.txt）。{READABLE}",
    ),
    "画像": (
        b"\x89PNG\r\n\x1a\n...",
        "画像のファイルです（文書.txt）。文字の入っている元のファイルを使ってください。",
    ),
    "読まない文字コード": (
        "特定個人情報ファイルの概要".encode("euc-jp"),
        f"文字コードがEUC-JPのテキストは読めません（文書.txt）。{ENCODED}",
    ),
    "切れた文字": ("公表日".encode()[:-1], f"文字の途中で終わっています（文書.txt）。{ENCODED}"),
    "切れたJSON": (
        b'{"schema": "pia.assess',
        "JSONとして読めません（文書.txt 1行目 12文字目）。途中で切れていないか確かめてください。",
    ),
    "様式2": (
        "特定個人情報保護評価書（基礎項目評価書）".encode(),
        f"様式2(基礎項目評価書)の文書です（文書.txt）。{ONLY}",
    ),
    "様式4の表示": (
        "評価書\n［令和６年１０月　様式４］".encode(),
        f"様式4(全項目評価書)の文書です（文書.txt）。{ONLY}",
    ),
    "別の文書": (
        "公表日\n令和5年11月6日\n特記事項\nなし".encode(),
        "様式3(重点項目評価書)ではありません（文書.txt）。見つかった項目は2個です。様式3のファイルか確かめてください。",
    ),
}


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_one_sentence(data, sentence):
    with pytest.raises(InputRefused) as refused:
        import_files([SourceFile("文書.txt", data)])
    assert str(refused.value) == sentence
    assert refused.value.exit_code == 3


def test_a_json_among_several_files_is_refused():
    files = [SourceFile("本文.txt", "甲".encode()), SourceFile("文書.json", b"{}")]
    with pytest.raises(InputRefused) as refused:
        import_files(files)
    assert str(refused.value) == (
        "JSONはほかのファイルと合わせて読めません（文書.json）。JSONは文書の全体です。1つだけ指定してください。"
    )


def test_an_unknown_way_of_reading_is_a_wrong_command():
    with pytest.raises(UsageRefused) as refused:
        import_files([SourceFile("文書.txt", "甲".encode())], kind="ods")
    known = "auto・text・html・docx・xlsx・xls・pdf・json"
    assert str(refused.value) == f"ods という読み方はありません。選べるのは {known} です。"
