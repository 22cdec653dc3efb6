"""Who and what there is in みほん市."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pia.approval.roles import TITLES, Role
from pia.approval.route import CONSULT, DECIDE
from pia.revision.timing.names import Renaming

CITY = "みほん市"
#: Of no real prefecture; the sixth digit is the right check digit.
CODE = "999997"
#: Of every user; it opens nothing but the sample city.
PASSWORD = "mihon-demo-2025"  # noqa: S105 - printed for everybody
MAYOR, BOARD = "みほん市長", "みほん市教育委員会"


@dataclass(frozen=True)
class DemoUser:
    """A user of the sample city."""

    name: str
    display_name: str
    role: Role
    #: Name of the 課.
    division: str

    @property
    def title(self) -> str:
        """What the user is for."""
        return TITLES[self.role]


@dataclass(frozen=True)
class PlannedDivision:
    """A 課. With `renamed_from` it is the successor of that one, from its own first day on."""

    name: str
    begins_on: date
    contact: str = ""
    renamed_from: str = ""


@dataclass(frozen=True)
class PlannedTask:
    """A 事務; the 課 is the one that had it first."""

    name: str
    organisation: str
    division: str


@dataclass(frozen=True)
class PlannedStage:
    """A stage of a route of approval, with who stands there."""

    title: str
    person: str
    stand_in: str = ""
    kind: str = DECIDE


_PENSION, _IT, _GENERAL = "市民生活部保険年金課", "総務部情報政策課", "総務部総務課"
_TAX, _TAX_BEFORE = "財務部市民税課", "税務部市民税課"
_HEALTH, _HEALTH_BEFORE = "こども健康部健康推進課", "保健部健康推進課"
_SCHOOL = "教育部学校教育課"
_LONG_AGO, _RENAMED = date(2015, 4, 1), date(2024, 4, 1)

#: A predecessor stands before its successor.
DIVISIONS = (
    PlannedDivision(_GENERAL, _LONG_AGO, "0000-00-1001 somu@city.mihon.example"),
    PlannedDivision(_IT, _LONG_AGO, "0000-00-1010 joho@city.mihon.example"),
    PlannedDivision(_PENSION, _LONG_AGO, "0000-00-1112 nenkin@city.mihon.example"),
    PlannedDivision(_TAX_BEFORE, _LONG_AGO),
    PlannedDivision(_TAX, _RENAMED, "0000-00-1203 shiminzei@city.mihon.example", _TAX_BEFORE),
    PlannedDivision(_HEALTH_BEFORE, _LONG_AGO),
    PlannedDivision(_HEALTH, _RENAMED, "0000-00-1321 kenko@city.mihon.example", _HEALTH_BEFORE),
    PlannedDivision(_SCHOOL, _LONG_AGO, "0000-00-1431 gakko@city.mihon.example"),
)

TASKS = (
    PlannedTask("個人住民税の賦課に関する事務", MAYOR, _TAX_BEFORE),
    PlannedTask("国民年金に関する事務", MAYOR, _PENSION),
    PlannedTask("予防接種に関する事務", MAYOR, _HEALTH_BEFORE),
    PlannedTask("就学援助に関する事務", BOARD, _SCHOOL),
)

#: What the city says of its change tables, beside the way of the product.
STYLE = {
    "words": {
        "typographical": "表記の統一であり、重要な変更に当たらない。",
        "place_renamed": "室の名称の変更に伴う修正であり、重要な変更に当たらない。",
    }
}
#: The city's own list; that of 課 with successors follows from `DIVISIONS`.
NAMES = (
    Renaming("place", "専用の作業室", "情報処理室", date(2025, 4, 1), "庁舎管理規程の改正"),
    Renaming("representative", "保健予防係長", "予防接種係長", date(2024, 4, 1), "人事異動の通知"),
)

#: The administrator comes first: nobody else could add the others.
USERS = (
    DemoUser("kanri", "伊藤 裕子", Role.ADMINISTRATOR, _IT),
    DemoUser("henshu1", "佐藤 美咲", Role.EDITOR, _PENSION),
    DemoUser("henshu2", "田中 健一", Role.EDITOR, _TAX),
    DemoUser("shonin", "鈴木 恵子", Role.APPROVER, _GENERAL),
    DemoUser("kakari", "山本 直子", Role.APPROVER, _SCHOOL),
    DemoUser("kacho", "小林 正", Role.APPROVER, _SCHOOL),
    DemoUser("kohyo", "高橋 直樹", Role.PUBLISHER, _GENERAL),
    DemoUser("etsuran", "渡辺 誠", Role.VIEWER, _SCHOOL),
)
EDITOR, SECOND_EDITOR, APPROVER, PUBLISHER = "henshu1", "henshu2", "shonin", "kohyo"

#: How 教育委員会 approves; for 市長 one approver does.
ROUTE = (
    PlannedStage("係長", "kakari"),
    PlannedStage("総務課", APPROVER, kind=CONSULT),
    PlannedStage("学校教育課長", "kacho", stand_in="kakari"),
)
