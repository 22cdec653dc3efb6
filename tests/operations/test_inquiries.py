"""Sheets for a 所管課: what is asked, what comes back, what a person makes of it."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font

from pia.approval.roles import Role
from pia.assessment.edit import add_thing, remove_thing
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound
from pia.exports.inquiry_xlsx import write
from pia.imports import SourceFile
from pia.operations import answers, drafts, inquiries, undoing
from pia.operations.answers_loading import NOWHERE, load
from pia.operations.inquiries import NewInquiry, askable
from tests.imports.inquiries import SHEET, copied, filled, rows_of, with_cells
from tests.imports.packages import parts_of, with_part

STORAGE = "庁内のサーバ室に保管し、入退室は静脈認証により制限する。"
MOVED = "データセンターに保管する。"


@pytest.fixture
def draft(city):
    return city.started()


@pytest.fixture
def storage(draft):
    return f"files[@{draft.document.answers['files'][0]['@id']}].storage"


def asked(city, draft, *paths, role=Role.EDITOR, **more):
    usual = {"title": "見直し", "note": "", "division_id": None, "due_on": None}
    return inquiries.ask(city.act(role), draft.id, NewInquiry(**(usual | more), paths=paths))


def file_of(city, draft, inquiry):
    with city.store.reading() as work:
        return write(inquiries.sheet_of(work, work.drafts.get(draft.id), inquiry))


def back(city, draft, data, role=Role.EDITOR):
    return load(city.act(role), draft.id, SourceFile("照会票.xlsx", data))


def proposals(city, draft):
    with city.store.reading() as work:
        return work.inquiries.proposals(draft.id)


def values(city, draft):
    return {one.said.path: one.said.value for one in proposals(city, draft)}


@pytest.fixture
def sheet(city, draft, storage):
    """A sheet with 部署 (1) and 保管場所 (2)."""
    return asked(city, draft, storage, "department")


@pytest.fixture
def data(city, draft, sheet):
    return file_of(city, draft, sheet)


# --- asking -----------------------------------------------------------------------------------


def test_a_sheet_shows_the_items_in_the_order_of_the_form(city, draft, sheet, data, storage):
    assert sheet.paths == ("department", storage)
    assert [row[2] for row in rows_of(data).values()] == ["財務部市民税課", STORAGE]


def test_a_sheet_stays_what_it_was_whatever_is_edited_later(city, draft, sheet, data):
    city.edited(draft.id, department="税務部")
    assert file_of(city, draft, sheet) == data


@pytest.mark.parametrize(
    ("paths", "more", "words"),
    [
        ((), {}, "項目が選ばれていません"),
        (("nothing",), {}, "項目が今の下書きにありません"),
        (("published_on",), {}, "項目が今の下書きにありません"),
        (("files[1].storage",), {}, "項目が今の下書きにありません"),
        (("department",), {"title": " 　"}, "件名がありません"),
        (("department",), {"title": "あ" * 201}, "件名が長すぎます"),
        (("department",), {"note": "あ" * 2001}, "依頼文が長すぎます"),
        (("department",), {"note": "\x07"}, "制御文字"),
        (("department",), {"due_on": date(2025, 3, 31)}, "期限が今日より前"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_with_a_sentence(city, draft, paths, more, words):
    with pytest.raises(InputRefused, match=words):
        asked(city, draft, *paths, **more)


def test_a_division_that_does_not_exist_is_not_found(city, draft):
    with pytest.raises(PathNotFound, match="課が見つかりません"):
        asked(city, draft, "department", division_id=99)


def test_only_editors_ask_load_and_decide(city, draft, data):
    with pytest.raises(NotAllowed):
        asked(city, draft, "department", role=Role.APPROVER)
    with pytest.raises(NotAllowed):
        back(city, draft, data, role=Role.PUBLISHER)
    with pytest.raises(NotAllowed):
        answers.accept(city.act(Role.APPROVER), draft.id, [])
    with pytest.raises(NotAllowed):
        answers.decline(city.act(Role.VIEWER), draft.id, 1, "理由")


def test_the_day_of_publication_is_never_asked(draft):
    assert "published_on" not in dict(askable(draft))
    assert "department" in dict(askable(draft))


# --- loading ----------------------------------------------------------------------------------


def test_answers_wait_beside_what_the_sheet_showed_and_change_nothing(city, draft, data, storage):
    loaded = back(city, draft, filled(data, {"1": "税務部"}, {"1": "4月に改組"}, "田中"))
    assert (loaded.kept, loaded.unchanged, loaded.refused) == (1, 1, ())
    [one] = proposals(city, draft)
    assert (one.said.path, one.said.base, one.said.value) == (
        "department",
        "財務部市民税課",
        "税務部",
    )
    assert (one.said.remark, one.said.answered_by, one.decision) == ("4月に改組", "田中", None)
    assert city.now(draft.id).sequence == draft.sequence


def test_a_remark_alone_is_kept_too(city, draft, data):
    assert back(city, draft, filled(data, remarks={"2": "移転を検討中です。"})).kept == 1
    [one] = proposals(city, draft)
    assert one.said.base == one.said.value == STORAGE
    answers.accept(city.act(Role.EDITOR), draft.id, [one.id])
    assert city.now(draft.id).sequence == draft.sequence


def test_a_sheet_without_any_change_is_known_to_have_come_back(city, draft, data):
    loaded = back(city, draft, data)
    assert (loaded.kept, loaded.unchanged) == (0, 2)
    [one] = proposals(city, draft)
    assert one.said.path == NOWHERE
    assert one.decision.is_accepted
    back(city, draft, data)
    assert len(proposals(city, draft)) == 1


def test_the_same_sheet_twice_is_loaded_once(city, draft, data):
    given = filled(data, {"1": "税務部"})
    back(city, draft, given)
    assert (back(city, draft, given).kept, back(city, draft, given).known) == (0, 1)
    [one] = proposals(city, draft)
    answers.accept(city.act(Role.EDITOR), draft.id, [one.id])
    assert back(city, draft, given).known == 1
    undoing.undo(city.act(Role.EDITOR), draft.id, city.now(draft.id).sequence)
    assert (back(city, draft, given).kept, back(city, draft, given).known) == (0, 1)


def test_an_answer_that_an_undo_let_wait_is_taken_over_by_the_redo(city, draft, data):
    back(city, draft, filled(data, {"1": "税務部"}))
    [one] = proposals(city, draft)
    answers.accept(city.act(Role.EDITOR), draft.id, [one.id])
    for waits in (True, False) * 2:
        act = undoing.undo if waits else undoing.redo
        city.later(minutes=1)
        act(city.act(Role.EDITOR), draft.id, city.now(draft.id).sequence)
        assert (proposals(city, draft)[-1].decision is None) is waits
    assert [p.decision.is_accepted for p in proposals(city, draft)] == [True] * 3


def test_a_newer_answer_takes_the_place_of_an_older_one_that_waits(city, draft, data):
    back(city, draft, filled(data, {"1": "税務部"}))
    back(city, draft, filled(data, {"1": "税務課"}))
    older, newer = proposals(city, draft)
    assert "新しい回答" in older.decision.note
    assert (newer.said.value, newer.decision) == ("税務課", None)


def test_what_cannot_be_taken_is_listed_and_the_rest_is_kept(city, draft):
    file = draft.document.answers["files"][0]["@id"]
    thing = draft.document.answers["files"][0]["outsourcing"][0]["@id"]
    choice = f"files[@{file}].outsourcing[@{thing}].resubcontracted"
    sheet = asked(city, draft, "department", "task_content", choice)
    data = file_of(city, draft, sheet)
    row, _, _, key = rows_of(data)["1"]
    broken = with_cells(data, {f"F{row}": key.replace("task_content", "task_contents")})
    broken = with_cells(broken, {f"D{row}": "賦課の事務。"})
    given = filled(broken, {"2": "税務部", "3": "たぶん再委託する"})
    loaded = back(city, draft, given)
    assert loaded.kept == 1
    sentences = sorted(one.sentence for one in loaded.refused)
    assert len(sentences) == 2
    assert "「たぶん再委託する」は選択肢にありません" in sentences[0]
    assert "書き換えられています" in sentences[1]
    assert all("シート「照会票」" in one.place for one in loaded.refused)
    assert values(city, draft) == {"department": "税務部"}


def test_a_formula_that_went_wrong_is_no_answer(city, draft, data):
    given = filled(data, {"1": "税務部"})
    written = re.compile(rb'<c r="(D\d+)"[^>]* t="inlineStr">.*?</c>', re.DOTALL)
    wrong = written.sub(rb'<c r="\1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', parts_of(given)[SHEET])
    loaded = back(city, draft, with_part(given, SHEET, wrong))
    assert (loaded.kept, loaded.unchanged) == (0, 1)
    assert "計算式の誤り（#DIV/0!）" in loaded.refused[0].sentence


def test_of_very_many_rows_that_are_not_taken_the_first_are_told(city, draft, data):
    strange = ["", "", "", "回答", "", ""]
    loaded = back(city, draft, copied(data, order=lambda rows: rows + [strange] * 500))
    assert (len(loaded.refused), loaded.more) == (50, 450)


def test_a_key_of_what_the_item_never_said_is_refused(city, draft, data):
    row, _, _, key = rows_of(data)["1"]
    given = with_cells(data, {f"F{row}": key[:-8] + "00000000", f"D{row}": "税務部"})
    loaded = back(city, draft, given)
    assert loaded.kept == 0
    assert "書き換えられています" in loaded.refused[0].sentence
    assert proposals(city, draft) == ()


def test_two_rows_of_one_item_must_agree(city, draft, data):
    given = filled(data, {"1": "税務部"})

    def doubled(rows):
        other = [*rows[0]]
        other[3] = "税務課"
        return [*rows, other]

    assert "回答が違います" in back(city, draft, copied(given, order=doubled)).refused[0].sentence
    assert back(city, draft, copied(given, order=lambda rows: [*rows, rows[0]])).kept == 1


def test_the_sheet_of_another_draft_is_refused_whole(city, draft, data):
    other = city.first(number="9")
    with pytest.raises(InputRefused, match="別の下書きのもの"):
        back(city, other, filled(data, {"1": "税務部"}))
    foreign = copied(data, order=lambda rows: [[*row[:5], "99" + row[5]] for row in rows])
    with pytest.raises(InputRefused, match="ここで作られたものではありません"):
        back(city, draft, foreign)


def test_a_sheet_without_rows_is_refused(city, draft, data):
    with pytest.raises(InputRefused, match="照会票の行がありません"):
        back(city, draft, copied(data, order=lambda rows: rows[:0]))


# --- deciding ---------------------------------------------------------------------------------


def accept(city, draft, **options):
    numbers = [one.id for one in proposals(city, draft) if one.decision is None]
    return answers.accept(city.act(Role.EDITOR), draft.id, numbers, **options)


def test_answers_are_taken_over_in_one_save_and_one_undo_takes_it_back(city, draft, data, storage):
    back(city, draft, filled(data, {"1": "税務部", "2": MOVED}))
    taken = accept(city, draft)
    assert (taken.taken, taken.moved) == (2, 0)
    now = city.now(draft.id)
    assert now.document.answers["department"] == "税務部"
    assert now.document.answers["files"][0]["storage"] == MOVED
    assert now.sequence == draft.sequence + 1
    assert all(one.decision.is_accepted for one in proposals(city, draft))
    undoing.undo(city.act(Role.EDITOR), draft.id, now.sequence)
    assert city.now(draft.id).document == draft.document


def test_after_an_undo_the_answers_that_it_took_back_wait_again(city, draft, data, storage):
    back(city, draft, filled(data, {"1": "税務部", "2": MOVED}))
    first, second = (one.id for one in proposals(city, draft))
    answers.accept(city.act(Role.EDITOR), draft.id, [first])
    city.later(minutes=1)
    taken = answers.accept(city.act(Role.EDITOR), draft.id, [second])
    undoing.undo(city.act(Role.EDITOR), draft.id, taken.draft.sequence)
    [again] = [one for one in proposals(city, draft) if one.decision is None]
    assert (again.said.path, again.said.value) == (storage, MOVED)
    assert accept(city, draft).taken == 1
    assert city.now(draft.id).document.answers["files"][0]["storage"] == MOVED
    assert len(proposals(city, draft)) == 3


def test_what_somebody_changed_meanwhile_is_never_overwritten_silently(city, draft, data):
    back(city, draft, filled(data, {"1": "税務部", "2": MOVED}))
    city.edited(draft.id, department="財務部税務課")
    taken = accept(city, draft)
    assert (taken.taken, taken.moved) == (1, 1)
    assert taken.draft.document.answers["department"] == "財務部税務課"
    [waiting] = [one for one in proposals(city, draft) if one.decision is None]
    assert waiting.said.path == "department"


def test_a_person_who_sees_both_may_put_the_answer_in_its_place(city, draft, data):
    back(city, draft, filled(data, {"1": "税務部"}))
    [one] = proposals(city, draft)
    seen = answers.digest_now(city.edited(draft.id, department="財務部税務課"), "department")
    later = city.edited(draft.id, department="財務部課税課")
    editor = city.act(Role.EDITOR)
    with pytest.raises(ChangedMeanwhile, match="その後に変わっています"):
        answers.accept_instead(editor, draft.id, one.id, seen)
    seen = answers.digest_now(later, "department")
    now = answers.accept_instead(editor, draft.id, one.id, seen)
    assert now.document.answers["department"] == "税務部"


def test_an_answer_to_what_was_removed_can_only_be_left(city, draft):
    editor = city.act(Role.EDITOR)
    ops = add_thing(draft.document, "files[1].outsourcing", "new1")
    now = drafts.save(editor, draft.id, draft.sequence, ops).draft
    path = f"files[@{now.document.answers['files'][0]['@id']}].outsourcing[@new1].title"
    data = file_of(city, now, asked(city, now, path))
    back(city, now, filled(data, {"1": "入力業務"}))
    drafts.save(
        editor, now.id, now.sequence, remove_thing(now.document, "files[1].outsourcing[@new1]")
    )
    assert accept(city, draft).moved == 1
    [one] = proposals(city, draft)
    with pytest.raises(ChangedMeanwhile):
        answers.accept_instead(editor, draft.id, one.id, "")
    answers.decline(editor, draft.id, one.id, "委託をやめたため")
    assert proposals(city, draft)[0].decision.note == "委託をやめたため"


def test_an_answer_is_decided_once(city, draft, data):
    back(city, draft, filled(data, {"1": "税務部"}))
    [one] = proposals(city, draft)
    editor = city.act(Role.EDITOR)
    for reason, words in (
        ("", "理由がありません"),
        ("\u200b", "理由がありません"),
        ("あ" * 4001, "長すぎます"),
    ):
        with pytest.raises(InputRefused, match=words):
            answers.decline(editor, draft.id, one.id, reason)
    answers.decline(editor, draft.id, one.id, "確認中のため")
    with pytest.raises(ChangedMeanwhile, match="決まっています"):
        answers.accept(editor, draft.id, [one.id])
    with pytest.raises(PathNotFound, match="回答が見つかりません"):
        answers.accept(editor, draft.id, [99])
    assert city.now(draft.id).document == draft.document


def test_after_a_request_the_approval_must_be_taken_back_first(city):
    draft = city.planned()
    data = file_of(city, draft, asked(city, draft, "task_content"))
    city.do(Role.EDITOR, draft.id, "request")
    back(city, draft, filled(data, {"1": "賦課の事務。"}))
    with pytest.raises(NotAllowed, match="承認依頼中"):
        accept(city, draft)
    assert accept(city, draft, reopen=True).taken == 1
    assert city.now(draft.id).state == "draft"


def test_a_closed_draft_asks_and_takes_nothing(city, draft, data):
    city.do(Role.EDITOR, draft.id, "withdraw", comment="誤って作成したため")
    with pytest.raises(NotAllowed, match="取下げ"):
        asked(city, draft, "department")
    with pytest.raises(NotAllowed, match="取下げ"):
        back(city, draft, data)


# --- words instead of a text ------------------------------------------------------------------


def test_a_word_for_no_change_is_no_proposal_and_is_told(city, draft, data):
    loaded = back(city, draft, filled(data, {"1": "変更ありません。", "2": MOVED}))
    assert (loaded.kept, loaded.unchanged) == (1, 1)
    assert loaded.read_as_unchanged == ("Ⅰ-6-① 部署",)


@pytest.mark.parametrize(("above", "kept"), [("同左", 0), ("", 0), ("税務部", 2)])
def test_ditto_is_no_change_unless_the_row_above_says_a_text(city, draft, data, above, kept):
    given = {"1": above, "2": "〃"} if above else {"2": "〃"}
    assert back(city, draft, filled(data, given)).kept == kept


def test_an_answer_that_says_remove_empties_the_item_where_a_person_says_so(
    city, draft, data, storage
):
    back(city, draft, filled(data, {"1": "削除"}))
    [one] = proposals(city, draft)
    answers.accept(city.act(Role.EDITOR), draft.id, [one.id], as_empty=True)
    assert city.now(draft.id).document.answers["department"] == ""
    [decided] = proposals(city, draft)
    assert decided.said.value == "削除"
    assert "空欄にする" in decided.decision.note


# --- what people do to a sheet instead of writing a text --------------------------------------


def corrected(data, **cells):
    """The sheet with cells (`D15`) that hold rich text or a font, as somebody saved it."""
    book = openpyxl.load_workbook(BytesIO(data), rich_text=True)
    for at, (value, font) in cells.items():
        cell = book.worksheets[0][at]
        cell.value = value
        if font:
            cell.font = font
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def test_words_struck_out_are_no_part_of_an_answer_and_are_told(city, draft, data):
    at = rows_of(data)["1"][0]
    out, new = InlineFont(strike=True), InlineFont(color=Color("FFFF0000"))
    rich = CellRichText(TextBlock(out, "財務部市民税課"), TextBlock(new, "税務部市民税課"))
    back(city, draft, corrected(data, **{f"D{at}": (rich, None)}))
    [one] = proposals(city, draft)
    assert one.said.value == "税務部市民税課"
    assert "取消線の文字「財務部市民税課」を除いて読みました" in one.said.remark


def test_an_answer_that_is_struck_out_as_a_whole_is_asked_about(city, draft, data):
    at = rows_of(data)["1"][0]
    whole = {f"D{at}": ("財務部市民税課", Font(strike=True))}
    back(city, draft, corrected(data, **whole))
    [one] = proposals(city, draft)
    assert one.said.value == one.said.base == "財務部市民税課"
    assert "すべて取消線で消されています" in one.said.remark


@pytest.mark.parametrize("font", [None, Font(strike=True)])
def test_what_was_written_over_the_present_text_is_told_with_its_row(city, draft, data, font):
    at = rows_of(data)["1"][0]
    text = "財務部市民税課" if font else "税務部市民税課"
    loaded = back(city, draft, corrected(data, **{f"C{at}": (text, font)}))
    assert (loaded.kept, loaded.unchanged) == (0, 1)
    [refused] = loaded.refused
    assert f"{at}行目" in refused.sentence
    assert "「今の記載」が書き換えられています" in refused.sentence
    assert "回答欄に書いてもらって" in refused.sentence
    given = {f"C{at}": (text, font), f"D{at}": ("資産税課", None)}
    assert back(city, draft, corrected(data, **given)).kept == 1


def test_a_sheet_saved_by_another_program_is_not_taken_for_rewritten(city, draft, data):
    assert back(city, draft, corrected(data)).refused == ()
