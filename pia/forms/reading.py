"""What a browser posted for a page → the edits it asks for, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pia.assessment import Assessment, Op, Path
from pia.assessment.edit import add_thing, move_thing, remove_thing, set_stored
from pia.assessment.paths import get, position_path
from pia.forms.classes import bound_forms, fields_of
from pia.forms.fields import ItemField, Posted
from pia.forms.sections import Section
from pia.official.kinds import is_unknown

#: Buttons that lead to the next empty item, or to the next that a check found something at.
UNANSWERED, FINDING = "unanswered", "finding"
#: Puts back what is published.
RESTORE = "restore"
#: Shows the fields of another thing of a long list.
OPEN = "open"
#: Names that a page posts beside its fields: the web's own.
OWN_NAMES = frozenset({"csrf_token", "base", "button"})
_SIMPLE = ("save", "next", UNANSWERED, FINDING)
_WITH_PATH = ("add", "remove", "up", "down", RESTORE, OPEN)


@dataclass(frozen=True)
class Filled:
    """A page as it came back."""

    #: Edits of only what the person changed, against the document the page was rendered from.
    ops: tuple[Op, ...]
    #: Field name → sentence; under "" what belongs to no field. The other fields still count.
    errors: dict[str, str]
    #: The post itself, to be shown again.
    typed: Posted
    #: Names in it that the page has no field for.
    strange: tuple[str, ...] = ()


@dataclass(frozen=True)
class Button:
    """The button that was pressed: one of `_SIMPLE`, or one of `_WITH_PATH` with an id path."""

    verb: str
    path: str = ""


def read_section(
    assessment: Assessment, section: Section, posted: Posted, *, locked_unknowns: bool = False
) -> Filled:
    """Return the edits of a posted page; `assessment` is the document as the page showed it.

    With `locked_unknowns` an answer that could not be read has no field here. Raises PathNotFound
    where the thing of the page does not exist.
    """
    bound = bound_forms(assessment.form, assessment.answers, section, posted)
    fields = [f for f in fields_of(bound) if not (locked_unknowns and is_unknown(f.stored))]
    strange = _strangers(fields, posted)
    errors = _of_strangers(strange)
    ops: list[Op] = []
    for field in fields:
        errors |= field.refused
        if field.data != field.stored:
            ops += set_stored(assessment, field.name, field.data)
    return Filled(tuple(ops), errors, posted, strange)


def read_button(posted: Posted) -> Button | None:
    """Return which button was pressed; None for none or one that no page has: a plain save."""
    values = posted.getlist("button")
    verb, colon, path = values[0].partition(":") if len(values) == 1 else ("", "", "")
    known = verb in _WITH_PATH if colon else verb in _SIMPLE
    return Button(verb, path) if known else None


def button_ops(assessment: Assessment, button: Button, new_id: Callable[[], str]) -> tuple[Op, ...]:
    """Return the edits a button asks for, on the document as the page's own edits leave it.

    Raises PathNotFound where its thing does not exist, InputRefused for a path to no repeat.
    """
    match button.verb:
        case "add":
            return add_thing(assessment, button.path, new_id())
        case "remove":
            return remove_thing(assessment, button.path)
        case "up":
            return _moved(assessment, button.path, -1)
        case "down":
            return _moved(assessment, button.path, 1)
        case _:
            return ()


def _moved(assessment: Assessment, path_text: str, by: int) -> tuple[Op, ...]:
    """Return the move by one place; none at either end, where somebody else moved it meanwhile."""
    path = Path.parse(path_text)
    place = position_path(assessment.answers, path).last.at
    if not isinstance(place, int):
        return move_thing(assessment, path_text, 0)  # refuses what is no thing
    count = len(get(assessment.answers, path.whole()))
    return move_thing(assessment, path_text, min(max(place + by, 1), count))


def _strangers(fields: list[ItemField], posted: Posted) -> tuple[str, ...]:
    known = OWN_NAMES.union(*(field.names() for field in fields))
    return tuple(name for name in posted if name not in known)


def _of_strangers(strange: tuple[str, ...]) -> dict[str, str]:
    if not strange:
        return {}
    sentence = f"このページにない項目が{len(strange)}件送られました。"
    return {"": f"{sentence}その項目は保存していません。ページを開き直してください。"}
