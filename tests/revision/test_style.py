"""How a city writes its table: settings with their defaults, phrases of its own."""

import pytest

from pia.errors import InputRefused
from pia.revision.grounds import grounds
from pia.revision.style import DEFAULT_STYLE, DUTIES, TableStyle, read_style, style_from
from tests.builders import assessment, changed
from tests.revision.small import compared

OLD = assessment(storage="本庁舎", department="税務課")
NEW = changed(OLD, {"files[1].storage": "みほんセンター", "department": "窓口課"})


def explanations(**style):
    rows = compared(OLD, NEW, style=style_from(style)).rows
    return {row.timing: row.explanation for row in rows}


# --- what a city may say ----------------------------------------------------------------------


def test_what_is_not_said_keeps_its_default():
    assert style_from({}) == DEFAULT_STYLE
    assert style_from({"newest_first": True}) == TableStyle(newest_first=True)


def test_settings_are_read_from_a_file(tmp_path):
    file = tmp_path / "style.yaml"
    file.write_text(
        "labels: short\ngranularity: sentence\nnewest_first: true\nduty: 義務づけ\n"
        "fresh_on_reassessment: yes\nheadings: [（電算室）]\n"
        "words:\n  other: 重要な項目の変更ではない。\n",
        encoding="utf-8",
    )
    assert read_style(file) == TableStyle(
        labels="short",
        granularity="sentence",
        newest_first=True,
        duty="義務づけ",
        fresh_on_reassessment=True,
        words={"other": "重要な項目の変更ではない。"},
        headings=("（電算室）",),
    )


def test_settings_are_stored_and_read_back():
    style = TableStyle(duty=DUTIES[2], words={"other": "その他。"}, headings=("（電算室）",))
    assert style_from(style.as_json()) == style


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"label": "long"}, "label という設定はありません（表の設定）。近いのは labels です。"),
        (
            {"granularity": "sentense"},
            "granularity に sentense は使えません（表の設定）。近いのは sentence です。",
        ),
        (
            {"duty": "義務つけ"},
            "duty に 義務つけ は使えません（表の設定）。近いのは 義務付け です。",
        ),
        ({"labels": 3}, "labels に 3 は使えません（表の設定）。使えるのは long, short です。"),
        (
            {"words": {"importent": "重要。"}},
            "importent という理由はありません（表の設定）。近いのは important です。",
        ),
        ({"words": {"other": "一\n二"}}, "other の文言は1行の文です（表の設定）。400字までです。"),
        ({"words": ["other"]}, "words には理由と文言の組が要ります（表の設定）。"),
        ({"newest_first": "はい"}, "newest_first は true か false です（表の設定）。"),
        (
            {"words": {"other": "字" * 401}},
            "other の文言は1行の文です（表の設定）。400字までです。",
        ),
        (
            {"headings": [" "]},
            "headings には行の一覧が要ります（表の設定）。それぞれ400字までの1行です。",
        ),
        (
            {"headings": "（電算室）"},
            "headings には行の一覧が要ります（表の設定）。それぞれ400字までの1行です。",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_the_nearest(given, said):
    with pytest.raises(InputRefused) as refused:
        style_from(given)
    assert str(refused.value) == said


# --- what the table then says -----------------------------------------------------------------


def test_the_usual_phrases_are_written_with_the_first_spelling():
    said = explanations()
    assert said["事前"] == "重要な項目の変更であって事前の提出・公表が義務付けられている。"
    assert "義務付けられない" in said["事後"]


@pytest.mark.parametrize("duty", DUTIES)
def test_every_phrase_takes_the_spelling_of_the_city(duty):
    assert all(f"{duty}られ" in words for words in explanations(duty=duty).values())


def test_a_phrase_of_the_city_is_printed_as_it_wrote_it():
    own = "重要な変更であり、事前の公表が義務付けられている。"
    said = explanations(duty="義務づけ", words={"important": f" {own} "})
    assert said["事前"] == own
    assert "義務づけられない" in said["事後"]


def test_an_empty_phrase_leaves_the_usual_one():
    assert explanations(words={"important": "　"}) == explanations()


def test_the_phrase_of_a_judgement_may_be_the_citys_own():
    ground = grounds()["formal"]
    assert DEFAULT_STYLE.ground_words(ground) == ground.words
    assert (
        style_from({"words": {"formal": "形式的な変更。"}}).ground_words(ground) == "形式的な変更。"
    )


def test_a_ground_without_words_leaves_the_phrase_of_the_rule():
    assert DEFAULT_STYLE.ground_words(grounds()["as_ruled_before"]) == ""


def test_short_labels_are_a_setting():
    items = {row.item for row in compared(OLD, NEW, style=TableStyle(labels="short")).rows}
    assert items == {"Ⅱ-6 保管場所", "Ⅰ-6-① 部署"}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("labels: short\nnewest_first: はい\n", "style.yaml:2"),
        ("labels: short\n\nheadings: （電算室）\n", "style.yaml:3"),
        ("words:\n  - other\n", "style.yaml:1"),
        ("words:\n  other: その他。\n  formal: [形式]\n", "style.yaml:3"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_line(tmp_path, text, where):
    file = tmp_path / "style.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_style(file)
    assert refused.value.where == where
