"""Labels of items and things of a draft, also of those that somebody removed meanwhile."""

from __future__ import annotations

from pia.assessment import Assessment
from pia.assessment.naming import label_wherever
from pia.assessment.paths import Path


def label_at(document: Assessment, path_text: str, *, short: bool = False) -> str:
    """Return the label of an id path as 別添2 prints it, without a number where the thing is gone.

    Raises PathNotFound where the form has no such item.
    """
    path = Path.parse(path_text.removesuffix(".@id"))
    return label_wherever(document.form, document.answers, path, short=short)
