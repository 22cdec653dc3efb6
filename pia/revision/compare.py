"""Compare two editions: every difference is a row or stands in `unprinted` with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pia.assessment import Assessment
from pia.errors import InputRefused, UsageRefused
from pia.revision.comparison import ChangeRow, Comparison, Unprinted
from pia.revision.difference import ROW
from pia.revision.effective import EffectiveOn, placed
from pia.revision.findings import comparison_findings
from pia.revision.proof import is_complete
from pia.revision.rows import RowMaker
from pia.revision.walk import Difference, ItemDiffers, ThingCameOrWent, Walk

#: How 項目 is written: 「Ⅱ 特定個人情報ファイルの概要 4 …」 or 「Ⅱ-4-…」.
LABELS = ("long", "short")


def compare(  # noqa: PLR0913 - one door for all that a table needs to know
    old: Assessment,
    new: Assessment,
    *,
    changed_on: date,
    as_of: date,
    effective_on: EffectiveOn = None,
    labels: str = "long",
) -> Comparison:
    """Return the change table from `old` to `new`.

    `changed_on` is printed as 変更日; `as_of` chooses the rules in force. `effective_on` is 実施日
    for all rows, or by path (an item, or a thing around it; "" for the rest); it is never derived
    from another day. Raises InputRefused for two forms or two editions of a form, and
    PathNotFound for a path of `effective_on` that the form does not have. `labels` is long or short.
    """
    _refuse_two_forms(old, new)
    if labels not in LABELS:
        raise UsageRefused(f"項目の書き方は{'か'.join(LABELS)}です", where=labels)
    unrelated = old.lineage != new.lineage
    days = placed(old, new, effective_on)
    maker = RowMaker(
        old, new, changed_on, as_of, days, short=labels == "short", by_position=unrelated
    )
    walk = Walk(new.form, by_position=unrelated)
    found = list(walk.differences(old.answers, new.answers))
    rows = tuple(_rows(maker, found))
    unprinted = (*_unprinted(found), *(Unprinted(d.reason, d.ops) for d in walk.renames))
    complete = is_complete(new.form, old.answers, new.answers, rows, unprinted)
    findings = tuple(comparison_findings(maker, found, rows, complete=complete))
    return Comparison(old, new, rows, unprinted, findings, complete)


def _refuse_two_forms(old: Assessment, new: Assessment) -> None:
    if old.form_name != new.form_name:
        names = f"{old.form.name}（旧）と{new.form.name}（新）"
        hint = "同じ種類の評価書どうしを選んでください。"
        raise InputRefused("様式の違う評価書は比べられません", where=names, hint=hint)
    if old.edition != new.edition:
        tags = f"{old.form.tag}（旧）と{new.form.tag}（新）"
        hint = "先に古い方を新しい様式へ移してから比べてください。"
        raise InputRefused("様式の版が違う評価書は比べられません", where=tags, hint=hint)


def _rows(maker: RowMaker, found: list[Difference]) -> Iterator[ChangeRow]:
    for one in found:
        if isinstance(one, ThingCameOrWent):
            yield maker.thing_row(one)
        elif isinstance(one, ItemDiffers) and one.reason == ROW:
            yield maker.item_row(one)


def _unprinted(found: list[Difference]) -> Iterator[Unprinted]:
    for one in found:
        if not isinstance(one, ThingCameOrWent) and one.reason != ROW:
            yield Unprinted(one.reason, one.ops)
