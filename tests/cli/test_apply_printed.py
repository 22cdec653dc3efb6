"""`pia apply` of a table that has only its printed cells."""

import json
from dataclasses import replace

import pytest

from pia.assessment import canonical, read_assessment
from pia.revision import compare
from tests.builders import assessment, changed, with_thing
from tests.cli.running import pia, sentence
from tests.revision.small import DAY

# ruff: noqa: E501 - exact sentences are not cut

STORAGE = "files[@file1].storage"


@pytest.fixture
def old():
    return assessment(storage="本庁舎の書庫", department="税務課")


@pytest.fixture
def newer(old):
    document = changed(
        old, {STORAGE: "本庁舎の書庫及びデータセンター", "department": "税務部税務課"}
    )
    return with_thing(document, "systems", "s2", name="印刷システム")


def write(folder, name, document):
    file = folder / name
    file.write_text(canonical(document), encoding="utf-8")
    return file


def table_of(old, newer, folder):
    before, after = write(folder, "old.json", old), write(folder, "newer.json", newer)
    return before, pia("compare", before, after, "--format", "json").json


def done(before, table, folder):
    file, out = folder / "table.json", folder / "out.json"
    file.write_text(json.dumps(table), encoding="utf-8")
    return pia("apply", before, file, "-o", out), out


def rows_left(out, newer):
    """What differs, whatever id a new thing got: cells alone know none."""
    document = read_assessment(out.read_text(encoding="utf-8"), "")
    apart = replace(newer, lineage="apart")
    return compare(document, apart, changed_on=DAY, as_of=DAY).rows


def only(row, *keys):
    return {key: row[key] for key in keys}


@pytest.mark.parametrize(
    "stripped",
    [
        lambda row: row | {"ops": None},
        lambda row: {key: value for key, value in row.items() if key != "ops"},
        lambda row: only(row, "item", "before", "after", "id_paths"),
        lambda row: only(row, "changed_on", "item", "before", "after", "timing", "explanation"),
    ],
    ids=["null", "absent", "paths", "cells"],
)
def test_a_table_without_operations_gives_the_new_edition(old, newer, tmp_path, stripped):
    before, table = table_of(old, newer, tmp_path)
    outcome, out = done(before, {"rows": [stripped(row) for row in table["rows"]]}, tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert rows_left(out, newer) == ()


def test_rows_with_and_without_operations_are_done_in_their_order(old, newer, tmp_path):
    before, table = table_of(old, newer, tmp_path)
    table["rows"][1]["ops"] = None
    outcome, out = done(before, table, tmp_path)
    assert outcome.code == 0
    assert rows_left(out, newer) == ()


def test_a_table_may_come_from_a_document_of_another_lineage(old, newer, tmp_path):
    _, table = table_of(old, newer, tmp_path)
    for row in table["rows"]:
        row["ops"] = None
        row["id_paths"] = [path.replace("file1", "f9") for path in row["id_paths"]]
    outcome, out = done(tmp_path / "old.json", table, tmp_path)
    assert outcome.code == 0
    assert rows_left(out, newer) == ()


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("分庁舎", "変更前の記載が本文と違います（2行目 保管場所）。最も近い記載は「本庁舎」です。"),
        ("本庁舎", "変更前の記載が本文に2か所以上あり、どこのことか決まりません（2行目 保管場所）。最も近い記載は「本庁舎」です。"),
        ("—", "変更前は「—」ですが、本文には記載があります（2行目 保管場所）。"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_fit_is_named_and_nothing_is_written(old, tmp_path, before, said):
    file = write(tmp_path, "old.json", changed(old, {STORAGE: "本庁舎の書庫、本庁舎の倉庫"}))
    rows = [
        {"item": "部署", "before": "税務課", "after": "市税課", "id_paths": ["department"]},
        {"item": "保管場所", "before": before, "after": "新庁舎", "id_paths": [STORAGE]},
    ]
    outcome, out = done(file, {"rows": rows}, tmp_path)
    assert sentence(outcome, code=1) == said
    assert not out.exists()


def test_a_row_whose_label_names_no_item_is_named(old, tmp_path):
    rows = [{"item": "Ⅸ-9 ないもの", "before": "甲", "after": "乙"}]
    outcome, out = done(write(tmp_path, "old.json", old), {"rows": rows}, tmp_path)
    said = sentence(outcome, code=1)
    assert (
        said
        == "項目名が様式のどの項目とも合いません（1行目 Ⅸ-9 ないもの）。最も近い記載は「甲」です。"
        or (said.startswith("項目名が様式のどの項目とも合いません（1行目 Ⅸ-9 ないもの）。"))
    )
    assert not out.exists()
