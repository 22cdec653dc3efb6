"""Routes of approval in a store: set, gone stage by stage, bound to what each person saw."""

from dataclasses import replace
from datetime import date

import pytest

from pia.approval.position import APPROVE, CONSENT, LOOK_AFTER, STAND_IN
from pia.approval.roles import Role
from pia.approval.route import CONSULT, Route, Stage
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound
from pia.operations import routes, styles
from pia.operations.act import Act, civil_day
from pia.operations.approvals import shown_details
from pia.operations.endorsing import Said, endorse
from pia.operations.looks import owed_looks
from tests.operations.city import BEGINNING, TODAY, snapshot
from tests.operations.test_approvals import DECIDED, give

NAMES = {"kakari": "係長 見本", "kacho": "課長 見本", "buai": "情報政策課長 見本"}


@pytest.fixture
def seats(city):
    """Accounts of approvers by name."""
    with city.store.writing() as work:
        return {
            name: work.users.add(name, shown, "$", [Role.APPROVER], one_time=False, at=BEGINNING)
            for name, shown in NAMES.items()
        }


def by(city, user):
    return Act(city.store, user.actor, city.at, civil_day(city.at))


def office(city):
    return city.dossier.organisation_id


def set_to(city, *stages, seen="", **given):
    return routes.set_route(
        city.act(Role.ADMINISTRATOR), office(city), Route(stages, **given), seen
    )


def two_stages(city, seats, **more):
    """係長, 情報政策課の合議, 課長 with 係長 as stand-in."""
    return set_to(
        city,
        Stage("係長", (seats["kakari"].id,)),
        Stage("情報政策課", (seats["buai"].id,), kind=CONSULT),
        Stage("課長", (seats["kacho"].id,), (seats["kakari"].id,)),
        **more,
    )


def say(city, user, draft_id, stage, what, **more):
    usual = {"seen": city.review(draft_id).digest}
    return endorse(by(city, user), draft_id, Said(stage, what, **(usual | more)))


def at(city, draft_id):
    with city.store.reading() as work:
        return routes.standing(work, work.drafts.get(draft_id), city.review(draft_id).digest)


def turn(city, draft_id):
    with city.store.reading() as work:
        found = routes.waiting_for(work, work.drafts.get(draft_id))
    return found.title, [user.display_name for user in found.users]


def newest(city, draft_id):
    with city.store.reading() as work:
        return work.drafts.steps(draft_id)[-1]


@pytest.fixture
def asked(city, seats):
    """A draft that was asked for on a route of three stages."""
    two_stages(city, seats)
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    return draft


# --- setting a route ----------------------------------------------------------------------------


def test_only_administrators_set_a_route(city, seats):
    for role in set(Role) - {Role.ADMINISTRATOR}:
        with pytest.raises(NotAllowed, match="権限"):
            routes.set_route(
                city.act(role), office(city), Route((Stage("課長", (seats["kacho"].id,)),))
            )


def test_the_newest_route_counts_and_the_audit_says_who_set_it(city, seats):
    first = two_stages(city, seats)
    second = set_to(city, Stage(" 課　長 ", (seats["kacho"].id,)), seen=str(first))
    with city.store.reading() as work:
        known = work.routes.of(office(city))
        entry = work.audit.entries(1)[0]
        assert [one.id for one in work.routes.all_of(office(city))] == [second, first]
    assert (known.id, known.definition["stages"][0]["title"]) == (second, "課 長")
    assert (entry.action, entry.details["route"]) == ("route-set", second)


def test_two_administrators_do_not_overwrite_each_other(city, seats):
    two_stages(city, seats)
    with pytest.raises(ChangedMeanwhile, match="先に経路"):
        set_to(city, Stage("課長", (seats["kacho"].id,)), seen="-")


def test_an_account_that_cannot_approve_is_not_put_on_a_route(city, seats):
    with city.store.writing() as work:
        work.users.change(seats["kacho"].id, is_active=False)
    for account, words in (
        (city.people[Role.EDITOR].id, "承認者の役割がありません"),
        (seats["kacho"].id, "利用停止中"),
        (999, "登録のない利用者"),
    ):
        with pytest.raises(InputRefused, match=words):
            set_to(city, Stage("課長", (account,)))


def test_a_route_without_a_fault_only(city, seats):
    with pytest.raises(InputRefused, match="最後の段が合議"):
        set_to(city, Stage("課長", (seats["kacho"].id,), kind=CONSULT))
    with pytest.raises(InputRefused, match="制御文字"):
        set_to(city, Stage("課\x07長", (seats["kacho"].id,)))
    with pytest.raises(PathNotFound):
        routes.set_route(
            city.act(Role.ADMINISTRATOR), 999, Route((Stage("課長", (seats["kacho"].id,)),))
        )


def test_an_office_goes_back_to_one_approver(city, seats):
    first = two_stages(city, seats)
    with pytest.raises(ChangedMeanwhile):
        routes.clear_route(city.act(Role.ADMINISTRATOR), office(city), "-")
    routes.clear_route(city.act(Role.ADMINISTRATOR), office(city), str(first))
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    assert at(city, draft.id) is None
    city.do(Role.APPROVER, draft.id, "approve")


