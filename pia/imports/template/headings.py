"""Headings that bear the name of a thing: 「Ⅱ …の概要（住民税情報ファイル）」 and its 別添1.

An older edition's name must not remain above the answers of another file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pia.imports.binder import Bound
from pia.imports.grid import Place
from pia.imports.printed import Reading
from pia.imports.scopes import Thing
from pia.official import Form, Repeat
from pia.official.form import Part

#: A heading with a name: where it stands, and what it was read as.
Heading = tuple[Place, Reading]


def named_headings(form: Form, bound: Bound) -> Iterator[tuple[Thing, list[Heading]]]:
    """Yield each thing of part level with its headings that print a name."""
    of_parts, by_place = _headings(form, bound)
    for repeat in (node for part in form.parts for node in part.contains):
        if not isinstance(repeat, Repeat):
            continue
        around = form.order[form.above(repeat)[-1].path]
        for n, thing in enumerate(bound.document.things.get(repeat.key, [])):
            labels = (slot.label.place for slot in thing.slots.values())
            found = [by_place[place] for place in labels if place in by_place]
            found += of_parts[around][n : n + 1]
            yield thing, [one for one in found if one[1].name]


def _headings(form: Form, bound: Bound) -> tuple[dict[int, list[Heading]], dict[Place, Heading]]:
    """Return the headings of each part in order, and every heading by its place."""
    of_parts: dict[int, list[Heading]] = defaultdict(list)
    by_place: dict[Place, Heading] = {}
    for place, reading in bound.labels.items():
        if reading is None:
            continue
        by_place[place] = (place, reading)
        if isinstance(form.nodes[reading.index], Part):
            of_parts[reading.index].append((place, reading))
    return of_parts, by_place
