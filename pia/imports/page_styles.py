"""The style sheets of a page: which declarations fall on an element, and how sure that is.

Selectors of tags, classes, ids and attributes below each other are followed. What is not (the place
among sisters, a width of the screen) falls on an element only perhaps.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import html

from pia.imports.page_selectors import Part, key_of, listed, matches, particular, steps_of

#: Properties that decide whether a text is seen.
_PROPERTIES = frozenset(
    {"display", "visibility", "opacity", "font-size", "color", "background", "background-color"}
    | {"background-image", "text-decoration", "text-decoration-line", "text-indent", "position"}
    | {"left", "top", "clip", "clip-path", "height", "max-height", "overflow", "content-visibility"}
)
_TOKEN = re.compile(
    r"/\*.*?(?:\*/|\Z)|<!--|-->|(?P<word>\"(?:\\.|[^\"\\])*\"?|'(?:\\.|[^'\\])*'?|[{};]|[^{};\"'/<-]+|.)",
    re.DOTALL,
)
_IMPORTANT = re.compile(r"!\s*important\s*$", re.IGNORECASE)
#: Blocks of rules that are about no element.
_ABOUT_NOTHING = ("@font-face", "@keyframes", "@-webkit-keyframes", "@page", "@property")
_SCREEN = re.compile(r"(?:only\s+)?(?:all|screen)|", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:only\s+)?(?:print|speech|aural|braille|embossed|handheld|projection|tty|tv)\b.*",
    re.IGNORECASE,
)
#: Most rules of a page, how often one is held against an element, and groups inside each other.
MAX_RULES, MAX_LOOKS, _DEEPEST = 20_000, 2_000_000, 20

#: So many elements around another are looked at as quickly as that one; a look around costs more.
_CHEAP, _STEP = 8, 32

Declared = Mapping[str, str]


class _Rule(NamedTuple):
    steps: tuple[Part, ...]
    declared: tuple[tuple[str, str, bool], ...]
    #: How particular the selector is, then its place in the page.
    rank: tuple[int, int, int, int]
    is_sure: bool

    @property
    def is_deep(self) -> bool:
        """Whether it asks what an element stands in."""
        return len(self.steps) > 1


class TooManyRulesError(Exception):
    """A page has more rules than are followed."""


class Styles:
    """The rules of a page that decide whether its texts are seen."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._by_key: dict[str, list[_Rule]] = defaultdict(list)
        self._count = self._looked = 0
        #: What is declared of elements that look the same, where no rule asks what they stand in.
        self._known: dict[tuple[str | None, ...], tuple[Declared, Declared]] = {}
        self._is_local, self._has_deep = True, False
        for sheet in root.iter("style"):
            how = _certainty(sheet.get("media") or "")
            if how is not None:
                self._take("".join(sheet.itertext()), is_sure=how)

    def of(self, element: html.HtmlElement) -> tuple[Declared, Declared]:
        """Return what is declared of an element for sure, and with what is declared perhaps."""
        key = (str(element.tag), *map(element.get, ("class", "id", "style")))
        if key not in self._known or not self._is_local:
            self._known[key] = self._declared(element)
        return self._known[key]

    def _declared(self, element: html.HtmlElement) -> tuple[Declared, Declared]:
        sure: dict[str, tuple[tuple[object, ...], str]] = {}
        perhaps: dict[str, tuple[tuple[object, ...], str]] = {}
        for rule in self._rules_on(element) if self._count else ():
            for name, value, is_important in rule.declared:
                _lay(perhaps, name, value, (is_important, False, rule.rank))
                if rule.is_sure:
                    _lay(sure, name, value, (is_important, False, rule.rank))
        for name, value, is_important in declarations(element.get("style") or ""):
            for laid in (sure, perhaps):
                _lay(laid, name, value, (is_important, True, ()))
        return {n: v for n, (_, v) in sure.items()}, {n: v for n, (_, v) in perhaps.items()}

    def _rules_on(self, element: html.HtmlElement) -> Iterator[_Rule]:
        names = (element.get("class") or "").split()
        around = list(element.iterancestors()) if self._has_deep else []
        keys = ["*", str(element.tag), f"#{element.get('id')}", *(f".{name}" for name in names)]
        for rule in (rule for key in keys for rule in self._by_key.get(key, ())):
            self._looked += 1 + rule.is_deep * (len(around) + _STEP) // _CHEAP
            if self._looked > MAX_LOOKS:
                raise TooManyRulesError
            if matches(element, around, rule.steps):
                yield rule

    def _take(self, text: str, *, is_sure: bool) -> None:
        for selectors, body, sure in _blocks(text):
            declared = tuple(declarations(body))
            if not declared:
                continue
            for selector in listed(selectors):
                steps = steps_of(selector.strip())
                if not steps:
                    continue
                self._count += 1
                self._has_deep |= len(steps) > 1
                self._is_local &= len(steps) == 1 and steps[0].is_plain
                if self._count > MAX_RULES:
                    raise TooManyRulesError
                rank = (*particular(steps), self._count)
                how = is_sure and sure and all(step.is_sure for step in steps)
                self._by_key[key_of(steps[-1])].append(_Rule(steps, declared, rank, how))


def _lay(
    laid: dict[str, tuple[tuple[object, ...], str]], name: str, value: str, rank: tuple[object, ...]
) -> None:
    if name not in laid or laid[name][0] <= rank:
        laid[name] = rank, value


def declarations(body: str) -> Iterator[tuple[str, str, bool]]:
    """Yield name, value and whether it is important of what decides whether a text is seen."""
    for one in body.split(";"):
        name, colon, value = one.partition(":")
        name = name.strip().lower()
        if colon and name in _PROPERTIES:
            plain = _IMPORTANT.sub("", value)
            yield name, " ".join(plain.lower().split()), plain != value


def _certainty(media: str) -> bool | None:
    """Return whether rules for some media are for every screen, None where for none."""
    kinds = [one.strip() for one in media.split(",")]
    if any(_SCREEN.fullmatch(one) for one in kinds):
        return True
    return None if all(_ELSEWHERE.fullmatch(one) for one in kinds) else False


def _blocks(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield selectors, declarations and whether they are for every screen.

    A rule inside a rule is passed over: few pages have one, and it is about what is pointed at.
    """
    groups: list[bool | None] = []
    depth, selectors, body, words = 0, "", "", ""
    for token in _TOKEN.finditer(text):
        word = token["word"] or ""
        if word == "{" and depth:
            depth, words = depth + 1, ""
        elif word == "{" and words.strip().startswith("@"):
            groups, words = [*groups[:_DEEPEST], _of_group(words.strip())], ""
        elif word == "{":
            depth, selectors, body, words = 1, words.strip(), "", ""
        elif word == "}" and depth:
            body, depth, words = body + words * (depth == 1), depth - 1, ""
            if not depth and None not in groups:
                yield selectors, body, all(groups)
        elif word == "}":
            groups, words = groups[:-1], ""
        elif word == ";":
            body, words = body + (words + ";") * (depth == 1), ""
        else:
            words += word


def _of_group(words: str) -> bool | None:
    name, _, rest = words.partition(" ")
    if name.lower() == "@media":
        return _certainty(rest)
    if name.lower() in _ABOUT_NOTHING:
        return None
    return name.lower() == "@layer"
