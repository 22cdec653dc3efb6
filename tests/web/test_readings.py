"""読取りの補完 on the page: nothing typed is lost, and by keyboard it is quick."""

import re
from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from pia.assessment import Path
from pia.assessment.paths import get
from tests.web import papers

REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.fixture
def editor(signed_in):
    client = signed_in(Role.EDITOR)
    papers.register(client, papers.text(), "評価書.txt", kind="first")
    return client


def found(pattern, text):
    """What stands in the brackets of a pattern, which has to be there."""
    (first, *_) = re.findall(pattern, text)
    return first


def asked(client, query=""):
    return re.findall(
        r'name="tick" value="([^"]+)"', client.get(f"/editions/1/reading{query}").text
    )


def press(client, button, **fields):
    page = client.get("/editions/1/reading").text
    base = re.search(r'name="base" value="(\d+)"', page)
    given = {"base": base[1] if base else "0", "button": button}
    return client.send("/editions/1/reading", given | fields)


def read(store, path):
    with store.reading() as work:
        return get(work.editions.get(1).reading.answers, Path.parse(path))


def audits(client):
    """The boxes of 監査, whose marks are lost."""
    return next(path for path in asked(client) if path.endswith(".audits"))


def test_each_item_stands_beside_its_source(editor):
    page = editor.get("/editions/1/reading")
    assert "チェックの印が変換で失われている" in page.text
    assert re.search(r'href="#source-1-\d+">評価書.txt \d+行目', page.text)
    anchor = found(r'href="#(source-1-\d+)"', page.text)
    assert f'id="{anchor}" class="asked-row"' in page.text
    assert 'href="/dossiers/1/files/1"' in page.text


def test_checked_boxes_are_kept_and_the_next_item_is_led_to(editor, store):
    paths, path = asked(editor), audits(editor)
    answer = press(editor, f"correct:{path}", **{path: ["", "self_check"]})
    if answer.status_code == REFUSED:
        choice = found(rf'name="{re.escape(path)}" value="([^"]+)"', answer.text)
        answer = press(editor, f"correct:{path}", **{path: ["", choice]})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "#" in answer.location
    assert len(read(store, path)["checked"]) == 1
    assert asked(editor) == [one for one in paths if one != path]


def test_nothing_chosen_is_no_answer_and_the_page_says_what_to_press(editor):
    path = audits(editor)
    answer = press(editor, f"correct:{path}", **{path: ""})
    assert answer.status_code == REFUSED
    assert "原本" in answer.text or "元の文書でも空欄なら「空欄」を押して" in answer.text
    assert path in asked(editor)


def test_ticked_items_are_left_blank_together(editor, store):
    paths = asked(editor)
    answer = press(editor, "blank", tick=paths)
    assert answer.location.endswith("/editions/1/reading#main")
    assert read(store, paths[0]) in ("", {"checked": [], "detail": {}})
    page = papers.words(editor.get("/editions/1/reading"))
    assert f"{len(paths)}件中{len(paths)}件を補完しました" in page
    assert "補完が要る項目はありません" in page
    assert "下書きを始める" in page


def test_what_is_done_can_be_looked_at_and_done_anew(editor, store):
    paths, path = asked(editor), audits(editor)
    press(editor, "blank", tick=paths)
    assert asked(editor) == []
    assert sorted(asked(editor, "?all=1")) == sorted(paths)
    page = editor.get("/editions/1/reading?all=1").text
    choice = found(rf'name="{re.escape(path)}" value="([^"]+)"', page)
    base = found(r'name="base" value="(\d+)"', page)
    fields = {"all": "1", "base": base, "button": f"correct:{path}", path: ["", choice]}
    assert editor.send("/editions/1/reading", fields).status_code == HTTPStatus.SEE_OTHER
    assert read(store, path)["checked"] == [choice]


def test_what_was_typed_at_another_item_stays(editor):
    first, other, *_ = asked(editor)
    page = editor.get("/editions/1/reading").text
    choice = found(rf'name="{re.escape(other)}" value="([^"]+)"', page)
    answer = press(editor, f"blank:{first}", **{other: ["", choice]})
    assert answer.status_code == HTTPStatus.OK
    assert "ほかの欄に書いたものは、まだ確定していません" in answer.text
    shown = answer.text.split(f'name="{other}" value="{choice}"')[1]
    assert shown.startswith(" checked")
    assert other in asked(editor)


