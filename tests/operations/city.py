"""A small city: a store with one published 評価書, a person for each role, and their acts."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from pia.approval.roles import TITLES, Role
from pia.assessment import canonical
from pia.assessment.edit import set_stored
from pia.imports import SourceFile
from pia.operations import (
    approvals,
    drafts,
    judgements,
    planning,
    publications,
    registrations,
    reviewing,
    yearly_reviews,
)
from pia.operations.act import Act, civil_day
from pia.operations.approvals import Asked
from pia.operations.registrations import Adopted, Adoption
from pia.revision.judging import Judgement
from pia.store.records import Dossier, Draft, Edition, User
from pia.store.work import Store
from tests.builders import assessment, changed, path_of

#: 令和7年4月1日 10:32 in Japan.
BEGINNING = datetime(2025, 4, 1, 1, 32, tzinfo=UTC)
TODAY = date(2025, 4, 1)
#: 公表日 of the edition that stands in public at the beginning.
EARLIER = date(2023, 11, 6)

DOCUMENT = assessment(
    number="3",
    organisation="みほん市長",
    title="個人住民税の賦課に関する事務 重点項目評価書",
    task_name="個人住民税の賦課に関する事務",
    department="財務部市民税課",
    published_on="令和5年11月6日",
    storage="庁内のサーバ室に保管し、入退室は静脈認証により制限する。",
)

AS_FIRST = Adoption(kind="first")


@dataclass
class City:
    """A store in use. `people` has a user for each role; time goes on only by `later`."""

    store: Store
    people: dict[Role, User]
    #: Folder of the website.
    site: Path
    at: datetime = BEGINNING
    dossier: Dossier = field(init=False)
    edition: Edition = field(init=False)

    def open(self) -> None:
        """Register the published document with which the city begins."""
        adopted = self.adopt()
        assert adopted.edition is not None
        self.dossier, self.edition = adopted.dossier, adopted.edition

    def act(self, *roles: Role) -> Act:
        """An act of the person with a role, now."""
        actor = self.people[roles[0]].actor
        return Act(self.store, actor, self.at, civil_day(self.at))

    def later(self, **span: int) -> None:
        self.at += timedelta(**span)

    def adopt(self, **answers: Any) -> Adopted:
        """Register a published document."""
        return registrations.register(self.act(Role.PUBLISHER), [source(**answers)], AS_FIRST)

    def adopt_newer(self) -> None:
        """Register an edition that was published after the one in public."""
        self.adopt(published_on="令和7年3月3日", department="税務部")

    def started(self) -> Draft:
        """A draft on the published edition."""
        return drafts.start(self.act(Role.EDITOR), self.dossier.id)

    def edited(
        self, draft_id: int, role: Role = Role.EDITOR, *, reopen: bool = False, **answers: Any
    ) -> Draft:
        """The draft with other answers, each by the key of its item: `storage="…"`."""
        draft, act = self.now(draft_id), self.act(role)
        for key, value in answers.items():
            ops = set_stored(draft.document, path_of(key), value)
            draft = drafts.save(act, draft.id, draft.sequence, ops, reopen=reopen).draft
        return draft

    def first(self, **answers: Any) -> Draft:
        """A draft of a 評価書 that is new here."""
        act, file = self.act(Role.EDITOR), source(**answers)
        draft = registrations.register_draft(act, [file], AS_FIRST).draft
        assert draft is not None
        return draft

    def planned(self, planned_on: date | None = TODAY, **answers: Any) -> Draft:
        """A draft with a change and a 公表予定日, ready to be asked for."""
        draft = self.edited(self.started().id, **(answers or {"department": "税務部市民税課"}))
        return planning.plan(self.act(Role.EDITOR), draft.id, planned_on, "amendment")

    def now(self, draft_id: int) -> Draft:
        with self.store.reading() as work:
            return work.drafts.get(draft_id)

    def review(self, draft_id: int) -> reviewing.Review:
        return reviewing.review(self.act(Role.EDITOR), draft_id)

    def judge(
        self,
        draft_id: int,
        ground: str | None,
        row: int = 0,
        role: Role = Role.EDITOR,
        **said: Any,
    ) -> None:
        """Let a person decide on a row of the draft."""
        comparison = self.review(draft_id).ruled
        assert comparison is not None
        ruled = comparison.rows[row]
        usual: dict[str, Any] = {"reason": "", "explanation": "", "effective_on": None, "by": ""}
        given = Judgement(ruled.key, ruled.digest, ground, **(usual | said))
        judgements.judge(self.act(role), draft_id, given)

    def do(self, role: Role, draft_id: int, action: str, **asked: Any) -> Any:
        """Let a person act on a draft as they see it now."""
        usual: dict[str, Any] = {"seen": self.review(draft_id).digest}
        given = Asked(action, **(usual | asked))
        act = self.act(role)
        if action == "submit":
            return publications.submit(act, draft_id, given)
        if action == "publish":
            return publications.publish(act, draft_id, given, self.site)
        return approvals.act_on(act, draft_id, given)

    def approved(self, draft_id: int) -> None:
        self.do(Role.EDITOR, draft_id, "request")
        self.do(Role.APPROVER, draft_id, "approve")

    def submitted(self, draft_id: int, submitted_on: date | None = None) -> None:
        """Bring a draft through approval and 提出."""
        self.approved(draft_id)
        details = {"submitted_on": submitted_on or civil_day(self.at), "receipt": "み-7-12"}
        self.do(Role.PUBLISHER, draft_id, "submit", details=details)

    def published(self, draft_id: int, day: date | None = None, **asked: Any) -> Edition:
        details = {"published_on": day or civil_day(self.at)}
        edition: Edition = self.do(Role.PUBLISHER, draft_id, "publish", details=details, **asked)
        return edition


def looked_over(city: City) -> None:
    """Record a 見直し of the city's edition last month."""
    day = date(2025, 3, 3)
    act = city.act(Role.EDITOR)
    yearly_reviews.record(act, [city.dossier.id], yearly_reviews.Looked(day, "unchanged"))


def source(**answers: Any) -> SourceFile:
    """A file of the published document with other answers; another number is another 評価書."""
    document = changed(DOCUMENT, {path_of(key): value for key, value in answers.items()})
    document = replace(document, lineage=f"lineage{document.answers['number']}")
    return SourceFile("評価書.json", canonical(document).encode("utf-8"))


def people(store: Store) -> dict[Role, User]:
    """A user for each role."""
    with store.writing() as work:
        return {
            role: work.users.add(
                role.value, f"見本 {title}", "$", [role], one_time=False, at=BEGINNING
            )
            for role, title in TITLES.items()
        }


def snapshot(city):
    """Everything the store holds that publication writes."""
    with city.store.reading() as work:
        return (
            work.editions.of(city.dossier.id),
            work.dossiers.get(city.dossier.id).published_id,
            [d.state for d in work.drafts.of(city.dossier.id)],
            [i.id for d in work.drafts.of(city.dossier.id) for i in work.issues.all_of_draft(d.id)],
            work.issues.count_issued(),
            len(work.audit.entries(1000)),
        )


def on_site(city):
    """Every file of the website by its path."""
    files = [path for path in city.site.rglob("*") if path.is_file()]
    return {path.relative_to(city.site).as_posix(): path.read_bytes() for path in files}
