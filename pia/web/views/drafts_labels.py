"""Labels of items and things of a draft, also of those that somebody removed meanwhile."""

from __future__ import annotations

from pia.assessment import Assessment
from pia.assessment.naming import label_of
from pia.assessment.paths import Path
from pia.errors import PathNotFound
from pia.official.labels import fill, label_long, label_short


def label_at(document: Assessment, path_text: str, *, short: bool = False) -> str:
    """Return the label of an id path as 別添2 prints it, without a number where the thing is gone.

    Raises PathNotFound where the form has no such item.
    """
    path = Path.parse(path_text.removesuffix(".@id"))
    try:
        return label_of(document.form, document.answers, path, short=short)
    except PathNotFound:
        node = document.form.find(path.pattern.removesuffix("[]"))
        if node is None:
            raise
        return fill((label_short if short else label_long)(document.form, node))
