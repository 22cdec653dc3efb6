"""Small forms, as administrators fill them in: lines, days, choices; errors stand at the field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import Field, Form, HiddenField
from wtforms.validators import StopValidation

from pia.assessment.wareki import parse_date, to_wareki
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound, PiaError
from pia.official.typed import keep_typed

_DONE = 303
_REFUSED = 422
#: Longest text of a line.
MOST_CHARACTERS = 200


class SmallForm(Form):
    """A form with the mark of the record that its page shows; its token is the application's.

    Made with what was posted, else with `data`; `choices` are those of its fields, by name.
    """

    seen = HiddenField()

    def __init__(self, choices: dict[str, dict[str, str]] | None = None, **data: Any) -> None:
        posted = request.form if request.method == "POST" else None
        super().__init__(posted, meta={"choices": choices or {}}, data=data)

    @property
    def mark(self) -> str:
        """The mark that was posted; never "", which would ask nothing."""
        return next(iter(self.seen.raw_data or ()), "") or "-"


class AskedField(Field):
    """A field with a hint, that is needed unless said otherwise. `control` names its macro."""

    control = "line"
    #: WTForms' own, with the choices of the form.
    meta: Any

    def __init__(self, label: str, *, hint: str = "", needed: bool = True, **given: Any) -> None:
        super().__init__(label, **given)
        self.hint, self.needed = hint, needed

    @property
    def choices(self) -> dict[str, str]:
        """Key → words of what may be chosen."""
        found: dict[str, str] = self.meta.choices.get(self.short_name, {})
        return found

    def pre_validate(self, form: Any) -> None:
        """Raise StopValidation where something needed is missing."""
        if self.needed and self.data in (None, "", []) and not self.process_errors:
            raise StopValidation(f"{self.label.text}を入れてください。")


class LineField(AskedField):
    """One line of text."""

    data: str

    @property
    def shown(self) -> str:
        """What stands in the box."""
        return str(self.data or "")

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the line. Raises ValueError for signs that cannot be kept and for too many."""
        self.data = " ".join(valuelist[0].split()) if valuelist else ""
        try:
            self.data = keep_typed(self.data, self.label.text)
        except InputRefused as refused:
            raise ValueError(refused.sentence()) from refused
        if len(self.data) > MOST_CHARACTERS:
            raise ValueError(f"{MOST_CHARACTERS}文字までにしてください。")


class AreaField(AskedField):
    """Several lines of text, as `read` keeps them."""

    control = "area"
    data: str

    def __init__(
        self, label: str, *, read: Callable[[str], object], rows: int = 6, **given: Any
    ) -> None:
        super().__init__(label, **given)
        self.read, self.rows = read, rows

    @property
    def shown(self) -> str:
        """What stands in the box."""
        return str(self.data or "")

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the text. Raises ValueError for what cannot be read."""
        self.data = valuelist[0] if valuelist else ""
        try:
            self.read(self.data)
        except InputRefused as refused:
            raise ValueError(refused.sentence()) from refused


class DayField(AskedField):
    """A day, in 和暦 or as 2025-04-01; `data` is the date or None."""

    data: date | None
    typed = ""

    @property
    def day(self) -> date:
        """The day of a needed field of a valid form."""
        if self.data is None:
            raise ValueError(f"{self.name} has no day")
        return self.data

    @property
    def shown(self) -> str:
        """What stands in the box: what was typed, else the day in 和暦."""
        return self.typed or (to_wareki(self.data) if self.data else "")

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the day. Raises ValueError."""
        self.typed, self.data = valuelist[0].strip() if valuelist else "", None
        if not self.typed:
            return
        written = parse_date(self.typed)
        if written is None or written.precision != "day":
            raise ValueError("「令和7年4月1日」か「2025-04-01」のように書いてください。")
        self.data = written.day


class PickField(AskedField):
    """One of several; `data` is its key, "" for none."""

    control = "pick"
    data: str

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the choice. Raises ValueError for one that is not in the list."""
        self.data = valuelist[0] if valuelist else ""
        if self.data and self.data not in self.choices:
            self.data = ""
            raise ValueError("一覧から選んでください。")


class BoxesField(AskedField):
    """Some of several; `data` holds their keys."""

    control = "boxes"
    data: list[str]

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the choices. Raises ValueError for one that is not in the list."""
        self.data = [key for key in dict.fromkeys(valuelist) if key in self.choices]
        if set(valuelist) - set(self.choices):
            raise ValueError("一覧から選んでください。")


def answered(  # noqa: PLR0913 - a page is all of this
    form: SmallForm,
    *,
    title: str,
    trail: Sequence[tuple[str, str]],
    words: str,
    act: Callable[[], object],
    done: str,
    to: str,
    lead: str = "",
    style: str = "strong",
) -> ResponseReturnValue:
    """Show a form; where it was sent and is right, do the act and lead on.

    What the act refuses stands on the page with all that was typed.
    """
    error: PiaError | None = None
    status = 200
    if request.method == "POST":
        status = _REFUSED
        if form.validate():
            try:
                act()
            except PathNotFound:
                raise  # there is no such page to show it on
            except (InputRefused, ChangedMeanwhile, NotAllowed) as refused:
                error, status = refused, refused.http_status
            else:
                flash(done, "success")
                return redirect(to, _DONE)
    page = {"title": title, "trail": trail, "words": words, "lead": lead, "style": style}
    return render_template("web/admin/form.html", form=form, page=page, error=error), status
