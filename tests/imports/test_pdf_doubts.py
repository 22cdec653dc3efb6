"""PDF that other programs printed: what a page shows beside, over and across its cells is never sure."""

import pikepdf

from pia.imports import SourceFile
from pia.imports.pdf import read_pdf
from pia.imports.pdf.doubts import BEYOND
from pia.imports.pdf.lines import CUT, LAYERED
from tests.imports.pages import cells, edited, page, seen

FRAMES = """
#let b(x, y, w, h, body) = place(dx: x * 1pt, dy: y * 1pt,
  block(width: w * 1pt, height: h * 1pt, stroke: 0.5pt, inset: 3pt, text(size: 9pt, body)))
#let t(x, y, body) = place(dx: x * 1pt, dy: y * 1pt, text(size: 9pt, body))
#let cut(x, y, w, h, dx, dy, body) = place(dx: x * 1pt, dy: y * 1pt,
  box(width: w * 1pt, height: h * 1pt, clip: true, stroke: 0.5pt,
    place(dx: dx * 1pt, dy: dy * 1pt, box(width: 400pt, text(size: 9pt, body)))))
"""
LABELS = "#b(0, 0, 60, 20)[公表日] #b(60, 0, 60, 20)[四月] #b(0, 20, 60, 20)[部署] #b(60, 20, 60, 20)[年金課]"
OPEN = "#b(0, 0, 60, 20)[実施の有無] #b(0, 20, 60, 20)[部署] #b(60, 20, 150, 20)[年金課]"


def framed(body):
    return page(FRAMES + body)


def test_words_in_an_open_frame_leave_a_doubt_on_the_label_beside_them():
    found = cells(framed(OPEN + r"#t(80, 4)[\[ 実施する \]]"))
    assert "[ 実施する ]" in found["実施の有無"].doubt
    assert found["部署"].doubt == found["年金課"].doubt == ""


def test_two_choices_in_one_frame_leave_a_doubt_on_every_label_beside_it():
    choices = r"\[ あり \]\ ＜選択肢＞ 1) あり\ \[ なし \]\ ＜選択肢＞ 1) あり"
    body = f"#b(0, 0, 60, 40)[実施の有無] #b(0, 40, 60, 40)[人数] #b(60, 0, 150, 80)[{choices}]"
    found = cells(framed(body + "#b(0, 80, 60, 20)[部署] #b(60, 80, 150, 20)[年金課]"))
    assert found["実施の有無"].doubt
    assert found["人数"].doubt
    assert found["部署"].doubt == found["年金課"].doubt == ""


def test_a_frame_that_leaves_out_a_part_of_its_text_is_not_sure():
    body = LABELS + r"#cut(0, 40, 120, 14, 3, -11)[見えない行\ 見える行\ 見えない行]"
    found = cells(framed(body))
    assert {text: bool(cell.doubt) for text, cell in found.items()} == {
        **dict.fromkeys(("公表日", "四月", "部署", "年金課"), False),
        "見える行": True,
    }


def test_words_that_lie_over_the_side_of_a_frame_are_not_surely_its_answer():
    found = cells(framed(LABELS + "#b(0, 40, 60, 20)[名称] #b(60, 40, 60, 20)[] #t(65, 37)[甲社]"))
    assert {text for text, cell in found.items() if cell.doubt} >= {"甲社"}
    assert found["部署"].doubt == ""


def test_an_answer_that_begins_within_a_sentence_is_not_sure():
    found = cells(framed("#b(0, 0, 60, 20)[措置] #b(60, 0, 150, 20)[。次の文です。]"))
    assert found["。次の文です。"].doubt


def test_columns_that_are_parted_over_pages_make_everything_unsure():
    left = "".join(f"#cut(140, {20 * n}, 120, 20, 60, 4)[右へ続く文が切れている]" for n in range(4))
    right = "".join(
        f"#cut(0, {20 * n}, 120, 20, -40, 4)[左から続く文が切れている]" for n in range(4)
    )
    labels = "".join(f"#b(0, {20 * n}, 140, 20)[{name}]" for n, name in enumerate("甲乙丙丁"))
    found = cells(framed(labels + left + "#pagebreak()" + right))
    assert {cell.doubt == "" for cell in found.values()} == {False}
    assert found["甲"].doubt == BEYOND


def test_a_page_that_lies_on_its_side_is_turned_by_its_text():
    data = framed(LABELS)

    def rotate(pdf):
        pdf.pages[0].Rotate = 90

    assert seen(edited(data, rotate)) == seen(data)


def test_words_in_a_layer_that_can_be_switched_off_are_not_sure():
    def layer(pdf):
        group = pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="書込み")
        pdf.pages[0].Resources.Properties = pikepdf.Dictionary(L=group)
        content = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(b"/OC /L BDC\n" + content + b"\nEMC")

    assert {cell.doubt for cell in cells(framed(LABELS)).values()} == {""}
    assert {cell.doubt for cell in cells(edited(framed(LABELS), layer)).values()} == {LAYERED}


def doubted(data):
    """Whether each text of a page is doubted because it is cut."""
    return {text: cell.doubt == CUT for text, cell in cells(data).items()}


def test_text_outside_any_table_of_which_a_part_is_cut_off_is_not_sure():
    clipped = (
        "#box(width: 60pt, height: 12pt, clip: true, box(width: 400pt)[見える文の続きが切れる])"
    )
    found = doubted(page(f"前の段落。#v(30pt){clipped}#v(30pt)後の段落。"))
    assert found == {"前の段落。": False, "見える文の": True, "後の段落。": False}


def test_lines_that_are_cut_off_below_a_box_leave_a_doubt_on_those_above():
    clipped = "#box(width: 100pt, height: 12pt, clip: true)[一行目です \\ 二行目は見えない]"
    assert doubted(page(f"前の段落。#v(30pt){clipped}")) == {
        "前の段落。": False,
        "一行目です": True,
    }


def test_a_line_that_runs_off_the_page_is_not_sure():
    beyond = "#place(dx: 220pt, box(width: 400pt)[用紙の外へ続く文])"
    found = doubted(page(f"前の段落。#v(30pt){beyond}#v(30pt)後の段落。"))
    assert found.pop("前の段落。") is found.pop("後の段落。") is False
    assert list(found.values()) == [True]


def test_a_page_of_which_a_part_is_cropped_away_is_not_sure():
    def cropped(pdf):
        pdf.pages[0].CropBox = pikepdf.Array([0, 0, 100, 200])

    found = doubted(edited(page("この文は紙の右の端で切り落とされた。"), cropped))
    assert list(found.values()) == [True]


TABLE = "#table(columns: (60pt, 100pt), [公表日], [四月], [部署], [{}])"


def test_a_cell_of_a_tagged_table_that_leaves_out_a_part_of_its_text_is_not_sure():
    clipped = "#box(width: 40pt, height: 12pt, clip: true, box(width: 400pt)[年金課と市民課])"
    found = doubted(page(TABLE.replace("{}", clipped)))
    (text,) = set(found) - {"公表日", "四月", "部署"}
    assert "年金課と市民課".startswith(text)
    assert found == {"公表日": False, "四月": False, "部署": False, text: True}


def test_a_cell_of_a_tagged_table_of_which_nothing_is_seen_is_not_surely_empty():
    hidden = "#box(width: 40pt, height: 12pt, clip: true, place(dx: 60pt)[年金課])"
    (grid,) = read_pdf(SourceFile("文書.pdf", page(TABLE.replace("{}", hidden))))
    assert [(cell.text, cell.doubt == CUT) for cell in grid.rows[1].cells] == [
        ("部署", False),
        ("", True),
    ]
