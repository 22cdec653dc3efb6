"""HTML: every cell is there, the page is whole, names its parts and needs nothing else."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from pia.exports import export, write_outline
from pia.outline import PartKind, change_table_outline, outline
from tests.exports.reading import Page
from tests.outline.documents import (
    NAMES,
    changed,
    newest,
    sample,
    two_files,
    unreadable,
    without_lists,
)

BUILDS = [*(lambda name=name: sample(name) for name in NAMES), unreadable, without_lists]
each_document = pytest.mark.parametrize(
    "build", BUILDS, ids=[*NAMES, "unreadable", "without_lists"]
)


def page(document):
    return Page(export(document, "html").decode("utf-8"))


@each_document
def test_every_cell_is_read_back(build):
    document = build()
    printed = outline(document)
    wanted = Counter(
        cell.text
        for part in printed.parts
        if part.kind != PartKind.CONTENTS
        for table in part.tables
        for row in table.all_rows()
        for cell in row.cells
        if cell.text
    )
    assert not wanted - Counter(page(document).texts)


@each_document
def test_ids_are_used_once_and_every_link_leads_somewhere(build):
    found = page(build())
    assert len(found.ids) == len(set(found.ids))
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)


def test_every_item_has_the_id_of_its_place():
    ids = set(page(two_files()).ids)
    assert {c.anchor for c in outline(two_files()).cells() if c.item} <= ids


def test_the_list_of_parts_leads_to_each_part():
    links = set(page(two_files()).links)
    kinds = (PartKind.COVER, PartKind.CONTENTS)
    parts = [p.anchor for p in outline(two_files()).parts if p.kind not in kinds]
    assert {f"#{anchor}" for anchor in parts} <= links


def test_the_page_needs_no_other_file_and_runs_nothing():
    text = export(newest(), "html").decode("utf-8")
    names = {name for _, given in Page(text).elements for name in given}
    assert not {name for name in names if name.startswith("on") or name in ("src", "style")}
    assert not {tag for tag, _ in Page(text).elements} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
    }
    assert not re.search(r"https?://|url\(|@import", text)


def test_what_people_typed_is_never_markup():
    typed = '<script>alert(1)</script> & "引用"'
    document = changed(newest(), special_notes=typed, title=typed)
    assert typed in page(document).texts
    assert not [tag for tag, _ in page(document).elements if tag == "script"]


def test_the_page_says_its_language_and_title():
    text = export(newest(), "html").decode("utf-8")
    assert '<html lang="ja">' in text
    assert (
        "<title>国民年金に関する事務 重点項目評価書｜特定個人情報保護評価書(重点項目評価書)｜みほん市長</title>"
        in text
    )


def test_headings_go_down_one_level_at_a_time():
    levels = [int(tag[1]) for tag, _ in page(two_files()).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_every_heading_cell_a_scope():
    elements = page(newest()).elements
    assert all("scope" in given for tag, given in elements if tag == "th")
    tags = Counter(tag for tag, _ in elements)
    assert tags["table"] == tags["caption"] > 20


def test_the_mark_of_important_items_is_explained():
    assert "※" in page(newest()).texts


def test_a_change_table_alone_is_a_page_of_its_own():
    alone = change_table_outline(newest().form, newest().change_history, "国民年金に関する事務")
    found = Page(write_outline(alone, "html").decode("utf-8"))
    assert "国民年金に関する事務" in found.texts
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)


def test_items_have_the_same_ids_in_every_edition():
    editions = [set(page(sample(name)).ids) for name in NAMES]
    fixed = {
        item.key for item in newest().form.items if "[]" not in item.path and item.in_change_table
    }
    fixed -= {key for key in fixed if not any(key in ids for ids in editions)}
    assert len(fixed) > 20
    assert all(fixed <= ids for ids in editions)


def test_things_have_the_same_ids_in_every_edition_of_a_document():
    of_pension = [set(page(sample(name)).ids) for name in NAMES if name.startswith("kokumin")]
    things = {
        cell.anchor
        for cell in outline(newest()).cells()
        if cell.item and "@" in cell.item and cell.anchor
    }
    assert len(things & set.intersection(*of_pension)) > 100


@pytest.mark.parametrize("typed", ["甲 ", " 甲", "甲  乙", "甲 \n 乙", "甲\n", "\n甲"])
def test_spaces_that_a_page_would_swallow_stand_in_preformatted_text(typed):
    found = page(changed(newest(), special_notes=typed))
    assert typed in found.texts
    assert [tag for tag, _ in found.elements].count("pre") == 1


def test_plain_cells_and_boxes_are_not_preformatted():
    assert "pre" not in [tag for tag, _ in page(newest()).elements]
