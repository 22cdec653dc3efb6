"""What the people of みほん市 are at: three drafts on the newest editions, in three states."""

from __future__ import annotations

from dataclasses import dataclass, field

from pia.operations.demo.city import EDITOR, SECOND_EDITOR

_FILE, _RISK = "files[1]", "risks[1]"


@dataclass(frozen=True)
class PlannedDraft:
    """A draft on the newest edition of a sample."""

    #: 評価書番号.
    number: str
    editor: str
    #: draft, review or approved.
    state: str
    #: What is typed, by path.
    typed: dict[str, str]
    #: Path → what is replaced in its text, by what; "" before: put at the end.
    replaced: dict[str, tuple[str, str]]
    #: 公表予定日, days from today; None: not said yet.
    planned_in: int | None = None
    #: Why there is to be a new edition; said with 公表予定日.
    purpose: str = ""
    #: Every 事前 row takes effect that many days after today.
    effective_in: int = 0
    #: Position path of an item → 変更前 and 変更後 of its row as somebody worded them.
    worded: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: Repeats that get one more thing at their end, each with its id.
    added: tuple[tuple[str, str], ...] = ()
    #: Position path of an item ("" for the whole) → what the approver asks, what the editor answers.
    said: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: Items that the 課 is asked about, each with its answer and a remark; "" where nothing changes.
    asked: dict[str, tuple[str, str]] = field(default_factory=dict)
    comment: str = ""
    #: What the approver says.
    approval: str = ""


_OUTSOURCING, _NEW = f"{_FILE}.outsourcing", "0f3c6a1e"

#: A new 再委託, a new 委託事項 that somebody must judge, and a room that was only renamed; one row was
#: shortened by hand. No 公表予定日 yet.
_PENSION = PlannedDraft(
    number="12",
    editor=EDITOR,
    state="draft",
    typed={
        f"{_OUTSOURCING}[2].contractor": "合同会社しさくタイピング",
        f"{_OUTSOURCING}[2].resubcontracted": "再委託する",
        f"{_OUTSOURCING}[2].resubcontract_consent": (
            "再委託先の名称、業務の範囲及び安全管理の体制を記載した申請書の提出を受け、"
            "内容を審査した上で、書面により承諾する。"
        ),
        f"{_OUTSOURCING}[2].resubcontract_work": "繁忙期における届書の記載内容の入力の一部",
        f"{_FILE}.outsourced_count": "5",
        f"{_OUTSOURCING}[5].title": "国民年金相談窓口の運営補助業務",
        f"{_OUTSOURCING}[5].content": "来庁者の案内、届書の記載の補助及び受付番号の管理",
        f"{_OUTSOURCING}[5].handlers": "10人未満",
        f"{_OUTSOURCING}[5].contractor": "れいじスタッフサービス株式会社",
        f"{_OUTSOURCING}[5].resubcontracted": "再委託しない",
    },
    added=((_OUTSOURCING, _NEW),),
    replaced={
        f"{_FILE}.storage": ("ICカード", "ＩＣカード"),
        f"{_RISK}.outsourcing_other_measures": ("専用の作業室", "情報処理室"),
    },
    worded={
        f"{_OUTSOURCING}[2].resubcontract_consent": (
            "—",
            "再委託先の名称、業務の範囲及び安全管理の体制を記載した申請書の内容を審査し、書面により承諾する。",
        )
    },
    said={
        f"{_FILE}.storage": (
            "ＩＣカードの貸与は、令和7年4月の規程の改正後も所属長の承認によるものですか。",
            "所管課に確認しています。",
        ),
        f"{_OUTSOURCING}[5].title": ("契約の開始日は決まっていますか。", ""),
    },
    asked={
        "department": ("市民生活部国民年金課", "4月1日付けの組織改正によります。"),
        f"{_OUTSOURCING}[2].contractor": ("", "契約書で確認しました。"),
        f"{_OUTSOURCING}[2].handlers": ("", ""),
    },
)

#: Waits for the approver.
_TAX = PlannedDraft(
    number="3",
    editor=SECOND_EDITOR,
    state="review",
    typed={f"{_OUTSOURCING}[3].contractor": "株式会社たとえば印刷"},
    replaced={
        "systems[1].functions": (
            "所得証明書及び課税証明書を発行する。",
            "所得証明書及び課税証明書を発行する(コンビニエンスストアの端末による交付を含む。)。",
        ),
        f"{_RISK}.training_method": (
            "",
            "\n・申告受付の期間の前に、出張会場に従事する者を対象として、申告書の搬送に関する研修を行う。",
        ),
    },
    planned_in=14,
    purpose="申告書の印刷業務の委託先が変わり、申告の受付の前に行う研修を加えるため。",
    effective_in=30,
    comment="印刷業務の委託先の変更と、申告受付前の研修の追加です。確認をお願いします。",
)

#: Approved: 提出 to the committee comes next.
_VACCINATION = PlannedDraft(
    number="21",
    editor=EDITOR,
    state="approved",
    typed={
        f"{_OUTSOURCING}[5].contractor": "株式会社ひながたコンタクト",
        f"{_OUTSOURCING}[5].handlers": "10人未満",
    },
    replaced={
        f"{_RISK}.storage_other_measures": (
            "",
            "\n・保健センターの端末は、終業時に職員が台数を確認し、施錠できる保管庫に収納する。",
        ),
    },
    planned_in=7,
    purpose="コールセンターの委託先が変わり、端末の保管の措置を加えるため。",
    effective_in=21,
    comment="コールセンターの委託先の変更と、端末の保管の措置の追加です。",
    approval="内容を確認しました。",
)

DRAFTS = (_PENSION, _TAX, _VACCINATION)
