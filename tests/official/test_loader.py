"""A wrong definition is refused with its file, its line and the nearest valid key."""

# ruff: noqa: E501 - printed words and exact sentences are not cut

import pytest

from pia.errors import DefinitionRefused
from pia.official.library import read_form
from tests.official.definitions import HEAD, NEXT, define, read, refusal

ITEM = "      - item: more\n        title: 追加\n        kind: text\n"


def test_the_small_definition_of_these_tests_is_itself_right(tmp_path):
    form = read(tmp_path, HEAD + ITEM)
    assert [i.path for i in form.items] == ["name", "level", "systems[].title", "more"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (
            ITEM + "        importnat: true\n",
            f"知らないキー importnat があります（mini_h30-05.yaml:{NEXT + 3}）。近いのは important です。",
        ),
        (
            ITEM + "        when: {item: level, is: [high], isnt: [low]}\n",
            f"知らないキー isnt があります（mini_h30-05.yaml:{NEXT + 3}）。近いのは is_not です。",
        ),
        (
            ITEM + "        kind: date\n",
            f"キー kind が二度書かれています（mini_h30-05.yaml:{NEXT + 3}）。",
        ),
        (
            ITEM.replace("more", "name"),
            f"name が二度定義されています（mini_h30-05.yaml:{NEXT}）。",
        ),
        (
            ITEM.replace("        kind: text\n", ""),
            f"kind がありません（mini_h30-05.yaml:{NEXT}）。",
        ),
        (
            ITEM.replace("        title: 追加\n", ""),
            f"title がありません（mini_h30-05.yaml:{NEXT}）。",
        ),
        (
            ITEM.replace("kind: text", "kind: txet"),
            f"kind の txet は定義されていません（mini_h30-05.yaml:{NEXT + 2}）。近いのは text です。",
        ),
        (
            ITEM.replace("kind: text", "kind: choice"),
            f"more の choices は種類 choice に合いません（mini_h30-05.yaml:{NEXT + 2}）。",
        ),
        (
            ITEM + "        choices: degree\n",
            f"more の choices は種類 text に合いません（mini_h30-05.yaml:{NEXT + 2}）。",
        ),
        (
            ITEM.replace("kind: text", "kind: choice") + "        choices: degre\n",
            f"choices の degre は定義されていません（mini_h30-05.yaml:{NEXT + 3}）。近いのは degree です。",
        ),
        (
            ITEM + "        value: belw\n",
            f"value の belw は定義されていません（mini_h30-05.yaml:{NEXT + 3}）。近いのは below です。",
        ),
        (
            ITEM + "        number: 1\n",
            f"number は言葉でなければなりません（mini_h30-05.yaml:{NEXT + 3}）。",
        ),
        (
            "      - titel: 追加\n",
            f"part・group・repeat・item のどれかが要ります（mini_h30-05.yaml:{NEXT}）。",
        ),
        (
            "      - more\n",
            "more の所には part・group・repeat・item が要ります（mini_h30-05.yaml:18）。",
        ),
    ],
)
def test_a_wrong_key_value_or_kind_is_refused_with_its_line(tmp_path, more, sentence):
    assert refusal(tmp_path, HEAD + more) == sentence


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (
            "        when: {item: levle, is: [high]}\n",
            "when の levle は定義されていません（mini_h30-05.yaml:{line}）。近いのは level です。",
        ),
        (
            "        when: {item: level, is: [hihg]}\n",
            "when の hihg は定義されていません（mini_h30-05.yaml:{line}）。近いのは high です。",
        ),
        (
            "        when: {item: name, is: [high]}\n",
            "when の high は定義されていません（mini_h30-05.yaml:{line}）。",
        ),
        (
            "        when: {item: level}\n",
            "when には is か is_not のどちらか一つを書きます（mini_h30-05.yaml:{line}）。",
        ),
        (
            "        beside: {item: levl}\n",
            "beside の levl は定義されていません（mini_h30-05.yaml:{line}）。近いのは level です。",
        ),
        (
            "        beside: {item: level, choice: lo}\n",
            "beside の lo は定義されていません（mini_h30-05.yaml:{line}）。近いのは low です。",
        ),
        (
            "        evidence: [nmae]\n",
            "evidence の nmae は定義されていません（mini_h30-05.yaml:{line}）。近いのは name です。",
        ),
        (
            "        counts: system\n",
            "counts の system は定義されていません（mini_h30-05.yaml:{line}）。近いのは systems です。",
        ),
        (
            "        counts: level\n",
            "counts の level は定義されていません（mini_h30-05.yaml:{line}）。",
        ),
    ],
)
def test_a_reference_to_nothing_is_refused_with_the_nearest(tmp_path, more, sentence):
    text = HEAD + ITEM + more
    assert refusal(tmp_path, text) == sentence.format(line=NEXT + 3)


