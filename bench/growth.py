"""Measure how cost grows and draw it: `python -m bench.growth` writes docs/images/growth-*.svg.

Two drawings with logarithmic axes: the length of one text, and the number of 委託事項. Every point
is the best of several runs, so that other work on the machine adds as little as possible.
"""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from pathlib import Path

from bench.bench_diff import by_diff_match_patch, by_words, texts
from bench.bench_engine import compared, newest, outsourced
from pia.assessment.edit import edited, set_stored
from pia.official import load_form
from pia.revision.timing.names import Renaming
from pia.revision.what_if import what_if_stored

IMAGES = Path(__file__).parents[1] / "docs/images"
LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000)
REPEATS = (10, 20, 50, 100, 200, 400)
SIGNS_PER_EDIT = 400
NAMES = (Renaming("organisation", "情報政策課", "デジタル推進課"),)
#: A line that a proposal explains in four places: a name, a citation and two spellings.
MENDED = (
    "・情報政策課は、番号法第19条第7号により、サーバの{}番の記録の漏洩を防ぐ。\n",
    "・デジタル推進課は、番号法第19条第8号により、サーバーの{}番の記録の漏えいを防ぐ。\n",
)
ENOUGH = 1.0  # seconds of runs for one point
PATIENCE = 20.0  # a line ends after a point that took so long


@dataclass(frozen=True)
class Line:
    """A measured line: (size, seconds), and how it is drawn."""

    name: str
    points: Sequence[tuple[int, float]]
    colour: str
    dash: str = ""


@dataclass(frozen=True)
class Drawing:
    """Lines over one axis of sizes."""

    file: str
    title: str
    axis: str
    lines: Sequence[Line]


def best(run: Callable[[], object]) -> float:
    times: list[float] = []
    while not times or (sum(times) < ENOUGH and len(times) < 200):  # noqa: PLR2004 - quick runs
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def measured(
    sizes: Iterable[int], prepared: Callable[[int], Callable[[], object]]
) -> list[tuple[int, float]]:
    points: list[tuple[int, float]] = []
    for size in sizes:
        points.append((size, best(prepared(size))))
        print(f"{prepared.__name__:28}{size:>8,}{points[-1][1] * 1000:12,.2f} ms", flush=True)
        if points[-1][1] > PATIENCE:
            break
    return points


