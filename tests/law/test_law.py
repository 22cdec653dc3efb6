"""Legal sources and days: dated, cited, and refused where they dangle."""

from datetime import date

import pytest

from pia.errors import DefinitionRefused
from pia.law import cite, day_of, sources
from pia.law.days import days, read_days
from pia.law.sources import read_sources


def test_a_source_is_cited_with_its_article():
    assert cite("guideline_6_2_2") == "特定個人情報保護評価指針 第6の2(2)"


def test_what_nobody_read_says_so():
    assert not sources()["guideline_6_2_2"].verified
    assert all(source.note for source in sources().values() if not source.verified)


def test_the_number_act_was_promulgated_in_2013():
    promulgated = day_of("number_act_promulgated")
    assert promulgated.day == date(2013, 5, 31)
    assert promulgated.source in sources()


def test_every_day_has_a_source():
    assert all(day.source in sources() for day in days().values())


def test_an_unknown_source_is_refused():
    with pytest.raises(DefinitionRefused, match="出典 guidline が定義されていません"):
        cite("guidline")


def test_an_unknown_day_is_refused_with_the_nearest():
    with pytest.raises(DefinitionRefused, match="近いのは number_act_promulgated です"):
        day_of("number_act_promulgate")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sources:\n  a: {title: t, verified: true, url: x}\n", "知らないキー url があります"),
        ("sources:\n  a: {verified: true}\n", "title がありません"),
        ("sources:\n  a: {title: t}\n", "verified がありません"),
        (
            "sources:\n  a: {title: t, verified: true, in_force_from: 平成26年}\n",
            "2018-05-01 の形の日付ではありません",
        ),
    ],
)
def test_a_wrong_source_is_refused_with_its_place(tmp_path, text, sentence):
    file = tmp_path / "sources.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionRefused, match=sentence) as refused:
        read_sources(file)
    assert refused.value.where == "sources.yaml:2"


def test_a_day_of_no_source_is_refused(tmp_path):
    file = tmp_path / "dates.yaml"
    file.write_text("dates:\n  a: {day: 2013-05-31, title: t, source: law}\n", encoding="utf-8")
    with pytest.raises(DefinitionRefused, match="source の law は定義されていません"):
        read_days(file)
