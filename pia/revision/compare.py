"""Compare two editions: every difference is a row or stands in `unprinted` with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeGuard

from pia.assessment import Assessment, Op
from pia.errors import InputRefused
from pia.revision.comparison import SENTENCE, ChangeRow, Comparison, Unprinted, unprinted_key
from pia.revision.difference import MOVE
from pia.revision.effective import EffectiveOn, placed
from pia.revision.findings import comparison_findings
from pia.revision.proof import is_complete
from pia.revision.rows import RowMaker
from pia.revision.style import DEFAULT_STYLE, TableStyle
from pia.revision.timing.names import Renaming
from pia.revision.walk import Difference, ItemDiffers, ListDiffers, ThingCameOrWent, Walk


def compare(  # noqa: PLR0913 - one door for all that a table needs to know
    old: Assessment,
    new: Assessment,
    *,
    changed_on: date,
    as_of: date,
    effective_on: EffectiveOn = None,
    style: TableStyle = DEFAULT_STYLE,
    names: tuple[Renaming, ...] = (),
    promoted: frozenset[str] = frozenset(),
    granularities: Mapping[str, str] | None = None,
) -> Comparison:
    """Return the change table from `old` to `new`.

    `changed_on` is printed as 変更日; `as_of` chooses the rules in force. `effective_on` is 実施日
    for all rows, or by path (an item, or a thing around it; "" for the rest); it is never derived
    from another day. Raises InputRefused for two forms or two editions of a form, and
    PathNotFound for a path of `effective_on` that the form does not have. `style` is how this city
    writes its table, `names` what its own list says was renamed. `promoted` are keys of `Unprinted`
    that a person wants to be rows; those that name nothing promotable here change nothing.
    `granularities` are exceptions from the style's: id path of an item → granularity.
    """
    _refuse_two_forms(old, new)
    unrelated = old.lineage != new.lineage
    days, own = placed(old, new, effective_on), granularities or {}
    maker = RowMaker(old, new, changed_on, as_of, days, style, names, unrelated, promoted, own)
    walk = Walk(new.form, by_content=unrelated)
    found = list(walk.differences(old.answers, new.answers))
    maker = replace(maker, moved=_moved_in_silence(maker, found, walk.matched))
    made = [*_made(maker, found, walk.matched), *(_unprinted(one) for one in walk.renames)]
    rows = tuple(one for one in made if isinstance(one, ChangeRow))
    unprinted = tuple(one for one in made if isinstance(one, Unprinted))
    by_sentence = SENTENCE in (style.granularity, *own.values())
    headings = maker.headings if by_sentence else ()
    complete = is_complete(old, new, rows, unprinted, walk.matched, headings=headings)
    findings = tuple(comparison_findings(maker, found, rows, walk, complete=complete))
    return Comparison(
        *(old, new, rows, unprinted, findings, complete, as_of, style),
        matched=walk.matched,
        known_headings=maker.known_headings,
    )


def _refuse_two_forms(old: Assessment, new: Assessment) -> None:
    if old.form_name != new.form_name:
        names = f"{old.form.name}（旧）と{new.form.name}（新）"
        hint = "同じ種類の評価書どうしを選んでください。"
        raise InputRefused("様式の違う評価書は比べられません", where=names, hint=hint)
    if old.edition != new.edition:
        tags = f"{old.form.tag}（旧）と{new.form.tag}（新）"
        hint = "先に古い方を新しい様式へ移してから比べてください。"
        raise InputRefused("様式の版が違う評価書は比べられません", where=tags, hint=hint)


def _made(
    maker: RowMaker, found: list[Difference], matched: Mapping[str, str]
) -> Iterator[ChangeRow | Unprinted]:
    printed = {str(one.at) for one in found if is_move(one)} - maker.moved
    for one in found:
        if isinstance(one, ThingCameOrWent):
            yield maker.thing_row(one)
        elif isinstance(one, ItemDiffers):
            yield from maker.item_rows(one)
        elif str(one.at) not in printed:
            yield _unprinted(one)
        elif is_move(one):
            yield maker.move_row(one, _of_one_list(found, one), matched)


def _moved_in_silence(
    maker: RowMaker, found: list[Difference], matched: Mapping[str, str]
) -> frozenset[str]:
    """Return the lists whose things stand in another order that makes no row of its own."""
    moves = (one for one in found if is_move(one))
    return frozenset(str(one.at) for one in moves if not maker.prints_move(one, matched))


def _unprinted(one: ListDiffers) -> Unprinted:
    return Unprinted(one.reason, one.ops, unprinted_key(one.about, one.reason))


def is_move(one: Difference) -> TypeGuard[ListDiffers]:
    """Return whether a difference is that of things in another order."""
    return isinstance(one, ListDiffers) and one.reason == MOVE


def _of_one_list(found: list[Difference], move: ListDiffers) -> tuple[Op, ...]:
    """Return all that no other row says of a list, in the order in which it is done."""
    return tuple(
        op for one in found if isinstance(one, ListDiffers) and one.at == move.at for op in one.ops
    )