# --- going it -----------------------------------------------------------------------------------


def test_without_a_route_one_approver_approves_as_ever(city):
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    assert at(city, draft.id) is None
    assert turn(city, draft.id) == ("承認者", ["見本 承認者"])
    city.do(Role.APPROVER, draft.id, "approve")
    assert turn(city, draft.id) == ("公表担当", ["見本 公表担当"])


def test_each_stage_speaks_in_turn_and_the_last_approves(city, seats, asked):
    assert turn(city, asked.id) == ("係長", ["係長 見本"])
    with pytest.raises(NotAllowed, match="番ではありません"):
        say(city, seats["kacho"], asked.id, 3, APPROVE)
    say(city, seats["kakari"], asked.id, 1, APPROVE, comment="確認した。")
    assert turn(city, asked.id) == ("情報政策課", ["情報政策課長 見本"])
    say(city, seats["buai"], asked.id, 2, CONSENT)
    assert city.now(asked.id).state == "review"
    say(city, seats["kacho"], asked.id, 3, APPROVE)
    assert city.now(asked.id).state == "approved"
    step = newest(city, asked.id)
    assert (step.action, step.made_by) == ("approve", seats["kacho"].id)
    assert step.digest == city.review(asked.id).digest
    assert at(city, asked.id).position.is_decided
    with city.store.reading() as work:
        said = [entry for entry in work.audit.entries(10) if entry.action == "endorse"]
    assert len(said) == 3


def test_on_a_route_nobody_approves_past_the_stages(city, seats, asked):
    with pytest.raises(NotAllowed, match="経路に沿って"):
        city.do(Role.APPROVER, asked.id, "approve")
    assert city.now(asked.id).state == "review"


def test_a_proxy_decision_stays_to_be_looked_at_even_after_the_publication(city, seats, asked):
    say(city, seats["kakari"], asked.id, 1, APPROVE)
    say(city, seats["buai"], asked.id, 2, CONSENT)
    say(city, seats["kakari"], asked.id, 3, STAND_IN)
    city.do(Role.PUBLISHER, asked.id, "submit", details={"submitted_on": TODAY, "receipt": ""})
    city.published(asked.id)
    with city.store.reading() as work:
        (look,) = owed_looks(work, city.now(asked.id))
    assert (look.place.stage.title, look.owner.id) == ("課長", seats["kacho"].id)
    with pytest.raises(NotAllowed, match="後閲する代決"):
        say(city, seats["buai"], asked.id, 3, LOOK_AFTER)
    say(city, seats["kacho"], asked.id, 3, LOOK_AFTER)
    with city.store.reading() as work:
        assert not owed_looks(work, city.now(asked.id))


def test_a_page_that_shows_something_else_binds_nothing(city, seats, asked):
    before = snapshot(city)
    with pytest.raises(ChangedMeanwhile):
        say(city, seats["kakari"], asked.id, 1, APPROVE, seen="0" * 64)
    assert snapshot(city) == before
    assert not at(city, asked.id).endorsements


def test_each_approver_acknowledges_what_may_be_passed_at_their_own_stage(city, seats):
    two_stages(city, seats)
    draft = city.planned(TODAY, storage="データセンターに保管する。")
    city.judge(draft.id, "as_ruled_before", effective_on=TODAY)
    city.do(Role.EDITOR, draft.id, "request")
    with pytest.raises(NotAllowed, match="と同じです"):
        say(city, seats["kakari"], draft.id, 1, APPROVE)
    say(city, seats["kakari"], draft.id, 1, APPROVE, passed="災害対応のため。")
    say(city, seats["buai"], draft.id, 2, CONSENT, passed="災害対応のため。")
    with pytest.raises(NotAllowed, match="と同じです"):
        say(city, seats["kacho"], draft.id, 3, APPROVE)
    say(city, seats["kacho"], draft.id, 3, APPROVE, passed="やむを得ない。")
    assert shown_details(newest(city, draft.id))["このまま進める理由"] == "やむを得ない。"


def test_a_changed_way_of_writing_the_table_begins_the_round_anew(city, seats, asked):
    say(city, seats["kakari"], asked.id, 1, APPROVE)
    with city.store.reading() as work:
        municipality = work.ownership.organisation(office(city)).municipality_id
        style = work.names.style(municipality)
    changed = replace(style, newest_first=not style.newest_first).as_json()
    styles.change(city.act(Role.ADMINISTRATOR), municipality, changed)
    assert [place.number for place in at(city, asked.id).position.open] == [1]
    with pytest.raises(NotAllowed, match="番ではありません"):
        say(city, seats["buai"], asked.id, 2, CONSENT)
    say(city, seats["kakari"], asked.id, 1, APPROVE)


# --- back ---------------------------------------------------------------------------------------