def test_a_repeat_is_named_by_an_item_of_its_own(tmp_path):
    repeat = "        title: システム{n}\n"
    assert repeat in HEAD
    wrong = HEAD.replace(repeat, repeat + "        names: name\n")
    line = wrong.split("\n").index("        names: name") + 1
    sentence = f"names の name は定義されていません（mini_h30-05.yaml:{line}）。"
    assert refusal(tmp_path, wrong) == sentence


@pytest.mark.parametrize("more", ["evidence: [1]", "also: [1]", "when: {item: level, is: [1]}"])
def test_a_number_where_words_belong_is_refused(tmp_path, more):
    key = more.partition(":")[0].replace("when", "is")
    sentence = f"{key} には言葉の一覧が要ります（mini_h30-05.yaml:{NEXT + 3}）。"
    assert refusal(tmp_path, HEAD + ITEM + f"        {more}\n") == sentence


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("edition:", "editoin:", "知らないキー editoin があります（mini_h30-05.yaml:2）。近いのは edition です。"),
        ("month: 2018-05", "month: 2018-13", "month の 2018-13 は 2018-05 の形ではありません（mini_h30-05.yaml:7）。"),
        ("verified: true", "verified: certainly", "verified は true か false でなければなりません（mini_h30-05.yaml:8）。"),
        ("tag:", "#tag:", "tag がありません（mini_h30-05.yaml:1）。"),
        ("form: mini", "form: [mini", "YAMLの書き方が正しくありません（mini_h30-05.yaml:2）。"),
        ("    high: 高い\n    low: 低い", "    - 高い", "degree はキーと値の組でなければなりません（mini_h30-05.yaml:10）。"),
        ("part: basics", "group: basics", "parts には part だけを置けます（mini_h30-05.yaml:19）。"),
    ],
)  # fmt: skip
def test_a_wrong_head_is_refused_with_its_line(tmp_path, old, new, sentence):
    assert refusal(tmp_path, HEAD.replace(old, new, 1)) == sentence


def test_a_file_that_is_no_mapping_is_refused(tmp_path):
    assert refusal(tmp_path, "- 1\n").startswith("最上位がキーと値の組ではありません")


def test_a_file_in_another_encoding_is_refused(tmp_path):
    file = define(tmp_path, "")
    file.write_bytes("form: 様式".encode("cp932"))
    with pytest.raises(
        DefinitionRefused,
        match=r"^定義ファイルの文字を読めません（mini_h30-05.yaml）。UTF-8で保存し直してください。$",
    ):
        read_form(file)


def test_an_item_without_advice_and_advice_without_an_item_are_refused(tmp_path):
    text = HEAD.replace("verified: true\n", "verified: true\nhelp: advice.yaml\n")
    advice = 'name: {write: "書", good: "良", bad: "悪"}\nlevle: {write: "", good: "", bad: ""}\n'
    (tmp_path / "advice.yaml").write_text(advice, encoding="utf-8")
    sentence = "level の記入の手引きが advice.yaml にありません（mini_h30-05.yaml:26）。"
    assert refusal(tmp_path, text) == sentence
    both = advice.replace("levle", "level") + 'systems[].title: {write: "", good: "", bad: ""}\n'
    (tmp_path / "advice.yaml").write_text(both + "nmae: {}\n", encoding="utf-8")
    sentence = "知らないキー nmae があります（advice.yaml:4）。近いのは name です。"
    assert refusal(tmp_path, text) == sentence
