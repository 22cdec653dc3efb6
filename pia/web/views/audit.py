"""The audit as administrators read it: who did what to what, when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pia.approval.position import VOICES
from pia.approval.roles import TITLES, Role
from pia.approval.states import workflow
from pia.store.audit import PROGRAM
from pia.store.records import AuditEntry
from pia.store.work import Work

PER_PAGE = 50
#: Action → what people call it; steps of drafts have their title in `states.yaml`.
ACTIONS = {
    "sign-in": "ログイン",
    "sign-out": "ログアウト",
    "sign-in-refused": "ログインの拒否",
    "change-password": "パスワードの変更",
    "add-user": "利用者の追加",
    "set-roles": "役割の変更",
    "set-email": "通知先の変更",
    "mail-trial": "試しのメール",
    "switch-off": "利用停止",
    "switch-on": "利用の再開",
    "reset-password": "パスワードの再発行",
    "owner-add": "団体・機関・課・事務の追加",
    "owner-change": "団体・課・事務の変更",
    "owner-end": "課の廃止",
    "owner-hand-over": "後継の課への事務の引継ぎ",
    "route-set": "承認の経路の変更",
    "endorse": "経路の段での承認など",
    "look-close": "後閲の終了",
    "style-change": "変更箇所の表の書き方の変更",
    "desk-change": "期日の数え方の変更",
    "name-add": "名称の変更の追加",
    "name-withdraw": "名称の変更の取下げ",
    "dossier-add": "評価書の追加",
    "dossier-copy": "別の版の写し",
    "draft-start": "下書きの開始",
    "draft-register": "下書きの登録",
    "draft-edit": "下書きの保存",
    "draft-undo": "保存の取消し",
    "draft-redo": "取消しのやり直し",
    "draft-completion": "下書きへの補完の反映",
    "draft-withheld": "非公表部分の変更",
    "draft-withhold": "非公表部分の指定",
    "draft-plan": "公表予定の変更",
    "draft-restore": "前の版の記載を戻す",
    "plan-add": "重要な変更の予定の追加",
    "plan-end": "重要な変更の予定の終了",
    "review-record": "見直しの記録",
    "review-withdraw": "見直しの記録の取消し",
    "comment-add": "コメント",
    "comment-answer": "コメントへの返信",
    "comment-resolved": "コメントを済みにする",
    "comment-reopened": "コメントを開き直す",
    "inquiry-add": "照会票の作成",
    "inquiry-load": "照会の回答の読込み",
    "proposal-accept": "照会の回答の取入れ",
    "proposal-decline": "照会の回答の見送り",
    "proposal-reopen": "照会の回答を未決に戻す（保存の取消しによる）",
    "row-judge": "提出時期の判断",
    "row-promote": "表に載せない違いを載せる・載せるのをやめる",
    "row-cut": "項目の行の分け方の変更",
    "edition-adopt": "版の登録（移行）",
    "edition-issue": "公表用ファイルの作成",
    "edition-publish": "公表",
    "reading-complete": "読取りの補完",
    "file-keep": "ファイルの保管",
    "store-backup": "控えの作成",
}
_SUBJECTS = {
    "inquiry": "照会票",
    "user": "利用者",
    "draft": "下書き",
    "edition": "版",
    "dossier": "評価書",
    "attachment": "ファイル",
    "store": "データベース",
    "user unknown": "登録のない利用者名",
}
#: Detail → what people call it; others are for machines.
_DETAILS = {
    "number": "評価書番号",
    "sequence": "保存",
    "reason": "理由",
    "roles": "役割",
    "file": "ファイル",
    "state": "状態",
    "parts": "非公表の箇所",
    "stage": "段",
    "what": "内容",
    "stages": "経路",
    "one_person": "一人で処理する団体の設定による",
}
_REASONS = {
    "unknown": "登録のない利用者名",
    "password": "パスワードの誤り",
    "switched-off": "利用停止中",
    "locked": "ロック中",
}


@dataclass(frozen=True)
class AuditLine:
    """One entry."""

    at: datetime
    actor: str
    action: str
    subject: str
    details: str


@dataclass(frozen=True)
class AuditPage:
    """Some entries, the newest first."""

    lines: tuple[AuditLine, ...]
    #: Number of the last entry of the page where there are older ones.
    older: int | None
    #: Key → words of what the list can be narrowed to.
    users: dict[str, str]
    actions: dict[str, str]


def audit_page(work: Work, user: str, action: str, before: int | None) -> AuditPage:
    """Return the entries of a user (number) and an action, "" for all, older than `before`."""
    names = {str(known.id): f"{known.display_name}（{known.name}）" for known in work.users.all()}
    number = int(user) if user in names else None
    known_actions = work.audit.actions()
    is_known = not action or action in known_actions  # what an address says goes into no question
    found = (
        work.audit.entries(PER_PAGE + 1, before, user_id=number, action=action) if is_known else ()
    )
    shown = found[:PER_PAGE]
    return AuditPage(
        lines=tuple(_line(entry, names) for entry in shown),
        older=shown[-1].id if len(found) > PER_PAGE else None,
        users={"": "すべての人"} | names,
        actions={"": "すべての操作"} | {key: action_title(key) for key in known_actions},
    )


def action_title(action: str) -> str:
    """Return what people call an action."""
    step = workflow().actions.get(action.removeprefix("step-"))
    if action.startswith("step-") and step is not None:
        return step.title
    return ACTIONS.get(action, "その他の操作")


def _line(entry: AuditEntry, names: Mapping[str, str]) -> AuditLine:
    who = names.get(str(entry.user_id), entry.actor)
    return AuditLine(
        at=entry.at,
        actor="（プログラム）" if entry.actor == PROGRAM and entry.user_id is None else who,
        action=action_title(entry.action),
        subject=_subject(entry.subject, names),
        details="、".join(_details(entry.details)),
    )


def _subject(subject: str, names: Mapping[str, str]) -> str:
    kind, _, number = subject.partition(" ")
    if kind == "user" and number in names:
        return names[number]
    if subject in _SUBJECTS:
        return _SUBJECTS[subject]
    return f"{_SUBJECTS.get(kind, kind)} {number}".strip()


def _details(details: dict[str, Any]) -> list[str]:
    return [
        f"{title} {_said(k, details[k])}"
        for k, title in _DETAILS.items()
        if details.get(k, "") != ""
    ]


def _said(key: str, value: Any) -> str:
    if key == "roles":
        return "・".join(TITLES[Role(role)] for role in value)
    if key == "what":
        return VOICES.get(str(value), str(value))
    if key == "stages":
        return " → ".join(value) or "使わない"
    if key == "reason":
        return _REASONS.get(str(value), str(value))
    if key == "state":
        return workflow().states[value].title if value in workflow().states else str(value)
    return str(value)
