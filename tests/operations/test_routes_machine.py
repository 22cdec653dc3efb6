"""People act on a draft with a route in any order; what the store then holds must always be right."""

import shutil
from dataclasses import replace
from datetime import date
from itertools import count
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from pia.approval.position import APPROVE, CONSENT, LOOK_AFTER, STAND_IN, VOICES
from pia.approval.roles import Role
from pia.approval.route import CONSULT, Route, Stage
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.operations import drafts, looks, routes, styles
from pia.operations.act import Act, civil_day
from pia.operations.approvals import Asked, act_on
from pia.operations.endorsing import Said, endorse
from pia.operations.publications import submit
from pia.store.engine import sqlite_address
from pia.store.work import Store
from tests.operations.city import BEGINNING, TODAY, City

REFUSED = (NotAllowed, InputRefused, ChangedMeanwhile)
SEATS = ("kakari", "joho", "kacho")
DECIDED: dict[str, str | date] = {
    "document_number": "税第12号",
    "decided_on": TODAY,
    "office": "市民税課長",
}
TEXTS = ("税務部", "税務部課税課", "財務部課税課")


class Office(RuleBasedStateMachine):
    """係長, 情報政策課 (合議), 課長 with 係長 as stand-in, and an editor who is approver too."""

    #: Whatever any of them came to.
    reached: ClassVar[set[str]] = set()

    def __init__(self, city):
        super().__init__()
        self.city = city
        self.people = {role.value: user for role, user in city.people.items()}
        with city.store.writing() as work:
            for name in SEATS:
                self.people[name] = work.users.add(
                    name, name, "$", [Role.APPROVER], one_time=False, at=BEGINNING
                )
            work.users.give_roles(self.people["editor"].id, [Role.EDITOR, Role.APPROVER])
            self.people["editor"] = work.users.get(self.people["editor"].id)
        last = Stage("課長", (self.number("kacho"),), (self.number("kakari"),))
        self.routes = (
            Route(
                (
                    Stage("係長", (self.number("kakari"), self.number("editor"))),
                    Stage("情報政策課", (self.number("joho"),), kind=CONSULT),
                    last,
                )
            ),
            Route((last,)),
        )
        self.set_route(0)
        self.draft = city.planned().id
        self.seen = city.review(self.draft).digest

    def number(self, name):
        return self.people[name].id

    def act(self, name):
        return Act(self.city.store, self.people[name].actor, BEGINNING, civil_day(BEGINNING))

    def tried(self, act, *given):
        """Do an act, or see it refused with nothing changed."""
        before = self.kept()
        try:
            act(*given)
        except REFUSED:
            assert self.kept() == before

    def kept(self):
        with self.city.store.reading() as work:
            draft = work.drafts.get(self.draft)
            said = work.routes.endorsements(self.draft)
            return draft, work.drafts.steps(self.draft), said

    @rule()
    def look(self):
        self.seen = self.city.review(self.draft).digest

    @rule(
        name=st.sampled_from(("editor", "approver", "publisher", *SEATS)),
        action=st.sampled_from(("request", "recall", "approve", "send_back", "reopen")),
    )
    def step(self, name, action):
        asked = Asked(action, seen=self.seen, comment="理由")
        self.tried(act_on, self.act(name), self.draft, asked)

    @rule(name=st.sampled_from(("editor", "publisher", "kacho")))
    def decide_outside(self, name):
        asked = Asked("record_approval", seen=self.seen, details=dict(DECIDED))
        self.tried(act_on, self.act(name), self.draft, asked)

    @rule(
        name=st.sampled_from(("editor", *SEATS)),
        stage=st.integers(1, 3),
        what=st.sampled_from(sorted(VOICES)),
    )
    def say(self, name, stage, what):
        self.tried(endorse, self.act(name), self.draft, Said(stage, what, self.seen))

    @rule(steps=st.integers(1, 5), by_proxy=st.booleans())
    def go_on(self, steps, by_proxy):
        """Whoever's turn it is acts: chance alone would seldom come to the end of a route."""
        for _ in range(steps):
            self.look()
            state = self.city.now(self.draft).state
            if state == "draft":
                self.step("editor", "request")
            elif state == "review":
                self.speak(by_proxy=by_proxy)
            elif state == "approved":
                self.hand_in()

    def speak(self, *, by_proxy):
        with self.city.store.reading() as work:
            on = routes.standing(work, work.drafts.get(self.draft), self.seen)
        for place in on.position.open if on else ():
            what = CONSENT if place.stage.kind == CONSULT else APPROVE
            who = place.stage.people[0]
            if by_proxy and place.stage.stand_ins:
                what, who = STAND_IN, place.stage.stand_ins[0]
            by = next(name for name, user in self.people.items() if user.id == who)
            self.tried(endorse, self.act(by), self.draft, Said(place.number, what, self.seen))

    @rule(text=st.sampled_from(TEXTS))
    def edit(self, text):
        self.tried(lambda: self.city.edited(self.draft, reopen=True, department=text))

    @rule()
    def write_the_table_otherwise(self):
        with self.city.store.reading() as work:
            city = work.ownership.municipalities()[0].id
            style = work.names.style(city)
        changed = replace(style, newest_first=not style.newest_first).as_json()
        styles.change(self.act("administrator"), city, changed)

    @rule(number=st.integers(0, 1))
    def set_route(self, number):
        office = self.city.dossier.organisation_id
        routes.set_route(self.act("administrator"), office, self.routes[number])

    @rule()
    def hand_in(self):
        asked = Asked("submit", seen=self.seen, details={"submitted_on": TODAY, "receipt": ""})
        self.tried(submit, self.act("publisher"), self.draft, asked)

    @invariant()
    def what_is_approved_was_seen_at_every_stage(self):
        draft, steps, said = self.kept()
        self.reached.add(draft.state)
        if draft.state not in ("approved", "submitted"):
            return
        newest = next(s for s in reversed(steps) if s.action in ("approve", "record_approval"))
        writers = drafts_writers(self.city, draft)
        assert newest.made_by not in writers
        if newest.action == "approve":
            assert newest.details["route"]
            mine = [e for e in said if e.said.digest == newest.digest]
            request = next(s for s in reversed(steps) if s.action == "request")
            mine = [e for e in mine if e.said.request_id == request.id]
            with self.city.store.reading() as work:
                stages = work.routes.get(newest.details["route"]).definition["stages"]
            spoke = {e.said.stage for e in mine if e.said.what != LOOK_AFTER}
            assert spoke == set(range(1, len(stages) + 1))
            assert not writers & {e.made_by for e in mine}

    @invariant()
    def a_proxy_decision_is_never_lost_sight_of(self):
        draft, _, _ = self.kept()
        with self.city.store.reading() as work:
            on = routes.standing(work, draft)
            owed = {one.owner.id for one in looks.owed_looks(work, draft)}
        said = [one.said for one in on.endorsements] if on else []
        looked = {one.stage for one in said if one.what == LOOK_AFTER}
        proxies = {one.for_id for one in said if one.what == STAND_IN and one.stage not in looked}
        assert owed == proxies
        self.reached.update({"後閲待ち"} if owed else ())


def drafts_writers(city, draft):
    with city.store.reading() as work:
        return drafts.writers(work, draft)


def test_whatever_people_do_the_record_of_an_approval_is_right(prepared_city, tmp_path):
    given, file = prepared_city
    numbers, opened = count(), []

    def city():
        copy = shutil.copy(file, tmp_path / f"{next(numbers)}.sqlite")
        store = Store.at(sqlite_address(copy))
        opened.append(store)
        city = City(store, given.people, tmp_path / "site")
        city.dossier, city.edition = given.dossier, given.edition
        return city

    few = settings(
        max_examples=10,
        stateful_step_count=14,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )

    class AnyOffice(Office):
        def __init__(self):
            super().__init__(city())

    run_state_machine_as_test(AnyOffice, settings=few)
    assert Office.reached >= {"draft", "review", "approved", "submitted", "後閲待ち"}
    for store in opened:
        store.close()
