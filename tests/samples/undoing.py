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

DATA = Path(__file__).parents[2] / "data"
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
