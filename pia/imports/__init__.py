"""Published documents in: files of any format become an Assessment and a report of what was sure.

Enters: the bytes of files. Leaves: `Imported`. Two steps: a reader turns a file into grids of cells
with places (`READERS`; one grid per sheet of a workbook), the binder knows only grids. Nothing is
inferred: what could not be read is unknown, with its raw text and what the document says elsewhere
about it.
Imports `official`, `assessment` and the rooms below; knows no clock, no session, no command line.
"""

from pia.imports.grid import Cell, Grid, Place, Row
from pia.imports.importing import FILE_KINDS, import_files
from pia.imports.readers import READERS, kind_of_file, read_grids
from pia.imports.report import Imported, ItemReport, Report
from pia.imports.source import SourceFile

__all__ = [
    "FILE_KINDS",
    "READERS",
    "Cell",
    "Grid",
    "Imported",
    "ItemReport",
    "Place",
    "Report",
    "Row",
    "SourceFile",
    "import_files",
    "kind_of_file",
    "read_grids",
]
