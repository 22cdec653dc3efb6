"""DOCX, laid out as the official form is printed; rows are written as XML in one go.

Enters: an Outline. Leaves: bytes of a Word file. The blank it starts from is a set of templates
of our own; python-docx opens it, describes it and writes the file.
"""

from pia.exports.docx.package import write

__all__ = ["write"]
