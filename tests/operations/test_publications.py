"""提出 and 公表: what is rendered, kept, pointed at and put on the website."""

from datetime import date
from hashlib import sha256

import pytest

from pia.approval.kinds import PUBLIC, WHOLE
from pia.approval.roles import Role
from pia.assessment import canonical
from pia.assessment.paths import Path, id_path
from pia.assessment.value import Withheld
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.operations import drafts, planning, rendering
from pia.revision.judging import grounds_for
from tests.builders import path_of
from tests.operations.city import TODAY, on_site, snapshot

PLANNED = date(2025, 4, 10)


def issues(city, draft_id):
    with city.store.reading() as work:
        return work.issues.all_of_draft(draft_id)


def data(city, rendering):
    with city.store.reading() as work:
        return work.issues.data(rendering.id)


# --- 提出 -------------------------------------------------------------------------------------


def test_submission_renders_both_faces_with_the_planned_day(city, every_format):
    draft = city.planned(PLANNED)
    city.submitted(draft.id)
    (issue,) = issues(city, draft.id)
    assert issue.stamped_on == PLANNED
    assert {(r.face, r.format) for r in issue.renderings} == {
        (face, fmt) for face in (WHOLE, PUBLIC) for fmt in rendering.RENDERED
    }
    for made in issue.renderings:
        content = data(city, made)
        assert sha256(content).hexdigest() == made.sha256
        assert made.file_name == f"3-2025-04-10-{made.face}.{made.format}"
        if made.format in ("html", "csv", "json"):
            assert "令和7年4月10日" in content.decode("utf-8-sig")


def test_a_submission_before_the_approval_or_in_the_future_is_refused(city):
    draft = city.planned(PLANNED)
    city.approved(draft.id)
    for day, words in [(date(2025, 3, 31), "決裁日より前"), (date(2025, 4, 2), "今日より後")]:
        with pytest.raises(InputRefused, match=words):
            city.do(Role.PUBLISHER, draft.id, "submit", details={"submitted_on": day})
    with pytest.raises(InputRefused, match="日がありません"):
        city.do(Role.PUBLISHER, draft.id, "submit", details={"submitted_on": "きのう"})
    assert issues(city, draft.id) == ()


def test_submission_without_receipt_is_recorded_as_it_is(city):
    draft = city.planned(PLANNED)
    city.approved(draft.id)
    city.do(Role.PUBLISHER, draft.id, "submit", details={"submitted_on": TODAY})
    with city.store.reading() as work:
        assert work.drafts.steps(draft.id)[-1].details["submitted_on"] == "2025-04-01"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR, Role.VIEWER])
def test_only_the_publisher_submits(city, role):
    draft = city.planned(PLANNED)
    city.approved(draft.id)
    with pytest.raises(NotAllowed, match="権限がありません"):
        city.do(role, draft.id, "submit", details={"submitted_on": TODAY})


def test_a_writer_that_fails_leaves_the_store_as_it_was(city, monkeypatch):
    draft = city.planned(PLANNED)
    city.approved(draft.id)
    before = snapshot(city)

    def broken(document, fmt):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rendering, "export", broken)
    with pytest.raises(OSError, match="No space"):
        city.do(Role.PUBLISHER, draft.id, "submit", details={"submitted_on": TODAY})
    assert snapshot(city) == before
    assert city.now(draft.id).state == "approved"


def test_a_withheld_part_that_is_gone_stops_the_submission(city):
    draft = city.planned(PLANNED, storage="データセンターに保管する。")
    part = Withheld("files[@file1].storage", "静脈認証", 1, "安全管理上の支障があるため")
    drafts.withhold(city.act(Role.EDITOR), draft.id, city.now(draft.id).sequence, [part])
    with pytest.raises(NotAllowed, match="非公表"):
        city.do(Role.EDITOR, draft.id, "request")


# --- 公表 -------------------------------------------------------------------------------------


