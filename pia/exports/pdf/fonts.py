"""Fonts as typst takes them: those folders, nothing of the machine, nothing of its own."""

from __future__ import annotations

from functools import cache

from typst import Fonts

from pia.official.fonts import FontSet


@cache
def opened(fonts: FontSet) -> Fonts:
    """Return the fonts as typst takes them."""
    return Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in fonts.folders],
    )
