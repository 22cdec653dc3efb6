"""PDF/UA-1 and PDF/A-2a in one file, laid out as the official form is printed; typst sets it.

Enters: an Outline. Leaves: bytes of a tagged PDF, the same for the same outline on every machine.
Texts go in as JSON and stay literal; a character that no font has is refused, never printed as a box.
"""

from pia.exports.pdf.writing import write

__all__ = ["write"]
