"""Parts that are answered though their condition is not met, and parts that stay empty though it is.

A condition guides and never hides (contract): both are told, neither is mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pia.assessment import Assessment, Path
from pia.assessment.finding import Severity
from pia.assessment.naming import file_name
from pia.assessment.paths import ROOT, things
from pia.checks.registry import Found, check
from pia.official import Condition, Form, Item, Node, Repeat
from pia.official.kinds import is_blank, is_unknown
from pia.official.labels import fill, label_long


@dataclass(frozen=True)
class _Place:
    """An object of the document: the top, or one thing; and those around it, innermost first."""

    path: Path
    owner: str
    answers: dict[str, Any]
    around: tuple[_Place, ...]


@check(id="answered-against-condition", title="条件と合わない記載", severity=Severity.WARNING)
def answered_against_their_condition(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """再委託しない, but the consent to it is described."""
    for place, node, when in _conditional(assessment.form, assessment.answers):
        if _is_met(assessment.form, place, when) is False and _says_something(node, place.answers):
            reason = _reason(assessment.form, place, when)
            yield Found(
                _path(node, place),
                f"「{_label(assessment, node, place)}」に記載がありますが、{reason}",
                "どちらが正しいか確かめてください。",
            )


@check(id="empty-under-condition", title="条件に当たるのに空欄", severity=Severity.NOTE)
def empty_though_their_condition_is_met(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """再委託する, but nothing is said of the consent to it."""
    for place, node, when in _conditional(assessment.form, assessment.answers):
        if _is_met(assessment.form, place, when) and _is_silent(node, place.answers):
            reason = _reason(assessment.form, place, when)
            yield Found(
                _path(node, place),
                f"「{_label(assessment, node, place)}」に記載がありません。{reason}",
                "書くべきことがないか確かめてください。",
            )


def _conditional(form: Form, answers: dict[str, Any]) -> Iterator[tuple[_Place, Node, Condition]]:
    """Yield every node with a condition in every object it stands in."""
    for place in _places(form, answers):
        for node in form.nodes:
            if node.when is not None and _owner(form, node) == place.owner:
                yield place, node, node.when


def _places(form: Form, answers: dict[str, Any]) -> list[_Place]:
    top = _Place(ROOT, "", answers, ())
    by_path = {"": top}
    for path, repeat, thing in things(form, answers):
        outer = by_path[str(path.parent)]
        by_path[str(path)] = _Place(path, repeat.path, thing, (outer, *outer.around))
    return list(by_path.values())


def _owner(form: Form, node: Node) -> str:
    repeats = [above for above in form.above(node) if isinstance(above, Repeat)]
    return repeats[-1].path if repeats else ""


def _asked(form: Form, place: _Place, when: Condition) -> tuple[Item, Any]:
    """Return the item of a condition and its answer: in the same object or in one around it."""
    for here in (place, *place.around):
        node = form.find(f"{here.owner}[].{when.item}" if here.owner else when.item)
        if isinstance(node, Item):
            return node, here.answers.get(node.key)
    raise form.not_found(when.item)


def _is_met(form: Form, place: _Place, when: Condition) -> bool | None:
    """Return whether a condition is met; None where its item is unread or unanswered."""
    _, value = _asked(form, place, when)
    if value is None or is_unknown(value) or (isinstance(value, str) and is_blank(value)):
        return None
    chosen = [value] if isinstance(value, str) else value["checked"]
    return any(key in chosen for key in when.keys) == when.chosen


def _reason(form: Form, place: _Place, when: Condition) -> str:
    item, value = _asked(form, place, when)
    chosen = [value] if isinstance(value, str) else value["checked"]
    words = "・".join(choice.words for choice in item.choices if choice.key in chosen)
    return f"「{item.title}」は「{words or '印なし'}」です。"


def _answers_below(node: Node, here: dict[str, Any]) -> Iterator[Any]:
    """Yield the answers under a node of one object, and those of the things in it."""
    if isinstance(node, Repeat):
        for thing in here.get(node.key) or ():
            for child in node.contains:
                yield from _answers_below(child, thing)
        return
    if isinstance(node, Item):
        yield here.get(node.key)
    for child in node.contains:
        yield from _answers_below(child, here)


def _says_something(node: Node, here: dict[str, Any]) -> bool:
    return any(not is_blank(v) and not is_unknown(v) for v in _answers_below(node, here))


def _is_silent(node: Node, here: dict[str, Any]) -> bool:
    return all(is_blank(value) for value in _answers_below(node, here))


def _path(node: Node, place: _Place) -> str:
    """Return the id path of a node; a heading has none, its first item stands for it."""
    first = next((n for n in node.walk() if isinstance(n, Item | Repeat)), None)
    return str(place.path.child(first.key)) if first else str(place.path)


def _label(assessment: Assessment, node: Node, place: _Place) -> str:
    form, answers = assessment.form, assessment.answers
    file = file_name(form, answers, place.path) if place.path.steps else ""
    return fill(label_long(form, node), _number(answers, place), file)


def _number(answers: dict[str, Any], place: _Place) -> int | None:
    """Return the position of the thing a label numbers."""
    if not place.path.steps:
        return None
    siblings = (place.around[0].answers if place.around else answers)[place.path.last.key]
    return next(n for n, t in enumerate(siblings, start=1) if t["@id"] == place.path.last.at)
