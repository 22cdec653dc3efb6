"""Every error a person can meet, in one tree: who sees it, its HTTP status, its exit code.

A message is Japanese and says what happened; `where` names the item or the place in a file;
`hint` says what to do. Together they make the one sentence on standard error.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, among: Iterable[str]) -> str:
    """Return the member of `among` that looks most like `word`, or "" where none is near."""
    found = get_close_matches(word, list(among), n=1, cutoff=0.5)
    return found[0] if found else ""


class PiaError(Exception):
    """A defect of the program, seen by nobody but its developers: a bug report is wanted."""

    code = "defect"
    exit_code = 70
    http_status = 500

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message.rstrip("。")
        self.where = where
        self.hint = hint

    def sentence(self) -> str:
        """Return the error as one line: what · where · what to do."""
        text = self.message + (f"（{self.where}）" if self.where else "") + "。"
        return text + self.hint if self.hint else text

    __str__ = sentence

    def as_json(self) -> dict[str, str]:
        """Return the error as the `--json` commands print it."""
        fields = {"code": self.code, "message": self.message}
        return fields | {"where": self.where, "hint": self.hint}


class AnswerIsNo(PiaError):
    """The command worked and the answer is "no": error findings, a table that does not apply."""

    code = "answer-is-no"
    exit_code = 1
    http_status = 409


class UsageRefused(PiaError):
    """The command line itself is wrong: an option that does not exist, a missing argument."""

    code = "usage"
    exit_code = 2
    http_status = 400


class InputRefused(PiaError):
    """A file or a value cannot be taken as it is; the person who gave it can mend it."""

    code = "input-refused"
    exit_code = 3
    http_status = 422


class PathNotFound(InputRefused):
    """A path names nothing in this form or this document."""

    code = "path-not-found"
    http_status = 404


class DefinitionRefused(PiaError):
    """A data file of the product is wrong: seen by whoever edits `data/`."""

    code = "definition-refused"
    exit_code = 70


class NotAllowed(PiaError):
    """Not in this state, or not for this person."""

    code = "not-allowed"
    exit_code = 4
    http_status = 403


class ChangedMeanwhile(PiaError):
    """Somebody else changed it first."""

    code = "changed-meanwhile"
    exit_code = 5
    http_status = 409
