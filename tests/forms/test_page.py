"""What a page says beside its fields."""

import re

import pytest
from jinja2 import Environment, PackageLoader, StrictUndefined

from pia.forms.page import section_page
from pia.forms.reading import read_section
from pia.forms.sections import find_section
from tests.builders import FORM, assessment, with_thing
from tests.forms.pages import all_sections, rendered, shown, unread


def page(document, key, *given, **options):
    section = find_section(FORM, document.answers, key)
    return section_page(FORM, document.answers, section, *given, **options)


def block(blocks, key):
    """The field of a key, wherever it lies."""
    return next(b for b in every(blocks) if b.macro == "field" and b.name.endswith(key))


def every(blocks):
    for one in blocks:
        yield one
        yield from every(one.things if one.macro == "repeat" else one.blocks)


def html(document, key, **options):
    section = find_section(FORM, document.answers, key)
    return rendered(document, section, **options)


@pytest.fixture(scope="module")
def pages():
    document = with_thing(assessment(), "files[1].outsourcing", "b")
    return [shown(rendered(document, section)) for section in all_sections(document)]


def test_every_id_stands_once_and_every_reference_finds_its_own(pages):
    for found in pages:
        assert len(set(found.ids)) == len(found.ids)
        assert set(found.wanted) <= set(found.ids)


def test_every_control_has_a_label(pages):
    for found in pages:
        controls = [c for c in found.controls if c.get("type") != "hidden"]
        assert {c["id"] for c in controls} <= set(found.wanted)


def test_enter_saves_and_never_removes(pages):
    for found in pages:
        assert found.buttons[0]["value"] == "save"


def test_headings_leave_no_level_out(pages):
    for found in pages:
        level = 1
        for heading in found.headings:
            assert int(heading[1]) <= level + 1
            level = int(heading[1])


def test_every_button_has_words_of_its_own(pages):
    for found in pages:
        values = [b["value"] for b in found.buttons]
        assert values.count("save") == 2
        assert len(set(values)) == len(values) - 1


def test_no_style_and_no_script_stands_in_a_page():
    document = assessment()
    for section in all_sections(document):
        text = rendered(document, section)
        assert "style=" not in text
        assert "<script" not in text
        assert not re.search(r" on[a-z]+=", text)


def test_the_page_is_the_same_whatever_white_space_the_environment_trims():
    trimming = Environment(
        loader=PackageLoader("pia"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).from_string('{% import "web/fields/page.html" as fields %}{{ fields.page(page) }}')
    document = assessment(department="\n総務課\n\n")
    made = shown(trimming.render(page=page(document, "basics")))
    assert made.posted == shown(html(document, "basics")).posted


def test_the_mark_of_an_important_change_is_explained_once_and_stands_at_each_field():
    found = page(assessment(), "files.file1.acquisition_and_use")
    fields = [b for b in every(found.blocks) if b.macro == "field"]
    assert [b.label.endswith("※") for b in fields].count(True) == 2
    assert {b.important for b in fields} == {""}
    text = shown(html(assessment(), "files.file1.acquisition_and_use")).text
    assert text.count("変更の前に評価書を提出・公表します") == 1
    assert text.count("重要な変更の対象") == 1
    assert page(assessment(), "cover").important == ""


def test_an_item_whose_mark_nobody_verified_says_so():
    field = block(page(assessment(), "basics").blocks, "task_content")
    assert "未確認" in field.important


def test_seven_two_is_no_important_item_of_three():
    blocks = page(assessment(), "risks.risk1.risk_storage").blocks
    assert block(blocks, "incident_procedure").label.endswith(" ※")
    assert "※" not in block(blocks, "serious_incident").label
    assert {b.important for b in every(blocks) if b.macro == "field"} == {""}


def test_conditions_are_told_and_hide_nothing():
    document = assessment({"files[1].outsourced": "not_outsourced"})
    found = page(document, "files.file1.outsourcing_group")
    [repeat] = [b for b in found.blocks if b.macro == "repeat"]
    assert repeat.condition == "「委託の有無」が「委託する」のときに書きます。"
    assert len(repeat.things) == 1
    consent = block(found.blocks, "resubcontract_consent")
    assert consent.condition == "「再委託の有無」が「再委託する」のときに書きます。"
    assert consent.text.value


def test_conditions_that_exclude_are_told_the_other_way_round():
    [risk] = [
        b for b in page(assessment(), "risks.risk1.risk_outsourcing").blocks if b.macro == "heading"
    ]
    assert risk.condition == "「委託しない」に印を付けたときは、書かなくてかまいません。"
    basis = block(page(assessment(), "basics").blocks, "linkage_basis")
    assert basis.condition == "「実施の有無」が「実施する」「未定」のときに書きます。"


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        ("令和5年11月6日", "2023年11月6日と読みました。"),
        ("平成２８年四月", "2016年4月と読みました。"),
        ("令和元年", "2019年と読みました。"),
        ("平成31年5月1日", "日付としては読めません。書かれたとおりに残ります。"),
        ("未定", "日付としては読めません。書かれたとおりに残ります。"),
        *(("", ""), ("—", ""), (None, "")),
    ],
)
def test_how_a_date_was_understood(written, reading):
    found = block(page(assessment(published_on=written), "cover").blocks, "published_on")
    assert found.reading == reading


