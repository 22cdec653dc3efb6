"""Every 評価書 as the first page lists it: where it stands, what is due, whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pia.approval.kinds import EDITION_KINDS
from pia.approval.roles import TITLES, Actor, Role
from pia.approval.states import workflow
from pia.operations.looking import Counts
from pia.operations.portfolio import PortfolioLine
from pia.web.views.portfolio_due import PAST, Chart, DueDay, chart, due_days
from pia.web.views.portfolio_filter import (
    MINE,
    NEAR,
    RESTING_TITLE,
    Filter,
    Wanted,
    filters,
)

#: State of the open draft → tone of its chip, and the role whose turn it is.
_TONES = {"draft": "busy", "review": "wait", "approved": "good", "submitted": "good"}
_TURNS = {
    "draft": Role.EDITOR,
    "review": Role.APPROVER,
    "approved": Role.PUBLISHER,
    "submitted": Role.PUBLISHER,
}
#: Most people that a list names; beyond, their title says enough.
_NAMED = 2


@dataclass(frozen=True)
class Chip:
    """A state in a word, with the tone of its mark."""

    words: str
    tone: str


@dataclass(frozen=True)
class Line:
    """One 評価書."""

    id: int
    number: str
    title: str
    organisation: str
    division: str
    #: Kind of the edition in public, "" where there is none.
    kind: str
    #: 様式の版.
    form: str
    published_on: date | None
    due: tuple[DueDay, ...]
    #: No edition counts for five years: only amendments were registered.
    lacks_five_years: bool
    chip: Chip
    draft_id: int | None
    #: Who has it now, "" where nobody is at work.
    turn: str
    is_mine: bool
    planned_on: date | None
    #: 公表予定日 is over.
    is_late: bool
    findings: Counts
    threads: int
    #: The day of a 見直し that found a change is needed, while nobody has begun it.
    change_wanted: date | None

    @property
    def is_settled(self) -> bool:
        """Whether nothing waits for somebody."""
        return not (self.findings.total or self.threads or self.change_wanted)


@dataclass(frozen=True)
class Shortcut:
    """A filter that is a link, beside the filters that stand."""

    words: str
    #: How many it leaves.
    count: int
    #: Parts of its address; without it where it stands now.
    wanted: dict[str, str]
    is_on: bool


@dataclass(frozen=True)
class Portfolio:
    """The first page."""

    lines: tuple[Line, ...]
    #: How many there are without filter.
    total: int
    wanted: Wanted
    filters: tuple[Filter, ...]
    shortcuts: tuple[Shortcut, ...]
    #: None where nothing falls due in its months.
    chart: Chart | None

    @property
    def lacks_five_years(self) -> bool:
        """Whether a line has no edition from which five years count."""
        return any(line.lacks_five_years for line in self.lines)


def portfolio(
    lines: Sequence[PortfolioLine], wanted: Wanted, actor: Actor, today: date
) -> Portfolio:
    """Return the first page. Its chart heeds every filter but that of days: it is one itself."""
    any_day = replace(wanted, due="")
    return Portfolio(
        lines=tuple(_line(one, actor, today) for one in chosen(lines, wanted, actor, today)),
        total=len(lines),
        wanted=wanted,
        filters=filters(lines, wanted),
        shortcuts=tuple(_shortcuts(lines, wanted, actor, today)),
        chart=chart((one for one in lines if any_day.takes(one, actor, today)), today),
    )


def chosen(
    lines: Iterable[PortfolioLine], wanted: Wanted, actor: Actor, today: date
) -> list[PortfolioLine]:
    """Return what is wanted, in the order that is wanted."""
    return wanted.in_order(one for one in lines if wanted.takes(one, actor, today))


def _shortcuts(
    lines: Sequence[PortfolioLine], wanted: Wanted, actor: Actor, today: date
) -> Iterable[Shortcut]:
    for words, narrowed, without in (
        ("あなたの番", replace(wanted, turn=MINE), replace(wanted, turn="")),
        ("期限が近い", replace(wanted, due=NEAR), replace(wanted, due="")),
        ("期日を過ぎたもの", replace(wanted, due=PAST), replace(wanted, due="")),
    ):
        is_on = narrowed == wanted
        count = len(chosen(lines, narrowed, actor, today))
        yield Shortcut(words, count, (without if is_on else narrowed).as_address(), is_on)


def _line(one: PortfolioLine, actor: Actor, today: date) -> Line:
    """Return one 評価書 as it is listed."""
    line, days = one.line, due_days(one, today)
    return Line(
        id=line.dossier.id,
        number=line.dossier.number,
        title=line.task,
        organisation=line.organisation,
        division=line.division,
        kind=EDITION_KINDS[line.edition_kind] if line.edition_kind else "",
        form=one.form,
        published_on=line.published_on,
        due=days,
        lacks_five_years=one.review_by is not None and one.five_years_by is None,
        chip=chip_of(line.state),
        draft_id=line.draft_id,
        turn=turn_words(one),
        is_mine=one.turn.is_of(actor),
        planned_on=line.opened.planned_on if line.opened else None,
        is_late=line.opened is not None and (line.opened.planned_on or today) < today,
        findings=one.findings,
        threads=one.threads,
        change_wanted=one.change_wanted,
    )


def turn_words(one: PortfolioLine) -> str:
    """Return who has it: 編集者 佐藤 美咲, the title alone where it waits for many."""
    people = one.turn.people if len(one.turn.people) <= _NAMED else ()
    return " ".join(filter(None, (one.turn.title, "、".join(name for _, name in people))))


def chip_of(state: str | None) -> Chip:
    """Return the chip of an open draft's state, None: nobody is at work."""
    if state is None:
        return Chip(RESTING_TITLE, "quiet")
    return Chip(workflow().states[state].title, _TONES.get(state, "quiet"))


def turn_of(state: str | None) -> str:
    """Return whose turn it is, "" where nobody is at work."""
    role = _TURNS.get(state or "")
    return TITLES[role] if role else ""


@dataclass(frozen=True)
class FirstStep:
    """What a person does first in an empty store; `endpoint` "" where it is done elsewhere."""

    words: str
    link: str = ""
    endpoint: str = ""


#: Role → what it does first.
_FIRST = {
    Role.ADMINISTRATOR: FirstStep(
        "団体、評価実施機関、課、事務と、使う人を登録します。公表済みの評価書を登録すると、団体から事務までは文書から作ることもできます。",
        "団体と課を登録する",
        "admin.show",
    ),
    Role.PUBLISHER: FirstStep(
        "公表済みの評価書を読み込み、版（移行）として登録します。",
        "公表済みの版を登録する",
        "registration.new",
    ),
    Role.EDITOR: FirstStep(
        "公表済みの評価書があれば登録します。なければ、新しい評価書を作ります。",
        "公表済みの版を登録する",
        "registration.new",
    ),
    Role.APPROVER: FirstStep("承認の依頼が届くまで、することはありません。"),
    Role.VIEWER: FirstStep("評価書が登録されると、ここから読めます。"),
}


def first_steps(actor: Actor) -> tuple[FirstStep, ...]:
    """Return what somebody does first in an empty store, one step per role."""
    return tuple(step for role, step in _FIRST.items() if actor.has(role))
