"""Which items count as 未記入: the one definition for the map, the sheets, the checks."""

from typing import Any

import pytest

from pia.assessment.asked import every_place
from pia.assessment.new import new_assessment
from pia.assessment.paths import answered
from tests.builders import FORM, assessment, changed

WAIVERS = ("not_outsourced", "not_disclosed", "not_connected")
NO_MARK: dict[str, Any] = {"checked": [], "detail": {}}


def unanswered(document):
    return [
        one.path.last.key
        for one in every_place(document.form, document.answers)
        if one.is_unanswered
    ]


def test_nothing_is_left_of_a_document_that_says_everything():
    assert unanswered(assessment()) == []


@pytest.mark.parametrize("nothing", [None, NO_MARK])
@pytest.mark.parametrize("box", WAIVERS)
def test_a_city_that_outsources_leaves_the_box_for_not_doing_so_unticked(box, nothing):
    assert unanswered(assessment({f"risks[1].{box}": nothing})) == []


def test_other_boxes_without_any_mark_are_unanswered():
    assert unanswered(assessment(audits=NO_MARK)) == ["audits"]


def test_what_stands_under_a_ticked_box_is_not_asked():
    ticked = {"checked": ["not_outsourced"], "detail": {}}
    document = assessment({"risks[1].not_outsourced": ticked, "risks[1].contract_terms": ""})
    assert unanswered(document) == []
    document = changed(document, {"risks[1].not_outsourced": NO_MARK})
    assert unanswered(document) == ["contract_terms"]


def test_a_count_is_asked_with_what_it_counts():
    document = assessment({"files[1].outsourced_count": "", "files[1].provided_count": ""})
    assert unanswered(document) == ["outsourced_count", "provided_count"]
    neither = {"checked": ["neither"], "detail": {}}
    none = {"files[1].outsourced": "not_outsourced", "files[1].disclosure": neither}
    assert unanswered(changed(document, none)) == []


def test_a_dash_is_an_answer_and_the_day_of_publication_is_nobodys_to_write():
    assert unanswered(assessment(special_notes="—", published_on="")) == []


def test_every_item_of_a_document_is_a_place_in_the_order_of_the_paper():
    document = assessment()
    found = [str(one.path) for one in every_place(document.form, document.answers)]
    assert sorted(found) == sorted(
        str(path) for path, _, _ in answered(document.form, document.answers)
    )
    assert found[0] == "number"


def test_of_a_new_document_all_is_asked_that_is_not_conditional_on_an_answer():
    names = iter(("file", "risk"))
    left = unanswered(new_assessment(FORM, "lineage", lambda: next(names)))
    assert {"title", "task_subjects", "storage", "contract_terms"} <= set(left)
    assert not {"published_on", *WAIVERS} & set(left)
