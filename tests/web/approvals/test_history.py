"""これまでの経過: every step, and what was said at the stages, also before a 差戻し."""

import re

from pia.approval.roles import Role
from tests.web.on_route import say, shown


def past(client, draft):
    """What happened, the newest first: who, what."""
    page = shown(client, draft).partition('id="history"')[2]
    return re.findall(r"　([^　<]+)　<strong>([^<]+)</strong>", page)


def test_what_was_said_before_a_return_stays_in_sight(city, clock, seats, asked):
    clock.forward(minutes=5)
    say(seats["kakari"], asked, 1, "approve", comment="契約書で確かめました。")
    clock.forward(minutes=5)
    city.do(Role.PUBLISHER, asked.id, "send_back", comment="部署を直してください。")
    assert [what for _, what in past(seats["kakari"], asked)] == [
        "差し戻す",
        "「係長」として承認",
        "承認を依頼する",
    ]
    assert "「契約書で確かめました。」" in shown(seats["kacho"], asked)


def test_a_decision_is_told_once_with_the_stage_and_for_whom(clock, seats, asked):
    for name, stage, what in (("kakari", 1, "approve"), ("joho", 2, "consent")):
        clock.forward(minutes=5)
        say(seats[name], asked, stage, what)
    clock.forward(minutes=5)
    say(seats["kakari"], asked, 3, "stand_in")
    clock.forward(minutes=5)
    say(seats["kacho"], asked, 3, "look_after")
    assert [what for _, what in past(seats["kacho"], asked)] == [
        "「課長」の代決の後閲",
        "承認する（決裁）　「課長」の代決（見本 承認者に代わって）",
        "「情報政策課」として同意（合議）",
        "「係長」として承認",
        "承認を依頼する",
    ]
