"""What is known of one row when the whole table is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pia.revision.timing.outcomes import BEFORE


@dataclass(frozen=True)
class RowFacts:
    """One row of the table, without its document."""

    #: What names the row: the path of a finding.
    key: str
    #: The label printed as 項目.
    label: str
    #: Pattern paths of the items concerned; of a whole thing also that of its repeat.
    patterns: tuple[str, ...]
    before: str
    after: str
    #: 提出時期 as it stands: the stricter value where a person must still judge.
    timing: str
    #: 実施（予定）日, None where nobody said it.
    effective_on: date | None = None
    needs_confirmation: bool = False
    #: 事前 only because somebody chose so (任意に事前に提出): no 重要な変更.
    by_choice: bool = False
    verified: bool = True

    @property
    def is_significant(self) -> bool:
        """Whether the row stands on 事前 as a 重要な変更."""
        return self.timing == BEFORE and not self.by_choice
