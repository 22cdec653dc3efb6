"""What is put where: new texts of cells, and a refusal for each that cannot be put."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pia.exports.xlsx_template.said import Kind, Said
from pia.outline.continuation import MOST_SIGNS, signs
from pia.outline.frames import Address, Fact, Hole, Template
from pia.outline.lines import width


@dataclass(frozen=True)
class _Wanted:
    """A text that an item wants in a cell."""

    text: str
    path: str
    label: str


@dataclass
class Texts:
    """The texts of a workbook's cells as they will be."""

    template: Template
    #: Formulas that repeat a cell, with that cell.
    repeats: Mapping[Address, Address] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    _whole: dict[Address, str] = field(default_factory=dict)
    _pieces: dict[Address, dict[tuple[int, int], str]] = field(default_factory=dict)
    #: Who wrote a whole cell, or wants to see a text in a formula.
    _owners: dict[Address, _Wanted] = field(default_factory=dict)
    _formulas: dict[Address, _Wanted] = field(default_factory=dict)

    def put(self, hole: Hole, text: str, path: str, label: str) -> None:
        """Put a text into a hole; what is too long, or stands in another's way, is told."""
        fact, wanted = self.template.fact(hole.at), _Wanted(text, path, label)
        if fact.is_formula:
            self._formulas[hole.at] = wanted
            return
        if signs(text) > MOST_SIGNS:
            self.said.append(Said(Kind.TOO_LONG, path, label, hole.at))
            text = ""
        if not hole.piece and self._is_forbidden(hole.at, text, path, label):
            text = ""
        if hole.piece:
            self._pieces.setdefault(hole.at, {})[hole.piece] = _padded(fact, hole, text)
        elif self._whole.get(hole.at, text) != text:
            self.said.append(Said(Kind.SHARED, path, label, hole.at))
        else:
            self._whole[hole.at] = text
            self._owners[hole.at] = wanted

    def _is_forbidden(self, at: Address, text: str, path: str, label: str) -> bool:
        """Return whether the list of a cell does not take a text; tell it, or that nobody knows."""
        listed = self.template.fact(at).listed
        if listed is None or not text or (listed.texts and text in listed.texts):
            return False
        is_forbidden = listed.is_strict and listed.texts is not None
        self.said.append(Said(Kind.NOT_LISTED if is_forbidden else Kind.LIST, path, label, at))
        return is_forbidden

    def clear(self, at: Address, path: str, label: str) -> None:
        """Empty a cell in which more of an older answer stands."""
        fact = self.template.fact(at)
        if not fact.is_formula:
            self._whole.setdefault(at, "")
        elif fact.text and at not in self.repeats:
            self._formulas[at] = _Wanted("", path, label)

    def all(self) -> dict[Address, str]:
        """Return the new text of every cell that changes."""
        made = dict(self._whole)
        for at, pieces in self._pieces.items():
            text = _pieced(self.template.fact(at).text, pieces)
            if signs(text) <= MOST_SIGNS:
                made[at] = text
            else:
                self.said.append(Said(Kind.TOO_LONG, at=at))
        return {at: text for at, text in made.items() if not self._stays(at, text)}

    def wrong_formulas(self) -> Iterator[Said]:
        """Yield each formula that does not show what an item wants there."""
        for at, wanted in self._formulas.items():
            source = at
            for _ in self.repeats:  # one may repeat another; never more often than there are
                source = self.repeats.get(source, source)
            shows = self._whole.get(source, self.template.fact(at).text)
            if wanted.text != shows:
                yield Said(Kind.FORMULA, wanted.path, wanted.label, at)

    def cut(self) -> Iterator[Said]:
        """Yield a note for each answer of which not every line can be seen."""
        seen = set()
        for at, wanted in self._owners.items():
            room = self.template.fact(at).room
            is_cut = room is not None and _lines(wanted.text, room[0]) > max(1, round(room[1]))
            if self._whole[at] and is_cut and wanted.path not in seen:
                seen.add(wanted.path)
                yield Said(Kind.CUT, wanted.path, wanted.label, at)

    def _stays(self, at: Address, text: str) -> bool:
        fact = self.template.fact(at)
        return fact.text == text and (fact.is_text or not text)


def _padded(fact: Fact, hole: Hole, text: str) -> str:
    """Return a text for a piece of a cell: as typed, between brackets with a space on both sides."""
    start, end = hole.piece or (0, 0)
    here = fact.text[start:end]
    if hole.signs[0] or fact.text[start - 1 : start] not in tuple("([（［"):  # both widths
        return text
    if here.strip() == text.strip():
        return here
    return text or " " if text in hole.signs else f" {text} "


def _pieced(text: str, pieces: Mapping[tuple[int, int], str]) -> str:
    for (start, end), piece in sorted(pieces.items(), reverse=True):
        text = text[:start] + piece + text[end:]
    return text


def _lines(text: str, per_line: float) -> float:
    """Return how many lines a text takes in a cell of a width."""
    return sum(max(1, -(-width(line) // max(1, per_line))) for line in text.split("\n"))
