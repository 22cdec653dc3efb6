"""Builds a Form from its YAML and refuses a wrong definition with file, line and nearest key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pia.official.form import (
    ROLES,
    Beside,
    ChangeTable,
    Choice,
    Condition,
    Form,
    Group,
    Help,
    Item,
    Node,
    Part,
    Repeat,
)
from pia.official.kinds import KINDS
from pia.official.yamlfile import Mapping

VALUE_PLACES = ("beside", "below", "heading", "beside_heading", "appendix")

_COMMON = ("number", "title", "label", "also", "mark", "when", "contains", "important", "in_label")
_ALLOWED = {
    "part": ("part", *_COMMON),
    "group": ("group", *_COMMON, "span"),
    "repeat": ("repeat", *_COMMON, "bands", "names", "row_lists_items", "needed"),
    "item": (
        *("item", *_COMMON, "kind", "choices", "important_verified", "in_change_table"),
        *("stamped", "value", "beside", "counts", "evidence", "needed"),
    ),
}


def build_form(raw: Mapping, advice: Mapping | None) -> Form:
    """Build the form that `raw` defines, with `advice` as its help. Raises DefinitionRefused."""
    builder = _Builder(raw, advice)
    parts = tuple(builder.part(p) for p in raw.need("parts", list))
    builder.check_references()
    return Form(
        form=raw.need("form", str),
        edition=raw.need("edition", str),
        name=raw.need("name", str),
        number=raw.need("number", str),
        title=raw.need("title", str),
        tag=raw.need("tag", str),
        month=_month(raw),
        verified=raw.need("verified", bool),
        source=raw.typed("source", str, default=""),
        parts=parts,
        change_table=_change_table(raw.need("change_table", Mapping)),
        arrivals={},
    )


def _month(raw: Mapping) -> date:
    text = raw.need("month", str)
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise raw.refuse(f"month の {text} は 2018-05 の形ではありません", "month") from None


def _change_table(raw: Mapping) -> ChangeTable:
    raw.only("path", "number", "title", "columns")
    columns = raw.need("columns", Mapping)
    return ChangeTable(
        path=raw.need("path", str),
        number=raw.need("number", str),
        title=raw.need("title", str),
        columns=tuple((key, str(words)) for key, words in columns.items()),
    )


class _Builder:
    """Builds nodes top down; remembers each item's mapping to check what it refers to."""

    def __init__(self, raw: Mapping, advice: Mapping | None) -> None:
        self.top = raw
        self.lists: Mapping = raw.typed("lists", Mapping, default=Mapping(raw.file, raw.line))
        self.advice = advice
        self.seen: dict[str, tuple[Node, Mapping, str]] = {}

    def part(self, raw: Mapping) -> Part:
        part = self.node(raw, "", important=False)
        if not isinstance(part, Part):
            raise raw.refuse("parts には part だけを置けます")
        return part

    def node(self, raw: Any, scope: str, *, important: bool) -> Node:
        """Build one node. `scope` is the path prefix, `important` what its heading says of ※."""
        if not isinstance(raw, Mapping):
            raise self.top.refuse(f"{raw} の所には part・group・repeat・item が要ります", "parts")
        role = next((r for r in ROLES if r in raw), None)
        if role is None:
            raise raw.refuse("part・group・repeat・item のどれかが要ります")
        raw.only(*_ALLOWED[role])
        inherited = raw.typed("important", bool, default=important)
        key = raw.need(role, str)
        path = key if role in ("part", "group") else scope + key
        self._claim(path, raw, role, scope)
        inner = f"{path}[]." if role == "repeat" else scope
        below = important if role == "item" else inherited
        children = tuple(
            self.node(child, inner, important=below)
            for child in raw.typed("contains", list, default=[])
        )
        common = self._common(raw, key, path, children)
        node = self._make(role, raw, common, important=inherited)
        self.seen[path] = (node, raw, scope)
        return node

    def _claim(self, path: str, raw: Mapping, role: str, scope: str) -> None:
        if path in self.seen:
            raise raw.refuse(f"{path} が二度定義されています", role)
        self.seen[path] = (_PENDING, raw, scope)

    def _common(
        self, raw: Mapping, key: str, path: str, children: tuple[Node, ...]
    ) -> dict[str, Any]:
        label = raw.typed("label", str)
        in_label = raw.typed("in_label", bool, default=True)
        mark = "※" if raw.get("important") is True else ""
        return {
            "key": key,
            "path": path,
            "number": raw.typed("number", str, default=""),
            "title": raw.need("title", str) if "repeat" not in raw else raw.get("title", ""),
            "label": label if in_label else "",
            "also": raw.words("also"),
            "mark": raw.typed("mark", str, default=mark),
            "when": self._condition(raw),
            "contains": children,
        }

    def _make(self, role: str, raw: Mapping, common: dict[str, Any], *, important: bool) -> Node:
        if role == "part":
            return Part(**common)
        if role == "group":
            return Group(**common, span=raw.typed("span", bool, default=False))
        if role == "repeat":
            return Repeat(
                **common,
                bands=tuple(_bands(raw)),
                names=raw.typed("names", str, default=""),
                row_lists_items=raw.typed("row_lists_items", bool, default=False),
                needed=raw.typed("needed", bool, default=False),
            )
        return self._item(raw, common, important=important)

    def _item(self, raw: Mapping, common: dict[str, Any], *, important: bool) -> Item:
        kind = raw.known("kind", raw.need("kind", str), KINDS)
        choices = tuple(self._choices(raw))
        if bool(choices) != KINDS[kind].has_choices:
            raise raw.refuse(f"{common['path']} の choices は種類 {kind} に合いません", "kind")
        return Item(
            **common,
            kind=kind,
            choices=choices,
            important=important,
            important_verified=raw.typed("important_verified", bool, default=True),
            in_change_table=raw.typed("in_change_table", bool, default=True),
            stamped=raw.typed("stamped", bool, default=False),
            needed=raw.typed("needed", bool, default=False),
            value=raw.known("value", raw.typed("value", str, default="beside"), VALUE_PLACES),
            beside=self._beside(raw),
            counts=raw.typed("counts", str, default=""),
            evidence=raw.words("evidence"),
            help=self._help(common["path"], raw),
        )

    def _choices(self, raw: Mapping) -> Iterator[Choice]:
        given = raw.typed("choices", Mapping, str, default={})
        if isinstance(given, str):
            given = self.lists.need(raw.known("choices", given, self.lists), Mapping)
        for key, words in given.items():
            if isinstance(words, Mapping):
                words.only("words", "detail", "under")
                detail = words.typed("detail", bool, default=False)
                under = words.typed("under", str, default="")
                yield Choice(str(key), words.need("words", str), detail, under)
            else:
                yield Choice(str(key), str(words))

    def _condition(self, raw: Mapping) -> Condition | None:
        given = raw.typed("when", Mapping)
        if given is None:
            return None
        given.only("item", "is", "is_not")
        if ("is" in given) == ("is_not" in given):
            raise given.refuse("when には is か is_not のどちらか一つを書きます")
        word = "is" if "is" in given else "is_not"
        return Condition(given.need("item", str), given.words(word), word == "is")

    def _beside(self, raw: Mapping) -> Beside | None:
        given = raw.typed("beside", Mapping)
        if given is None:
            return None
        given.only("item", "choice")
        return Beside(given.need("item", str), given.typed("choice", str, default=""))

    def _help(self, path: str, raw: Mapping) -> Help:
        if self.advice is None:
            return Help("", "", "")
        if path not in self.advice:
            raise raw.refuse(f"{path} の記入の手引きが {self.advice.file} にありません", "item")
        given = self.advice.need(path, Mapping)
        given.only("write", "good", "bad")
        return Help(*(given.need(word, str) for word in ("write", "good", "bad")))

    def check_references(self) -> None:
        """Refuse a `when`, `beside`, `counts`, `evidence` or `names` that points to nothing."""
        for path, (node, raw, scope) in self.seen.items():
            if node.when is not None:
                self._check_condition(node.when, scope, raw)
            if isinstance(node, Repeat) and node.names:
                raw.known("names", node.names, self._inside(f"{path}[].", Item))
            if isinstance(node, Item):
                self._check_item(node, scope, raw)

    def _check_item(self, item: Item, scope: str, raw: Mapping) -> None:
        for key in item.evidence:
            self._sibling("evidence", key, scope, raw)
        if item.counts:
            raw.known("counts", item.counts, self._inside(scope, Repeat))
        if item.beside:
            other = self._sibling("beside", item.beside.item, scope, raw)
            if item.beside.choice:
                raw.known("beside", item.beside.choice, [c.key for c in _choices_of(other)])

    def _check_condition(self, when: Condition, scope: str, raw: Mapping) -> None:
        other = self._sibling("when", when.item, scope, raw)
        for key in when.keys:
            raw.known("when", key, [c.key for c in _choices_of(other)])

    def _sibling(self, word: str, key: str, scope: str, raw: Mapping) -> Node:
        """Return the node `key` names, in the same object or in one around it."""
        for prefix in scopes(scope):
            if prefix + key in self.seen:
                return self.seen[prefix + key][0]
        inside = [p[len(scope) :] for p in self.seen if p.startswith(scope)]
        raw.known(word, key, inside)
        raise AssertionError("known() refuses")

    def _inside(self, scope: str, kind: type[Node]) -> list[str]:
        """Return the keys of the items or repeats of one object."""
        inside = {p[len(scope) :]: n for p, (n, _, _) in self.seen.items() if p.startswith(scope)}
        return [key for key, node in inside.items() if isinstance(node, kind) and "." not in key]


def scopes(scope: str) -> list[str]:
    """Return a path prefix and those around it: `a[].b[].` gives itself, `a[].` and ""."""
    pieces = scope.split(".")[:-1]
    return ["".join(f"{p}." for p in pieces[:n]) for n in range(len(pieces), -1, -1)]


def _choices_of(node: Node) -> Sequence[Choice]:
    return node.choices if isinstance(node, Item) else ()


def _bands(raw: Mapping) -> Iterator[tuple[int, int]]:
    for band in raw.typed("bands", list, default=[]):
        first, _, last = str(band).partition("-")
        if not (first.isdecimal() and last.isdecimal()):
            raise raw.refuse(f"bands の {band} は 2-5 の形ではありません", "bands")
        yield int(first), int(last)


_PENDING = Part("", "", "", "", None, (), "", None, ())
