"""Choices and boxes under other keys, or moved along with their item, on small forms."""

from pia.assessment import Assessment
from pia.assessment.upgrade import upgrade
from tests.official.definitions import HEAD, NEWER, read

BOXES = """\
      - item: places
        title: 場所
        kind: boxes
        choices:
          school: {words: 学校, detail: true}
          nursery: {words: 保育所, detail: true}
"""
SCHOOLS = """\
differences:
  - {alter: places, with: {choices: {schools: {words: 学校等, detail: true}}}}
from:
  h30-05:
    - {choices: places, map: {school: schools, nursery: schools}}
"""


def upgraded(folder, more, newer, answers):
    """A document of the small form on its newer edition."""
    older = read(folder, HEAD + more)
    form = read(folder, NEWER + newer, "r06-10")
    return upgrade(Assessment("mini", "h30-05", "a", answers), older, form)


def test_a_choice_is_renamed_along_with_its_item(tmp_path):
    newer = (
        "lists: {degree: {much: 高い, low: 低い}}\n"
        "differences: [{alter: level, with: {item: degree}}]\n"
        "from: {h30-05: [{renamed: level, to: degree, map: {high: much}}]}\n"
    )
    for old, key in (("high", "much"), ("low", "low")):
        new = upgraded(tmp_path, "", newer, {"level": old})
        assert (new.answers, new.retired) == ({"degree": key}, ())


def test_two_boxes_that_became_one_are_checked_once(tmp_path):
    old = {"checked": ["school", "nursery"], "detail": {"school": "市立"}}
    new = upgraded(tmp_path, BOXES, SCHOOLS, {"places": old})
    assert new.answers["places"] == {"checked": ["schools"], "detail": {"schools": "市立"}}
    assert new.retired == ()


def test_two_texts_that_meet_in_one_box_are_retired_and_none_is_lost(tmp_path):
    old = {"checked": ["school"], "detail": {"school": "市立", "nursery": "私立"}}
    new = upgraded(tmp_path, BOXES, SCHOOLS, {"places": old})
    assert new.answers["places"]["checked"] == ["schools"]
    assert [(r.id_path, r.label, r.value) for r in new.retired] == [("places", "基本 場所", old)]
