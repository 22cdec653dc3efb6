"""The searched text of editions: found alike on both databases, and always that of the edition."""

from dataclasses import replace

import pytest

from pia.assessment.passages import search_key
from pia.store.search import lines_with
from pia.store.tables import SearchableRow
from tests.builders import assessment
from tests.store.builders import AT, DAY, city, dossier, draft, edition

UNREAD = {"unknown": "unreadable", "raw": "□"}


@pytest.fixture
def here(store):
    with store.writing() as work:
        return city(work)


@pytest.fixture
def one(store, here):
    with store.writing() as work:
        return dossier(work, here)


def found(store, *words, **more):
    with store.reading() as work:
        keys = [search_key(word) for word in words]
        return [text.id for text in work.search.editions(keys, **more)]


@pytest.mark.parametrize(
    "word",
    [
        "電算",
        "算",
        "ﾐﾎﾝ",
        "ＳＳＯ",
        "sso",
        "ミホン 電算",
        "50%",
        "a_b",
        "a\\b",
        "'",
        '"',
        "𠮷",
        "髙橋",
    ],
)
def test_words_are_found_as_they_are_in_any_width(store, here, one, word):
    says = "ミホン電算（SSO）の50％はa_bとa\\b、'と\"。𠮷野、髙橋"
    with store.writing() as work:
        kept = edition(work, here, one, document=assessment(storage=says))
        edition(work, here, dossier(work, here, "2"))
    assert found(store, word) == [kept.id]


@pytest.mark.parametrize("word", ["電%算", "a_b", "%", "_", "高橋", "こころ"])
def test_no_sign_of_a_word_stands_for_others(store, here, one, word):
    with store.writing() as work:
        edition(work, here, one, document=assessment(storage="電子計算、axb、髙橋、ココロ"))
    found_in = [line for text in _texts(store) for line in lines_with(text, [search_key(word)])]
    assert found_in == []


def test_every_word_must_stand_in_the_text(store, here, one):
    with store.writing() as work:
        kept = edition(work, here, one, document=assessment(storage="静脈", department="税務部"))
    assert found(store, "静脈", "税務部") == [kept.id]
    assert found(store, "静脈", "福祉部") == []


def test_words_in_different_passages_are_no_hit(store, here, one):
    with store.writing() as work:
        edition(work, here, one, document=assessment(storage="静脈認証", department="税務部"))
    (text,) = _texts(store)
    assert list(lines_with(text, ["静脈", "認証"])) == [("files[@file1].storage", "静脈認証")]
    assert list(lines_with(text, ["静脈", "税務部"])) == []
    assert list(lines_with(text, ["storage"])) == []


def test_only_the_edition_in_public_is_found_on_request_and_the_newest_comes_first(
    store, here, one
):
    with store.writing() as work:
        old = edition(work, here, one, DAY.replace(year=2020))
        new = edition(work, here, one)
        work.dossiers.point(one.id, new.id)
    assert found(store, "記載") == [new.id, old.id]
    assert found(store, "記載", only_public=True) == [new.id]


def test_a_completed_reading_is_found(store, here, one):
    document = replace(whole := assessment(), answers=whole.answers | {"department": UNREAD})
    ops = [{"op": "set", "at": "department", "old": UNREAD, "new": "市民窓口課"}]
    with store.writing() as work:
        adopted = edition(work, here, one, document=document)
    assert found(store, "市民窓口課") == []
    with store.writing() as work:
        work.editions.complete(adopted, "department", ops, by=here.user, at=AT)
    assert found(store, "市民窓口課") == [adopted.id]


def test_a_store_from_before_the_search_gets_its_texts(store, here, one):
    with store.writing() as work:
        kept = edition(work, here, one)
        work.connection.delete(work.connection.get(SearchableRow, kept.id))
    assert found(store, "記載") == []
    store.prepare()
    assert found(store, "記載") == [kept.id]
    with store.reading() as work:
        assert work.search.missing() == ()


def test_open_drafts_are_read_and_closed_ones_are_not(store, here, one):
    with store.writing() as work:
        begun = draft(work, here, one, assessment(storage="施錠できる書庫"))
    with store.reading() as work:
        (read,) = work.search.drafts()
    assert (read.id, read.dossier_id) == (begun.id, one.id)
    assert "施錠できる書庫" in read.document


def _texts(store):
    with store.reading() as work:
        return [text.text for text in work.search.editions([])]
