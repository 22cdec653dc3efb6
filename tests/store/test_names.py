"""How a city writes its table, and its list of names: kept, given back, never lost."""

from datetime import date

import pytest

from pia.errors import ChangedMeanwhile, InputRefused, PathNotFound
from pia.revision.style import DEFAULT_STYLE, TableStyle
from pia.revision.timing.names import Renaming
from tests.store.builders import AT, LATER, city

NAME = Renaming(
    "contractor", "株式会社みほん電算", "みほんデジタル株式会社", date(2025, 4, 1), "通知"
)


@pytest.fixture
def here(store):
    with store.writing() as work:
        return city(work)


def test_a_city_that_says_nothing_writes_as_the_product_does(store, here):
    with store.reading() as work:
        assert work.names.style(here.municipality) == DEFAULT_STYLE
        assert work.names.of(here.municipality) == ()


def test_a_style_comes_back_as_it_was_kept(store, here):
    style = TableStyle(
        labels="short",
        newest_first=True,
        duty="義務づけ",
        words={"other": "修正"},
        headings=("市の措置",),
    )
    with store.writing() as work:
        work.names.keep_style(here.municipality, style)
    with store.reading() as work:
        assert work.names.style(here.municipality) == style


def test_a_withdrawn_name_stays_in_the_list_and_says_who_and_why(store, here):
    with store.writing() as work:
        first = work.names.add(here.municipality, NAME, by=here.user, at=AT)
        work.names.add(here.municipality, NAME, by=here.user, at=LATER)
        work.names.withdraw(first, "二重の登録", by=here.user, at=LATER)
    with store.reading() as work:
        newest, oldest = work.names.of(here.municipality)
        assert work.names.get(first) == oldest
    assert (newest.name, newest.withdrawn, newest.made_at) == (NAME, None, LATER)
    assert (oldest.withdrawn.reason, oldest.withdrawn.by) == ("二重の登録", "佐藤 花子")


def test_names_are_those_of_one_city(store, here):
    with store.writing() as work:
        other = city(work, "べつの市")
        work.names.add(other.municipality, NAME, by=other.user, at=AT)
    with store.reading() as work:
        assert work.names.of(here.municipality) == ()


def test_a_name_is_withdrawn_once(store, here):
    with store.writing() as work:
        number = work.names.add(here.municipality, NAME, by=here.user, at=AT)
        work.names.withdraw(number, "", by=here.user, at=AT)
    with (
        pytest.raises(ChangedMeanwhile, match="ほかの人が先に取り下げました"),
        store.writing() as work,
    ):
        work.names.withdraw(number, "", by=here.user, at=AT)


def test_a_name_that_stays_the_same_is_refused(store, here):
    same = Renaming("place", "本庁舎", "本庁舎")
    with pytest.raises(InputRefused, match="前と後の名称が同じです"), store.writing() as work:
        work.names.add(here.municipality, same, by=here.user, at=AT)


def test_a_city_that_does_not_exist_has_no_style(store):
    with store.writing() as work:
        with pytest.raises(PathNotFound, match="団体が見つかりません"):
            work.names.style(99)
        with pytest.raises(PathNotFound, match="名称の変更が見つかりません"):
            work.names.get(99)
