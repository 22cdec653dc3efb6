"""The page of the approval: what it shows, which acts it offers, what it keeps of what was typed."""

import io
import re
from datetime import date
from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from pia.approval.states import workflow
from pia.assessment.value import Withheld
from pia.operations import comments, drafts, planning, rendering
from tests.operations.city import TODAY
from tests.web.approving import FEW, city_of

DECIDED = {"document_number": "税第12号", "decided_on": "令和7年4月1日", "office": "市民税課長"}


@pytest.fixture
def city(store, add, clock, tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "RENDERED", FEW)
    return city_of(store, add, clock, tmp_path)


@pytest.fixture
def draft(city):
    return city.planned(TODAY)


def bring(city, draft_id, state):
    """Bring a draft to a state."""
    if state == "withdrawn":
        city.do(Role.EDITOR, draft_id, "withdraw", comment="見送り")
    if state == "review":
        city.do(Role.EDITOR, draft_id, "request")
    if state == "approved":
        city.approved(draft_id)
    if state in ("submitted", "published"):
        city.submitted(draft_id)
    if state == "published":
        city.published(draft_id)


def shown(client, draft):
    return client.get(f"/drafts/{draft.id}/approval").text


def offered(page):
    return set(re.findall(r'action="/drafts/\d+/acts/(\w+)"', page))


def act(client, draft, action, **typed):
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', shown(client, draft))
    given = {"seen": seen[1] if seen else ""} | typed
    return client.send(f"/drafts/{draft.id}/acts/{action}", given)


# --- what is offered --------------------------------------------------------------------------


@pytest.mark.parametrize("state", workflow().states)
def test_exactly_the_acts_that_the_table_opens_are_offered(signed_in, city, draft, state):
    bring(city, draft.id, state)
    for role in Role:
        client = signed_in(role)
        allowed = {a.id for a in workflow().open_to(state, client.user.actor)} - {"adopt"}
        page = shown(client, draft)
        assert offered(page) == allowed
        assert workflow().states[state].title in page


def test_who_wrote_the_draft_reads_why_they_cannot_approve_it(signed_in, city):
    client = signed_in(*Role, name="everybody")
    city.people = dict.fromkeys(Role, client.user)
    own = city.planned(TODAY)
    city.do(Role.EDITOR, own.id, "request")
    page = shown(client, own)
    assert "自分が書いた評価書は、自分では承認できません" in page
    assert not {"approve", "record_approval"} & offered(page)
    answer = act(client, own, "approve")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "自分が書いた評価書を自分で承認することはできません" in answer.text


def test_whoever_can_do_nothing_reads_whose_turn_it_is(signed_in, city, draft):
    city.do(Role.EDITOR, draft.id, "request")
    assert "承認者の操作を待っています" in shown(signed_in(Role.VIEWER), draft)


# --- what is in the way -------------------------------------------------------------------------


def test_obstacles_stand_with_what_to_do_and_where(signed_in, city):
    draft = city.planned(None)
    page = shown(signed_in(Role.EDITOR), draft)
    assert "公表予定日が決まっていません" in page
    assert f'href="/drafts/{draft.id}#plan"' in page
    assert "request" not in offered(page)
    assert "先に片付けることが1件あります" in page


def test_what_may_be_passed_asks_the_approver_for_a_reason(signed_in, city):
    draft = city.planned(TODAY, storage="データセンターに保管する。")
    city.judge(draft.id, "as_ruled_before", effective_on=TODAY)
    city.do(Role.EDITOR, draft.id, "request")
    client = signed_in(Role.APPROVER)
    page = shown(client, draft)
    assert "理由を書けば進めます" in page
    (url,) = set(re.findall(r'href="(/drafts/\d+/rows/\w+)"', page))
    assert client.get(url).status_code == HTTPStatus.OK
    refused = act(client, draft, "approve", comment="確かめました。")
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert "確かめました。" in refused.text
    done = act(client, draft, "approve", passed="災害対応のため。")
    assert done.status_code == HTTPStatus.SEE_OTHER
    assert "災害対応のため。" in shown(client, draft)


