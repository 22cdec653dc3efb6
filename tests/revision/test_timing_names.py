"""A city's own list of names: read whole, or refused with its place."""

from datetime import date

import pytest

from pia.errors import DefinitionRefused
from pia.revision.timing.names import Renaming, read_names


def read(tmp_path, row):
    file = tmp_path / "names.yaml"
    file.write_text(f"names:\n  - {row}\n", encoding="utf-8")
    return read_names(file)


def test_a_row_is_read_with_its_day_and_what_it_rests_on(tmp_path):
    row = "{kind: place, old: 本庁舎, new: みほんホール, since: 2025-04-01, basis: 告示}"
    assert read(tmp_path, row) == (
        Renaming("place", "本庁舎", "みほんホール", date(2025, 4, 1), "告示"),
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("{kind: place, old: '', new: 乙}", "old が空です"),
        ("{kind: place, old: 甲, new: ' '}", "new が空です"),
        ("{kind: plac, old: 甲, new: 乙}", "kind の plac は定義されていません"),
        ("{kind: place, old: 甲}", "new がありません"),
        ("{kind: place, old: 甲, new: 乙, since: 令和7年}", "2018-05-01 の形の日付ではありません"),
        ("{kind: place, old: 甲, new: 乙, since: 1700-01-01}", "1700-01-01 は明治より前の日です"),
        ("{kind: place, old: 甲, new: ' 甲'}", "old と new が同じ名称です"),
        ('{kind: place, old: "甲\\n課", new: 乙}', "old には1行の名称を書きます"),
        ('{kind: place, old: 甲, new: "乙\\0"}', "new には1行の名称を書きます"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(tmp_path, row, sentence):
    with pytest.raises(DefinitionRefused, match=sentence) as refused:
        read(tmp_path, row)
    assert refused.value.where == "names.yaml:2"