def test_a_date_with_a_break_has_a_control_that_keeps_it():
    for written, single in [("令和5年", True), ("令和5年\n（予定）", False)]:
        found = block(page(assessment(published_on=written), "cover").blocks, "published_on")
        assert found.text.single is single


def test_a_text_gets_as_many_lines_as_it_takes():
    rows = [
        block(
            page(assessment(storage=text), "files.file1.storage_group").blocks, "storage"
        ).text.rows
        for text in ("", "一\n二\n三", "あ" * 100, "あ\n" * 500)
    ]
    assert rows == [2, 3, 3, 60]


def test_a_typed_dash_is_offered_only_where_it_stands():
    options = {
        value: [
            o.value
            for o in block(page(assessment(linkage=value), "basics").blocks, "linkage")
            .groups[0]
            .options
        ]
        for value in ("—", "carried_out")
    }
    assert options["—"][-2:] == ["—", ""]
    assert options["carried_out"] == ["carried_out", "not_carried_out", "undecided", ""]


def test_an_answer_that_could_not_be_read_says_why_and_what_stood_there():
    document = unread(assessment(), {"linkage": {"unknown": "not-a-choice", "raw": "実施予定"}})
    found = block(page(document, "basics").blocks, "linkage")
    assert found.unread.reason == "この欄は読み取れていません（選択肢のどれとも一致しない）。"
    assert found.unread.raw == "実施予定"
    assert not any(option.chosen for option in found.groups[0].options)


def test_a_locked_answer_has_no_control_but_the_way_to_its_completion():
    document = unread(assessment(), {"department": {"unknown": "cut-off", "raw": "総務"}})
    text = html(document, "basics", locked_unknowns=True, completion_url="/drafts/1/completion")
    assert "department" not in shown(text).posted
    assert '<a href="/drafts/1/completion">' in text
    assert "元の文書の記載" in text


def test_things_are_numbered_and_their_buttons_name_them(pages):
    document = with_thing(assessment(), "files[1].outsourcing", "b")
    [repeat] = [
        b for b in page(document, "files.file1.outsourcing_group").blocks if b.macro == "repeat"
    ]
    first, second = repeat.things
    assert (first.title, second.title) == ("委託事項1", "委託事項2")
    assert [b.words for b in (*second.moves, second.remove)] == [
        "委託事項2を上へ移す",
        "委託事項2を削除",
    ]
    assert [b.value for b in first.moves] == ["down:files[@file1].outsourcing[@outsourcing1]"]
    assert repeat.add.words == "委託事項を追加"


def test_files_are_added_and_removed_on_the_page_that_lists_them():
    [repeat] = page(assessment({"files[1].name": "国民年金情報\nファイル"}), "files").blocks
    assert repeat.add.value == "add:files"
    assert repeat.add.words == "Ⅱ 特定個人情報ファイルの概要を追加"
    assert repeat.things[0].title == "1件目（国民年金情報、ファイル）"
    assert repeat.things[0].blocks == ()


