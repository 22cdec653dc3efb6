"""An empty assessment: nothing asked yet, one file and one Ⅲ to write in."""

from __future__ import annotations

from collections.abc import Callable

from pia.assessment.value import Assessment
from pia.official import Form, Repeat


def new_assessment(form: Form, lineage: str, new_id: Callable[[], str]) -> Assessment:
    """Return an empty document; every repeat that prints no number starts with one thing."""
    whole = [n for n in form.members("") if isinstance(n, Repeat) and not n.title]
    answers = {repeat.key: [{"@id": new_id()}] for repeat in whole}
    return Assessment(form.form, form.edition, lineage, answers)
