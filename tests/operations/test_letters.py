"""Letters: to whom one is written when a turn comes, what it says, and what it never says."""

from dataclasses import replace

import pytest

from pia.approval.roles import Role
from pia.operations import comments
from pia.operations.act import Act
from pia.operations.letters import MailLetters

EDITOR, APPROVER, PUBLISHER = Role.EDITOR, Role.APPROVER, Role.PUBLISHER


@pytest.fixture
def city(city, monkeypatch):
    """The city with a mail server, where everybody has an address."""
    with city.store.writing() as work:
        for user in work.users.all():
            work.users.change(user.id, email=f"{user.name}@city.example.jp")
    plain = type(city).act

    def act(self, *roles):
        return replace(plain(self, *roles), letters=MailLetters("https://pia.city.example.jp"))

    monkeypatch.setattr(type(city), "act", act)
    return city


def letters(city):
    """The letters written since the last look, the oldest first: to whom and what about."""
    with city.store.reading() as work:
        return list(reversed(work.notices.newest()))


def heads(city):
    return [(one.address.partition("@")[0], one.subject) for one in letters(city)]


TITLE = "3 個人住民税の賦課に関する事務"


def test_each_turn_is_told_to_those_who_come_next(city):
    draft = city.planned()
    assert letters(city) == []
    city.do(EDITOR, draft.id, "request")
    city.do(APPROVER, draft.id, "send_back", comment="名称が違います。")
    city.do(EDITOR, draft.id, "request")
    city.do(APPROVER, draft.id, "approve")
    assert heads(city) == [
        ("approver", f"【評価書】承認の順番です：{TITLE}"),
        ("editor", f"【評価書】差し戻されました：{TITLE}"),
        ("approver", f"【評価書】承認の順番です：{TITLE}"),
        ("publisher", f"【評価書】決裁済です。提出を待っています：{TITLE}"),
    ]


def test_a_letter_leads_to_the_page_and_holds_no_text(city):
    draft = city.planned(department="秘密の記載")
    city.do(EDITOR, draft.id, "request", comment="秘密のコメント")
    (letter,) = letters(city)
    assert f"https://pia.city.example.jp/drafts/{draft.id}/approval\n" in letter.body
    assert letter.body.startswith("見本 承認者 様\n")
    assert f"評価書：{TITLE}\n" in letter.body
    assert "秘密" not in letter.subject + letter.body


def test_a_comment_is_told_to_the_writers_and_to_those_in_the_thread(city):
    draft = city.planned()
    thread = comments.add(city.act(APPROVER), draft.id, "", "秘密のコメント")
    comments.answer(city.act(EDITOR), draft.id, thread, "直しました。")
    assert [who for who, _ in heads(city)] == ["editor", "approver"]
    assert "秘密" not in letters(city)[0].body
    assert f"/drafts/{draft.id}/comments\n" in letters(city)[0].body


def test_nobody_gets_a_letter_about_what_they_did_without_address_or_when_switched_off(city):
    with city.store.writing() as work:
        work.users.change(city.people[APPROVER].id, email=None)
        work.users.change(city.people[PUBLISHER].id, is_active=False)
    draft = city.planned()
    city.approved(draft.id)
    comments.add(city.act(EDITOR), draft.id, "", "確認しました。")
    assert letters(city) == []


def test_without_the_address_of_the_application_there_is_no_link(city):
    draft = city.planned()
    act = replace(city.act(EDITOR), letters=MailLetters())
    comments.add(replace(act, actor=city.people[APPROVER].actor), draft.id, "", "どうですか。")
    (letter,) = letters(city)
    assert "http" not in letter.body
    assert "/drafts" not in letter.body


def test_an_act_that_is_refused_writes_nothing(city):
    draft = city.planned(None)
    with pytest.raises(Exception, match="公表予定日"):
        city.do(EDITOR, draft.id, "request")
    assert letters(city) == []


def test_an_installation_without_mail_writes_nothing(city):
    draft = city.planned()
    act = Act(city.store, city.people[APPROVER].actor, city.at, city.act(EDITOR).today)
    comments.add(act, draft.id, "", "どうですか。")
    assert letters(city) == []
