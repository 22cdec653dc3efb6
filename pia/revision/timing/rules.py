"""The rules: first what holds in general, then the named exceptions a machine may decide alone."""

from __future__ import annotations

from pia.revision.timing.change import Change
from pia.revision.timing.outcomes import After, Before, Decision, NeedsJudgement
from pia.revision.timing.registry import rule
from pia.revision.timing.table import RuleRow
from pia.revision.timing.typography import is_typographical


@rule
def general_rule(change: Change, row: RuleRow) -> Decision | None:
    """Decide an item by its ※: 「※の項目の変更は重要な変更」.

    規則・指針 (edition of 2014-04-20 on): 「重要な変更」 is a change of an item marked ※; it is made
    after a new assessment was submitted and published. Any other change is a 修正, submitted and
    published promptly. Reading: ※ → 事前, else → 事後. Where ※ is disputed the result is 未確認.
    """
    if change.whole:
        return None
    verified = row.verified and change.verified
    title = change.items[0].title
    if change.important:
        trace = (f"「{title}」は※の項目です。",)
        return Before("general_rule", ("important",), row.sources, verified, trace)
    trace = (f"「{title}」は※の項目ではありません。",)
    return After("general_rule", ("other",), row.sources, verified, trace)


@rule
def whole_thing(change: Change, row: RuleRow) -> Decision | None:
    """Decide a whole thing by the strictest of its answered items.

    指針 (not read by us): nothing is said of whole things. Reading: no ※ among its answers → 事後; a ※
    among them is shown to a person, since one contractor fewer may be no 重要な変更.
    """
    if not change.whole:
        return None
    marked = [item.title for item in change.items if item.important]
    verified = row.verified and change.verified
    if marked:
        trace = (f"※の項目（{'、'.join(marked)}）を含みます。",)
        return NeedsJudgement("whole_thing", ("important",), row.sources, verified, trace)
    trace = ("答えのある項目に※はありません。",)
    return After("whole_thing", ("other",), row.sources, verified, trace)


@rule
def typographical(change: Change, row: RuleRow) -> Decision | None:
    """Take a change of typography alone out: 「形式的な変更は重要な変更に当たらない」.

    指針 第6の2(2) (not read by us): a ※ item whose change is of form only is a 修正. Reading: a
    machine sees only width, another spelling of the same mark, space and digits of the same
    value; a mark that appears or vanishes, and any word, is left to a person.
    """
    if change.whole or change.one_side_blank or not change.important:
        return None
    if not is_typographical(change.before, change.after):
        return None
    trace = ("字の幅、同じ記号の別の書き方、空白又は同じ数の書き方だけが違います。",)
    verified = row.verified and change.verified
    return After("typographical", ("typographical",), row.sources, verified, trace)
