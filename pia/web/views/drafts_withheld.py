"""Parts that are not published: where they stand, whether they are found, what they hide."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import url_for

from pia.assessment import Assessment
from pia.assessment.naming import label_of
from pia.assessment.paths import Path, answered, checked
from pia.assessment.publicise import MARK, publicise
from pia.assessment.value import Withheld
from pia.errors import InputRefused
from pia.forms.sections import sections
from pia.official import Item
from pia.official.folding import fold, without_space
from pia.official.kinds import is_blank, is_unknown
from pia.official.typed import keep_typed
from pia.revision.cells import print_answer
from pia.web.views.drafts_items import Place, places, stands_at
from pia.web.views.drafts_labels import label_at

#: Other places that a preview names before it only counts.
_MOST_NAMED = 10
_START = 60


@dataclass(frozen=True)
class PartLine:
    """One withheld part."""

    #: Its number in the document, from 0.
    n: int
    label: str
    #: "" where the whole answer is withheld.
    quote: str
    reason: str
    #: What is wrong with it, "" where it is found.
    problem: str
    #: Only 別添2 still tells it: what the body says no more cannot be given to the public here.
    is_former: bool
    #: Where its item is chosen anew, None where the item is gone.
    url: str | None


@dataclass(frozen=True)
class ItemLine:
    """An item that can be chosen."""

    label: str
    start: str
    url: str


@dataclass(frozen=True)
class SectionItems:
    """The items of one section."""

    title: str
    items: tuple[ItemLine, ...]


@dataclass(frozen=True)
class Chosen:
    """The item of which a part is withheld."""

    path: str
    label: str
    text: str
    #: Of a choice and of boxes the whole answer goes.
    is_whole: bool


@dataclass(frozen=True)
class Effect:
    """What the public will read if a part is withheld."""

    text: str
    #: Labels of other items that lose words too.
    others: tuple[str, ...]
    more: int
    #: Rows of 別添2 that do.
    rows: int


def part_list(draft_id: int, document: Assessment) -> tuple[PartLine, ...]:
    """Return the withheld parts of a draft."""
    return tuple(_part(draft_id, document, n, part) for n, part in enumerate(document.withheld))


def item_list(draft_id: int, document: Assessment, words: str) -> tuple[SectionItems, ...]:
    """Return the items with an answer by sections; only those with `words` where any are given."""
    form, answers, wanted = document.form, document.answers, fold(words)
    found = []
    for section in sections(form, answers):
        items = tuple(
            line
            for one in places(form, answers, section)
            if _can_be_chosen(one) and (line := _item(draft_id, document, one, wanted))
        )
        if items:
            title = (
                section.title
                if section.title.startswith(section.part)
                else f"{section.part}　{section.title}"
            )
            found.append(SectionItems(title, items))
    return tuple(found)


def chosen_item(document: Assessment, path_text: str) -> Chosen:
    """Return an item of a draft. Raises PathNotFound, InputRefused where it has no answer."""
    path, item = checked(document.form, path_text)
    value = stands_at(document.answers, path)
    label = label_at(document, path_text)
    if not isinstance(item, Item) or is_blank(value) or is_unknown(value):
        hint = "記載のある項目を選んでください。"
        raise InputRefused("この項目には非公表にする記載がありません", where=label, hint=hint)
    return Chosen(path_text, label, print_answer(item, value), bool(item.choices))


def faults(chosen: Chosen, document: Assessment, quote: str, reason: str) -> dict[str, str]:
    """Return what is wrong with a typed part, by field; empty where nothing is."""
    errors = {}
    try:
        if not chosen.is_whole and found_quote(chosen.text, quote) is None:
            errors["quote"] = _quote_sentence(quote)
    except InputRefused as refused:
        errors["quote"] = refused.sentence()
    try:
        if not keep_typed(reason, "理由").strip():
            errors["reason"] = "理由を書いてください。"
    except InputRefused as refused:
        errors["reason"] = refused.sentence()
    if not errors and _is_withheld(document, made_part(chosen, quote, reason)):
        errors["quote"] = "この部分はもう非公表になっています。"
    return errors


def made_part(chosen: Chosen, quote: str, reason: str) -> Withheld:
    """Return the part of a form without faults."""
    words = "" if chosen.is_whole else found_quote(chosen.text, quote) or ""
    return Withheld(chosen.path, words, 1, keep_typed(reason, "理由").strip())


def effect(document: Assessment, part: Withheld) -> Effect:
    """Return what the public will read with one more part withheld."""
    standing = tuple(one for one in document.withheld if not problem(document, one))
    before = publicise(replace(document, withheld=standing))
    after = publicise(replace(document, withheld=(*standing, part)))
    path = Path.parse(part.id_path)
    value = stands_at(after.answers, path)
    others = tuple(
        label_of(document.form, document.answers, place)
        for place, _, now in answered(after.form, after.answers)
        if place != path and now != stands_at(before.answers, place)
    )
    rows = zip(before.change_history, after.change_history, strict=True)
    return Effect(
        text=value if isinstance(value, str) else MARK,
        others=others[:_MOST_NAMED],
        more=max(len(others) - _MOST_NAMED, 0),
        rows=sum(was.cells() != now.cells() for was, now in rows),
    )


def problem(document: Assessment, part: Withheld) -> str:
    """Return why a part cannot be withheld any more, "" where it can."""
    try:
        publicise(replace(document, withheld=(part,)))
    except InputRefused:
        return "この部分が今の記載に見つかりません。記載が変わったためと思われます。指定し直すか、取り消してください。"
    return ""


def found_quote(text: str, typed: str) -> str | None:
    """Return the words of a text that were typed, whatever their breaks and spaces; else None.

    Raises InputRefused for signs that cannot be kept.
    """
    typed = keep_typed(typed, "非公表にする部分").strip("\n")
    bare = without_space(typed)
    if not bare:
        return None
    if typed in text:
        return typed
    signs = [n for n, sign in enumerate(text) if not sign.isspace()]
    start = without_space(text).find(bare)
    return None if start < 0 else text[signs[start] : signs[start + len(bare) - 1] + 1]


def _is_withheld(document: Assessment, part: Withheld) -> bool:
    known = {(one.id_path, one.quote) for one in document.withheld}
    return (part.id_path, part.quote) in known


def _quote_sentence(quote: str) -> str:
    if not quote.strip():
        return "非公表にする部分を入れてください。"
    return "この項目の記載に見つかりません。上の記載から写してください。"


def _part(draft_id: int, document: Assessment, n: int, part: Withheld) -> PartLine:
    wrong = problem(document, part)
    is_there = stands_at(document.answers, Path.parse(part.id_path)) is not None
    url = url_for("drafts_withheld.item", draft_id=draft_id, path=part.id_path)
    return PartLine(
        n=n,
        label=label_at(document, part.id_path),
        quote="" if _is_whole(document, part) else part.quote,
        reason=part.reason,
        problem=wrong,
        is_former=part.occurrence == 0 and bool(problem(document, replace(part, occurrence=1))),
        url=url if is_there else None,
    )


def _is_whole(document: Assessment, part: Withheld) -> bool:
    item = document.form.find(Path.parse(part.id_path).pattern)
    return isinstance(item, Item) and bool(item.choices)


def _can_be_chosen(one: Place) -> bool:
    return not is_blank(one.value) and not is_unknown(one.value)


def _item(draft_id: int, document: Assessment, one: Place, wanted: str) -> ItemLine | None:
    label = label_of(document.form, document.answers, one.path, short=True)
    text = print_answer(one.item, one.value)
    if wanted and wanted not in fold(label + text):
        return None
    start = " ".join(text.split())
    shown = start if len(start) <= _START else f"{start[:_START]}…"
    return ItemLine(
        label, shown, url_for("drafts_withheld.item", draft_id=draft_id, path=str(one.path))
    )
