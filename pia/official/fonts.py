"""The fonts that documents are printed in, and which characters they have.

They are files that come with the program or that the city named, never what a machine happens to
have: the same document gives the same bytes everywhere. Checks ask here, in the draft already, what
the paper could not print. Name and hash of each file belong into the manifest of an edition.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from pia.errors import InputRefused
from pia.official.font_tables import characters_of, family_of
from pia.settings import FAMILY_VARIABLE, FONTS_VARIABLE, own_font

_ENDS = (".otf", ".ttf", ".otc", ".ttc")
#: Variation selectors: a font without the variant prints the plain character.
_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))


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


def chosen() -> FontSet:
    """Return the fonts of this installation: the city's own first, Noto behind it.

    Raises InputRefused for a folder that holds no font, or several families of which none is named.
    """
    folder, family = own_font()
    return NOTO if folder is None else _own(folder, family)


@cache
def _own(folder: Path, family: str) -> FontSet:
    families = sorted({family_of(file) for file in _fonts_in(folder)})
    if not families:
        hint = f"環境変数 {FONTS_VARIABLE} に、フォントのファイル(ttf・otf)のあるフォルダーを書いてください。"
        raise InputRefused("PDFのフォントが見つかりません", where=str(folder), hint=hint)
    if (family and family not in families) or (not family and len(families) > 1):
        hint = f"環境変数 {FAMILY_VARIABLE} に、{'・'.join(families)} のどれかを書いてください。"
        raise InputRefused("PDFのフォントの名前が決まりません", where=str(folder), hint=hint)
    return FontSet((family or families[0], *NOTO.families), (folder, *NOTO.folders))


@cache
def font_files(fonts: FontSet | None = None) -> tuple[FontFile, ...]:
    """Return each file of the fonts with its family and hash, for the manifest."""
    fonts = fonts or chosen()
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


def unprintable(text: str, fonts: FontSet) -> str:
    """Return the signs of a text that no font has, each once, in the order of the text.

    What has no shape of its own needs no font: selectors, joiners, line feeds.
    """
    unknown = set(text) - _signs(fonts)
    missing = {sign for sign in unknown if not _is_invisible(sign)}
    return "".join(sign for sign in dict.fromkeys(text) if sign in missing) if missing else ""


@cache
def _signs(fonts: FontSet) -> frozenset[str]:
    return frozenset(map(chr, characters(fonts)))


def _is_invisible(sign: str) -> bool:
    return sign == "\n" or ord(sign) in _SELECTORS or unicodedata.category(sign) == "Cf"


def _files(fonts: FontSet, family: str) -> list[Path]:
    """Return the files of a family in the order of their names. Raises InputRefused for none."""
    found = [
        file for folder in fonts.folders for file in _fonts_in(folder) if family_of(file) == family
    ]
    if not found:
        places = "・".join(folder.name for folder in fonts.folders)
        raise InputRefused(f"{family} というフォントが見つかりません", where=places)
    return sorted(found)


def _fonts_in(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.glob("*")) if file.suffix.lower() in _ENDS]
