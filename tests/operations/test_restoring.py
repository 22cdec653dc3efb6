"""What an earlier edition said comes back into a draft, whole or in part."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from pia.approval.roles import Role
from pia.assessment import Path, apply
from pia.assessment.canonical import canonical_json
from pia.assessment.edit import add_thing, remove_thing
from pia.assessment.paths import get
from pia.errors import InputRefused, NotAllowed, PathNotFound
from pia.official.kinds import unknown
from pia.operations import drafts, undoing
from pia.operations.restoring import as_now, restore, restoring_ops
from tests.builders import path_of
from tests.operations.city import snapshot
from tests.revision.strategies import editions


@pytest.fixture
def newer(city):
    """The city after a second edition: another 課, another way of storing."""
    city.adopt(
        published_on="令和7年3月3日", department="税務部", storage="データセンターに保管する。"
    )
    return city


def back(city, path="", role=Role.EDITOR):
    return restore(city.act(role), city.edition.id, path)


def answer(document, path):
    return get(document.answers, Path.parse(path))


def test_a_whole_edition_comes_back_as_a_new_draft_on_the_one_in_public(newer):
    restored = back(newer)
    assert restored.is_new
    assert restored.changed
    document = restored.draft.document
    assert answer(document, "department") == newer.edition.document.answers["department"]
    assert restored.draft.base_id != newer.edition.id
    assert [row.before for row in newer.review(restored.draft.id).comparison.rows] == [
        "税務部",
        "データセンターに保管する。",
    ]


def test_the_day_of_publication_does_not_come_back(newer):
    document = back(newer).draft.document
    assert document.answers["published_on"] != newer.edition.document.answers["published_on"]


def test_one_item_comes_back_into_the_draft_that_is_open(newer):
    draft = newer.edited(newer.started().id, storage="クラウドに保管する。")
    restored = back(newer, "department")
    assert (restored.draft.id, restored.is_new) == (draft.id, False)
    assert restored.draft.document.answers["department"] == "財務部市民税課"
    assert answer(restored.draft.document, path_of("storage")) == "クラウドに保管する。"


def test_it_is_one_entry_of_the_change_log_and_can_be_taken_back(newer):
    restored = back(newer)
    assert restored.draft.sequence == 1
    draft = undoing.undo(newer.act(Role.EDITOR), restored.draft.id, 1)
    assert draft.document.answers["department"] == "税務部"


def test_a_whole_edition_is_not_put_over_what_somebody_wrote(newer):
    draft = newer.edited(newer.started().id, department="税務部市民税課")
    with pytest.raises(NotAllowed, match="書きかけの下書きがあります"):
        back(newer)
    assert newer.now(draft.id).document.answers["department"] == "税務部市民税課"


def test_the_edition_in_public_brings_nothing_back(city):
    restored = back(city)
    assert not restored.changed
    assert restored.draft.sequence == 0


def test_only_an_editor_brings_something_back(newer):
    before = snapshot(newer)
    with pytest.raises(NotAllowed, match="権限がありません"):
        back(newer, role=Role.APPROVER)
    assert snapshot(newer) == before


def test_nothing_comes_back_while_approval_is_asked_for(newer):
    draft = newer.planned()
    newer.do(Role.EDITOR, draft.id, "request")
    with pytest.raises(NotAllowed, match="今の状態"):
        back(newer, "department")


@pytest.mark.parametrize("path", ["nowhere", "files[@none].storage", "files[@none]"])
def test_what_no_document_has_is_refused(newer, path):
    before = snapshot(newer)
    with pytest.raises(PathNotFound):
        back(newer, path)
    assert snapshot(newer) == before


def test_an_edition_on_an_older_form_comes_back_on_the_form_of_now(newer):
    draft = newer.started()
    now = replace(draft.document, edition="r06-10")
    then, moved = as_now(newer.edition.document, now)
    assert moved is not None
    assert (moved.older, moved.newer) == ("[平成30年5月 様式3]", "[令和6年10月 様式3]")
    assert (moved.is_verified, moved.left) == (False, ())
    document = apply(now.answers, restoring_ops(now, then, "department"))
    assert document["department"] == "財務部市民税課"


def test_what_the_newer_form_asks_apart_does_not_come_back_unread(newer):
    now = newer.started().document
    then = replace(now, answers=now.answers | {"department": unknown("split"), "title": "旧"})
    document = apply(now.answers, restoring_ops(now, then, is_moved=True))
    assert (document["department"], document["title"]) == ("税務部", "旧")


def test_a_newer_form_does_not_come_back_to_an_older_one(newer):
    now = newer.started().document
    with pytest.raises(InputRefused, match="様式の版が違い、移し方が決まっていません"):
        as_now(replace(now, edition="r06-10"), now)


def test_another_form_edition_is_refused(newer):
    older = newer.edition.document
    now = newer.started().document
    with pytest.raises(InputRefused, match="様式の版が違うため"):
        restoring_ops(now, type(older)(**(vars(older) | {"edition": "r06-10"})))


def test_a_thing_that_was_removed_comes_back_whole_where_one_item_of_it_is_asked_for(city):
    then = city.edition.document
    the_file = path_of("storage").rpartition(".")[0]
    draft = city.started()
    act = city.act(Role.EDITOR)
    drafts.save(act, draft.id, 0, remove_thing(draft.document, the_file))
    restored = back(city, path_of("storage"))
    assert restored.draft.document.answers == then.answers


def test_a_thing_that_was_added_since_goes_again(city):
    draft, act = city.started(), city.act(Role.EDITOR)
    ops = add_thing(draft.document, "files", "newone")
    drafts.save(act, draft.id, 0, ops)
    assert back(city, "files[@newone]").draft.document.answers == city.edition.document.answers


@given(editions())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_a_restored_document_says_what_the_earlier_one_said(pair):
    now, then = pair
    stamped = {item.key for item in now.form.items if item.stamped}
    rebuilt = apply(now.answers, restoring_ops(now, then))
    wanted = {key: value for key, value in then.answers.items() if key not in stamped}
    assert canonical_json({k: v for k, v in rebuilt.items() if k not in stamped}) == canonical_json(
        wanted
    )


@given(editions())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_one_item_alone_comes_back(pair):
    now, then = pair
    for item in [one for one in now.form.items if one.kind == "text" and "[" not in one.path][:5]:
        if item.stamped:
            continue
        rebuilt = apply(now.answers, restoring_ops(now, then, item.path))
        assert rebuilt == {**now.answers, item.path: then.answers.get(item.path)} or (
            then.answers.get(item.path) is None and item.path not in rebuilt
        )
