"""From a published document to the city's website, as four people in browsers of their own.

With JavaScript and without on a document of みほん市: every task works without it. A real document,
whose files are all rendered, goes the same way once.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from docx import Document

from pia.approval.roles import Role
from pia.exports import export
from pia.operations import rendering
from tests.outline.documents import sample

NEW_CONTRACTOR = "みほん情報処理株式会社"
#: A box, whose mark is lost in a copy of the text.
_BOX = re.compile(r"\[[○ ]\]")


@dataclass
class Published:
    """A file of a published document, and what a person who completes its reading takes from paper."""

    file: Path
    #: Items → the choices to be marked.
    marked: dict[str, tuple[str, ...]]
    #: Items → the texts to be written.
    written: dict[str, str] = field(default_factory=dict)
    #: Browsers run scripts.
    script: bool = True


@pytest.fixture(params=["real", "sample", "sample without JavaScript"])
def document(request, tmp_path, monkeypatch):
    """A published document whose copy has lost its marks."""
    marked = {
        "Ⅲ-8 実施の有無": ("自己点検", "内部監査", "外部監査"),
        "Ⅱ-2-④ 主な記録項目": ("個人番号", "4情報(氏名、性別、生年月日、住所)"),
    }
    if request.param == "real":
        file = request.getfixturevalue("real_docs") / "asahikawa-17.txt"
        written = {
            "Ⅰ-1-① 事務の名称": "国民年金に関する事務",
            "Ⅰ-1-② 事務の内容": "国民年金の届出を受け付け、日本年金機構に報告する。",
        }
        return Published(file, marked | {"Ⅰ-1-③ 対象人数": ("10万人以上30万人未満",)}, written)
    monkeypatch.setattr(rendering, "RENDERED", ("html", "docx", "json"))
    text = export(sample("kokumin-nenkin-2023-10-02"), "text").decode()
    answers, changes, rows = text.rpartition("(別添2)")
    file = tmp_path / "国民年金.txt"
    file.write_text(_BOX.sub("[]", answers) + changes + rows, encoding="utf-8")
    return Published(file, marked, script="without" not in request.param)


def registers(editor, file):
    editor.opens("/register")
    editor.page.set_input_files("#files", file)
    editor.presses("読み込んで確かめる")
    editor.sees("まだ何も登録していません")
    editor.presses("公表済みの版として登録する")
    editor.sees("読取りの補完")


def completes(editor, document):
    """Enter what cannot be blank, one beside what 別添2 says; then the rest at once."""
    page = editor.page
    assert "[○]自己点検" in item(page, "Ⅲ-8 実施の有無").inner_text()
    for label, choices in document.marked.items():
        for words in choices:
            item(page, label).get_by_label(words, exact=True).check()
        editor.presses("直して確定", item(page, label))
    for label, text in document.written.items():
        item(page, label).get_by_role("textbox").fill(text)
        editor.presses("直して確定", item(page, label))
    unsure = page.locator(".asked", has=page.get_by_role("button", name="確かめた"))
    for card in unsure.all():
        card.locator("input[name=tick]").check()
    if unsure.count():
        editor.presses("確かめた", page.locator(".bulk"))
    if page.locator("input[name=tick]").count():
        for tick in page.locator("input[name=tick]").all():
            tick.check()
        editor.presses("空欄とする", page.locator(".bulk"))
    editor.sees("補完が要る項目はありません")


def item(page, label):
    """What is asked about one item."""
    return page.get_by_role("group", name=label, exact=True).first


def edits(editor):
    """Change 委託先名 and 再委託の有無 in the form; return where the draft is."""
    editor.presses("下書きを始める")
    draft = editor.page.url
    editor.follows("4. 特定個人情報ファイルの取扱いの委託")
    editor.writes("委託先名", NEW_CONTRACTOR)
    again = editor.page.get_by_role("radiogroup", name="再委託の有無").first
    again.get_by_label("再委託しない").check()
    editor.presses("保存")
    return draft


def judges(editor, draft):
    """Compare with the published edition and confirm the row that asks for it."""
    editor.opens(f"{draft}/compare")
    assert "事後" in editor.row("委託先名").inner_text()
    assert "事前" in editor.row("再委託の有無").inner_text()
    editor.sees("※の項目です", "特定個人情報保護評価指針")
    editor.page.locator("a", has_text="判断").nth(1).press("Enter")
    editor.page.get_by_label("きまりのとおり").check()
    editor.presses("判断を保存する")


def asks(editor, draft):
    editor.opens(draft)
    editor.writes("公表予定日", "令和7年4月1日")
    editor.presses("予定を保存する")
    editor.opens(f"{draft}/approval")
    editor.presses("承認を依頼する")
    editor.sees("承認依頼中")
    editor.ends("asked")


def publishes(publisher, draft):
    publisher.opens(f"{draft}/approval")
    publisher.writes("受付番号", "令7-0123")
    publisher.presses("委員会への提出を記録する")
    publisher.sees("提出済", "令7-0123")
    publisher.presses("公表する")
    publisher.sees("公表済", "公表しました。公開サイトに載っています。")
    publisher.ends("published")


def test_a_published_document_is_revised_by_three_people_and_reaches_the_website(people, document):
    editor = people("佐藤 美咲", Role.EDITOR, script=document.script)
    manager = people("鈴木 恵子", Role.APPROVER, script=document.script)
    publisher = people("高橋 直樹", Role.PUBLISHER, script=document.script)
    citizen = people(script=document.script)

    registers(editor, document.file)
    completes(editor, document)
    draft = edits(editor)
    judges(editor, draft)
    asks(editor, draft)

    manager.opens(f"{draft}/approval")
    manager.presses("承認する（決裁）")
    manager.sees("決裁済")
    publishes(publisher, draft)

    citizen.opens("/site/")
    citizen.follows("国民年金に関する事務 重点項目評価書")
    citizen.sees("再委託しない")
    citizen.ends("public")
    citizen.follows("ウェブページ")
    citizen.sees(NEW_CONTRACTOR)
    citizen.page.go_back()
    word = citizen.downloads(citizen.page.get_by_role("link", name="Word").first)
    assert zipfile.is_zipfile(io.BytesIO(word))
    cells = [c.text for t in Document(io.BytesIO(word)).tables for r in t.rows for c in r.cells]
    assert any(NEW_CONTRACTOR in cell for cell in cells)
    assert "令和7年4月1日" in cells
