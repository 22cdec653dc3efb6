"""The items of a section with their answers, as the draft pages count, list and print them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pia.assessment.asked import Here, Place, ThingList, places_below
from pia.assessment.paths import ROOT, Path, get
from pia.assessment.value import Answers
from pia.errors import PathNotFound
from pia.forms.sections import Section, is_whole, thing_at
from pia.official import Form

__all__ = ["Place", "ThingList", "places", "places_and_lists", "stands_at"]


def places(form: Form, answers: Answers, section: Section) -> Iterator[Place]:
    """Yield every item of a section. Raises PathNotFound where its thing is gone."""
    found = places_and_lists(form, answers, section)
    return (one for one in found if isinstance(one, Place))


def places_and_lists(form: Form, answers: Answers, section: Section) -> Iterator[Place | ThingList]:
    """Yield every item and every repeat of a section, in the form's order."""
    return places_below(form, section.nodes, _around(answers, section), is_whole)


def stands_at(answers: Answers, path: Path) -> Any:
    """Return what stands at a path; None where it, or a thing around it, is absent."""
    try:
        return get(answers, path)
    except PathNotFound:
        return None


def _around(answers: Answers, section: Section) -> Here:
    """Return the thing that a section is about, the top of the document where it is of none."""
    top = Here("", ROOT, answers)
    if not section.owner:
        return top
    path = Path.parse(section.owner)
    return Here(path.pattern.removesuffix("[]"), path, thing_at(answers, section), (top,))
