"""The sample city proves itself: undoing 別添2 row by row gives the earlier editions exactly.

Independent of the product on purpose: only the samples and the printed words of the form are read,
so that the product's own compare, apply and history can be measured against the samples.
"""

import copy
import itertools
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

DATA = Path(__file__).parent.parent / "data"
FORM = yaml.safe_load((DATA / "forms" / "yoshiki3_h30-05.yaml").read_text(encoding="utf-8"))
FOLDERS = ["kokumin-nenkin", "juminzei", "yobo-sesshu"]
RENUMBERED_ON = "2024-05-27"  # 別表第一 became 別表, 別表第二 an order of its own
LINKAGE_MOVED_ON = "2021-09-01"  # 19条7号 became 19条8号
ORDINANCES_ENDED_ON = "2023-04-01"  # the city's own 個人情報保護条例 gave way to the Act
EMPTY = ("", "—")
CELLS = ("before", "after")

Answers = dict[str, Any]
Row = dict[str, Any]


class Entry(NamedTuple):
    """An item or a repeat of the form, found by its path pattern (`systems[].name`)."""

    node: dict[str, Any]
    important: bool


# --- the form ---------------------------------------------------------------------------------


def entries(nodes: list[dict[str, Any]], prefix: str, important: bool) -> dict[str, Entry]:  # noqa: FBT001
    found: dict[str, Entry] = {}
    for node in nodes:
        marked = node.get("important", important)
        inside = node.get("contains", [])
        if "item" in node:  # an item hands its ※ to none of the items under it
            found[prefix + node["item"]] = Entry(node, marked)
            found |= entries(inside, prefix, important)
        elif "repeat" in node:
            found[f"{prefix}{node['repeat']}[]"] = Entry(node, marked)
            found |= entries(inside, f"{prefix}{node['repeat']}[].", marked)
        else:
            found |= entries(inside, prefix, marked)
    return found


FORM_ENTRIES = entries(FORM["parts"], "", important=False)


def entry(path: str) -> Entry:
    return FORM_ENTRIES[re.sub(r"\[@[0-9a-f]{8}\]", "[]", path)]


def printed_choices(node: dict[str, Any]) -> dict[str, str]:
    given = node["choices"]
    choices = FORM["lists"][given] if isinstance(given, str) else given
    return {key: c["words"] if isinstance(c, dict) else c for key, c in choices.items()}


def keys_with_detail(node: dict[str, Any]) -> set[str]:
    given = node["choices"]
    return {key for key, c in given.items() if isinstance(c, dict) and c.get("detail")}


def items_below(pattern: str) -> dict[str, dict[str, Any]]:
    """The items that stand directly in a thing of this repeat, or at the top for ""."""
    inside = {p[len(pattern) :]: e.node for p, e in FORM_ENTRIES.items() if p.startswith(pattern)}
    return {p: node for p, node in inside.items() if "item" in node and "." not in p}


def repeats_below(pattern: str) -> list[str]:
    inside = [p[len(pattern) :] for p in FORM_ENTRIES if p.startswith(pattern)]
    return [p.removesuffix("[]") for p in inside if p.endswith("[]") and "." not in p]


# --- printed words ----------------------------------------------------------------------------


def printed_boxes(node: dict[str, Any], value: dict[str, Any]) -> str:
    texts = {key: value["detail"].get(key) or " " for key in keys_with_detail(node)}
    return " ".join(
        f"[{'○' if key in value['checked'] else ' '}]{words}"
        + (f"({texts[key]})" if key in texts else "")
        for key, words in printed_choices(node).items()
    )


def printed(node: dict[str, Any], value: Any) -> str:
    if node["kind"] == "choice":
        return printed_choices(node)[value]
    if node["kind"] == "boxes":
        return printed_boxes(node, value)
    return str(value) or "—"


def read_boxes(node: dict[str, Any], cell: str) -> dict[str, Any]:
    words = printed_choices(node)
    tokens = dict(zip(words, re.split(r" (?=\[[○ ]\])", cell), strict=True))
    details = {key: tokens[key][len(words[key]) + 4 : -1] for key in keys_with_detail(node)}
    return {
        "checked": [key for key, token in tokens.items() if token[1] == "○"],
        "detail": {key: text for key, text in details.items() if text != " "},
    }


