"""Nothing typed is lost: an untouched page gives no edit, a changed field exactly its own."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pia.assessment import read_assessment
from pia.assessment.edit import edited, set_stored
from pia.forms.classes import bound_forms, fields_of
from pia.forms.reading import read_section
from pia.forms.typed import unquoted_cell
from pia.imports import SourceFile, import_files
from pia.official.kinds import is_unknown
from pia.settings import data_path
from tests.builders import answer_texts, assessment, documents, patient, readable_answers_to
from tests.forms.pages import all_sections, rendered, shown, with_posted


@patient
@given(documents(), st.booleans())
def test_an_untouched_page_gives_no_edit_and_no_error(document, locked):
    for section in all_sections(document):
        posted = shown(rendered(document, section, locked_unknowns=locked)).posted
        filled = read_section(document, section, posted, locked_unknowns=locked)
        assert (filled.ops, filled.errors) == ((), {})


@patient
@given(documents(), st.data())
def test_a_changed_field_gives_its_edit_and_no_other(document, data):
    section = data.draw(st.sampled_from([s for s in all_sections(document) if s.key != "files"]))
    fields = list(fields_of(bound_forms(document.form, document.answers, section, None)))
    if not fields:
        return
    field = data.draw(st.sampled_from(fields))
    new = data.draw(readable_answers_to(field.item))
    assume(not _holds_a_cell(new))
    posted = with_posted(shown(rendered(document, section)).posted, _typed(field, new))
    kept = _kept(field, new)
    expected = () if kept == field.stored else set_stored(document, field.name, kept)
    filled = read_section(document, section, posted)
    assert (filled.ops, filled.errors) == (expected, {})
    answers = edited(document, filled.ops).answers
    assert answers == edited(document, expected).answers


@pytest.mark.parametrize(
    "file",
    sorted(data_path("samples").rglob("*.json")),
    ids=lambda file: f"{file.parent.name} {file.stem}",
)
def test_looking_through_a_whole_sample_changes_nothing(file):
    document = read_assessment(file.read_text(encoding="utf-8"), file.name)
    for section in all_sections(document):
        filled = read_section(document, section, shown(rendered(document, section)).posted)
        assert (filled.ops, filled.errors) == ((), {})


def test_looking_through_a_published_document_changes_nothing(real_docs):
    [file] = real_docs.glob("*17*.txt")
    document = import_files([SourceFile(file.name, file.read_bytes())]).assessment
    for section in all_sections(document):
        filled = read_section(document, section, shown(rendered(document, section)).posted)
        assert (filled.ops, filled.errors) == ((), {})


@given(answer_texts)
def test_a_text_comes_back_as_typed(text):
    document = assessment(department=text)
    section = next(s for s in all_sections(document) if s.key == "basics")
    assert shown(rendered(document, section)).posted["department"].replace("\r\n", "\n") == text


def _holds_a_cell(answer):
    found = [answer] if isinstance(answer, str) else answer["detail"].values()
    return any(unquoted_cell(text) != text for text in found)


def _typed(field, new):
    """What a browser sends for an answer."""
    if field.item.kind != "boxes":
        return {field.name: new.replace("\n", "\r\n")}
    texts_of = {c.key: new["detail"].get(c.key, "") for c in field.item.choices if c.detail}
    details = {f"{field.name}.detail.{k}": v.replace("\n", "\r\n") for k, v in texts_of.items()}
    return {field.name: ["", *new["checked"]], **details}


def _kept(field, new):
    """The answer that should stand after it: nothing typed into nothing stays nothing."""
    old, unread = field.stored, is_unknown(field.stored)
    if field.item.kind == "boxes":
        before = {} if old is None or unread else old["detail"]
        detail = {c.key: new["detail"].get(c.key, "") for c in field.item.choices if c.detail}
        detail = {k: v for k, v in detail.items() if v or k in before}
        nothing = not new["checked"] and not detail and (old is None or unread)
        return old if nothing else {"checked": new["checked"], "detail": detail}
    if field.item.kind == "choice":
        return None if old is None and new == "" else new
    return old if new == "" and (old is None or unread) else new
