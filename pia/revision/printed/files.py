"""Which file a row speaks of where an edition has several, and its label names none of them."""

from __future__ import annotations

import re

from pia.assessment import Path
from pia.assessment.paths import Step
from pia.assessment.value import Answers
from pia.official import Form, Node
from pia.official.folding import fold
from pia.official.labels import without_old_number

_BRACKETED = re.compile(r"\([^()]+\)")


def files_meant(form: Form, answers: Answers, path: Path, label: str) -> tuple[Path, ...]:
    """Return the paths that a label may mean whose file was guessed when it was read.

    The file that had this name in the edition `answers`; the same item of every file where the
    label gives no name at all; none where it gives a name that no file has.
    """
    first = path.steps[0]
    things = answers.get(first.key) or []
    names = form.repeat(first.key).names
    said = fold(without_old_number(label))
    named = [n for n, thing in enumerate(things, 1) if _name(thing.get(names)) in said]
    if not named and not _gives_name(form, path, said):
        named = list(range(1, len(things) + 1))
    elif len(named) > 1:
        return ()
    return tuple(Path((Step(first.key, n), *path.steps[1:])) for n in named)


def _name(value: object) -> str:
    """Return a file's name as a label prints it, folded; no label holds that of an unnamed one."""
    return f"({fold('、'.join(str(value).split(chr(10))))})" if value else "\n"


def _gives_name(form: Form, path: Path, said: str) -> bool:
    """Return whether brackets are left of a label without the words of the form."""
    node = form.find(path.pattern.removesuffix("[]"))
    chain: tuple[Node, ...] = (*form.above(node), node) if node else ()
    for one in chain:
        for words in (one.title, one.label, *one.also):
            said = said.replace(fold(words), "") if words else said
    return _BRACKETED.search(said) is not None
