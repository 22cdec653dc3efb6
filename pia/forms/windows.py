"""Long lists of things (委託事項): which of them have their fields on a page.

What has no field is not posted, and what is not posted stays as it is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pia.forms.beside import PageButton
from pia.forms.blocks import Window
from pia.forms.reading import OPEN

#: Things of one list that have their fields on one page; one has some 15 kB.
MOST_SHOWN = 5


def long_list(things: Iterable[str], at: str) -> str:
    """Return the long list that `at` lies in, else the first one; `things` are id paths."""
    counts = Counter(path.rpartition("[@")[0] for path in things if path.endswith("]"))
    long = [path for path, count in counts.items() if count > MOST_SHOWN]
    return next((path for path in long if at.startswith(f"{path}[")), next(iter(long), ""))


def shown_of(names: list[str], at: str, *, is_open: bool) -> range:
    """Return which things of a list have their fields on the page: of a long one those around `at`.

    Of several long lists only one is open: twenty 提供先 and twenty 移転先 stand on one page.
    """
    if len(names) <= MOST_SHOWN:
        return range(len(names))
    if not is_open:
        return range(0)
    here = next((n for n, name in enumerate(names) if f"{at}.".startswith(f"{name}.")), 0)
    first = here - here % MOST_SHOWN
    return range(first, min(first + MOST_SHOWN, len(names)))


def window_of(names: list[str], shown: range) -> Window:
    """Return what is said of the things that have their fields on a page, and the way to others."""
    words = f"{len(names)}件のうち{shown.start + 1}～{shown.stop}件目の欄を開いています。"
    around = [("前", shown.start - MOST_SHOWN), ("次", shown.stop)]
    if not shown:
        words, around = f"{len(names)}件あります。ここでは欄を開いていません。", [("最初", 0)]
    buttons = tuple(
        PageButton(
            f"{OPEN}:{names[n]}",
            f"保存して{word}の{min(MOST_SHOWN, len(names) - n)}件を開く",
            f"保存して{word}の{min(MOST_SHOWN, len(names) - n)}件へ",
        )
        for word, n in around
        if 0 <= n < len(names)
    )
    return Window(words, buttons)
