"""DOCX, laid out as the official form is printed; rows are written as XML in one go.

Enters: an Outline, or a Comparison for a redline. Leaves: bytes of a Word file. The blank it starts
from is a set of templates of our own; python-docx opens it, describes it and writes the file.
"""

from pia.exports.docx.package import write
from pia.exports.docx.redline import redline_of, write_redline

__all__ = ["redline_of", "write", "write_redline"]
