"""Letters to those whose turn has come, put into the outbox with the act that brings it to them.

A letter names the 評価書 and leads to it; it never holds text of a document or of a comment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pia.approval.roles import Role
from pia.operations.act import Act
from pia.operations.drafts import writers
from pia.operations.routes import waiting_for
from pia.store.records import Draft, User
from pia.store.work import Work

_FOOT = "このメールは、特定個人情報保護評価書の管理から自動で送っています。返信はできません。"


@dataclass(frozen=True)
class MailLetters:
    """Letters of an installation that has a mail server."""

    #: Where people reach the application, without "/" at its end; "" leaves links out.
    base_url: str = ""

    def stepped(self, act: Act, work: Work, draft: Draft, action: str) -> None:
        """Write to those who come next after a step, or a voice (endorse) on the route."""
        if action in {"request", "endorse"}:
            users = waiting_for(work, draft).users
            self._write(act, work, draft, users, "承認の順番です", "approval")
        elif action == "send_back":
            asked = {s.made_by for s in work.drafts.steps(draft.id) if s.action == "request"}
            users = _users(work, asked | writers(work, draft))
            self._write(act, work, draft, users, "差し戻されました")
        elif action in {"approve", "record_approval"}:
            publishers = (user for user in work.users.all() if user.actor.has(Role.PUBLISHER))
            self._write(act, work, draft, publishers, "決裁済です。提出を待っています", "approval")

    def commented(self, act: Act, work: Work, draft: Draft, people: Iterable[int]) -> None:
        """Write to the writers of a draft, and to those in a thread, that somebody commented."""
        users = _users(work, {*people, *writers(work, draft)})
        self._write(act, work, draft, users, "コメントがあります", "comments")

    def look_closed(self, act: Act, work: Work, draft: Draft, people: Iterable[int]) -> None:
        """Write to who had decided for another, and to those who would have looked at it."""
        words = "代決の後閲を、管理者が終えました"
        self._write(act, work, draft, _users(work, people), words, "approval")

    def trial(self, act: Act) -> None:
        """Write to whoever acts."""
        with act.store.writing() as work:
            user = work.users.get(act.actor.id)
            lines = ["通知のメールを試しに送りました。届いていれば、設定は正しくできています。"]
            self._keep(act, work, user, "試しのメール", lines, self.base_url)
            act.note(work, "mail-trial", f"user {user.id}")

    def _write(  # noqa: PLR0913, PLR0917 - a letter is all of this
        self,
        act: Act,
        work: Work,
        draft: Draft,
        users: Iterable[User],
        words: str,
        page: str = "",
    ) -> None:
        title = _title(work, draft)
        place = "/".join(filter(None, (self.base_url, "drafts", str(draft.id), page)))
        lines = [f"{words}。", f"評価書：{title}"]
        for user in users:
            if user.id != act.actor.id:
                link = place if self.base_url else ""
                self._keep(act, work, user, f"{words}：{title}", lines, link)

    def _keep(  # noqa: PLR0913, PLR0917 - likewise
        self, act: Act, work: Work, user: User, subject: str, lines: list[str], link: str
    ) -> None:
        if not (user.email and user.is_active):
            return
        body = [f"{user.display_name} 様", "", *lines, *([link] if link else []), "", "--", _FOOT]
        one_line = f"【評価書】{' '.join(subject.split())}"
        work.notices.write(user.id, user.email, one_line, "\n".join(body) + "\n", at=act.at)


def _users(work: Work, numbers: Iterable[int]) -> tuple[User, ...]:
    wanted = set(numbers)
    return tuple(user for user in work.users.all() if user.id in wanted)


def _title(work: Work, draft: Draft) -> str:
    dossier = work.dossiers.get(draft.dossier_id)
    return f"{dossier.number} {work.ownership.task(dossier.task_id).name}"
