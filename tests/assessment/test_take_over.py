"""A further edition of a known 評価書 has the lineage and the ids of its neighbour."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pia.assessment import Path, parse_assessment
from pia.assessment.paths import get, id_path, things
from pia.assessment.take_over import take_over
from pia.assessment.value import RowTarget
from tests.builders import assessment, changed, documents, patient, row, with_rows, with_thing


def read_anew(document, mark="x"):
    """The same paper read by somebody else: other ids everywhere, another lineage."""

    def renamed(value):
        if isinstance(value, list):
            return [renamed(one) for one in value]
        if isinstance(value, dict):
            return {k: f"{mark}{v}" if k == "@id" else renamed(v) for k, v in value.items()}
        return value

    return replace(document, lineage=f"{mark}lineage", answers=renamed(document.answers))


def without_ids(value):
    if isinstance(value, list):
        return [without_ids(one) for one in value]
    if isinstance(value, dict):
        return {key: without_ids(one) for key, one in value.items() if key != "@id"}
    return value


def ids(document, repeat):
    return [thing["@id"] for thing in document.answers[repeat]]


def test_the_same_paper_read_twice_is_the_same_document():
    old = with_thing(assessment(), "systems", "second", name="住民記録システム")
    assert take_over(read_anew(old), old) == old


def test_a_thing_of_the_same_name_keeps_its_id_wherever_it_stands():
    old = with_thing(assessment(), "systems", "second", name="住民記録システム")
    new = read_anew(old)
    first, second = new.answers["systems"]
    moved = [second | {"functions": "宛名情報を管理する。"}, first]
    new = replace(new, answers=new.answers | {"systems": moved})
    assert ids(take_over(new, old), "systems") == ["second", "system1"]


def test_a_renamed_thing_keeps_the_id_of_its_place():
    old = assessment()
    new = changed(read_anew(old), {"systems[1].name": "税総合システム"})
    assert ids(take_over(new, old), "systems") == ["system1"]


def test_a_thing_that_says_nothing_of_the_old_one_is_another():
    old = assessment()
    new = changed(
        read_anew(old), {"systems[1].name": "税総合システム", "systems[1].functions": "別"}
    )
    assert ids(take_over(new, old), "systems") == ["xsystem1"]


def test_a_new_thing_never_gets_the_id_of_one_that_went():
    old = with_thing(assessment(), "systems", "second", name="住民記録システム")
    first = old.answers["systems"][0]
    new = replace(
        old,
        answers=old.answers | {"systems": [first, {"@id": "second", "name": "税総合システム"}]},
    )
    assert ids(take_over(new, old), "systems") == ["system1", "second-2"]


def test_a_place_that_another_thing_has_taken_is_not_given_twice():
    old = with_thing(assessment(), "systems", "second", name="住民記録システム")
    second = old.answers["systems"][1]
    new = read_anew(old)
    made = {"@id": "fresh", "name": "まったく別のシステム"}
    new = replace(new, answers=new.answers | {"systems": [dict(second, **{"@id": "y"}), made]})
    taken = take_over(new, old)
    assert ids(taken, "systems") == ["second", "fresh"]


def test_a_new_thing_whose_id_is_taken_gets_another():
    old = with_thing(assessment(), "systems", "second", name="住民記録システム")
    new = replace(
        old,
        answers=old.answers
        | {
            "systems": [
                *(dict(thing) for thing in old.answers["systems"][1:]),
                {"@id": "other", "name": "甲"},
                {"@id": "second-2", "name": "乙"},
                {"@id": "second", "name": "丙"},
            ]
        },
    )
    taken = ids(take_over(new, old), "systems")
    assert taken[0] == "second"
    assert len(set(taken)) == len(taken)


def test_things_inside_things_are_taken_over_with_them():
    old = with_thing(assessment(), "files[1].outsourcing", "shukei", title="集計業務の委託")
    taken = take_over(read_anew(old), old)
    assert [t["@id"] for t in taken.answers["files"][0]["outsourcing"]][-1] == "shukei"


def test_rows_and_withheld_parts_follow_the_ids():
    old = assessment(storage="庁内のサーバ室")
    target = RowTarget("files[@file1].storage")
    old = with_rows(old, row(id_paths=(target,)))
    new = read_anew(old)
    new = with_rows(new, row(id_paths=(RowTarget("files[@xfile1].storage"), RowTarget("title"))))
    taken = take_over(new, old)
    targets = [one.id_path for one in taken.change_history[0].id_paths]
    assert targets == ["files[@file1].storage", "title"]


def test_an_id_that_begins_like_another_is_not_mistaken_for_it():
    old = assessment()
    new = read_anew(old)
    rows = row(id_paths=(RowTarget("files[@xfile10].storage"),))
    taken = take_over(with_rows(new, rows), old)
    assert taken.change_history[0].id_paths[0].id_path == "files[@xfile10].storage"


@patient
@given(documents(), documents())
def test_nothing_but_ids_and_lineage_ever_changes(new, old):
    taken = take_over(new, old)
    assert without_ids(taken.answers) == without_ids(new.answers)
    assert taken.lineage == old.lineage
    assert parse_assessment(taken.as_json()) == taken


@patient
@given(documents())
def test_every_thing_finds_itself_again(document):
    taken = take_over(read_anew(document), document)
    for path, _, thing in things(taken.form, taken.answers):
        assert get(taken.answers, Path.parse(str(path))) == thing
        assert id_path(taken.answers, path) == path


@patient
@given(documents(), st.data())
def test_taking_over_twice_is_taking_over_once(document, data):
    old = data.draw(documents())
    once = take_over(document, old)
    assert take_over(once, old) == once
