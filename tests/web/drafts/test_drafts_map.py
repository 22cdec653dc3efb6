"""The map of a draft, and the way to the next item that is left to do."""

import re
from urllib.parse import unquote

import pytest

from pia.approval.roles import Role
from pia.forms.sections import sections
from pia.operations.rendering import formats_of
from pia.web.views.drafts_places import next_spot, spots
from tests.web.drafting import answer, fill, ids, section, storage_of


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def overview(client, city):
    return client.get(f"/drafts/{city.draft.id}").text


def line_of(html, title, part=0):
    """The line of a section in the table of all; of several of that title the first or the last."""
    rows = re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    return [row for row in rows if f">{title}</a>" in row][part]


# --- the map ----------------------------------------------------------------------------------


def test_each_section_says_in_words_how_it_stands(city, editor):
    assert "●記入済" in plain(line_of(overview(editor, city), "Ⅰ 基本情報"))
    city.edited(city.draft.id, department="")
    page = overview(editor, city)
    basics = plain(line_of(page, "Ⅰ 基本情報"))
    assert "未記入 1件" in basics
    assert "変更あり 1か所" in basics
    assert "●" not in basics
    assert "▲指摘あり 1件" in plain(line_of(page, "4. 特定個人情報ファイルの取扱いの委託", part=-1))


def test_each_state_leads_to_its_first_place(city, editor):
    city.edited(city.draft.id, department_head="", department="税務部")
    line = line_of(overview(editor, city), "Ⅰ 基本情報")
    assert "at=department_head#item-department_head" in line
    assert "at=department#item-department" in line


def progress(client, city):
    """How many items are written, and of how many."""
    [found] = re.findall(r"記入済み (\d+)／(\d+)項目（", plain(overview(client, city)))
    return tuple(map(int, found))


def test_the_progress_is_told_in_numbers(city, editor):
    written, asked = progress(editor, city)
    city.edited(city.draft.id, department="")
    assert progress(editor, city) == (written - 1, asked)


def test_the_map_stands_in_each_section_too(city, editor, signed_in):
    city.edited(city.draft.id, department="")
    for client in (editor, signed_in(Role.VIEWER)):
        page = client.get(section(city, "cover")).text
        assert "すべてのページと記入の状況" in page
        assert "未記入 1件" in plain(page)
        assert 'aria-current="page"' in page


def test_the_printed_page_is_opened_where_the_section_stands(city, editor):
    document = city.edition.document
    assert "html" in formats_of(document)
    printed = editor.get(f"/drafts/{city.draft.id}/preview").text
    for one in sections(document.form, document.answers):
        page = editor.get(section(city, one.key)).text
        [anchor] = re.findall(r'href="/drafts/\d+/preview#([^"]+)" target="_blank"', page)
        assert f'id="{anchor}"' in printed or not one.owner, anchor


# --- what is next -----------------------------------------------------------------------------


def next_of(client, city, way, after=""):
    return client.get(f"/drafts/{city.draft.id}/next/{way}", query_string={"after": after})


@pytest.fixture
def gaps(city):
    """Three empty items on three pages."""
    city.edited(city.draft.id, department="", storage="", linkage_basis="")
    return city


def test_the_way_leads_from_one_empty_item_to_the_next_and_begins_anew(gaps, editor):
    after = ""
    seen = []
    for _ in range(4):
        location = next_of(editor, gaps, "unanswered", after).location
        after = unquote(re.findall(r"at=([^#]+)", location)[0])
        seen.append(after)
    assert seen == ["linkage_basis", "department", storage_of(gaps), "linkage_basis"]
    page = next_of(editor, gaps, "unanswered", storage_of(gaps))
    assert "はじめの未記入の項目に戻りました" in editor.get(page.location).text


def test_where_nothing_is_left_the_way_says_so(city, editor):
    reply = editor.get(f"/drafts/{city.draft.id}/next/unanswered", follow_redirects=True)
    assert "未記入の項目は残っていません" in reply.text


def test_the_way_of_findings_leads_to_the_item_of_each(city, editor):
    first = unquote(next_of(editor, city, "finding").location)
    assert first.endswith(f"#at-files[@{ids(city)['file']}].transfers")
    second = unquote(next_of(editor, city, "finding", storage_of(city)).location)
    assert second.endswith(f"#item-risks[@{ids(city)['risk']}].contract_terms")


@pytest.mark.parametrize("after", ["あ", "x" * 5000, "none[@none].a", "\ud800", "]["])
def test_an_odd_place_is_as_if_nobody_said_where_they_are(gaps, editor, after):
    odd = after.encode("utf-8", "surrogatepass")
    reply = editor.get(f"/drafts/{gaps.draft.id}/next/unanswered", query_string={"after": odd})
    assert "linkage_basis" in reply.location


def test_a_way_that_does_not_exist_is_a_page_with_a_sentence(city, editor):
    reply = next_of(editor, city, "elsewhere")
    assert reply.status_code == 404
    assert "そこへ進む道はありません" in reply.text


def test_the_button_saves_first_and_starts_from_where_one_is(gaps, editor):
    given = {"task_content": "賦課。", "at": "department", "button": "unanswered"}
    reply = fill(editor, section(gaps), given)
    assert reply.status_code == 303
    assert "storage" in reply.location
    assert answer(gaps, "task_content") == "賦課。"


def test_the_button_stays_where_a_field_is_wrong(gaps, editor):
    reply = fill(editor, section(gaps), {"task_content": "あ\x07", "button": "unanswered"})
    assert reply.status_code == 422
    assert "<title>（直す欄1件）" in reply.text
    assert re.search(r'name="task_content"[^>]* autofocus', reply.text)
    assert 'class="skip" href="#problems"' in reply.text


def test_the_place_itself_is_looked_at_last(city):
    known = spots(city.edition.document)
    here = known["department"]
    assert next_spot(known, {"department"}, "department") == (here, True)
    assert next_spot(known, {"department"}, "") == (here, False)
    assert next_spot(known, set(), "department") is None
