"""All writers together: complete, the same bytes twice, refusing what they do not know."""

import json

import pytest

from pia.errors import UsageRefused
from pia.exports import FORMATS, OUTLINE_WRITERS, WRITERS, export, write_outline
from pia.outline import change_table_outline
from tests.outline.documents import NAMES, empty, newest, sample, two_files, unreadable

each_format = pytest.mark.parametrize("fmt", list(WRITERS))


def test_every_format_has_a_name_and_a_media_type():
    assert set(FORMATS) == set(WRITERS)
    assert set(OUTLINE_WRITERS) == set(WRITERS) - {"json"}


@each_format
@pytest.mark.parametrize("name", NAMES)
def test_the_same_document_gives_the_same_bytes(name, fmt):
    assert export(sample(name), fmt) == export(sample(name), fmt)


@each_format
@pytest.mark.parametrize("build", [empty, two_files, unreadable])
def test_unusual_documents_can_be_written(build, fmt):
    assert export(build(), fmt)


@pytest.mark.parametrize("fmt", list(OUTLINE_WRITERS))
def test_a_change_table_alone_can_be_written(fmt):
    alone = change_table_outline(newest().form, newest().change_history, "国民年金に関する事務")
    assert write_outline(alone, fmt)


def test_an_unknown_format_is_refused_with_the_nearest():
    with pytest.raises(UsageRefused, match="近いのは docx です"):
        export(newest(), "docs")


def test_json_is_the_stored_document():
    assert json.loads(export(newest(), "json")) == newest().as_json()
