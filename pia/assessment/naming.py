"""Labels of places in one document: the patterns of `official.labels` with numbers and names."""

from __future__ import annotations

from typing import Any

from pia.assessment.paths import Path, get, position_path
from pia.assessment.value import Answers
from pia.errors import PathNotFound
from pia.official import Form, Repeat
from pia.official.labels import fill, label_long, label_short, renumbered

_FILES = ("files", "risks")


def label_of(
    form: Form, answers: Answers, path: Path, *, short: bool = False, was: int | None = None
) -> str:
    """Return the 別添2 label of an item or thing of this document; `path` by id or position.

    `was` is the number that its thing had before, where that is to be told.
    """
    node = form.find(path.pattern.removesuffix("[]"))
    if node is None:
        raise form.not_found(path.pattern)
    pattern = label_short(form, node) if short else label_long(form, node)
    number: int | str | None = number_in(answers, path)
    if isinstance(number, int) and was not in (None, number):
        repeats = [one for one in (*form.above(node), node) if isinstance(one, Repeat)]
        number = renumbered(number, was or 0, repeats[-1].title)
    return fill(pattern, number, file_name(form, answers, path))


def label_wherever(form: Form, answers: Answers, path: Path, *, short: bool = False) -> str:
    """Return the same, without number and file where the thing around it is gone."""
    try:
        return label_of(form, answers, path, short=short)
    except PathNotFound:
        node = form.find(path.pattern.removesuffix("[]"))
        if node is None:
            raise
        return fill((label_short if short else label_long)(form, node))


def file_name(form: Form, answers: Answers, path: Path) -> str:
    """Return the name of the file (or Ⅲ) a path lies in, "" while there is only one."""
    first = path.steps[0]
    several = len(answers.get(first.key) or ()) > 1
    if first.key not in _FILES or first.at is None or not several:
        return ""
    thing: Any = get(answers, Path((first,)))
    name = thing.get(form.repeat(first.key).names)
    return "、".join(name.split("\n")) if isinstance(name, str) else ""


def number_in(answers: Answers, path: Path) -> int | None:
    """Return the number printed in the label: that of the innermost numbered thing."""
    numbered = [s for s in path.steps if s.at is not None and s.key not in _FILES]
    if not numbered:
        return None
    if isinstance(numbered[-1].at, int):
        return numbered[-1].at
    try:
        place = position_path(answers, path)
    except PathNotFound:
        return None
    found = [s.at for s in place.steps if s.key == numbered[-1].key]
    return found[-1] if isinstance(found[-1], int) else None
