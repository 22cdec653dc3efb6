"""Every sample is a whole document that agrees with itself and with the law of its day."""

import json
import re
from typing import Any

from tests.samples.undoing import (
    ALL,
    DATA,
    FOLDERS,
    LINKAGE_MOVED_ON,
    ORDINANCES_ENDED_ON,
    RENUMBERED_ON,
    Answers,
    each_edition,
    each_folder,
    editions,
    ids,
    items_below,
    keys_with_detail,
    neighbours,
    new_rows,
    objects,
    printed_choices,
    repeats_below,
    wareki,
)

# --- every document is whole ------------------------------------------------------------------


@each_edition
def test_the_file_is_canonical(day: str, document: Answers) -> None:
    file = next((DATA / "samples").glob(f"*/{day}.json"))
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    assert file.read_text(encoding="utf-8") == text
    assert "\\t" not in text
    assert "\\r" not in text


@each_edition
def test_the_envelope_is_that_of_an_assessment(day: str, document: Answers) -> None:
    assert document["schema"] == "pia.assessment/1"
    assert (document["form"], document["edition"]) == ("yoshiki3", "h30-05")
    assert re.fullmatch("[0-9a-f]{16}", document["lineage"])
    assert document["withheld"] == document["retired"] == []
    assert document["answers"]["published_on"] == wareki(day)


@each_edition
def test_every_item_of_the_form_is_answered(day: str, document: Answers) -> None:
    for pattern, thing in objects(document["answers"]):
        own_id = {"@id"} if pattern else set()
        assert set(thing) == own_id | {*items_below(pattern), *repeats_below(pattern)}, pattern


@each_edition
def test_answers_are_of_their_kind(day: str, document: Answers) -> None:
    for pattern, thing in objects(document["answers"]):
        for key, node in items_below(pattern).items():
            check_kind(node, thing[key])


def check_kind(node: dict[str, Any], value: Any) -> None:
    if node["kind"] == "choice":
        assert value in printed_choices(node), node["item"]
    elif node["kind"] == "boxes":
        check_boxes(node, value)
    else:
        assert isinstance(value, str), node["item"]
        assert value == value.strip(), node["item"]
    if node["kind"] == "count":
        assert re.fullmatch("[0-9]*", value), node["item"]


def check_boxes(node: dict[str, Any], value: Any) -> None:
    assert set(value) == {"checked", "detail"}
    assert value["checked"] == [key for key in printed_choices(node) if key in value["checked"]]
    assert set(value["detail"]) <= set(value["checked"]) & keys_with_detail(node), node["item"]


@each_edition
def test_counts_fit_the_lists(day: str, document: Answers) -> None:
    for pattern, thing in objects(document["answers"]):
        for key, node in items_below(pattern).items():
            if node["kind"] == "count":
                assert int(thing[key] or 0) == len(thing[node["counts"]]), key


@each_edition
def test_the_boxes_of_provision_and_transfer_fit_the_lists(day: str, document: Answers) -> None:
    for file in document["answers"]["files"]:
        given = {"provided": file["provisions"], "transferred": file["transfers"]}
        expected = [key for key, things in given.items() if things] or ["neither"]
        assert file["disclosure"]["checked"] == expected
        assert (file["outsourced"] == "outsourced") == bool(file["outsourcing"])


@each_edition
def test_without_resubcontracting_there_is_nothing_to_consent_to(
    day: str, document: Answers
) -> None:
    for file in document["answers"]["files"]:
        for work in file["outsourcing"]:
            told = [work["resubcontract_consent"], work["resubcontract_work"]]
            dashes = [text == "—" for text in told]
            assert dashes == [work["resubcontracted"] == "not_resubcontracted"] * 2


@each_edition
def test_the_files_are_named_alike_everywhere(day: str, document: Answers) -> None:
    answers = document["answers"]
    names = [file["name"] for file in answers["files"]]
    assert answers["file_names"].split("\n") == names
    assert [n for risk in answers["risks"] for n in risk["file_names"].split("\n")] == names


@each_edition
def test_ids_are_eight_hex_digits_and_used_once(day: str, document: Answers) -> None:
    things = [thing["@id"] for pattern, thing in objects(document["answers"]) if pattern]
    assert len(things) == len(set(things))
    assert all(re.fullmatch("[0-9a-f]{8}", thing) for thing in things)


@each_folder
def test_ids_and_lineage_stay_through_the_editions(folder: str) -> None:
    for older, newer in neighbours(folder):
        assert older["lineage"] == newer["lineage"]
        shared = ids(older["answers"]).keys() & ids(newer["answers"]).keys()
        assert all(ids(older["answers"])[i] == ids(newer["answers"])[i] for i in shared)
        changed = ids(older["answers"]).keys() ^ ids(newer["answers"]).keys()
        named = [n["id_path"] for row in new_rows(older, newer) for n in row["id_paths"]]
        assert all(any(path.endswith(f"[@{i}]") for path in named) for i in changed)


def test_the_assessments_have_lineages_and_days_of_their_own() -> None:
    assert len({document["lineage"] for _, _, document in ALL}) == len(FOLDERS)
    assert len({day for _, day, _ in ALL}) == len(ALL)


# --- the law of the day -----------------------------------------------------------------------


@each_edition
def test_citations_are_those_of_the_day(day: str, document: Answers) -> None:
    text = json.dumps(document["answers"], ensure_ascii=False)
    stale = (
        "別表第[一二12]"
        if day >= RENUMBERED_ON
        else "別表の[0-9]+|利用特定個人情報の提供に関する命令"
    )
    assert not re.search(stale, text)
    number = "第19条第7号" if day >= LINKAGE_MOVED_ON else "第19条第8号"
    assert number not in text
    assert day < ORDINANCES_ENDED_ON or "みほん市個人情報保護条例" not in text


@each_edition
def test_the_cloud_is_not_told_before_its_row(day: str, document: Answers) -> None:
    announced = any("ガバメントクラウド" in row["after"] for row in document["change_history"])
    text = json.dumps(document["answers"], ensure_ascii=False)
    assert ("ガバメントクラウド" in text) == announced


def test_two_files_stand_in_one_assessment_and_one_part_names_both() -> None:
    answers = editions("juminzei")[-1][1]["answers"]
    assert len(answers["files"]) == 2
    assert [risk["file_names"].count("\n") for risk in answers["risks"]] == [1]
