"""The grounds on which a person may judge a row: why it is 事前 or 事後, as data with sources."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pia.law.sources import sources
from pia.official.yamlfile import Mapping, read_yaml
from pia.revision.timing.outcomes import AFTER, BEFORE
from pia.settings import data_path


@dataclass(frozen=True)
class Ground:
    """Why a row is 事前 or 事後, as a person may say it."""

    id: str
    title: str
    #: 提出時期 by the rules that this ground may be given on.
    given_on: str
    #: 提出時期 that then stands.
    timing: str
    #: Printed as 提出時期に係る説明; "" keeps the phrase of the rule.
    words: str
    source: str
    verified: bool


@cache
def grounds() -> dict[str, Ground]:
    """Return every ground of `data/law/judgements.yaml` by id."""
    return read_grounds(data_path("law", "judgements.yaml"))


def read_grounds(path: Path) -> dict[str, Ground]:
    """Read a file of grounds. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("judgements")
    given = top.need("judgements", Mapping)
    return {name: _ground(name, given.need(name, Mapping)) for name in given}


def _ground(name: str, raw: Mapping) -> Ground:
    raw.only("title", "for", "timing", "words", "source", "verified")
    return Ground(
        id=name,
        title=raw.need("title", str),
        given_on=raw.known("for", raw.need("for", str), (BEFORE, AFTER)),
        timing=raw.known("timing", raw.need("timing", str), (BEFORE, AFTER)),
        words=raw.typed("words", str, default=""),
        source=raw.known("source", raw.need("source", str), sources()),
        verified=raw.need("verified", bool),
    )
