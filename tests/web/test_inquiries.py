"""The pages of sheets for a 所管課 and of their answers."""

import re
from html import unescape
from http import HTTPStatus
from io import BytesIO
from urllib.parse import unquote

import openpyxl
import pytest
from openpyxl.styles import Font

from pia.approval.roles import Role
from pia.exports.inquiry_xlsx import write
from pia.imports import SourceFile
from pia.operations import inquiries, planning
from pia.operations.answers_loading import load
from pia.operations.inquiries import NewInquiry
from tests.imports.inquiries import copied, filled, rows_of
from tests.web.drafting import answer, city_of, storage_of

MOVED = "データセンターに保管する。"


@pytest.fixture
def city(store, add, tmp_path):
    return city_of(store, add, tmp_path)


@pytest.fixture
def editor(city, signed_in):
    return signed_in(Role.EDITOR)


def base(city, page="inquiries"):
    return f"/drafts/{city.draft.id}/{page}"


def asked(city, *paths):
    """A sheet with some items, by default 部署 (1) and 保管場所 (2); its workbook."""
    new = NewInquiry("見直し", "", paths or ("department", storage_of(city)), None, None)
    inquiry = inquiries.ask(city.act(Role.EDITOR), city.draft.id, new)
    with city.store.reading() as work:
        return write(inquiries.sheet_of(work, work.drafts.get(city.draft.id), inquiry))


def answered(city, answers, *paths, **more):
    """Load a sheet with these answers."""
    given = filled(asked(city, *paths), answers, **more)
    return load(city.act(Role.EDITOR), city.draft.id, SourceFile("照会票.xlsx", given))


def upload(client, city, data, name="照会票.xlsx"):
    return client.send(f"{base(city)}/load", {"file": (BytesIO(data), name)})


def sheets(city):
    with city.store.reading() as work:
        return work.inquiries.of(city.draft.id)


def proposals(city):
    with city.store.reading() as work:
        return work.inquiries.proposals(city.draft.id)


def words(page):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


# --- sheets -----------------------------------------------------------------------------------


def test_a_sheet_is_made_of_sections_and_items_and_downloaded(city, editor):
    city.edited(city.draft.id, department="税務部市民税課")
    typed = {
        "subject": "評価書の見直し",
        "note": "確認を\r\nお願いします。",
        "due_on": "令和7年4月15日",
        "division": "",
        "changed": ["basics"],
        "item": [storage_of(city)],
    }
    reply = editor.send(f"{base(city)}/new", typed)
    assert (reply.status_code, reply.location) == (303, base(city))
    [sheet] = sheets(city)
    assert sheet.paths == ("department", storage_of(city))
    assert (sheet.title, sheet.note) == ("評価書の見直し", "確認を\nお願いします。")
    page = editor.get(base(city)).text
    assert "回答待ち" in page
    assert "令和7年4月15日" in page
    file = editor.get(f"{base(city)}/{sheet.id}/sheet")
    name = unquote(file.headers["Content-Disposition"])
    assert "照会票_3_第1号_令和7年4月1日.xlsx" in name
    assert file.content_type.endswith("spreadsheetml.sheet")
    assert next(row[2] for row in rows_of(file.data).values()) == "税務部市民税課"


def test_all_of_a_section_or_what_is_unanswered_in_it_can_be_asked(city, editor):
    city.edited(city.draft.id, department="")
    editor.send(f"{base(city)}/new", {"subject": "一", "all": "basics"})
    editor.send(f"{base(city)}/new", {"subject": "二", "unanswered": "basics"})
    unanswered, every = sheets(city)
    assert unanswered.paths == ("department",)
    assert len(every.paths) > 10


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"subject": ""}, "件名がありません"),
        ({"item": []}, "項目が選ばれていません"),
        ({"item": ["nothing"]}, "項目が選ばれていません"),
        ({"due_on": "来週"}, "期限を日付として読めません"),
        ({"due_on": "令和7年3月1日"}, "期限が今日より前"),
        ({"division": "99"}, "その課はありません"),
        ({"division": "x"}, "その課はありません"),
        ({"note": "あ" * 2001}, "依頼文が長すぎます"),
        ({"subject": "\x07"}, "制御文字"),
    ],
)
def test_what_is_not_taken_stays_on_the_page(city, editor, typed, said):
    usual = {"subject": "件名一", "note": "依頼文一", "item": ["department"], "all": ["ivs"]}
    reply = editor.send(f"{base(city)}/new", usual | typed)
    assert reply.status_code == 422
    page = unescape(reply.text)
    assert said in page
    for name, value in (usual | typed).items():
        if name in ("subject", "note") and "\x07" not in value:
            assert value in page
    if "item" not in typed:
        assert re.search(r'value="department" checked', page)
    assert sheets(city) == ()


