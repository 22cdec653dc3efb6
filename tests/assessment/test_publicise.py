"""What is withheld leaves in no layer of the document."""

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pia.assessment import Retired, RowTarget, Withheld, canonical, parse_assessment
from pia.assessment.publicise import MARK, publicise
from pia.errors import InputRefused
from tests.builders import (
    FORM,
    assessment,
    changed,
    documents,
    patient,
    row,
    texts,
    with_rows,
    with_thing,
    withholding,
)

HIDDEN = "本庁舎3階のサーバ室"
STORAGE = f"データは{HIDDEN}に置く。予備も{HIDDEN}に置く。"


def all_texts(value):
    """Every text in a JSON value."""
    if isinstance(value, dict):
        return [t for v in value.values() for t in all_texts(v)]
    if isinstance(value, list):
        return [t for v in value for t in all_texts(v)]
    return [value] if isinstance(value, str) else []


def public_texts(document):
    """Every text of the public face, without white space."""
    public = publicise(document)
    assert parse_assessment(public.as_json()) == public
    return ["".join(text.split()) for text in all_texts(json.loads(canonical(public)))]


def hides(document, quote=HIDDEN):
    bare = "".join(quote.split())
    return not any(bare in text for text in public_texts(document))


def hiding(**answers):
    return withholding(assessment(storage=STORAGE, **answers), "files[1].storage", HIDDEN)


def test_the_withheld_part_reads_as_withheld_and_the_rest_stays():
    public = publicise(withholding(assessment(title="甲乙丙"), "title", "乙"))
    assert public.answers["title"] == f"甲{MARK}丙"
    assert public.answers["number"] == assessment().answers["number"]


def test_a_document_without_withheld_parts_is_public_as_it_is():
    document = assessment()
    assert publicise(document) == document


def test_every_other_place_of_the_same_words_is_hidden_too():
    assert publicise(hiding()).answers["files"][0]["storage"] == (
        f"データは{MARK}に置く。予備も{MARK}に置く。"
    )
    document = hiding(task_content=f"経路: {HIDDEN}", special_notes="本庁舎3階の\n サーバ　室にて")
    assert hides(document)
    assert publicise(document).answers["special_notes"] == f"{MARK}にて"


def test_a_text_that_holds_the_words_twice_in_other_line_breaks_hides_both():
    twice = f"{HIDDEN}と本庁舎3階の\nサーバ室と本庁舎\n3階のサーバ室"
    document = hiding(task_content=twice)
    assert publicise(document).answers["task_content"] == f"{MARK}と{MARK}と{MARK}"


@pytest.mark.parametrize("cell", ["item", "before", "after", "explanation", "changed_on", "timing"])
def test_the_words_vanish_from_every_cell_of_the_change_table(cell):
    broken = "前は本庁舎3階\nのサーバ室、後も" + HIDDEN
    document = with_rows(hiding(), row(), row(**{cell: broken}))
    assert hides(document)
    assert getattr(publicise(document).change_history[1], cell) == f"前は{MARK}、後も{MARK}"
    assert publicise(document).change_history[0] == row()


def test_the_operations_of_a_row_are_not_published():
    ops = ({"op": "set", "at": "title", "old": HIDDEN, "new": ""},)
    public = publicise(with_rows(hiding(), row(origin="generated", ops=ops)))
    assert public.change_history[0].ops is None


def test_the_words_vanish_from_box_texts_unreadable_answers_and_other_things():
    document = changed(
        with_thing(hiding(), "systems", "b", name=f"({HIDDEN})"),
        {"files[1].sources": {"checked": ["other"], "detail": {"other": HIDDEN}}},
    )
    document.answers["department"] = {"unknown": "cut-off", "raw": f"一{HIDDEN}"}
    assert hides(document)
    public = publicise(document).answers
    assert public["files"][0]["sources"] == {"checked": ["other"], "detail": {"other": MARK}}
    assert public["department"] == {"unknown": "cut-off", "raw": f"一{MARK}"}


def test_the_keys_of_choices_and_boxes_are_not_text():
    document = withholding(assessment(title="other_electronic media person"), "title", "media")
    for quote in ("other_electronic", "person"):
        document = withholding(document, "title", quote)
    boxes = {"checked": ["person", "other"], "detail": {"other": "media"}}
    document = changed(document, {"files[1].type": "other_electronic", "files[1].sources": boxes})
    public = publicise(document).answers["files"][0]
    assert public["type"] == "other_electronic"
    assert public["sources"] == {"checked": ["person", "other"], "detail": {"other": MARK}}


def test_retired_answers_are_not_published():
    document = replace(hiding(), retired=(Retired("h28-01", "old", HIDDEN, HIDDEN),))
    assert hides(document)
    assert publicise(document).retired == ()


def test_the_list_of_withheld_parts_is_itself_not_published():
    assert publicise(hiding()).withheld == ()


