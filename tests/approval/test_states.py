"""The table of states: every state reached, no dead end, every act refused to the wrong person."""

import pytest

from pia.approval.roles import Actor, Role
from pia.approval.states import CLOSED, DRAFT, read_workflow, step, workflow
from pia.errors import DefinitionRefused, InputRefused, NotAllowed

ONE_ACT = "states:\n  draft:\n    title: 下書き\nactions:\n  go: {}"
EVERYBODY = Actor(1, "all", "全員", frozenset(Role))


def somebody(*roles):
    return Actor(7, "somebody", "だれか", frozenset(roles))


def reached_from(state):
    found, waiting = set(), [state]
    while waiting:
        here = waiting.pop()
        if here in found:
            continue
        found.add(here)
        waiting += [a.went_to for a in workflow().actions.values() if here in a.came_from]
    return found


def test_every_state_can_be_reached_from_a_new_draft():
    assert reached_from(DRAFT) == set(workflow().states)


@pytest.mark.parametrize("state", [s for s in workflow().states if s != "published"])
def test_no_state_is_a_dead_end_on_the_way_to_publication(state):
    assert "published" in reached_from(state)


def test_what_is_published_is_never_taken_back():
    assert reached_from("published") == {"published"}


@pytest.mark.parametrize("state", [s for s in workflow().states if s not in CLOSED])
def test_every_open_state_can_be_withdrawn_and_comes_back(state):
    assert step("withdraw", state, EVERYBODY, frozenset(), "中止").went_to == "withdrawn"
    assert step("restore", "withdrawn", EVERYBODY, frozenset()).went_to == DRAFT


@pytest.mark.parametrize("state", workflow().states)
@pytest.mark.parametrize("name", workflow().actions)
def test_an_act_leads_where_the_table_says_or_is_refused_with_the_state(name, state):
    action = workflow().actions[name]
    if state in action.came_from:
        assert step(name, state, EVERYBODY, frozenset(), "理由").went_to == action.went_to
    else:
        with pytest.raises(NotAllowed) as refused:
            step(name, state, EVERYBODY, frozenset(), "理由")
        assert workflow().states[state].title in str(refused.value)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", workflow().actions)
def test_an_act_is_open_to_its_roles_alone(name, role):
    action = workflow().actions[name]
    state = action.came_from[0]
    offered = action in workflow().open_to(state, somebody(role))
    assert offered == (role in action.roles)
    if not offered:
        with pytest.raises(NotAllowed):
            step(name, state, somebody(role), frozenset(), "理由")


def test_a_viewer_and_a_plain_administrator_cannot_bring_a_draft_through_approval():
    for role in (Role.VIEWER, Role.ADMINISTRATOR):
        names = {a.id for s in workflow().states for a in workflow().open_to(s, somebody(role))}
        assert names <= {"adopt"}


@pytest.mark.parametrize("name", ["approve", "record_approval"])
def test_nobody_approves_what_they_wrote(name):
    with pytest.raises(NotAllowed, match="自分が書いた"):
        step(name, "review", EVERYBODY, frozenset({1, 2}))


@pytest.mark.parametrize("name", ["send_back", "withdraw"])
@pytest.mark.parametrize("comment", ["", "  \n"])
def test_sending_back_and_withdrawing_need_a_reason(name, comment):
    with pytest.raises(InputRefused, match="理由"):
        step(name, "review", EVERYBODY, frozenset(), comment)


def test_an_act_that_does_not_exist_is_refused():
    with pytest.raises(InputRefused):
        step("burn", "draft", EVERYBODY, frozenset())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("states: {draft: {}}\nactions: {}", "title"),
        ("states: {draft: {title: 下書き, colour: red}}\nactions: {}", "colour"),
        (ONE_ACT.format("{title: 進む, from: [draft], to: drat, roles: [editor]}"), "draft"),
        (ONE_ACT.format("{title: 進む, from: [draft], to: draft, roles: [king]}"), "king"),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(tmp_path, text, words):
    file = tmp_path / "states.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionRefused) as refused:
        read_workflow(file)
    assert words in str(refused.value)
    assert "states.yaml:" in refused.value.where
