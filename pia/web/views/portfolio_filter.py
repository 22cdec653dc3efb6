"""What a list of 評価書 is narrowed to and in which order it stands, as its address says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from pia.approval.roles import Actor
from pia.approval.states import STATES, workflow
from pia.assessment.wareki import to_wareki
from pia.errors import InputRefused
from pia.official.folding import fold
from pia.operations.portfolio import PortfolioLine
from pia.web.views.portfolio_due import PAST, bucket_of, is_near, month_words

#: A state of lists that no draft has: nobody is at work.
RESTING, RESTING_TITLE = "resting", "作業なし"
NEAR, MINE, BY_DUE = "near", "mine", "due"
#: Longest part of what is searched for that a page repeats.
_LONGEST = 200


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; "" for everything. Each field is a part of the address."""

    #: Words that stand in number, 事務, 課 or 機関, in any width.
    words: str = ""
    division: str = ""
    #: State of the open draft, or `RESTING`.
    state: str = ""
    #: 年度 of 公表日, as the year in which it begins: 2025.
    year: str = ""
    #: `NEAR`, `PAST` or a month: 2026-12.
    due: str = ""
    #: `MINE`: what waits for the reader.
    turn: str = ""
    #: `BY_DUE`: the next day first; "": 機関 and 評価書番号.
    order: str = ""

    @staticmethod
    def read(given: Mapping[str, str]) -> Wanted:
        """Return what an address asks for, cut to what a page can repeat."""
        names = [field.name for field in fields(Wanted)]
        return Wanted(**{name: given.get(name, "").strip()[:_LONGEST] for name in names})

    def as_address(self, **other: str) -> dict[str, str]:
        """Return it as parts of an address, some of them other than here."""
        return {name: value for name, value in vars(replace(self, **other)).items() if value}

    @property
    def is_narrow(self) -> bool:
        """Whether something is left out."""
        return replace(self, order="") != Wanted()

    @property
    def is_beyond_words(self) -> bool:
        """Whether something besides words narrows the list."""
        return replace(self, order="", words="") != Wanted()

    def takes(self, one: PortfolioLine, actor: Actor, today: date) -> bool:
        """Return whether a line is wanted."""
        line = one.line
        said = fold(f"{line.dossier.number} {line.task} {line.division} {line.organisation}")
        return (
            all(fold(word) in said for word in self.words.split())
            and self.division in ("", line.division)
            and self.state in ("", line.state or RESTING)
            and self.year in ("", _year(line.published_on))
            and self.turn in ("", MINE if one.turn.is_of(actor) else None)
            and self._takes_due(one, today)
        )

    def _takes_due(self, one: PortfolioLine, today: date) -> bool:
        if self.due == NEAR:
            return any(is_near(day, today) for day in one.due_days)
        return not self.due or self.due in {bucket_of(day, today) for day in one.due_days}

    def in_order(self, lines: Iterable[PortfolioLine]) -> list[PortfolioLine]:
        """Return lines as wanted; what is never due stands last."""
        if self.order != BY_DUE:
            return list(lines)
        return sorted(lines, key=lambda one: one.next_due or date.max)


@dataclass(frozen=True)
class Choice:
    """One choice of a filter."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """One list of choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def filters(lines: Iterable[PortfolioLine], wanted: Wanted) -> tuple[Filter, ...]:
    """Return the filters that fit a list."""
    known = [one.line for one in lines]
    divisions = {name: name for name in sorted({line.division for line in known})}
    years = sorted({_year(line.published_on) for line in known} - {""}, reverse=True)
    return tuple(
        Filter(name, label, tuple(_choices({"": whole} | given, getattr(wanted, name))))
        for name, label, whole, given in (
            ("division", "担当課", "すべての課", divisions),
            ("state", "下書きの状態", "すべての状態", _states()),
            ("year", "公表日の年度", "すべての年度", {year: year_words(year) for year in years}),
            ("due", "期日", "いつでも", _dues(wanted.due)),
            ("turn", "今の担当", "すべて", {MINE: "あなたの番"}),
        )
    )


def year_words(year: str) -> str:
    """Return a 年度: 令和7年度. That in which 令和 began is 令和元年度."""
    return to_wareki(date(int(year), 5, 1)).partition("年")[0] + "年度"


def _year(day: date | None) -> str:
    return "" if day is None else str(day.year - (day.month < 4))  # noqa: PLR2004 - 年度 begins in April


def _states() -> dict[str, str]:
    open_ones = (workflow().states[name] for name in STATES)
    found = {state.id: state.title for state in open_ones if not state.closed}
    return found | {RESTING: RESTING_TITLE}


def _dues(chosen: str) -> dict[str, str]:
    """Return the choices of days; a month is one only while it is chosen (in the table of months)."""
    found = {NEAR: "期限が近い（過ぎたものも）", PAST: "期日を過ぎたもの"}
    try:
        return found | ({chosen: month_words(chosen)} if chosen not in {"", *found} else {})
    except (ValueError, InputRefused):  # an address may say anything
        return found


def _choices(given: Mapping[str, str], chosen: str) -> Iterator[Choice]:
    for value, words in given.items():
        yield Choice(value, words, value == chosen)
