"""Two assessments where one was meant: a workbook that holds last year's too, or two files of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pia.errors import InputRefused
from pia.imports.grid import Row
from pia.imports.printed import Printed
from pia.official import Form, Item, Node, Repeat

#: So many items that a form has once must stand there twice.
_FEWEST = 6


def refuse_two(form: Form, printed: Printed, rows: Sequence[Row]) -> None:
    """Raise InputRefused where most of the items that a form has once are printed twice.

    One or two labels may be: those of a table of contents, or at the top of the next page.
    """
    seen: Counter[int] = Counter()
    files: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        for cell in row.filled:
            readings = printed.readings(cell.text)
            if len(readings) == 1 and _stands_once(form, form.nodes[readings[0].index]):
                seen[readings[0].index] += 1
                files[readings[0].index].append(cell.place.file)
    twice = [index for index, count in seen.items() if count > 1]
    if len(twice) >= _FEWEST and len(twice) * 2 > len(seen):
        names = "、".join(dict.fromkeys(name for index in twice for name in files[index]))
        hint = "1つの評価書だけを残すか、1つずつ読み込んでください。"
        raise InputRefused("評価書が2つ以上入っています", where=names, hint=hint)


def _stands_once(form: Form, node: Node) -> bool:
    return isinstance(node, Item) and not any(isinstance(n, Repeat) for n in form.above(node))
