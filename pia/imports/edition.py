"""Which form and edition a document is written on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pia.assessment.wareki import parse_date
from pia.errors import InputRefused
from pia.imports.grid import Row
from pia.imports.values import Status
from pia.official import Form, editions, form_in_force, load_form
from pia.official.folding import fold

#: Forms that this product does not read yet, by the title in brackets on their first page.
_OTHER_FORMS = {
    "様式1": "特定個人情報保護評価計画管理書",
    "様式2": "特定個人情報保護評価書(基礎項目評価書)",
    "様式4": "特定個人情報保護評価書(全項目評価書)",
}
#: A document says what it is in so many lines; its name is so long at most, a city's before it too.
_COVER, _LONGEST_NAME, _CITY = 40, 60, 15
_TAG = re.compile(r"\[.{0,20}(様式[0-9]+)\].{0,10}")


@dataclass(frozen=True)
class Edition:
    """The edition that was taken, and how sure that is."""

    form: Form
    status: Status
    why: str


def refuse_other_forms(known: Form, rows: Sequence[Row]) -> None:
    """Raise InputRefused where a document names itself another form than `known`."""
    lines = _lines(rows)
    for text, file in (*lines, *_titles(rows)):
        tag = _TAG.fullmatch(text)
        for number, title in _OTHER_FORMS.items():
            if text == fold(title) or (tag and tag[1] == fold(number)):
                raise _other_form(known, number, file)
    cover = lines[:_COVER]
    if not any(fold(known.name) in text for text, _ in cover):
        for text, file in cover:
            for number, title in _OTHER_FORMS.items():
                if text.endswith(fold(_short(title))) and len(text) <= _LONGEST_NAME:
                    raise _other_form(known, number, file)


def _titles(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return what a title may be that stands in several cells or lines, behind a city's name too."""
    filled = [row.filled for row in rows if row.filled][:_COVER]
    texts = ["".join(fold(cell.text) for cell in cells) for cells in filled]
    joined = [*texts, *(a + b for a, b in pairwise(texts))]
    titles = [fold(title) for title in _OTHER_FORMS.values()]
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


def tagged(form: str, rows: Sequence[Row]) -> Form | None:
    """Return the edition whose tag (「[平成30年5月 様式3]」) stands in the document."""
    texts = [text for text, _ in _lines(rows) if _TAG.fullmatch(text)]
    known = [load_form(form, edition) for edition in editions(form)]
    return next((f for f in known if any(t.startswith(fold(f.tag)) for t in texts)), None)


def from_tag(form: Form) -> Edition:
    """Return an edition that the document names itself."""
    return Edition(form, Status.SURE, f"原本に{form.tag}とあります。")


def by_date(newest: Form, published_on: str) -> Edition:
    """Return the edition in force on 公表日, the newest where that is no date."""
    written = parse_date(published_on)
    if written is None:
        why = "様式の表示も公表日も読み取れないため、最も新しい様式としました。"
        return Edition(newest, Status.UNSURE, why)
    form = form_in_force(newest.form, written.day)
    why = f"様式の表示がないため、公表日({published_on})に使われていた様式としました。"
    return Edition(form, Status.UNSURE, why)


def _lines(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return the folded lines of every cell, each with its file."""
    cells = (cell for row in rows for cell in row.filled)
    return [(fold(line), cell.place.file) for cell in cells for line in cell.text.split("\n")]
