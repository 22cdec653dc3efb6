"""`pia show` and `pia items`: what stands in a document and in the form."""

import pytest

from pia.assessment import canonical
from tests.builders import FORM, row, with_rows
from tests.cli.running import pia, sentence

FIELDS = {
    *("path", "number", "title", "label_long", "label_short", "kind", "choices", "important"),
    *("in_change_table", "help"),
}


def shown(*arguments, **more):
    done = pia(*arguments, **more)
    assert (done.code, done.err) == (0, "")
    return done.out


def test_a_whole_document_shows_every_item_with_its_label(doc):
    lines = shown("show", doc).splitlines()
    assert lines.count("■ Ⅱ 特定個人情報ファイルの概要 6 特定個人情報の保管・消去 保管場所") == 1
    assert lines[lines.index("■ Ⅰ 基本情報 6 評価実施機関における担当部署 ①部署") + 1].startswith(
        "  "
    )
    # 委託事項2 stands beside the one of every item
    assert sum(line.startswith("■ ") for line in lines) == len(FORM.items) + 7


def test_the_change_table_is_shown_at_the_end(tmp_path, document):
    file = tmp_path / "rows.json"
    history = with_rows(document, row(item="Ⅰ-6-① 部署", timing="事前"))
    file.write_text(canonical(history), encoding="utf-8")
    assert shown("show", file).splitlines()[-1] == "□ 令和5年11月6日 Ⅰ-6-① 部署 [事前]"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("files[1].storage", "本庁舎"),
        ("files[@file1].outsourcing[@out2].title", "印刷"),
        ("files[1].outsourcing[2].resubcontracted", "（未記入）"),
        ("linkage", "実施する"),
        ("risks[1].audits", "[○]自己点検 [ ]内部監査 [ ]外部監査"),
    ],
)
def test_an_item_is_shown_as_a_person_reads_it(doc, path, words):
    assert shown("show", doc, path) == f"{words}\n"


def test_an_answer_that_could_not_be_read_says_why(tmp_path, document):
    document.answers["title"] = {"unknown": "cut-off", "raw": "介護保険に関す"}
    document.answers["number"] = {"unknown": "not-in-source"}
    file = tmp_path / "unread.json"
    file.write_text(canonical(document), encoding="utf-8")
    words = "（読取不能: 文の途中で切れている） 原文: 介護保険に関す\n"
    assert shown("show", file, "title") == words
    assert shown("show", file, "number") == "（読取不能: 原本にこの項目が見つからない）\n"


def test_a_thing_and_a_whole_repeat_are_shown(doc):
    one = shown("show", doc, "files[1].outsourcing[2]").splitlines()
    assert one[:2] == [
        "■ Ⅱ 特定個人情報ファイルの概要 4 特定個人情報ファイルの取扱いの委託 委託事項2",
        "  印刷",
    ]
    assert not any("委託事項1" in line for line in one)
    both = shown("show", doc, "files[1].outsourcing")
    assert "委託事項1 ①" in both
    assert "委託事項2 ①" in both
    assert "保管場所" not in both


def test_a_document_on_an_unverified_edition_says_so(tmp_path):
    file = tmp_path / "new.json"
    pia("new", "--edition", "r06-10", "-o", file)
    assert shown("show", file).splitlines()[0] == "[令和6年10月 様式3] の内容は未確認です。"


def test_a_document_is_shown_from_standard_input(doc):
    assert shown("show", "-", "files[1].storage", stdin=doc.read_bytes()) == "本庁舎\n"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "files[1].storag",
            (
                "files[1].storag という項目は重点項目評価書にありません。"
                "近い項目は files[].storage です。"
            ),
        ),
        ("files[2].storage", "files[2] はこの文書にありません。files は1件です。"),
        ("files[2]", "files[2] はこの文書にありません。files は1件です。"),
        ("files[@x].outsourcing", "files[@x] はこの文書にありません。files は1件です。"),
        ("files[].name", "files[].name の files には番号が要ります。例: files[1]"),
        (
            "様式",
            "「様式」は項目の場所の書き方になっていません。例: files[1].outsourcing[2].title",
        ),
    ],
)
def test_a_path_that_does_not_exist_is_refused(doc, path, words):
    assert sentence(pia("show", doc, path)) == words


def test_the_items_are_listed_in_order_with_the_fields_of_the_contract():
    items = pia("items", "--json").json
    assert all(set(item) >= FIELDS for item in items[:-1])
    assert [item["path"] for item in items] == [*(i.path for i in FORM.items), "change_history"]
    found = {item["path"]: item for item in items}
    resub = found["files[].outsourcing[].resubcontracted"]
    assert resub["label_long"] == (
        "Ⅱ 特定個人情報ファイルの概要{file} 4 特定個人情報ファイルの取扱いの委託"
        " 委託事項{n} ④再委託の有無"
    )
    assert resub["label_short"] == "Ⅱ-4-委託事項{n}{file} ④再委託の有無"
    words = [(c["key"], c["words"]) for c in resub["choices"]]
    assert words == [("resubcontracted", "再委託する"), ("not_resubcontracted", "再委託しない")]
    assert (resub["number"], resub["title"], resub["kind"]) == ("④", "再委託の有無", "choice")
    assert (resub["important"], resub["in_change_table"]) == (True, True)
    assert set(resub["help"]) == {"write", "good", "bad"}
    assert found["published_on"]["in_change_table"] is False
    assert found["task_content"]["verified"] is False


def test_the_change_table_is_the_last_item_and_makes_no_row():
    last = pia("items", "--json").json[-1]
    assert set(last) >= FIELDS
    assert (last["number"], last["title"], last["kind"]) == ("別添2", "変更箇所", "change_table")
    assert (last["in_change_table"], last["important"]) == (False, False)


def test_the_items_are_listed_as_text_with_their_mark():
    lines = shown("items").splitlines()
    assert lines[0] == "重点項目評価書 [平成30年5月 様式3]"
    assert len(lines) == len(FORM.items) + 1
    storage = next(line for line in lines if "files[].storage" in line)
    assert storage.startswith("※ files[].storage\t文章\t")
    assert "未確認" in shown("items", "--edition", "r06-10").splitlines()[0]


@pytest.mark.parametrize("edition", ["help", "h31-05", "../h30-05"])
def test_an_edition_that_does_not_exist_is_refused(edition):
    said = sentence(pia("items", "--edition", edition))
    assert said.startswith(f"様式 yoshiki3 の {edition} 版はありません。近いのは yoshiki3_")


def test_an_unknown_form_is_refused_in_json_too():
    done = pia("items", "--json", "--form", "yoshiki9")
    assert done.code == 3
    assert done.json["error"] == {
        "code": "input-refused",
        "message": "様式 yoshiki9 の h30-05 版はありません",
        "where": "",
        "hint": "近いのは yoshiki3_h30-05 です。",
    }
