"""Routes of approval on the pages of administrators."""

import re
from typing import Any

import pytest

from pia.approval.roles import Role
from pia.approval.route import MOST_STAGES, read_route
from tests.web.administering import banner, errors, first, posted

PAGE = "/admin/routes/1"


@pytest.fixture
def seats(add):
    """Three approvers."""
    return [add(Role.APPROVER, name=name).id for name in ("kakari", "kacho", "joho")]


def typed(*stages: tuple[Any, ...], **more: Any) -> dict[str, Any]:
    """The form of a route: each stage is title, people, and perhaps stand-ins and kind."""
    fields: dict[str, Any] = {"stages": str(len(stages)), "do": "save"}
    for number, stage in enumerate(stages, 1):
        rest: tuple[Any, ...] = ("", [], [], "decide")
        title, people, stand_ins, kind = stage + rest[len(stage) :]
        fields |= {
            f"title-{number}": title,
            f"kind-{number}": kind,
            f"people-{number}": people,
            f"stand_ins-{number}": stand_ins,
        }
    return fields | more


def kept(store):
    with store.reading() as work:
        return [read_route(one.definition) for one in work.routes.all_of(1)]


def titles(answer):
    return re.findall(r'name="title-\d+"[^>]* value="([^"]*)"', answer.text)


def test_without_an_office_the_page_says_where_to_add_one(boss):
    assert "評価実施機関がまだありません" in boss.get("/admin/routes").text


def test_a_route_is_set_and_stands_in_the_list_and_in_the_history(boss, city, store, seats):
    chief, head, it = seats
    fields = typed(
        ("係長", [chief]), ("情報政策課", [it], [], "consult"), ("課長", [head], [chief])
    )
    answer = posted(boss, PAGE, **fields)
    assert (answer.status_code, answer.location) == (303, PAGE)
    (route,) = kept(store)
    assert [(s.title, s.people, s.stand_ins, s.kind) for s in route.stages] == [
        ("係長", (chief,), (), "decide"),
        ("情報政策課", (it,), (), "consult"),
        ("課長", (head,), (chief,), "decide"),
    ]
    for path in (PAGE, "/admin/routes"):
        page = boss.get(path).text
        assert "合議：情報政策課（見本 承認者）" in page
        assert "見本 管理者" in page


def test_stages_are_added_moved_and_taken_away_without_a_script_and_nothing_is_kept_yet(
    boss, city, store, seats
):
    fields = typed(("係長", [seats[0]]), ("課長", [seats[1]]))
    answer = posted(boss, PAGE, **fields | {"do": "add"})
    assert titles(answer) == ["係長", "課長", ""]
    assert "まだ保存していません" in answer.text
    assert titles(posted(boss, PAGE, **fields | {"do": "down-1"})) == ["課長", "係長"]
    assert titles(posted(boss, PAGE, **fields | {"do": "up-2"})) == ["課長", "係長"]
    assert titles(posted(boss, PAGE, **fields | {"do": "remove-1"})) == ["課長"]
    for wish in ("up-1", "down-2", "remove-9", "remove-x", "burn", ""):
        assert titles(posted(boss, PAGE, **fields | {"do": wish})) == ["係長", "課長"]
    full = typed(*((f"段{n}", []) for n in range(MOST_STAGES)))
    assert len(titles(posted(boss, PAGE, **full | {"do": "add"}))) == MOST_STAGES
    assert not kept(store)


@pytest.mark.parametrize(
    "wrong",
    [
        ([("", ["1"])], {}, "段の名前がありません"),
        ([("課長", [])], {}, "承認する人がいません"),
        ([("長" * 15_000, ["1"])], {}, "段の名前が長すぎます"),
        ([("課長", ["999999999999"])], {}, "登録のない利用者"),
        ([("課長", ["だれか"])], {}, "登録のない利用者"),
        ([("課長", ["1"])], {}, "承認者の役割がありません"),
        ([("総務課", ["1"], [], "consult")], {}, "最後の段が合議です"),
        ([("課長", ["1"], [], "burn")], {}, "段の種類がありません"),
        ([("課長", ["1"])], {"one_person": "1", "reason": " "}, "一人で処理する理由がありません"),
    ],
)
def test_what_is_wrong_stands_at_its_field_with_what_was_typed(boss, city, store, wrong):
    stages, more, said = wrong
    answer = posted(boss, PAGE, **typed(*stages, **{"reason": "残る理由"} | more))
    assert answer.status_code == 422
    assert any(said in error for error in errors(answer))
    assert more or 'value="残る理由"' in answer.text
    assert not kept(store)


@pytest.mark.parametrize("title", ["課\x07長", "課\u202e長", "ｶﾁｮｳ"])
def test_signs_that_nobody_keeps_are_refused_and_others_stay(boss, city, store, seats, title):
    answer = posted(boss, PAGE, **typed((title, [seats[0]])))
    assert answer.status_code in (303, 422)
    assert answer.status_code == 303 or "段の名前" in answer.text


@pytest.mark.parametrize("stages", ["0", "-1", "many", "999", ""])
def test_a_form_with_another_count_is_no_defect(boss, city, store, stages):
    answer = posted(boss, PAGE, **typed(("課長", ["1"])) | {"stages": stages})
    assert answer.status_code == 422
    assert not kept(store)


def test_whoever_was_second_keeps_what_they_typed(boss, city, store, seats):
    fields = typed(("課長", [seats[0]]))
    assert posted(boss, PAGE, **fields).status_code == 303
    answer = boss.send(PAGE, fields | {"seen": "-"})
    assert answer.status_code == 409
    assert "先に経路を変えています" in banner(answer)
    assert titles(answer) == ["課長"]
    assert boss.send(f"{PAGE}/clear", {"seen": "-"}).status_code == 409
    assert len(kept(store)) == 1


def test_a_route_is_given_up_and_stays_in_the_history(boss, city, store, seats):
    posted(boss, PAGE, **typed(("課長", [seats[0]])))
    seen = first(r'name="seen" value="(\d+)"', boss.get(PAGE).text)
    assert boss.send(f"{PAGE}/clear", {"seen": seen}).status_code == 303
    page = boss.get(PAGE).text
    assert "経路を使わない（承認者の一人が承認）" in page
    assert "課長（見本 承認者）" in page
    assert len(kept(store)) == 2


def test_an_office_that_does_not_exist_has_no_route(boss, city):
    for answer in (boss.get("/admin/routes/99"), boss.send("/admin/routes/99/clear")):
        assert answer.status_code == 404


@pytest.mark.usefixtures("city")
def test_the_form_is_accessible_and_works_by_keyboard(live, page, axe, store):
    live.add(Role.APPROVER)
    live.sign_in(page, Role.ADMINISTRATOR)
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(live.address.rstrip("/") + PAGE)
    page.get_by_label("段の名前").press("Enter")
    page.wait_for_selector(".field-error")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_label("段の名前").fill("課長")
    page.locator("[name=people-1]").first.check()
    page.get_by_label("段の名前").press("Enter")
    page.get_by_text("承認の経路を保存しました。").wait_for()
    axe(page)
    assert [s.title for s in kept(store)[0].stages] == ["課長"]
