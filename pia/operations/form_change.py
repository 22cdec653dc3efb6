"""Two documents on two editions of one form: the older one moves, so that both can be compared.

The move follows `from:` of the newer edition's data. What has no place there is told, never lost in
silence; while nobody has verified an edition of the form, nor is what rests on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pia.assessment import Assessment, Path
from pia.assessment.naming import label_of
from pia.assessment.paths import answered
from pia.assessment.upgrade import upgrade
from pia.assessment.value import Retired
from pia.errors import InputRefused
from pia.official import Form, Item
from pia.official.kinds import is_unknown
from pia.revision import print_answer


@dataclass(frozen=True)
class Moved:
    """That a document was put on a newer edition of its form."""

    #: What the paper says of both: [平成30年5月 様式3].
    older: str
    newer: str
    is_verified: bool
    #: Label and words of each answer that has no place of its own there.
    left: tuple[tuple[str, str], ...]


def on_one_form(old: Assessment, new: Assessment) -> tuple[Assessment, Assessment, Moved | None]:
    """Return both on the newer edition of their form, and what was moved; None for nothing.

    Raises InputRefused for two kinds of form, and where no way leads from one to the other.
    """
    if old.form is new.form:
        return old, new, None
    if leads(new.form, old.form):
        there, moved = moved_to(new, old.form)
        return old, there, moved
    there, moved = moved_to(old, new.form)
    return there, new, moved


def leads(older: Form, newer: Form) -> bool:
    """Return whether documents can move from one edition to another."""
    return older.form == newer.form and older.edition in newer.arrivals


def moved_to(document: Assessment, form: Form) -> tuple[Assessment, Moved]:
    """Return a document on a newer edition of its form. Raises InputRefused where no way leads."""
    older = document.form
    if not leads(older, form):
        raise InputRefused(
            "様式の版が違い、移し方が決まっていません",
            where=f"{older.tag}と{form.tag}",
            hint="様式が同じ版どうしを選ぶか、それぞれの文書を開いて見比べてください。",
        )
    there = upgrade(document, older, form)
    gone = there.retired[len(document.retired) :]
    left = (*(_retired(older, one) for one in gone), *_split(there))
    return there, Moved(older.tag, form.tag, older.verified and form.verified, left)


def is_split(value: Any) -> bool:
    """Return whether an answer stands for what the older form asked together with another."""
    return is_unknown(value) and value["unknown"] == "split"


def _retired(older: Form, one: Retired) -> tuple[str, str]:
    item = older.find(Path.parse(one.id_path).pattern)
    words = print_answer(item, one.value) if isinstance(item, Item) else "（繰り返しの全体）"
    return one.label, words


def _split(there: Assessment) -> list[tuple[str, str]]:
    """Return the items that came of a split one: a person says what belongs where."""
    return [
        (label_of(there.form, there.answers, path), "（前の様式では一つの項目でした）")
        for path, _, value in answered(there.form, there.answers)
        if is_split(value)
    ]
