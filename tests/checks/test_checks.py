"""Every check, case by case; a check without cases or without a source fails here."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from pia.assessment import Assessment, HistoryRow, RowTarget, Withheld, read_assessment
from pia.checks import CHECKS, run_checks
from pia.law import cite, sources
from pia.settings import data_path

DAY = date(2025, 1, 20)
FOLDER = Path(__file__).parent / "cases"
SAMPLES = sorted(data_path("samples").glob("*/*.json"))


def cases_of(check):
    return yaml.safe_load((FOLDER / f"{check}.yaml").read_text(encoding="utf-8"))["cases"]


CASES = [(check, case) for check in CHECKS for case in cases_of(check)]


def row(**given):
    paths = tuple(RowTarget(path) for path in given.pop("paths", ()))
    day = given.pop("day", None)
    ops = tuple(given.pop("ops", ())) or None
    cells = dict.fromkeys(("changed_on", "item", "before", "after", "timing", "explanation"), "—")
    return HistoryRow(
        **(cells | given),
        id_paths=paths,
        changed_on_date=None if day is None else str(day),
        ops=ops,
    )


def document(given):
    return Assessment(
        "yoshiki3",
        given.get("edition", "h30-05"),
        "one",
        given.get("answers", {}),
        tuple(row(**dict(cells)) for cells in given.get("history", ())),
        tuple(Withheld(**part) for part in given.get("withheld", ())),
    )


@pytest.mark.parametrize(
    ("check", "case"), CASES, ids=[f"{check}: {case['name']}" for check, case in CASES]
)
def test_the_check_finds_what_the_case_says(check, case):
    found = CHECKS[check].findings(document(case["given"]), DAY)
    assert [finding.path for finding in found] == [expected["path"] for expected in case["expect"]]
    for finding, expected in zip(found, case["expect"], strict=True):
        assert all(words in finding.message for words in expected["says"]), finding.message
        assert finding.id == check
        assert finding.severity == CHECKS[check].severity


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_has_a_case_that_finds_and_one_that_does_not(check):
    finds = [bool(case["expect"]) for case in cases_of(check)]
    assert True in finds
    assert False in finds


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_every_check_has_a_title_and_a_source(check):
    assert check.title
    assert check.source in sources()
    assert check.function.__doc__


def test_every_case_file_belongs_to_a_check():
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(CHECKS)


def test_every_finding_is_a_sentence_with_a_hint_and_a_source():
    for check, case in CASES:
        for finding in CHECKS[check].findings(document(case["given"]), DAY):
            assert finding.hint.endswith("。"), finding
            assert finding.source


def test_findings_stand_in_the_order_of_the_form():
    given = {
        "edition": "r06-10",
        "answers": {
            "basic_assessed_on": "いつか",
            "files": [
                {"@id": "z", "held_since": "いつか", "name": "☑"},
                {"@id": "a", "held_since": "いつか"},
            ],
            "task_content": "☐",
        },
        "history": [{"changed_on": "平成2年1月1日", "item": "甲"}],
    }
    found = [f for f in run_checks(document(given), DAY) if f.id != "needed-item-empty"]
    assert [finding.path for finding in found] == [
        "",
        "task_content",
        "files[@z].name",
        "files[@z].held_since",
        "files[@a].held_since",
        "risks",
        "basic_assessed_on",
        "change_history[1]",
        "change_history[1]",
    ]


@pytest.mark.parametrize(
    "file", SAMPLES, ids=[f"{file.parent.name}-{file.stem}" for file in SAMPLES]
)
def test_the_samples_had_no_finding_on_the_day_they_were_published(file):
    document = read_assessment(file.read_text(encoding="utf-8"), file.name)
    assert run_checks(document, date.fromisoformat(file.stem)) == []


def test_a_find_that_rests_on_a_source_of_its_own_cites_it():
    text = "特定個人情報保護委員会。番号法第19条第7号"
    [one, other] = CHECKS["aged-citation"].findings(
        document({"answers": {"task_content": text}}), DAY
    )
    assert [one.source, other.source] == [
        cite("commission_renamed"),
        cite("number_act_amended_2021"),
    ]
