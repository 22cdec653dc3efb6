"""A workbook that somebody gave → the frames in which `import` would look for each answer.

Enters: a Form and the bytes of an Excel file, blank or filled with an older edition. Leaves:
`Template`. Labels are found by the binder of documents, so that what is written where this room
says is read again by `import_files`.
"""

from pia.imports.template.finding import find_frames

__all__ = ["find_frames"]
