"""PDF without ruled lines: what stands side by side is a row, and nothing wrong is called sure."""

import pytest

from tests.builders import assessment, row, with_rows
from tests.imports.layouts.entries import printed
from tests.imports.layouts.looks import USUAL
from tests.imports.layouts.measuring import RIGHT, WRONG, history_is_right, measured
from tests.imports.pages import cells, page, seen

PAPER = '#set page(width: 595pt, height: 842pt, margin: 40pt)\n#set text(font: "Noto Sans CJK JP", size: 9pt)\n'
#: A table by typst: widths of its columns and what its frames are drawn with.
TABLE = "#table(columns: (%s), stroke: %s, inset: 4pt, %s)\n"
DOCUMENT = with_rows(assessment(), row(before="甲課", after="乙課"), row(before="一", after="二"))


def quoted(text):
    """A cell of typst that says a text as it stands."""
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'text("{text}")'


def paper(document, stroke):
    """A document as tables of labels and answers, headings between them."""
    body: list[str] = []
    rows: list[str] = []

    def close():
        if rows:
            body.append(TABLE % ("150pt, 1fr", stroke, ", ".join(rows)))
            rows.clear()

    for entry in document.entries:
        if entry.item is None:
            close()
            body.append(f"#{quoted(entry.label)}\n\n")
        else:
            rows.extend((quoted(entry.label), quoted(USUAL.value(entry))))
    close()
    body.append(f"#{quoted(document.tag)}\n\n#{quoted(document.table)}\n\n")
    history = [quoted(text) for line in (document.columns, *document.history) for text in line]
    return "".join(body) + TABLE % ("70pt, 1fr, 1fr, 1fr, 60pt, 90pt", stroke, ", ".join(history))


@pytest.mark.parametrize("stroke", ["none", "0.5pt"])
def test_a_table_of_labels_and_answers_is_read_with_and_without_rules(stroke):
    data = page(paper(printed(DOCUMENT), stroke), PAPER)
    outcomes, imported = measured(DOCUMENT, "評価書.pdf", data)
    assert [path for path, outcome in outcomes.items() if outcome == WRONG] == []
    assert sum(one == RIGHT for one in outcomes.values()) >= 0.95 * len(outcomes), outcomes
    assert history_is_right(DOCUMENT, imported)


def test_a_page_in_two_columns_is_read_one_column_after_the_other():
    lines = [f"#{quoted(entry.label)}\n\n#{quoted('答え')}" for entry in printed(DOCUMENT).entries]
    data = page("#columns(2)[" + "\n\n".join(lines[:50]) + "]", PAPER)
    texts = "".join(line[0] for line in seen(data) if line[0] != "答え")
    labels = "".join(entry.label for entry in printed(DOCUMENT).entries[:50])
    assert "".join(texts.split()) == "".join(labels.split())


def test_a_frame_drawn_as_a_ring_between_two_boxes_is_four_rules():
    ring = '#place(dx: %dpt, curve(fill: black, fill-rule: "even-odd", %s))\n'
    sides = [(0, 60), (60, 150)]
    boxes = "".join(ring % (left, _ring(wide)) for left, wide in sides)
    texts = "#place(dx: 4pt, dy: 5pt)[公表日]#place(dx: 64pt, dy: 5pt)[未定]"
    assert seen(page(boxes + texts)) == [["公表日", "未定"]]


def _ring(wide):
    def box(near, far, low):
        corners = ((near, near), (far, near), (far, low), (near, low))
        first, *others = (f"({x}pt, {y}pt)" for x, y in corners)
        return f"curve.move({first}), " + ", ".join(f"curve.line({c})" for c in others)

    return f"{box(0, wide, 20)}, curve.close(), {box(0.5, wide - 0.5, 19.5)}, curve.close()"


def test_a_number_that_counts_no_pages_is_an_answer():
    texts = list(cells(page("公表日\n\n#v(100pt)\n12\n\n#v(1fr)\n1")))
    assert "12" in texts
    assert "1" not in texts
