"""Decisions on rows: for exactly what was seen, in 下書き alone, by an editor."""

from datetime import date

import pytest

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.operations import judgements
from pia.revision.judging import Judgement
from tests.operations.city import TODAY

CENTRE = "データセンターに保管する。"


@pytest.fixture
def draft(city):
    """A draft whose one row is 事前: 保管場所 is ※."""
    return city.planned(date(2025, 5, 1), storage=CENTRE)


def row(city, draft):
    return city.review(draft.id).comparison.rows[0]


def given(city, draft, ground, **said):
    ruled = city.review(draft.id).ruled.rows[0]
    usual = {"row": ruled.key, "digest": ruled.digest, "reason": "", "explanation": ""}
    return Judgement(**(usual | {"ground": ground, "effective_on": None, "by": "だれか"} | said))


def kept(city, draft):
    with city.store.reading() as work:
        return work.drafts.kept_judgements(draft.id)


def test_a_judgement_changes_the_row_and_tells_who_made_it_and_when(city, draft):
    assert row(city, draft).timing == "事前"
    city.judge(draft.id, "formal", reason="条項の繰上げに伴う。")
    assert (row(city, draft).timing, city.review(draft.id).kind) == ("事後", "amendment")
    (one,) = kept(city, draft)
    assert (one.made_by, one.made_at) == (city.people[Role.EDITOR].id, city.at)
    assert (one.judgement.by, one.judgement.reason) == ("見本 編集者", "条項の繰上げに伴う。")


def test_nobody_judges_in_the_name_of_another(city, draft):
    judgements.judge(
        city.act(Role.EDITOR), draft.id, given(city, draft, "as_ruled_before", by="見本 市長")
    )
    assert kept(city, draft)[0].judgement.by == "見本 編集者"


def test_the_digest_of_the_approval_follows_each_part_of_a_judgement(city, draft):
    seen = {city.review(draft.id).digest}
    for said in (
        {"ground": "formal", "reason": "誤記のため。"},
        {"ground": "formal", "reason": "条項の繰上げのため。"},
        {
            "ground": "formal",
            "reason": "条項の繰上げのため。",
            "explanation": "形式的な変更である。",
        },
        {"ground": "as_ruled_before"},
        {"ground": "as_ruled_before", "effective_on": date(2025, 6, 1)},
    ):
        city.judge(draft.id, **said)
        seen.add(city.review(draft.id).digest)
    assert len(seen) == 6


def test_a_row_that_was_edited_meanwhile_is_not_judged(city, draft):
    stale = given(city, draft, "formal", reason="誤記のため。")
    city.edited(draft.id, storage="県外のデータセンターに保管する。")
    with pytest.raises(ChangedMeanwhile, match="その行の記載はその後に変わっています"):
        judgements.judge(city.act(Role.EDITOR), draft.id, stale)
    assert kept(city, draft) == ()


def test_a_row_that_is_no_longer_there_is_not_judged(city, draft):
    stale = given(city, draft, "formal", reason="誤記のため。")
    city.edited(draft.id, storage=city.edition.document.answers["files"][0]["storage"])
    with pytest.raises(ChangedMeanwhile):
        judgements.judge(city.act(Role.EDITOR), draft.id, stale)


def test_after_a_later_edit_the_row_asks_again_but_keeps_its_day(city, draft):
    city.judge(draft.id, "formal", reason="誤記のため。", effective_on=date(2025, 7, 1))
    city.edited(draft.id, storage="県外のデータセンターに保管する。")
    after = row(city, draft)
    assert (after.timing, after.effective_on) == ("事前", date(2025, 7, 1))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"ground": "formal"}, "理由が要ります"),
        ({"ground": "formal", "reason": "\u200b"}, "理由が要ります"),
        ({"ground": "voluntary", "reason": "任意"}, "事前の行には使えません"),
        ({"ground": "as_i_like"}, "根拠はありません"),
        ({"ground": "as_ruled_before", "effective_on": date(7, 4, 1)}, "公布より前です"),
        ({"ground": None, "reason": "任意"}, "だけでは判断になりません"),
        ({"ground": None, "explanation": "任意"}, "だけでは判断になりません"),
    ],
)
def test_a_judgement_that_does_not_hold_together_is_refused(city, draft, said, words):
    with pytest.raises(InputRefused, match=words):
        city.judge(draft.id, **said)
    assert kept(city, draft) == ()


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.VIEWER])
def test_only_editors_judge(city, draft, role):
    with pytest.raises(NotAllowed, match="編集者"):
        judgements.judge(city.act(role), draft.id, given(city, draft, "as_ruled_before"))


