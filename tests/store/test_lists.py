"""What lists of 評価書 ask besides their lines: who has it, since when, what is open."""

from datetime import date

from pia.store.drafts import NewStep
from pia.store.records import EditionDay, NewEndorsement
from tests.store.builders import AT, DAY, LATER, city, dossier, draft, edition, user

EARLIER = date(2023, 11, 6)


def line(work):
    return work.dossiers.lines()[0]


def test_a_draft_is_with_who_began_it_until_somebody_else_saves(store):
    with store.writing() as work:
        here = city(work)
        other = user(work, "tanaka")
        begun = draft(work, here, dossier(work, here))
        assert (line(work).opened.writer_id, line(work).opened.sequence) == (here.user, 0)
        work.drafts.change(begun, begun.document, what="edit", ops=[], by=other.id, at=LATER)
        opened = line(work).opened
    assert (opened.writer_id, opened.writer, opened.sequence) == (other.id, "佐藤 花子", 1)


def test_a_draft_names_its_own_newest_step_and_voice(store):
    with store.writing() as work:
        here = city(work)
        by = {"by": here.user, "at": AT}
        begun = draft(work, here, dossier(work, here, "1"))
        assert (line(work).opened.step, line(work).opened.voice) == (None, None)
        asking = NewStep("request", "review", "", "", {})
        work.drafts.step(begun, asking, **by)
        other = draft(work, here, dossier(work, here, "2"))
        work.drafts.step(other, asking, **by)
        (asked,) = work.drafts.steps(begun.id)
        route = work.routes.add(here.organisation, {}, **by)
        said = NewEndorsement(asked.id, route, 1, "approve", "0" * 64)
        voice = work.routes.endorse(begun.id, said, **by)
        opened, others = (one.opened for one in work.dossiers.lines())
    assert (opened.state, opened.step, opened.voice) == ("review", asked.id, voice)
    assert others.step > asked.id
    assert others.voice is None


def test_every_edition_gives_its_number_kind_and_day(store):
    with store.writing() as work:
        here = city(work)
        one, none = dossier(work, here, "1"), dossier(work, here, "2")
        first = edition(work, here, one, EARLIER).id
        second = edition(work, here, one, DAY, kind="amendment").id
        days = work.dossiers.edition_days()
    first_day = EditionDay(first, 1, "first", EARLIER)
    assert days == {one.id: (first_day, EditionDay(second, 2, "amendment", DAY))}
    assert none.id not in days


def test_completions_are_counted_for_the_edition_in_public(store):
    with store.writing() as work:
        here = city(work)
        one = dossier(work, here)
        older, newer = edition(work, here, one, EARLIER), edition(work, here, one, DAY)
        work.dossiers.point(one.id, newer.id)
        for kept, count in ((older, 1), (newer, 2)):
            for _ in range(count):
                work.editions.complete(kept, "storage", [], by=here.user, at=AT)
        assert work.dossiers.completions() == {newer.id: 2}


def test_threads_of_open_drafts_are_counted_until_they_are_settled(store):
    with store.writing() as work:
        here = city(work)
        by = {"by": here.user, "at": AT}
        begun = draft(work, here, dossier(work, here, "1"))
        closed = draft(work, here, dossier(work, here, "2"))
        work.drafts.step(closed, NewStep("withdraw", "withdrawn", "", "", {}), **by)
        say = work.comments.add
        first, second, third = (
            say(begun.id, "storage", "確認", thread_id=None, **by) for _ in range(3)
        )
        say(begun.id, "storage", "返事", thread_id=first, **by)
        say(closed.id, "", "取り下げます", thread_id=None, **by)
        work.comments.mark(first, "resolved", "", **by)
        work.comments.mark(first, "reopened", "", **by)
        work.comments.mark(second, "resolved", "", **by)
        assert work.dossiers.open_threads() == {begun.id: 2}
        work.comments.mark(third, "resolved", "", **by)
        assert work.dossiers.open_threads() == {begun.id: 1}


def test_what_a_city_says_of_its_desk_is_kept(store):
    with store.writing() as work:
        here = city(work).municipality
        assert work.ownership.desk(here) == {}
        work.ownership.keep_desk(here, {"five_years_from": "any"})
    with store.reading() as work:
        assert work.ownership.desk(here) == {"five_years_from": "any"}
