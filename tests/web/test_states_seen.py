"""What looks at pages in forced colours finds what is broken, and nothing on a page that is right."""

import pytest

from tests.web.states_seen import errors_above, lost_in_forced_colours, untied_errors

PAGE = """<!DOCTYPE html><html lang="ja"><title>色</title><style>
.hidden-text { color: #fff; background: #fff; forced-color-adjust: none; }
.dot { display: inline-block; width: 10px; height: 10px; background: red; }
.lined { border: 1px solid red; }
ins { text-decoration: none; background: yellow; }
.underlined { border-bottom: 2px solid; }
button.shadow:focus { outline: none; box-shadow: 0 0 0 4px blue; }
nav a { text-decoration: none; }
nav [aria-current] { color: red; box-shadow: inset 0 -4px red; }
nav.lines [aria-current] { border-bottom: 4px solid; }
</style><main>%s</main></html>"""
MENU = '<nav class="%s"><a href="/a" aria-current="true">一</a> <a href="/b">二</a></nav>'


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ('<p class="hidden-text">見えない</p>', "text in the colour of its ground"),
        ('<i class="dot"></i>', "a box of colour alone"),
        ("<p>ある<ins>ない</ins></p>", "a mark by colour alone"),
        ('<span class="chip"></span>', "a state without a word"),
        (MENU % "", "the current one looks like the others"),
        ('<button class="shadow">押す</button>', "no ring of focus"),
    ],
)
def test_what_is_lost_in_forced_colours_is_found(page, part, said):
    page.set_content(PAGE % part)
    [line] = lost_in_forced_colours(page)
    assert line.startswith(said)


@pytest.mark.parametrize(
    "part",
    [
        '<i class="dot lined"></i>',
        '<p>ある<ins class="underlined">ない</ins></p>',
        '<span class="chip">下書き</span>',
        MENU % "lines",
        "<button>押す</button><input value='字'><select><option>一</select>",
        "<details><summary>開く</summary>中</details>",
    ],
)
def test_what_can_be_seen_in_forced_colours_is_no_complaint(page, part):
    page.set_content(PAGE % part)
    assert lost_in_forced_colours(page) == []


def test_an_error_that_no_field_names_is_found(page):
    wrong = '<p class="field-error" id="a">一</p><p class="field-error" id="b">二</p>'
    page.set_content(PAGE % (wrong + '<input aria-describedby="hint b">'))
    assert untied_errors(page) == ["一"]


def test_an_error_above_its_field_is_found(page):
    above = '<p class="field-error" id="a">一</p><input aria-describedby="a">'
    beneath = '<input aria-describedby="b"><p class="field-error" id="b">二</p>'
    group = """<fieldset aria-describedby="c"><p class="field-error" id="c">三</p>
      <input type="radio"></fieldset>"""
    page.set_content(PAGE % (above + beneath + group))
    assert errors_above(page) == ["一", "三"]
