"""The page of a draft: what is left, what comes next, saves, plan, adopting; new 評価書."""

import re
from dataclasses import replace
from datetime import date
from time import thread_time
from urllib.parse import unquote

import pytest
from flask import Flask

from pia.approval.roles import Role
from pia.assessment import Set, Withheld
from pia.operations import drafts
from pia.web.views.drafts_map import part_lines
from tests.web.drafting import answer, fill, section, storage_of


def plain(html):
    """The text of a page without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def page_of(client, city, query=""):
    reply = client.get(f"/drafts/{city.draft.id}{query}")
    assert reply.status_code == 200
    return reply.text


# --- starting ---------------------------------------------------------------------------------


def test_a_draft_is_started_from_the_published_edition(city, editor):
    city.do(Role.EDITOR, city.draft.id, "withdraw", comment="やり直すため")
    reply = editor.send(f"/dossiers/{city.dossier.id}/drafts", follow_redirects=True)
    assert reply.status_code == 200
    assert "公表済みの版をもとに下書きを作りました" in reply.text
    assert "令和5年11月6日" in reply.text


def test_a_second_open_draft_is_refused_with_a_sentence(city, editor):
    reply = editor.send(f"/dossiers/{city.dossier.id}/drafts")
    assert reply.status_code == 403
    assert "この評価書には開いている下書きがあります" in reply.text


# --- the overview -----------------------------------------------------------------------------


def test_the_page_says_what_was_changed_and_where(city, editor):
    assert "1か所" not in page_of(editor, city)
    city.edited(city.draft.id, department="税務部")
    assert re.search(r"Ⅰ 基本情報.*?1か所", plain(page_of(editor, city)))


def test_a_removed_thing_counts_as_a_change(city):
    base = city.edition.document
    [file] = base.answers["files"]
    lines = lines_of(replaced(base, files=[file | {"outsourcing": []}]), base)
    assert lines[f"files.{file['@id']}.outsourcing_group"].changed == 1


def lines_of(document, base=None):
    app = Flask("x")
    app.add_url_rule("/<int:draft_id>/<key>", "drafts_edit.show")
    with app.test_request_context():
        parts = part_lines(1, document, base)
    return {line.key: line for part in parts for line in part.lines}


def test_a_dash_is_an_answer_and_an_empty_box_is_not(city):
    document = city.edition.document
    whole = lines_of(document)["basics"]
    dashed = lines_of(replaced(document, department="—"))["basics"]
    empty = lines_of(replaced(document, department=""))["basics"]
    assert (dashed.filled, dashed.unanswered) == (whole.filled, whole.unanswered)
    assert (empty.filled, empty.unanswered) == (whole.filled - 1, whole.unanswered + 1)


def test_what_a_condition_does_not_ask_for_is_not_left_over(city):
    document = city.edition.document
    [file] = document.answers["files"]
    [thing] = file["outsourcing"]
    key = f"files.{file['@id']}.outsourcing_group"

    def left(resubcontracted):
        answered = thing | {"resubcontracted": resubcontracted, "resubcontract_consent": ""}
        return lines_of(replaced(document, files=[file | {"outsourcing": [answered]}]))[
            key
        ].unanswered

    assert left("resubcontracted") == left("not_resubcontracted") + 1


def replaced(document, **answers):
    return replace(document, answers=document.answers | answers)


def test_unread_answers_are_counted_and_named_as_the_next_step(city, editor):
    unread = {"unknown": "unreadable"}
    document = replaced(city.edition.document, department=unread)
    assert lines_of(document)["basics"].unread == 1
    op = Set("department", "財務部市民税課", unread)
    drafts.save(city.act(Role.EDITOR), city.draft.id, 0, [op])
    html = page_of(editor, city)
    assert "読み取れていない項目が1件あります" in html
    assert f'href="/editions/{city.edition.id}/reading"' in html


def test_the_map_of_the_sections_is_quick(city):
    document = city.edition.document
    lines_of(document, document)
    begun = thread_time()
    lines_of(document, document)
    assert thread_time() - begun < 0.3  # measured: 2 ms; a busy machine is no failure


def test_a_draft_that_does_not_exist_is_a_page_with_a_sentence(editor):
    reply = editor.get("/drafts/999")
    assert reply.status_code in (404, 422)
    assert "下書き" in reply.text


def test_those_who_only_read_see_the_draft_without_buttons(city, signed_in):
    html = page_of(signed_in(Role.VIEWER), city)
    assert "予定を保存する" not in html
    assert "直前の保存を取り消す" not in html


# --- history and undo -------------------------------------------------------------------------


def test_the_log_tells_who_saved_which_items_and_joins_saves_in_a_row(city, editor):
    assert "まだ保存はありません" in page_of(editor, city)
    for text in ("税務部", "税務部市民税課"):
        city.edited(city.draft.id, department=text)
    city.edited(city.draft.id, storage="データセンターに保管する。")
    text = plain(page_of(editor, city))
    assert "Ⅰ-6-① 部署" in text
    assert "保存（続けて2回）" in text
    assert "見本 編集者" in text


def test_a_long_log_has_pages(city, editor):
    for n in range(32):
        city.edited(city.draft.id, department=f"税務部第{n}係")
    assert "2ページ中1ページ目" in page_of(editor, city)
    assert "2ページ中2ページ目" in page_of(editor, city, "?page=2")
    for odd in ("0", "-3", "x", "99999999999999999999"):
        page_of(editor, city, f"?page={odd}")


def test_the_button_says_what_it_takes_back_and_does_it(city, editor):
    city.edited(city.draft.id, department="税務部")
    html = page_of(editor, city)
    assert re.search(
        r"取り消すと、.*見本 編集者さんがした保存（Ⅰ-6-① 部署）の前に戻ります", plain(html)
    )
    reply = editor.send(f"/drafts/{city.draft.id}/undo", {"sequence": "1"}, follow_redirects=True)
    assert "直前の保存を取り消しました" in reply.text
    assert answer(city, "department") == "財務部市民税課"
    assert "直前の保存を取り消す" not in reply.text


@pytest.mark.parametrize("sequence", ["0", "", "x", "-1", "1" * 40, "１"])
def test_an_undo_from_a_stale_or_broken_page_takes_nothing_back(city, editor, sequence):
    city.edited(city.draft.id, department="税務部")
    reply = editor.send(f"/drafts/{city.draft.id}/undo", {"sequence": sequence})
    assert reply.status_code in (409, 422)
    assert answer(city, "department") == "税務部"


def test_things_and_withheld_parts_are_named_in_the_log(city, editor):
    [file] = city.edition.document.answers["files"]
    path = section(city, "files.{file}.outsourcing_group")
    fill(editor, path, {"button": f"add:files[@{file['@id']}].outsourcing"})
    drafts.withhold(city.act(Role.EDITOR), city.draft.id, 1, [])
    text = plain(page_of(editor, city))
    assert "委託事項2を追加" in text
    assert "非公表の範囲の変更" in text


# --- plan -------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["令和7年5月1日", "2025-05-01", " 令和７年５月１日 "])
def test_the_plan_takes_a_day_as_people_write_it(city, editor, typed):
    given = {"planned_on": typed, "kind": "reassessment"}
    reply = editor.send(f"/drafts/{city.draft.id}/plan", given, follow_redirects=True)
    assert "公表の予定を保存しました" in reply.text
    draft = city.now(city.draft.id)
    assert (draft.planned_on, draft.kind) == (date(2025, 5, 1), "reassessment")


@pytest.mark.parametrize("typed", ["来月", "令和7年5月", "令和7年13月1日", "\ud800", "あ" * 50_000])
def test_a_day_that_cannot_be_read_comes_back_with_a_sentence(city, editor, typed):
    given = {"planned_on": typed.encode("utf-8", "surrogatepass"), "kind": "amendment"}
    reply = editor.send(f"/drafts/{city.draft.id}/plan", given)
    assert reply.status_code in (413, 422)
    assert typed[:6] in reply.text or typed == "\ud800" or reply.status_code == 413
    assert city.now(city.draft.id).planned_on is None


def test_all_that_is_wrong_with_a_plan_is_told_at_once(city, editor):
    given = {"planned_on": "x", "kind": "amendment", "purpose": "長" * 4_001}
    reply = editor.send(f"/drafts/{city.draft.id}/plan", given)
    assert reply.status_code == 422
    assert 'id="planned_on-error"' in reply.text
    assert 'id="purpose-error"' in reply.text


def test_a_plan_that_somebody_made_meanwhile_is_not_overwritten(city, editor):
    address = f"/drafts/{city.draft.id}"
    (seen,) = re.findall(r'name="seen" value="(\w+)"', page_of(editor, city))
    theirs = {"planned_on": "", "kind": "amendment", "purpose": "所在地の変更のため"}
    assert editor.send(f"{address}/plan", theirs | {"seen": seen}).status_code == 303
    mine = theirs | {"purpose": "委託先の追加のため", "seen": seen}
    reply = editor.send(f"{address}/plan", mine)
    assert reply.status_code == 409
    assert "公表の予定は、ほかの人が先に変更しました" in reply.text
    assert "所在地の変更のため" in reply.text
    assert "委託先の追加のため" in reply.text
    (now,) = re.findall(r'name="seen" value="(\w+)"', reply.text)
    assert editor.send(f"{address}/plan", mine | {"seen": now}).status_code == 303


def test_an_unknown_kind_is_refused(city, editor):
    reply = editor.send(f"/drafts/{city.draft.id}/plan", {"planned_on": "", "kind": "大改訂"})
    assert reply.status_code == 422
    assert "その版の種類はありません" in reply.text


# --- new and adopted --------------------------------------------------------------------------


def new_dossier(city, client, number="21"):
    with city.store.reading() as work:
        [task] = work.ownership.tasks()
    return client.send(
        "/dossiers/new", {"task": str(task.id), "number": number}, follow_redirects=True
    )


def test_a_new_assessment_begins_with_what_is_known(city, editor):
    reply = new_dossier(city, editor)
    assert "新しい評価書の下書きを作りました" in reply.text
    assert "なし（新しい評価書）" in plain(reply.text)
    with city.store.reading() as work:
        answers = work.drafts.get(2).document.answers
    assert answers["number"] == "21"
    assert answers["organisation"] == "みほん市長"
    assert len(answers["files"][0]["@id"]) >= 8


@pytest.mark.parametrize(
    "given", [{}, {"task": "x", "number": "2"}, {"task": "999", "number": "2"}]
)
def test_a_new_assessment_without_its_task_is_refused(editor, given):
    reply = editor.send("/dossiers/new", given)
    assert reply.status_code in (404, 422)
    assert "<h1>新しい評価書</h1>" in reply.text


@pytest.mark.parametrize("number", ["", "  ", "3"])
def test_a_number_that_is_missing_or_taken_is_refused(city, editor, number):
    assert new_dossier(city, editor, number).status_code == 422


def test_what_was_pasted_item_by_item_is_adopted_by_the_publisher(city, editor, signed_in):
    new_dossier(city, editor)
    assert "公表済みの評価書として登録する" not in editor.get("/drafts/2").text
    publisher = signed_in(Role.PUBLISHER)
    assert "公表済みの評価書として登録する（移行）" in publisher.get("/drafts/2").text
    given = {"kind": "first", "published_on": "令和3年3月1日", "unfilled": "1"}
    reply = publisher.send("/drafts/2/adopt", given, follow_redirects=True)
    assert "公表済みの版（移行）として登録しました" in reply.text
    with city.store.reading() as work:
        [edition] = work.editions.of(2)
    assert (edition.origin, edition.published_on) == ("adopted", date(2021, 3, 1))


def test_whoever_adopts_with_empty_items_says_so(city, editor, signed_in):
    new_dossier(city, editor)
    publisher = signed_in(Role.PUBLISHER)
    [told] = set(re.findall(r"未記入の項目が(\d+)件あります", publisher.get("/drafts/2").text))
    given = {"kind": "first", "published_on": "令和3年3月1日"}
    reply = publisher.send("/drafts/2/adopt", given)
    assert reply.status_code == 422
    assert f"未記入の項目が{told}件あります" in reply.text
    assert "「未記入のまま登録します」に印を付けてください" in reply.text
    assert 'value="令和3年3月1日"' in reply.text
    with city.store.reading() as work:
        assert work.editions.of(2) == ()


@pytest.mark.parametrize("day", ["", "昨日", "令和9年1月1日"])
def test_adopting_needs_a_day_that_was(city, editor, signed_in, day):
    new_dossier(city, editor)
    given = {"kind": "first", "published_on": day, "unfilled": "1"}
    reply = signed_in(Role.PUBLISHER).send("/drafts/2/adopt", given)
    assert reply.status_code == 422
    assert 'role="alert"' in reply.text


def test_a_draft_with_an_edition_takes_the_way_of_approval(city, signed_in):
    publisher = signed_in(Role.PUBLISHER)
    given = {"kind": "first", "published_on": "令和3年3月1日"}
    reply = publisher.send(f"/drafts/{city.draft.id}/adopt", given)
    assert reply.status_code == 403
    assert "移行として登録できません" in reply.text


# --- files ------------------------------------------------------------------------------------


def test_files_of_a_draft_are_named_as_drafts(city, editor):
    reply = editor.get(f"/drafts/{city.draft.id}/files/json")
    assert reply.status_code == 200
    name = unquote(reply.headers["Content-Disposition"])
    assert re.search(r"下書き_3_令和\d+年\d+月\d+日\.json$", name)
    assert reply.json["answers"]["number"] == "3"


def test_a_format_that_does_not_exist_is_refused(city, editor):
    reply = editor.get(f"/drafts/{city.draft.id}/files/exe")
    assert reply.status_code == 400
    assert "書き出せません" in reply.text


def test_a_sign_that_no_font_has_is_named_where_people_know_it_with_a_link_to_its_item(
    city, editor
):
    city.edited(city.draft.id, department="税務部\U000130b7課")
    reply = editor.get(f"/drafts/{city.draft.id}/files/pdf")
    assert reply.status_code == 422
    main = reply.text.partition("<main")[2]
    assert "PDFの書体にない文字です" in main
    assert "①部署" in main
    assert re.search(rf'href="{section(city)}\?at=department#item-department"', main)
    assert "department" not in re.sub(r"<[^>]*>", "", main)


def test_the_public_preview_leaves_out_what_is_withheld(city, editor):
    part = Withheld(storage_of(city), "静脈認証", 1, "侵入の手がかりになるため")
    drafts.withhold(city.act(Role.EDITOR), city.draft.id, 0, [part])
    whole, public = [
        editor.get(f"/drafts/{city.draft.id}/preview{face}").text for face in ("", "?face=public")
    ]
    assert "静脈認証" in whole
    assert "静脈認証" not in public


def test_the_preview_lets_in_its_own_style_sheet_and_nothing_else(city, editor):
    policy = editor.get(f"/drafts/{city.draft.id}/preview").headers["Content-Security-Policy"]
    assert "style-src 'sha256-" in policy
    assert "unsafe-inline" not in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
