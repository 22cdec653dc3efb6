"""What every template may use: the shell, dates as people write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask import Flask, g
from jinja2 import StrictUndefined
from markupsafe import Markup

import pia
from pia.accounts.japan_time import spelt
from pia.assessment.wareki import to_wareki
from pia.store.records import User
from pia.web.context import current_user, store
from pia.web.navigation import NAVIGATION, Entry
from pia.web.refusals import Refused, every

#: What stands where there is no date.
_NO_DAY = "－"


@dataclass(frozen=True)
class Shell:
    """What stands around a page."""

    city: str
    me: User | None
    navigation: tuple[Entry, ...]
    #: The page of a defect, which asks the store nothing.
    is_bare: bool = False
    version: str = pia.__version__


def configure_templates(app: Flask) -> None:
    """Refuse unknown names in templates, and give all of them the shell and the filters."""
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.filters |= {"wareki": wareki, "instant": instant, "about": about}
    app.context_processor(_shell)


def wareki(day: date | None) -> str:
    """Return a day as 令和7年4月1日, with its ISO form for machines."""
    return _NO_DAY if day is None else _time(day.isoformat(), to_wareki(day))


def instant(at: datetime | None) -> str:
    """Return an instant as 令和7年4月1日 10:32 in Japan."""
    if at is None:
        return _NO_DAY
    return _time(at.astimezone(UTC).isoformat(timespec="seconds"), spelt(at))


def about(refused: Refused, title: str) -> str:
    """Return the sentence of the error that begins with the title of a field, to stand at it.

    That of a sign no text takes names its field behind the sentence.
    """
    found = every(refused)
    at = (f"{title} ", f"{title}　")
    return next(
        (o.sentence() for o in found if o.message.startswith(title) or o.where.startswith(at)), ""
    )


def _time(machine: str, people: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, people)


def _shell() -> dict[str, Any]:
    if g.get("bare", False):
        return {"shell": Shell("", None, (), is_bare=True)}
    user = current_user()
    # With a one-time password every other page leads back to that of the password.
    menu = NAVIGATION if user and not user.one_time else ()
    entries = tuple(entry for entry in menu if user and entry.is_for(user.actor))
    return {"shell": Shell(_city(), user, entries)}


def _city() -> str:
    with store().reading() as work:
        cities = work.ownership.municipalities()
    return cities[0].name if cities else ""
