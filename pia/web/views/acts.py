"""The acts open to a person on a draft, each with its form: what it does, what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pia.approval.roles import Actor, Role
from pia.approval.states import DRAFT, REVIEW, Action, workflow
from pia.assessment.wareki import to_wareki
from pia.errors import InputRefused, PiaError
from pia.official.typed import says_something
from pia.operations.approvals import FIELDS, Asked, HandedIn
from pia.operations.reviewing import Review
from pia.operations.routes import Standing, is_for_stages, waiting_for
from pia.store.records import Draft
from pia.store.work import Work
from pia.web.views.drafts import read_day
from pia.web.views.judgements import FieldRefused, read_text

#: What an act does, in the words of whoever is asked.
_DOES = {
    "request": "承認者に承認を依頼します。依頼を取り消すか差し戻されるまで、本文も判断も公表予定日も直せません。",
    "recall": "承認の依頼を取り消して、下書きに戻します。本文はそのまま残ります。",
    "send_back": "理由を付けて下書きに戻します。もう一度、依頼と承認が要ります。",
    "approve": "画面にある内容（本文、変更箇所と判断、非公表の範囲、公表予定日）を承認します。",
    "record_approval": "決裁をほかの文書管理システムや紙で受けたときに、その決裁をここに記録します。",
    "reopen": "決裁を取り消して、下書きに戻します。直した後、もう一度依頼と承認が要ります。",
    "submit": "委員会への提出を記録し、提出用（全文）と公表用のファイルを作って保存します（数秒かかります）。",
    "publish": "この内容を新しい版として公表し、公開サイトに載せます（数秒かかります）。公表した版は取り消せません。",
    "withdraw": "この下書きを使わないことにします。後から「取下げを取り消す」で戻せます。",
    "restore": "取り下げた下書きを、元の内容のまま下書きに戻します。",
}
#: The next step on the way: its form stands open.
_FORWARD = ("request", "approve", "submit", "publish")
_PASSED_HINT = (
    "実施日が公表の日以前の行、変更が読み取れない文言など、"
    "「理由を書けば進めます」とあるときに書きます。"
)
#: Acts that a file may come with.
_WITH_FILE = ("record_approval", "submit")
_NO_APPROVER = (
    "今、この評価書を承認できる人がいません。管理者に、承認者を加えるか、「承認の経路」で"
    "一人で処理する団体の設定をするよう頼んでください。設定をしたときは、依頼を取り消して、もう一度依頼します。"
)
_NO_PUBLISHER = "今、公表担当の役割の人がいません。管理者に、加えるよう頼んでください。"
_HINTS = {
    "document_number": "例：総務第123号",
    "office": "例：市民税課長",
    "receipt": "委員会から受付番号を受けていれば入れます。",
}
#: About 公表日, with 公表予定日.
_PUBLISHED_ON = (
    "公表予定日は{}です。その日なら、提出したファイルをそのまま公表します。"
    "ほかの日なら、公表日を入れ直したファイルを作り、両方を保存します。"
)


@dataclass(frozen=True)
class Attempt:
    """An act that was refused, with what was typed."""

    action: str
    typed: Mapping[str, str]
    error: PiaError

    def at(self, name: str, title: str) -> PiaError | None:
        """Return the error where it is about a field: it names it, or begins with its title."""
        if isinstance(self.error, FieldRefused):
            return self.error if self.error.field == name else None
        return self.error if self.error.message.startswith(title) else None


@dataclass(frozen=True)
class ActField:
    """One field of the form of an act."""

    name: str
    title: str
    text: str
    hint: str
    required: bool
    error: PiaError | None


@dataclass(frozen=True)
class ActForm:
    """One act that the state and the roles of a person allow."""

    id: str
    title: str
    does: str
    fields: tuple[ActField, ...]
    #: A comment must, may or (None) cannot be given.
    comment: ActField
    #: The reason for what may be passed; None where nothing is to be passed.
    passed: ActField | None
    #: None where no file may come with it.
    file: ActField | None
    is_open: bool
    #: Why it cannot be done now, "" where it can.
    blocked: str
    error: PiaError | None
    #: Of its button: strong, plain or danger.
    tone: str


def act_forms(  # noqa: PLR0913 - what is open to a person depends on all of this
    review: Review,
    actor: Actor,
    writers: frozenset[int],
    today: date,
    attempt: Attempt | None,
    *,
    on: Standing | None = None,
) -> tuple[ActForm, ...]:
    """Return a form for each act that is open to a person, the way forward first.

    What the route of a request leaves to its stages is not among them.
    """
    open_to = workflow().open_to(review.draft.state, actor)
    actions = [
        action
        for action in open_to
        if action.id in _DOES
        and not (review.draft.state == REVIEW and is_for_stages(on, actor, action.id))
    ]
    actions.sort(key=lambda action: action.id not in _FORWARD)
    return tuple(
        _form(review, action, _blocked(review, action, actor, writers), today, attempt)
        for action in actions
    )


def turn_words(work: Work, draft: Draft, actor: Actor) -> str:
    """Return in a sentence who has to go on; "" where it is the person who reads, or nobody."""
    found = waiting_for(work, draft)
    is_own = any(user.id == actor.id for user in found.users)
    if is_own or not found.title or (draft.state == DRAFT and actor.has(Role.EDITOR)):
        return ""
    if found.users:
        names = "、".join(user.display_name for user in found.users)
        return (
            f"今は、{found.title}{f'（{names}）' if found.is_route else ''}の操作を待っています。"
        )
    if found.is_route:
        return ""  # the route says so itself
    return _NO_APPROVER if draft.state == REVIEW else _NO_PUBLISHER


def read_asked(name: str, posted: Mapping[str, str], file: HandedIn | None) -> Asked:
    """Return an act as a form asks for it. Raises InputRefused, FieldRefused."""
    action = workflow().actions.get(name)
    needed = action.fields if action else ()
    return Asked(
        action=name,
        seen=posted.get("seen", ""),
        comment=read_field(posted, "comment", "意見"),
        passed=read_field(posted, "passed", FIELDS["passed"]),
        details={key: value for key in needed if (value := _detail(posted, key))},
        file=file,
    )


def _form(
    review: Review, action: Action, blocked: str, today: date, attempt: Attempt | None
) -> ActForm:
    mine = attempt if attempt and attempt.action == action.id else None
    *details, comment = _act_fields(review, action, today, mine)
    weighs = action.weighs and (action.id == "publish" or any(b.passable for b in review.blockers))
    passed = passed_field(review, mine, required=action.id != "publish") if weighs else None
    file = _file_field(mine) if action.id in _WITH_FILE else None
    forward = action.id in _FORWARD
    return ActForm(
        id=action.id,
        title=action.title,
        does=_DOES[action.id],
        fields=tuple(details),
        comment=comment,
        passed=passed,
        file=file,
        is_open=bool(mine) or (forward and attempt is None),
        blocked=blocked,
        error=error_of_no_field(mine, (*details, comment, passed, file)),
        tone="strong" if forward else "danger" if action.id == "withdraw" else "plain",
    )


def _act_fields(
    review: Review, action: Action, today: date, mine: Attempt | None
) -> Iterator[ActField]:
    for name in action.fields:
        usual, hint = "", _HINTS.get(name, "")
        if name.endswith("_on"):
            usual, hint = to_wareki(today), "例：令和7年4月1日、2025-04-01"
        if name == "published_on" and review.draft.planned_on:
            hint = _PUBLISHED_ON.format(to_wareki(review.draft.planned_on))
        yield act_field(name, FIELDS[name], mine, hint, usual, required=name != "receipt")
    title = "理由" if action.comment else "意見"
    yield act_field("comment", title, mine, required=action.comment)


def passed_field(review: Review, mine: Attempt | None, *, required: bool = True) -> ActField:
    """Return the field for the reason that passes obstacles; what only lacks it is said there."""
    field = act_field("passed", FIELDS["passed"], mine, _PASSED_HINT, required=required)
    if mine is None or says_something(field.text):
        return field
    passable = tuple(b.message.rstrip("。") for b in review.blockers if b.passable)
    return replace(field, error=mine.error) if mine.error.message.startswith(passable) else field


def _file_field(mine: Attempt | None) -> ActField:
    hint = "決裁文書、受付票など。10MBまで。" + ("ファイルは選び直してください。" if mine else "")
    return act_field("file", "ファイル", mine, hint)


def error_of_no_field(mine: Attempt | None, fields: Iterable[ActField | None]) -> PiaError | None:
    """Return the error of an attempt that stands at none of the fields of its form."""
    is_placed = any(field.error for field in fields if field)
    return None if mine is None or is_placed else mine.error


def act_field(  # noqa: PLR0913 - a field is all of this
    name: str,
    title: str,
    mine: Attempt | None,
    hint: str = "",
    usual: str = "",
    *,
    required: bool = False,
) -> ActField:
    """Return a field with what was typed and the error that is about it."""
    text = mine.typed.get(name, "") if mine else usual
    return ActField(name, title, text, hint, required, mine.at(name, title) if mine else None)


def _blocked(review: Review, action: Action, actor: Actor, writers: frozenset[int]) -> str:
    if action.other and actor.id in writers:
        return "自分が書いた評価書は、自分では承認できません。"
    if action.id == "restore" and review.case.is_outdated:
        return "取り下げた後に別の版が公表済みになったため、戻せません。"
    left = [blocker for blocker in review.blockers if not blocker.passable]
    if action.binds and left:
        return f"先に片付けることが{len(left)}件あります。「先に片付けること」を見てください。"
    return ""


def _detail(posted: Mapping[str, str], name: str) -> str | date | None:
    if not name.endswith("_on"):
        return read_field(posted, name, FIELDS[name])
    try:
        return read_day(posted.get(name, ""), FIELDS[name])
    except InputRefused as error:
        raise FieldRefused(name, error) from error


def read_field(posted: Mapping[str, str], name: str, title: str) -> str:
    """Return the text of a field. Raises FieldRefused."""
    try:
        return read_text(posted, name, title)
    except InputRefused as error:
        raise FieldRefused(name, error) from error
