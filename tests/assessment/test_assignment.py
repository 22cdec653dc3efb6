"""The solver: no other one-to-one choice is worth more."""

from hypothesis import given
from hypothesis import strategies as st

from pia.assessment.assignment import assigned

OFFERS = st.dictionaries(st.integers(0, 5), st.integers(1, 9) | st.integers(1, 10**9))


def greatest(gains, used=frozenset()):
    """Try every choice there is."""
    if not gains:
        return 0
    offers = ((c, gain) for c, gain in gains[0].items() if c not in used)
    taken = [gain + greatest(gains[1:], used | {c}) for c, gain in offers]
    return max([greatest(gains[1:], used), *taken])


@given(st.lists(OFFERS, max_size=6))
def test_no_other_choice_is_worth_more(gains):
    chosen = assigned(gains)
    assert len(set(chosen.values())) == len(chosen)
    assert sum(gains[row][column] for row, column in chosen.items()) == greatest(gains)


def test_the_best_for_one_gives_way_to_the_best_for_all():
    assert assigned([{0: 9, 1: 8}, {0: 8}]) == {0: 1, 1: 0}


def test_who_has_no_candidate_stays_alone():
    assert assigned([{}, {3: 1}]) == {1: 3}
    assert assigned([]) == {}


def test_of_two_who_want_one_the_other_stays_alone():
    assert assigned([{0: 5}, {0: 7}]) == {1: 0}