def pair_of(length: int) -> tuple[str, str]:
    return texts(length, max(2, length // SIGNS_PER_EDIT))


def words_of_text(length: int) -> Callable[[], object]:
    return partial(by_words, *pair_of(length))


def diff_match_patch_of_text(length: int) -> Callable[[], object]:
    return partial(by_diff_match_patch, *pair_of(length))


def compare_with_text(length: int) -> Callable[[], object]:
    (document,) = newest("juminzei")
    sides = (edited(document, set_stored(document, "task_content", t)) for t in pair_of(length))
    return partial(compared, *sides)


def proposals_of_text(length: int) -> Callable[[], object]:
    lines = range(1, 1 + length // len(MENDED[0]))
    sides = ("".join(map(line.format, lines)) for line in MENDED)
    path, day = "files[].storage", date(2025, 4, 1)
    return partial(what_if_stored, load_form(), path, *sides, as_of=day, names=NAMES)


def compare_of_one_lineage(count: int) -> Callable[[], object]:
    return partial(compared, *outsourced(count, count // 10))


def compare_across_lineages(count: int) -> Callable[[], object]:
    return partial(compared, *outsourced(count, count // 10, related=False))


def by_length() -> Drawing:
    peer = measured(LENGTHS, diff_match_patch_of_text)
    lines = (
        Line("diff-match-patch, the text alone", peer, "#9a3412", "2 4"),
        Line(
            "compare, a whole assessment with it", measured(LENGTHS, compare_with_text), "#1e3a8a"
        ),
        Line(
            "提出時期 with proposals, a change every 10 signs",
            measured(LENGTHS, proposals_of_text),
            "#7e22ce",
            "1 3",
        ),
        Line("pia's differ, the text alone", measured(LENGTHS, words_of_text), "#166534", "8 4"),
    )
    title = f"One long text, a change every {SIGNS_PER_EDIT} signs"
    return Drawing("growth-length.svg", title, "length of the text (signs)", lines)


def by_repeats() -> Drawing:
    lines = (
        Line("across lineages", measured(REPEATS, compare_across_lineages), "#9a3412", "8 4"),
        Line("one lineage", measured(REPEATS, compare_of_one_lineage), "#1e3a8a"),
    )
    title = "Comparing whole assessments with many 委託事項"
    axis = "number of 委託事項 (one in ten changed, one moved)"
    return Drawing("growth-repeats.svg", title, axis, lines)


WIDTH, HEIGHT = 800, 460
LEFT, RIGHT, TOP, BOTTOM = 90, 730, 110, 400


def scale(low: float, high: float, start: int, end: int) -> Callable[[float], float]:
    """A logarithmic scale from values to places on the paper."""
    step = (end - start) / math.log(high / low)
    return lambda value: start + step * math.log(value / low)


def shown(seconds: float) -> str:
    """Two digits and a unit."""
    factor, unit = (1, "s") if seconds >= 1 else (1e3, "ms") if seconds >= 1e-3 else (1e6, "µs")  # noqa: PLR2004 - units
    value = seconds * factor
    return f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"  # noqa: PLR2004 - digits


def text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" {more}>{escape(words)}</text>'


def stroke(x1: float, y1: float, x2: float, y2: float, more: str) -> str:
    return f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" {more}/>'


def drawn_line(
    line: Line, x: Callable[[float], float], y: Callable[[float], float], lines: Sequence[Line]
) -> Iterable[str]:
    places = [(x(size), y(seconds)) for size, seconds in line.points]
    path = " ".join(f"{left:.1f},{top:.1f}" for left, top in places)
    look = f'fill="none" stroke="{line.colour}" stroke-width="2" stroke-dasharray="{line.dash}"'
    yield f'<polyline points="{path}" {look}/>'
    for (left, top), (size, seconds) in zip(places, line.points, strict=True):
        yield f'<circle cx="{left:.1f}" cy="{top:.1f}" r="4" fill="{line.colour}"/>'
        right, down, anchor = beside(seconds, [dict(one.points).get(size) for one in lines])
        more = f'text-anchor="{anchor}" fill="{line.colour}" class="value"'
        yield text(left + right, top + down, shown(seconds), more)


def beside(value: float, column: Iterable[float | None]) -> tuple[int, int, str]:
    """Where a value is printed: the highest of its column above, the lowest below, others right."""
    found = [one for one in column if one is not None]
    if value == max(found):
        return 0, -10, "middle"
    return (0, 20, "middle") if value == min(found) else (8, 14, "start")


def legend(lines: Sequence[Line]) -> Iterable[str]:
    for number, line in enumerate(lines):
        top = 50 + 18 * number
        look = f'stroke="{line.colour}" stroke-width="2" stroke-dasharray="{line.dash}"'
        yield stroke(LEFT, top - 4, LEFT + 40, top - 4, look)
        yield text(LEFT + 50, top, line.name, f'fill="{line.colour}"')


def svg(drawing: Drawing) -> str:
    points = [point for line in drawing.lines for point in line.points]
    sizes = sorted({size for size, _ in points})
    low = math.floor(math.log10(min(seconds for _, seconds in points)) - 0.2)
    high = math.ceil(math.log10(max(seconds for _, seconds in points)) + 0.2)
    x = scale(sizes[0] / 1.2, sizes[-1] * 1.2, LEFT, RIGHT)
    y = scale(10.0**low, 10.0**high, BOTTOM, TOP)
    parts = [text(LEFT, 26, drawing.title, 'class="title"'), *legend(drawing.lines)]
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts.append(stroke(LEFT, at, RIGHT, at, 'stroke="#d4d4d4"'))
        parts.append(text(LEFT - 8, at + 5, shown(10.0**power), 'text-anchor="end"'))
    for size in sizes:
        parts.append(stroke(x(size), TOP, x(size), BOTTOM, 'stroke="#ececec"'))
        parts.append(text(x(size), BOTTOM + 20, f"{size:,}", 'text-anchor="middle"'))
    parts.append(text((LEFT + RIGHT) / 2, BOTTOM + 44, drawing.axis, 'text-anchor="middle"'))
    for line in drawing.lines:
        parts += drawn_line(line, x, y, drawing.lines)
    style = (
        "text{font:13px sans-serif}.title{font-size:16px;font-weight:bold}.value{font-size:12px}"
    )
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>{escape(drawing.title)}</title>",
            f"<style>{style}</style>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            *parts,
            "</svg>\n",
        )
    )


def main() -> None:
    for drawing in (by_length(), by_repeats()):
        (IMAGES / drawing.file).write_text(svg(drawing), encoding="utf-8")


if __name__ == "__main__":
    main()
