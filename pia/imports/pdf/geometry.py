"""Points, boxes and matrices of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

#: As a PDF has it: a point (x, y) moves to (ax + cy + e, bx + dy + f).
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Box(NamedTuple):
    """A filled box."""

    left: float
    low: float
    right: float
    high: float

    def within(self, other: Box) -> Box:
        """Return what two boxes share."""
        return Box(
            *(max(self.left, other.left), max(self.low, other.low)),
            *(min(self.right, other.right), min(self.high, other.high)),
        )

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in the box."""
        return self.left <= x <= self.right and self.low <= y <= self.high


def around(points: Sequence[tuple[float, float]]) -> Box:
    """Return the smallest box around points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(up), max(across), max(up))


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that first does `inner`, then `outer`."""
    a, b, c, d, e, f = outer
    return (
        *(inner[0] * a + inner[1] * c, inner[0] * b + inner[1] * d),
        *(inner[2] * a + inner[3] * c, inner[2] * b + inner[3] * d),
        *(inner[4] * a + inner[5] * c + e, inner[4] * b + inner[5] * d + f),
    )


def moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """Return where a matrix moves a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
