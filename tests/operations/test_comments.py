"""Comments: who says what to whom, what waits, and what it has to do with the approval."""

import pytest

from pia.approval.roles import Role
from pia.assessment.edit import add_thing, remove_thing
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound
from pia.operations import comments, drafts
from tests.builders import path_of
from tests.operations.city import TODAY

ASKED = "専用の作業室は、別の名称になっていませんか。"


@pytest.fixture
def draft(city):
    return city.planned()


def say(city, draft, path="department", body=ASKED, role=Role.APPROVER):
    return comments.add(city.act(role), draft.id, path, body)


def threads(city, draft):
    with city.store.reading() as work:
        return work.comments.of(draft.id)


def test_a_comment_is_kept_with_who_and_when_and_as_it_was_typed(city, draft):
    say(city, draft, body="一つ目。\r\n・<b>二つ目</b>　ﾊﾝｶｸ\n")
    [thread] = threads(city, draft)
    [said] = thread.comments
    assert said.body == "一つ目。\n・<b>二つ目</b>　ﾊﾝｶｸ"
    assert (said.by, said.made_at, said.path) == ("見本 承認者", city.at, "department")
    assert thread.is_open


def test_an_answer_stands_in_its_thread_and_opens_it_again(city, draft):
    number = say(city, draft)
    editor = city.act(Role.EDITOR)
    comments.resolve(editor, draft.id, number)
    assert not threads(city, draft)[0].is_open
    comments.answer(city.act(Role.APPROVER), draft.id, number, "まだ直っていません。")
    [thread] = threads(city, draft)
    assert [one.body for one in thread.comments] == [ASKED, "まだ直っていません。"]
    assert [mark.what for mark in thread.marks] == ["resolved", "reopened"]
    assert thread.is_open


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.EDITOR, True), (Role.APPROVER, True), (Role.PUBLISHER, True), (Role.VIEWER, False)],
)
def test_everybody_but_readers_may_say_something(city, draft, role, may):
    if may:
        assert say(city, draft, role=role)
        return
    with pytest.raises(NotAllowed, match="権限がありません"):
        say(city, draft, role=role)


def test_who_began_a_thread_an_editor_or_an_approver_settles_it(city, draft):
    number = say(city, draft)
    with pytest.raises(NotAllowed, match="ほかの人のコメント"):
        comments.resolve(city.act(Role.PUBLISHER), draft.id, number)
    own = say(city, draft, role=Role.PUBLISHER)
    comments.resolve(city.act(Role.PUBLISHER), draft.id, own)
    comments.resolve(city.act(Role.EDITOR), draft.id, number)
    assert not any(thread.is_open for thread in threads(city, draft))


