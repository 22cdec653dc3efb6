"""Every 評価書 as the first page lists it: where it stands, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pia.approval.kinds import EDITION_KINDS
from pia.approval.roles import TITLES, Actor, Role
from pia.approval.states import STATES, workflow
from pia.official.folding import fold
from pia.store.records import DossierLine

#: A state of lists that no draft has: nobody is at work.
RESTING = "resting"
#: State of the open draft → tone of its chip, and the role whose turn it is.
_TONES = {"draft": "busy", "review": "wait", "approved": "good", "submitted": "good"}
_TURNS = {
    "draft": Role.EDITOR,
    "review": Role.APPROVER,
    "approved": Role.PUBLISHER,
    "submitted": Role.PUBLISHER,
}
#: Longest part of what is searched for that a page repeats.
_LONGEST = 200


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
    published_on: date | None
    chip: Chip
    #: Whose turn it is, "" where nobody is at work.
    turn: str
    draft_id: int | None


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; "" for everything."""

    words: str = ""
    division: str = ""
    state: str = ""

    @staticmethod
    def read(words: str, division: str, state: str) -> Wanted:
        """Return what an address asks for, cut to what a page can repeat."""
        return Wanted(*(text.strip()[:_LONGEST] for text in (words, division, state)))

    def takes(self, line: DossierLine) -> bool:
        """Return whether a line is wanted: every word stands somewhere in it, in any width."""
        said = fold(f"{line.dossier.number} {line.task} {line.division} {line.organisation}")
        return (
            all(fold(word) in said for word in self.words.split())
            and self.division in ("", line.division)
            and self.state in ("", line.state or RESTING)
        )


@dataclass(frozen=True)
class Choice:
    """One choice of a filter."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Portfolio:
    """The first page."""

    lines: tuple[Line, ...]
    #: How many there are without filter.
    total: int
    wanted: Wanted
    divisions: tuple[Choice, ...]
    states: tuple[Choice, ...]


def portfolio(lines: Iterable[DossierLine], wanted: Wanted) -> Portfolio:
    """Return the first page."""
    known = tuple(lines)
    divisions = {division: division for division in sorted({line.division for line in known})}
    return Portfolio(
        lines=tuple(_line(line) for line in known if wanted.takes(line)),
        total=len(known),
        wanted=wanted,
        divisions=_choices({"": "すべての課"} | divisions, wanted.division),
        states=_choices({"": "すべての状態"} | _states(), wanted.state),
    )


def chip_of(state: str | None) -> Chip:
    """Return the chip of an open draft's state, None: nobody is at work."""
    if state is None:
        return Chip("作業なし", "quiet")
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


def _states() -> dict[str, str]:
    open_ones = (workflow().states[name] for name in STATES)
    return {state.id: state.title for state in open_ones if not state.closed} | {
        RESTING: chip_of(None).words
    }


def _choices(given: dict[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, words, value == chosen) for value, words in given.items())


def _line(line: DossierLine) -> Line:
    return Line(
        id=line.dossier.id,
        number=line.dossier.number,
        title=line.task,
        organisation=line.organisation,
        division=line.division,
        kind=EDITION_KINDS[line.edition_kind] if line.edition_kind else "",
        published_on=line.published_on,
        chip=chip_of(line.state),
        turn=turn_of(line.state),
        draft_id=line.draft_id,
    )
