"""Comments on a draft: all of them, those of one item, and what people say."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.assessment.paths import checked
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound
from pia.official import Item
from pia.operations import comments
from pia.operations.act import Act
from pia.store.records import Thread
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.views import comments as views
from pia.web.views.comment_links import comment_link
from pia.web.views.comments import Attempt
from pia.web.views.drafts_head import Head, head_of
from pia.web.views.drafts_places import spots
from pia.web.views.talk_hints import left_open_hints

blueprint = Blueprint("comments", __name__, url_prefix="/drafts/<int:draft_id>/comments")

_DONE = 303


@blueprint.get("")
@signed_in
def show(draft_id: int) -> ResponseReturnValue:
    """Show every thread of a draft; `show=open` only those that wait."""
    return _whole_page(draft_id)


@blueprint.get("/item")
@signed_in
def item(draft_id: int) -> ResponseReturnValue:
    """Show the threads of one item; for htmx without the page around."""
    return _item_page(draft_id, request.args.get("path", ""))


@blueprint.post("")
@needs(*comments.WRITERS)
@body_limit("1MB")
def add(draft_id: int) -> ResponseReturnValue:
    """Begin a thread on the item of `path`, or on the whole draft."""
    path = request.args.get("path", "")
    return _said(draft_id, None, lambda text: comments.add(current_act(), draft_id, path, text))


@blueprint.post("/<int:thread_id>/answer")
@needs(*comments.WRITERS)
@body_limit("1MB")
def answer(draft_id: int, thread_id: int) -> ResponseReturnValue:
    """Answer in a thread."""
    return _said(
        draft_id,
        thread_id,
        lambda text: comments.answer(current_act(), draft_id, thread_id, text),
    )


@blueprint.post("/<int:thread_id>/resolve")
@needs(*comments.WRITERS)
def resolve(draft_id: int, thread_id: int) -> ResponseReturnValue:
    """Settle a thread."""
    return _pressed(draft_id, thread_id, comments.resolve, "コメントを済みにしました。")


@blueprint.post("/<int:thread_id>/reopen")
@needs(*comments.WRITERS)
def reopen(draft_id: int, thread_id: int) -> ResponseReturnValue:
    """Open a settled thread again."""
    return _pressed(draft_id, thread_id, comments.reopen, "コメントを開き直しました。")


def _said(
    draft_id: int, thread_id: int | None, say: Callable[[str], object]
) -> ResponseReturnValue:
    """Keep what was typed, or show it again with why it was not taken."""
    text = request.form.get("body", "")
    try:
        say(text)
    except PathNotFound:
        raise  # there is no such page to show it on
    except (InputRefused, NotAllowed, ChangedMeanwhile) as refused:
        attempt = Attempt(thread_id, _printable(text), refused)
        path = request.args.get("path")
        page = (
            _whole_page(draft_id, attempt) if path is None else _item_page(draft_id, path, attempt)
        )
        # htmx shows only what was taken.
        return page, 200 if _is_part() else refused.http_status
    return _done(draft_id, "コメントを書きました。")


def _pressed(
    draft_id: int, thread_id: int, act: Callable[[Act, int, int], None], words: str
) -> ResponseReturnValue:
    try:
        act(current_act(), draft_id, thread_id)
    except ChangedMeanwhile:
        if not _is_part():
            raise
    return _done(draft_id, words)


def _done(draft_id: int, words: str) -> ResponseReturnValue:
    """Go back to the page of the item where the form stood on it, else to all comments."""
    path = request.args.get("path")
    if path is not None and _is_part():
        return _item_page(draft_id, path)
    flash(words, "success")
    if path is None:
        return redirect(url_for("comments.show", draft_id=draft_id), _DONE)
    return redirect(url_for("comments.item", draft_id=draft_id, path=path), _DONE)


def _whole_page(draft_id: int, attempt: Attempt | None = None) -> str:
    only_open = request.args.get("show") == "open"
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        threads = work.comments.of(draft_id)
        earlier = tuple(left_open_hints(work, head.draft))
    wanted = [thread for thread in threads if thread.is_open or not only_open]
    items = views.item_views(head, wanted, current_actor(), attempt)
    return render_template(
        "web/comments/show.html",
        head=head,
        items=[one for one in items if not one.is_gone],
        gone=[one for one in items if one.is_gone],
        total=len(threads),
        waiting=sum(thread.is_open for thread in threads),
        only_open=only_open,
        may_write=views.may_write(head, current_actor()),
        may_end=views.may_end(head, current_actor()),
        earlier=earlier,
        attempt=_new_one(attempt),
    )


def _item_page(draft_id: int, path: str, attempt: Attempt | None = None) -> str:
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        threads = work.comments.of(draft_id)
    return render_template(
        "web/comments/part.html" if _is_part() else "web/comments/item.html",
        head=head,
        item=_item(head, path, threads, attempt),
        link=comment_link(draft_id, path, threads),
        may_write=views.may_write(head, current_actor()),
        attempt=_new_one(attempt),
    )


def _item(
    head: Head, path: str, threads: Iterable[Thread], attempt: Attempt | None
) -> views.ItemView:
    """Return an item with its threads. Raises PathNotFound for what is no item."""
    if not isinstance(checked(head.draft.document.form, path)[1], Item):
        raise PathNotFound("その項目はありません", where=path[:80])
    mine = [thread for thread in threads if thread.path == path]
    known = spots(head.draft.document)
    return views.item_view(head, path, mine, known, actor=current_actor(), attempt=attempt)


def _new_one(attempt: Attempt | None) -> Attempt | None:
    return attempt if attempt and attempt.thread_id is None else None


def _is_part() -> bool:
    """Return whether htmx asks for the threads alone."""
    return "HX-Request" in request.headers


def _printable(text: str) -> str:
    """Return a posted text as a page can print it: a lone surrogate cannot be."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