@pytest.mark.parametrize("to", ["review", "approved", "submitted", "published", "withdrawn"])
def test_what_was_asked_for_approval_holds_its_decisions(city, draft, to):
    if to == "withdrawn":
        city.do(Role.EDITOR, draft.id, "withdraw", comment="見送り")
    elif to == "review":
        city.do(Role.EDITOR, draft.id, "request")
    else:
        {"approved": city.approved}.get(to, city.submitted)(draft.id)
    if to == "published":
        city.published(draft.id, TODAY)
    assert city.now(draft.id).state == to
    with pytest.raises(NotAllowed, match="判断を変えられません"):
        city.judge(draft.id, "as_ruled_before")


def test_the_audit_names_the_ground_and_no_text(city, draft):
    city.judge(draft.id, "formal", reason="条項の繰上げに伴う。")
    with city.store.reading() as work:
        entry = work.audit.entries(1)[0]
    assert (entry.action, entry.details["ground"]) == ("row-judge", "formal")
    assert "条項" not in repr(entry.details)


# --- cells worded anew ------------------------------------------------------------------------

SHORT = "保管場所をデータセンターに改めた。"


def test_a_worded_cell_is_printed_and_the_row_keeps_what_the_engine_rendered(city, draft):
    city.judge(draft.id, "as_ruled_before", after=SHORT)
    found = row(city, draft)
    assert (found.after, found.rendered[1]) == (SHORT, CENTRE)
    assert found.wording.by == "見本 編集者"


def test_words_are_kept_without_a_judgement_on_the_timing(city, draft):
    city.judge(draft.id, None, after=SHORT)
    assert (row(city, draft).after, row(city, draft).timing) == (SHORT, "事前")


def test_the_words_of_the_engine_are_no_wording(city, draft):
    before = row(city, draft).before
    city.judge(draft.id, None, before=f" {before}\r\n", after=CENTRE)
    assert row(city, draft).wording is None
    assert (kept(city, draft)[0].judgement.before, kept(city, draft)[0].judgement.after) == (
        None,
        None,
    )


def test_a_wording_does_not_outlive_what_it_was_about(city, draft):
    city.judge(draft.id, None, after=SHORT)
    city.edited(draft.id, storage="県外のデータセンターに保管する。")
    assert row(city, draft).wording is None
    assert row(city, draft).after == "県外のデータセンターに保管する。"


def test_a_wording_is_taken_back_by_the_next_judgement_without_one(city, draft):
    city.judge(draft.id, None, after=SHORT)
    city.judge(draft.id, None)
    assert row(city, draft).after == CENTRE


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"after": "  \n"}, "変更後の記載に言葉がありません"),
        ({"before": "・・・"}, "変更前の記載に言葉がありません"),
        ({"after": "長" * 20_001}, "変更後の記載が長すぎます"),
        ({"after": "制御\x07文字"}, "制御文字が入っています"),
        ({"before": "\ud800"}, "壊れた文字"),
    ],
)
def test_a_wording_that_says_nothing_or_cannot_be_kept_is_refused(city, draft, cells, words):
    with pytest.raises(InputRefused, match=words):
        city.judge(draft.id, None, **cells)
    assert kept(city, draft) == ()


def test_a_dash_says_that_nothing_stands_there(city, draft):
    city.judge(draft.id, None, before="—")
    assert row(city, draft).before == "—"


def test_a_wording_that_drops_a_division_or_a_vendor_is_told(city, draft):
    with city.store.writing() as work:
        work.ownership.add_division(1, "業務処理", date(2020, 4, 1))
    city.edited(draft.id, storage="業務処理が委託先とともに保管する。")
    city.judge(draft.id, None, after="担当が保管する。", effective_on=date(2025, 6, 1))
    (blocker,) = [b for b in city.review(draft.id).blockers if b.id == "wording"]
    assert "変わった名称「業務処理」がありません" in blocker.message
    city.judge(draft.id, None, after="業務処理が保管する。", effective_on=date(2025, 6, 1))
    assert not [b for b in city.review(draft.id).blockers if b.id == "wording"]


def test_a_wording_that_hides_a_change_is_passed_only_with_a_reason(city, draft):
    city.edited(draft.id, storage="庁内のサーバ室に7年間保管する。")
    city.judge(draft.id, None, after="保管の期間を定めた。", effective_on=date(2025, 6, 1))
    (blocker,) = [b for b in city.review(draft.id).blockers if b.id == "wording"]
    assert blocker.passable
    assert "変わった数「7」がありません" in blocker.message
    city.do(Role.EDITOR, draft.id, "request")
    with pytest.raises(NotAllowed, match="読み取れない変更があります"):
        city.do(Role.APPROVER, draft.id, "approve")
    city.do(Role.APPROVER, draft.id, "approve", passed="期間は本文にあるため。")
    assert city.now(draft.id).state == "approved"
