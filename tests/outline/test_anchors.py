"""A link to an item leads where the printed document has it."""

from hypothesis import given

from pia.assessment.passages import passages
from pia.outline import outline
from pia.outline.anchors import anchor_of
from tests.builders import assessment, documents, patient, row, with_rows


def printed(document):
    cells = tuple(outline(document).cells())
    anchors = {path: cell.anchor for cell in cells for path in cell.items}
    return anchors, {cell.anchor for cell in cells if cell.anchor}


@patient
@given(documents())
def test_every_passage_has_its_place_in_the_printed_document(document):
    items, anchors = printed(document)
    for one in passages(document):
        anchor = anchor_of(document, one.path)
        assert anchor in anchors
        assert items.get(one.path, anchor) == anchor


def test_a_row_of_the_change_table_has_a_place_of_its_own():
    document = with_rows(assessment(), row(), row())
    assert anchor_of(document, "change_history[2]") == "change_history-2"
