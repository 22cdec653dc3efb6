"""Posts that no page of ours sends: refused at the field, and the other fields still count."""

import pytest

from pia.assessment import Set
from pia.errors import PathNotFound
from pia.forms.reading import read_section
from pia.forms.sections import Section, find_section
from pia.forms.typed import MAX_TEXT
from tests.builders import FORM, assessment
from tests.forms.pages import post_of, rendered, shown, unread, with_posted

RELOAD = "ページを開き直してください。"
BOXES = "systems[@system1].connections"

REFUSED = [
    ("department", ["一", "二"], f"この欄が2回送られました。{RELOAD}"),
    (
        "department",
        "総務\x00課",
        "制御文字が入っています（①部署 3文字目 U+0000）。その文字を消してください。",
    ),
    (
        "department",
        "\ud800",
        "壊れた文字(サロゲート)が入っています（①部署 1文字目 U+D800）。その文字を消してください。",
    ),
    (
        "department",
        "あ" * (MAX_TEXT + 1),
        "200,001文字あり、長すぎます（①部署）。200,000文字までにしてください。",
    ),
    ("linkage", "実施する", f"選択肢にないものが送られました。{RELOAD}"),
    ("linkage", ["carried_out", "undecided"], "選択が2つ送られました。一つだけ選んでください。"),
    (BOXES, ["", "税務システム"], f"ない欄への印が送られました。{RELOAD}"),
    (BOXES, ["", "other", "other"], f"同じ欄への印が2回送られました。{RELOAD}"),
    (f"{BOXES}.detail.other", ["一", "二"], f"この欄が2回送られました。{RELOAD}"),
    (
        f"{BOXES}.detail.other",
        "\x1b[0m",
        "制御文字が入っています（③他のシステムとの接続 1文字目 U+001B）。その文字を消してください。",
    ),
]


@pytest.mark.parametrize(("name", "value", "sentence"), REFUSED)
def test_what_cannot_be_kept_is_told_at_its_field_and_the_rest_is_saved(name, value, sentence):
    document = assessment(department_head="課長")
    section = find_section(FORM, document.answers, "basics")
    posted = with_posted(post_of(document, section), {name: value, "department_head": ""})
    filled = read_section(document, section, posted)
    assert filled.errors == {name: sentence}
    assert filled.ops == (Set("department_head", "課長", ""),)
    page = shown(rendered(document, section, posted, filled.errors))
    assert f"error-{name}" in page.ids
    assert sentence in page.text
    assert "次の1件は保存していません" in page.text
    rendered(document, section, posted, filled.errors).encode()


@pytest.mark.parametrize(
    "name",
    [
        *("unknown", "department.detail.other", "__class__", "files[@file1].storage", "number"),
        *("systems[@gone].name", "systems[1].name", f"{BOXES}.detail.tax_system", "", "data"),
    ],
)
def test_a_field_that_the_page_does_not_have_is_refused(name):
    document = assessment()
    section = find_section(FORM, document.answers, "basics")
    filled = read_section(document, section, with_posted(post_of(document, section), {name: "x"}))
    assert filled.ops == ()
    assert filled.errors == {
        "": f"このページにない項目が1件送られました。その項目は保存していません。{RELOAD}"
    }


def test_the_webs_own_names_are_no_strangers():
    document = assessment()
    section = find_section(FORM, document.answers, "basics")
    own = {"csrf_token": "x", "base": "3", "button": "save"}
    filled = read_section(document, section, with_posted(post_of(document, section), own))
    assert (filled.ops, filled.errors) == ((), {})


def test_a_page_of_a_file_that_is_gone_is_refused():
    section = Section("files.gone.storage_group", "", "", (), "files[@gone]")
    with pytest.raises(PathNotFound):
        read_section(
            assessment(),
            section,
            post_of(assessment(), find_section(FORM, assessment().answers, "cover")),
        )


SCRIPT = "</textarea><script>alert(1)</script>\"'><img src=x>&amp;"


def test_no_text_of_a_document_becomes_markup():
    boxes = {"checked": [], "detail": {"other": SCRIPT}}
    at = {"files[1].name": SCRIPT, "systems[1].connections": boxes, "published_on": SCRIPT}
    unknown = {"unknown": "cut-off", "raw": SCRIPT}
    document = unread(assessment(at), {"department": unknown})
    for key in ("cover", "basics", "files", "files.file1.file_basics"):
        section = find_section(FORM, document.answers, key)
        html = rendered(document, section, None, {"": SCRIPT, "department": SCRIPT})
        assert "<script" not in html
        assert "<img" not in html
        assert "&lt;script&gt;" in html
