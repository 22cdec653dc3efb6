"""How a change table is looked at: which rows, and in which view; all of it stands in the address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from pia.official import Form, Item, Repeat, load_form
from pia.revision import ChangeRow, Comparison
from pia.revision.timing import BEFORE

#: Which rows: key in the address → words.
SHOWS = {"": "すべて", "before": "事前のみ", "undecided": "要判断のみ"}
SIDES = "sides"
VIEWS = {"": "行ごとに見る", SIDES: "新旧対照表で見る"}
_EVERYWHERE = "全体"

#: From what stands in the query to an address.
Address = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True)
class Wanted:
    """What a person wants to see of a table."""

    #: Key of `SHOWS`.
    show: str = ""
    #: Key of a part of the form (Ⅰ to Ⅴ), "" for all.
    section: str = ""
    #: Key of `VIEWS`.
    view: str = ""

    @property
    def query(self) -> dict[str, Any]:
        """What of it stands in an address."""
        return {name: value for name, value in asdict(self).items() if value}

    def takes(self, row: ChangeRow, form: Form) -> bool:
        """Return whether a row is among what is wanted."""
        if self.section and section_of(row, form) != self.section:
            return False
        if self.show == "before":
            return row.timing == BEFORE
        return row.needs_confirmation if self.show == "undecided" else True


@dataclass(frozen=True)
class Choice:
    """One way to look, as a link."""

    words: str
    url: str
    is_now: bool


@dataclass(frozen=True)
class Choices:
    """Every way to look at a table."""

    shows: tuple[Choice, ...]
    sections: tuple[Choice, ...]
    views: tuple[Choice, ...]
    #: All rows, in the same view.
    all_url: str


def read_wanted(query: Mapping[str, str], form: Form) -> Wanted:
    """Return what an address asks for; what there is not asks for nothing."""
    known = {"show": SHOWS, "section": {part.key: "" for part in form.parts}, "view": VIEWS}
    given = {name: query.get(name, "") for name in known}
    return Wanted(**{name: value for name, value in given.items() if value in known[name]})


def choices(comparison: Comparison, wanted: Wanted, address: Address) -> Choices:
    """Return the ways to look with the count of rows behind each; others stay as they are."""
    count = _Count(comparison, wanted, address)
    return Choices(
        shows=tuple(count.of("show", SHOWS)),
        sections=tuple(count.of("section", _sections(comparison))),
        views=tuple(
            Choice(words, address(replace(wanted, view=key).query), key == wanted.view)
            for key, words in VIEWS.items()
        ),
        all_url=address(Wanted(view=wanted.view).query),
    )


def section_of(row: ChangeRow, form: Form) -> str:
    """Return the key of the part of the form that a row is about."""
    return _section_by_top(form.form, form.edition).get(_top(row.id_paths[0]), "")


@dataclass(frozen=True)
class _Count:
    comparison: Comparison
    wanted: Wanted
    address: Address

    def of(self, name: str, known: Mapping[str, str]) -> Iterator[Choice]:
        form = self.comparison.new.form
        for key, words in known.items():
            asked = replace(self.wanted, **{name: key})
            number = sum(asked.takes(row, form) for row in self.comparison.rows)
            is_now = key == getattr(self.wanted, name)
            yield Choice(f"{words}（{number}）", self.address(asked.query), is_now)


def _sections(comparison: Comparison) -> dict[str, str]:
    """Return the parts that have a row, by key."""
    form = comparison.new.form
    found = {section_of(row, form) for row in comparison.rows}
    named = {part.key: part.number or part.title for part in form.parts if part.key in found}
    return {"": _EVERYWHERE} | named


@cache
def _section_by_top(form: str, edition: str) -> dict[str, str]:
    """Return the part of every key with which a path of a form edition begins."""
    return {
        _top(node.path): part.key
        for part in load_form(form, edition).parts
        for node in part.walk()
        if isinstance(node, Item | Repeat)
    }


def _top(path: str) -> str:
    return path.partition("[")[0].partition(".")[0]