def read(node: dict[str, Any], cell: str) -> Any:
    """The stored value of a printed cell; printing it again must give the cell."""
    if node["kind"] == "choice":
        value: Any = {words: key for key, words in printed_choices(node).items()}[cell]
    else:
        value = read_boxes(node, cell) if node["kind"] == "boxes" else cell
    assert printed(node, value) == cell
    return value


def printed_thing(pattern: str, thing: Answers) -> str:
    """A whole system or 委託事項 in one cell: its items as ①…②… lines."""
    nodes = items_below(pattern + ".")
    return "\n".join(node.get("number", "") + printed(node, thing[k]) for k, node in nodes.items())


def read_thing(pattern: str, cell: str) -> Answers:
    nodes = items_below(pattern + ".")
    marks = [re.escape(node.get("number", "")) for node in nodes.values()]
    found = re.fullmatch("\n".join(f"{mark}(.*)" for mark in marks), cell, flags=re.DOTALL)
    assert found, f"not the items of {pattern}: {cell}"
    cells = zip(nodes.items(), found.groups(), strict=True)
    return {key: read(node, text) for (key, node), text in cells}


# --- undoing a row ----------------------------------------------------------------------------


def place(answers: Answers, path: str) -> tuple[Any, Any]:
    """The container of what a path names, and its key or position there."""
    here: Any = answers
    for key, thing_id in re.findall(r"(\w+)(?:\[@(\w+)\])?(?:\.|$)", path):
        if not thing_id:
            return here, key
        things = here[key]
        position = [thing["@id"] for thing in things].index(thing_id)
        here = things[position]
    return things, position


def value_at(answers: Answers, path: str) -> Any:
    container, key = place(answers, path)
    return container[key]


def undo_row(answers: Answers, row: Row, earlier: Answers) -> None:
    paths = [named["id_path"] for named in row["id_paths"]]
    if len(paths) > 1:
        undo_in_group(answers, paths, row)
    elif not paths[0].endswith("]"):
        undo_in_item(answers, paths[0], row, earlier)
    elif row["before"] == "—":
        undo_an_added_thing(answers, paths[0], row)
    else:
        undo_a_removed_thing(answers, paths[0], row)


def undo_in_group(answers: Answers, paths: list[str], row: Row) -> None:
    texts = [value_at(answers, path) for path in paths]
    assert sum(text.count(row["after"]) for text in texts) == 1, row["item"]
    for path, text in zip(paths, texts, strict=True):
        container, key = place(answers, path)
        container[key] = text.replace(row["after"], row["before"])


def undo_in_item(answers: Answers, path: str, row: Row, earlier: Answers) -> None:
    container, key = place(answers, path)
    node = entry(path).node
    if node["kind"] in ("choice", "boxes"):
        assert printed(node, container[key]) == row["after"], row["item"]
        container[key] = read(node, row["before"])
    elif row["after"] == "—":
        assert container[key] in EMPTY, row["item"]
        container[key] = row["before"]
    elif row["before"] == "—":
        container[key] = text_without(container[key], row, value_at(earlier, path))
    else:
        assert container[key].count(row["after"]) == 1, row["item"]
        container[key] = container[key].replace(row["after"], row["before"])


def text_without(text: str, row: Row, earlier: str) -> str:
    """An added block goes with the line break that joins it; an added text leaves the item empty."""
    if text == row["after"]:
        assert earlier in EMPTY, row["item"]
        return earlier
    assert text.count("\n" + row["after"]) == 1, row["item"]
    return text.replace("\n" + row["after"], "")


def undo_an_added_thing(answers: Answers, path: str, row: Row) -> None:
    things, position = place(answers, path)
    assert printed_thing(pattern_of(path), things[position]) == row["after"]
    del things[position]


