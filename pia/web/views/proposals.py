"""What a machine suggests on a row, with everything that speaks for it, as people weigh it."""

from __future__ import annotations

from dataclasses import dataclass

from pia.law import cite
from pia.revision import ChangeRow
from pia.revision.grounds import grounds
from pia.revision.style import DUTIES, TableStyle
from pia.revision.timing.table import phrases


@dataclass(frozen=True)
class EvidenceView:
    """One thing that speaks for a suggestion."""

    says: str
    source: str
    verified: bool


@dataclass(frozen=True)
class ProposalView:
    """A suggestion; a person takes it or leaves it."""

    #: Id of the ground that is given where it is taken.
    ground: str
    title: str
    #: 提出時期 if it is taken.
    timing: str
    #: Printed if it is taken.
    words: str
    evidence: tuple[EvidenceView, ...]

    @property
    def reason(self) -> str:
        """The reason that is put into the form, for the person to edit."""
        return "".join(one.says for one in self.evidence)


def proposal_view(row: ChangeRow, style: TableStyle) -> ProposalView | None:
    """Return what is suggested on a row, None where nothing is."""
    found = row.decision.proposal
    if found is None:
        return None
    own = style.words.get(found.reason)
    usual = phrases().by_reason[found.reason].words.replace(DUTIES[0], style.duty)
    return ProposalView(
        ground=found.ground,
        title=grounds()[found.ground].title,
        timing=found.timing,
        words=own or usual,
        evidence=tuple(
            EvidenceView(
                one.says, cite(one.source) if one.source else "名称の変更の記録", one.verified
            )
            for one in found.evidence
        ),
    )
