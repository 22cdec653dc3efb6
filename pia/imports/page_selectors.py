"""Selectors of a style sheet: which elements of a page they are about, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import html

#: What parts the steps of a selector; inside brackets of at most one level nothing does.
_COMBINED = re.compile(r"\s*(?:([>+~])\s*|\s)(?![^()\[\]]*[)\]])")
_COMMA = re.compile(r"(?P<open>\()|(?P<close>\))|,")
_CHOICE = re.compile(
    r":(?P<how>is|where|not|matches|-webkit-any)\((?P<parts>[^()]*)\)", re.IGNORECASE
)
_SIMPLE = re.compile(
    r"(?P<tag>\*|[a-z][\w-]*)|#(?P<id>[\w-]+)|\.(?P<name>[\w-]+)"
    r"|\[\s*(?P<key>[\w-]+)\s*(?:=\s*[\"']?(?P<value>[^\"'\]]*)[\"']?\s*)?\]|(?P<pseudo>::?[\w-]+(?:\([^()]*\))?)",
    re.IGNORECASE | re.ASCII,
)
#: What is so only while a person points or types somewhere, and what is drawn beside the text.
_PASSING = re.compile(
    r":(?:hover|focus(?:-within|-visible)?|active|visited|target)|::?(?:before|after|first-l\w+|marker"
    r"|placeholder|selection|backdrop)|::.*",
    re.IGNORECASE,
)
#: Longest selector that is looked at, and most steps of one; another may be about anything.
_LONGEST, _MOST_STEPS = 2_000, 20


class Part(NamedTuple):
    """What one step of a selector asks of an element; `below`: how it stands to the step before.

    Not sure is what is followed only in part: it falls on an element perhaps.
    """

    tag: str
    id: str
    names: frozenset[str]
    given: tuple[tuple[str, str | None], ...]
    below: str
    is_sure: bool
    #: Each of these asks for one of several parts, or for none of them.
    any_of: tuple[tuple[Part, ...], ...] = ()
    none_of: tuple[Part, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it asks for no more than tag, class and id."""
        return not (self.given or self.any_of or self.none_of)


def listed(selectors: str) -> Iterator[str]:
    """Yield the selectors of a list, parted at commas outside brackets."""
    start = depth = 0
    for sign in _COMMA.finditer(selectors):
        depth = max(0, depth + (sign["open"] is not None) - (sign["close"] is not None))
        if sign[0] == "," and not depth:
            yield selectors[start : sign.start()]
            start = sign.end()
    yield selectors[start:]


def steps_of(selector: str) -> tuple[Part, ...]:
    """Return the steps of a selector, none for one that is about no element at rest."""
    if len(selector) > _LONGEST:
        return (Part("*", "", frozenset(), (), " ", is_sure=False),)
    parts: list[Part] = []
    below, here = " ", 0
    for border in (*_COMBINED.finditer(selector), None):
        end = border.start() if border else len(selector)
        part = _part(selector[here:end], below)
        if part is None or len(parts) == _MOST_STEPS:
            return ()
        parts.append(part)
        below, here = (border[1] or " ", border.end()) if border else ("", end)
    return tuple(parts)


def _part(text: str, below: str) -> Part | None:
    part = Part("*", "", frozenset(), (), below, below in (" ", ">"))
    here = 0
    while found := _SIMPLE.match(text, here):
        here = found.end()
        if found["pseudo"]:
            if _PASSING.fullmatch(found["pseudo"]):
                return None
            part = _chosen(part, found["pseudo"])
        elif found["name"]:
            part = part._replace(names=part.names | {found["name"]})
        elif found["key"]:
            part = part._replace(given=(*part.given, (found["key"].lower(), found["value"])))
        else:
            part = part._replace(tag=(found["tag"] or part.tag).lower(), id=found["id"] or part.id)
    return part._replace(is_sure=part.is_sure and here == len(text)) if here else None


def _chosen(part: Part, pseudo: str) -> Part:
    """Return a part that asks for one of several, or for none; not sure for what else is asked."""
    choice = _CHOICE.fullmatch(pseudo)
    inner = [_part(one.strip(), " ") for one in choice["parts"].split(",")] if choice else [None]
    parts = tuple(one for one in inner if one is not None and one.is_sure)
    if choice is None or len(parts) < len(inner):
        return part._replace(is_sure=part.is_sure and pseudo.lower() == ":root")
    if choice["how"].lower() == "not":
        return part._replace(none_of=part.none_of + parts)
    return part._replace(any_of=(*part.any_of, parts))


def particular(steps: tuple[Part, ...]) -> tuple[int, int, int]:
    """Return how particular a selector is: of two, the more particular one counts."""
    return (
        sum(part.id != "" for part in steps),
        sum(len(part.names) + len(part.given) for part in steps),
        sum(part.tag != "*" for part in steps),
    )


def key_of(part: Part) -> str:
    """Return what an element must have for a part to be about it: an id, a class or a tag."""
    if part.id:
        return f"#{part.id}"
    return f".{min(part.names)}" if part.names else part.tag


def matches(
    element: html.HtmlElement, around: Sequence[html.HtmlElement], steps: tuple[Part, ...]
) -> bool:
    """Return whether a selector is about an element; what stands to sisters is not looked at."""
    *above, last = steps
    if not _is(element, last):
        return False
    if not above:
        return True
    here, below = {-1}, last.below
    for part in reversed(above):
        if below not in (" ", ">"):
            return True
        far = range(min(here) + 1, len(around)) if below == " " else (n + 1 for n in here)
        here = {n for n in far if n < len(around) and _is(around[n], part)}
        if not here:
            return False
        below = part.below
    return True


def _is(element: html.HtmlElement, part: Part) -> bool:
    if part.tag not in ("*", element.tag) or (part.id and part.id != element.get("id")):
        return False
    if part.names and not part.names <= set((element.get("class") or "").split()):
        return False
    if any(
        value not in (None, element.get(k)) or element.get(k) is None for k, value in part.given
    ):
        return False
    if any(_is(element, one) for one in part.none_of):
        return False
    return all(any(_is(element, one) for one in parts) for parts in part.any_of)