@pytest.mark.parametrize("path", ["linkage", "risks[1].audits", "files[1].sources"])
def test_a_withheld_choice_is_withheld_whole(path):
    document = withholding(assessment(), path, "見せない言葉")
    key = path.rpartition(".")[2]
    public = publicise(document)
    found = [v for k, v in _pairs(public.answers) if k == key]
    assert found[0]["unknown"] == "withheld"
    assert found[0] == {"unknown": "withheld", "raw": MARK}


def _pairs(value):
    if isinstance(value, list):
        return [pair for v in value for pair in _pairs(v)]
    if isinstance(value, dict):
        return [*value.items(), *(pair for v in value.values() for pair in _pairs(v))]
    return []


def test_two_parts_that_overlap_are_hidden_as_one():
    document = assessment(storage="主系は本庁舎3階にある。")
    document = withholding(document, "files[1].storage", "本庁舎3階")
    document = withholding(document, "files[1].storage", "3階にある")
    assert publicise(document).answers["files"][0]["storage"] == f"主系は{MARK}。"


def test_a_part_of_an_earlier_edition_stays_hidden_in_the_change_table():
    told = row(before=STORAGE, after="別の場所に置く。")
    document = with_rows(assessment(storage="別の場所に置く。"), told)
    part = Withheld("files[@file1].storage", HIDDEN, 0, "安全管理上の支障があるため")
    assert hides(replace(document, withheld=(part,)))
    gone = replace(part, id_path="files[@gone].storage")
    assert hides(replace(document, withheld=(gone,)))


def test_a_part_inside_another_is_hidden_with_it():
    document = assessment(storage="主系は本庁舎3階の奥。副系は3階。")
    document = withholding(document, "files[1].storage", "3階")
    document = withholding(document, "files[1].storage", "本庁舎3階の奥")
    assert publicise(document).answers["files"][0]["storage"] == f"主系は{MARK}。副系は{MARK}。"


@pytest.mark.parametrize(
    ("path", "quote", "occurrence"),
    [
        ("files[@file1].storage", "別庁舎", 1),
        ("files[@file1].storage", HIDDEN, 3),
        ("files[@file1].storage", "", 1),
        ("files[@file1].storage", " \n", 1),
        ("files[@gone].storage", HIDDEN, 1),
        ("files[@file1]", HIDDEN, 1),
        ("files", HIDDEN, 1),
        ("hearing_opinions", HIDDEN, 1),
        ("no_such_item", HIDDEN, 1),
    ],
)
def test_a_part_that_is_no_longer_there_stops_publication(path, quote, occurrence):
    document = assessment(storage=STORAGE, hearing_opinions=None)
    part = Withheld(path, quote, occurrence, "安全管理上の支障があるため")
    with pytest.raises(InputRefused) as refused:
        publicise(replace(document, withheld=(part,)))
    sentence = (
        f"非公表とした部分が本文に見つかりません（{path}）。非公表の範囲を指定し直してください。"
    )
    assert str(refused.value) == sentence


def test_a_withheld_answer_that_nobody_could_read_stops_publication():
    document = withholding(assessment(storage=STORAGE), "files[1].storage", HIDDEN)
    document.answers["files"][0]["storage"] = {"unknown": "cut-off", "raw": HIDDEN}
    with pytest.raises(InputRefused, match=r"^非公表とした部分が本文に見つかりません"):
        publicise(document)


def test_the_whole_document_is_not_changed_by_making_it_public():
    document = hiding()
    before = canonical(document)
    publicise(document)
    assert canonical(document) == before
    assert HIDDEN in before


@patient
@given(documents(), texts, texts, texts, st.lists(st.integers(0, 12), max_size=3))
def test_no_quote_is_found_anywhere_in_the_public_face(document, before, quote, after, breaks):
    bare = "".join(quote.split())
    assume(bare and bare not in MARK and bare != "—")
    fixed = [*all_texts(assessment().as_json()), FORM.edition, FORM.form, "withheld", "imported"]
    assume(not any(bare in text for text in fixed) and not bare.isascii())
    document.answers["special_notes"] = before + quote + after
    document.answers["task_content"] = after + _broken(quote, breaks) + quote
    document = with_rows(withholding(document, "special_notes", quote), row(after=after + quote))
    assert hides(document, quote)


def _broken(text, places):
    for place in places:
        text = text[:place] + "\n" + text[place:]
    return text


def test_a_withheld_choice_is_not_told_by_its_rows_in_the_change_table():
    document = assessment(resubcontracted="resubcontracted")
    place = "files[@file1].outsourcing[@outsourcing1].resubcontracted"
    told = row(before="再委託しない", after="再委託する", id_paths=(RowTarget(place),))
    other = row(before="再委託先なし", after="再委託先あり", id_paths=(RowTarget("title"),))
    public = publicise(withholding(with_rows(document, told, other), place, "再委託する"))
    cells = [(r.before, r.after) for r in public.change_history]
    assert cells == [(MARK, MARK), ("再委託先なし", "再委託先あり")]