# --- acts -------------------------------------------------------------------------------------


def test_a_draft_goes_all_the_way_through_the_pages(signed_in, city, draft):
    editor, approver, publisher = map(signed_in, (Role.EDITOR, Role.APPROVER, Role.PUBLISHER))
    assert act(editor, draft, "request", comment="お願いします。").status_code == 303
    assert "お願いします。" in shown(approver, draft)
    assert act(approver, draft, "approve").status_code == 303
    typed = {"submitted_on": "2025-04-01", "receipt": "み-7-12"}
    assert act(publisher, draft, "submit", **typed).status_code == 303
    assert act(publisher, draft, "publish", published_on="R7.4.1").status_code == 303
    page = shown(publisher, draft)
    for words in (
        "公表しました",
        "み-7-12",
        "公表した版",
        "公開サイトのページ",
        "サイトを作り直す",
    ):
        assert words in page
    public = re.findall(r'href="(/site/[^"]+)"[^>]*>公開サイトのページ', page)[0]
    assert (
        "税務部市民税課" in publisher.get(public).text + publisher.get(f"{public}2025-04-01/").text
    )


def test_an_approval_from_outside_keeps_its_file_which_can_be_had_again(signed_in, city, draft):
    city.do(Role.EDITOR, draft.id, "request")
    client = signed_in(Role.APPROVER)
    file = (io.BytesIO(b"%PDF-1.7 "), "C:\\文書\\決裁文書<1>.pdf")
    assert act(client, draft, "record_approval", **DECIDED, file=file).status_code == 303
    page = shown(client, draft)
    assert "税第12号" in page
    url = re.findall(r'href="(/dossiers/\d+/files/\d+)"', page)[0]
    answer = client.get(url)
    assert answer.data == b"%PDF-1.7 "
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/octet-stream"
    assert "決裁文書_1_.pdf" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"document_number": " "}, "文書番号がありません"),
        ({"decided_on": ""}, "決裁日がありません"),
        ({"decided_on": "きのう"}, "決裁日を日付として読めません"),
        ({"decided_on": "令和7年4月2日"}, "決裁日が今日より後です"),
        ({"office": "長" * 2001}, "長すぎます"),
        ({"office": "課\x00長"}, "制御文字"),
        ({"comment": "長" * 200_000}, "意見が長すぎます"),
    ],
)
def test_what_cannot_be_recorded_is_said_with_everything_typed(signed_in, city, draft, typed, said):
    city.do(Role.EDITOR, draft.id, "request")
    typed = DECIDED | {"comment": "書いておいた意見"} | typed
    answer = act(signed_in(Role.APPROVER), draft, "record_approval", **typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.text
    for text in typed.values():
        assert text.strip().replace("\x00", "") in answer.text.replace("\x00", "")
    assert city.now(draft.id).state == "review"


def multipart(fields, data):
    """A body with a file; the test client would leave a temporary file open for a large one."""
    parts = [
        f'--frontier\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in fields.items()
    ]
    parts.append(
        '--frontier\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    )
    return "".join(parts).encode("utf-8") + data + b"\r\n--frontier--\r\n"


@pytest.mark.parametrize(
    ("size", "refusal"),
    [
        (0, (422, "ファイルが空です")),
        (10_000_001, (422, "大きすぎます")),
        (11_000_000, (413, "大きすぎます")),
    ],
)
def test_an_empty_file_and_one_that_is_too_large_are_refused(signed_in, city, draft, size, refusal):
    status, said = refusal
    city.do(Role.EDITOR, draft.id, "request")
    client = signed_in(Role.APPROVER)
    seen = re.findall(r'name="seen" value="([0-9a-f]+)"', shown(client, draft))[0]
    fields = DECIDED | {"seen": seen, "csrf_token": client.token()}
    answer = client.post(
        f"/drafts/{draft.id}/acts/record_approval",
        data=multipart(fields, b"x" * size),
        content_type="multipart/form-data; boundary=frontier",
    )
    assert answer.status_code == status
    assert said in answer.text
    assert "税第12号" in answer.text
    assert city.now(draft.id).state == "review"


def at_field(page, name):
    """What is said at a field, "" where nothing is."""
    said = re.search(rf'id="{name}-error">([^<]*)<', page)
    return said[1] if said and re.search(rf'aria-describedby="[^"]*{name}-error"', page) else ""


def test_a_missing_reason_is_asked_for_at_its_field(signed_in, city, draft):
    city.do(Role.EDITOR, draft.id, "request")
    refused = act(signed_in(Role.APPROVER), draft, "send_back", comment="　").text
    assert (
        at_field(refused, "send_back-comment")
        == "理由がありません（差し戻す）。理由を書いてください。"
    )
    assert "banner-error" not in refused


def test_what_is_missing_of_a_decision_is_asked_for_at_its_field(signed_in, city, draft):
    city.do(Role.EDITOR, draft.id, "request")
    typed = DECIDED | {"office": ""}
    refused = act(signed_in(Role.APPROVER), draft, "record_approval", **typed).text
    assert at_field(refused, "record_approval-office").startswith("決裁者の職名がありません")
    assert "ファイルは選び直してください。" in refused


def test_a_page_that_is_stale_binds_nothing_and_keeps_the_comment(signed_in, city, draft):
    client = signed_in(Role.EDITOR)
    answer = act(client, draft, "request", seen="0" * 64, comment="お願いします。")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "内容がその後に変わっています" in answer.text
    assert "お願いします。" in answer.text
    assert f'name="seen" value="{"0" * 64}"' in answer.text, "a second press is refused too"
    assert city.review(draft.id).digest not in answer.text


def test_an_act_whose_time_is_over_gives_back_what_was_typed(signed_in, city, draft):
    city.approved(draft.id)
    typed = {"comment": "所属名が違うと思います。"}
    answer = act(signed_in(Role.EDITOR), draft, "request", **typed)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "今の状態（決裁済）では「承認を依頼する」はできません" in answer.text
    assert typed["comment"] in answer.text


@pytest.mark.parametrize("action", ["adopt", "burn", "..", "request%00"])
def test_acts_that_are_not_offered_are_refused(signed_in, draft, action):
    client = signed_in(*Role, name="everybody")
    answer = act(client, draft, action, comment="ためし", published_on="R7.4.1")
    assert answer.status_code in (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_FOUND)


def test_a_role_that_may_not_act_is_refused(signed_in, city, draft):
    for role in (Role.VIEWER, Role.ADMINISTRATOR):
        answer = act(signed_in(role), draft, "request")
        assert answer.status_code == HTTPStatus.FORBIDDEN
    assert city.now(draft.id).state == "draft"


def test_a_draft_that_does_not_exist_can_do_nothing(signed_in):
    answer = signed_in(Role.EDITOR).send("/drafts/999/acts/request", {"comment": "ためし"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "下書きが見つかりません" in answer.text


# --- what changed since -------------------------------------------------------------------------


def test_after_a_reopening_the_page_tells_what_is_different_from_what_was_approved(
    signed_in, city, draft
):
    city.approved(draft.id)
    city.do(Role.EDITOR, draft.id, "reopen")
    client = signed_in(Role.APPROVER)
    assert "変わったところはありません。" in shown(client, draft)
    city.edited(draft.id, department="税務部課税課")
    planning.plan(city.act(Role.EDITOR), draft.id, date(2025, 4, 20), "amendment")
    city.judge(draft.id, "as_ruled_after")
    part = Withheld("files[@file1].storage", "静脈認証", 1, "安全管理上の支障があるため")
    drafts.withhold(city.act(Role.EDITOR), draft.id, city.now(draft.id).sequence, [part])
    since = told_since(client, draft)
    assert "［削除］" in since
    assert "①部署" in since
    for words in (
        "公表予定日が令和7年4月20日になりました",
        "判断：",
        "非公表の範囲",
    ):
        assert words in since


def told_since(client, draft):
    page = shown(client, draft)
    return page[page.index('id="since"') : page.index('id="acts"')]


def test_a_row_that_was_judged_after_the_approval_is_told_with_both_timings_and_the_reason(
    signed_in, city
):
    draft = city.planned(date(2025, 5, 1), storage="データセンターに保管する。")
    city.judge(draft.id, "as_ruled_before", effective_on=date(2025, 6, 9))
    city.approved(draft.id)
    city.do(Role.EDITOR, draft.id, "reopen")
    assert "変わったところはありません。" in told_since(signed_in(Role.APPROVER), draft)
    city.judge(draft.id, "formal", reason="表記を改めたのみ", effective_on=date(2025, 6, 16))
    since = told_since(signed_in(Role.APPROVER), draft)
    for words in (
        "保管場所",
        "提出時期：事前 → 事後",
        "理由「表記を改めたのみ」（見本 編集者）",
        "実施（予定）日：令和7年6月9日 → 令和7年6月16日",
        "版の種類が「再実施」から「修正」になりました。",
    ):
        assert words in since


def test_a_row_that_came_or_went_after_the_approval_is_told_with_its_timing(signed_in, city, draft):
    city.approved(draft.id)
    city.do(Role.EDITOR, draft.id, "reopen")
    city.edited(draft.id, department="財務部市民税課", storage="データセンターに保管する。")
    since = told_since(signed_in(Role.APPROVER), draft)
    assert "新しい行です。提出時期は事前です。" in since
    assert "この行はなくなりました。提出時期は事後でした。" in since


def test_another_reason_for_the_edition_is_told_after_an_approval(signed_in, city, draft):
    city.approved(draft.id)
    city.do(Role.EDITOR, draft.id, "reopen")
    planning.plan(city.act(Role.EDITOR), draft.id, TODAY, "form-change", "様式が改められたため。")
    since = told_since(signed_in(Role.APPROVER), draft)
    assert "版の種類が「修正」から「様式変更」になりました。" in since
    assert "この版を作る理由" in since
    assert "様式が改められたため。" in since


def test_a_page_that_was_opened_before_the_reason_changed_approves_nothing(signed_in, city, draft):
    city.do(Role.EDITOR, draft.id, "request")
    client = signed_in(Role.APPROVER)
    (seen,) = set(re.findall(r'name="seen" value="([0-9a-f]+)"', shown(client, draft)))
    city.do(Role.EDITOR, draft.id, "recall")
    planning.plan(city.act(Role.EDITOR), draft.id, TODAY, "amendment", "別の理由。")
    city.do(Role.EDITOR, draft.id, "request")
    answer = client.send(f"/drafts/{draft.id}/acts/approve", {"seen": seen})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "内容がその後に変わっています" in answer.text


def test_withheld_parts_are_listed_before_anybody_approves(signed_in, city, draft):
    part = Withheld("files[@file1].storage", "静脈認証", 1, "安全管理上の支障があるため")
    drafts.withhold(city.act(Role.EDITOR), draft.id, city.now(draft.id).sequence, [part])
    page = shown(signed_in(Role.APPROVER), draft)
    published = page[page.index('id="publication"') :]
    assert "静脈認証" in published
    assert "安全管理上の支障があるため" in published


# --- what is left empty, and after the publication --------------------------------------------


def test_whoever_approves_reads_how_much_is_not_written(signed_in, city, draft):
    assert "<dt>未記入</dt><dd>ありません。</dd>" in shown(signed_in(Role.APPROVER), draft)
    city.edited(draft.id, special_notes="", other_organisations="")
    page = shown(signed_in(Role.APPROVER), draft)
    assert re.search(r"<dd>2項目　<a href=\"/drafts/1/next/unanswered\">", page)


def test_a_published_draft_says_what_became_of_it_and_asks_for_nothing(signed_in, city, draft):
    bring(city, draft.id, "published")
    editor = signed_in(Role.EDITOR)
    page = editor.get(f"/drafts/{draft.id}").text
    assert "第2版として令和7年4月1日に公表しました" in re.sub(r"<[^>]+>|\s", "", page)
    assert "次にすること" not in page
    assert "公表予定日" not in page
    dossier = re.sub(r"<[^>]+>|\s", "", editor.get(f"/dossiers/{city.dossier.id}").text)
    assert "第2版修正（令和7年4月1日" in dossier


def test_a_comment_passed_at_the_approval_is_found_again_by_the_next_draft(signed_in, city, draft):
    number = comments.add(city.act(Role.APPROVER), draft.id, "department", "課名は。")
    city.do(Role.EDITOR, draft.id, "request")
    city.do(Role.APPROVER, draft.id, "approve", passed="後で答えるため。")
    details = {"submitted_on": TODAY, "receipt": ""}
    city.do(Role.PUBLISHER, draft.id, "submit", details=details)
    city.published(draft.id)
    following, editor = city.started(), signed_in(Role.EDITOR)
    for page in (f"/drafts/{following.id}", f"/drafts/{following.id}/comments"):
        text = editor.get(page).text
        assert "公表済みの版の下書きに、済んでいないコメントが1件あります" in text
        assert f"/drafts/{draft.id}/comments?show=open" in text
    old = f"/drafts/{draft.id}/comments"
    assert "返信でき、済みにできます" in editor.get(old).text
    assert editor.send(f"{old}/{number}/answer", {"body": "直しました。"}).status_code == 303
    assert editor.send(f"{old}/{number}/resolve").status_code == 303
    assert "見るだけです" in editor.get(old).text
    assert "もう一度開く" not in editor.get(old).text
    assert "済んでいないコメント" not in editor.get(f"/drafts/{following.id}").text


def test_a_day_that_is_over_is_said_wherever_the_draft_is_looked_at(signed_in, city, draft, clock):
    clock.forward(days=1)
    editor = signed_in(Role.EDITOR)
    for page in (f"/drafts/{draft.id}", f"/drafts/{draft.id}/approval"):
        assert "公表予定日（令和7年4月1日）が過ぎています" in editor.get(page).text
    line = editor.get("/").text.partition("公表予定 ")[2]
    assert "過ぎています" in line.partition("</td>")[0]


def test_a_day_on_which_nobody_is_at_the_desk_is_said(signed_in, city):
    draft = city.planned(date(2025, 4, 29))
    page = signed_in(Role.EDITOR).get(f"/drafts/{draft.id}").text
    assert "公表予定日（令和7年4月29日）は閉庁日（昭和の日）です" in page


def test_that_another_edition_came_into_public_is_said_before_anything_else(signed_in, city, draft):
    city.adopt_newer()
    editor = signed_in(Role.EDITOR)
    page = editor.get(f"/drafts/{draft.id}").text.partition("次にすること")[2]
    assert re.search(r"<li><a href=\"/dossiers/\d+\">この下書きを始めた後に、別の版が", page)
    compared = editor.get(f"/drafts/{draft.id}/compare").text
    assert "もとにした前の版と比べたものです" in compared


def test_a_withdrawn_draft_that_can_never_come_back_says_so(signed_in, city, draft):
    bring(city, draft.id, "withdrawn")
    city.adopt_newer()
    page = shown(signed_in(Role.EDITOR), draft)
    assert "取り下げた後に別の版が公表済みになったため、戻せません。" in page
    assert "restore" not in offered(page)
