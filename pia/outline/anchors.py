"""The anchor of an item in the printed document, for whoever links to it without printing it.

Things are named by their ids, which stay theirs from edition to edition: a link to 提供先3 leads to
the same 提供先 when 提供先2 has gone, or nowhere, never to another. Rows of 別添2 have numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from pia.assessment import Assessment, Path
from pia.assessment.paths import id_path


def anchor_of(document: Assessment, path_text: str) -> str:
    """Return the anchor of an item, or of a row of 別添2 (`change_history[3]`).

    An answer printed inside another's cell, as (n)件 is, has that one's. Raises PathNotFound.
    """
    path = Path.parse(path_text)
    if path.steps[0].key != document.form.change_table.path:
        item = document.form.item(path.pattern)
        if item.beside is not None:
            path = path.parent.child(item.beside.item)
        path = id_path(document.answers, path)
    return "-".join(anchor_steps(path))


def anchor_steps(path: Path) -> Iterator[str]:
    """Yield what an anchor is made of: keys, and the id of each thing (rows have a number)."""
    for step in path.steps:
        yield step.key
        if step.at is not None:
            yield anchor_id(str(step.at))


def anchor_id(thing_id: str) -> str:
    """Return an id as it stands in an anchor, where hyphens part the steps."""
    return thing_id.replace("-", ".")
