"""What a document says of itself against the register: 評価書番号, 評価実施機関, 課.

Lists, file names, addresses of the public site and the route of approval follow the register; a
cover that says otherwise would be published beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pia.assessment import Assessment
from pia.assessment.finding import Finding, Severity
from pia.law import cite
from pia.official.folding import without_space
from pia.store.records import Dossier
from pia.store.work import Work

#: A number and an organisation are what a 評価書 is known by: no page changes them.
_REMEDY = {
    "number": "文書を直すか、別の評価書として作ってください。",
    "organisation": "文書を直すか、別の評価書として作ってください。",
    "department": "文書を直すか、管理者が「団体と事務」で事務の担当課を直してください。",
}


@dataclass(frozen=True)
class Differs:
    """One thing that the document and the register call differently."""

    #: Key of the item.
    item: str
    title: str
    said: str
    kept: str


def register_differences(work: Work, document: Assessment, dossier: Dossier) -> Iterator[Differs]:
    """Yield what differs; an item that says nothing is told elsewhere."""
    division = work.ownership.division(work.ownership.task(dossier.task_id).division_id).name
    organisation = work.ownership.organisation(dossier.organisation_id).name
    for item, title, kept in (
        ("number", "評価書番号", dossier.number),
        ("organisation", "評価実施機関", organisation),
        ("department", "担当課", division),
    ):
        said = document.answers.get(item)
        if isinstance(said, str) and said.strip() and not _agrees(item, said, kept):
            yield Differs(item, title, said.strip(), kept)


def register_findings(work: Work, document: Assessment, dossier: Dossier) -> Iterator[Finding]:
    """Yield a finding for each thing that the document calls differently, with what stays."""
    for one in register_differences(work, document, dossier):
        yield Finding(
            "differs-from-register",
            Severity.WARNING,
            one.item,
            f"{one.title}が、文書では「{one.said}」、登録では「{one.kept}」です。",
            f"公表しても、一覧・公開サイト・ファイル名などは登録の「{one.kept}」のままです。{_REMEDY[one.item]}",
            cite("product"),
        )


def _agrees(item: str, said: str, kept: str) -> bool:
    """Return whether both are one; a 課 may stand with or without its 部, and beside another."""
    mine, theirs = without_space(said), without_space(kept)
    if item == "department":
        return theirs in mine or any(theirs.endswith(without_space(s)) for s in said.split())
    return mine == theirs
