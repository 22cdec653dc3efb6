"""What a machine may suggest, what it must never suggest, and what goes to a person untouched."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.errors import DefinitionRefused
from pia.law import sources
from pia.law.citations import ageing
from pia.official import load_form
from pia.revision.grounds import grounds
from pia.revision.timing import RULES, After, Before, Book, Change, NeedsJudgement, decide
from pia.revision.timing.closed_lists import closed_lists, read_closed_lists
from pia.revision.timing.explain import Explained, explains_all
from pia.revision.timing.names import Renaming
from pia.revision.timing.outcomes import Evidence
from pia.revision.timing.table import read_table

FORM = load_form()
DAY = date(2025, 4, 1)
NAMES = (
    Renaming("organisation", "市民課", "市民生活課"),
    Renaming("contractor", "ABC", "ABCD"),
    Renaming("contractor", "れいじプリント", "れいじメディア"),
    Renaming("contractor", "みほん情報株式会社", "株式会社みほんデジタル"),
)


def decided(before, after, path="files[].storage", **more):
    change = Change(FORM, (FORM.item(path),), before, after, names=NAMES, **more)
    return decide(change, DAY)


def proposed(before, after, **more):
    return decided(before, after, **more).proposal


def test_the_stricter_timing_stands_until_a_person_agrees():
    decision = decided("番号法第19条第7号", "番号法第19条第8号")
    assert isinstance(decision, NeedsJudgement)
    assert decision.proposal is not None
    assert (decision.timing, decision.needs_confirmation) == ("事前", True)
    assert (decision.proposal.timing, decision.proposal.ground) == ("事後", "formal")
    assert grounds()[decision.proposal.ground].given_on == decision.timing


def test_evidence_says_what_it_rests_on_and_whether_anybody_read_it():
    evidence = proposed("番号法第19条第7号", "番号法第19条第8号").evidence[0]
    assert (evidence.old, evidence.new) == ("番号法第19条第7号", "番号法第19条第8号")
    assert evidence.says.startswith("令和3年9月1日から番号法第19条第7号は番号法第19条第8号")
    assert evidence.source in sources()
    assert not evidence.verified


def test_a_renaming_of_the_citys_own_list_cites_the_list():
    evidence = proposed("市民課の書庫", "市民生活課の書庫").evidence[0]
    assert (evidence.source, evidence.verified) == ("", True)
    assert "名称の変更の記録（組織の名称）" in evidence.says


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ABCの倉庫", "ABCDの倉庫"),
        ("総務部市民課と市民課長", "総務部市民生活課と市民生活課長"),
        ("倉庫（れいじプリント）", "倉庫（れいじメディア）"),
    ],
)
def test_a_name_that_stands_by_itself_is_proposed(before, after):
    assert proposed(before, after)


def test_several_kinds_of_evidence_join_under_the_general_phrase():
    found = proposed(
        "番号法第十九条第七号に基づき、市民課にて行う。データの漏洩を防ぐ。",
        "番号法第19条第8号に基づき、市民生活課にておこなう。データの漏えいを防ぐ。",
    )
    assert found.reason == "formal"
    assert [one.rule for one in found.evidence] == [
        *("renumbered_citation", "renamed_organisation", "notation", "notation"),
    ]


def test_equal_evidence_is_told_once():
    found = proposed("市民課と市民課", "市民生活課と市民生活課")
    assert len(found.evidence) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("市民課の者が扱わない。", "市民生活課の者が扱う。"),
        ("市民課を除く課", "市民生活課を含む課"),
        ("市民課の職員3人", "市民生活課の職員4人"),
        ("市民課の暗号化", "市民生活課の難読化"),
        ("市民課で施錠する。", "市民生活課で保管する。"),
        ("市民課", "市民生活課。新たに審査も行う。"),
        ("市民課の書庫、市民課の端末", "市民生活課の書庫、窓口の端末"),
        ("番号法第19条第7号", "番号法第20条第8号"),
        ("番号法第19条第7号", "国民年金法第19条第8号"),
        ("番号法別表第1の31の項", "番号法別表の47の項"),
        ("規則第3条", "条例第3条"),
        ("番号法第9条及び規則第3条", "番号法第9条及び条例第3条"),
        ("番号法(以下の事務)第9条", "番号法(全ての事務)第9条"),
        ("市民課の課長及び係長", "市民生活課の課長又は係長"),
        ("ABCEの倉庫", "ABCDEの倉庫"),
        ("XABCの倉庫", "XABCDの倉庫"),
        ("ABC2の倉庫", "ABCD2の倉庫"),
        ("れいじプリントサービスの倉庫", "れいじメディアサービスの倉庫"),
        ("区市民課の書庫", "区市民生活課の書庫"),
        ("支所市民課の書庫", "支所市民生活課の書庫"),
        ("第1市民課の書庫", "第1市民生活課の書庫"),
    ],
)
def test_one_word_without_evidence_and_nothing_is_proposed(before, after):
    decision = decided(before, after)
    assert isinstance(decision, Before)
    assert decision.proposal is None


#: Names of laws, contracts and rules that nobody lists, as people make them up.
UNKNOWN = st.builds(
    "{}{}{}".format,
    st.text("高齢者医療支援子育電算契約特例みほんさくらのをするガイドーABｶﾅ・、 \n", max_size=8),
    st.sampled_from("医援例みくらをとるガーAｶ"),
    st.sampled_from(
        [
            "法律",
            "法",
            "条例",
            "規則",
            "要綱",
            "規程",
            "契約書",
            "ガイドライン",
            "基準",
            "令",
            "政令",
            "附則",
            "の一部を改正する法律",
        ]
    ),
)


@given(UNKNOWN, st.sampled_from(["", "第1項"]), st.sampled_from(["、", "\n", "及び", "に基づき、"]))
def test_a_provision_of_an_unknown_name_is_never_proposed(name, paragraph, joint):
    text = f"番号法第9条{paragraph}{joint}{name}第27条"
    assert proposed(text, text.replace("第27条", "第28条"), path="linkage_basis") is None


ACT = "行政手続における特定の個人を識別するための番号の利用等に関する法律"
BESIDE = [
    "（番号法）",
    "（「番号法」）",
    "（番号法）（平成25年5月31日法律第27号）",
    "（利用範囲）",
    "：",
    "\n・",
    "\n① ",
]


@pytest.mark.parametrize("beside", BESIDE)
def test_the_renumbered_provision_is_proposed_whatever_stands_beside_its_law(beside):
    old = f"{ACT}{beside}第9条第1項 別表第一の31の項"
    found = proposed(old, old.replace("別表第一の31の項", "別表の46の項"), path="linkage_basis")
    assert [one.rule for one in found.evidence] == ["renumbered_citation"]


@given(
    UNKNOWN,
    st.sampled_from([*(one for one in BESIDE if "31日" not in one), "（以下番号法という。）"]),
    st.sampled_from(["", "番号法\n・"]),
)
def test_nothing_beside_an_unknown_name_makes_it_a_law_that_we_know(name, beside, heading):
    old = f"{heading}{name}{beside}第27条、別表第一の31の項"
    new = old.replace("第27条", "第28条").replace("別表第一の31の項", "別表の46の項")
    assert proposed(old, new, path="linkage_basis") is None
    assert ageing(f"{name}{beside}第27条", DAY) == ()


def test_the_renumbered_entry_is_proposed_however_the_table_is_written():
    for old in ("番号法別表1の31の項", "番号法別表第一の三十一の項", "番号法別表第1項番31"):
        assert proposed(old, "番号法別表の46の項")
    assert proposed("番号法別表1の31の項", "番号法別表の1の31の項") is None


@pytest.mark.parametrize("more", [{"whole": True}, {"one_side_blank": True}])
def test_a_whole_thing_and_a_blank_side_are_never_proposed(more):
    assert proposed("市民課", "市民生活課", **more) is None


def test_a_choice_is_never_proposed():
    change = Change(FORM, (FORM.item("risks[].audits"),), "市民課", "市民生活課", names=NAMES)
    assert decide(change, DAY).proposal is None


def test_an_item_without_a_mark_keeps_its_plain_phrase():
    decision = decided("市民課", "市民生活課", path="department")
    assert isinstance(decision, After)
    assert (decision.reasons, decision.proposal) == (("other",), None)


def test_borders_that_cut_a_citation_do_not_matter():
    cut = (("=", "番号法第1"), ("-", "9条第7"), ("+", "9条第8"), ("=", "号"))
    assert proposed("番号法第19条第7号", "番号法第19条第8号", segments=cut)


def test_the_same_change_had_another_answer_before_the_law_changed():
    change = Change(FORM, (FORM.item("linkage_basis"),), "番号法第19条第7号", "番号法第19条第8号")
    assert decide(change, date(2021, 8, 31)).proposal is None
    assert decide(change, date(2021, 9, 1)).proposal is not None


# --- the walk that proves it ------------------------------------------------------------------


def pair(old_at, old, new_at, new):
    return Explained(old_at, new_at, Evidence("r", old, new, "", "", verified=True))


def test_a_pair_explains_a_change_only_where_both_stand():
    assert explains_all("甲は乙", "甲は丙", [pair(2, "乙", 2, "丙")])
    assert explains_all("甲は乙", "甲は丙", [pair(1, "乙", 2, "丙")]) is None


def test_a_longer_pair_is_taken_where_a_shorter_one_leads_nowhere():
    found = [pair(0, "甲", 0, "丙"), pair(0, "甲乙", 0, "丙丁")]
    assert explains_all("甲乙", "丙丁", found) == (found[1],)


@given(st.text("甲乙丙、, \n1", max_size=12), st.text("甲乙丙、, \n1", max_size=12))
def test_without_evidence_nothing_but_typography_is_explained(before, after):
    if explains_all(before, after, []) is not None:
        decision = decided(before, after)
        assert before == after or isinstance(decision, After)


@given(
    st.sampled_from(["ない", "禁止", "除く", "施錠", "暗号", "3人", "監査"]),
    st.integers(0, 8),
)
def test_no_word_that_turns_a_meaning_slips_through_beside_evidence(word, at):
    before, after = "市民課にて扱うもの", "市民生活課にて扱うもの"
    assert proposed(before, after)
    assert proposed(before, after[:at] + word + after[at:]) is None


# --- clashes and gaps, on a table of their own ------------------------------------------------

TABLE = """
rules:
  general_rule: {title: t, role: general, rows: [ROW]}
  one: {title: t, role: exception, rows: [ROW]}
  other: {title: t, role: exception, rows: [{in_force_from: 2024-01-01, sources: [guideline], verified: true}]}
