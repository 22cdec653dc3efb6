"""Writers: one module per format, each turns the Outline (or the Assessment) into bytes.

Enters: an Assessment, or an Outline for a change table alone. Leaves: bytes of one file, the same
for the same input on every run: no clock, no random part, no name of a machine.
Imports `outline` and the rooms below; Jinja2 and python-docx may be used here.
"""

from pia.exports.registry import FORMATS, OUTLINE_WRITERS, WRITERS, Format, export, write_outline

__all__ = ["FORMATS", "OUTLINE_WRITERS", "WRITERS", "Format", "export", "write_outline"]
