"""Drafts: what is saved, brought together, taken back; and what is refused."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pia.approval.roles import Role
from pia.assessment import Withheld, canonical
from pia.assessment.edit import add_thing, move_thing, remove_thing, set_stored
from pia.assessment.paths import answered, things
from pia.errors import ChangedMeanwhile, NotAllowed
from pia.imports import SourceFile
from pia.operations import drafts, planning, readings, registrations, undoing
from pia.operations.drafts import as_it_was
from pia.operations.undoing import redoable, undoable
from tests.builders import path_of, readable_answers_to
from tests.operations.city import AS_FIRST, DOCUMENT

PART = Withheld("files[@file1].storage", "静脈認証", 1, "侵入の手がかりになるため")


def typed(draft, **answers):
    """The edits of a page that shows a draft."""
    return [
        op
        for key, value in answers.items()
        for op in set_stored(draft.document, path_of(key), value)
    ]


def saved(city, shown, *, own=(), reopen=False, **answers):
    """Save what a page that shows `shown` holds."""
    act, ops = city.act(Role.EDITOR), typed(shown, **answers)
    return drafts.save(act, shown.id, shown.sequence, ops, own=own, reopen=reopen)


def undone(city, draft_id):
    return undoing.undo(city.act(Role.EDITOR), draft_id, city.now(draft_id).sequence)


def redone(city, draft_id, role=Role.EDITOR):
    return undoing.redo(city.act(role), draft_id, city.now(draft_id).sequence)


def then(city, draft_id, sequence, own=()):
    with city.store.reading() as work:
        return as_it_was(work, work.drafts.get(draft_id), sequence, own)


def log(city, draft_id):
    with city.store.reading() as work:
        return work.drafts.changes(draft_id)


# --- starting ---------------------------------------------------------------------------------


def test_a_draft_begins_as_the_published_edition(city):
    draft = city.started()
    assert draft.document == city.edition.document
    assert (draft.base_id, draft.sequence, draft.kind) == (city.edition.id, 0, "amendment")


def test_there_is_one_open_draft_of_an_assessment(city):
    city.started()
    with pytest.raises(NotAllowed, match="開いている下書きがあります"):
        city.started()


def test_only_an_editor_starts_saves_undoes_and_plans(city):
    draft, other = city.started(), city.act(Role.APPROVER)
    for attempt in (
        lambda: drafts.start(other, city.dossier.id),
        lambda: drafts.save(other, draft.id, 0, typed(draft, department="税務部")),
        lambda: undoing.undo(other, draft.id, 0),
        lambda: planning.plan(other, draft.id, None, "amendment"),
        lambda: drafts.withhold(other, draft.id, 0, [PART]),
    ):
        with pytest.raises(NotAllowed, match="権限がありません"):
            attempt()
    assert city.now(draft.id) == draft


# --- saving -----------------------------------------------------------------------------------


def test_two_pages_opened_at_once_both_keep_what_was_typed(city):
    shown = city.started()
    saved(city, shown, department="税務部")
    second = saved(city, shown, storage="データセンターに保管する。")
    assert second.conflicts == ()
    answers = second.draft.document.answers
    assert answers["department"] == "税務部"
    assert answers["files"][0]["storage"] == "データセンターに保管する。"


def test_one_item_on_two_pages_is_a_conflict_and_stays(city):
    shown = city.started()
    saved(city, shown, department="税務部")
    second = saved(city, shown, department="市民部", storage="データセンターに保管する。")
    [conflict] = second.conflicts
    assert (conflict.base, conflict.theirs, conflict.mine) == ("財務部市民税課", "税務部", "市民部")
    assert second.draft.document.answers["department"] == "税務部"
    assert second.changed


def test_a_save_without_a_change_leaves_no_entry(city):
    shown = city.started()
    assert not saved(city, shown, department="財務部市民税課").changed
    assert log(city, shown.id) == ()


def test_the_same_save_twice_is_one(city):
    shown = city.started()
    saved(city, shown, department="税務部")
    again = saved(city, shown, department="税務部")
    assert (again.changed, again.conflicts) == (False, ())


@pytest.mark.parametrize("sequence", [-1, 7])
def test_a_page_of_another_draft_is_refused(city, sequence):
    draft = city.started()
    with pytest.raises(ChangedMeanwhile, match="開き直してください"):
        drafts.save(city.act(Role.EDITOR), draft.id, sequence, typed(draft, department="税務部"))


def test_a_page_goes_on_from_its_own_saves_without_what_others_saved(city):
    shown = city.started()
    own = saved(city, shown, department="税務部").draft.sequence
    saved(city, shown, storage="データセンターに保管する。")
    page = then(city, shown.id, 0, own=(own,))
    assert page.answers["department"] == "税務部"
    assert page.answers["files"] == shown.document.answers["files"]
    more = set_stored(page, "department", "税務部市民税課")
    result = drafts.save(city.act(Role.EDITOR), shown.id, 0, more, own=(own,))
    assert result.conflicts == ()
    assert result.draft.document.answers["department"] == "税務部市民税課"
    assert result.draft.document.answers["files"][0]["storage"] == "データセンターに保管する。"


def test_own_saves_that_the_log_does_not_know_are_refused(city):
    shown = saved(city, city.started(), department="税務部").draft
    undone(city, shown.id)
    for own in ((2,), (9,)):
        with pytest.raises(ChangedMeanwhile):
            then(city, shown.id, 0, own=own)


def test_an_edit_after_a_request_takes_it_back_only_when_said_so(city):
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    shown = city.now(draft.id)
    with pytest.raises(NotAllowed, match="今の状態（承認依頼中）では直せません"):
        saved(city, shown, department="税務部")
    assert city.now(draft.id) == shown
    after = saved(city, shown, department="税務部", reopen=True).draft
    assert (after.state, after.document.answers["department"]) == ("draft", "税務部")


def test_a_withdrawn_draft_is_not_edited_whatever_is_said(city):
    draft = city.started()
    city.do(Role.EDITOR, draft.id, "withdraw", comment="予算が付かなかったため")
    with pytest.raises(NotAllowed, match="取下げ"):
        saved(city, city.now(draft.id), department="税務部", reopen=True)


# --- withholding -----------------------------------------------------------------------------


def test_withheld_parts_are_replaced_and_can_be_taken_back(city):
    draft = city.started()
    after = drafts.withhold(city.act(Role.EDITOR), draft.id, 0, [PART])
    assert after.document.withheld == (PART,)
    assert undone(city, draft.id).document == draft.document


def test_a_stale_page_withholds_nothing(city):
    draft = city.started()
    saved(city, draft, department="税務部")
    with pytest.raises(ChangedMeanwhile, match="その後に別の保存がありました"):
        drafts.withhold(city.act(Role.EDITOR), draft.id, 0, [PART])


# --- undoing ----------------------------------------------------------------------------------


def test_undoing_twice_takes_the_save_before_back_too(city):
    draft = city.started()
    first = saved(city, draft, department="税務部").draft
    saved(city, first, storage="データセンターに保管する。")
    assert undone(city, draft.id).document == first.document
    assert undone(city, draft.id).document == draft.document
    with pytest.raises(NotAllowed, match="取り消せる保存がありません"):
        undone(city, draft.id)


def test_a_save_behind_an_undo_is_the_next_to_be_undone(city):
    draft = city.started()
    first = saved(city, draft, department="税務部").draft
    undone(city, draft.id)
    saved(city, city.now(draft.id), department="市民部")
    newest = undoable(log(city, draft.id))
    assert newest is not None
    assert newest.sequence == 3
    assert undone(city, draft.id).document == draft.document
    assert undoable(log(city, draft.id)) is None
    assert first.sequence == 1


def test_every_undo_can_be_put_back_in_its_turn(city):
    draft = city.started()
    first = saved(city, draft, department="税務部").draft
    second = saved(city, first, storage="データセンターに保管する。").draft
    with pytest.raises(NotAllowed, match="やり直せる取消しがありません"):
        redone(city, draft.id)
    undone(city, draft.id)
    undone(city, draft.id)
    assert redone(city, draft.id).document == first.document
    assert redone(city, draft.id).document == second.document
    assert redoable(log(city, draft.id)) is None
    assert undone(city, draft.id).document == first.document
    assert redone(city, draft.id).document == second.document


def test_a_save_behind_an_undo_ends_what_can_be_put_back(city):
    draft = city.started()
    saved(city, draft, department="税務部")
    saved(city, undone(city, draft.id), storage="データセンターに保管する。")
    with pytest.raises(NotAllowed, match="別の保存がある"):
        redone(city, draft.id)


def test_withheld_parts_come_back_with_a_redo_too(city):
    draft = city.started()
    drafts.withhold(city.act(Role.EDITOR), draft.id, 0, [PART])
    undone(city, draft.id)
    assert redone(city, draft.id).document.withheld == (PART,)
    assert undone(city, draft.id).document.withheld == ()


def test_only_an_editor_puts_back_and_only_from_a_fresh_page(city):
    draft = saved(city, city.started(), department="税務部").draft
    undone(city, draft.id)
    with pytest.raises(NotAllowed, match="権限がありません"):
        redone(city, draft.id, Role.APPROVER)
    with pytest.raises(ChangedMeanwhile):
        undoing.redo(city.act(Role.EDITOR), draft.id, 1)


def test_an_undo_of_a_stale_page_is_refused(city):
    draft = saved(city, city.started(), department="税務部").draft
    saved(city, draft, department="市民部")
    with pytest.raises(ChangedMeanwhile):
        undoing.undo(city.act(Role.EDITOR), draft.id, draft.sequence)


def test_a_completed_reading_is_not_undone(city):
    answers = DOCUMENT.answers | {"number": "7", "department": {"unknown": "unreadable"}}
    document = replace(DOCUMENT, lineage="lineage7", answers=answers)
    file = SourceFile("評価書.json", canonical(document).encode("utf-8"))
    adopted = registrations.register(city.act(Role.PUBLISHER), [file], AS_FIRST)
    draft = drafts.start(city.act(Role.EDITOR), adopted.dossier.id)
    saved(city, draft, storage="データセンターに保管する。")
    assert adopted.edition is not None
    readings.correct(city.act(Role.EDITOR), adopted.edition.id, "department", "総務部")
    assert city.now(draft.id).document.answers["department"] == "総務部"
    assert undoable(log(city, draft.id)) is None


# --- whatever is done -------------------------------------------------------------------------


@given(st.data())
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_draft_can_be_seen_as_it_was_behind_each_entry_of_its_log(city, data):
    draft = fresh(city)
    known = {draft.sequence: draft.document}
    for _ in range(data.draw(st.integers(1, 6))):
        step = data.draw(st.sampled_from([_edit, _undo, _redo, _withhold]))
        draft = step(city, data, draft)
        known[draft.sequence] = draft.document
    for sequence, document in known.items():
        assert then(city, draft.id, sequence) == document


def fresh(city):
    """A draft without entries, in place of the one there was."""
    with city.store.reading() as work:
        before = work.drafts.open_of(city.dossier.id)
    if before:
        city.do(Role.EDITOR, before.id, "withdraw", comment="次の例のため")
    return city.started()


def _edit(city, data, draft):
    document = draft.document
    paths = [str(path) for path, _, _ in things(document.form, document.answers)]
    places = [(str(path), item) for path, item, _ in answered(document.form, document.answers)]
    path, item = data.draw(st.sampled_from(places))
    ops = data.draw(
        st.sampled_from(
            [
                set_stored(document, path, data.draw(readable_answers_to(item))),
                add_thing(document, "systems", f"new{draft.sequence}"),
                remove_thing(document, data.draw(st.sampled_from(paths))),
                move_thing(document, paths[-1], 1),
            ]
        )
    )
    return drafts.save(city.act(Role.EDITOR), draft.id, draft.sequence, ops).draft


def _undo(city, data, draft):
    return undone(city, draft.id) if undoable(log(city, draft.id)) else draft


def _redo(city, data, draft):
    return redone(city, draft.id) if redoable(log(city, draft.id)) else draft


def _withhold(city, data, draft):
    parts = data.draw(st.sampled_from([(), (PART,)]))
    return drafts.withhold(city.act(Role.EDITOR), draft.id, draft.sequence, parts)
