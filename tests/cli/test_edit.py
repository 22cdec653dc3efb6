"""`pia edit` and `pia new`: edits in the order they were typed."""

import json

import pytest

from pia.assessment import answers_digest, canonical, read_assessment
from tests.cli.running import pia, sentence

# ruff: noqa: E501 - exact sentences are not cut

RESUB = "files[1].outsourcing[2].resubcontracted"


def edited(doc, new, *arguments, stdin=b""):
    """The document that an edit wrote."""
    done = pia("edit", doc, *arguments, "-o", new, stdin=stdin)
    assert (done.code, done.out, done.err) == (0, "", "")
    text = new.read_bytes().decode("utf-8")
    found = read_assessment(text, "新")
    assert canonical(found) == text
    return found


def patch(tmp_path, edits):
    file = tmp_path / "edits.json"
    file.write_text(json.dumps(edits, ensure_ascii=False), encoding="utf-8")
    return file


def test_without_an_edit_the_document_is_written_as_it_is(doc, new, document):
    assert edited(doc, new) == document
    assert new.read_bytes() == doc.read_bytes()


def test_positions_count_from_one_and_ids_work_too(doc, new):
    arguments = ("--set", "files[1].outsourcing[2].title=通知書印刷")
    assert (
        edited(doc, new, *arguments).answers["files"][0]["outsourcing"][1]["title"] == "通知書印刷"
    )
    arguments = ("--set", "files[@file1].outsourcing[@out2].title=別の印刷")
    assert edited(doc, new, *arguments).answers["files"][0]["outsourcing"][1]["title"] == "別の印刷"


@pytest.mark.parametrize(
    "words", ["resubcontracted", "再委託する", "1)再委託する", "１）再委託する", " 再委託する "]
)
def test_a_choice_takes_its_key_or_its_printed_words(doc, new, words):
    found = edited(doc, new, "--set", f"{RESUB}={words}")
    assert found.answers["files"][0]["outsourcing"][1]["resubcontracted"] == "resubcontracted"


def test_boxes_take_keys_or_words_and_keep_their_text(doc, new):
    found = edited(
        doc,
        new,
        *(
            "--set",
            "files[1].sources=その他,person",
            "--set",
            "files[1].sources.detail.other=年金機構",
        ),
        *("--set", "files[1].sources=other"),
    )
    assert found.answers["files"][0]["sources"] == {
        "checked": ["other"],
        "detail": {"other": "年金機構"},
    }
    assert edited(doc, new, "--set", "risks[1].audits=").answers["risks"][0]["audits"] == {
        "checked": [],
        "detail": {},
    }


def test_a_value_may_hold_equals_signs_breaks_and_a_persons_own_characters(doc, new):
    value = "甲=乙=丙\n髙橋﨑\ufa10 --add systems"
    assert edited(doc, new, "--set", f"title={value}").answers["title"] == value
    assert edited(doc, new, f"--set=title={value}").answers["title"] == value


def test_empty_and_dash_are_two_answers(doc, new):
    assert edited(doc, new, "--set", "title=").answers["title"] == ""
    assert edited(doc, new, "--set", "title=—").answers["title"] == "—"


def test_edits_are_made_in_the_order_they_were_typed(doc, new):
    found = edited(
        doc,
        new,
        *("--set", "systems[1].name=甲", "--add", "systems", "--set", "systems[2].name=乙"),
        *("--add=systems", "--set=systems[3].name=丙", "--move", "systems[3]=1"),
        *("--remove", "systems[2]", "--set", "systems[1].name=丁"),
    )
    assert [s.get("name") for s in found.answers["systems"]] == ["丁", "乙"]


def test_a_set_before_the_add_it_needs_is_refused(doc, new):
    said = sentence(pia("edit", doc, "--set", "systems[2].name=乙", "--add", "systems", "-o", new))
    assert said == "systems[2] はこの文書にありません。systems は1件です。"
    assert not new.exists()


def test_an_added_thing_has_a_new_id_and_nothing_else(doc, new):
    found = edited(doc, new, "--add", "files[1].provisions", "--add", "files[1].provisions")
    ids = [p["@id"] for p in found.answers["files"][0]["provisions"]]
    assert len(set(ids)) == 3
    assert set(found.answers["files"][0]["provisions"][2]) == {"@id"}


def test_things_are_moved_and_removed_by_position_and_by_id(doc, new):
    found = edited(doc, new, "--move", "files[1].outsourcing[@out2]=1")
    ids = [t["@id"] for t in found.answers["files"][0]["outsourcing"]]
    assert ids == ["out2", "outsourcing1"]
    found = edited(doc, new, "--remove", "files[1].outsourcing[@outsourcing1]")
    assert [t["@id"] for t in found.answers["files"][0]["outsourcing"]] == ["out2"]


def test_lineage_history_and_the_other_answers_stay(doc, new, document):
    found = edited(doc, new, "--set", "title=別の名")
    assert found.lineage == document.lineage
    assert found.answers | {"title": document.answers["title"]} == document.answers