def test_without_a_tick_nothing_happens_and_it_is_said(editor):
    for button in ("blank", "confirm", "correct"):
        answer = press(editor, button)
        assert answer.status_code == REFUSED
        assert "項目が選ばれていません" in answer.text


@pytest.mark.parametrize(
    "fields",
    [
        {"button": "blank:nowhere"},
        {"button": "correct:nowhere", "nowhere": "x"},
        {"button": "confirm:files[@x].storage"},
        {"button": "burn", "tick": "title"},
        {"button": "", "tick": "title"},
        {"button": "blank", "tick": "\x00"},
        {"button": "correct:title", "title": "表題\x07"},
    ],
)
def test_odd_posts_are_refused_with_a_sentence(editor, fields):
    answer = press(editor, fields["button"], **{k: v for k, v in fields.items() if k != "button"})
    assert answer.status_code in {REFUSED, HTTPStatus.NOT_FOUND}
    assert "読取りの補完" in answer.text


def test_two_texts_of_one_field_are_both_given_back(editor):
    answer = press(editor, "correct:title", title=["一つ目", "二つ目"])
    assert answer.status_code == REFUSED
    assert all(words in answer.text for words in ("同じ欄に2つの内容", "一つ目", "二つ目"))


def test_a_stale_page_does_not_overwrite_what_another_person_read(editor, store):
    path = audits(editor)
    stale = {"base": "0", "button": f"blank:{path}"}
    assert editor.send("/editions/1/reading", stale).status_code == HTTPStatus.SEE_OTHER
    answer = editor.send("/editions/1/reading", stale)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "ほかの人が先にこの項目を補完しました" in answer.text


def test_who_reads_sees_what_is_open_but_no_buttons(editor, signed_in):
    page = signed_in(Role.VIEWER).get("/editions/1/reading").text
    assert "入れられるのは編集者と公表担当です" in page
    assert "直して確定" not in page


def test_an_edition_that_was_read_whole_asks_nothing(signed_in):
    client = signed_in(Role.EDITOR)
    papers.register(client, kind="first")
    page = client.get("/editions/1/reading").text
    assert "補完が要る項目はありません" in page


def test_an_officer_completes_a_document_in_a_real_browser(live, page, axe):
    live.sign_in(page, Role.EDITOR)
    _register(page, live, "評価書.txt", papers.text())
    axe(page)
    card = page.get_by_role("group", name=re.compile("^Ⅲ-8 ")).first
    card.get_by_role("checkbox", name="内部監査").check()
    card.get_by_role("button", name="直して確定").click()
    page.get_by_text("1件を補完しました").first.wait_for()
    for box in page.get_by_role("checkbox", name=re.compile("^選ぶ")).all():
        box.check()
    page.get_by_role("button", name="空欄とする").click()
    page.get_by_text("補完が要る項目はありません").wait_for()
    axe(page)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live.address}/editions/1/reading?all=1")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("link", name="残っている項目だけを見る").click()
    page.get_by_role("button", name="下書きを始める").click()
    assert page.url.endswith("/drafts/1")


def test_the_real_document_is_registered_and_completed(live, page, axe, real_docs, store):
    live.sign_in(page, Role.EDITOR)
    file = real_docs / "asahikawa-17.txt"
    _register(page, live, file.name, file.read_bytes())
    assert "39件中0件" in page.inner_text("main")
    axe(page)
    card = page.get_by_role("group", name=re.compile("^Ⅲ-8 ")).first
    card.get_by_role("checkbox", name="自己点検").check()
    card.get_by_role("button", name="直して確定").press("Enter")
    page.get_by_text("1件を補完しました").first.wait_for()
    for box in page.get_by_role("checkbox", name=re.compile("^選ぶ")).all():
        box.check()
    page.get_by_role("button", name="空欄とする").click()
    page.get_by_text("補完が要る項目はありません").wait_for()
    with store.reading() as work:
        edition = work.editions.get(1)
    assert "unknown" not in str(edition.reading.answers)


def _register(page, live, name, data):
    page.goto(f"{live.address}/register")
    file = {"name": name, "mimeType": "text/plain", "buffer": data}
    page.get_by_label("評価書のファイル").set_input_files(file)
    page.get_by_role("button", name="読み込んで確かめる").click()
    page.get_by_role("button", name="公表済みの版として登録する").click()
    page.get_by_role("heading", name="読取りの補完").wait_for()
