"""Earlier editions of a document, rebuilt from it and its own 別添2.

Enters: one Assessment. Leaves: `Rebuilt` — the edition before each 変更日, newest first, what became
of each row, and findings about the table. Rows are undone newest first; one that does not fit the
body stays undone, is reported with the nearest text, and the rest is rebuilt. Nothing is guessed.
Protocol: docs/analysis/rebuilding-history.md.
"""

from pia.revision.history.rebuild import rebuild
from pia.revision.history.report import NOT_FITTED, Rebuilt, RebuiltEdition, RowReport

__all__ = ["NOT_FITTED", "Rebuilt", "RebuiltEdition", "RowReport", "rebuild"]
