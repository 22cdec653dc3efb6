"""What has to be done because of a table, by when, and which days cannot be right."""

from datetime import date

import pytest

from pia.assessment.finding import Severity
from pia.errors import DefinitionRefused
from pia.law import sources
from pia.official import load_form
from pia.revision.timing import (
    RowFacts,
    changed_on_findings,
    day_findings,
    duties_of,
    procedure_of,
)
from pia.revision.timing.duty_table import duty_table, read_duties
from pia.revision.timing.procedure import REASSESSMENT

FORM = load_form()
TODAY = date(2023, 10, 1)
PUBLISHED = date(2023, 11, 6)


def row(timing="事前", effective_on=None, patterns=("linkage_basis",), **more):
    cells = {"before": "甲", "after": "乙"} | more
    return RowFacts(
        "k", "Ⅰ-5-② 法令上の根拠", patterns, timing=timing, effective_on=effective_on, **cells
    )


def duties(*rows, as_of=TODAY):
    return {one.id: one for one in duties_of(FORM, rows, procedure_of(FORM, rows, as_of), as_of)}


def test_a_table_without_rows_demands_nothing():
    assert duties() == {}


def test_a_row_before_is_published_by_the_eve_of_the_earliest_day():
    found = duties(row(effective_on=date(2024, 1, 4)), row(effective_on=date(2024, 3, 1)), row())
    duty = found["publish_before"]
    assert duty.by == date(2024, 1, 3)
    assert "最も早い実施（予定）日は令和6年1月4日です。" in duty.why
    assert "1行は実施（予定）日がまだ入っていません。" in duty.why
    assert "publish_promptly" not in found


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1700, 1, 1), date(2012, 1, 1)])
def test_a_day_before_the_law_is_none_to_publish_before(day):
    duty = duties(row(effective_on=day), row(effective_on=date(2024, 1, 4)))["publish_before"]
    assert duty.by == date(2024, 1, 3)
    assert "1行は実施（予定）日がまだ入っていません。" in duty.why


def test_without_a_day_the_words_alone_say_when():
    duty = duties(row())["publish_before"]
    assert (duty.by, duty.when) == (None, "実施（予定）日の前日まで")


def test_rows_after_are_published_promptly_and_renew_nothing():
    assert set(duties(row("事後"))) == {"publish_promptly"}


def test_a_reassessment_renews_the_basic_assessment_and_its_day():
    found = duties(row())
    assert {"renew_basic_day", "renew_basic"} <= set(found)
    assert not found["renew_basic"].verified
    dated = row("事後", patterns=("basic_assessed_on",))
    assert "renew_basic_day" not in duties(row(), dated)


def test_a_raised_threshold_renews_it_too():
    words = [choice.words for choice in FORM.item("threshold_result").choices]
    raised = row("事後", patterns=("threshold_result",), before=words[1], after=words[0])
    assert "renew_basic" in duties(raised)


@pytest.mark.parametrize(
    ("patterns", "before", "after"),
    [
        (("files[].type",), "その他の電子ファイル(表計算ファイル等)", "システム用ファイル"),
        (("files", "files[].name", "files[].type"), "—", "①システム用ファイル"),
        (("systems[].name",), "国民年金システム", "みほん国民年金システム"),
        (("systems", "systems[].name"), "—", "①窓口支援システム"),
    ],
)
def test_a_new_system_is_asked_about_never_asserted(patterns, before, after):
    duty = duties(row("事後", patterns=patterns, before=before, after=after))["system_file"]
    assert duty.is_asked
    assert duty.verified
    assert "要件定義の終了まで" in duty.when


@pytest.mark.parametrize("patterns", [("systems[].connections",), ("files[].storage",)])
def test_another_change_asks_nothing_about_systems(patterns):
    assert "system_file" not in duties(row(patterns=patterns))


def test_before_there_were_rules_there_were_no_duties():
    assert duties(row(), as_of=date(2014, 4, 19)) == {}


