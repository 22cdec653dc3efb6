"""Documents that generated ones have shown to fail once."""

import pytest

from pia.exports import export
from tests.builders import assessment, row, with_rows, with_thing
from tests.gate.formats import FORMATS, read_again
from tests.gate.same import told

LONG = "長い名前" * 100
FOUND = {
    "a line that is a space": with_rows(assessment(storage=" \n甲"), row(before="甲\n \n乙")),
    "empty cells in a row": with_rows(assessment(), row(item="", changed_on=""), row()),
    "signs beyond the first plane": with_rows(assessment(), row(before="葛\U000e0100城𠮷野")),
    "long names in the properties": assessment(title=LONG, organisation=LONG),
    "spaces of another width": with_rows(assessment(storage="甲\xa0乙"), row(before="\xa0甲")),
    "two files, the first with a long and odd name": with_thing(
        assessment({"files[1].name": "あ" * 700 + "（甲"}),
        "files",
        "b",
        name="乙",
        record_items="丙",
    ),
    "two Ⅲ with their names": with_thing(
        assessment({"risks[1].file_names": "別の記載"}), "risks", "b", file_names="二つ目"
    ),
}


@pytest.mark.parametrize("document", FOUND.values(), ids=FOUND)
@pytest.mark.parametrize("fmt", FORMATS)
def test_what_once_failed_comes_back(fmt, document):
    spaces = FORMATS[fmt].spaces
    again = read_again(export(document, fmt), fmt)
    assert told(again, spaces=spaces) == told(document, spaces=spaces)