def test_published_on_the_planned_day_the_bytes_of_the_submission_are_kept(city, monkeypatch):
    draft = city.planned(PLANNED)
    city.submitted(draft.id)
    city.later(days=9)
    monkeypatch.setattr(rendering, "export", pytest.fail)
    edition = city.published(draft.id)
    (issue,) = issues(city, draft.id)
    with city.store.reading() as work:
        assert work.issues.of_edition(edition.id) == (issue,)
    whole = next(r for r in issue.renderings if (r.face, r.format) == (WHOLE, "json"))
    assert data(city, whole).decode("utf-8") == canonical(edition.document)


def test_published_on_another_day_everything_is_stamped_anew_and_both_stay(city):
    draft = city.planned(PLANNED)
    city.submitted(draft.id)
    before = {r.id: data(city, r) for r in issues(city, draft.id)[0].renderings}
    city.later(days=11)
    edition = city.published(draft.id)
    new, old = issues(city, draft.id)
    assert (new.stamped_on, old.stamped_on) == (date(2025, 4, 12), PLANNED)
    assert {r.id: data(city, r) for r in old.renderings} == before
    assert edition.document.answers["published_on"] == "令和7年4月12日"
    assert edition.document.change_history[-1].changed_on == "令和7年4月12日"
    with city.store.reading() as work:
        assert work.issues.of_edition(edition.id) == (new,)


def test_the_edition_records_its_days_its_receipt_and_its_kind(city):
    draft = city.planned(PLANNED, storage="データセンターに保管する。")
    city.submitted(draft.id)
    city.later(days=9)
    edition = city.published(draft.id)
    said = (edition.approved_on, edition.submitted_on, edition.published_on, edition.receipt)
    assert said == (TODAY, TODAY, PLANNED, "み-7-12")
    assert (edition.number, edition.kind, edition.origin) == (2, "reassessment", "made")
    assert edition.document.change_history[-1].timing == "事前"


def test_the_pointer_moves_and_the_next_draft_starts_on_the_new_edition(city):
    draft = city.planned()
    city.submitted(draft.id)
    edition = city.published(draft.id)
    with city.store.reading() as work:
        assert work.dossiers.get(city.dossier.id).published_id == edition.id
    following = city.started()
    assert (following.base_id, following.document) == (edition.id, edition.document)


def test_an_earlier_text_of_the_same_day_is_never_published_again(city):
    """Sent back after 提出: files of the earlier text lie there with the very day of 公表."""
    draft = city.planned(TODAY)
    city.submitted(draft.id)
    city.do(Role.PUBLISHER, draft.id, "send_back", comment="所属名が違います。")
    city.edited(draft.id, department="税務部課税課")
    planning.plan(city.act(Role.EDITOR), draft.id, PLANNED, "amendment")
    city.submitted(draft.id)
    city.published(draft.id, TODAY)
    public = next(n for n in on_site(city) if n.endswith("public.json"))
    assert "税務部課税課" in on_site(city)[public].decode("utf-8")


def test_a_draft_is_published_once(city):
    draft = city.planned()
    city.submitted(draft.id)
    city.published(draft.id)
    before = snapshot(city)
    with pytest.raises(NotAllowed, match="公表済"):
        city.published(draft.id)
    assert snapshot(city) == before


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2025, 4, 2), "今日より後"), (date(2025, 3, 31), "提出日より前")],
)
def test_a_day_of_publication_that_cannot_be_is_refused(city, day, words):
    draft = city.planned()
    city.submitted(draft.id)
    with pytest.raises(InputRefused, match=words):
        city.published(draft.id, day)


def test_nothing_is_published_before_the_edition_it_changes(city):
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    decided = {
        "document_number": "税第12号",
        "decided_on": date(2023, 11, 1),
        "office": "市民税課長",
    }
    city.do(Role.APPROVER, draft.id, "record_approval", details=decided)
    city.do(Role.PUBLISHER, draft.id, "submit", details={"submitted_on": date(2023, 11, 2)})
    with pytest.raises(InputRefused, match="前の版の公表日より前"):
        city.published(draft.id, date(2023, 11, 3))


