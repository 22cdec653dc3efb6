"""What two persons changed: one entry for each page in a window, only for whoever wrote it."""

import pytest

from pia.errors import ChangedMeanwhile, PathNotFound
from pia.store.records import UnsettledEdit
from tests.store.builders import AT, LATER, city, dossier, draft, user

EDITS = (
    UnsettledEdit("department", "税務課\x00"),
    UnsettledEdit("files[@a].storage", {"checked": ["x"]}, "new", "𠮷"),
)


def test_it_is_kept_changed_and_forgotten(store):
    with store.writing() as work:
        here = city(work)
        mine = draft(work, here, dossier(work, here))
        number = work.unsettled.add(
            mine.id, "0a1b2c3d", "basics", "12+14", EDITS, by=here.user, at=AT
        )
    with store.writing() as work:
        kept = work.unsettled.get(number)
        assert (kept.section, kept.seen, kept.edits) == ("basics", "12+14", EDITS)
        work.unsettled.change(number, "15", EDITS[:1], at=LATER)
    with store.writing() as work:
        (kept,) = work.unsettled.of(here.user, mine.id)
        assert (kept.seen, kept.edits, kept.made_at) == ("15", EDITS[:1], LATER)
        work.unsettled.drop(number)
        assert work.unsettled.of(here.user) == ()
        with pytest.raises(PathNotFound, match="預かった入力が見つかりません"):
            work.unsettled.get(number)


def test_each_window_has_its_own_and_nobody_sees_anothers(store):
    with store.writing() as work:
        here = city(work)
        mine, other = draft(work, here, dossier(work, here)), user(work, "suzuki").id
        for page, by, at in (("a", here.user, AT), ("b", here.user, LATER), ("a", other, AT)):
            work.unsettled.add(mine.id, page, "basics", "1", EDITS, by=by, at=at)
    with store.reading() as work:
        assert [one.page for one in work.unsettled.of(here.user)] == ["b", "a"]
        assert len(work.unsettled.of(other, mine.id)) == 1


def test_one_page_has_one_entry(store):
    with store.writing() as work:
        here = city(work)
        mine = draft(work, here, dossier(work, here))
        work.unsettled.add(mine.id, "a", "basics", "1", EDITS, by=here.user, at=AT)
    with pytest.raises(ChangedMeanwhile), store.writing() as work:
        work.unsettled.add(mine.id, "a", "cover", "1", EDITS, by=here.user, at=AT)
