"""The fonts of a PDF: files that come with the program, never those of the machine.

So the same document gives the same bytes everywhere; name and hash of each file belong into the
manifest of an edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from typst import Fonts

from pia.errors import InputRefused
from pia.exports.pdf.cmap import characters_of


@dataclass(frozen=True)
class FontSet:
    """Families in the order in which a character is looked for, and the folders of their files."""

    families: tuple[str, ...]
    folders: tuple[Path, ...]


@dataclass(frozen=True)
class FontFile:
    """A font file as a manifest names it."""

    family: str
    file: str
    sha256: str


#: Noto Sans CJK JP from PyPI: it has every character of the form, 𠮷 and 髙 among them.
NOTO = FontSet(
    families=("Noto Sans CJK JP",),
    folders=tuple(
        Path(str(files(package)))
        for package in ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
    ),
)


@cache
def opened(fonts: FontSet) -> Fonts:
    """Return the fonts as typst takes them: these folders, nothing else."""
    return Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in fonts.folders],
    )


@cache
def font_files(fonts: FontSet = NOTO) -> tuple[FontFile, ...]:
    """Return each file of the fonts with its family and hash, for the manifest."""
    return tuple(
        FontFile(family, path.name, sha256(path.read_bytes()).hexdigest())
        for family in fonts.families
        for path in _files(fonts, family)
    )


@cache
def characters(fonts: FontSet) -> frozenset[int]:
    """Return the code points that at least one family has in each of its files."""
    families = (
        frozenset.intersection(*map(characters_of, _files(fonts, family)))
        for family in fonts.families
    )
    return frozenset().union(*families)


def _files(fonts: FontSet, family: str) -> list[Path]:
    """Return the files of a family in the order of their names. Raises InputRefused for none."""
    found = [Path(f.path) for f in opened(fonts).fonts() if f.path and f.family == family]
    if not found:
        places = "・".join(folder.name for folder in fonts.folders)
        raise InputRefused(f"{family} というフォントが見つかりません", where=places)
    return sorted(found)
