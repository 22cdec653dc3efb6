"""Each kind of item: how an answer is read, typed, printed and described."""

# ruff: noqa: E501 - printed words and exact sentences are not cut

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia.errors import InputRefused
from pia.official.kinds import KINDS, UNKNOWN_REASONS, is_blank, is_unknown, unknown
from pia.official.kinds.base import parse_answer
from tests.builders import FORM, answers_to, patient, readable_answers_to

ITEMS = {
    "text": FORM.item("special_notes"),
    "date": FORM.item("published_on"),
    "count": FORM.item("files[].outsourced_count"),
    "choice": FORM.item("linkage"),
    "boxes": FORM.item("files[].sources"),
}
AUDITS = FORM.item("risks[].audits")
SOURCES, LINKAGE = ITEMS["boxes"], ITEMS["choice"]
PLACES = "person・own_departments・national_bodies・local_bodies・private_bodies・other"


def parse(item, value):
    return parse_answer(KINDS[item.kind], item, value, item.title)


def typed(item, text):
    return KINDS[item.kind].typed(item, text, item.title)


def refusal(function, item, value):
    with pytest.raises(InputRefused) as refused:
        function(item, value)
    return str(refused.value)


def test_these_tests_know_every_kind():
    assert set(ITEMS) == set(KINDS)
    assert all(item.kind == kind for kind, item in ITEMS.items())


@pytest.mark.parametrize("kind", ["text", "date", "count"])
def test_a_written_answer_is_kept_typed_and_printed_as_it_is(kind):
    for text in ("平成28年4月", "3", "", "—", "一\n二"):
        assert parse(ITEMS[kind], text) == typed(ITEMS[kind], text) == text
        assert KINDS[kind].printed(ITEMS[kind], text) == text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("carried_out", "carried_out"),
        ("実施する", "carried_out"),
        ("1)実施する", "carried_out"),
        ("１）実施する", "carried_out"),
        (" 実施しない ", "not_carried_out"),
        ("3)未定", "undecided"),
        ("", ""),
        (" ", ""),
        ("—", "—"),
    ],
)
def test_a_choice_is_typed_by_key_or_by_its_printed_words(text, key):
    assert typed(LINKAGE, text) == key


def test_a_choice_is_printed_in_its_words():
    printed = [KINDS["choice"].printed(LINKAGE, v) for v in ("carried_out", "undecided", "", "—")]
    assert printed == ["実施する", "未定", "", "—"]


@pytest.mark.parametrize(
    ("item", "text", "sentence"),
    [
        (
            LINKAGE,
            "実施するる",
            (
                "「実施するる」は選択肢にありません（実施の有無）。"
                "近いのは「実施する」です。選べるのは 実施する・実施しない・未定 です。"
            ),
        ),
        (
            LINKAGE,
            "2)実施する",
            (
                "「2)実施する」は選択肢にありません（実施の有無）。"
                "近いのは「実施する」です。選べるのは 実施する・実施しない・未定 です。"
            ),
        ),
        (
            AUDITS,
            "self_check,外部観察",
            (
                "「外部観察」は選択肢にありません（実施の有無）。"
                "近いのは「外部監査」です。選べるのは 自己点検・内部監査・外部監査 です。"
            ),
        ),
        (
            AUDITS,
            "self_check,,internal",
            "「」は選択肢にありません（実施の有無）。選べるのは 自己点検・内部監査・外部監査 です。",
        ),
    ],
)
def test_words_that_are_no_choice_are_refused_with_the_nearest_and_all(item, text, sentence):
    assert refusal(typed, item, text) == sentence


def test_of_very_long_words_that_are_no_choice_the_refusal_repeats_the_beginning():
    said = refusal(typed, AUDITS, "長" * 600_000)
    assert said.startswith("「" + "長" * 40 + "」は選択肢にありません")
    assert len(said) < 300


@pytest.mark.parametrize(
    ("text", "checked"),
    [
        ("", []),
        ("external,self_check", ["self_check", "external"]),
        ("自己点検,外部監査", ["self_check", "external"]),
        ("internal", ["internal"]),
        ("自己点検, internal", ["self_check", "internal"]),
        ("internal,内部監査", ["internal"]),
    ],
)
def test_boxes_are_typed_with_commas_and_kept_in_the_forms_order(text, checked):
    assert typed(AUDITS, text) == {"checked": checked, "detail": {}}


def test_a_box_whose_words_hold_a_comma_can_be_typed_in_its_words():
    records = FORM.item("files[].main_records")
    for text in ("4情報(氏名、性別、生年月日、住所)", "four_items"):
        assert typed(records, f"{text}")["checked"] == ["four_items"]
        assert typed(records, f"個人番号,{text}")["checked"] == ["individual_number", "four_items"]


def test_boxes_are_printed_with_marks_and_the_text_of_a_box():
    value = {"checked": ["self_check", "external"], "detail": {}}
    assert KINDS["boxes"].printed(AUDITS, value) == "[○]自己点検 [ ]内部監査 [○]外部監査"
    value = {"checked": ["other"], "detail": {"other": "年金事務所"}}
    ending = "[ ]民間事業者( ) [○]その他(年金事務所)"
    assert KINDS["boxes"].printed(SOURCES, value).endswith(ending)


