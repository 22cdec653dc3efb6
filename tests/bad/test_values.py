"""Values and paths that are refused, each in one exact sentence, and nothing is written."""

import json

import pytest

from tests.assessment.mutations import MUTATIONS, ONLY_PARSER, mutated, whole
from tests.cli.running import pia, sentence

# ruff: noqa: E501 - exact sentences are not cut

PLACES = "本人又は本人の代理人・評価実施機関内の他部署・行政機関・独立行政法人等・地方公共団体・地方独立行政法人・民間事業者・その他"
RESUB = "Ⅱ 特定個人情報ファイルの概要 4 特定個人情報ファイルの取扱いの委託 委託事項1 ④再委託の有無"
SOURCES = "Ⅱ 特定個人情報ファイルの概要 3 特定個人情報の入手・使用 ①入手元"
STORAGE = "Ⅱ 特定個人情報ファイルの概要 6 特定個人情報の保管・消去 保管場所"
ERASE = "その文字を消してください。"

REFUSED = [
    (
        "files[1].outsourcing[1].resubcontracted=再委託する予定",
        f"「再委託する予定」は選択肢にありません（{RESUB}）。近いのは「再委託する」です。選べるのは 再委託する・再委託しない です。",
    ),
    (
        "files[1].outsourcing[1].resubcontracted=3)再委託する",
        f"「3)再委託する」は選択肢にありません（{RESUB}）。近いのは「再委託する」です。選べるのは 再委託する・再委託しない です。",
    ),
    ("files[1].sources=person,役所", f"「役所」は選択肢にありません（{SOURCES}）。選べるのは {PLACES} です。"),
    ("files[1].sources.detail.person=x", f"person の欄に書く文字の場所はありません（{SOURCES}）。"),
    ("files[1].sources.detail.othr=x", f"othr の欄に書く文字の場所はありません（{SOURCES}）。"),
    ("title.detail.other=x", "チェックの項目が要りますが、文字列が書かれています（評価書名）。"),
    ("files[1].storage=甲\x00乙", f"制御文字が入っています（{STORAGE} 2文字目 U+0000）。{ERASE}"),
    ("files[1].storage=\x1b[31m", f"制御文字が入っています（{STORAGE} 1文字目 U+001B）。{ERASE}"),
    ("title=甲\x0c", f"制御文字が入っています（評価書名 2文字目 U+000C）。{ERASE}"),
    ("title=\x85", f"制御文字が入っています（評価書名 1文字目 U+0085）。{ERASE}"),
    ("title=\x7f", f"制御文字が入っています（評価書名 1文字目 U+007F）。{ERASE}"),
    ("title=甲\ud800", f"壊れた文字(サロゲート)が入っています（評価書名 2文字目 U+D800）。{ERASE}"),
    ("title=\udfff乙", f"壊れた文字(サロゲート)が入っています（評価書名 1文字目 U+DFFF）。{ERASE}"),
    (
        "files[1].sources.detail.other=\ud83d",
        f"壊れた文字(サロゲート)が入っています（{SOURCES}.detail.other 1文字目 U+D83D）。{ERASE}",
    ),
    ("titel=x", "titel という項目は重点項目評価書にありません。近い項目は title です。"),
    (
        "files[1].outsourcing[1].resubcontract=x",
        "files[1].outsourcing[1].resubcontract という項目は重点項目評価書にありません。近い項目は files[].outsourcing[].resubcontracted です。",
    ),
    ("files[7].storage=x", "files[7] はこの文書にありません。files は1件です。"),
    ("files.storage=x", "files.storage という項目は重点項目評価書にありません。近い項目は files[].storage です。"),
    ("files[].storage=x", "files[].storage の files には番号が要ります。例: files[1]"),
    ("files[1]=x", "繰り返しそのものに値は入れられません（files[1]）。その中の項目の場所を書いてください。"),
    ("評価書名=x", "「評価書名」は項目の場所の書き方になっていません。例: files[1].outsourcing[2].title"),
    ("files[1].@id=x", "files[1].@id という項目は重点項目評価書にありません。近い項目は files です。"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "words"), REFUSED, ids=[repr(edit) for edit, _ in REFUSED])
def test_a_typed_value_or_path_that_cannot_be_is_refused(doc, out, edit, words):
    assert sentence(pia("edit", doc, "--set", edit, "-o", out)) == words


def test_one_wrong_edit_among_right_ones_writes_nothing(doc, out):
    edits = ("--set", "title=甲", "--set", "linkage=たぶん", "--set", "number=1")
    assert pia("edit", doc, *edits, "-o", out).code == 3


def in_file(words, name):
    """A sentence of the parser with the file's name before its place."""
    if "（" in words:
        return words.replace("（", f"（{name} ", 1)
    return words.replace("。", f"（{name}）。", 1)


@pytest.mark.parametrize(
    "mutation", MUTATIONS + ONLY_PARSER, ids=[m.name for m in MUTATIONS + ONLY_PARSER]
)
def test_a_wrong_stored_document_is_refused_by_every_command_that_reads_one(
    tmp_path, doc, out, mutation
):
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(mutated(mutation)), encoding="utf-8")
    said = sentence(pia("edit", file, "--set", "title=x", "-o", out))
    assert said.startswith(in_file(mutation.sentence, "wrong.json"))
    assert sentence(pia("show", file)) == said
    assert sentence(pia("compare", doc, file, "-o", out)) == said
    assert sentence(pia("apply", file, doc, "-o", out)) == said
    assert sentence(pia("export", file, "--format", "json", "-o", out)) == said
    assert sentence(pia("check", file)) == said


def test_the_document_without_the_mistake_is_read(tmp_path):
    file = tmp_path / "right.json"
    file.write_text(json.dumps(whole()), encoding="utf-8")
    assert json.loads(pia("import", file, "-o", "-", "--quiet").out) == whole()
