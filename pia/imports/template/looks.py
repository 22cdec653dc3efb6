"""How large the letters of a cell are, to tell whether a text can be seen whole."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname

from lxml import etree

from pia.imports.package import Parts, main_part, parse_part
from pia.imports.source import SourceFile

_USUAL, _LARGEST = 11.0, 409


@dataclass(frozen=True)
class Looks:
    """Size of the letters in points, by the number of a cell's style."""

    sizes: tuple[float, ...] = ()

    @classmethod
    def read(cls, source: SourceFile, parts: Parts) -> Looks:
        """Return the looks of a workbook; those of one without styles are the usual ones."""
        name = f"{dirname(main_part(parts, 'xlsx'))}/styles.xml"
        if name not in parts:
            return cls()
        styles = parse_part(source, parts, name)
        fonts = [_size(font.find("{*}sz")) for font in styles.iterfind("{*}fonts/{*}font")]
        used = (xf.get("fontId") or "0" for xf in styles.iterfind("{*}cellXfs/{*}xf"))
        return cls(tuple(fonts[int(n)] if int(n) < len(fonts) else _USUAL for n in used))

    def size(self, style: int) -> float:
        """Return the size of letters in a style."""
        return self.sizes[style] if 0 <= style < len(self.sizes) else _USUAL


def _size(element: etree._Element | None) -> float:
    try:
        size = float(element.get("val") or _USUAL) if element is not None else _USUAL
    except ValueError:
        return _USUAL
    return size if 1 <= size <= _LARGEST else _USUAL
