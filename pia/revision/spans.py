"""The difference of two texts as segments (= - +) and as `Replace` operations.

Minimal edits from rapidfuzz, then the semantic clean-up of diff-match-patch, so that a reader sees
words and not scattered signs. What one reader sees as one sign is never cut: a base sign keeps its
variation selector or combining mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from pia.assessment import Replace

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
_SIGNS = {-1: "-", 0: "=", 1: "+"}


def segments(old: str, new: str) -> tuple[Segment, ...]:
    """Return how `new` differs from `old`; empty texts give no segment."""
    coded = _Clusters((old, new))
    edits = _edits(coded.encode(old), coded.encode(new))
    return tuple(_merged((_SIGNS[sign], coded.decode(text)) for sign, text in edits if text))


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


def _edits(old: str, new: str) -> Iterator[tuple[int, str]]:
    """Yield cleaned edits; in long texts sentences first, then the signs of those that differ."""
    if len(old) + len(new) <= _LONG:
        yield from _cleaned(_minimal(old, new))
        return
    before, after = _sentences(old), _sentences(new)
    gone = come = ""
    for code in Indel.opcodes(before, after):
        if code.tag == "equal":
            yield from _cleaned(_bounded(gone, come))
            yield 0, "".join(before[code.src_start : code.src_end])
            gone = come = ""
        else:
            gone += "".join(before[code.src_start : code.src_end])
            come += "".join(after[code.dest_start : code.dest_end])
    yield from _cleaned(_bounded(gone, come))


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)


def _bounded(old: str, new: str) -> list[tuple[int, str]]:
    """Return minimal edits of texts that are akin and not too long; else all of both.

    Cleaning up thousands of chance agreements takes seconds and leaves the same.
    """
    size = len(old) + len(new)
    if size > _TOO_LONG or (size > _LONG and Indel.normalized_similarity(old, new) < _ALIEN):
        return [(-1, old), (1, new)]
    return _minimal(old, new)


def _minimal(old: str, new: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for code in Indel.opcodes(old, new):
        gone = old[code.src_start : code.src_end]
        come = new[code.dest_start : code.dest_end]
        found += [(0, gone)] if code.tag == "equal" else [(-1, gone), (1, come)]
    return [(sign, text) for sign, text in found if text]


def _cleaned(diffs: list[tuple[int, str]]) -> list[tuple[int, str]]:
    machine = diff_match_patch()
    machine.diff_cleanupMerge(diffs)
    machine.diff_cleanupSemantic(diffs)
    return diffs


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
