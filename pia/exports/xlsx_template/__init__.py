"""A workbook that somebody gave, filled in place: only texts of cells change.

Enters: an Assessment, the Template that `imports.template` found in the workbook, its bytes.
Leaves: `Filled`. Merged cells, styles, print settings, drawings, form controls and macros stand in
parts, or in places of a part, that are not touched: the sheet itself is mended, not written anew
(docs/decisions/0008-filling-the-sheet-itself.md).
"""

from pia.exports.xlsx_template.filling import Filled, fill
from pia.exports.xlsx_template.said import Kind, Said

__all__ = ["Filled", "Kind", "Said", "fill"]
