"""Ⅱ and Ⅲ speak of the same files: names must meet (fold: width, spaces and marks do not count)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pia.assessment import Assessment
from pia.assessment.finding import Severity
from pia.assessment.naming import label_of
from pia.assessment.paths import ROOT
from pia.checks.registry import Found, check
from pia.official import Form, Item, Repeat
from pia.official.folding import fold
from pia.official.kinds import is_blank, is_unknown


@dataclass(frozen=True)
class _Names:
    """The names one thing gives in its naming item, one per line."""

    path: str
    label: str
    names: tuple[str, ...]


@check(id="risk-names-no-file", title="ファイル名の合わないリスク対策", severity=Severity.WARNING)
def risks_that_name_no_file(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """A Ⅲ is tied to its files by equal names; a name that no Ⅱ has ties it to nothing."""
    for files, risks in _pairs(assessment):
        known = {fold(name) for file in files for name in file.names}
        if not all(file.names for file in files):
            continue
        for risk in risks:
            for name in risk.names:
                if fold(name) not in known:
                    yield Found(
                        risk.path,
                        f"「{risk.label}」の「{name}」という名前のファイルはありません。",
                        "ファイルの名前と同じ言葉で、1行に一つずつ書いてください。",
                    )


@check(id="file-named-by-no-risk", title="リスク対策のないファイル", severity=Severity.WARNING)
def files_that_no_risk_names(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """Every file needs a Ⅲ."""
    for files, risks in _pairs(assessment):
        if not risks or not all(risk.names for risk in risks):
            continue
        named = {fold(name) for risk in risks for name in risk.names}
        for file in files:
            for name in file.names:
                if fold(name) not in named:
                    yield Found(
                        file.path,
                        f"「{name}」のリスク対策が見つかりません。",
                        "どのリスク対策がこのファイルのものか、名前をそろえてください。",
                    )


def _pairs(assessment: Assessment) -> Iterator[tuple[list[_Names], list[_Names]]]:
    """Yield (things that are named, things that name them): repeats whose names share a title."""
    form = assessment.form
    named = [n for n in form.members("") if isinstance(n, Repeat) and n.names]
    for place, first in enumerate(named):
        for other in named[place + 1 :]:
            if _naming(form, first).title == _naming(form, other).title:
                yield _names(assessment, first), _names(assessment, other)


def _naming(form: Form, repeat: Repeat) -> Item:
    return form.item(f"{repeat.path}[].{repeat.names}")


def _names(assessment: Assessment, repeat: Repeat) -> list[_Names]:
    found = []
    for thing in assessment.answers.get(repeat.key) or ():
        path = ROOT.child(repeat.key, thing["@id"]).child(repeat.names)
        label = label_of(assessment.form, assessment.answers, path)
        found.append(_Names(str(path), label, _lines(thing.get(repeat.names))))
    return found


def _lines(value: Any) -> tuple[str, ...]:
    if is_blank(value) or is_unknown(value):
        return ()
    return tuple(line.strip() for line in str(value).split("\n") if not is_blank(line))