# --- days -------------------------------------------------------------------------------------


def found(one, published_on=PUBLISHED, as_of=TODAY):
    return [(f.id, f.severity) for f in day_findings([one], as_of=as_of, published_on=published_on)]


@pytest.mark.parametrize(
    ("timing", "effective_on", "expected"),
    [
        ("事前", date(2023, 11, 5), "effective-before-publication"),
        ("事前", date(2023, 11, 6), "effective-on-publication-day"),
        ("事前", date(2023, 11, 7), None),
        ("事前", None, None),
        ("事後", date(2023, 11, 5), None),
        ("事後", date(2023, 11, 6), None),
        ("事後", date(2023, 11, 7), "effective-on-later"),
        ("事後", date(1990, 11, 20), "effective-on-impossible"),
        ("事前", date(2028, 12, 31), None),
        ("事前", date(2029, 1, 1), "effective-on-impossible"),
    ],
)
def test_the_effective_day_is_held_against_the_day_of_publication(timing, effective_on, expected):
    assert [name for name, _ in found(row(timing, effective_on))] == (
        [expected] if expected else []
    )


@pytest.mark.parametrize(
    ("changed_on", "words"),
    [
        (date(2013, 5, 30), "変更日（平成25年5月30日）は番号法の公布より前です。"),
        (date(9999, 12, 31), "変更日（令和7981年12月31日）は判断の基準の日から5年より先です。"),
    ],
)
def test_a_day_of_change_that_nobody_means_is_told(changed_on, words):
    (finding,) = changed_on_findings(changed_on, as_of=TODAY)
    assert (finding.id, finding.severity) == ("changed-on-impossible", Severity.WARNING)
    assert finding.message == words


@pytest.mark.parametrize("changed_on", [date(2013, 5, 31), TODAY, date(2028, 12, 31)])
def test_any_other_day_of_change_is_told_nothing(changed_on):
    assert changed_on_findings(changed_on, as_of=TODAY) == ()


def test_without_a_plan_a_day_that_has_come_is_told():
    assert found(row(effective_on=TODAY), None) == [("effective-on-reached", Severity.WARNING)]
    assert found(row(effective_on=date(2023, 10, 2)), None) == []


def test_a_finding_names_the_row_and_both_days():
    one = row(effective_on=date(2023, 11, 5))
    finding = day_findings([one], as_of=TODAY, published_on=PUBLISHED)[0]
    assert finding.path == one.key
    assert "令和5年11月5日" in finding.message
    assert "令和5年11月6日" in finding.message
    assert finding.hint


# --- the table --------------------------------------------------------------------------------


def test_every_duty_rests_on_a_source_and_a_verified_one_on_a_verified_source():
    for entry in duty_table().duties.values():
        for edition in entry.rows:
            assert not edition.verified or sources()[edition.source].verified


def test_the_items_that_duties_look_at_are_items_of_the_form():
    watched = duty_table().items["yoshiki3"]
    assert FORM.item(watched.basic_day).kind == "date"
    assert FORM.item(watched.file_kind).choice(watched.system_kind)
    assert all(FORM.find(path) for path in watched.systems)


def test_a_wrong_table_is_refused_with_its_place(tmp_path):
    file = tmp_path / "duties.yaml"
    row_text = "{in_force_from: 2014-04-20, source: nowhere, verified: true}"
    file.write_text(
        f"duties:\n  a: {{what: w, when: w, rows: [{row_text}]}}\nitems: {{}}\n", encoding="utf-8"
    )
    with pytest.raises(DefinitionRefused, match="source の nowhere") as refused:
        read_duties(file)
    assert refused.value.where == "duties.yaml:2"


def test_the_reasons_of_a_procedure_name_their_rows():
    procedure = procedure_of(FORM, [row(), row("事後")], TODAY)
    assert procedure.name == REASSESSMENT
    assert procedure.reasons[0].rows == ("k",)
    assert procedure.reasons[0].sources == ("regulation", "guideline")