def test_a_page_that_is_stale_publishes_nothing(city):
    draft = city.planned()
    city.submitted(draft.id)
    with pytest.raises(ChangedMeanwhile):
        city.published(draft.id, seen="0" * 64)


def test_publishing_after_the_effective_day_asks_for_a_reason_of_its_own(city):
    draft = city.planned(PLANNED, storage="データセンターに保管する。")
    city.judge(draft.id, "as_ruled_before", effective_on=date(2025, 4, 11))
    city.submitted(draft.id)
    city.later(days=11)
    with pytest.raises(NotAllowed, match="より前です"):
        city.published(draft.id)
    edition = city.published(draft.id, passed="移行が早まったため、速やかに公表する。")
    with city.store.reading() as work:
        step = work.drafts.steps(draft.id)[-1]
    assert step.details["passed"] == "移行が早まったため、速やかに公表する。"
    assert edition.published_on == date(2025, 4, 12)


def test_the_approvers_reason_serves_while_the_day_stays_as_planned(city):
    draft = city.planned(TODAY, storage="データセンターに保管する。")
    city.judge(draft.id, "as_ruled_before", effective_on=TODAY)
    city.do(Role.EDITOR, draft.id, "request")
    city.do(Role.APPROVER, draft.id, "approve", passed="災害対応のため。")
    city.do(Role.PUBLISHER, draft.id, "submit", details={"submitted_on": TODAY})
    assert city.published(draft.id).published_on == TODAY


def test_a_first_edition_is_published_without_rows(city):
    draft = city.first(number="4", title="軽自動車税に関する事務 重点項目評価書")
    planning.plan(city.act(Role.EDITOR), draft.id, TODAY, "first")
    city.submitted(draft.id)
    edition = city.published(draft.id)
    assert (edition.number, edition.kind, edition.document.change_history) == (1, "first", ())
    assert {r.format for r in issues(city, draft.id)[0].renderings} == {"html", "json"}
    assert any(name.startswith("4/2025-04-01/") for name in on_site(city))


# --- what was withheld before -------------------------------------------------------------------

OLD, NEW = "静脈認証", "顔認証"


def withhold(city, draft_id, *quotes):
    draft = city.now(draft_id)
    path = str(id_path(draft.document.answers, Path.parse(path_of("storage"))))
    parts = [Withheld(path, quote, 1, "安全管理上の支障があるため") for quote in quotes]
    drafts.withhold(city.act(Role.EDITOR), draft_id, draft.sequence, parts)


def published(city, draft_id):
    """Decide on whatever rows ask for it, and publish today."""
    for number, row in enumerate(city.review(draft_id).comparison.rows):
        if row.needs_confirmation:
            city.judge(draft_id, grounds_for(row)[0].id, number, reason="軽微なため")
    city.submitted(draft_id)
    return city.published(draft_id)


def telling(city, words):
    """Files of the website that say some words."""
    return [path for path, data in on_site(city).items() if words in data.decode()]


@pytest.mark.parametrize("parts", [(), (NEW,)])
def test_what_an_earlier_edition_withheld_is_not_told_by_the_next_change_tables(city, parts):
    draft = city.planned()
    withhold(city, draft.id, OLD)
    published(city, draft.id)
    assert telling(city, OLD) == []
    draft = city.planned(storage=f"サーバ室の入退室は{NEW}により制限する。")
    withhold(city, draft.id, *parts)
    whole = published(city, draft.id).document
    assert any(OLD in row.before for row in whole.change_history)
    assert telling(city, OLD) == []
    assert bool(telling(city, NEW)) == (NEW not in parts)
    published(city, city.planned(department="税務部").id)
    assert telling(city, OLD) == []


def test_a_part_that_a_person_gave_to_the_public_is_public(city):
    draft = city.planned()
    withhold(city, draft.id, OLD)
    published(city, draft.id)
    draft = city.planned(department="税務部")
    withhold(city, draft.id)
    assert published(city, draft.id).document.withheld == ()
    assert telling(city, OLD)
