"""Labels of places in one document: numbers, and the file's name where there are several."""

import pytest

from pia.assessment import Path, apply
from pia.assessment.edit import remove_thing
from pia.assessment.naming import file_name, label_of
from pia.errors import PathNotFound
from tests.builders import FORM, assessment, changed, with_thing

ONE = with_thing(
    with_thing(assessment(), "systems", "s2"), "files[1].outsourcing", "o2", title="印刷"
)
TWO = changed(
    with_thing(with_thing(ONE, "files", "f2", name="国税\n連携ファイル"), "risks", "r2"),
    {"files[1].name": "住民税ファイル", "risks[2].file_names": "住民税ファイル\n国税ファイル"},
)
CONTRACT = (
    "Ⅱ 特定個人情報ファイルの概要 4 特定個人情報ファイルの取扱いの委託 委託事項1 ④再委託の有無"
)


def label(document, path, *, short=False):
    return label_of(FORM, document.answers, Path.parse(path), short=short)


@pytest.mark.parametrize(
    "path",
    [
        "files[1].outsourcing[1].resubcontracted",
        "files[@file1].outsourcing[@outsourcing1].resubcontracted",
    ],
)
def test_the_label_of_the_contract_is_found_by_position_and_by_id(path):
    assert label(ONE, path) == CONTRACT


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("title", "評価書名"),
        ("systems[@s2].name", "Ⅰ-2-システム2 ①システムの名称"),
        ("systems[@s2]", "Ⅰ-2-システム2"),
        ("files[@file1].outsourcing[@o2]", "Ⅱ-4-委託事項2"),
        ("files[@file1].outsourcing[@o2].title", "Ⅱ-4-委託事項2"),
        ("files[@file1].storage", "Ⅱ-6 保管場所"),
        ("files[@file1].record_items", "(別添1) 特定個人情報ファイル記録項目"),
        ("risks[1].audits", "Ⅲ-8 実施の有無"),
    ],
)
def test_the_short_label_of_a_document_with_one_file_has_no_name(path, words):
    assert label(ONE, path, short=True) == words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("title", "評価書名"),
        ("systems[@s2].name", "Ⅰ-2-システム2 ①システムの名称"),
        ("files[1].storage", "Ⅱ-6（住民税ファイル） 保管場所"),
        ("files[@f2].storage", "Ⅱ-6（国税、連携ファイル） 保管場所"),
        ("files[1].outsourcing[2].title", "Ⅱ-4-委託事項2（住民税ファイル）"),
        ("files[@f2]", "Ⅱ（国税、連携ファイル）"),
        ("risks[@r2].audits", "Ⅲ-8（住民税ファイル、国税ファイル） 実施の有無"),
    ],
)
def test_the_label_of_a_document_with_several_files_names_the_file(path, words):
    assert label(TWO, path, short=True) == words


def test_the_number_is_that_of_the_place_where_the_thing_stands_now():
    moved = apply(TWO.answers, remove_thing(TWO, "files[1].outsourcing[1]"))
    path = Path.parse("files[@file1].outsourcing[@o2].content")
    assert label_of(FORM, moved, path, short=True).startswith("Ⅱ-4-委託事項1（")


def test_a_file_without_a_readable_name_adds_none():
    for nameless in (None, "", {"unknown": "cut-off"}):
        document = changed(TWO, {"files[2].name": None})
        if nameless is not None:
            document.answers["files"][1]["name"] = nameless
        assert file_name(FORM, document.answers, Path.parse("files[@f2].storage")) == ""


def test_a_place_the_form_does_not_have_is_refused():
    with pytest.raises(PathNotFound):
        label(ONE, "files[1].storag")
