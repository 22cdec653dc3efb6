"""What a difference that makes no row is: told so that somebody can judge it."""

from datetime import date

from pia.assessment.edit import edited, move_thing
from pia.revision import compare
from pia.web.views.compare_unprinted import unprinted_views
from tests.builders import assessment, changed, with_thing

DAY = date(2025, 4, 1)


def places(old, new):
    comparison = compare(old, new, changed_on=DAY, as_of=DAY)
    return [place for view in unprinted_views(comparison) for place in view.places]


def test_an_order_is_told_before_and_after():
    things = "files[1].outsourcing"
    old = changed(assessment(), {f"{things}[1].title": "保守"})
    old = with_thing(old, things, "new1", title="入力業務")
    [place] = places(old, edited(old, move_thing(old, f"{things}[@new1]", 1)))
    assert place.orders == (
        "委託事項1「保守」、委託事項2「入力業務」",
        "委託事項1「入力業務」、委託事項2「保守」",
    )
    assert place.parts == ()


def test_blanks_and_breaks_are_made_visible_where_they_differ_and_only_there():
    old = assessment(storage="庁内の サーバ室に保管し、入退室を制限する。")
    new = changed(old, {"files[1].storage": "庁内の サーバ室に保管し、\n入退室を　制限する。"})
    [place] = places(old, new)
    assert [text for sign, text in place.parts if sign == "+"] == ["↵\n", "□"]
    assert place.parts[0] == ("=", "庁内の サーバ室に保管し、")


def test_of_a_long_text_only_what_stands_beside_a_difference_is_shown():
    old = assessment(storage="い" * 100 + "。" + "ろ" * 100)
    [place] = places(old, changed(old, {"files[1].storage": "い" * 100 + "。 " + "ろ" * 100}))
    assert place.parts == (("=", "…" + "い" * 19 + "。"), ("+", "␣"), ("=", "ろ" * 20 + "…"))
