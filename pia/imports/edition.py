"""Which form and edition a document is written on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pia.assessment.wareki import parse_date
from pia.imports.grid import Row
from pia.imports.other_forms import TAG, folded_lines
from pia.imports.values import Status
from pia.official import Form, editions, form_in_force, load_form
from pia.official.folding import fold


@dataclass(frozen=True)
class Edition:
    """The edition that was taken, and how sure that is."""

    form: Form
    status: Status
    why: str


def tagged(form: str, rows: Sequence[Row]) -> Form | None:
    """Return the edition whose tag (「[平成30年5月 様式3]」) stands in the document."""
    texts = [text for text, _ in folded_lines(rows) if TAG.fullmatch(text)]
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
