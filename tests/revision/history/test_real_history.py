"""The published document 17: each of the 18 rows of its 別添2, undone or reported."""

from datetime import date

import pytest

from pia.imports import SourceFile, import_files
from pia.revision import compare
from pia.revision.history import rebuild
from pia.revision.printed import exact
from pia.revision.spans import joined

HOW = {
    **dict.fromkeys((2, 7, 8, 9, 10, 14, 15, 18), "item"),
    11: "block",
    **dict.fromkeys((5, 16, 17), "fragment"),
    **dict.fromkeys((1, 3, 4, 6, 12, 13), "not-fitted"),
}
EQUAL = {2, 7, 8, 9, 10, 11, 14, 15, 18}
CONTAINED = {5, 16, 17}


@pytest.fixture(scope="module")
def document(real_docs):
    (file,) = sorted(real_docs.glob("*17*.txt"))
    return import_files([SourceFile(file.name, file.read_bytes())]).assessment


@pytest.fixture(scope="module")
def rebuilt(document):
    return rebuild(document)


@pytest.fixture(scope="module")
def regenerated(document, rebuilt):
    """The cells that a comparison of neighbouring editions prints, without white space."""
    newer = [document, *(edition.document for edition in rebuilt.editions)]
    found = []
    for old, new in zip(newer[1:], newer, strict=False):
        comparison = compare(old, new, changed_on=date(2023, 11, 6), as_of=date(2023, 11, 6))
        assert comparison.complete
        found.append([(key(row.before), key(row.after)) for row in comparison.rows])
    return found


def key(cell):
    return exact(cell).text


def difference(rebuilt, number):
    row = rebuilt.rows[number - 1]
    return row, {sign: joined(row.nearest.differences, sign) for sign in "-+="}


def test_each_row_is_undone_or_reported_as_expected(rebuilt):
    assert {row.number: row.how for row in rebuilt.rows} == HOW
    assert [edition.day.isoformat() for edition in rebuilt.editions] == ["2023-11-06", "2021-03-31"]


def test_rows_of_whole_items_and_blocks_come_back_with_equal_cells(document, regenerated):
    for number in EQUAL:
        row = document.change_history[number - 1]
        edition = regenerated[row.changed_on_date == "2021-03-31"]
        assert (key(row.before), key(row.after)) in edition, number


def test_fragments_stand_in_the_regenerated_cells(document, regenerated):
    for number in CONTAINED:
        row = document.change_history[number - 1]
        holding = [
            cells
            for cells in regenerated[0]
            if key(row.before) in cells[0] and key(row.after) in cells[1]
        ]
        assert holding, number


def test_the_table_is_as_long_as_what_was_undone(regenerated):
    assert [len(rows) for rows in regenerated] == [11, 1]


def test_rows_of_items_that_the_text_lacks_say_so_and_show_the_nearest_text(rebuilt):
    for number in (1, 3, 4):
        row, told = difference(rebuilt, number)
        assert row.reason == "本文にこの項目がありません。"
        assert row.nearest.path != row.path
        assert told["="]


def test_a_word_written_in_another_way_is_shown(rebuilt):
    row, told = difference(rebuilt, 6)
    assert row.reason == "変更後の記載が本文と違います。"
    assert row.nearest.path == row.path
    assert (told["-"], told["+"]) == ("おこなう", "行う")


def test_a_text_that_is_cut_off_is_told_with_the_other_spelling_in_it(rebuilt):
    row, told = difference(rebuilt, 12)
    assert row.reason == "変更後の記載の途中で本文が切れています。"
    assert "サーバー" in told["+"]
    assert "サーバー" not in told["-"]
    assert row.nearest.differences[-1][0] == "-"


def test_lost_marks_are_told(rebuilt):
    row, told = difference(rebuilt, 13)
    assert "チェックの印が変換で失われている" in row.reason
    assert told["-"] == "[○]" * 3
    assert "".join(told["+"].split()) == "☐" * 3


def test_what_no_row_speaks_of_stays_as_it_is(document, rebuilt):
    edition = rebuilt.editions[-1].document
    undone = {row.path.split(".")[-1] for row in rebuilt.rows if row.fits} | {"published_on"}
    assert stripped(edition.answers, undone) == stripped(document.answers, undone)
    assert edition.answers["published_on"] == {"unknown": "not-in-source"}
    assert (edition.lineage, edition.change_history) == (document.lineage, ())


def stripped(value, keys):
    if isinstance(value, dict):
        return {k: stripped(v, keys) for k, v in value.items() if k not in keys}
    return [stripped(v, keys) for v in value] if isinstance(value, list) else value
