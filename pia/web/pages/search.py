"""Search in the text of all editions and open drafts."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from pia.errors import InputRefused
from pia.operations.search import Wanted, keys_of_part, read_words, search
from pia.web.access import signed_in
from pia.web.context import store
from pia.web.views.search import Asked, result_page

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
@signed_in
def show() -> ResponseReturnValue:
    """Show where `words` stand; `scope`, `part` and `page` narrow it."""
    given = request.args
    asked = Asked.read(given.get("words", ""), given.get("scope", ""), given.get("part", ""))
    try:
        words = read_words(given.get("words", ""))
    except InputRefused as refused:
        page = render_template("web/search/show.html", asked=asked, error=refused, found=None)
        return page, refused.http_status
    found = None
    if words:
        wanted = Wanted(words, asked.scope, keys_of_part(asked.part))
        with store().reading() as work:
            lines = work.dossiers.lines()
            order = [line.dossier.id for line in lines]
            one_page = search(work, wanted, order, _page(given.get("page", "")))
        found = result_page(one_page, lines)
    return render_template("web/search/show.html", asked=asked, error=None, found=found)


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1  # noqa: PLR2004 - a page
