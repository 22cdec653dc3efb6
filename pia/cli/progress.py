"""How far long work is: a bar on a terminal, a line per thing elsewhere, nothing with --quiet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import click

_Thing = TypeVar("_Thing")


def progress(
    things: Sequence[_Thing], name: Callable[[_Thing], str], label: str, *, quiet: bool
) -> Iterable[_Thing]:
    """Return the things; on the way standard error tells where the work is."""
    if quiet:
        return things
    if sys.stderr.isatty():
        return _bar(things, label)
    return _lines(things, name)


def _bar(things: Sequence[_Thing], label: str) -> Iterator[_Thing]:
    with click.progressbar(things, label=label, file=sys.stderr) as bar:
        yield from bar


def _lines(things: Sequence[_Thing], name: Callable[[_Thing], str]) -> Iterator[_Thing]:
    for count, thing in enumerate(things, start=1):
        click.echo(f"{count}/{len(things)} {name(thing)}", err=True)
        yield thing
