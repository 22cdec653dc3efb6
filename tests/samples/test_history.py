"""The 別添2 of every sample leads back to its earlier editions."""

import copy
import itertools

from tests.samples.undoing import (
    CELLS,
    FOLDERS,
    FORM,
    Answers,
    Row,
    each_folder,
    editions,
    entry,
    neighbours,
    new_rows,
    printed,
    undone,
    value_at,
    wareki,
)

# --- the history fits the editions ------------------------------------------------------------


@each_folder
def test_an_assessment_has_three_editions(folder: str) -> None:
    assert len(editions(folder)) == 3


@each_folder
def test_undoing_the_history_gives_the_earlier_edition(folder: str) -> None:
    for older, newer in neighbours(folder):
        rows = new_rows(older, newer)
        assert undone(newer["answers"], rows, older["answers"]) == older["answers"]


@each_folder
def test_rows_of_one_revision_can_be_undone_in_any_order(folder: str) -> None:
    for older, newer in neighbours(folder):
        rows = new_rows(older, newer)[::-1]
        assert undone(newer["answers"], rows, older["answers"]) == older["answers"]


@each_folder
def test_the_current_edition_leads_back_to_the_first_one(folder: str) -> None:
    (_, first), *_, (_, current) = editions(folder)
    answers = undone(current["answers"], current["change_history"], first["answers"])
    assert answers == first["answers"]


@each_folder
def test_a_cell_altered_by_one_character_does_not_fit(folder: str) -> None:
    for older, newer in neighbours(folder):
        for number, column in itertools.product(range(len(new_rows(older, newer))), CELLS):
            rows = copy.deepcopy(new_rows(older, newer))
            rows[number][column] += "字"
            assert not fits(newer["answers"], rows, older["answers"]), rows[number]["item"]


@each_folder
def test_a_row_left_out_is_noticed(folder: str) -> None:
    for older, newer in neighbours(folder):
        rows = new_rows(older, newer)
        for number, row in enumerate(rows):
            others = rows[:number] + rows[number + 1 :]
            assert not fits(newer["answers"], others, older["answers"]), row["item"]


def fits(later: Answers, rows: list[Row], earlier: Answers) -> bool:
    try:
        return undone(later, rows, earlier) == earlier
    except (AssertionError, KeyError, ValueError):
        return False


@each_folder
def test_each_before_cell_stands_once_in_the_earlier_edition(folder: str) -> None:
    for older, newer in neighbours(folder):
        for row in new_rows(older, newer):
            paths = [named["id_path"] for named in row["id_paths"]]
            if paths[0].endswith("]") or row["before"] == "—":
                continue
            cells = [printed(entry(p).node, value_at(older["answers"], p)) for p in paths]
            assert sum(cell.count(row["before"]) for cell in cells) == 1, row["item"]


@each_folder
def test_the_history_only_grows(folder: str) -> None:
    assert editions(folder)[0][1]["change_history"] == []
    for older, newer in neighbours(folder):
        kept = newer["change_history"][: len(older["change_history"])]
        assert kept == older["change_history"]
        assert 5 <= len(new_rows(older, newer)) <= 12


@each_folder
def test_new_rows_carry_the_day_of_publication(folder: str) -> None:
    days = [day for day, _ in editions(folder)][1:]
    for day, (older, newer) in zip(days, neighbours(folder), strict=True):
        for row in new_rows(older, newer):
            assert (row["changed_on_date"], row["changed_on"]) == (day, wareki(day))


# --- 提出時期 ---------------------------------------------------------------------------------


def every_row() -> list[Row]:
    return [row for folder in FOLDERS for row in editions(folder)[-1][1]["change_history"]]


def test_an_important_item_is_submitted_before_unless_the_change_is_formal() -> None:
    for row in every_row():
        marked = [named for named in row["id_paths"] if entry(named["id_path"]).important]
        if marked and row["timing"] == "事後":
            assert "形式的" in row["explanation"] or "誤記" in row["explanation"], row["item"]


def test_one_reason_is_always_said_in_the_same_words() -> None:
    phrases = {(row["timing"], row["explanation"]) for row in every_row()}
    assert phrases == {
        ("事前", "重要な変更に該当するため"),
        ("事後", "重要な変更に該当しないため"),
        ("事後", "法令改正に伴う形式的な変更であるため"),
        ("事後", "組織改正に伴う形式的な変更であるため"),
        ("事後", "誤記の修正であるため"),
    }


def test_rows_have_the_columns_of_an_imported_row() -> None:
    for row in every_row():
        assert set(row) == {
            *FORM["change_table"]["columns"],
            *("origin", "edition_ref", "changed_on_date", "id_paths", "ops"),
        }
        assert (row["origin"], row["edition_ref"], row["ops"]) == ("imported", None, None)
        assert row["id_paths"]
        assert all(named["confidence"] == "sure" for named in row["id_paths"])
