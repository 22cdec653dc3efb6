"""What is remembered is made once, also where several ask for it at the same moment."""

from threading import Event, Thread

import pytest

from pia.operations.looking import Memory


def test_who_asks_while_another_makes_it_waits_for_that():
    memory, begun, go_on, made, got = Memory(), Event(), Event(), [], []

    def slowly():
        begun.set()
        go_on.wait(5)
        made.append("checks")
        return "checks"

    def ask():
        got.append(memory.of("day", slowly))

    threads = [Thread(target=ask) for _ in range(3)]
    threads[0].start()
    assert begun.wait(5)
    for other in threads[1:]:
        other.start()
    go_on.set()
    for one in threads:
        one.join(5)
    assert (got, made) == (["checks"] * 3, ["checks"])


def test_what_fails_is_asked_for_again():
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.of("day", lambda: 1 // 0)
    assert memory.of("day", lambda: 1) == 1


def test_the_oldest_is_forgotten_first():
    memory = Memory(most=2)
    for key in ("a", "b", "c"):
        memory.of(key, lambda: 1)
    assert memory.of("a", lambda: 2) == 2
    assert memory.of("c", lambda: 2) == 1
