"""What a whole table amounts to: 再実施, 修正, or nothing; each answer with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pia.law.thresholds import is_raised, threshold_table
from pia.official import Form
from pia.revision.timing.facts import RowFacts
from pia.revision.timing.outcomes import BEFORE
from pia.revision.timing.table import PROCEDURE, RuleRow, timing_table

REASSESSMENT, AMENDMENT, NO_PROCEDURE = "再実施", "修正", "なし"


@dataclass(frozen=True)
class Because:
    """One reason for a procedure."""

    #: 再実施 or 修正.
    procedure: str
    #: Id of the rule.
    rule: str
    #: One Japanese sentence.
    says: str
    #: Ids of `data/law/sources.yaml`.
    sources: tuple[str, ...]
    verified: bool
    #: Keys of the rows it rests on.
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Procedure:
    """What follows for the whole table; the stricter reasons alone where they differ."""

    name: str
    reasons: tuple[Because, ...]

    @property
    def verified(self) -> bool:
        """Whether at least one reason rests on what somebody has read."""
        return not self.reasons or any(one.verified for one in self.reasons)


@dataclass(frozen=True)
class Whole:
    """What a rule on the whole table may read: the form, the rows, its own edition in force."""

    form: Form
    rows: Sequence[RowFacts]
    row: RuleRow

    def because(
        self, procedure: str, says: str, found: Sequence[RowFacts], *, verified: bool = True
    ) -> Because:
        """Return the reason of a rule for a procedure, resting on the rows found."""
        keys = tuple(one.key for one in found)
        known = verified and self.row.verified
        return Because(procedure, "", says, self.row.sources, known, keys)


#: A rule returns None where it has nothing to say.
ProcedureRule = Callable[[Whole], Because | None]

PROCEDURES: dict[str, ProcedureRule] = {}


def procedure_rule(function: ProcedureRule) -> ProcedureRule:
    """Register a rule on the whole table under its own name."""
    PROCEDURES[function.__name__] = function
    return function


def procedure_of(form: Form, rows: Sequence[RowFacts], as_of: date) -> Procedure:
    """Return what the rows of one table amount to by the rules in force on a day.

    Rows for which no rule was in force are treated as the stricter 再実施, 未確認.
    """
    found = list(_reasons(form, rows, as_of))
    if rows and not found:
        says = f"{as_of.isoformat()}には手続のきまりがありません。"
        found = [Because(REASSESSMENT, "no_rule", says, (), verified=False)]
    for name in (REASSESSMENT, AMENDMENT):
        reasons = tuple(one for one in found if one.procedure == name)
        if reasons:
            return Procedure(name, reasons)
    return Procedure(NO_PROCEDURE, ())


@procedure_rule
def significant_change(whole: Whole) -> Because | None:
    """Do the assessment again for a 重要な変更: 「重要な変更を加えようとするときは再実施」.

    規則・指針 (edition of 2014-04-20 on): a 重要な変更 needs the assessment done again before it is made.
    Reading: a row that stands on 事前; one that is 事前 by choice alone is still a 修正.
    """
    found = [one for one in whole.rows if one.is_significant]
    if not found:
        return None
    open_ones = "（未判断の行を含みます）" if any(one.needs_confirmation for one in found) else ""
    says = f"重要な変更の行が{len(found)}行あります{open_ones}。"
    return whole.because(REASSESSMENT, says, found, verified=any(one.verified for one in found))


@procedure_rule
def threshold_raised(whole: Whole) -> Because | None:
    """Do the assessment again where しきい値判断 rose: 「しきい値判断の結果、義務が重くなったとき」.

    指針 (not read by us): a body whose しきい値判断 now requires more assesses again. Reading: Ⅴ-1② goes
    to a higher result; the row itself stays by the general rule. From or to a blank nobody can tell.
    """
    path, results = threshold_table().answers.get(whole.form.form, ("", {}))
    for one in whole.rows:
        if path in one.patterns:
            words = {c.words: results[c.key] for c in whole.form.item(path).choices}
            old, new = words.get(one.before), words.get(one.after)
            if old and new and is_raised(old, new):
                titles = threshold_table().results
                says = f"しきい値判断の結果が「{titles[old]}」から「{titles[new]}」に上がりました。"
                return whole.because(REASSESSMENT, says, [one])
    return None


@procedure_rule
def amendment(whole: Whole) -> Because | None:
    """Amend the assessment for any other change: 「重要な変更に当たらない変更は修正」.

    規則・指針 (edition of 2014-04-20 on): any other change is a 修正, submitted and published promptly.
    Reading: every row that is no 重要な変更, be it 事前 by choice.
    """
    found = [one for one in whole.rows if not one.is_significant]
    if not found:
        return None
    early = sum(one.timing == BEFORE for one in found)
    chosen = f"うち{early}行は任意に事前に提出します。" if early else ""
    says = f"重要な変更に当たらない変更の行が{len(found)}行あります。{chosen}"
    return whole.because(AMENDMENT, says, found)


def _reasons(form: Form, rows: Sequence[RowFacts], as_of: date) -> Iterator[Because]:
    for name, entry in timing_table().rules.items():
        row = entry.in_force(as_of)
        if entry.role == PROCEDURE and row is not None:
            found = PROCEDURES[name](Whole(form, rows, row))
            if found is not None:
                yield replace(found, rule=name)
