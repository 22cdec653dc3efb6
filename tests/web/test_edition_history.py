"""前の版の組み立て: what the 別添2 of an edition gives back, and what it does not."""

import re
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import unquote

import pytest

from pia.approval.roles import Role
from pia.assessment import Path, RowTarget, canonical, read_assessment
from pia.assessment.naming import label_of
from tests.builders import row, with_rows
from tests.web import papers

PAGE = "/editions/1/history"
ADDRESS = "みほん市中央1丁目2番地　市民税課"
NOW = {"inquiry_contact": ADDRESS, "request_contact": "本庁舎にて行う。"}


def label(key):
    return label_of(papers.DOCUMENT.form, papers.DOCUMENT.answers, Path.parse(key))


def printed(path, before, after, day="2023-11-06", **cells):
    """A row of 別添2 as it was read from paper."""
    made = row(before=before, after=after, item=label(path), **cells)
    return replace(made, id_paths=(RowTarget(path),), changed_on_date=day)


ITEM = printed("department", "財務部税務課", "財務部市民税課")
PART = printed(
    "inquiry_contact", "東町3番地", "中央1丁目2番地", "2021-03-31", changed_on="令和3年3月31日"
)
MISFIT = printed("request_contact", "分庁舎にておこなう。", "本庁舎にておこなう。")
NAMELESS = replace(row(item="Ⅶ その他", before="有料", after="無料"), changed_on_date="2023-11-06")
UNDATED = printed("department", "税務課", "市民税課", None, changed_on="先月")


def registered(client, *rows):
    """Register a document with these rows as 別添2."""
    document = with_rows(papers.document(**NOW), *rows)
    papers.register(client, canonical(document).encode(), kind="first")


@pytest.fixture
def editor(signed_in):
    return signed_in(Role.EDITOR)


@pytest.fixture
def reader(signed_in):
    return signed_in(Role.VIEWER)


def test_each_day_has_the_edition_before_it(editor, reader):
    registered(editor, ITEM, MISFIT, PART)
    page = papers.words(reader.get(PAGE))
    assert "3行のうち2行を戻しました" in page
    newer, older = page.index("令和5年11月6日より前の版"), page.index("令和3年3月31日より前の版")
    assert "2行のうち1行" in page[newer:older]
    assert "1行のうち1行" in page[older:]


def test_the_data_of_an_edition_is_handed_out_as_the_command_line_writes_it(editor, reader):
    registered(editor, ITEM, PART)
    answer = reader.get(f"{PAGE}/2023-11-06.json")
    assert answer.mimetype == "application/json"
    name = unquote(answer.headers["Content-Disposition"])
    assert re.search(r"^attachment;.*組み立てた版_\w+_令和5年11月6日より前\.json$", name)
    document = read_assessment(answer.text, "")
    assert canonical(document) == answer.text
    assert document.answers["department"] == "財務部税務課"
    assert document.answers["inquiry_contact"] == ADDRESS
    assert [one.changed_on_date for one in document.change_history] == ["2021-03-31"]
    older = read_assessment(reader.get(f"{PAGE}/2021-03-31.json").text, "")
    assert older.answers["inquiry_contact"] == "みほん市東町3番地　市民税課"
    assert older.change_history == ()


def test_an_edition_is_read_as_a_document(editor, reader):
    registered(editor, ITEM)
    answer = reader.get(f"{PAGE}/2023-11-06/document")
    assert "令和5年11月6日より前の版（別添2から組み立て直したもの）" in answer.text
    assert "財務部税務課" in answer.text
    assert "財務部市民税課" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_row_says_how_it_was_put_back(editor, reader):
    registered(editor, ITEM, PART)
    page = papers.words(reader.get(PAGE))
    assert "戻しました（項目全体）" in page
    assert "戻しました（項目の一部）" in page
    assert "最も近い記載" not in page


def test_a_row_that_does_not_fit_shows_its_cells_and_the_nearest_text(editor, reader):
    registered(editor, MISFIT)
    page = papers.words(reader.get(PAGE))
    assert "変更後の記載が本文と違います。" in page
    assert "変更前の記載分庁舎にておこなう。" in page
    assert "最も近い記載本庁舎にて［表のみ：おこなう］［本文のみ：行う］。" in page


def test_only_the_rows_that_were_not_put_back_are_shown_on_request(editor, reader):
    registered(editor, ITEM, MISFIT)
    page = reader.get(f"{PAGE}?show=left").text
    assert label("request_contact") in page
    assert label("department") not in page
    assert 'show=left#rows" aria-current="true">戻せなかった行だけ（1）' in page
    assert label("department") in reader.get(f"{PAGE}?show=nonsense").text


def test_where_every_row_was_put_back_the_filter_says_so(editor, reader):
    registered(editor, ITEM)
    page = reader.get(f"{PAGE}?show=left").text
    assert "戻せなかった行はありません。" in page
    assert f'href="{PAGE}#rows"' in page


def test_what_is_odd_in_the_table_is_told(editor, reader):
    registered(editor, NAMELESS, UNDATED)
    page = papers.words(reader.get(PAGE))
    assert "1行目の項目「Ⅶ その他」は様式のどの項目とも合いません。" in page
    assert "2行目の変更日「先月」は日付として読めません。" in page
    assert "変更日が読めないため、どの版のことか分かりません。" in page


@pytest.mark.parametrize("rows", [(), (UNDATED,)])
def test_a_table_without_a_day_gives_no_edition(editor, reader, rows):
    registered(editor, *rows)
    page = papers.words(reader.get(PAGE))
    assert "別添2に変更日の読める行がないため、過去の版を組み立てられません。" in page
    assert ("別添2の行ごとの結果" in page) == bool(rows)


def test_the_page_of_the_edition_leads_here_where_there_is_a_table(editor, reader):
    registered(editor, ITEM)
    assert f'href="{PAGE}"' in reader.get("/editions/1").text
    papers.register(editor, papers.stored("lineage2", number="4"), kind="first")
    assert 'href="/editions/2/history"' not in reader.get("/editions/2").text


def test_words_of_the_table_are_shown_as_words(editor, reader):
    registered(editor, replace(MISFIT, item="<b>項目</b>", after="<i>本庁舎</i>にておこなう。"))
    page = reader.get(PAGE).text
    assert "&lt;b&gt;項目&lt;/b&gt;" in page
    assert not re.search(r"<[bi]>", page)


@pytest.mark.parametrize(
    "path",
    [
        "/editions/9/history",
        "/editions/9/history/2023-11-06.json",
        f"{PAGE}/2023-11-07.json",
        f"{PAGE}/2023-11-07/document",
        f"{PAGE}/昨日/document",
        f"{PAGE}/%00.json",
    ],
)
def test_what_does_not_exist_is_said_in_a_sentence(editor, reader, path):
    registered(editor, ITEM)
    answer = reader.get(path)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert re.search("見つかりません|ありません|組み立てられません", answer.text)


@pytest.mark.parametrize(
    "state",
    [
        ((), "組み立てられません"),
        ((ITEM, PART), "2行のうち2行を戻しました"),
        ((ITEM, MISFIT, NAMELESS, UNDATED), "4行のうち1行を戻しました"),
    ],
    ids=["empty", "all", "some"],
)
def test_the_states_are_accessible_and_fit_a_narrow_screen(live, page, axe, editor, state):
    rows, shown = state
    registered(editor, *rows)
    live.sign_in(page, Role.VIEWER)
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{live.address}{PAGE.removeprefix('/')}")
        assert shown in page.text_content("main")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
