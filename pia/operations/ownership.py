"""What administrators keep: 団体, 評価実施機関, 課 with their successors, 事務."""

from __future__ import annotations

from datetime import date

from pia.approval.roles import Role
from pia.assessment.wareki import to_wareki
from pia.errors import InputRefused
from pia.operations.act import Act
from pia.store.records import Division, Municipality, Organisation, Task


def add_municipality(act: Act, name: str, code: str = "") -> Municipality:
    """Keep the 団体."""
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        made = work.ownership.add_municipality(_filled(name, "団体名"), code.strip())
        act.note(work, "owner-add", f"団体 {made.id}")
        return made


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
            municipality_id, _filled(name, "課の名称"), begins_on, contact.strip()
        )
        act.note(work, "owner-add", f"課 {made.id}")
        return made


def end_division(act: Act, number: int, ends_on: date, successors: tuple[int, ...]) -> Division:
    """Let a 課 end. Its 事務 go to the successor where there is exactly one.

    Raises InputRefused for a day before its beginning, or a successor that is itself.
    """
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        division = work.ownership.division(number)
        if ends_on < division.begins_on:
            raise InputRefused("廃止日が設置日より前です", where=to_wareki(ends_on))
        if number in successors:
            raise InputRefused("自分自身を後継にはできません", where=division.name)
        ended = work.ownership.end_division(number, ends_on, successors)
        if len(successors) == 1:
            for task in work.ownership.tasks():
                if task.division_id == number:
                    work.ownership.change_task(
                        task.id, division_id=successors[0], ended_on=task.ended_on
                    )
        act.note(work, "owner-end", f"課 {number}", successors=list(successors))
        return ended


def add_task(act: Act, organisation_id: int, division_id: int, name: str) -> Task:
    """Keep a 事務."""
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        made = work.ownership.add_task(organisation_id, division_id, _filled(name, "事務の名称"))
        act.note(work, "owner-add", f"事務 {made.id}")
        return made


def change_task(act: Act, number: int, division_id: int, ended_on: date | None) -> Task:
    """Give a 事務 to another 課, or let it end."""
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        changed = work.ownership.change_task(number, division_id=division_id, ended_on=ended_on)
        act.note(work, "owner-change", f"事務 {number}", division=division_id)
        return changed


def _filled(text: str, title: str) -> str:
    if not text.strip():
        raise InputRefused(f"{title}がありません", hint=f"{title}を入れてください。")
    return text.strip()
