"""Somebody on a route leaves: what is warned of, who does the 後閲 then, and how it is closed."""

from dataclasses import replace

import pytest

from pia.accounts.users import switch_off, switch_on
from pia.approval.position import APPROVE, CONSENT, LOOK_AFTER, STAND_IN
from pia.approval.roles import Role
from pia.approval.route import Stage
from pia.assessment.edit import set_stored
from pia.errors import InputRefused, NotAllowed
from pia.operations import drafts
from pia.operations.act import Act
from pia.operations.leaving import left_by
from pia.operations.letters import MailLetters
from pia.operations.looks import close_look, owed_looks
from pia.operations.notice import Subject
from pia.operations.notices import my_notices, see
from pia.operations.portfolio import portfolio_lines
from tests.operations.city import BEGINNING, TODAY
from tests.operations.test_routes import NAMES, by, say, set_to, two_stages

REASON = "退職したため。内容は後任が確認済み"


@pytest.fixture
def seats(city):
    """係長, 課長, 合議 and a 課長 to come."""
    with city.store.writing() as work:
        return {
            name: work.users.add(name, shown, "$", [Role.APPROVER], one_time=False, at=BEGINNING)
            for name, shown in {**NAMES, "next": "新課長 見本"}.items()
        }


@pytest.fixture
def asked(city, seats):
    two_stages(city, seats)
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    return draft


@pytest.fixture
def decided(city, seats, asked):
    """The draft, approved by 係長 in the place of 課長, who is switched off then."""
    say(city, seats["kakari"], asked.id, 1, APPROVE)
    say(city, seats["buai"], asked.id, 2, CONSENT)
    say(city, seats["kakari"], asked.id, 3, STAND_IN)
    off(city, seats["kacho"])
    return asked


def off(city, user, act=switch_off):
    act(city.store, user.id, city.at, city.people[Role.ADMINISTRATOR].actor)


def looks(city, draft):
    with city.store.reading() as work:
        return owed_looks(work, city.now(draft.id))


def is_told(city, user):
    mine = my_notices(city.store, user.actor, city.at).notices
    return Subject.LOOK in {one.subject for one in mine}


def closed_for(city, user):
    mine = my_notices(city.store, user.actor, city.at).notices
    return [one.detail for one in mine if one.subject == Subject.LOOK_CLOSED]


def prefiltered(city, user):
    with city.store.reading() as work:
        return set(work.waiting.orphaned_looks()), set(work.waiting.stood_in_for(user.id))


def test_what_waits_for_a_person_on_a_route_is_named(city, seats, asked):
    with city.store.reading() as work:
        left = left_by(work, seats["kacho"].id)
        nothing = left_by(work, city.people[Role.VIEWER].id)
    assert not nothing
    assert [(one.organisation, one.stage, one.is_alone) for one in left.seats] == [
        ("みほん市長", "課長", True)
    ]
    assert [(one.draft_id, one.stage, one.is_look) for one in left.drafts] == [
        (asked.id, "課長", False)
    ]
    assert left.drafts[0].title.startswith("3 ")


def test_the_look_that_is_left_goes_to_who_holds_the_stage_now(city, seats, decided):
    assert looks(city, decided)[0].by == ()
    with city.store.reading() as work:
        assert left_by(work, seats["kacho"].id).drafts[0].is_look
    set_to(city, Stage("課長", (seats["next"].id,)))
    (look,) = looks(city, decided)
    assert [user.id for user in look.by] == [seats["next"].id]
    assert is_told(city, seats["next"])
    with pytest.raises(NotAllowed, match="後閲する代決はありません"):
        say(city, seats["buai"], decided.id, 3, LOOK_AFTER)
    say(city, seats["next"], decided.id, 3, LOOK_AFTER)
    assert looks(city, decided) == ()
    assert not is_told(city, seats["next"])


def test_who_decided_for_him_does_not_look_at_it_as_his_successor(city, seats, decided):
    set_to(city, Stage("課長", (seats["kakari"].id,)))
    assert looks(city, decided)[0].by == ()
    with pytest.raises(NotAllowed):
        say(city, seats["kakari"], decided.id, 3, LOOK_AFTER)


