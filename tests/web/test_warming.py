"""The list of a new day is ready before somebody looks at it."""

from datetime import UTC, date, datetime, timedelta
from threading import Event

from pia.web import warming
from pia.web.warming import keep_warm, warm

#: 令和7年4月1日 10:32 in Japan, and 23:50 of that day.
MORNING = datetime(2025, 4, 1, 1, 32, tzinfo=UTC)
LATE = datetime(2025, 4, 1, 14, 50, tzinfo=UTC)


def test_a_day_is_made_once_and_the_next_shortly_before_it_begins(store, monkeypatch):
    asked = []
    monkeypatch.setattr(warming, "portfolio_lines", lambda _, day: asked.append(day))
    made = warm(store, MORNING)
    made = warm(store, MORNING + timedelta(hours=1), made)
    assert asked == [date(2025, 4, 1)]
    made = warm(store, LATE, made)
    assert warm(store, LATE + timedelta(minutes=15), made) == {date(2025, 4, 2)}
    assert asked == [date(2025, 4, 1), date(2025, 4, 2)]


def test_what_a_day_brings_by_itself_is_done(store, monkeypatch):
    asked, done = [], Event()

    def hand_over(given, now):
        asked.append((given, now))
        done.set()

    monkeypatch.setattr(warming, "hand_over_due", hand_over)
    stop = keep_warm(store, lambda: MORNING)
    assert done.wait(5)
    stop()
    assert asked == [(store, MORNING)]


def test_a_defect_of_it_is_logged_without_words_and_stops_nothing(store, monkeypatch, caplog):
    told = Event()

    def broken(*_):
        told.set()
        raise ValueError("本文")

    monkeypatch.setattr(warming, "portfolio_lines", broken)
    stop = keep_warm(store, lambda: MORNING)
    assert told.wait(5)
    stop()
    [record] = caplog.records
    assert (record.getMessage(), record.fields["error"]) == ("warming", "ValueError")
    assert "本文" not in str(record.fields)
