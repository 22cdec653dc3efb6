"""The outbox: each letter is sent once, again after a failure with growing pauses, for a day."""

from datetime import timedelta

import pytest

from pia.approval.roles import Role
from pia.operations.mailing import deliver, is_due, is_given_up


@pytest.fixture
def write(city):
    def write(subject="一"):
        user = city.people[Role.EDITOR]
        with city.store.writing() as work:
            work.notices.write(user.id, "sato@city.example.jp", subject, "本文\n", at=city.at)

    return write


class Server:
    """A mail server that takes letters, or says why not."""

    def __init__(self):
        self.taken, self.error = [], None

    def __call__(self, letter):
        if self.error:
            raise self.error
        self.taken.append(letter.subject)


@pytest.fixture
def server():
    return Server()


def newest(city):
    with city.store.reading() as work:
        return work.notices.newest()


def test_each_letter_is_sent_once_in_the_order_it_was_written(city, write, server):
    write("一")
    write("二")
    assert deliver(city.store, server, lambda: city.at) == 2
    assert deliver(city.store, server, lambda: city.at) == 0
    assert server.taken == ["一", "二"]
    assert all(letter.sent_at == city.at for letter in newest(city))


def test_a_failure_is_kept_and_tried_again_with_growing_pauses(city, write, server):
    write()
    server.error = OSError("接続できません\r\n\x00")
    tried = []
    for minute in range(24 * 60 + 10):
        if is_due(newest(city)[0], city.at):
            deliver(city.store, server, lambda: city.at)
            tried.append(minute)
        city.later(minutes=1)
    assert tried == [0, 1, 5, 15, 60, 180, 480, 1380]
    (letter,) = newest(city)
    assert (letter.tries, letter.error) == (8, "OSError 接続できません")
    assert is_given_up(letter, city.at)


def test_a_server_that_answers_again_gets_all_that_waited(city, write, server):
    write("一")
    server.error = TimeoutError()
    deliver(city.store, server, lambda: city.at)
    write("二")
    server.error = None
    city.later(minutes=1)
    assert deliver(city.store, server, lambda: city.at) == 2
    assert {(one.error, one.sent_at) for one in newest(city)} == {("", city.at)}


def test_after_a_failure_the_others_wait_for_the_next_time(city, write, server):
    write("一")
    write("二")
    server.error = ConnectionRefusedError("refused")
    assert deliver(city.store, server, lambda: city.at) == 0
    assert sorted(letter.tries for letter in newest(city)) == [0, 1]


def test_a_letter_that_cannot_be_handed_over_holds_up_no_other_and_says_no_secret(
    city, write, server
):
    write("一")
    server.error = UnicodeEncodeError("ascii", "ひみつ", 0, 3, "ordinal not in range(128)")
    deliver(city.store, server, lambda: city.at)
    write("二")
    server.error = None
    assert deliver(city.store, server, lambda: city.at) == 1
    assert newest(city)[1].error == "UnicodeEncodeError"
    assert server.taken == ["二"]


def test_a_letter_of_the_day_before_is_sent_no_more(city, write, server):
    write()
    city.later(days=1, minutes=1)
    assert deliver(city.store, server, lambda: city.at) == 0
    assert is_given_up(newest(city)[0], city.at)
    assert is_due(newest(city)[0], city.at - timedelta(hours=2))
