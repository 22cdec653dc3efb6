"""Renamings as cities live them: by steps, in a box of ①入手元, from next April, with ㈱ or 株式会社."""

from datetime import date

import pytest

from pia.official import load_form
from pia.revision.judging import Judgement, judged
from pia.revision.timing import Change, decide
from pia.revision.timing.change import Fragment
from pia.revision.timing.names import Renaming, chains_from, city_of
from pia.revision.what_if import what_if, what_if_stored
from tests.builders import assessment as whole
from tests.builders import changed
from tests.revision.small import compared

FORM = load_form()
DAY = date(2025, 4, 1)
SPRING = date(2026, 4, 1)


def renamed(old, new, since=None, kind="organisation"):
    return Renaming(kind, old, new, since)


def proposed(before, after, *names, path="files[].storage", city="みほん市", on=None):
    change = Change(FORM, (FORM.item(path),), before, after, names=names, city=city)
    return decide(change, DAY, effective_on=on).proposal


# --- one renaming after the other -------------------------------------------------------------

STEPS = (
    renamed("市民課", "市民サービス課", date(2023, 4, 1)),
    renamed("市民サービス課", "窓口サービス課", date(2025, 4, 1)),
)


def test_a_name_that_changed_twice_is_explained_by_both_steps():
    (evidence,) = proposed("市民課の書庫", "窓口サービス課の書庫", *STEPS).evidence
    assert evidence.says == (
        "名称の変更の記録（組織の名称）では、「市民課」は令和5年4月1日から「市民サービス課」、"
        "「市民サービス課」は令和7年4月1日から「窓口サービス課」です。"
    )


def test_each_step_alone_is_explained_too():
    assert proposed("市民課の書庫", "市民サービス課の書庫", *STEPS)
    assert proposed("市民サービス課の書庫", "窓口サービス課の書庫", *STEPS)


def test_names_that_changed_places_on_one_day_are_no_steps():
    same_day = (renamed("市民課", "戸籍課", DAY), renamed("戸籍課", "窓口課", DAY))
    assert proposed("市民課の書庫", "窓口課の書庫", *same_day) is None
    assert proposed("市民課と戸籍課", "戸籍課と窓口課", *same_day)


def test_steps_of_which_no_day_is_known_are_not_joined():
    undated = (renamed("市民課", "戸籍課"), renamed("戸籍課", "窓口課"))
    assert proposed("市民課の書庫", "窓口課の書庫", *undated) is None


def test_a_list_that_goes_round_in_circles_ends():
    round_about = [renamed("甲課", "乙課", DAY), renamed("乙課", "甲課", SPRING)]
    assert len(list(chains_from(round_about[0], round_about))) == 2


# --- a 課 that was divided --------------------------------------------------------------------

DIVIDED = (renamed("市民課", "窓口課", DAY), renamed("市民課", "戸籍課", DAY))


@pytest.mark.parametrize(("new", "other"), [("窓口課", "戸籍課"), ("戸籍課", "窓口課")])
def test_of_a_division_the_evidence_names_the_other_part_too(new, other):
    (evidence,) = proposed("市民課の書庫", f"{new}の書庫", *DIVIDED).evidence
    assert evidence.says.endswith(
        f"「市民課」は「{other}」にもなっています（分割など）。どれに当たるかを確かめてください。"
    )


def test_two_that_became_one_need_no_word_of_another():
    merged = (renamed("市民課", "窓口課", DAY), renamed("戸籍課", "窓口課", DAY))
    (evidence,) = proposed("戸籍課の書庫", "窓口課の書庫", *merged).evidence
    assert "にもなっています" not in evidence.says


# --- spellings and borders --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("さくら情報㈱", "さくら情報(株)"),
        ("さくら情報㈱", "さくら情報株式会社"),
        ("株式会社みほん情報センター", "㈱みほん情報センター"),
        ("みほんデータ株式会社", "みほんデータ（株）"),
        ("みほんデータ(株)", "ﾐﾎﾝﾃﾞｰﾀ㈱"),
        ("ﾐﾎﾝﾃﾞｰﾀ㈱", "ミホンデータ（株）"),
        ("株式会社みほん情報センター", "株式会社　みほん情報センター"),
        ("みほんＡＢ社", "みほんAB社"),
        ("みほんサーバー社", "みほんサーバ社"),
    ],
)
def test_a_company_is_known_by_its_name_however_it_is_written(listed, written):
    listed = listed.replace("みほんデータ", "ミホンデータ")
    written = written.replace("みほんデータ", "ミホンデータ")
    name = renamed(listed, "株式会社みほんデジタル", kind="contractor")
    found = proposed(f"{written}に委託する。", "㈱みほんデジタルに委託する。", name)
    assert [(one.old, one.new) for one in found.evidence] == [(written, "㈱みほんデジタル")]


def test_the_form_of_a_company_is_part_of_its_name():
    name = renamed("さくら情報㈱", "れいじ情報㈱", kind="contractor")
    assert proposed("さくら情報有限会社", "れいじ情報㈱", name) is None


def test_the_same_company_in_another_spelling_is_notation():
    (evidence,) = proposed("さくら情報㈱の倉庫", "さくら情報株式会社の倉庫").evidence
    assert evidence.rule == "notation"


@pytest.mark.parametrize("before", ["みほん市", "みほん市役所", "（みほん市", "委託元はみほん市"])
def test_behind_the_name_of_the_city_itself_begins_the_name_of_a_division(before):
    names = (renamed("市民課", "市民サービス課"),)
    assert proposed(f"{before}市民課の書庫", f"{before}市民サービス課の書庫", *names)


