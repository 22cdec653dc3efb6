"""Any two states of a 評価書 side by side: what may be chosen, and what became of the older one."""

from __future__ import annotations

from dataclasses import dataclass

from pia.assessment.wareki import to_wareki
from pia.operations.comparing import Between, State
from pia.operations.form_change import Moved
from pia.outline.sides import Sides
from pia.revision import printed_rows
from pia.web.views.compare import CompareView, Shown, compare_view
from pia.web.views.compare_rows import plain_row_views
from pia.web.views.compare_sides import heads_of, published_words
from pia.web.views.compare_wanted import Address, Wanted


@dataclass(frozen=True)
class StateChoice:
    """One state in a list of choice."""

    key: str
    words: str
    #: Edition whose document can be opened, None for the draft.
    edition_id: int | None


@dataclass(frozen=True)
class TwoView:
    """The table of two states."""

    old: StateChoice
    new: StateChoice
    table: CompareView
    #: What the timing rests on.
    rests_on: str
    #: What became of the one on an older edition of the form; None where both are on one.
    moved: Moved | None = None


def state_choice(state: State) -> StateChoice:
    """Return a state as it is chosen: 「第2版（令和5年11月6日公表）」."""
    name = "下書き" if state.is_draft else f"第{state.key}版"
    return StateChoice(state.key, f"{name}（{_day_words(state)}）", state.edition_id)


def state_day(state: State) -> str:
    """Return the day of a state as the name of a file says it: 令和5年11月6日, 下書き."""
    if state.is_draft or state.published_on is None:
        return "下書き"
    return to_wareki(state.published_on)


def two_view(found: Between, wanted: Wanted, address: Address) -> TwoView:
    """Return the table, narrowed to what is wanted."""
    comparison = found.comparison
    printed = printed_rows(comparison) if found.recorded is None else found.recorded
    shown = Shown(
        comparison,
        plain_row_views(comparison, is_dated=found.new.published_on is not None),
        printed,
        "",
        heads(found),
        is_otherwise=found.recorded is not None,
    )
    return TwoView(
        old=state_choice(found.old),
        new=state_choice(found.new),
        table=compare_view(shown, wanted, address),
        rests_on=_rests_on(found),
        moved=found.moved,
    )


def file_title(found: Between, title: str) -> str:
    """Return what a file of the comparison is headed with; it says that a form was left behind."""
    moved = found.moved
    if moved is None:
        return title
    doubt = "" if moved.is_verified else "・未確認"
    return f"{title}（{moved.older}を{moved.newer}へ移して比較{doubt}）"


def heads(found: Between) -> Sides:
    """Return what stands above the columns."""
    return heads_of(found.comparison.style, _day_words(found.old), _day_words(found.new))


def _day_words(state: State) -> str:
    return published_words(state.published_on, is_draft=state.is_draft)


def _rests_on(found: Between) -> str:
    if found.is_decided:
        return "下書きで人が判断したとおりです。"
    day = "今日" if found.new.is_draft else "新しい方の公表日"
    return f"{day}のきまりだけによるもので、人の判断は入っていません。"