def test_a_text_that_no_page_sends_is_no_defect(city, editor):
    big = editor.send(f"{base(city)}/new", {"subject": "あ" * 600_000, "item": "department"})
    assert big.status_code in (413, 422)
    for path in (f"{base(city)}/99/sheet", "/drafts/99/inquiries", "/drafts/99/answers"):
        assert editor.get(path).status_code == HTTPStatus.NOT_FOUND
    assert editor.send(f"{base(city, 'answers')}/99", {"button": "accept"}).status_code == 404


def test_a_sheet_of_another_draft_is_not_sent(city, editor):
    asked(city)
    other = city.first(number="9")
    assert editor.get(f"/drafts/{other.id}/inquiries/1/sheet").status_code == 422


def test_a_sheet_past_its_day_says_so(city, editor, clock, signed_in):
    editor.send(
        f"{base(city)}/new", {"subject": "一", "item": "department", "due_on": "2025-04-02"}
    )
    assert "期限切れ" not in editor.get(base(city)).text
    clock.forward(hours=40)
    assert "期限切れ" in signed_in(Role.VIEWER).get(base(city)).text


# --- loading ----------------------------------------------------------------------------------


def test_a_filled_sheet_leads_to_its_answers(city, editor):
    data = filled(asked(city), {"1": "税務部", "2": MOVED}, {"1": "4月から"}, "市民税課　田中")
    reply = upload(editor, city, data)
    assert (reply.status_code, reply.location) == (303, base(city, "answers"))
    page = words(editor.get(reply.location).text)
    assert "2件の回答を読み込みました" in page
    assert "回答：市民税課 田中" in page
    assert "4月から" in page
    assert "2件の回答" in editor.get(base(city)).text
    assert "所管課の回答が2件" in editor.get(f"/drafts/{city.draft.id}").text


def test_an_answer_that_gives_way_to_a_newer_one_is_said(city, editor):
    data = asked(city)
    upload(editor, city, filled(data, {"1": "税務部"}))
    newer = upload(editor, city, filled(data, {"1": "財務部"}))
    said = "決めていなかった回答1件は、新しい回答に置き換えました。"
    assert said in editor.get(newer.location).text


def test_a_sheet_without_changes_is_done(city, editor):
    data = asked(city)
    assert upload(editor, city, data).location == base(city)
    page = editor.get(base(city)).text
    assert "変更なしは2件です" in page
    assert "済み" in page
    assert "回答はまだありません" in editor.get(f"{base(city, 'answers')}?show=all").text


