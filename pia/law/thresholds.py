"""しきい値判断: which assessment 対象人数, 取扱者数 and accidents require, by the rule of a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pia.errors import InputRefused
from pia.law.sources import need_day, sources
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path


@dataclass(frozen=True)
class Threshold:
    """What is required, and why."""

    #: Key of `results` in `thresholds.yaml`: none, basic, focused or full.
    result: str
    title: str
    #: One Japanese sentence each.
    reasons: tuple[str, ...]
    #: Id of `data/law/sources.yaml`.
    source: str
    verified: bool


@dataclass(frozen=True)
class Band:
    """One band of 対象人数 and what follows in it."""

    subjects_from: int
    many_handlers: str
    accident: str
    otherwise: str
    verified: bool

    @property
    def branches(self) -> bool:
        """Whether handlers and accidents make a difference in this band."""
        return len({self.many_handlers, self.accident, self.otherwise}) > 1


@dataclass(frozen=True)
class ThresholdEdition:
    """The rule as it stands from a day on."""

    in_force_from: date
    source: str
    branch_source: str
    handlers_from: int
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class ThresholdTable:
    """Everything that `thresholds.yaml` says."""

    #: Key → title, from the lightest to the heaviest.
    results: dict[str, str]
    #: Form → path of the item, and choice key → result.
    answers: dict[str, tuple[str, dict[str, str]]]
    editions: tuple[ThresholdEdition, ...]


@cache
def threshold_table() -> ThresholdTable:
    """Return the table that ships with the product."""
    return read_thresholds(data_path("law", "thresholds.yaml"))


#: Many times the people of Japan: a slip of the hand.
_TOO_MANY = 1_000_000_000


def threshold(subjects: int, handlers: int, *, accident: bool, as_of: date) -> Threshold:
    """Return what しきい値判断 requires.

    `accident`: a 重大事故 of 特定個人情報 in the past year. Raises InputRefused for numbers that
    no people can have, and for a day before there was a rule.
    """
    _refuse_impossible("対象人数", subjects)
    _refuse_impossible("取扱者数", handlers)
    edition = _in_force(as_of)
    band = max(
        (b for b in edition.bands if b.subjects_from <= subjects), key=lambda b: b.subjects_from
    )
    branch, why = _branch(band, edition, handlers, accident=accident)
    return Threshold(
        result=branch,
        title=threshold_table().results[branch],
        reasons=(_band_words(edition, band, subjects), *why),
        source=edition.branch_source if band.branches else edition.source,
        verified=band.verified,
    )


def is_raised(old: str, new: str) -> bool:
    """Return whether the second of two results requires more than the first."""
    order = list(threshold_table().results)
    return order.index(new) > order.index(old)


def _in_force(as_of: date) -> ThresholdEdition:
    begun = [one for one in threshold_table().editions if one.in_force_from <= as_of]
    if not begun:
        hint = "日付を確かめてください。"
        raise InputRefused(
            "その日にはしきい値判断のきまりがありません", where=as_of.isoformat(), hint=hint
        )
    return max(begun, key=lambda one: one.in_force_from)


def _refuse_impossible(name: str, people: int) -> None:
    if people < 0:
        raise InputRefused("人数は0以上で書いてください", where=f"{name} {people}人")
    if people >= _TOO_MANY:
        hint = "桁を確かめてください。"
        raise InputRefused("人数が多すぎます", where=f"{name} {people:,}人", hint=hint)


def _branch(
    band: Band, edition: ThresholdEdition, handlers: int, *, accident: bool
) -> tuple[str, tuple[str, ...]]:
    many = f"{edition.handlers_from:,}人"
    if not band.branches:
        return band.otherwise, ()
    if handlers >= edition.handlers_from:
        return band.many_handlers, (f"取扱者は{handlers:,}人で、{many}以上です。",)
    few = f"取扱者は{handlers:,}人で、{many}未満です。"
    if accident:
        return band.accident, (few, "過去1年以内に特定個人情報の重大事故があります。")
    return band.otherwise, (few, "過去1年以内に特定個人情報の重大事故はありません。")


def _band_words(edition: ThresholdEdition, band: Band, subjects: int) -> str:
    above = [b.subjects_from for b in edition.bands if b.subjects_from > band.subjects_from]
    least = f"{band.subjects_from:,}人以上" if band.subjects_from else ""
    most = f"{min(above):,}人未満" if above else ""
    return f"対象人数は{subjects:,}人で、{least}{most}に当たります。"


def read_thresholds(path: Path) -> ThresholdTable:
    """Read a table. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("results", "answers", "editions")
    given = top.need("results", Mapping)
    results = {key: given.need(key, str) for key in given}
    answers = top.need("answers", Mapping)
    return ThresholdTable(
        results=results,
        answers={form: _answers(answers.need(form, Mapping), results) for form in answers},
        editions=tuple(_edition(row, results) for row in _rows(top, "editions")),
    )


def _answers(raw: Mapping, results: dict[str, str]) -> tuple[str, dict[str, str]]:
    raw.only("item", "keys")
    keys = raw.need("keys", Mapping)
    found = {key: keys.known(key, keys.need(key, str), results) for key in keys}
    return raw.need("item", str), found


def _edition(raw: Mapping, results: dict[str, str]) -> ThresholdEdition:
    raw.only("in_force_from", "source", "branch_source", "handlers_from", "bands")
    bands = tuple(_band(row, results) for row in _rows(raw, "bands"))
    if not any(band.subjects_from == 0 for band in bands):
        raise raw.refuse("0人からの区分がありません", "bands")
    return ThresholdEdition(
        in_force_from=need_day(raw, "in_force_from"),
        source=raw.known("source", raw.need("source", str), sources()),
        branch_source=raw.known("branch_source", raw.need("branch_source", str), sources()),
        handlers_from=raw.need("handlers_from", int),
        bands=bands,
    )


def _band(raw: Mapping, results: dict[str, str]) -> Band:
    raw.only("subjects_from", "many_handlers", "accident", "otherwise", "verified")
    return Band(
        subjects_from=raw.need("subjects_from", int),
        many_handlers=raw.known("many_handlers", raw.need("many_handlers", str), results),
        accident=raw.known("accident", raw.need("accident", str), results),
        otherwise=raw.known("otherwise", raw.need("otherwise", str), results),
        verified=raw.need("verified", bool),
    )


def _rows(raw: Mapping, key: str) -> Iterator[Mapping]:
    for row in raw.need(key, list):
        if not isinstance(row, Mapping):
            raise raw.refuse(f"{key} にはキーと値の組を書きます", key)
        yield row
