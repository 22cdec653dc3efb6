"""A text as a browser posts it, and as it is kept: breaks, length, cells pasted from Excel."""

from __future__ import annotations

import re

from pia.errors import InputRefused
from pia.official.typed import keep_typed

#: Longest text of one box, in characters. The longest real 別添1 has some 20,000.
MAX_TEXT = 200_000

#: One cell as Excel puts it on the clipboard: in quotes, those inside doubled, a break behind it.
_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"(?:\r\n|\n)?')


def typed_text(posted: str, old: str | None, where: str) -> str:
    """Return the text of one box as it is kept; `old` is what the box held, None where nothing.

    A text that was not touched comes back as it was, however long or quoted.
    Raises InputRefused for signs that cannot be kept and for a text over MAX_TEXT.
    """
    kept = keep_typed(posted, where)
    if kept == old:
        return kept
    if old is None or unquoted_cell(old) == old:
        kept = keep_typed(unquoted_cell(posted), where)
    if len(kept) > MAX_TEXT:
        hint = f"{MAX_TEXT:,}文字までにしてください。"
        raise InputRefused(f"{len(kept):,}文字あり、長すぎます", where=where, hint=hint)
    return kept


def unquoted_cell(text: str) -> str:
    """Return a text that is wholly one quoted Excel cell as the cell shows it, any other as it is.

    Excel quotes a cell only for a break or a tab in it; 「"引用"」 on one line was typed so.
    """
    cell = _CELL.fullmatch(text)
    if cell is None or not re.search(r"[\r\n\t]", cell[1]):
        return text
    return cell[1].replace('""', '"')