def test_edits_come_from_a_file_in_their_order(doc, new, tmp_path):
    edits = [
        {"add": "systems"},
        {"set": "systems[2].name", "value": "乙=丙"},
        {"set": "systems[2].connections", "value": {"checked": ["tax_system"]}},
        {"move": "systems[2]", "to": 1},
        {"remove": "systems[2]"},
        {"set": RESUB, "value": "再委託しない"},
        {"set": "title", "value": None},
    ]
    found = edited(doc, new, "--patch", patch(tmp_path, edits), "--set", "number=17").answers
    assert found["systems"][0]["name"] == "乙=丙"
    assert found["systems"][0]["connections"] == {"checked": ["tax_system"], "detail": {}}
    assert len(found["systems"]) == 1
    assert found["files"][0]["outsourcing"][1]["resubcontracted"] == "not_resubcontracted"
    assert ("title" in found, found["number"]) == (False, "17")


def test_edits_come_from_standard_input_and_go_to_standard_output(doc, document):
    done = pia("edit", doc, "--patch", "-", "-o", "-", stdin=b'[{"set": "title", "value": "x"}]')
    assert done.code == 0
    assert json.loads(done.out)["answers"] == document.answers | {"title": "x"}
    done = pia("edit", "-", "--set", "title=y", "-o", "-", stdin=doc.read_bytes())
    assert json.loads(done.out)["answers"]["title"] == "y"


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ({"set": "title", "value": "x"}, "編集の一覧は配列で書いてください（edits.json）。"),
        ([{"set": "title"}], "編集の書き方が正しくありません（edits.json 1件目）。pia edit --help の例を見てください。"),
        ([{"add": "systems"}, {"put": "title"}], "編集の書き方が正しくありません（edits.json 2件目）。pia edit --help の例を見てください。"),
        ([{"add": ["systems"]}], "編集の書き方が正しくありません（edits.json 1件目）。pia edit --help の例を見てください。"),
        (["add"], "編集の書き方が正しくありません（edits.json 1件目）。pia edit --help の例を見てください。"),
        ([{"move": "systems[1]", "to": "x"}], "移す先は番号で書いてください（edits.json 1件目）。"),
        ([{"move": "systems[1]", "to": True}], "移す先は番号で書いてください（edits.json 1件目）。"),
        ([{"set": "title", "value": 3}], "文字列が要りますが、数値が書かれています（評価書名）。"),
    ],
)  # fmt: skip
def test_a_wrong_list_of_edits_is_refused_and_nothing_is_written(doc, new, tmp_path, edits, words):
    said = sentence(pia("edit", doc, "--patch", patch(tmp_path, edits), "-o", new))
    assert said == words
    assert not new.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--set", "title"), "--set は PATH=値 の形で書いてください（title）。"),
        (("--move", "systems[1]"), "--move は PATH=値 の形で書いてください（systems[1]）。"),
        (("--move", "systems[1]=二"), "移す先は番号で書いてください（systems[1]=二）。"),
        (("--move", "systems[1]=-1"), "移す先は番号で書いてください（systems[1]=-1）。"),
        (("--move", "systems[1]=2"), "2番目へは移せません（systems[1]）。1から1までの番号を書いてください。"),
        (("--add", "title"), "増やせるのは繰り返しの項目だけです（title）。例: files[1].outsourcing"),
        (("--remove", "systems[2]"), "systems[2] はこの文書にありません。systems は1件です。"),
        (("--set", "titel=x"), "titel という項目は重点項目評価書にありません。近い項目は title です。"),
        (("--set", "=x"), "「」は項目の場所の書き方になっていません。例: files[1].outsourcing[2].title"),
    ],
)  # fmt: skip
def test_an_edit_that_cannot_be_is_refused_and_nothing_is_written(doc, new, arguments, words):
    new.write_text("前のまま", encoding="utf-8")
    assert sentence(pia("edit", doc, *arguments, "-o", new)) == words
    assert new.read_text(encoding="utf-8") == "前のまま"


def test_a_huge_position_is_refused(doc, new):
    said = sentence(pia("edit", doc, "--move", f"systems[1]={'9' * 5000}", "-o", new))
    assert said.startswith("移す先は番号で書いてください")


def test_a_new_document_is_empty_and_its_lineage_is_its_own(new, tmp_path):
    typed = ("--number", "17", "--title", "髙橋税", "--organisation", "みほん市長")
    assert pia("new", *typed, "-o", new).code == 0
    found = read_assessment(new.read_text(encoding="utf-8"), "新")
    assert set(found.answers) == {"number", "title", "organisation", "files", "risks"}
    assert found.answers["title"] == "髙橋税"
    other = json.loads(pia("new", *typed, "-o", "-").out)
    assert other["lineage"] != found.lineage
    assert other["answers"]["files"][0]["@id"] != found.answers["files"][0]["@id"]
    assert answers_digest(other["answers"]) != answers_digest(found.answers)


def test_a_new_document_may_be_of_another_edition(new):
    assert pia("new", "--edition", "r06-10", "-o", new).code == 0
    assert json.loads(new.read_bytes())["edition"] == "r06-10"
    said = sentence(pia("new", "--edition", "r06-11", "-o", new))
    assert said == "様式 yoshiki3 の r06-11 版はありません。近いのは yoshiki3_r06-10 です。"
