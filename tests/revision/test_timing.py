"""The rules of 提出時期, case by case; every rule has cases and a source."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from pia.errors import DefinitionRefused
from pia.law import sources
from pia.official import load_form
from pia.revision.timing import (
    PROCEDURES,
    PROPOSALS,
    RULES,
    After,
    Before,
    Change,
    NeedsJudgement,
    RowFacts,
    decide,
    phrase_of,
    procedure_of,
)
from pia.revision.timing.names import Renaming
from pia.revision.timing.table import phrases, read_phrases, read_table, timing_table

FOLDER = Path(__file__).parent / "timing_cases"
OUTCOMES = {"before": Before, "after": After, "needs-judgement": NeedsJudgement}
SORTS = {"yes", "no", "boundary", "cannot tell"}


def cases_of(rule):
    return yaml.safe_load((FOLDER / f"{rule}.yaml").read_text(encoding="utf-8"))["cases"]


CASES = [(rule, case) for rule in (*RULES, *PROPOSALS) for case in cases_of(rule)]
TABLES = [(rule, case) for rule in PROCEDURES for case in cases_of(rule)]
EVERY = {**RULES, **PROPOSALS, **PROCEDURES}


def change_of(case):
    form = load_form("yoshiki3", case.get("edition", "h30-05"))
    given = case["given"]
    return Change(
        form=form,
        items=tuple(form.item(path) for path in given["items"]),
        before=given["before"],
        after=given["after"],
        whole=given.get("whole", False),
        one_side_blank="—" in (given["before"], given["after"]),
        names=tuple(Renaming(**name) for name in given.get("names", ())),
    )


def facts_of(number, row):
    known = {key: value for key, value in row.items() if key != "items"}
    return RowFacts(
        key=f"row{number}", label=row["items"][0], patterns=tuple(row["items"]), **known
    )


@pytest.mark.parametrize(
    ("rule", "case"), CASES, ids=[f"{rule}: {case['name']}" for rule, case in CASES]
)
def test_the_case_is_decided_as_it_says(rule, case):
    decision = decide(change_of(case), case["as_of"])
    expected = case["expect"]
    assert type(decision) is OUTCOMES[expected["outcome"]]
    assert decision.rule == expected["rule"]
    assert decision.verified == expected["verified"]
    assert decision.reasons == (expected["reason"],)
    assert decision.trace
    found = decision.proposal
    assert (found and found.reason) == expected.get("proposal")
    assert sorted({one.rule for one in found.evidence} if found else ()) == expected.get(
        "evidence", []
    )


@pytest.mark.parametrize(
    ("rule", "case"), TABLES, ids=[f"{rule}: {case['name']}" for rule, case in TABLES]
)
def test_the_whole_table_amounts_to_what_the_case_says(rule, case):
    rows = [facts_of(number, row) for number, row in enumerate(case["given"]["rows"])]
    found = procedure_of(load_form(), rows, case["as_of"])
    expected = case["expect"]
    assert found.name == expected["procedure"]
    assert [reason.rule for reason in found.reasons] == expected["rules"]
    assert found.verified == expected["verified"]
    assert all(reason.says for reason in found.reasons)


@pytest.mark.parametrize("rule", EVERY)
def test_every_rule_has_a_yes_a_no_a_boundary_and_a_cannot_tell(rule):
    cases = cases_of(rule)
    assert {case["sort"] for case in cases} == SORTS
    assert all(set(case) - {"edition"} == set(CASE_KEYS) for case in cases)
    assert all(case["source"] for case in cases)
    assert any(rule in decided_by(case["expect"]) for case in cases)


def decided_by(expected):
    """The rules that a case expects to speak: to decide, to propose, or for the whole table."""
    return {expected.get("rule"), *expected.get("evidence", ()), *expected.get("rules", ())}


CASE_KEYS = ("name", "sort", "as_of", "given", "expect", "source")


def test_every_rule_has_a_dated_row_and_every_row_a_rule():
    by_role = {"proposal": set(PROPOSALS), "procedure": set(PROCEDURES)}
    for name, entry in timing_table().rules.items():
        assert name in by_role.get(entry.role, set(RULES))
    assert set(EVERY) == set(timing_table().rules)
    assert all("Reading:" in (rule.__doc__ or "") for rule in EVERY.values())


def test_every_rule_rests_on_a_source_and_a_verified_one_on_a_verified_source():
    for entry in timing_table().rules.values():
        for row in entry.rows:
            assert row.sources
            assert not row.verified or all(sources()[name].verified for name in row.sources)


def test_every_case_file_belongs_to_a_rule():
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(EVERY)


def test_every_reason_a_rule_gives_has_a_phrase_of_the_same_timing():
    for _, case in CASES:
        decision = decide(change_of(case), case["as_of"])
        phrase = phrases().by_reason[decision.reasons[0]]
        assert phrase.timing == decision.timing
        assert phrase_of(decision) == phrase.words
        if decision.proposal:
            assert phrases().by_reason[decision.proposal.reason].timing == decision.proposal.timing


def test_every_proposal_has_a_phrase_of_its_own_that_says_after():
    for name in PROPOSALS:
        reason = timing_table().rules[name].reason
        assert phrases().by_reason[reason].timing == "事後"


def test_the_default_phrases_are_those_of_published_documents():
    by_reason = phrases().by_reason
    assert by_reason["important"].words == (
        "重要な項目の変更であって事前の提出・公表が義務付けられている。"
    )
    assert by_reason["other"].words == (
        "その他の項目の変更であり、事前の提出・公表が義務付けられない。"
    )


def test_a_rule_is_not_asked_about_a_day_before_it_was_made():
    entry = timing_table().rules["general_rule"]
    assert entry.in_force(date(2014, 4, 19)) is None
    assert entry.in_force(date(2014, 4, 20)) == entry.rows[0]


ONE_RULE = """
rules:
  a: {title: t, role: ROLE, rows: [{in_force_from: DAY, sources: [SOURCE], verified: true}]}
same_marks: []
counters: ""
"""


@pytest.mark.parametrize(
    ("role", "day", "source", "sentence"),
    [
        ("generel", "2014-04-20", "guideline", "role の generel は定義されていません"),
        ("general", "2014-04-20", "guidline", "sources の guidline は定義されていません"),
        ("general", "2014-4-20", "guideline", "in_force_from の 2014-4-20 は"),
        ("general", "2014-04-20, until: x", "guideline", "知らないキー until があります"),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(tmp_path, role, day, source, sentence):
    file = tmp_path / "timing.yaml"
    text = ONE_RULE.replace("ROLE", role).replace("DAY", day).replace("SOURCE", source)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionRefused, match=sentence) as refused:
        read_table(file)
    assert refused.value.where == "timing.yaml:3"


def test_a_phrase_of_no_timing_is_refused(tmp_path):
    file = tmp_path / "phrases.yaml"
    file.write_text("phrases:\n  a: {timing: 事中, words: w}\nspellings: []\n", encoding="utf-8")
    with pytest.raises(DefinitionRefused, match="timing の 事中"):
        read_phrases(file)