@pytest.mark.parametrize("before", ["れいじ市", "新みほん市", "福祉", "みほん市北"])
def test_behind_any_other_name_it_is_another_division(before):
    names = (renamed("市民課", "市民サービス課"),)
    assert proposed(f"{before}市民課の書庫", f"{before}市民サービス課の書庫", *names) is None


@pytest.mark.parametrize(
    ("organisation", "city"),
    [
        *(("みほん市長", "みほん市"), ("みほん市", "みほん市"), ("みほん県知事", "みほん県")),
        *(("みほん市教育委員会", "みほん市"), ("みほん市水道事業管理者", "みほん市")),
        *(("みほん市みほん区長", "みほん市みほん区"), ("例市市長", "例市市")),
        *(("みほん広域連合", ""), ("", ""), (None, ""), ({"unknown": "not-in-source"}, "")),
    ],
)
def test_the_city_is_read_from_the_name_of_the_body(organisation, city):
    assert city_of(organisation) == city


def test_a_comparison_knows_the_city_by_its_document():
    old = whole(storage="みほん市市民課の書庫", organisation="みほん市長")
    new = changed(old, {"files[1].storage": "みほん市市民サービス課の書庫"})
    (row,) = compared(old, new, names=(renamed("市民課", "市民サービス課"),)).rows
    assert row.decision.proposal


# --- the text beside a box --------------------------------------------------------------------

SOURCES = "files[1].sources"
NAMES = (renamed("市民税課", "課税課"),)


def ticked(text, *checked):
    return {"checked": ["person", "own_departments", *checked], "detail": {"own_departments": text}}


def of_boxes(before, after):
    found = what_if_stored(FORM, SOURCES, before, after, as_of=DAY, names=NAMES)
    assert found.decision
    return found.decision.proposal


def test_a_renamed_division_in_the_text_of_a_box_is_proposed_as_in_a_text():
    found = of_boxes(ticked("市民課、市民税課、生活支援課"), ticked("市民課、課税課、生活支援課"))
    assert [(one.rule, one.old, one.new) for one in found.evidence] == [
        ("renamed_organisation", "市民税課", "課税課")
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ticked("市民税課"), ticked("課税課", "local_bodies")),
        (ticked("市民税課"), ticked("課税課、生活支援課")),
        (ticked("市民税課"), ticked("課税課 [○]行政機関")),
        (ticked("市民税課"), ticked("")),
        (ticked("市民税課"), ticked("窓口課")),
    ],
)
def test_another_tick_or_another_word_beside_it_and_nothing_is_proposed(before, after):
    assert of_boxes(before, after) is None


# --- from a day that is to come ---------------------------------------------------------------

APRIL = (renamed("情報政策課", "デジタル推進課", SPRING),)
MARCH = date(2026, 3, 16)
TEXTS = ("情報政策課が管理する。", "デジタル推進課が管理する。")


@pytest.mark.parametrize(
    ("effective_on", "is_proposed"),
    [(None, False), (date(2026, 3, 31), False), (SPRING, True), (date(2026, 5, 1), True)],
)
def test_a_name_of_next_april_counts_for_what_takes_effect_then(effective_on, is_proposed):
    found = what_if(
        FORM, "files[1].storage", *TEXTS, as_of=MARCH, effective_on=effective_on, names=APRIL
    )
    assert found.decision
    assert bool(found.decision.proposal) == is_proposed


def drafted(**more):
    old = whole(storage=TEXTS[0])
    new = changed(old, {"files[1].storage": TEXTS[1]})
    return compared(old, new, as_of=MARCH, names=APRIL, **more)


def test_a_table_with_its_day_proposes_in_march_what_begins_in_april():
    (row,) = drafted(effective_on=SPRING).rows
    (evidence,) = row.decision.proposal.evidence
    assert "令和8年4月1日から" in evidence.says
    assert (row.timing, row.needs_confirmation, row.effective_on) == ("事前", True, SPRING)


def test_the_day_that_a_person_gives_a_row_counts_as_well():
    (row,) = drafted().rows
    assert not row.decision.proposal
    said = Judgement(row.key, row.digest, None, "", "", SPRING, by="編集 太郎")
    (dated,) = judged(drafted(), [said]).rows
    assert dated.decision.proposal
    assert (dated.effective_on, dated.needs_confirmation) == (SPRING, True)
    assert dated.digest == row.digest


def test_a_provision_is_renumbered_on_the_day_of_the_change():
    texts = ("番号法第19条第7号", "番号法第19条第8号")
    change = Change(FORM, (FORM.item("linkage_basis"),), *texts)
    asked = date(2021, 8, 1)
    assert decide(change, asked).proposal is None
    assert decide(change, asked, effective_on=date(2021, 9, 1)).proposal


# --- what it costs ----------------------------------------------------------------------------


class Counted(list):
    """A list that counts how often it is looked into."""

    looks = 0

    def __getitem__(self, at):
        Counted.looks += 1
        return super().__getitem__(at)


@pytest.mark.parametrize("count", [100, 1000])
def test_the_work_of_meeting_grows_with_the_differences_alone(count):
    words = [(10 * number, 10 * number + 4) for number in range(count)]
    change = Change(FORM, (), "", "")
    change.__dict__["fragments"] = [Fragment(at, end, at, end) for at, end in words]
    Counted.looks = 0
    assert list(change.meeting(Counted(words), Counted(words))) == [(n, n) for n in range(count)]
    assert Counted.looks < 10 * count


def test_a_long_text_mended_in_every_line_is_explained_to_its_end():
    line = "・サーバの漏洩を防ぐため、{}番の書庫に紐付けて取扱いを行う。"
    old = "\n".join(line.format(number) for number in range(300))
    new = old.replace("サーバ", "サーバー").replace("漏洩", "漏えい").replace("取扱い", "取り扱い")
    assert proposed(old, new)
    assert proposed(old, new.replace("299番", "300番")) is None
