"""The forms that stand in `data/forms`: one per kind and edition, some based on an older one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from pia.errors import InputRefused, nearest
from pia.official.arrivals import read_arrivals
from pia.official.form import Form
from pia.official.inherit import based_on, item_paths
from pia.official.loader import build_form
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path

#: A form is named by its kind and edition; no other file is a form, wherever it stands.
_NAME = re.compile(r"[a-z0-9]{1,20}_[a-z][0-9]{2}-[0-9]{2}")

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
    name = f"{form}_{edition}"
    path = data_path("forms", f"{name}.yaml")
    if not _NAME.fullmatch(name) or not path.is_file():
        known = [f.stem for f in data_path("forms").glob("*_*-*.yaml")]
        near = nearest(name, known) or ", ".join(known)
        raise InputRefused(
            f"様式 {form} の {edition} 版はありません", hint=f"近いのは {near} です。"
        )
    return read_form(path)


def read_form(path: Path) -> Form:
    """Read one form definition with what it is based on. Raises DefinitionRefused."""
    raw = read_yaml(path)
    raw.only(*_TOP)
    whole = _whole(raw, path, ())
    advice = _advice(whole, path)
    form = build_form(whole, advice)
    if advice is not None:
        _check_advice(form, advice, path)
    if path.stem != f"{form.form}_{form.edition}":
        raise raw.refuse("form と edition がファイルの名前と違います", "edition")
    if "from" not in raw and "based_on" not in raw:
        return form
    return replace(form, arrivals=read_arrivals(raw, form, lambda e: _sibling(raw, path, e)))


def form_in_force(form: str, day: date) -> Form:
    """Return the newest edition whose month has begun on `day`, else the oldest."""
    known = [load_form(form, e) for e in editions(form)]
    begun = [f for f in known if f.month <= day]
    return begun[-1] if begun else known[0]


def _whole(raw: Mapping, path: Path, newer: tuple[Path, ...]) -> Mapping:
    """Return a definition with what it is based on, and that with what it is based on."""
    older = _older(raw, path)
    if older is None:
        if "differences" in raw:
            raise raw.refuse("differences には based_on が要ります", "differences")
        return raw
    if older in (path, *newer):
        raise raw.refuse("based_on が輪になっています", "based_on")
    return based_on(raw, _whole(read_yaml(older), older, (path, *newer)))


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


def _check_advice(form: Form, advice: Mapping, path: Path) -> None:
    """Refuse advice for a path that no edition of the form has: they share one file of it."""
    known = [item.path for item in form.items]
    if set(advice) <= set(known):
        return
    for other in sorted(path.parent.glob(f"{form.form}_*.yaml")):
        if other != path and _NAME.fullmatch(other.stem):
            known += item_paths(_whole(read_yaml(other), other, ()))
    advice.only(*known)
