"""One item's rows cut otherwise than the city's way."""

from pia.revision.style import TableStyle
from tests.revision.small import assessment, compared

TEXT = "〈市の措置〉\n施錠する。記録する。\n〈委託先の措置〉\n巡回する。"
OLD = assessment(files=[{"@id": "f1", "storage": TEXT, "usage": TEXT}])
NEW = assessment(
    files=[
        {
            "@id": "f1",
            "storage": TEXT.replace("施錠", "二重に施錠").replace("巡回", "毎日巡回"),
            "usage": TEXT.replace("施錠", "二重に施錠").replace("巡回", "毎日巡回"),
        }
    ]
)
STORAGE = "files[@f1].storage"


def modes(**given):
    comparison = compared(OLD, NEW, **given)
    assert comparison.complete
    return [(row.id_paths[0].partition(".")[2], row.mode) for row in comparison.rows]


def test_one_item_is_one_row_where_the_city_prints_blocks():
    assert modes(granularities={STORAGE: "item"}) == [
        ("usage", "block"),
        ("usage", "block"),
        ("storage", "item"),
    ]


def test_one_item_is_printed_by_sentence_where_the_city_prints_items():
    found = modes(style=TableStyle(granularity="item"), granularities={STORAGE: "sentence"})
    assert found == [("usage", "item"), ("storage", "sentence"), ("storage", "block")]


def test_an_item_that_does_not_differ_changes_nothing():
    assert modes(granularities={"files[@gone].storage": "item"}) == modes()