def undo_a_removed_thing(answers: Answers, path: str, row: Row) -> None:
    assert row["after"] == "—", row["item"]
    repeat, thing_id = path[:-1].rsplit("[@", 1)
    title = re.escape(entry(path).node["title"]).replace(r"\{n\}", r"(\d+)")
    number = re.search(title, row["item"])
    assert number, row["item"]
    thing = {"@id": thing_id} | read_thing(pattern_of(path), row["before"])
    value_at(answers, repeat).insert(int(number[1]) - 1, thing)


def pattern_of(path: str) -> str:
    return re.sub(r"\[@[0-9a-f]{8}\]", "[]", path)


def undone(later: Answers, rows: list[Row], earlier: Answers) -> Answers:
    answers = copy.deepcopy(later)
    for row in reversed(rows):
        undo_row(answers, row, earlier)
    return answers | {"published_on": earlier["published_on"]}


# --- the samples ------------------------------------------------------------------------------


def editions(folder: str) -> list[tuple[str, Answers]]:
    """(公表日, document) of an assessment, older first."""
    files = sorted((DATA / "samples" / folder).glob("*.json"))
    return [(file.stem, json.loads(file.read_text(encoding="utf-8"))) for file in files]


def neighbours(folder: str) -> list[tuple[Answers, Answers]]:
    documents = [document for _, document in editions(folder)]
    return list(itertools.pairwise(documents))


def new_rows(older: Answers, newer: Answers) -> list[Row]:
    return newer["change_history"][len(older["change_history"]) :]


def wareki(day: str) -> str:
    year, month, day_of_month = map(int, day.split("-"))
    return f"令和{year - 2018}年{month}月{day_of_month}日"


def objects(answers: Answers, pattern: str = "") -> list[tuple[str, Answers]]:
    """Every object of a document with the pattern of its place: the document, files, systems …"""
    found = [(pattern, answers)]
    for repeat in repeats_below(pattern):
        for thing in answers[repeat]:
            found += objects(thing, f"{pattern}{repeat}[].")
    return found


def ids(answers: Answers) -> dict[str, str]:
    """What each @id stands for."""
    return {thing["@id"]: pattern for pattern, thing in objects(answers) if pattern}


