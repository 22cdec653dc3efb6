"""An edition that holds only its differences, and the way its answers arrive there."""

import pytest

from tests.official.definitions import HEAD, NEWER, define, read, refusal

ADDED = "  - {add: {item: more, title: 追加, kind: text}, after: name}\n"


def newer(folder, differences="", arrivals=""):
    """The newer small edition with differences and a `from:` of its own."""
    define(folder, HEAD)
    text = NEWER + (f"differences:\n{differences}" if differences else "")
    return text + (f"from:\n  h30-05:\n{arrivals}" if arrivals else "")


def paths(form):
    return [item.path for item in form.items]


def test_an_edition_without_differences_has_the_same_items(tmp_path):
    form = read(tmp_path, newer(tmp_path), "r06-10")
    assert paths(form) == ["name", "level", "systems[].title"]
    assert (form.edition, form.name, form.verified) == ("r06-10", "小さな評価書", False)


def test_an_item_is_added_behind_the_one_that_is_named(tmp_path):
    form = read(tmp_path, newer(tmp_path, ADDED, "    - {new: more}\n"), "r06-10")
    assert paths(form) == ["name", "more", "level", "systems[].title"]


def test_an_item_inside_a_repeat_is_added_and_another_dropped(tmp_path):
    differences = (
        '  - {add: {item: use, title: 用途, kind: text}, after: "systems[].title"}\n'
        '  - {drop: "systems[].title"}\n'
    )
    arrivals = '    - {dropped: "systems[].title"}\n    - {new: "systems[].use"}\n'
    form = read(tmp_path, newer(tmp_path, differences, arrivals), "r06-10")
    assert paths(form) == ["name", "level", "systems[].use"]


def test_an_altered_item_keeps_what_the_edition_does_not_say(tmp_path):
    differences = "  - {alter: level, with: {number: ②}}\n"
    form = read(tmp_path, newer(tmp_path, differences), "r06-10")
    level = form.item("level")
    assert (level.number, level.title, len(level.choices)) == ("②", "程度", 2)


def test_a_list_of_choices_may_be_replaced_and_another_added(tmp_path):
    differences = "  - {alter: level, with: {choices: grade}}\n"
    text = newer(tmp_path, differences) + "lists: {grade: {high: 高, none: なし}}\n"
    form = read(tmp_path, text, "r06-10")
    assert [c.words for c in form.item("level").choices] == ["高", "なし"]
    text = newer(tmp_path) + "lists: {degree: {high: 高}}\n"
    assert [c.words for c in read(tmp_path, text, "r06-10").item("level").choices] == ["高"]


def test_an_edition_may_stand_on_one_that_stands_on_another(tmp_path):
    define(tmp_path, newer(tmp_path, ADDED, "    - {new: more}\n"), "r06-10")
    newest = NEWER.replace("r06-10", "r09-04").replace("h30-05", "r06-10")
    assert "more" in paths(read(tmp_path, newest, "r09-04"))


LINE = NEWER.count("\n") + 2


@pytest.mark.parametrize(
    ("differences", "sentence"),
    [
        (
            "  - {drop: nmae}\n",
            f"drop の nmae は定義されていません（mini_r06-10.yaml:{LINE}）。近いのは name です。",
        ),
        (
            "  - {alter: levle, with: {number: ②}}\n",
            f"alter の levle は定義されていません（mini_r06-10.yaml:{LINE}）。近いのは level です。",
        ),
        (
            "  - {alter: level, with: {titel: 程}}\n",
            f"知らないキー titel があります（mini_r06-10.yaml:{LINE}）。近いのは title です。",
        ),
        (
            "  - {add: {item: more, title: 追加}, after: name}\n",
            f"kind がありません（mini_r06-10.yaml:{LINE}）。",
        ),
        (
            "  - {add: {titel: 追加}, after: name}\n  - {drop: level}\n",
            f"part・group・repeat・item のどれかが要ります（mini_r06-10.yaml:{LINE}）。",
        ),
        (
            "  - {add: {item: name, title: 名, kind: text}, after: level}\n",
            f"name が二度定義されています（mini_r06-10.yaml:{LINE}）。",
        ),
        ("  - {add: {item: more}}\n", f"after がありません（mini_r06-10.yaml:{LINE}）。"),
        (
            "  - drop\n",
            f"differences には drop・alter・add を書きます（mini_r06-10.yaml:{LINE - 1}）。",
        ),
    ],
)
def test_a_wrong_difference_is_refused_with_its_line(tmp_path, differences, sentence):
    assert refusal(tmp_path, newer(tmp_path, differences), "r06-10") == sentence


@pytest.mark.parametrize(
    ("differences", "arrivals", "sentence"),
    [
        (ADDED, "", "more がどこから来たかが from にありません"),
        ("  - {drop: name}\n", "", "旧版の name の行き先が from にありません"),
        (ADDED, "    - {new: moer}\n", "more がどこから来たかが from にありません"),
        (ADDED, "    - {new: more}\n    - {dropped: nmae}\n", "from の nmae は定義されていません"),
        ("", "    - {split: name, to: [name, nmae]}\n", "from の nmae は定義されていません"),
        ("", "    - {gone: name}\n", "知らないキー gone があります"),
        (
            "",
            "    - {to: name}\n",
            "moved・renamed・split・dropped・new・choices のどれかが要ります",
        ),
        ("", "    - {moved: name}\n", "moved の to が正しくありません"),
        ("", "    - {dropped: name, to: level}\n", "dropped の to が正しくありません"),
        ("", "    - name\n", "from には {moved: 旧, to: 新} の形で書きます"),
        (
            ADDED + "  - {drop: name}\n",
            '    - {moved: name, to: "systems[].title"}\n    - {new: more}\n',
            "別の繰り返しの中へは移せません",
        ),
        (
            "  - {drop: name}\n",
            "    - {renamed: name, to: level}\n",
            "level に二つの答えが移ってきます",
        ),
        (
            ADDED + "  - {drop: name}\n",
            "    - {renamed: name, to: more}\n    - {dropped: name}\n",
            "旧版の name の行き先が二度書かれています",
        ),
        (
            "",
            "    - {choices: level, map: {hihg: low}}\n",
            "map の hihg は定義されていません",
        ),
        (
            "",
            "    - {choices: level, map: {high: lwo}}\n",
            "map の lwo は定義されていません",
        ),
    ],
)
def test_an_answer_whose_way_is_not_said_or_not_possible_is_refused(
    tmp_path, differences, arrivals, sentence
):
    found = refusal(tmp_path, newer(tmp_path, differences, arrivals), "r06-10")
    assert found.startswith(f"{sentence}（mini_r06-10.yaml:")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (NEWER.replace("based_on: h30-05", "based_on: h28-01"), "based_on の h28-01 版がありません"),
        (NEWER.replace("based_on: h30-05", "based_on: r06-10"), "based_on が輪になっています"),
        (NEWER + "parts: []\n", "based_on のある版には parts でなく differences を書きます"),
        (NEWER + "from: {h28-01: []}\n", "from の h28-01 版がありません"),
        (NEWER.replace("tag:", "#"), "tag がありません"),
        (NEWER.replace("edition: r06-10", "edition: r06-11"), "form と edition がファイルの名前と違います"),
        (HEAD.replace("h30-05", "r06-10") + "differences: []\n", "differences には based_on が要ります"),
    ],
)  # fmt: skip
def test_an_edition_that_cannot_stand_is_refused(tmp_path, text, sentence):
    define(tmp_path, HEAD)
    assert refusal(tmp_path, text, "r06-10").startswith(f"{sentence}（mini_r06-10.yaml:")
