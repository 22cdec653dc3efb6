"""Of a form with several faults each is told, below its own field: nobody sends it again for the next."""

import re

import pytest

from pia.approval.roles import Role
from tests.web import papers
from tests.web.approving import city_of
from tests.web.drafting import city_of as begun_in

BELL = "税務部\x07"
BAD_DAY = "いつか"


def faults(reply):
    """What stands below each field of a page of refusal, by the id of the field."""
    assert reply.status_code == 422
    return {
        name: re.sub(r"\s+", " ", said)
        for name, said in re.findall(r'<p class="field-error" id="(.+?)-error">(.+?)</p>', reply.text)
    }  # fmt: skip


@pytest.fixture
def city(store, add, tmp_path):
    return begun_in(store, add, tmp_path)


@pytest.fixture
def editor(city, signed_in):
    return signed_in(Role.EDITOR)


PLAN = {
    "dossier": "1",
    "title": "標準準拠システムへの移行",
    "effective_on": "令和8年1月5日",
    "detail": "",
}


def test_of_a_planned_change_that_ends(editor):
    editor.send("/year/plans", PLAN)
    found = faults(editor.send("/year/plans/1", {"what": "maybe", "note": BELL}))
    assert "どう終わったかが選ばれていません" in found["what"]
    assert "制御文字が入っています" in found["note"]


def test_of_a_sheet_for_a_division(city, editor):
    given = {"subject": "", "division": "99", "due_on": BAD_DAY, "note": "依" * 2_001}
    found = faults(editor.send(f"/drafts/{city.draft.id}/inquiries/new", given))
    assert set(found) == {"subject", "division", "due_on", "note", "items"}
    assert "件名がありません" in found["subject"]
    assert "その課はありません" in found["division"]
    assert "期限を日付として読めません" in found["due_on"]
    assert "依頼文が長すぎます" in found["note"]
    assert "項目が選ばれていません" in found["items"]


def test_of_a_file_that_is_handed_in(editor):
    given = {"conducted_on": "", "published_on": "令和20年1月1日"}
    found = faults(editor.send("/dossiers/1/basic", given))
    assert set(found) == {"file", "conducted_on", "published_on"}
    assert "今日より後です" in found["published_on"]


def test_of_a_new_dossier(editor):
    found = faults(editor.send("/dossiers/new", {"task": "", "number": " "}))
    assert set(found) == {"task", "number"}


def test_of_a_draft_that_was_published_elsewhere(city, editor, signed_in):
    editor.send("/dossiers/new", {"task": "1", "number": "31"})
    given = {"published_on": BAD_DAY, "kind": "second"}
    found = faults(signed_in(Role.PUBLISHER).send("/drafts/2/adopt", given))
    assert set(found) == {"published_on", "adopt-kind", "adopt-unfilled"}


def test_of_the_words_of_a_paper(city, editor):
    given = {"subject": "", "asks": BELL, "reason": "理" * 5_000, "make": "docx"}
    found = faults(editor.send(f"/drafts/{city.draft.id}/memo", given))
    assert set(found) == {"subject", "asks", "reason"}


def test_of_what_is_said_of_a_document_that_is_registered(editor):
    look = papers.send(editor, ("評価書.txt", papers.text())).location
    given = {
        "button": "register", "kind": "reissue", "published_on": BAD_DAY, "number": BELL,
        "organisation": "み" * 201,
    }  # fmt: skip
    found = faults(editor.send(look, given))
    assert {"kind", "published_on", "number", "organisation"} <= set(found)


@pytest.fixture
def row(store, add, clock, tmp_path, signed_in):
    """A row that is 事前, and who judges on it."""
    city = city_of(store, add, clock, tmp_path)
    draft = city.planned(storage="データセンターに保管し、入退室は静脈認証により制限する。")
    client = signed_in(Role.EDITOR, name="judge")
    page = client.get(f"/drafts/{draft.id}/compare").text
    url = re.findall(r'href="(/drafts/\d+/rows/[0-9a-f]+)[?"]', page)[0]
    digest = re.findall(r'name="digest" value="([0-9a-f]+)"', client.get(url).text)[0]
    return client, url, digest


def test_of_a_decision_on_a_row(row):
    client, url, digest = row
    page = client.get(url).text
    ground = re.findall(r'name="ground" value="([a-z_]+)"[^>]*>\s*<label[^>]*>事後', page)[0]
    given = {
        "digest": digest, "ground": ground, "reason": "", "explanation": BELL,
        "effective_on": BAD_DAY, "before": "、", "after": "後" * 100_001,
    }  # fmt: skip
    found = faults(client.send(url, given))
    assert {"explanation", "effective_on", "before", "after"} <= set(found)
    assert "理由が要ります" in found["reason"]
    found = faults(client.send(url, {"digest": digest, "ground": "maybe", "effective_on": BAD_DAY}))
    assert set(found) == {"ground", "effective_on"}
