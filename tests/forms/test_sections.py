"""The pages of a document: each item on exactly one, keys that outlive edits, titles as printed."""

from collections import Counter

import pytest

from pia.assessment import Assessment
from pia.assessment.edit import edited, move_thing, remove_thing
from pia.assessment.new import new_assessment
from pia.assessment.paths import answered
from pia.errors import PathNotFound
from pia.forms.classes import bound_forms, fields_of, thing_form
from pia.forms.fields import FIELDS
from pia.forms.options import CONTROLS
from pia.forms.sections import find_section, sections
from pia.official import editions, load_form
from pia.official.kinds import KINDS
from tests.builders import FORM, assessment, complete_answers, with_thing
from tests.forms.pages import all_sections
from tests.official.definitions import HEAD, read

FORMS = [load_form("yoshiki3", edition) for edition in editions()]


def two_files():
    """The small document with a second file of a name of its own."""
    return with_thing(assessment(), "files", "file2", name="予防接種台帳ファイル")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.edition)
def test_every_item_of_every_edition_has_a_field_on_exactly_one_page(form):
    answers = complete_answers(form)
    pages = sections(form, answers)
    found = Counter(f.name for s in pages for f in fields_of(bound_forms(form, answers, s, None)))
    assert found == {str(path): 1 for path, _, _ in answered(form, answers)}
    assert len(found) == len(form.items)


@pytest.mark.parametrize("dispatch", [FIELDS, CONTROLS])
def test_every_kind_of_item_can_be_filled_in(dispatch):
    assert set(dispatch) == set(KINDS)


def test_the_pages_stand_in_the_order_of_the_paper():
    keys = [section.key for section in all_sections(assessment())]
    assert keys == [
        *("cover", "basics", "files"),
        *("files.file1.file_basics", "files.file1.acquisition_and_use"),
        *("files.file1.outsourcing_group", "files.file1.disclosure_group"),
        *("files.file1.storage_group", "files.file1.record_items"),
        *("risks", "risks.risk1.risk_acquisition", "risks.risk1.risk_use"),
        *("risks.risk1.risk_outsourcing", "risks.risk1.risk_disclosure"),
        *("risks.risk1.risk_network", "risks.risk1.risk_storage"),
        *("risks.risk1.audit_group", "risks.risk1.training_group"),
        *("requests_part", "procedure_part"),
    ]


def test_a_page_is_titled_as_the_paper_prints_its_headings():
    section = find_section(FORM, assessment().answers, "files.file1.file_basics")
    assert section.part == "Ⅱ 特定個人情報ファイルの概要"
    assert section.title == "1. 特定個人情報ファイル名、2. 基本情報"
    assert section.owner == "files[@file1]"


def test_the_file_is_named_behind_the_title_where_there_are_several():
    answers = two_files().answers
    titles = [s.title for s in sections(FORM, answers) if s.key.endswith(".storage_group")]
    assert titles == [
        "6. 特定個人情報の保管・消去、7. 備考（特定個人情報ファイル名についての記載。）",
        "6. 特定個人情報の保管・消去、7. 備考（予防接種台帳ファイル）",
    ]


def test_a_file_without_a_name_is_told_by_its_place():
    answers = with_thing(assessment(), "files", "file2").answers
    assert find_section(FORM, answers, "files.file2.storage_group").title.endswith("（2件目）")


def test_the_key_of_a_page_outlives_moves():
    document = two_files()
    moved = edited(document, move_thing(document, "files[@file2]", 1))
    before = find_section(FORM, document.answers, "files.file1.storage_group")
    after = find_section(FORM, moved.answers, "files.file1.storage_group")
    assert before.owner == after.owner


def test_a_document_without_files_still_has_the_page_on_which_one_is_added():
    empty = edited(assessment(), remove_thing(assessment(), "files[1]"))
    keys = [section.key for section in all_sections(empty)]
    assert [key for key in keys if key.startswith("files")] == ["files"]
    nothing = Assessment(FORM.form, FORM.edition, "lineage1", {})
    assert "risks" in [section.key for section in all_sections(nothing)]


def test_a_new_document_has_all_its_pages():
    new = new_assessment(FORM, "lineage1", iter(["a", "b"]).__next__)
    assert len(all_sections(new)) == len(all_sections(assessment()))


def test_a_page_that_is_gone_names_the_nearest_one():
    with pytest.raises(PathNotFound) as refused:
        find_section(FORM, assessment().answers, "files.file9.storage_group")
    assert "そのページはこの評価書にありません（files.file9.storage_group）" in str(refused.value)
    assert "6. 特定個人情報の保管・消去" in refused.value.hint


def test_a_class_is_made_once_and_named_by_ids():
    repeat = FORM.repeat("files[].outsourcing")
    made = thing_form(FORM, repeat.path, repeat.contains)
    assert made is thing_form(FORM, repeat.path, repeat.contains)
    bound = made(prefix="files[@3f].outsourcing[@9a].", data={"title": "保守"})
    assert bound["title"].name == "files[@3f].outsourcing[@9a].title"
    assert bound["title"].data == "保守"


def test_another_form_gets_its_pages_without_a_line_of_code(tmp_path):
    form = read(tmp_path, HEAD)
    answers = {"systems": [{"@id": "a"}]}
    [section] = sections(form, answers)
    assert (section.key, section.title) == ("basics", "基本")
    names = [field.name for field in fields_of(bound_forms(form, answers, section, None))]
    assert names == ["name", "level", "systems[@a].title"]