ALL = [(folder, day, document) for folder in FOLDERS for day, document in editions(folder)]
each_folder = pytest.mark.parametrize("folder", FOLDERS)
each_edition = pytest.mark.parametrize(
    ("day", "document"), [(d, doc) for _, d, doc in ALL], ids=[f"{f}-{d}" for f, d, _ in ALL]
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


# --- every document is whole ------------------------------------------------------------------


@each_edition
def test_the_file_is_canonical(day: str, document: Answers) -> None:
    file = next((DATA / "samples").glob(f"*/{day}.json"))
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    assert file.read_text(encoding="utf-8") == text
    assert "\\t" not in text
    assert "\\r" not in text


@each_edition
def test_the_envelope_is_that_of_an_assessment(day: str, document: Answers) -> None:
    assert document["schema"] == "pia.assessment/1"
    assert (document["form"], document["edition"]) == ("yoshiki3", "h30-05")
    assert re.fullmatch("[0-9a-f]{16}", document["lineage"])
    assert document["withheld"] == document["retired"] == []
    assert document["answers"]["published_on"] == wareki(day)


@each_edition
def test_every_item_of_the_form_is_answered(day: str, document: Answers) -> None:
    for pattern, thing in objects(document["answers"]):
        own_id = {"@id"} if pattern else set()
        assert set(thing) == own_id | {*items_below(pattern), *repeats_below(pattern)}, pattern


@each_edition
def test_answers_are_of_their_kind(day: str, document: Answers) -> None:
    for pattern, thing in objects(document["answers"]):
        for key, node in items_below(pattern).items():
            check_kind(node, thing[key])


def check_kind(node: dict[str, Any], value: Any) -> None:
    if node["kind"] == "choice":
        assert value in printed_choices(node), node["item"]
    elif node["kind"] == "boxes":
        check_boxes(node, value)
    else:
        assert isinstance(value, str), node["item"]
        assert value == value.strip(), node["item"]
    if node["kind"] == "count":
        assert re.fullmatch("[0-9]*", value), node["item"]


def check_boxes(node: dict[str, Any], value: Any) -> None:
    assert set(value) == {"checked", "detail"}
    assert value["checked"] == [key for key in printed_choices(node) if key in value["checked"]]
    assert set(value["detail"]) <= set(value["checked"]) & keys_with_detail(node), node["item"]


@each_edition
def test_counts_fit_the_lists(day: str, document: Answers) -> None:
    for pattern, thing in objects(document["answers"]):
        for key, node in items_below(pattern).items():
            if node["kind"] == "count":
                assert int(thing[key] or 0) == len(thing[node["counts"]]), key


@each_edition
def test_the_boxes_of_provision_and_transfer_fit_the_lists(day: str, document: Answers) -> None:
    for file in document["answers"]["files"]:
        given = {"provided": file["provisions"], "transferred": file["transfers"]}
        expected = [key for key, things in given.items() if things] or ["neither"]
        assert file["disclosure"]["checked"] == expected
        assert (file["outsourced"] == "outsourced") == bool(file["outsourcing"])


@each_edition
def test_without_resubcontracting_there_is_nothing_to_consent_to(
    day: str, document: Answers
) -> None:
    for file in document["answers"]["files"]:
        for work in file["outsourcing"]:
            told = [work["resubcontract_consent"], work["resubcontract_work"]]
            dashes = [text == "—" for text in told]
            assert dashes == [work["resubcontracted"] == "not_resubcontracted"] * 2


@each_edition
def test_the_files_are_named_alike_everywhere(day: str, document: Answers) -> None:
    answers = document["answers"]
    names = [file["name"] for file in answers["files"]]
    assert answers["file_names"].split("\n") == names
    assert [n for risk in answers["risks"] for n in risk["file_names"].split("\n")] == names


@each_edition
def test_ids_are_eight_hex_digits_and_used_once(day: str, document: Answers) -> None:
    things = [thing["@id"] for pattern, thing in objects(document["answers"]) if pattern]
    assert len(things) == len(set(things))
    assert all(re.fullmatch("[0-9a-f]{8}", thing) for thing in things)


@each_folder
def test_ids_and_lineage_stay_through_the_editions(folder: str) -> None:
    for older, newer in neighbours(folder):
        assert older["lineage"] == newer["lineage"]
        shared = ids(older["answers"]).keys() & ids(newer["answers"]).keys()
        assert all(ids(older["answers"])[i] == ids(newer["answers"])[i] for i in shared)
        changed = ids(older["answers"]).keys() ^ ids(newer["answers"]).keys()
        named = [n["id_path"] for row in new_rows(older, newer) for n in row["id_paths"]]
        assert all(any(path.endswith(f"[@{i}]") for path in named) for i in changed)


def test_the_assessments_have_lineages_and_days_of_their_own() -> None:
    assert len({document["lineage"] for _, _, document in ALL}) == len(FOLDERS)
    assert len({day for _, day, _ in ALL}) == len(ALL)


# --- the law of the day -----------------------------------------------------------------------


@each_edition
def test_citations_are_those_of_the_day(day: str, document: Answers) -> None:
    text = json.dumps(document["answers"], ensure_ascii=False)
    stale = (
        "別表第[一二12]"
        if day >= RENUMBERED_ON
        else "別表の[0-9]+|利用特定個人情報の提供に関する命令"
    )
    assert not re.search(stale, text)
    number = "第19条第7号" if day >= LINKAGE_MOVED_ON else "第19条第8号"
    assert number not in text
    assert day < ORDINANCES_ENDED_ON or "みほん市個人情報保護条例" not in text


@each_edition
def test_the_cloud_is_not_told_before_its_row(day: str, document: Answers) -> None:
    announced = any("ガバメントクラウド" in row["after"] for row in document["change_history"])
    text = json.dumps(document["answers"], ensure_ascii=False)
    assert ("ガバメントクラウド" in text) == announced


def test_two_files_stand_in_one_assessment_and_one_part_names_both() -> None:
    answers = editions("juminzei")[-1][1]["answers"]
    assert len(answers["files"]) == 2
    assert [risk["file_names"].count("\n") for risk in answers["risks"]] == [1]