def test_stored_boxes_come_into_the_forms_order_and_get_an_empty_detail():
    found = parse(AUDITS, {"checked": ["external", "self_check"]})
    assert found == {"checked": ["self_check", "external"], "detail": {}}


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        ("text", 3, "文字列が要りますが、数値が書かれています（特記事項）。"),
        ("text", None, "文字列が要りますが、nullが書かれています（特記事項）。"),
        ("text", True, "文字列が要りますが、真偽値が書かれています（特記事項）。"),
        ("date", ["令和5年"], "文字列が要りますが、配列が書かれています（公表日）。"),
        ("count", 3, "文字列が要りますが、数値が書かれています（委託する件数）。"),
        ("choice", {}, "選択肢のキー(文字列)が要りますが、オブジェクトが書かれています（実施の有無）。"),
        ("boxes", "a", "checked と detail を持つオブジェクトが要りますが、文字列が書かれています（入手元）。"),
        ("boxes", {}, "チェックの答えに書けるのは checked と detail です（入手元）。"),
        ("boxes", {"checked": [], "else": 1}, "チェックの答えに書けるのは checked と detail です（入手元）。"),
        ("boxes", {"checked": "person"}, "checked には配列が要りますが、文字列が書かれています（入手元）。"),
        ("boxes", {"checked": ["person", "person"]}, "checked に同じキーが二度あります（入手元）。"),
        ("boxes", {"checked": [], "detail": []}, "detail にはオブジェクトが要りますが、配列が書かれています（入手元）。"),
        ("boxes", {"checked": [], "detail": {"person": "x"}}, "person の欄に書く文字の場所はありません（入手元）。"),
        ("boxes", {"checked": [], "detail": {"other": 1}}, "detail の値には文字列が要りますが、数値が書かれています（入手元.detail.other）。"),
        ("boxes", {"checked": [[]]}, f"「[]」は選択肢のキーにありません（入手元）。選べるのは {PLACES} です。"),
    ],
)  # fmt: skip
def test_a_stored_value_of_another_type_is_refused_with_its_item(kind, value, sentence):
    assert refusal(parse, ITEMS[kind], value) == sentence


def test_a_stored_choice_is_a_key_and_never_the_printed_words():
    sentence = (
        "「実施する」は選択肢のキーにありません（実施の有無）。近いのは carried_out です。"
        "選べるのは carried_out・not_carried_out・undecided です。"
    )
    assert refusal(parse, LINKAGE, "実施する") == sentence


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_may_be_unknown_with_a_reason_of_the_list(kind):
    for reason in UNKNOWN_REASONS:
        value = {"unknown": reason, "raw": "[ ]自己点検"}
        assert parse(ITEMS[kind], value) == value
        assert is_unknown(value)
    assert parse(ITEMS[kind], {"unknown": "cut-off", "raw": None}) == unknown("cut-off")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reason", ["lost", "", None, 1, [], {}, ["cut-off"]])
def test_an_unknown_without_a_known_reason_is_refused(kind, reason):
    found = refusal(parse, ITEMS[kind], {"unknown": reason})
    place = ITEMS[kind].title
    hint = f"理由は {'、'.join(UNKNOWN_REASONS)} のどれかです。"
    assert found == f"unknown の書き方が正しくありません（{place}）。{hint}"


@pytest.mark.parametrize("more", [{"raw": 1}, {"row": "x"}, {"raw": "\0"}])
def test_an_unknown_with_a_wrong_reading_is_refused(more):
    assert refusal(parse, LINKAGE, {"unknown": "cut-off"} | more)


@pytest.mark.parametrize(
    "value",
    [None, "", "—", " - ", "－", "―", [], {"checked": [], "detail": {}}, unknown("empty-or-dash")],
)
def test_nothing_an_empty_box_and_a_dash_say_nothing(value):
    assert is_blank(value)


@pytest.mark.parametrize(
    "value",
    [
        *("なし", "0", "carried_out", unknown("cut-off")),
        {"checked": ["other"], "detail": {}},
        {"checked": [], "detail": {"other": "年金事務所"}},
    ],
)
def test_any_other_answer_says_something(value):
    assert not is_blank(value)


@settings(patient, max_examples=15)
@given(st.data())
@pytest.mark.parametrize("item", FORM.items, ids=lambda item: item.path)
def test_every_answer_of_every_item_is_canonical_and_fits_its_schema(item, data):
    value = data.draw(answers_to(item))
    assert parse(item, value) == value
    if not is_unknown(value):
        jsonschema.validate(value, KINDS[item.kind].schema(item))


@given(st.data())
@pytest.mark.parametrize("kind", ["choice", "boxes"])
def test_what_is_typed_by_keys_is_what_is_stored(kind, data):
    item = ITEMS[kind]
    value = data.draw(readable_answers_to(item))
    text = value if kind == "choice" else ",".join(value["checked"])
    expected = value if kind == "choice" else {"checked": value["checked"], "detail": {}}
    assert typed(item, text) == expected