def test_rows_that_cannot_be_taken_are_listed_with_their_place(city, editor):
    data = filled(asked(city), {"1": "#REF!", "2": MOVED})
    reply = upload(editor, city, data)
    assert reply.status_code == HTTPStatus.OK
    page = words(reply.text)
    assert "次の1件は読み込めませんでした" in page
    assert "計算式の誤り" in page
    assert re.search(r"シート「照会票」\d+行目", page)
    assert [one.said.value for one in proposals(city)] == [MOVED]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (b"", "ファイルが空です"),
        (b"PK\x03\x04 nothing", "壊れています"),
        ("文章".encode(), "Excel(xlsx)のファイルではありません"),
        ({"drop": ["照合用"]}, "「照合用」の列がありません"),
        ({"drop": ["照合用", "回答欄"]}, "照会票のファイルではありません"),
        ({"order": lambda rows: rows[:0]}, "照会票の行がありません"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_on_the_page(city, editor, make, said):
    data = asked(city)
    reply = upload(editor, city, copied(data, **make) if isinstance(make, dict) else make)
    assert reply.status_code == 422
    assert said in reply.text
    assert "回答を読み込む" in reply.text


def test_a_file_of_another_kind_is_refused_in_words_of_the_page(city, editor):
    asked(city)
    reply = upload(editor, city, b"<html><body><table><tr><td>1</td></tr></table></body></html>")
    assert "xlsxで保存し直します" in reply.text
    assert "種類を auto" not in reply.text
    assert 'id="file-error"' in reply.text


def test_no_file_and_too_many_are_said(city, editor):
    asked(city)
    assert "選ばれていません" in editor.send(f"{base(city)}/load", {}).text
    two = {"file": [(BytesIO(b"a"), "a.xlsx"), (BytesIO(b"b"), "b.xlsx")]}
    assert editor.send(f"{base(city)}/load", two).status_code == 422


# --- answers ----------------------------------------------------------------------------------


def decide(client, city, number, button, **typed):
    page = client.get(base(city, "answers")).text
    form = page.partition(f'/answers/{number}"')[2].partition("</form>")[0]
    [seen] = re.findall(r'name="seen" value="([^"]*)"', form)
    to = f"{base(city, 'answers')}/{number}"
    return client.send(to, {"seen": seen, "button": button} | typed)


def test_an_answer_is_shown_with_its_difference_and_taken_over(city, editor):
    answered(city, {"1": "税務部"})
    page = editor.get(base(city, "answers")).text
    assert "<ins>" in page
    assert "財務部市民税課" in page
    reply = decide(editor, city, 1, "accept")
    assert reply.status_code == 303
    assert answer(city, "department") == "税務部"
    page = editor.get(base(city, "answers")).text
    assert "1件の回答を取り入れました" in page
    assert "決めていない回答はありません" in page
    assert "取り入れた" in editor.get(f"{base(city, 'answers')}?show=all").text
    assert ">済み<" in editor.get(base(city)).text


def test_answers_are_taken_over_together(city, editor):
    answered(city, {"1": "税務部", "2": MOVED})
    page = editor.get(base(city, "answers")).text
    assert "まとめて取り入れる（2件）" in page
    numbers = re.findall(r'name="answer" value="(\d+)"', page)
    editor.send(base(city, "answers"), {"answer": numbers})
    assert answer(city, "department") == "税務部"
    assert all(one.decision.is_accepted for one in proposals(city))
    assert city.now(city.draft.id).sequence == 1


def test_words_that_are_no_text_are_told_and_asked_about(city, editor):
    paths = ("department", "department_head", "task_content", storage_of(city))
    data = filled(asked(city, *paths), {"1": "同左", "2": "削除", "3": "別紙のとおり", "4": MOVED})
    upload(editor, city, data)
    page = editor.get(base(city, "answers")).text
    assert "変更がないという言葉が書かれていた「Ⅰ-1-② 事務の内容」は、変更なしと読みました" in page
    assert "「削除」とだけ書かれています。空欄にする意味かどうか" in page
    assert "記載の全文ではないようです" in page
    assert "まとめて取り入れる" not in page  # one is left that can be taken without a look
    [first, *_] = proposals(city)
    decide(editor, city, first.id, "empty")
    assert answer(city, "department") == ""


def test_an_answer_struck_out_as_a_whole_is_not_taken_with_others(city, editor):
    data = asked(city, "department", "department_head")
    book = openpyxl.load_workbook(BytesIO(data))
    for number, font in (("1", Font(strike=True)), ("2", Font())):
        cell = book.worksheets[0][f"D{rows_of(data)[number][0]}"]
        cell.value, cell.font = "税務部", font
    made = BytesIO()
    book.save(made)
    upload(editor, city, made.getvalue())
    page = editor.get(base(city, "answers")).text
    assert "回答欄の文字が、すべて取消線で消されています" in page
    assert "まとめて取り入れる" not in page
    assert decide(editor, city, 1, "empty").status_code == 303
    assert answer(city, "department") == ""


def test_an_answer_is_left_only_with_a_reason_and_what_is_typed_stays(city, editor):
    answered(city, {"1": "税務部"})
    reply = decide(editor, city, 1, "decline", reason="\x07理由")
    assert reply.status_code == 422
    assert "理由</textarea>" in reply.text
    assert "見送る理由がありません" in decide(editor, city, 1, "decline", reason=" ").text
    assert decide(editor, city, 1, "decline", reason="確認中のため").status_code == 303
    assert "確認中のため" in editor.get(f"{base(city, 'answers')}?show=all").text
    assert answer(city, "department") == "財務部市民税課"


def test_where_the_item_changed_meanwhile_three_texts_stand_side_by_side(city, editor):
    answered(city, {"1": "税務部"})
    city.edited(city.draft.id, department="財務部税務課")
    page = words(editor.get(base(city, "answers")).text)
    assert "照会票の記載 財務部市民税課" in page
    assert "記載が変わっています" in page
    assert "まとめて取り入れる" not in page
    stale = decide(editor, city, 1, "instead", seen="00000000")
    assert stale.status_code == HTTPStatus.CONFLICT
    assert answer(city, "department") == "財務部税務課"
    assert decide(editor, city, 1, "accept").status_code == 303
    assert "見比べて決めてください" in editor.get(base(city, "answers")).text
    assert decide(editor, city, 1, "instead").status_code == 303
    assert answer(city, "department") == "税務部"


def test_where_both_changed_other_words_they_go_together(city, editor):
    city.edited(city.draft.id, task_content="監視カメラを置く。記録は3年間保存する。")
    answered(city, {"1": "監視カメラを置く。記録は5年間保存する。"}, "task_content")
    city.edited(city.draft.id, task_content="防犯カメラを置く。記録は3年間保存する。")
    page = words(editor.get(base(city, "answers")).text)
    assert "両方を合わせた案 防犯カメラを置く" in page
    assert decide(editor, city, 1, "both").status_code == 303
    assert answer(city, "task_content") == "防犯カメラを置く。記録は5年間保存する。"
    assert "今の記載と合わせて" in editor.get(f"{base(city, 'answers')}?show=all").text


def test_where_both_changed_the_same_words_nothing_is_put_together(city, editor):
    answered(city, {"1": "税務部"})
    city.edited(city.draft.id, department="財務部税務課")
    assert "両方を合わせた案" not in editor.get(base(city, "answers")).text
    reply = decide(editor, city, 1, "both")
    assert reply.status_code == HTTPStatus.CONFLICT
    assert "一つに合わせられません" in reply.text


def test_what_stands_there_already_is_only_confirmed(city, editor):
    answered(city, {"1": "税務部"})
    city.edited(city.draft.id, department="税務部")
    assert "すでに回答のとおりです" in editor.get(base(city, "answers")).text
    decide(editor, city, 1, "accept")
    assert proposals(city)[0].decision.is_accepted


def test_after_a_request_the_box_must_be_checked(city, editor):
    city.edited(city.draft.id, task_content="賦課の事務。")
    act = city.act(Role.EDITOR)
    planning.plan(act, city.draft.id, act.today, "amendment")
    answered(city, {"1": "税務部"})
    city.do(Role.EDITOR, city.draft.id, "request")
    assert "取り消して取り入れる" in editor.get(base(city, "answers")).text
    assert decide(editor, city, 1, "accept").status_code == HTTPStatus.FORBIDDEN
    assert decide(editor, city, 1, "accept", reopen="1").status_code == 303
    assert city.now(city.draft.id).state == "draft"


def test_an_unknown_button_and_a_decided_answer_are_said(city, editor):
    answered(city, {"1": "税務部"})
    assert decide(editor, city, 1, "explode").status_code == 422
    to = f"{base(city, 'answers')}/1"
    assert editor.send(to, {"button": "decline", "reason": "一"}).status_code == 303
    again = editor.send(to, {"button": "accept"})
    assert again.status_code == HTTPStatus.CONFLICT
    assert "決まっています" in again.text


def test_who_is_no_editor_only_reads(city, signed_in):
    answered(city, {"1": "税務部"})
    reader = signed_in(Role.APPROVER)
    assert "読み込む" not in words(reader.get(base(city)).text).partition("照会票")[2]
    page = reader.get(base(city, "answers")).text
    assert "税務部" in page
    assert "<textarea" not in page
    assert reader.get(f"{base(city)}/new").status_code == HTTPStatus.FORBIDDEN
    assert reader.get(f"{base(city)}/1/sheet").status_code == HTTPStatus.OK


def test_empty_lists_say_so(city, editor):
    assert "照会票はまだありません" in editor.get(base(city)).text
    assert "回答はまだありません" in editor.get(base(city, "answers")).text


def test_a_sheet_goes_round_in_a_browser(city, live, page, axe, tmp_path):
    live.sign_in(page, Role.EDITOR)
    page.goto(live.address + base(city))
    axe(page)
    page.get_by_role("link", name="新しい照会票を作る").click()
    page.get_by_label("件名").fill("見直し")
    page.get_by_role("group", name="Ⅰ 基本情報").get_by_label("すべて").check()
    axe(page)
    page.get_by_role("button", name="照会票を作る").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    given = filled(download.value.path().read_bytes(), {"部署": "税務部"})
    (tmp_path / "回答.xlsx").write_bytes(given)
    page.get_by_label("記入された照会票").set_input_files(tmp_path / "回答.xlsx")
    page.get_by_role("button", name="読み込む").click()
    page.get_by_role("button", name="取り入れる", exact=True).wait_for()
    axe(page)
    page.get_by_role("button", name="取り入れる", exact=True).click()
    page.get_by_text("1件の回答を取り入れました").wait_for()
    assert answer(city, "department") == "税務部"


@pytest.mark.parametrize("width", [1200, 320])
def test_every_page_is_accessible_and_fits(city, live, page, axe, width):
    answered(city, {"1": "a" * 800, "2": MOVED}, remarks={"2": "長い備考" * 100})
    answered(city, {"1": "税務課"}, "department")
    city.edited(city.draft.id, department="財務部税務課")
    live.sign_in(page, Role.EDITOR)
    page.set_viewport_size({"width": width, "height": 900})
    for address in (base(city), f"{base(city)}/new", base(city, "answers")):
        page.goto(live.address + address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("summary", has_text="見送る").first.click()
    page.get_by_role("button", name="この回答を見送る").first.click()
    page.get_by_text("見送る理由がありません").wait_for()
    axe(page)
