"""Which citations and names are old on a day, and what leads from one to another."""

from datetime import date

import pytest

from pia.errors import DefinitionRefused
from pia.law import sources
from pia.law.citations import ageing, citations, renumbered_by
from pia.law.citations.table import citation_table, read_citation_table


def aged(text, on):
    return [(one.old, one.new) for one in ageing(text, on)]


def chain(old, new, on):
    return renumbered_by(citations(f"番号法{old}")[0], citations(f"番号法{new}")[0], on)


# --- in a text --------------------------------------------------------------------------------


def test_a_citation_that_moved_is_told_with_what_it_is_now():
    found = ageing("根拠は番号法第19条第7号です。", date(2021, 9, 1))[0]
    assert (found.old, found.new) == ("番号法第19条第7号", "番号法第19条第8号")
    assert (found.since, found.verified) == (date(2021, 9, 1), False)
    assert found.source in sources()
    assert "根拠は番号法第19条第7号です。"[found.start : found.end] == found.old


ACT = "行政手続における特定の個人を識別するための番号の利用等に関する法律"


@pytest.mark.parametrize(
    "text",
    [
        f"{ACT}（番号法）（平成25年5月31日法律第27号）第9条第1項 別表第一の31の項",
        "番号法第9条第1項（利用範囲）別表第一の31の項",
        "番号法\n・第9条第1項（利用範囲）\n・別表第一の31の項",
        "番号の法律（平成25年5月31日法律第27号）第9条第1項 別表第一の31の項",
    ],
)
def test_an_old_provision_is_told_whatever_stands_beside_its_law(text):
    assert aged(text, date(2026, 6, 1)) == [("別表第一の31の項", "番号法別表の46の項")]


def test_on_the_day_before_nothing_was_old():
    assert ageing("番号法第19条第7号、特定個人情報保護委員会", date(2015, 12, 31)) == ()


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("番号法第19条第8号", date(2022, 1, 1), []),
        ("番号法第19条第9号", date(2022, 1, 1), []),
        ("番号法第19条第10号", date(2022, 1, 1), [("番号法第19条第10号", "番号法第19条第11号")]),
        ("番号法第27条第1項", date(2018, 1, 1), [("番号法第27条第1項", "番号法第28条第1項")]),
        ("番号法第2条第8項及び第9項", date(2026, 1, 1), [("番号法第2条第8項", "番号法第2条第9項")]),
        ("国民年金法第27条", date(2018, 1, 1), []),
    ],
)
def test_a_number_that_is_also_new_is_not_told(text, on, expected):
    assert aged(text, on) == expected


def test_the_entry_of_a_table_is_told_only_where_the_table_of_citations_has_it():
    text = "番号法別表第1の31の項、別表第1の45の項、別表第二の1の項"
    assert aged(text, date(2024, 5, 27)) == [
        ("番号法別表第1の31の項", "番号法別表の46の項"),
        ("別表第1の45の項", "番号法別表（項番は確かめてください）"),
        ("別表第二の1の項", "番号法第19条第8号に基づく利用特定個人情報の提供に関する命令の表"),
    ]
    assert ageing(text, date(2023, 11, 6)) == ()


def test_an_order_that_got_another_title_is_told_with_its_provision():
    old = "法別表第1の主務省令で定める事務を定める命令 第24条の2"
    assert aged(old, date(2024, 6, 1)) == [
        (old, "番号法別表の主務省令で定める事務を定める命令第24条の2")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("特定個人情報保護委員会に報告", ["特定個人情報保護委員会"]),
        ("平成26年特定個人情報保護委員会規則第1号", []),
        ("みほん市個人情報保護条例", ["個人情報保護条例"]),
        ("総務大臣が定める", []),
        ("情報提供ネットワークシステムは総務大臣が設置する", ["総務大臣"]),
        ("日本工業規格", ["日本工業規格"]),
        ("日本産業規格、個人情報保護委員会", []),
    ],
)
def test_an_old_name_is_told_where_it_means_that(text, expected):
    assert [one.old for one in ageing(text, date(2024, 1, 1))] == expected


# --- from one citation to another -------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "on", "steps"),
    [
        ("第19条第7号", "第19条第8号", date(2021, 9, 1), 1),
        ("第19条第7号", "第19条第8号", date(2021, 8, 31), None),
        ("第19条第9号", "第19条第10号", date(2017, 5, 30), 1),
        ("第19条第9号", "第19条第11号", date(2021, 9, 1), 2),
        ("第19条第9号", "第19条第11号", date(2021, 8, 31), None),
        ("第19条第7号", "第19条第9号", date(2025, 1, 1), None),
        ("第19条第8号", "第19条第7号", date(2025, 1, 1), None),
        ("第27条第1項", "第28条第1項", date(2017, 5, 30), 1),
        ("第27条第1項", "第28条第2項", date(2017, 5, 30), None),
        ("別表第1の31の項", "別表の46の項", date(2024, 5, 27), 1),
        ("別表第1の31の項", "別表の31の項", date(2024, 5, 27), None),
        ("別表第1", "別表", date(2024, 5, 27), 1),
        ("第十九条第八号", "第19条第8号", date(2010, 1, 1), 0),
    ],
)
def test_rows_in_force_lead_from_one_citation_to_another(old, new, on, steps):
    found = chain(old, new, on)
    assert found is None if steps is None else len(found) == steps


def every_row():
    table = citation_table()
    yield from table.renumbered
    yield from table.superseded
    yield from table.names


def test_every_row_has_a_source_and_a_verified_one_a_verified_source():
    for row in every_row():
        assert row.source in sources()
        assert not row.verified or sources()[row.source].verified
        assert row.verified or row.note


def test_only_the_days_that_were_read_are_verified():
    assert {row.since for row in every_row() if row.verified} == {
        date(2016, 1, 1),
        date(2023, 4, 1),
    }


ROW = """
renumbered:
  - {law: LAW, old: OLD, new: 第2条, from: 2020-01-01, source: SOURCE, verified: true, note: ""}
renamed_laws: []
superseded: []
names: []
"""


@pytest.mark.parametrize(
    ("law", "old", "source", "sentence"),
    [
        ("number_ac", "第1条", "number_act", "law の number_ac は定義されていません"),
        ("number_act", "一条め", "number_act", "old は 第19条第8号 や 別表の46の項 のように"),
        ("number_act", "第1条", "number", "source の number は定義されていません"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(tmp_path, law, old, source, sentence):
    file = tmp_path / "citations.yaml"
    text = ROW.replace("LAW", law).replace("OLD", old).replace("SOURCE", source)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionRefused, match=sentence) as refused:
        read_citation_table(file)
    assert refused.value.where == "citations.yaml:3"