def test_the_stage_whose_turn_it_is_sends_back_and_the_next_request_begins_anew(city, seats, asked):
    say(city, seats["kakari"], asked.id, 1, APPROVE)
    with pytest.raises(NotAllowed, match="今の段の人ではない"):
        city.do(Role.APPROVER, asked.id, "send_back", comment="ためし")
    city.people = city.people | {Role.APPROVER: seats["buai"]}
    city.do(Role.APPROVER, asked.id, "send_back", comment="文言を直してください。")
    assert at(city, asked.id) is None
    city.do(Role.EDITOR, asked.id, "request")
    assert [place.number for place in at(city, asked.id).position.open] == [1]


def test_a_draft_keeps_the_route_that_counted_when_it_was_asked_for(city, seats, asked):
    set_to(city, Stage("部長", (seats["kacho"].id,)))
    assert [s.title for s in at(city, asked.id).route.stages] == ["係長", "情報政策課", "課長"]
    city.do(Role.EDITOR, asked.id, "recall")
    city.do(Role.EDITOR, asked.id, "request")
    assert [s.title for s in at(city, asked.id).route.stages] == ["部長"]


def test_a_decision_from_outside_takes_the_place_of_the_stages_that_are_left(city, seats, asked):
    say(city, seats["kakari"], asked.id, 1, APPROVE)
    city.do(Role.PUBLISHER, asked.id, "record_approval", details=DECIDED)
    assert city.now(asked.id).state == "approved"
    assert shown_details(newest(city, asked.id))["外部の決裁に代えた段"] == "情報政策課、課長"
    city.do(Role.EDITOR, asked.id, "reopen")
    assert at(city, asked.id) is None


# --- who wrote ----------------------------------------------------------------------------------


def test_who_wrote_is_not_heard_at_their_own_stage(city, seats):
    two_stages(city, seats)
    give(city, Role.EDITOR, Role.APPROVER)
    set_to(city, Stage("課長", (city.people[Role.EDITOR].id, seats["kacho"].id)))
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    with pytest.raises(NotAllowed, match="自分が書いた"):
        say(city, city.people[Role.EDITOR], draft.id, 1, APPROVE)
    assert turn(city, draft.id) == ("課長", ["課長 見本"])


def test_in_an_office_of_one_the_same_person_approves_and_the_record_says_so(city):
    give(city, Role.EDITOR, Role.APPROVER)
    one = city.people[Role.EDITOR]
    set_to(city, Stage("村長", (one.id,)), one_person=True, reason="職員が一人のため")
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    say(city, one, draft.id, 1, APPROVE)
    assert city.now(draft.id).state == "approved"
    shown = shown_details(newest(city, draft.id))
    assert shown["一人で処理する団体の設定による"] == "職員が一人のため"
    with city.store.reading() as work:
        (entry,) = [e for e in work.audit.entries(10) if e.action == "endorse"]
    assert entry.details["one_person"] == "職員が一人のため"


def test_an_office_of_one_where_another_wrote_says_nothing_of_it(city, seats):
    set_to(city, Stage("村長", (seats["kacho"].id,)), one_person=True, reason="職員が一人のため")
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    say(city, seats["kacho"], draft.id, 1, APPROVE)
    assert "一人で処理する団体の設定による" not in shown_details(newest(city, draft.id))


# --- what cannot be -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "what", [(1, "burn"), (99, APPROVE), (-1, STAND_IN), (3, LOOK_AFTER), (3, APPROVE)]
)
def test_what_nobody_can_say_now_is_refused(city, seats, asked, what):
    before = snapshot(city)
    with pytest.raises((InputRefused, NotAllowed)):
        say(city, seats["kacho"], asked.id, *what)
    assert snapshot(city) == before


def test_outside_a_request_nobody_speaks(city, seats):
    two_stages(city, seats)
    draft = city.planned(date(2025, 4, 2))
    for what in (APPROVE, LOOK_AFTER):
        with pytest.raises(NotAllowed):
            say(city, seats["kakari"], draft.id, 1, what)


# --- letters ------------------------------------------------------------------------------------


class Letters:
    """Notes what letters would be about."""

    def __init__(self):
        self.told = []

    def stepped(self, act, work, draft, action):
        self.told.append((action, routes.waiting_for(work, draft).title))


def test_whoever_is_next_hears_of_it_once(city, seats):
    numbers = {name: user.id for name, user in seats.items()}
    set_to(
        city,
        Stage("係長", (numbers["kakari"],)),
        Stage("情報政策課", (numbers["buai"],), kind=CONSULT),
        Stage("総務課", (city.people[Role.APPROVER].id,), kind=CONSULT),
        Stage("課長", (numbers["kacho"],)),
    )
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    letters = Letters()
    seen = city.review(draft.id).digest
    order = [
        (seats["kakari"], 1, APPROVE),
        (seats["buai"], 2, CONSENT),
        (city.people[Role.APPROVER], 3, CONSENT),
        (seats["kacho"], 4, APPROVE),
    ]
    for user, stage, what in order:
        endorse(replace(by(city, user), letters=letters), draft.id, Said(stage, what, seen))
    assert letters.told == [
        ("endorse", "情報政策課、総務課"),
        ("endorse", "課長"),
        ("approve", "公表担当"),
    ]
