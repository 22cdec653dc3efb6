"""Paths by position, by id and as patterns."""

import pytest
from hypothesis import given

from pia.assessment import Path
from pia.assessment.paths import answered, checked, get, id_path, position_path, things
from pia.errors import PathNotFound
from pia.official import Item, Repeat
from tests.builders import FORM, assessment, documents, patient, with_thing

DOC = with_thing(assessment(), "files[1].outsourcing", "zz", title="印刷")


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("title", "title"),
        ("files[1].storage", "files[].storage"),
        ("files[@file1].outsourcing[2].title", "files[].outsourcing[].title"),
        ("files[].storage", "files[].storage"),
        ("files[1]", "files[]"),
        ("systems[@a-b_C9].@id", "systems[].@id"),
    ],
)
def test_a_path_is_given_back_as_written_and_has_a_pattern(written, pattern):
    assert str(Path.parse(written)) == written
    assert Path.parse(written).pattern == pattern


@pytest.mark.parametrize(
    "written",
    [
        *("", ".", "files[", "files[1]storage", "files[1]..storage", "files[-1].storage", "Files[1]"),
        *("files[@].storage", "files[@一].storage", "項目", "files[1][2]", "title ", "files[1.0]"),
        f"files[{'9' * 5000}].storage",
    ],
)  # fmt: skip
def test_what_is_not_written_as_a_path_is_refused(written):
    with pytest.raises(PathNotFound) as refused:
        Path.parse(written)
    assert str(refused.value) == (
        f"「{written}」は項目の場所の書き方になっていません。例: files[1].outsourcing[2].title"
    )


def test_positions_count_from_one_and_ids_name_the_same_things():
    by_place = Path.parse("files[1].outsourcing[2].title")
    by_id = Path.parse("files[@file1].outsourcing[@zz].title")
    assert id_path(DOC.answers, by_place) == by_id
    assert position_path(DOC.answers, by_id) == by_place
    assert get(DOC.answers, by_place) == get(DOC.answers, by_id) == "印刷"


def test_a_path_may_mix_positions_and_ids():
    mixed = Path.parse("files[1].outsourcing[@zz].title")
    assert get(DOC.answers, mixed) == "印刷"
    assert str(id_path(DOC.answers, mixed)) == "files[@file1].outsourcing[@zz].title"


def test_an_absent_answer_is_none_and_a_thing_and_a_list_are_given_whole():
    assert get(DOC.answers, Path.parse("files[1].outsourcing[2].content")) is None
    assert get(DOC.answers, Path.parse("files[1].outsourcing[2]")) == {"@id": "zz", "title": "印刷"}
    assert len(get(DOC.answers, Path.parse("files[1].outsourcing"))) == 2


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("files[2].storage", "files[2] はこの文書にありません。files は1件です。"),
        ("files[0].storage", "files[0] はこの文書にありません。files は1件です。"),
        ("files[@x].storage", "files[@x] はこの文書にありません。files は1件です。"),
        ("files[1].outsourcing[3]", "files[1].outsourcing[3] はこの文書にありません。outsourcing は2件です。"),
        ("files[1].outsourcing[9].title", "files[1].outsourcing[9] はこの文書にありません。outsourcing は2件です。"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ask", [get, id_path, position_path])
def test_a_thing_that_does_not_exist_is_refused_with_how_many_there_are(ask, written, sentence):
    with pytest.raises(PathNotFound) as refused:
        ask(DOC.answers, Path.parse(written))
    assert str(refused.value) == sentence


def test_a_checked_path_names_an_item_a_thing_or_a_whole_repeat():
    assert isinstance(checked(FORM, "files[1].storage")[1], Item)
    assert isinstance(checked(FORM, "files[1].outsourcing[2]")[1], Repeat)
    assert isinstance(checked(FORM, "files[1].outsourcing")[1], Repeat)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            "files[1].storag",
            "files[1].storag という項目は重点項目評価書にありません。近い項目は files[].storage です。",
        ),
        (
            "files[1].outsorcing[2].title",
            (
                "files[1].outsorcing[2].title という項目は重点項目評価書にありません。"
                "近い項目は files[].outsourcing[].title です。"
            ),
        ),
        ("title[1]", "title[1] という項目は重点項目評価書にありません。近い項目は title です。"),
        (
            "files[1].@id",
            "files[1].@id という項目は重点項目評価書にありません。近い項目は files です。",
        ),
        (
            "zzzzzzzzzzzzzzzz",
            "zzzzzzzzzzzzzzzz という項目は重点項目評価書にありません。項目の一覧は pia items で確かめられます。",
        ),
        (
            "files.storage",
            "files.storage という項目は重点項目評価書にありません。近い項目は files[].storage です。",
        ),
        ("files[].storage", "files[].storage の files には番号が要ります。例: files[1]"),
        (
            "files[1].outsourcing[].title",
            "files[1].outsourcing[].title の files[1].outsourcing には番号が要ります。例: files[1].outsourcing[1]",
        ),
    ],
)
def test_an_unknown_path_is_refused_with_the_nearest(written, sentence):
    with pytest.raises(PathNotFound) as refused:
        checked(FORM, written)
    assert str(refused.value) == sentence


def test_answers_come_in_the_order_of_the_form():
    patterns = [path.pattern for path, _, _ in answered(FORM, assessment().answers)]
    assert patterns == [item.path for item in FORM.items]


@patient
@given(documents())
def test_every_place_is_found_by_id_and_by_position(document):
    for path, item, value in answered(FORM, document.answers):
        place = position_path(document.answers, path)
        assert FORM.item(path.pattern) == item
        assert get(document.answers, place) == value
        assert id_path(document.answers, place) == path
    for path, repeat, thing in things(FORM, document.answers):
        assert path.pattern == f"{repeat.path}[]"
        assert get(document.answers, path) == thing
