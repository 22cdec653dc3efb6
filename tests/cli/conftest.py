"""Documents on disk for the commands."""

import pytest

from pia.assessment import canonical
from tests.builders import assessment, with_thing


@pytest.fixture
def document():
    """A small complete document with two 委託事項."""
    return with_thing(
        assessment(storage="本庁舎"), "files[1].outsourcing", "out2", title="印刷", content="通知"
    )


@pytest.fixture
def doc(tmp_path, document):
    """The same on disk."""
    file = tmp_path / "doc.json"
    file.write_bytes(canonical(document).encode("utf-8"))
    return file


@pytest.fixture
def new(tmp_path):
    """Where a command may write."""
    return tmp_path / "new.json"
