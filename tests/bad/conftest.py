"""A right document on disk, and a place where nothing may be written."""

import pytest

from pia.assessment import canonical
from tests.builders import assessment
from tests.cli.conftest import empty_home, home, prepared_home

__all__ = ["empty_home", "home", "prepared_home"]


@pytest.fixture
def doc(tmp_path):
    """A small complete document."""
    file = tmp_path / "doc.json"
    file.write_bytes(canonical(assessment()).encode("utf-8"))
    return file


@pytest.fixture
def out(tmp_path):
    """Where a refused command must leave what was there before."""
    file = tmp_path / "out.json"
    file.write_text("前のまま", encoding="utf-8")
    yield file
    assert file.read_text(encoding="utf-8") == "前のまま"
    assert sum(path.name.startswith(".pia") for path in tmp_path.iterdir()) == 0
