"""Checks register here: id, title, severity and source once, beside the function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from pia.assessment import Assessment
from pia.assessment.finding import Finding, Severity
from pia.law import cite


@dataclass(frozen=True)
class Found:
    """What one check says of one place."""

    #: Id path, `change_history[3]` for a row of 別添2, or "" for the whole document.
    path: str
    message: str
    hint: str
    #: Id of `data/law/sources.yaml` where one find rests on another source than its check.
    source: str = ""


#: The day chooses what is in force; a check of the text alone does not read it.
CheckFunction = Callable[[Assessment, date], Iterable[Found]]


@dataclass(frozen=True)
class Check:
    """One registered check."""

    id: str
    title: str
    severity: Severity
    #: Id of `data/law/sources.yaml`.
    source: str
    function: CheckFunction

    def findings(self, assessment: Assessment, as_of: date) -> list[Finding]:
        """Return what the check finds in a document."""
        return [
            Finding(
                id=self.id,
                severity=self.severity,
                path=found.path,
                message=found.message,
                hint=found.hint,
                source=cite(found.source or self.source),
            )
            for found in self.function(assessment, as_of)
        ]


CHECKS: dict[str, Check] = {}


def check(
    *,
    id: str,  # noqa: A002 - the word of the contract
    title: str,
    severity: Severity,
    source: str = "product",
) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check under a stable id."""

    def registered(function: CheckFunction) -> CheckFunction:
        CHECKS[id] = Check(id, title, severity, source, function)
        return function

    return registered