def test_what_is_settled_or_open_already_is_said(city, draft):
    number = say(city, draft)
    editor = city.act(Role.EDITOR)
    with pytest.raises(ChangedMeanwhile, match="すでに開いています"):
        comments.reopen(editor, draft.id, number)
    comments.resolve(editor, draft.id, number)
    with pytest.raises(ChangedMeanwhile, match="すでに済み"):
        comments.resolve(editor, draft.id, number)
    comments.reopen(editor, draft.id, number)
    assert threads(city, draft)[0].is_open


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "コメントが空です"),
        (" \n　", "コメントが空です"),
        ("\u200b\u2060", "コメントが空です"),
        ("あ" * 4001, "長すぎます（4,001文字）"),
        ("確認\x07", "制御文字"),
        ("確認\ud83d", "サロゲート"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(city, draft, body, words):
    with pytest.raises(InputRefused, match=words):
        say(city, draft, body=body)
    assert threads(city, draft) == ()


@pytest.mark.parametrize(
    "path", ["nothing", "files", "files[1]", "files[9].storage", "x y", "a..b"]
)
def test_a_comment_on_what_is_no_item_here_is_refused(city, draft, path):
    with pytest.raises(PathNotFound):
        say(city, draft, path=path)


def test_a_comment_stands_at_the_item_wherever_it_is_moved(city, draft):
    say(city, draft, path=path_of("storage"))
    [thread] = threads(city, draft)
    file = draft.document.answers["files"][0]["@id"]
    assert thread.path == f"files[@{file}].storage"


def test_a_comment_on_another_draft_is_not_found(city, draft):
    number = say(city, draft)
    other = city.first(number="9")
    with pytest.raises(PathNotFound, match="コメントが見つかりません"):
        comments.answer(city.act(Role.EDITOR), other.id, number, "返信")


def test_a_comment_that_waits_is_passed_only_with_a_reason(city, draft):
    number = say(city, draft)
    say(city, draft, path="")
    digest = city.review(draft.id).digest
    found = [one for one in city.review(draft.id).blockers if one.id == "comment"]
    assert [(one.path, one.passable) for one in found] == [("department", True), ("", True)]
    assert "部署" in found[0].message
    assert "評価書全体" in found[1].message
    city.do(Role.EDITOR, draft.id, "request")
    with pytest.raises(NotAllowed, match="済んでいないコメントが1件"):
        city.do(Role.APPROVER, draft.id, "approve")
    comments.resolve(city.act(Role.EDITOR), draft.id, number)
    assert city.review(draft.id).digest == digest
    city.do(Role.APPROVER, draft.id, "approve", passed="口頭で確かめたため。")


def test_settled_comments_are_in_nobodys_way(city, draft):
    comments.resolve(city.act(Role.EDITOR), draft.id, say(city, draft))
    city.approved(draft.id)


def test_a_comment_on_a_thing_that_was_removed_still_waits(city, draft):
    editor = city.act(Role.EDITOR)
    ops = add_thing(draft.document, "files[1].outsourcing", "new1")
    now = drafts.save(editor, draft.id, draft.sequence, ops).draft
    number = say(city, now, path="files[1].outsourcing[@new1].title")
    ops = remove_thing(now.document, "files[1].outsourcing[@new1]")
    drafts.save(editor, now.id, now.sequence, ops)
    [found] = [one for one in city.review(draft.id).blockers if one.id == "comment"]
    assert "委託事項" in found.message
    comments.answer(editor, draft.id, number, "委託をやめたため、削除しました。")
    comments.resolve(editor, draft.id, number)


def test_a_closed_draft_takes_no_more_comments(city, draft):
    number = say(city, draft)
    city.do(Role.EDITOR, draft.id, "withdraw", comment="誤って作成したため")
    with pytest.raises(NotAllowed, match="取下げ"):
        say(city, draft)
    with pytest.raises(NotAllowed, match="取下げ"):
        comments.resolve(city.act(Role.EDITOR), draft.id, number)


def test_the_audit_knows_that_somebody_spoke_and_not_what(city, draft):
    say(city, draft)
    with city.store.reading() as work:
        [entry] = [one for one in work.audit.entries(5) if one.action == "comment-add"]
    assert entry.subject == f"draft {draft.id}"
    assert ASKED not in str(entry.details)


def published(city, draft):
    """Bring a draft with a comment that was passed to its publication; the comment's number."""
    number = say(city, draft)
    city.do(Role.EDITOR, draft.id, "request")
    city.do(Role.APPROVER, draft.id, "approve", passed="決裁の後に答えるため。")
    details = {"submitted_on": TODAY, "receipt": ""}
    city.do(Role.PUBLISHER, draft.id, "submit", details=details)
    city.published(draft.id)
    return number


def test_a_comment_that_was_passed_is_answered_and_settled_after_the_publication(city, draft):
    number = published(city, draft)
    with pytest.raises(NotAllowed, match="コメントを書けません"):
        say(city, draft)
    with city.store.reading() as work:
        assert work.comments.left_open(city.dossier.id) == {draft.id: 1}
    comments.answer(city.act(Role.EDITOR), draft.id, number, "次の版で直します。")
    comments.resolve(city.act(Role.APPROVER), draft.id, number)
    with city.store.reading() as work:
        assert work.comments.left_open(city.dossier.id) == {}
    with pytest.raises(ChangedMeanwhile, match="すでに済み"):
        comments.answer(city.act(Role.EDITOR), draft.id, number, "もう一つ。")
    with pytest.raises(NotAllowed, match="コメントを書けません"):
        comments.reopen(city.act(Role.EDITOR), draft.id, number)


def test_a_draft_that_was_withdrawn_is_no_longer_talked_about(city, draft):
    number = say(city, draft)
    city.do(Role.EDITOR, draft.id, "withdraw", comment="見送り")
    with pytest.raises(NotAllowed, match="コメントを書けません"):
        comments.resolve(city.act(Role.EDITOR), draft.id, number)