def test_the_summary_of_errors_leads_to_each_field_in_the_order_of_the_page():
    errors = {"department": "長すぎます。", "": "知らない項目です。", "task_name": "短すぎます。"}
    found = page(assessment(), "basics", None, errors).problems
    assert [(p.id, p.label) for p in found] == [
        *(("", ""), ("item-task_name", "①事務の名称"), ("item-department", "①部署"))
    ]


def test_help_stands_beside_every_field_of_the_form(pages):
    assert sum(found.text.count("避けたい例") for found in pages) >= len(FORM.items)


# --- long lists -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def twelve():
    document = assessment()
    for n in range(2, 13):
        document = with_thing(document, "files[1].outsourcing", f"n{n}", title=f"業務{n}")
    return document


OUTSOURCING = "files.file1.outsourcing_group"


def repeat_of(made):
    return next(b for b in every(made.blocks) if b.macro == "repeat")


def test_of_a_long_list_five_have_their_fields_and_all_are_named(twelve):
    made = repeat_of(page(twelve, OUTSOURCING))
    assert [thing.title for thing in made.things] == [f"委託事項{n}" for n in range(1, 6)]
    assert [one.name for one in made.listed][1:] == [f"業務{n}" for n in range(2, 13)]
    assert [one.is_shown for one in made.listed] == [True] * 5 + [False] * 7
    assert made.window.words == "12件のうち1～5件目の欄を開いています。"
    assert [button.value for button in made.window.buttons] == [
        "open:files[@file1].outsourcing[@n6]"
    ]


@pytest.mark.parametrize(
    ("at", "first", "last"),
    [
        ("files[@file1].outsourcing[@n7]", 6, 10),
        ("files[@file1].outsourcing[@n12].title", 11, 12),
        ("files[@file1].outsourcing[@n1]", 1, 5),
        ("files[@file1].outsourcing", 1, 5),
        ("", 1, 5),
    ],
)
def test_the_five_around_a_place_are_shown(twelve, at, first, last):
    made = repeat_of(page(twelve, OUTSOURCING, at=at))
    numbers = [int(thing.title.removeprefix("委託事項")) for thing in made.things]
    assert numbers == list(range(first, last + 1))


def test_of_two_long_lists_on_a_page_one_is_open():
    document = assessment()
    for n in range(2, 8):
        for key in ("provisions", "transfers"):
            document = with_thing(document, f"files[1].{key}", f"{key[0]}{n}")

    def shown_of(at):
        made = page(document, "files.file1.disclosure_group", at=at)
        lists = [b for b in every(made.blocks) if b.macro == "repeat"]
        return [len(one.things) for one in lists], lists[1].window

    counts, window = shown_of("")
    assert counts == [5, 0]
    assert window.words == "7件あります。ここでは欄を開いていません。"
    assert window.buttons[0].value == "open:files[@file1].transfers[@transfers1]"
    assert shown_of("files[@file1].transfers[@t7]")[0] == [0, 2]


def test_what_has_no_field_on_the_page_stays_as_it_is(twelve):
    section = find_section(FORM, twelve.answers, OUTSOURCING)
    posted = shown(rendered(twelve, section)).posted
    filled = read_section(twelve, section, posted)
    assert (filled.ops, filled.errors) == ((), {})


def test_a_short_list_is_neither_listed_nor_cut():
    made = repeat_of(page(assessment(), OUTSOURCING))
    assert (made.listed, made.window) == ((), None)


def test_the_first_wrong_field_and_no_other_gets_the_focus():
    errors = {"task_content": "だめです。", "department": "だめです。"}
    made = html(assessment(), "basics", errors=errors)
    assert made.count(" autofocus") == 1
    assert re.search(r'name="task_content"[^>]* autofocus', made)
    strange = html(assessment(), "basics", errors={"": "知らない項目です。"})
    assert re.search(r'id="problems"[^>]* autofocus', strange)
