"""Documents of 様式1, 2 and 4, refused by their names before anything is bound to the items of 様式3."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pia.errors import InputRefused
from pia.imports.grid import Row
from pia.imports.printed import label_key
from pia.official import Form
from pia.official.folding import fold
from pia.official.form import Part

#: Forms that this product does not read yet, by the title in brackets on their first page.
_OTHER_FORMS = {
    "様式1": "特定個人情報保護評価計画管理書",
    "様式2": "特定個人情報保護評価書(基礎項目評価書)",
    "様式4": "特定個人情報保護評価書(全項目評価書)",
}
#: Headings of parts that only they have.
_THEIR_PARTS = frozenset(
    map(
        label_key,
        ("Ⅱ しきい値判断項目", "Ⅲ 特定個人情報ファイルの取扱いプロセスにおけるリスク対策"),
    )
)
#: A document says what it is in so many lines; its name is so long at most, a city's before it too.
_COVER, _LONGEST_NAME, _CITY = 40, 60, 15
#: 「[平成30年5月 様式3]」.
TAG = re.compile(r"\[.{0,20}(様式[0-9]+)\].{0,10}")


def refuse_other_forms(known: Form, rows: Sequence[Row]) -> None:
    """Raise InputRefused where a document names itself another form than `known`.

    A 重点項目評価書 may speak of the 基礎項目評価書 beside it, and a site link to it: where a document
    shows that it is of the known form, such a line is one of its answers.
    """
    lines = folded_lines(rows)
    titles = [*lines, *_titles(known, rows)]
    tags = [(tag[1], file) for text, file in lines if (tag := TAG.fullmatch(text))]
    is_tagged = any(number == fold(known.number) for number, _ in tags)
    is_known = is_tagged or _shows_itself(known, titles)
    for number, title in _OTHER_FORMS.items():
        named = [file for text, file in titles if text == fold(title) and not is_known]
        named += [file for tag, file in tags if tag == fold(number) and not is_tagged]
        if named:
            raise _other_form(known, number, named[0])
    cover = lines[:_COVER]
    if not any(fold(known.name) in text for text, _ in cover):
        for text, file in cover:
            for number, title in _OTHER_FORMS.items():
                if text.endswith(fold(_short(title))) and len(text) <= _LONGEST_NAME:
                    raise _other_form(known, number, file)


def folded_lines(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return the folded lines of every cell, each with its file."""
    cells = (cell for row in rows for cell in row.filled)
    return [(fold(line), cell.place.file) for cell in cells for line in cell.text.split("\n")]


def _shows_itself(known: Form, titles: Sequence[tuple[str, str]]) -> bool:
    """Return whether a document has the title of a form, or the headings of all its parts."""
    said = {text for text, _ in titles}
    keys = {label_key(text) for text in said if len(text) <= _LONGEST_NAME}
    parts = [node for node in known.nodes if isinstance(node, Part) and node.number]
    has_parts = all(label_key(f"{part.number}.{part.title}") in keys for part in parts)
    return not keys & _THEIR_PARTS and (fold(known.title) in said or has_parts)


def _titles(known: Form, rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return what a title may be that stands in several cells or lines, behind a city's name too."""
    filled = [row.filled for row in rows if row.filled][:_COVER]
    texts = ["".join(fold(cell.text) for cell in cells) for cells in filled]
    joined = [*texts, *(a + b for a, b in pairwise(texts))]
    titles = [fold(title) for title in (known.title, *_OTHER_FORMS.values())]
    file = filled[0][0].place.file if filled else ""
    return [
        (title, file)
        for text in joined
        for title in titles
        if text.endswith(title) and len(text) <= len(title) + _CITY
    ]


def _short(title: str) -> str:
    return title.partition("(")[2].rstrip(")") or title


def _other_form(known: Form, number: str, file: str) -> InputRefused:
    return InputRefused(
        f"{number}({_short(_OTHER_FORMS[number])})の文書です",
        where=file,
        hint=f"読めるのは{known.number}({known.name})だけです。",
    )
