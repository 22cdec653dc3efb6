"""Beside each item of a draft: how many comments there are, and the way to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from flask import url_for

from pia.forms.beside import CommentLink
from pia.forms.blocks import Block, FieldBlock, RepeatBlock
from pia.forms.page import SectionPage
from pia.store.records import Thread


def comment_link(draft_id: int, path: str, threads: Iterable[Thread]) -> CommentLink:
    """Return the link of one item; `threads` are those of the draft."""
    mine = [thread for thread in threads if thread.path == path]
    return CommentLink(
        id=f"comments-{sha256(path.encode('utf-8')).hexdigest()[:8]}",
        url=comment_url(draft_id, path),
        words=_words(len(mine), sum(thread.is_open for thread in mine)),
    )


def talk_of(draft_id: int, paths: Iterable[str], threads: Iterable[Thread]) -> CommentLink | None:
    """Return the way to the comments on some places and on what lies in them; None without any."""
    known = tuple(paths)
    mine = [one for one in threads if any(_lies_in(one.path, path) for path in known)]
    if not mine:
        return None
    places = {one.path for one in mine}
    waiting = sum(one.is_open for one in mine)
    url = comment_url(draft_id, places.pop() if len(places) == 1 else "")
    return CommentLink(id="", url=url, words=_words(len(mine), waiting))


def _lies_in(path: str, place: str) -> bool:
    """Return whether a comment is on a place or in it; "" is the whole draft."""
    return not place or path == place or path.startswith(f"{place}.")


def comment_url(draft_id: int, path: str) -> str:
    """Return the page of the comments on an item, of all comments for ""."""
    if not path:
        return url_for("comments.show", draft_id=draft_id)
    return url_for("comments.item", draft_id=draft_id, path=path)


def with_comments(page: SectionPage, draft_id: int, threads: tuple[Thread, ...]) -> SectionPage:
    """Return a page whose fields lead to their comments."""
    return replace(page, blocks=_all_with(page.blocks, draft_id, threads))


def _all_with(
    blocks: tuple[Block, ...], draft_id: int, threads: tuple[Thread, ...]
) -> tuple[Block, ...]:
    return tuple(_with(block, draft_id, threads) for block in blocks)


def _with(block: Block, draft_id: int, threads: tuple[Thread, ...]) -> Block:
    if isinstance(block, RepeatBlock):
        things = (
            replace(thing, blocks=_all_with(thing.blocks, draft_id, threads))
            for thing in block.things
        )
        return replace(block, things=tuple(things))
    inner = _all_with(block.blocks, draft_id, threads)
    if isinstance(block, FieldBlock):
        link = comment_link(draft_id, block.name, threads)
        return replace(block, blocks=inner, comments=link)
    return replace(block, blocks=inner)


def _words(count: int, waiting: int) -> str:
    if not count:
        return "コメントする"
    return f"コメント（{count}）" + (f"　未済{waiting}" if waiting else "")
