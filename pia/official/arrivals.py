"""`from:` of an edition: what became of every path of an older edition.

A path that both editions have needs no word. Every other path of the older one must be moved,
renamed, split or dropped, and every other path of this one must be a target or `new`, so that no
answer can get lost by forgetting it.
"""

from __future__ import annotations

from collections.abc import Callable

from pia.official.form import Arrival, Form
from pia.official.yamlfile import Mapping

HOW = ("moved", "renamed", "split", "dropped", "new", "choices")


def read_arrivals(
    raw: Mapping, form: Form, older: Callable[[str], Form]
) -> dict[str, tuple[Arrival, ...]]:
    """Read `from:` against the editions it names. Raises DefinitionRefused."""
    given: Mapping = raw.typed("from", Mapping, default=Mapping(raw.file, raw.line))
    named = list(given)
    if "based_on" in raw and raw["based_on"] not in named:
        named.append(raw["based_on"])
    found: dict[str, tuple[Arrival, ...]] = {}
    for edition in named:
        entries = given.typed(edition, list, default=[])
        arrivals = tuple(_arrival(entry, given, edition) for entry in entries)
        _check_complete(arrivals, form, older(edition), raw)
        found[edition] = arrivals
    return found


def _arrival(entry: object, given: Mapping, edition: str) -> Arrival:
    if not isinstance(entry, Mapping):
        raise given.refuse("from には {moved: 旧, to: 新} の形で書きます", edition)
    entry.only(*HOW, "to", "map")
    how = next((h for h in HOW if h in entry), None)
    if how is None:
        raise entry.refuse("moved・renamed・split・dropped・new・choices のどれかが要ります")
    path = entry.need(how, str)
    if how == "new":
        return Arrival(how, "", (path,))
    to = entry.typed("to", str, list, default=[])
    targets = (to,) if isinstance(to, str) else tuple(to)
    keys = tuple((str(k), str(v)) for k, v in entry.typed("map", Mapping, default={}).items())
    if (how in ("moved", "renamed", "split")) != bool(targets):
        raise entry.refuse(f"{how} の to が正しくありません", how)
    if any(_owner(t) != _owner(path) for t in targets):
        raise entry.refuse("別の繰り返しの中へは移せません", how)
    return Arrival(how, path, (path,) if how == "choices" else targets, keys)


def _owner(path: str) -> str:
    return path.rpartition(".")[0]


def _check_complete(arrivals: tuple[Arrival, ...], form: Form, older: Form, raw: Mapping) -> None:
    mine, theirs = _paths(form), _paths(older)
    left = theirs - mine - {a.old for a in arrivals}
    come = mine - theirs - {path for a in arrivals for path in a.new}
    for path in sorted(left):
        raise raw.refuse(f"旧版の {path} の行き先が from にありません", "from")
    for path in sorted(come):
        raise raw.refuse(f"{path} がどこから来たかが from にありません", "from")
    for arrival in arrivals:
        if arrival.old:
            raw.known("from", arrival.old, theirs)
        for path in arrival.new:
            raw.known("from", path, mine)
        _check_keys(arrival, form, older, raw)
    _check_meetings(arrivals, mine & theirs, raw)


def _check_keys(arrival: Arrival, form: Form, older: Form, raw: Mapping) -> None:
    """Refuse a `map` of choices that one of the two editions does not have."""
    for old, new in arrival.keys:
        raw.known("map", old, [c.key for c in older.item(arrival.old).choices])
        raw.known("map", new, [c.key for p in arrival.new[:1] for c in form.item(p).choices])


def _check_meetings(arrivals: tuple[Arrival, ...], both: set[str], raw: Mapping) -> None:
    """Refuse two words about one path, and two answers that would arrive at one place."""
    spoken = [a.old for a in arrivals if a.old]
    stay = sorted(both - set(spoken))
    arrive = stay + [path for a in arrivals for path in a.new]
    for path in spoken:
        if spoken.count(path) > 1:
            raise raw.refuse(f"旧版の {path} の行き先が二度書かれています", "from")
    for path in arrive:
        if arrive.count(path) > 1:
            raise raw.refuse(f"{path} に二つの答えが移ってきます", "from")


def _paths(form: Form) -> set[str]:
    return {item.path for item in form.items}
