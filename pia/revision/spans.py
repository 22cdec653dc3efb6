"""The difference of two texts as segments (= - +) and as `Replace` operations.

Words are compared, not signs (`pia.revision.inline`), so that no border stands inside a word, number
or day. What one reader sees as one sign is never cut: a base sign keeps its variation selector or
combining mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import Indel

from pia.assessment import Replace
from pia.revision.inline import edits

#: ("=" | "-" | "+", text); `=` and `-` joined are the old text, `=` and `+` the new one.
Segment = tuple[str, str]

_CLUSTER = re.compile(
    ".[\u0300-\u036f\u3099\u309a\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]+", re.DOTALL
)
#: Where clusters stand while the difference is made: the last private plane.
_PRIVATE = 0x100000
#: Signs of both texts from which on they are compared sentence by sentence first, and one
#: sentence against another only where they are akin and not too long.
_LONG, _TOO_LONG, _ALIEN = 4000, 24_000, 0.35
_SENTENCE = re.compile("[^。\n]*[。\n]|[^。\n]+")


def segments(old: str, new: str) -> tuple[Segment, ...]:
    """Return how `new` differs from `old`; empty texts give no segment."""
    coded = _Clusters((old, new))
    parts = _edits(coded.encode(old), coded.encode(new))
    return tuple(_merged((sign, coded.decode(text)) for sign, text in parts))


def replacements(at: str, parts: Iterable[Segment]) -> tuple[Replace, ...]:
    """Return the operations of segments, left to right, each in the text as it then is."""
    return tuple(_replacements(at, parts))


def joined(parts: Iterable[Segment], signs: str) -> str:
    """Return the old text (`=-`) or the new text (`=+`) of segments."""
    return "".join(text for sign, text in parts if sign in signs)


def _replacements(at: str, parts: Iterable[Segment]) -> Iterator[Replace]:
    done, gone, come = 0, "", ""
    for sign, text in (*parts, ("=", "")):
        if sign == "-":
            gone += text
        elif sign == "+":
            come += text
        else:
            if gone or come:
                yield Replace(at, done, gone, come)
            done += len(come) + len(text)
            gone = come = ""


def _edits(old: str, new: str) -> Iterator[Segment]:
    """Yield edits; in long texts sentences first, then the words of those that differ."""
    if len(old) + len(new) <= _LONG:
        yield from edits(old, new)
        return
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    gone = come = ""
    for code in Indel.opcodes(before, after):
        sentences = "".join(before[code.src_start : code.src_end])
        if code.tag == "equal":
            yield from _bounded(gone, come)
            yield "=", sentences
            gone = come = ""
        else:
            gone += sentences
            come += "".join(after[code.dest_start : code.dest_end])
    yield from _bounded(gone, come)


def _bounded(old: str, new: str) -> Iterator[Segment]:
    """Yield the edits of texts that are akin and not too long; else all of both.

    Thousands of chance agreements take long and tell a reader nothing.
    """
    size = len(old) + len(new)
    if size > _TOO_LONG or (size > _LONG and Indel.normalized_similarity(old, new) < _ALIEN):
        return iter((("-", old), ("+", new)))
    return edits(old, new)


def _merged(parts: Iterable[Segment]) -> Iterator[Segment]:
    """Yield segments with neighbours of one sign joined; what goes stands before what comes."""
    gone, come, kept = "", "", ""
    for sign, text in (*parts, ("", "")):
        if sign in ("-", "+") and kept:
            yield ("=", kept)
            kept = ""
        if sign in ("=", ""):
            yield from ((s, t) for s, t in (("-", gone), ("+", come)) if t)
            gone = come = ""
        gone += text if sign == "-" else ""
        come += text if sign == "+" else ""
        kept += text if sign == "=" else ""
    if kept:
        yield ("=", kept)


class _Clusters:
    """Signs of several code points, each as one private sign that neither text contains."""

    def __init__(self, texts: tuple[str, str]) -> None:
        found = dict.fromkeys(c for text in texts for c in _CLUSTER.findall(text))
        used = set("".join(texts)) if found else set()
        free = (chr(n) for n in range(_PRIVATE, _PRIVATE + 0xFFFE) if chr(n) not in used)
        self._signs = dict(zip(found, free, strict=False))
        self._clusters = {sign: cluster for cluster, sign in self._signs.items()}

    def encode(self, text: str) -> str:
        if not self._signs:
            return text
        return _CLUSTER.sub(lambda m: self._signs.get(m[0], m[0]), text)

    def decode(self, text: str) -> str:
        if not self._signs:
            return text
        return "".join(self._clusters.get(sign, sign) for sign in text)
