"""What administrators keep: 団体, 評価実施機関, 課 with their successors, 事務.

What changes something takes `seen`, the `mark` of the record that the person looked at: where
somebody changed it since, the act is refused. "" asks nothing.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from hashlib import sha256

from pia.approval.roles import Role
from pia.assessment.wareki import to_wareki
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.official.typed import keep_typed
from pia.operations.act import Act
from pia.operations.handing_over import hand_over, has_ended
from pia.store.records import Division, Municipality, Organisation, Task

#: Longest name and contact.
MOST_CHARACTERS = 200
#: Weights of the first five digits of a 全国地方公共団体コード.
_WEIGHTS = (6, 5, 4, 3, 2)


def mark(record: Municipality | Division | Task) -> str:
    """Return what tells one state of a record from another."""
    return sha256(repr(record).encode("utf-8")).hexdigest()[:16]


def add_municipality(act: Act, name: str, code: str = "") -> Municipality:
    """Keep the 団体."""
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        made = work.ownership.add_municipality(_filled(name, "団体名"), _code(code))
        act.note(work, "owner-add", f"団体 {made.id}")
        return made


def change_municipality(
    act: Act, number: int, name: str, code: str, seen: str = ""
) -> Municipality:
    """Give the 団体 another name or code."""
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        known = {city.id: city for city in work.ownership.municipalities()}
        if number in known:
            _refuse_stale(known[number], seen)
        changed = work.ownership.change_municipality(number, _filled(name, "団体名"), _code(code))
        act.note(work, "owner-change", f"団体 {number}")
        return changed


def add_organisation(act: Act, municipality_id: int, name: str) -> Organisation:
    """Keep an 評価実施機関."""
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        made = work.ownership.add_organisation(municipality_id, _filled(name, "評価実施機関名"))
        act.note(work, "owner-add", f"評価実施機関 {made.id}")
        return made


def add_division(
    act: Act, municipality_id: int, name: str, begins_on: date, contact: str = ""
) -> Division:
    """Keep a 課 from a day on."""
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        made = work.ownership.add_division(
            municipality_id, _filled(name, "課の名称"), begins_on, _line(contact, "連絡先")
        )
        act.note(work, "owner-add", f"課 {made.id}")
        return made


def change_contact(act: Act, number: int, contact: str, seen: str = "") -> Division:
    """Give a 課 another contact."""
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        _refuse_stale(work.ownership.division(number), seen)
        changed = work.ownership.change_contact(number, _line(contact, "連絡先"))
        act.note(work, "owner-change", f"課 {number}")
        return changed


def end_division(
    act: Act, number: int, ends_on: date, successors: tuple[int, ...], seen: str = ""
) -> Division:
    """Let a 課 end. Its 事務 go to the successor where there is exactly one.

    They go the day after `ends_on`: where that is to come, `handing_over` sees to it.
    Raises InputRefused for a day before its beginning, or a successor that is itself or ended by
    then; NotAllowed for a 課 that has ended already.
    """
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        division = work.ownership.division(number)
        _refuse_stale(division, seen)
        if division.ends_on is not None:
            raise NotAllowed("この課は廃止済みです", where=division.name)
        if ends_on < division.begins_on:
            raise InputRefused("廃止日が設置日より前です", where=to_wareki(ends_on))
        if number in successors:
            raise InputRefused("自分自身を後継にはできません", where=division.name)
        for successor in successors:
            _refuse_ended(work.ownership.division(successor), ends_on)
        ended = work.ownership.end_division(number, ends_on, successors)
        if len(successors) == 1 and has_ended(ended, act.today):
            hand_over(work, ended)
        act.note(work, "owner-end", f"課 {number}", successors=list(successors))
        return ended


def add_task(act: Act, organisation_id: int, division_id: int, name: str) -> Task:
    """Keep a 事務."""
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        _refuse_ended(work.ownership.division(division_id), act.today)
        made = work.ownership.add_task(organisation_id, division_id, _filled(name, "事務の名称"))
        act.note(work, "owner-add", f"事務 {made.id}")
        return made


def change_task(
    act: Act, number: int, division_id: int, ended_on: date | None, seen: str = ""
) -> Task:
    """Give a 事務 to another 課, or let it end."""
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        task = work.ownership.task(number)
        _refuse_stale(task, seen)
        if division_id != task.division_id:
            _refuse_ended(work.ownership.division(division_id), act.today)
        changed = work.ownership.change_task(number, division_id=division_id, ended_on=ended_on)
        act.note(work, "owner-change", f"事務 {number}", division=division_id)
        return changed


def _refuse_stale(record: Municipality | Division | Task, seen: str) -> None:
    if seen and seen != mark(record):
        hint = "今の内容を確かめて、もう一度行ってください。"
        raise ChangedMeanwhile("ほかの人が先に変更しています", where=record.name, hint=hint)


def _refuse_ended(division: Division, day: date) -> None:
    if division.ends_on is not None and division.ends_on <= day:
        where = f"{division.name} {to_wareki(division.ends_on)}廃止"
        raise InputRefused("廃止された課です", where=where, hint="ほかの課を選んでください。")


def _filled(text: str, title: str) -> str:
    kept = _line(text, title)
    if not kept:
        raise InputRefused(f"{title}がありません", hint=f"{title}を入れてください。")
    return kept


def _line(text: str, title: str) -> str:
    """Return one line of text as it is kept."""
    kept = " ".join(keep_typed(text, title).split())
    if len(kept) > MOST_CHARACTERS:
        hint = f"{MOST_CHARACTERS}文字までにしてください。"
        raise InputRefused(f"{title}が長すぎます", hint=hint)
    return kept


def _code(text: str) -> str:
    """Return a 全国地方公共団体コード, whose last digit checks the others; "" where none is given.

    The check digit is 11 less the weighted sum modulo 11, of which only the last digit counts.
    """
    code = unicodedata.normalize("NFKC", text).strip().replace("-", "")
    if not code:
        return ""
    if not re.fullmatch("[0-9]{6}", code):
        hint = "検査数字を含む6桁の数字を入れてください。"
        raise InputRefused("団体コードとして読めません", hint=hint)
    weighted = sum(int(digit) * weight for digit, weight in zip(code, _WEIGHTS, strict=False))
    if (11 - weighted % 11) % 10 != int(code[-1]):
        hint = "最後の数字が、ほかの数字と合いません。"
        raise InputRefused("団体コードが正しくありません", where=code, hint=hint)
    return code
