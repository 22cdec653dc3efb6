"""`pia compare --redline`: the newer edition with its changes from the older one, as Word has them."""

import pytest

from pia.assessment import canonical
from tests.builders import assessment
from tests.cli.running import pia, sentence
from tests.exports.accepting import accepted, marks, rejected
from tests.exports.reading import docx_rows


@pytest.fixture
def editions(tmp_path):
    files = tmp_path / "old.json", tmp_path / "new.json"
    for file, storage in zip(files, ("本庁舎", "データセンター"), strict=True):
        file.write_bytes(canonical(assessment(storage=storage)).encode("utf-8"))
    return files


def test_the_redline_is_written_and_no_table_unless_asked(editions, tmp_path):
    out = tmp_path / "見え消し.docx"
    told = pia("compare", *editions, "--redline", out)
    assert (told.code, told.out) == (0, "")
    data = out.read_bytes()
    assert len(marks(data)) == 2
    assert ["保管場所 ※", "データセンター"] in docx_rows(accepted(data))
    assert ["保管場所 ※", "本庁舎"] in docx_rows(rejected(data))


def test_the_table_can_be_had_with_it(editions, tmp_path):
    told = pia("compare", *editions, "--redline", tmp_path / "a.docx", "--format", "json")
    assert len(told.json["rows"]) == 1
    assert (tmp_path / "a.docx").exists()


def test_a_place_that_does_not_exist_is_refused_and_nothing_is_written(editions, tmp_path):
    told = pia("compare", *editions, "--redline", tmp_path / "none" / "a.docx")
    assert sentence(told)
    assert not list(tmp_path.glob("**/*.docx"))
