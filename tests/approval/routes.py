"""People and routes for tests of approval: numbers of accounts by name."""

from pia.approval.roles import Actor, Role
from pia.approval.route import CONSULT, Route, Stage

#: 書く人 has the role of an approver as well: only the rules keep them apart.
WRITER, CHIEF, HEAD, DEPUTY, OTHER, PUBLISHER, NOBODY = range(1, 8)
PEOPLE = {
    number: Actor(number, f"user{number}", f"見本 {number}", frozenset(roles))
    for number, roles in {
        WRITER: (Role.EDITOR, Role.APPROVER),
        CHIEF: (Role.APPROVER,),
        HEAD: (Role.APPROVER,),
        DEPUTY: (Role.APPROVER,),
        OTHER: (Role.APPROVER,),
        PUBLISHER: (Role.PUBLISHER,),
        NOBODY: (Role.VIEWER,),
    }.items()
}


def stage(title, *people, stand_ins=()):
    return Stage(title, people, tuple(stand_ins))


def consult(title, *people, stand_ins=()):
    return Stage(title, people, tuple(stand_ins), CONSULT)


ROUTES = {
    "課長だけ": Route((stage("課長", HEAD),)),
    "書いた人も座る段": Route((stage("課長", WRITER, HEAD),)),
    "書いた人だけの段": Route((stage("係長", WRITER), stage("課長", HEAD))),
    "係長と課長": Route((stage("係長", CHIEF), stage("課長", HEAD))),
    "課長に代決": Route((stage("係長", CHIEF), stage("課長", HEAD, stand_ins=[CHIEF, DEPUTY]))),
    "書いた課長に代決": Route((stage("課長", WRITER, stand_ins=[DEPUTY]),)),
    "二人の課長に代決": Route((stage("課長", HEAD, CHIEF, stand_ins=[DEPUTY]),)),
    "合議ふたつ": Route(
        (
            consult("情報政策課", OTHER),
            consult("総務課", DEPUTY, stand_ins=[CHIEF]),
            stage("課長", HEAD),
        )
    ),
    "間に合議": Route(
        (stage("係長", CHIEF), consult("情報政策課", OTHER), stage("課長", HEAD, stand_ins=[CHIEF]))
    ),
    "一人の村": Route((stage("村長", WRITER),), one_person=True, reason="職員が一人のため"),
    "一人の村と代決": Route(
        (stage("課長", WRITER, stand_ins=[HEAD]), stage("村長", CHIEF, stand_ins=[WRITER])),
        one_person=True,
        reason="職員が少ないため",
    ),
}
