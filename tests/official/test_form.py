"""The form of 平成30年5月 against the facts of the paper, written by hand."""

from datetime import date

import pytest

from pia.errors import PathNotFound
from pia.official import Form, Item, Repeat, editions, form_in_force, load_form
from pia.official.form import Part
from tests.builders import FORM
from tests.official.golden_items import CHOICES, GOLDEN

NEWER = load_form("yoshiki3", "r06-10")


def line_of(form: Form, item: Item) -> str:
    """An item as the golden writes it: part | heading | own number | title ※."""
    chain = [n for n in (*form.above(item), item) if n.number]
    part = chain[0].number if isinstance(form.above(item)[0], Part) and chain else ""
    inner = [n.number for n in chain if not isinstance(n, Part)]
    head = inner[0] if inner else ""
    return f"{part}|{head}|{''.join(inner[1:])}| {item.title}{' ※' if item.important else ''}"


def test_the_form_has_every_item_of_the_paper_in_its_order_and_with_its_important_mark():
    assert [line_of(FORM, item) for item in FORM.items] == GOLDEN.split("\n")


def test_every_choice_and_box_prints_the_words_of_the_paper():
    found = {
        item.path: "|".join(c.words + ("( )" if c.detail else "") for c in item.choices)
        for item in FORM.items
        if item.choices
    }
    assert found == CHOICES


def test_the_main_records_stand_under_their_three_headings():
    boxes = FORM.item("files[].main_records").choices
    under = [c.under for c in boxes]
    assert under == ["識別情報"] * 3 + ["連絡先等情報"] * 3 + ["業務関係情報"] * 13


def test_six_things_repeat_and_the_printed_bands_are_those_of_the_paper():
    repeats = {n.path: (n.title, n.bands) for n in FORM.nodes if isinstance(n, Repeat)}
    bands = ((1, 1), (2, 5), (6, 10), (11, 15), (16, 20))
    assert repeats == {
        "systems": ("システム{n}", bands),
        "files": ("", ()),
        "files[].outsourcing": ("委託事項{n}", bands),
        "files[].provisions": ("提供先{n}", bands),
        "files[].transfers": ("移転先{n}", bands),
        "risks": ("", ()),
    }


def test_the_change_table_is_appendix_2_with_six_columns():
    table = FORM.change_table
    assert (table.number, table.title, table.path) == ("別添2", "変更箇所", "change_history")
    words = ["変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明"]
    assert [printed for _, printed in table.columns] == words


def test_only_the_publication_day_makes_no_row_and_is_stamped():
    assert [i.path for i in FORM.items if not i.in_change_table] == ["published_on"]
    assert [i.path for i in FORM.items if i.stamped] == ["published_on"]


def test_only_the_content_of_the_task_is_disputed():
    assert [i.path for i in FORM.items if not i.important_verified] == ["task_content"]


def test_every_item_has_advice_with_a_good_and_a_bad_answer():
    lacking = [i.path for i in FORM.items if not (i.help.write and i.help.good and i.help.bad)]
    assert lacking == []


def test_the_edition_of_2024_is_unverified_and_differs_only_in_its_tag():
    assert (FORM.verified, NEWER.verified) == (True, False)
    assert NEWER.tag == "[令和6年10月 様式3]"
    assert NEWER.parts == FORM.parts
    assert NEWER.change_table == FORM.change_table
    assert (NEWER.name, NEWER.number, NEWER.title) == (FORM.name, FORM.number, FORM.title)


def test_editions_are_listed_oldest_first():
    assert editions("yoshiki3") == ("h30-05", "r06-10")


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2015-01-01", "h30-05"),
        ("2024-09-30", "h30-05"),
        ("2024-10-01", "r06-10"),
        ("2030-01-01", "r06-10"),
    ],
)
def test_the_edition_in_force_is_the_newest_whose_month_has_begun(day, edition):
    assert form_in_force("yoshiki3", date.fromisoformat(day)).edition == edition


def test_an_unknown_path_is_refused_with_the_nearest_item():
    with pytest.raises(PathNotFound) as refused:
        FORM.item("files[].storag")
    sentence = (
        "files[].storag という項目は重点項目評価書にありません。近い項目は files[].storage です。"
    )
    assert str(refused.value) == sentence


def test_what_need_not_be_answered_hangs_on_another_answer():
    when = {n.path: (n.when.item, n.when.keys, n.when.chosen) for n in FORM.nodes if n.when}
    resubcontracted = ("resubcontracted", ("resubcontracted",), True)
    occurred = ("serious_incident", ("occurred",), True)
    assert when == {
        "linkage_basis": ("linkage", ("carried_out", "undecided"), True),
        "files[].outsourcing": ("outsourced", ("outsourced",), True),
        "files[].outsourcing[].resubcontract_consent": resubcontracted,
        "files[].outsourcing[].resubcontract_work": resubcontracted,
        "files[].provisions": ("disclosure", ("provided",), True),
        "files[].transfers": ("disclosure", ("transferred",), True),
        "risk_outsourcing_1": ("not_outsourced", ("not_outsourced",), False),
        "risk_disclosure_1": ("not_disclosed", ("not_disclosed",), False),
        "risk_network_1": ("not_connected", ("acquisition",), False),
        "risk_network_2": ("not_connected", ("provision",), False),
        "risks[].incident_content": occurred,
        "risks[].incident_prevention": occurred,
    }
