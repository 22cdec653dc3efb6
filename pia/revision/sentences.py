"""Sentence mode: a cell prints the sentences that changed, and （略） for those that did not."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rapidfuzz.distance import Indel

from pia.official.folding import fold
from pia.revision.blocks import is_heading

LEFT_OUT = "（略）"
_SENTENCE = re.compile(r"[^。\n]*[。\n][」』）)]*\n?|[^。\n]+")


def abridged(before: str, after: str, own: Collection[str] = ()) -> tuple[str, str]:
    """Return both cells with every run of equal sentences as （略）.

    The last heading before a changed sentence stays, so that the reader knows which block it stands
    in; `own` holds headings of this city. White space stays. Texts that share no sentence longer
    than （略） come back as they are. Deterministic: the proof renders it again.
    """
    old, new = _sentences(before), _sentences(after)
    heads = _heading_places(old, own)
    left: list[str] = []
    right: list[str] = []
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            start, end = code.src_start, code.src_end
            is_last = end == len(old) and code.dest_end == len(new)
            inside = [place for place in heads if start <= place < end and not is_last]
            shown = _shown(old[start:end], inside[-1] - start if inside else None)
            left.append(shown)
            right.append(shown)
        else:
            left += old[code.src_start : code.src_end]
            right += new[code.dest_start : code.dest_end]
    return "".join(left), "".join(right)


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)


def _heading_places(sentences: Sequence[str], own: Collection[str]) -> list[int]:
    """Return which sentences are headings: lines of their own, as `blocks` reads them."""
    known = {fold(heading) for heading in own}
    return [
        place
        for place, sentence in enumerate(sentences)
        if (place == 0 or sentences[place - 1].endswith("\n")) and is_heading(sentence, known)
    ]


def _shown(equal: Sequence[str], head: int | None) -> str:
    """Return what is printed of sentences that both sides have; `head` is the heading that stays."""
    if head is None:
        return _left_out(equal)
    return _left_out(equal[:head]) + equal[head] + _left_out(equal[head + 1 :])


def _left_out(sentences: Sequence[str]) -> str:
    text = "".join(sentences)
    if len(text.strip()) <= len(LEFT_OUT):
        return text
    return LEFT_OUT + ("\n" if text.endswith("\n") else "")
