"""What a decision on 提出時期 may be: before, after, or a person must judge."""

from __future__ import annotations

from dataclasses import dataclass

BEFORE, AFTER = "事前", "事後"


@dataclass(frozen=True)
class _Decision:
    #: Id of the rule that decided.
    rule: str
    #: Ids of `data/law/phrases.yaml`; the first one is printed.
    reasons: tuple[str, ...]
    #: Ids of `data/law/sources.yaml`.
    sources: tuple[str, ...]
    #: False: shown as 「未確認」.
    verified: bool
    #: What was read on the way, one short Japanese sentence each.
    trace: tuple[str, ...] = ()

    timing = BEFORE
    needs_confirmation = False


@dataclass(frozen=True)
class Before(_Decision):
    """A 重要な変更: submit and publish before the change is made."""


@dataclass(frozen=True)
class After(_Decision):
    """A 修正: submit and publish promptly after."""

    timing = AFTER


@dataclass(frozen=True)
class NeedsJudgement(_Decision):
    """A person decides; until then the stricter value, 事前, stands."""

    needs_confirmation = True


@dataclass(frozen=True)
class Judged(_Decision):
    """A person decided, with a ground of `data/law/judgements.yaml` and a reason."""

    timing: str = BEFORE
    reason: str = ""
    by: str = ""


Decision = Before | After | NeedsJudgement | Judged