same_marks: []
counters: ""
""".replace("ROW", "{in_force_from: 2014-04-20, sources: [regulation], verified: true}")


def exception(name):
    def rule(change, row):
        return After(name, ("typographical",), row.sources, row.verified, (name,))

    return rule


@pytest.fixture
def book(tmp_path):
    file = tmp_path / "timing.yaml"
    file.write_text(TABLE, encoding="utf-8")
    own = {"general_rule": RULES["general_rule"], "one": exception("one")}
    return Book(read_table(file), own | {"other": exception("other")}, {})


def marked(as_of, book):
    return decide(Change(FORM, (FORM.item("files[].storage"),), "甲", "乙"), as_of, book)


def test_two_exceptions_at_once_go_to_a_person_with_what_each_read(book):
    decision = marked(date(2024, 1, 1), book)
    assert isinstance(decision, NeedsJudgement)
    assert (decision.rule, decision.timing, decision.verified) == ("no_rule", "事前", False)
    assert decision.trace == ("当てはまる例外が二つ以上あります。", "one", "other")
    assert decision.sources == ("regulation", "guideline")
    assert decision.proposal is None


def test_an_exception_that_was_not_yet_in_force_does_not_clash(book):
    assert marked(date(2023, 12, 31), book).rule == "one"


def test_a_day_before_any_rule_goes_to_a_person(tmp_path):
    file = tmp_path / "timing.yaml"
    file.write_text(TABLE.replace("2014-04-20", "2030-01-01"), encoding="utf-8")
    decision = marked(date(2024, 1, 1), Book(read_table(file), RULES, {}))
    assert isinstance(decision, NeedsJudgement)
    assert decision.trace == ("当てはまる一般のきまりが一つに決まりません。",)


# --- the closed lists -------------------------------------------------------------------------


def test_no_spelling_of_the_lists_turns_a_meaning_or_names_a_measure():
    lists = closed_lists()
    pairs = [*lists.misspellings.items(), *((g[0], w) for g in lists.notation for w in g[1:])]
    for old, new in pairs:
        for words in (lists.negations, lists.measures):
            assert [old.count(word) for word in words] == [new.count(word) for word in words]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("番号法第二三十条", "番号法第三二十条"),
        ("番号法第19条第百二〇号", "番号法第19条第百三〇号"),
        ("番号法第9条の二三十", "番号法第9条の三二十"),
    ],
)
def test_two_numbers_that_are_none_are_not_the_same_citation(before, after):
    assert proposed(before, after) is None


def test_no_word_stands_in_two_groups_of_spellings():
    words = [word for group in closed_lists().notation for word in group]
    assert len(words) == len(set(words))


def test_a_wrong_list_is_refused_with_its_place(tmp_path):
    file = tmp_path / "closed_lists.yaml"
    file.write_text("misspellings: [甲]\nnotation: []\nname_borders: 課\n", encoding="utf-8")
    with pytest.raises(DefinitionRefused, match="old: …, new: …") as refused:
        read_closed_lists(file)
    assert refused.value.where == "closed_lists.yaml:1"
