"""The forms that stand in `data/forms`: one per kind and edition, some based on an older one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from pia.errors import InputRefused, nearest
from pia.official.arrivals import read_arrivals
from pia.official.form import Form
from pia.official.inherit import based_on
from pia.official.loader import build_form
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path

_TOP = (
    *("form", "edition", "name", "number", "title", "tag", "month", "verified", "source", "help"),
    *("lists", "change_table", "parts", "based_on", "differences", "from"),
)


def editions(form: str = "yoshiki3") -> tuple[str, ...]:
    """Return the editions of a form, oldest first."""
    files = data_path("forms").glob(f"{form}_[a-z][0-9][0-9]-[0-9][0-9].yaml")
    names = [f.stem.removeprefix(f"{form}_") for f in files]
    return tuple(sorted(names, key=lambda e: load_form(form, e).month))


@cache
def load_form(form: str = "yoshiki3", edition: str = "h30-05") -> Form:
    """Return an edition of a form. Raises InputRefused for one that does not exist."""
    path = data_path("forms", f"{form}_{edition}.yaml")
    if not path.is_file():
        known = [f.stem for f in data_path("forms").glob("*_*-*.yaml")]
        near = nearest(f"{form}_{edition}", known) or ", ".join(known)
        raise InputRefused(
            f"様式 {form} の {edition} 版はありません", hint=f"近いのは {near} です。"
        )
    return read_form(path)


def read_form(path: Path) -> Form:
    """Read one form definition with what it is based on. Raises DefinitionRefused."""
    raw = read_yaml(path)
    raw.only(*_TOP)
    older = _older(raw, path)
    whole = based_on(raw, read_yaml(older)) if older else raw
    form = build_form(whole, _advice(whole, path))
    if "from" not in raw and older is None:
        return form
    return replace(form, arrivals=read_arrivals(raw, form, lambda e: _sibling(raw, path, e)))


def form_in_force(form: str, day: date) -> Form:
    """Return the newest edition whose month has begun on `day`, else the oldest."""
    known = [load_form(form, e) for e in editions(form)]
    begun = [f for f in known if f.month <= day]
    return begun[-1] if begun else known[0]


def _older(raw: Mapping, path: Path) -> Path | None:
    edition = raw.typed("based_on", str)
    if edition is None:
        return None
    older = path.with_name(f"{raw.need('form', str)}_{edition}.yaml")
    if not older.is_file():
        raise raw.refuse(f"based_on の {edition} 版がありません", "based_on")
    return older


def _sibling(raw: Mapping, path: Path, edition: str) -> Form:
    other = path.with_name(f"{raw.need('form', str)}_{edition}.yaml")
    if not other.is_file():
        raise raw.refuse(f"from の {edition} 版がありません", "from")
    return read_form(other)


def _advice(raw: Mapping, path: Path) -> Mapping | None:
    name = raw.typed("help", str)
    return read_yaml(path.with_name(name)) if name else None
