"""Remains of HTML in a cell."""

import pytest

from pia.imports.grid import LOST_MARK, readable
from pia.imports.markup import clean


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>一</p> <p>二</p>", "一\n二"),
        ("一 <ul><li>二</li><li>三</li></ul>", "一\n二\n三"),
        ("一<br>二<br/>三", "一\n二\n三"),
        ("一<br><br>三", "一\n\n三"),
        (
            "<table> <tr> <td>1) 甲</td> <td>2) 乙</td> </tr> <tr><td>3) 丙</td></tr></table>",
            "1) 甲 2) 乙\n3) 丙",
        ),
        ("<p> 前後の空白 </p>", "前後の空白"),
    ],
)
def test_blocks_and_table_rows_become_line_breaks(cell, text):
    assert clean(cell) == text


def test_other_known_tags_vanish_without_a_break():
    assert clean('<small>小</small>さい<ul style="x"> ・点') == "小さい ・点"


@pytest.mark.parametrize(
    "cell", ["[甲] ＜選択肢＞", "<ガバメントクラウドにおける措置> 本文", "3 < 5 > 2", "<選択肢>"]
)
def test_anything_else_in_angle_brackets_is_text(cell):
    assert clean(cell) == cell


def test_no_break_is_invented_and_spaces_inside_a_line_are_kept():
    assert clean("<p>・一つ目。  ・二つ目。</p>") == "・一つ目。  ・二つ目。"


def test_an_input_leaves_a_sign_that_a_box_stood_there():
    assert clean('[<input type="checkbox"/>] 紙') == f"[{LOST_MARK}] 紙"
    assert readable(clean('<input checked type="checkbox"/> 紙')) == "☑ 紙"


def test_entities_are_decoded_only_where_there_was_markup():
    assert clean("甲 &amp; 乙 &lt;丙&gt;") == "甲 &amp; 乙 &lt;丙&gt;"
    assert clean("<p>甲 &amp; 乙&nbsp;&lt;丙&gt;</p>") == "甲 & 乙 <丙>"
