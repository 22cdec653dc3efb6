"""The city's own list of names that changed: what a 形式的な変更 may be proposed by.

Nothing is ever removed: a name that was a mistake is withdrawn and stays in the list.
"""

from __future__ import annotations

from pia.approval.roles import Role
from pia.errors import InputRefused, NotAllowed
from pia.official.folding import fold
from pia.operations.act import Act
from pia.operations.days import check_day
from pia.operations.styles import read_line
from pia.revision.timing.names import NAME_KINDS, Renaming
from pia.store.records import KeptName
from pia.store.work import Work


def add(act: Act, municipality_id: int, given: Renaming) -> KeptName:
    """Keep a name that another took the place of.

    Raises InputRefused for an unknown kind, empty or equal names, an impossible day, and a name
    that the list has already.
    """
    act.actor.need(Role.ADMINISTRATOR)
    if given.kind not in NAME_KINDS:
        raise InputRefused("名称の種類を選んでください", hint="、".join(NAME_KINDS.values()))
    check_day(given.since, "変わった日")
    basis = read_line(given.basis, "根拠")
    name = Renaming(given.kind, *_both(given.old, given.new), given.since, basis)
    with act.store.writing() as work:
        _refuse_known(work, municipality_id, name)
        number = work.names.add(municipality_id, name, **act.by)
        act.note(work, "name-add", f"名称の変更 {number}", kind=name.kind)
        return work.names.get(number)


def withdraw(act: Act, number: int, reason: str = "") -> KeptName:
    """Let a name count no more; drafts propose nothing by it from now on.

    Raises PathNotFound, NotAllowed for one that was withdrawn already, InputRefused.
    """
    act.actor.need(Role.ADMINISTRATOR)
    said = read_line(reason, "取り下げる理由")
    with act.store.writing() as work:
        known = work.names.get(number)
        if known.withdrawn is not None:
            raise NotAllowed("この名称の変更は取下げ済みです", where=known.name.old)
        work.names.withdraw(number, said, **act.by)
        act.note(work, "name-withdraw", f"名称の変更 {number}")
        return work.names.get(number)


def _both(old: str, new: str) -> tuple[str, str]:
    """Return both names as they are kept. Raises InputRefused."""
    names = read_line(old, "前の名称"), read_line(new, "後の名称")
    for kept, title in zip(names, ("前の名称", "後の名称"), strict=True):
        if not kept:
            raise InputRefused(f"{title}がありません", hint=f"{title}を入れてください。")
    if fold(names[0]) == fold(names[1]):
        hint = "変わった後の名称を入れてください。"
        raise InputRefused("前と後の名称が同じです", where=names[0], hint=hint)
    return names


def _refuse_known(work: Work, municipality_id: int, name: Renaming) -> None:
    for one in work.names.of(municipality_id):
        same = (one.name.kind, one.name.old, one.name.new) == (name.kind, name.old, name.new)
        if same and one.withdrawn is None:
            hint = "直すときは、登録済みのものを取り下げてから加えてください。"
            raise InputRefused("この名称の変更は登録済みです", where=name.old, hint=hint)
