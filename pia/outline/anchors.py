"""The anchor of an item in the printed document, for whoever links to it without printing it."""

from __future__ import annotations

from pia.assessment import Assessment, Path
from pia.assessment.paths import position_path


def anchor_of(document: Assessment, path_text: str) -> str:
    """Return the anchor of an item (by id path), or of a row of 別添2 (`change_history[3]`).

    An answer printed inside another's cell, as (n)件 is, has that one's. Raises PathNotFound.
    """
    path = Path.parse(path_text)
    if path.steps[0].key != document.form.change_table.path:
        item = document.form.item(path.pattern)
        if item.beside is not None:
            path = path.parent.child(item.beside.item)
        path = position_path(document.answers, path)
    return "-".join(str(word) for step in path.steps for word in (step.key, step.at) if word)