def test_an_administrator_closes_the_look_with_a_reason_that_stays(city, seats, decided):
    boss = city.people[Role.ADMINISTRATOR]
    assert is_told(city, boss)
    with pytest.raises(InputRefused, match="理由がありません"):
        close_look(by(city, boss), decided.id, 3, "　")
    with pytest.raises(NotAllowed, match="権限"):
        close_look(by(city, seats["buai"]), decided.id, 3, REASON)
    close_look(by(city, boss), decided.id, 3, REASON)
    assert looks(city, decided) == ()
    assert not is_told(city, boss)
    with city.store.reading() as work:
        newest = work.routes.endorsements(decided.id)[-1]
        entry = work.audit.entries(1)[0]
    assert (newest.made_by, newest.said.comment, newest.said.for_id) == (
        boss.id,
        REASON,
        seats["kacho"].id,
    )
    assert (entry.action, entry.details["user"]) == ("look-close", seats["kacho"].id)
    with pytest.raises(NotAllowed, match="終えられる後閲はありません"):
        close_look(by(city, boss), decided.id, 3, REASON)


def test_those_whom_a_closed_look_concerns_are_told_until_they_have_read_it(city, seats, decided):
    boss, written = city.people[Role.ADMINISTRATOR], []
    set_to(city, Stage("課長", (seats["next"].id,)))
    city.later(hours=1)
    with city.store.writing() as work:
        work.users.change(seats["kakari"].id, email="kakari@city.example.jp")
    act = replace(by(city, boss), letters=MailLetters())
    close_look(act, decided.id, 3, REASON)
    with city.store.reading() as work:
        written = [(one.address, one.subject) for one in work.notices.newest()]
    assert written == [
        (
            "kakari@city.example.jp",
            "【評価書】代決の後閲を、管理者が終えました：3 個人住民税の賦課に関する事務",
        )
    ]
    said = [f"{boss.display_name}：{REASON}"]
    assert closed_for(city, seats["kakari"]) == closed_for(city, seats["next"]) == said
    assert closed_for(city, boss) == closed_for(city, seats["buai"]) == []
    city.later(hours=1)
    see(by(city, seats["kakari"]))
    assert closed_for(city, seats["kakari"]) == []
    city.later(days=31)
    assert closed_for(city, seats["next"]) == []


def test_a_round_that_is_over_leaves_no_look_behind(city, seats, decided):
    assert prefiltered(city, seats["kacho"]) == ({decided.id}, {decided.id})
    city.do(Role.PUBLISHER, decided.id, "send_back", comment="部署を直してください。")
    assert prefiltered(city, seats["kacho"]) == (set(), set())
    set_to(city, Stage("係長", (seats["kakari"].id,)))
    city.do(Role.EDITOR, decided.id, "request")
    assert prefiltered(city, seats["kacho"]) == (set(), set())


def test_an_administrator_does_not_close_the_look_at_what_they_decided(city, seats, decided):
    deputy = seats["kakari"]
    with city.store.writing() as work:
        work.users.give_roles(deputy.id, {Role.APPROVER, Role.ADMINISTRATOR})
    with city.store.reading() as work:
        deputy = work.users.get(deputy.id)
    with pytest.raises(NotAllowed, match="自分が代わって決めたもの"):
        close_look(by(city, deputy), decided.id, 3, REASON)
    assert len(looks(city, decided)) == 1


def test_a_look_whose_owner_is_there_is_closed_by_nobody_else(city, seats, decided):
    off(city, seats["kacho"], switch_on)
    with pytest.raises(NotAllowed, match="終えられる後閲はありません"):
        close_look(city.act(Role.ADMINISTRATOR), decided.id, 3, REASON)
    say(city, seats["kacho"], decided.id, 3, LOOK_AFTER)
    assert looks(city, decided) == ()


def test_a_draft_that_nobody_else_has_written_in_is_named_and_goes_to_all_editors(city):
    draft = city.started()
    editor = city.people[Role.EDITOR]
    with city.store.reading() as work:
        assert left_by(work, editor.id).writing == ((draft.id, "3 個人住民税の賦課に関する事務"),)
    switch_off(city.store, editor.id, city.at, city.people[Role.ADMINISTRATOR].actor)
    [line] = portfolio_lines(city.store, TODAY)
    assert line.turn.title == "編集者（見本 編集者は利用停止）"
    assert line.turn.role is Role.EDITOR


def test_a_word_of_a_colleague_takes_a_draft_from_nobody(city):
    draft = city.started()
    with city.store.writing() as work:
        other = work.users.add("h2", "田中", "$", [Role.EDITOR], one_time=False, at=BEGINNING)
    act = Act(city.store, other.actor, city.at, TODAY)
    drafts.save(act, draft.id, 0, set_stored(draft.document, "department", "税務部"))
    [line] = portfolio_lines(city.store, TODAY)
    assert [name for _, name in line.turn.people] == ["田中", "見本 編集者"]
    with city.store.reading() as work:
        assert left_by(work, city.people[Role.EDITOR].id).writing == ()
