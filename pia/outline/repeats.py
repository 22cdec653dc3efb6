"""Repeats as the paper groups them: 委託事項1, then the band 委託事項2～5 and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from pia.official import Repeat
from pia.outline.place import Place


def banded(repeat: Repeat, place: Place) -> Iterator[tuple[str, int, Place | None]]:
    """Yield (band to print or "", number, thing or None) in printed order.

    The first frame is printed even if the list is empty, a band even if nothing stands in it;
    things beyond the last band (委託事項21) follow without one.
    """
    frames = place.frames(repeat)
    printed = 0
    for first, last in repeat.bands:
        if first < last:
            yield _band(repeat, first, last), first, None
        for n in range(first, min(last, len(frames)) + 1):
            yield "", n, frames[n - 1]
        printed = last
    for n in range(printed + 1, len(frames) + 1):
        yield "", n, frames[n - 1]


def _band(repeat: Repeat, first: int, last: int) -> str:
    return repeat.title.replace("{n}", f"{first}～{last}")
