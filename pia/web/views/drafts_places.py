"""Where something of a draft is written: the section of a path, its address, the next one to do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flask import url_for

from pia.assessment import Assessment
from pia.forms.options import html_id
from pia.forms.sections import Section, sections
from pia.web.views.drafts_items import Place, places_and_lists


@dataclass(frozen=True)
class Spot:
    """An item, a thing or a list on the page of its section."""

    section: Section
    #: Its id path.
    path: str
    #: The id it has in the page.
    anchor: str

    def url(self, draft_id: int) -> str:
        """Return its address; `at` opens the thing it lies in where a page shows only some."""
        key = self.section.key
        return url_for(
            "drafts_edit.show", draft_id=draft_id, key=key, at=self.path, _anchor=self.anchor
        )


#: By id path, in the form's order.
Spots = dict[str, Spot]


def spots(document: Assessment) -> Spots:
    """Return every item, thing and list of a document."""
    found: Spots = {}
    for section in sections(document.form, document.answers):
        for one in places_and_lists(document.form, document.answers, section):
            path = str(one.path)
            if isinstance(one, Place):
                found.setdefault(path, Spot(section, path, html_id(path)))
                continue
            inner = [f"{path}[@{thing['@id']}]" for thing in one.things or ()]
            for name in (path, *inner):
                found.setdefault(name, Spot(section, name, f"at-{name}"))
    return found


def nearest_spot(known: Spots, path: str) -> Spot | None:
    """Return where a path is written, or the thing or list around it; None where it is nowhere."""
    while path and path not in known:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return known.get(path)


def next_spot(known: Spots, wanted: Collection[str], after: str) -> tuple[Spot, bool] | None:
    """Return the next of the wanted places behind `after`, and whether it was found from the start.

    Once round: the place itself is the last that is looked at. None where nothing is wanted.
    """
    order = list(known)
    here = nearest_spot(known, after)
    start = order.index(here.path) + 1 if here else 0
    for count, path in enumerate((*order[start:], *order[:start])):
        if path in wanted:
            return known[path], count >= len(order) - start
    return None
