"""Sentence mode: a cell prints the sentences that changed, and （略） for those that did not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from pia.revision.blocks import is_heading

LEFT_OUT = "（略）"
_SENTENCE = re.compile(r"[^。\n]*[。\n][」』）)]*\n?|[^。\n]+")


def abridged(before: str, after: str) -> tuple[str, str]:
    """Return both cells with every run of equal sentences as （略）.

    A heading stays, so that the reader knows where he is; white space stays. Texts that share no
    sentence longer than （略） come back as they are. Deterministic: the proof renders it again.
    """
    old, new = _sentences(before), _sentences(after)
    left: list[str] = []
    right: list[str] = []
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            shown = _shown(old[code.src_start : code.src_end])
            left.append(shown)
            right.append(shown)
        else:
            left += old[code.src_start : code.src_end]
            right += new[code.dest_start : code.dest_end]
    return "".join(left), "".join(right)


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)


def _shown(equal: Sequence[str]) -> str:
    """Return what is printed of sentences that both sides have."""
    head = [equal[0]] if is_heading(equal[0]) else []
    rest = "".join(equal[len(head) :])
    if len(rest.strip()) <= len(LEFT_OUT):
        return "".join(equal)
    end = "\n" if rest.endswith("\n") else ""
    return "".join(head) + LEFT_OUT + end
