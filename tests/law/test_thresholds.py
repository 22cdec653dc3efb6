"""しきい値判断: every band and branch, with what nobody has read marked so."""

from datetime import date

import pytest

from pia.errors import DefinitionRefused, InputRefused
from pia.law import sources
from pia.law.thresholds import is_raised, read_thresholds, threshold, threshold_table
from pia.official import load_form

DAY = date(2025, 1, 1)
#: 対象人数 → with 500 handlers or more; fewer after an accident; fewer without one; verified.
TABLE = [
    ((0, 999), ("none", "none", "none"), True),
    ((1_000, 9_999), ("basic", "basic", "basic"), True),
    ((10_000, 99_999), ("focused", "focused", "basic"), False),
    ((100_000, 299_999), ("full", "full", "focused"), False),
    ((300_000, 2_000_000), ("full", "full", "full"), True),
]


@pytest.mark.parametrize(("edges", "results", "verified"), TABLE)
def test_each_band_has_its_results_to_both_edges(edges, results, verified):
    for subjects in edges:
        found = [
            threshold(subjects, 500, accident=False, as_of=DAY),
            threshold(subjects, 499, accident=True, as_of=DAY),
            threshold(subjects, 499, accident=False, as_of=DAY),
        ]
        assert tuple(one.result for one in found) == results
        assert {one.verified for one in found} == {verified}


def test_a_result_says_why_and_on_what_it_rests():
    found = threshold(20_000, 10, accident=True, as_of=DAY)
    assert found.title == "基礎項目評価及び重点項目評価"
    assert found.reasons == (
        "対象人数は20,000人で、10,000人以上100,000人未満に当たります。",
        "取扱者は10人で、500人未満です。",
        "過去1年以内に特定個人情報の重大事故があります。",
    )
    assert not sources()[found.source].verified


def test_where_handlers_make_no_difference_they_are_no_reason():
    found = threshold(5_000, 900, accident=True, as_of=DAY)
    assert len(found.reasons) == 1
    assert sources()[found.source].verified


def test_a_result_is_raised_only_upward():
    order = list(threshold_table().results)
    assert order == ["none", "basic", "focused", "full"]
    assert is_raised("basic", "focused")
    assert not is_raised("focused", "focused")
    assert not is_raised("focused", "none")


def test_every_choice_of_the_form_is_a_result():
    path, keys = threshold_table().answers["yoshiki3"]
    assert set(keys) == {choice.key for choice in load_form().item(path).choices}


@pytest.mark.parametrize(("subjects", "handlers"), [(-1, 0), (0, -1)])
def test_a_number_below_zero_is_refused(subjects, handlers):
    with pytest.raises(InputRefused, match="人数は0以上"):
        threshold(subjects, handlers, accident=False, as_of=DAY)


@pytest.mark.parametrize(("subjects", "handlers"), [(10**9, 0), (0, 10**23)])
def test_more_people_than_there_are_is_refused(subjects, handlers):
    with pytest.raises(InputRefused, match="人数が多すぎます"):
        threshold(subjects, handlers, accident=False, as_of=DAY)


def test_a_day_before_the_rule_is_refused():
    with pytest.raises(InputRefused, match="しきい値判断のきまりがありません"):
        threshold(1, 1, accident=False, as_of=date(2014, 4, 19))


def test_a_table_without_its_lowest_band_is_refused(tmp_path):
    file = tmp_path / "thresholds.yaml"
    text = "results: {none: 無}\nanswers: {}\neditions:\n  - {in_force_from: 2014-04-20, source: guideline,"
    text += " branch_source: guideline, handlers_from: 500, bands: []}\n"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionRefused, match="0人からの区分がありません") as refused:
        read_thresholds(file)
    assert refused.value.where == "thresholds.yaml:4"
