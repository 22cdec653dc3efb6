"""A new 評価書 begun from an edition of another 事務: what both say alike need not be typed again.

The copy is a document of its own: new lineage, new ids, nothing published, nothing withheld. What
was true of the other 事務 on a day alone does not come along, and is named to who copies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pia.approval.roles import Role
from pia.assessment import Assessment
from pia.assessment.naming import label_of
from pia.assessment.paths import ROOT, Path
from pia.assessment.upgrade import upgrade
from pia.official import Form, Item, Repeat
from pia.official.kinds import is_blank, is_unknown
from pia.operations.act import Act
from pia.operations.dossiers import add_in
from pia.revision.timing.duty_table import duty_table
from pia.store.records import Draft

#: 評価書名 names the other 事務.
_NAMES = frozenset({"title"})
_DATE = "date"


@dataclass(frozen=True)
class Copied:
    """A copy, and what did not come along, each by its label."""

    document: Assessment
    cleared: tuple[str, ...]


@dataclass(frozen=True)
class Begun:
    """The draft of the new 評価書, and what did not come along."""

    draft: Draft
    cleared: tuple[str, ...]


def create_from(  # noqa: PLR0913 - the last two are named
    act: Act,
    task_id: int,
    number: str,
    edition_id: int,
    *,
    form: Form,
    new_id: Callable[[], str],
) -> Begun:
    """Make a 評価書 of a 事務 with a first draft that says what an edition of another says.

    Raises InputRefused for a number that is taken or a form that nothing leads to, PathNotFound.
    """
    act.actor.need(Role.EDITOR, Role.ADMINISTRATOR)
    with act.store.writing() as work:
        source = work.editions.get(edition_id)
        copied = copy_of(source.reading, form, new_id)
        draft = add_in(act, work, task_id, number, copied.document)
        act.note(work, "dossier-copy", f"dossier {draft.dossier_id}", edition=edition_id)
        return Begun(draft, copied.cleared)


def copy_of(source: Assessment, form: Form, new_id: Callable[[], str]) -> Copied:
    """Return a document on `form` that says what another says, without what was its own alone.

    Left out: dates, 評価書名, the part that tells how the assessment was made (Ⅴ), what nobody
    could read, 別添2, withheld parts. Raises InputRefused where no way leads to the form.
    """
    if source.edition != form.edition:
        source = upgrade(source, source.form, form)
    copier = _Copier(source, new_id)
    answers = copier.thing("", source.answers, ROOT)
    document = Assessment(form.form, form.edition, new_id() + new_id(), answers)
    return Copied(document, tuple(dict.fromkeys(copier.cleared)))


class _Copier:
    def __init__(self, source: Assessment, new_id: Callable[[], str]) -> None:
        self.source, self.form, self.new_id = source, source.form, new_id
        self.cleared: list[str] = []
        self.own = _NAMES | _procedure_items(source.form)

    def thing(self, owner: str, old: dict[str, Any], at: Path) -> dict[str, Any]:
        """Return an object with new ids and without what does not come along."""
        new: dict[str, Any] = {"@id": self.new_id()} if owner else {}
        for node in self.form.members(owner):
            value = old.get(node.key)
            if isinstance(node, Repeat):
                if value is not None:
                    new[node.key] = [
                        self.thing(node.path, thing, at.child(node.key, thing["@id"]))
                        for thing in value
                    ]
            elif self._stays_behind(node, value):
                place = at.child(node.key)
                self.cleared.append(label_of(self.form, self.source.answers, place, short=True))
            elif value is not None:
                new[node.key] = value
        return new

    def _stays_behind(self, item: Item, value: Any) -> bool:
        if is_unknown(value):
            return True
        return not is_blank(value) and (item.kind == _DATE or item.path in self.own)


def _procedure_items(form: Form) -> frozenset[str]:
    """Return the paths of the items of the part that tells how the assessment was made."""
    watched = duty_table().items.get(form.form)
    if watched is None:
        return frozenset()
    for part in form.parts:
        paths = frozenset(node.path for node in part.walk() if isinstance(node, Item))
        if watched.basic_day in paths:
            return paths
    return frozenset()
