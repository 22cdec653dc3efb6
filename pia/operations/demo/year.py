"""What is planned in みほん市 for the year, and what was looked over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pia.operations.act import Act
from pia.operations.yearly import plan_change
from pia.operations.yearly_reviews import UNCHANGED, Looked, record

_SATURDAY = 5


@dataclass(frozen=True)
class PlannedPlan:
    """A 重要な変更 that is to come."""

    #: 評価書番号.
    number: str
    title: str
    detail: str
    #: Days from today; a weekend is put off to the Monday after it.
    effective_in: int

    def day(self, today: date) -> date:
        """Return the day that it comes: nothing is moved on a weekend."""
        day = today + timedelta(days=self.effective_in)
        return day + timedelta(days=7 - day.weekday()) if day.weekday() >= _SATURDAY else day


PLANS = (
    PlannedPlan(
        number="3",
        title="標準準拠システムへの移行（保管場所の変更）",
        detail="データの保管場所を、庁舎のサーバ室からガバメントクラウドに改める。",
        effective_in=75,
    ),
    PlannedPlan(
        number="12",
        title="届書の受付の電子化（入手の方法の追加）",
        detail="サービス検索・電子申請機能を使った入手を加える。",
        effective_in=100,
    ),
)
#: Looked over so many days ago, by 評価書番号.
_REVIEWED = {"21": 40}
_NOTE = "健康推進課に照会し、記載のとおり運用していることを確かめた。"


def plan_year(act: Act, dossiers: dict[str, int]) -> None:
    """Plan what is to come, and record what was looked over."""
    for plan in PLANS:
        at, day = dossiers[plan.number], plan.day(act.today)
        plan_change(act, at, plan.title, plan.detail, day)
    for number, days in _REVIEWED.items():
        looked = Looked(act.today - timedelta(days=days), UNCHANGED, _NOTE)
        record(act, [dossiers[number]], looked)
