"""Coming in with name and password, and what failures lead to."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from pia.accounts import passwords, sessions, signing_in
from pia.accounts.sessions import Lengths
from pia.accounts.signing_in import MOST_FAILURES, change_password, sign_in
from pia.accounts.users import reset_password, switch_off
from pia.errors import InputRefused, NotAllowed
from tests.accounts.conftest import AT

WRONG = "利用者名またはパスワードが違います。入力を確かめて、もう一度お試しください。"
NEW = "mado-2-tsukue-5"


def refused(store, name, password, at=AT):
    with pytest.raises(NotAllowed) as error:
        sign_in(store, name, password, at)
    return error.value.sentence()


def fail(store, times, at=AT):
    for _ in range(times):
        assert refused(store, "hensyu", "wrong", at) == WRONG


def test_name_and_password_let_a_person_in_and_it_is_audited(store, editor, audited):
    user, password = editor
    assert sign_in(store, "hensyu", password, AT).id == user.id
    assert audited() == [("sign-in", f"user {user.id}", "hensyu", {})]


def test_capitals_and_full_width_letters_do_not_keep_a_person_out(store, editor):
    assert sign_in(store, " ＨＥＮＳＹＵ ", editor[1], AT) == editor[0]


def test_unknown_wrong_and_switched_off_are_one_sentence(store, boss, editor):
    user, password = editor
    sentences = {refused(store, "nobody", password), refused(store, "hensyu", "wrong")}
    switch_off(store, user.id, AT, boss)
    sentences.add(refused(store, "hensyu", password))
    assert sentences == {WRONG}


def test_unknown_wrong_and_switched_off_take_the_same_work(store, boss, editor, monkeypatch):
    user, password = editor
    cost = []

    class Counting(PasswordHasher):
        def verify(self, kept, given):
            cost.append(kept.split("$")[3])
            return super().verify(kept, given)

    counting = Counting(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", counting)
    refused(store, "nobody", password)
    refused(store, "hensyu", "wrong")
    switch_off(store, user.id, AT, boss)
    refused(store, "hensyu", password)
    assert cost == ["m=8,t=1,p=1"] * 3


def test_what_was_typed_is_never_audited(store, boss, editor, audited):
    refused(store, "himitsu-no-namae", "himitsu-no-go")
    refused(store, "hensyu", "himitsu-no-go")
    subject = f"user {editor[0].id}"
    assert audited(2) == [
        ("sign-in-refused", subject, "pia", {"reason": "password"}),
        ("sign-in-refused", "user unknown", "pia", {"reason": "unknown"}),
    ]


def test_after_ten_failures_even_the_right_password_waits_a_quarter_of_an_hour(store, editor):
    fail(store, MOST_FAILURES)
    sentence = refused(store, "hensyu", editor[1], AT + timedelta(minutes=14))
    assert sentence.startswith("続けて10回まちがえたため、令和7年4月1日 10:47まで")
    assert sign_in(store, "hensyu", editor[1], AT + timedelta(minutes=15)) == editor[0]


def test_nine_failures_are_forgotten_with_the_right_password(store, editor):
    for _ in range(2):
        fail(store, MOST_FAILURES - 1)
        assert sign_in(store, "hensyu", editor[1], AT).failures == 0


def test_after_a_lockout_ten_more_failures_are_counted(store, editor):
    fail(store, MOST_FAILURES)
    later = AT + timedelta(minutes=20)
    fail(store, MOST_FAILURES, later)
    assert "10:32まで" not in refused(store, "hensyu", editor[1], later)
    assert "11:07まで" in refused(store, "hensyu", editor[1], later)


def test_a_new_one_time_password_ends_a_lockout(store, boss, editor):
    fail(store, MOST_FAILURES)
    _, password = reset_password(store, editor[0].id, AT, boss)
    assert sign_in(store, "hensyu", password, AT).one_time


def test_a_password_hashed_with_old_parameters_is_hashed_anew(store, editor, monkeypatch):
    stronger = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", stronger)
    sign_in(store, "hensyu", editor[1], AT)
    with store.reading() as work:
        assert "t=2" in work.users.password_hash(editor[0].id)
    assert sign_in(store, "hensyu", editor[1], AT) == editor[0]


def test_a_reset_during_the_hashing_of_a_sign_in_stands(store, boss, editor, monkeypatch):
    user, password = editor

    def slow(given, kept):
        reset_password(store, user.id, AT, boss)
        return passwords.matches(given, kept)

    monkeypatch.setattr(signing_in, "matches", slow)
    assert refused(store, "hensyu", password) == WRONG
    with pytest.raises(NotAllowed):
        change_password(store, user, password, NEW, AT)


def test_changing_the_password_ends_every_session(store, editor, audited):
    user, password = editor
    token = sessions.start(store, user, {}, AT, Lengths()).token
    change_password(store, user, password, NEW, AT)
    assert sessions.find(store, token, AT) is None
    assert audited() == [("change-password", f"user {user.id}", "hensyu", {})]
    assert not sign_in(store, "hensyu", NEW, AT).one_time


def test_a_wrong_old_password_counts_as_a_failure(store, editor):
    for _ in range(MOST_FAILURES):
        with pytest.raises(NotAllowed):
            change_password(store, editor[0], "wrong", NEW, AT)
    assert "ログインできません" in refused(store, "hensyu", editor[1])


@pytest.mark.parametrize(
    ("new", "said"), [(None, "今と同じパスワードです"), ("short", "文字必要です")]
)
def test_a_new_password_that_is_the_old_one_or_too_weak_is_refused(store, editor, new, said):
    user, password = editor
    with pytest.raises(InputRefused, match=said):
        change_password(store, user, password, new or password, AT)
    assert sign_in(store, "hensyu", password, AT).one_time
