"""What the style sheets of a page take from sight is not read; what they may take leaves a doubt."""

import pytest

from pia.errors import InputRefused
from pia.imports import SourceFile
from pia.imports.html_reader import read_html

HIDDEN, DOUBTED, READ = ("", False), ("隠", True), ("隠", False)


def read(style, inside, *, more=""):
    """What is read of one cell of a page with some style sheet, and whether it is doubted."""
    page = f"<style>{style}</style>{more}<table><tr><th>項目</th><td>{inside}</td></tr></table>"
    (grid,) = read_html(SourceFile("a.html", f"<html><body>{page}".encode()))
    row = grid.rows[-1]
    return row.cells[1].text, row.cells[1].doubt != ""


WITH_CLASS = "<span class='a b' id='c' data-x='y'>隠</span>"


@pytest.mark.parametrize(
    "style",
    [
        ".a{display:none}",
        ".b { DISPLAY : NONE !important }",
        "p, .a.b, em {visibility:hidden}",
        "#c{opacity:0}",
        "span{font-size:0px}",
        "span.a{color:transparent}",
        "td > .a {display:none}",
        "table tr td span{display:none}",
        "body .z .a, table .a{display:none}",
        "[data-x]{display:none}",
        "span[data-x='y']{display:none}",
        "*{color:red} .a{position:absolute;left:-9999px}",
        ".a{position:absolute;clip:rect(1px, 1px, 1px, 1px)}",
        ".a{position:absolute;clip-path:inset(50%)}",
        ".a{text-indent:-9999px}",
        "/* 注 */ <!-- .a{display:none} -->",
        "@import url(x.css); .q:before{content:'}'} .a{display:none}",
        "@media screen{.a{display:none}}",
        "@media all, print {.a{display:none}}",
        "@layer x{.a{display:none}}",
        ".a{display:block} span.a{display:none} .a{color:red}",
        ".a{display:none!important} #c{display:inline}",
        "@font-face{src:url(x)} .a{display:none}",
        ":is(p, .a){display:none}",
        "table :where(i, span) {display:none}",
        "span:not(.z){display:none}",
        "span:is(.a):not(i, em){display:none}",
    ],
)
def test_words_that_a_style_sheet_hides_are_not_read(style):
    assert read(style, WITH_CLASS) == HIDDEN


@pytest.mark.parametrize(
    "style",
    [
        ".z{display:none}",
        ".a{display:none} .b{display:inline}",
        ".a{display:none} span.a{display:inline}",
        "#c{display:inline} .a{display:none}",
        "@media print{.a{display:none}}",
        "@media print and (orientation:portrait){.a{display:none}}",
        ".a:hover{display:none}",
        ".a::before{display:none}",
        "p .a{display:none}",
        "tr > .a{display:none}",
        "[data-x='z']{display:none}",
        ".a{opacity:.5;font-size:80%;text-indent:-1em;height:0}",
        ".a{color:white;background:#036}",
        "table{background-color:navy} .a{color:#fff}",
        "@keyframes x{from{opacity:0}} .a{left:-9999px}",
        ":is(p, i, .z){display:none}",
        "table :is(col, colgroup), .z :is(td, th) {display:none}",
        "span:not(.a){display:none}",
    ],
)
def test_words_that_a_style_sheet_shows_are_read(style):
    assert read(style, WITH_CLASS) == READ


@pytest.mark.parametrize(
    "style",
    [
        "@media (max-width:600px){.a{display:none}}",
        "@media screen and (min-width:9px){.a{display:none}}",
        "@supports (display:grid){.a{display:none}}",
        ".a:first-child{display:none}",
        "td:has(.a){display:none}",
        "span:is(table .a){display:none}",
        "th + td .a, p ~ .a, b + .a{display:none}",
        ".a{color:#fff}",
        ".a{color:rgb(255, 255, 255); background:white}",
        ".a{max-height:0;overflow:hidden}",
        ".a{text-decoration:line-through red}",
        "td{text-decoration-line:line-through}",
    ],
)
def test_words_that_a_style_sheet_may_hide_leave_a_doubt(style):
    assert read(style, WITH_CLASS) == DOUBTED


def test_a_doubt_reaches_down_to_the_words_and_no_further():
    style = "@media (max-width:9px){.a{display:none}}"
    assert read(style, "<p class='a'><b>隠</b></p>") == DOUBTED
    assert read(style, "<p class='a'></p><b>隠</b>") == READ
    assert read(style, "隠", more="<p class='a'>見出し</p>") == READ


def test_words_that_only_a_print_or_a_wider_screen_shows_are_not_read():
    assert read(".a{display:none} @media print{.a{display:block}}", WITH_CLASS) == HIDDEN
    style = ".a{display:none} @media (min-width:9px){.a{display:block}}"
    assert read(style, WITH_CLASS) == ("", True)


def test_what_is_kept_from_screen_readers_alone_is_seen():
    assert read("", "<span aria-hidden='true'>隠</span>") == READ


def test_words_with_a_class_that_hides_by_its_name_alone_leave_a_doubt_where_they_stood():
    assert read("", "<b>甲</b><span class='sr-only'>声</span>") == ("甲", True)
    assert read(".sr-only{display:none}", "<b>甲</b><span class='sr-only'>声</span>") == (
        "甲",
        False,
    )


def test_words_that_are_struck_out_leave_a_doubt():
    assert read("", "<s>隠</s>") == DOUBTED
    assert read("", "<span style='text-decoration: line-through'>隠</span>") == DOUBTED
    assert read("", "<del>旧</del>隠") == READ


def test_hidden_words_inside_typed_text_are_not_read():
    assert read(".a{display:none}", "<pre>甲<i class='a'>隠</i>\n乙</pre>") == ("甲\n乙", False)


def test_a_page_with_too_many_rules_is_refused(monkeypatch):
    rules = "".join(f".c{n} .a{{color:red}}" for n in range(20_001))
    with pytest.raises(InputRefused, match="大きすぎます"):
        read(rules, WITH_CLASS)
    monkeypatch.setattr("pia.imports.page_styles.MAX_LOOKS", 99)
    with pytest.raises(InputRefused, match="大きすぎます"):
        read("*{color:red}" * 20, "<i>甲</i>" * 20)
