"""Paths: `files[1].outsourcing[@9a].title`; positions count from 1, ids start with @.

A pattern path has `[]` (files[].outsourcing[].title) and names an item of the Form; a path with
numbers or ids names an answer of one document; an id path has ids only and survives moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pia.assessment.value import Answers
from pia.errors import PathNotFound, nearest
from pia.official import Form, Item, Repeat

_STEP = re.compile(r"([a-z_][a-z0-9_]*|@id)(?:\[(?:(\d{1,9})|@([A-Za-z0-9_-]+)|)\])?")


@dataclass(frozen=True)
class Step:
    """One key of a path and which thing of a repeat it takes."""

    key: str
    #: Position from 1, id, or None where none is given.
    at: int | str | None = None
    #: A pattern step `files[]`.
    any: bool = False

    def __str__(self) -> str:
        if self.any:
            return f"{self.key}[]"
        if self.at is None:
            return self.key
        return f"{self.key}[{self.at}]" if isinstance(self.at, int) else f"{self.key}[@{self.at}]"


@dataclass(frozen=True)
class Path:
    """A parsed path. `str()` gives it back as written."""

    steps: tuple[Step, ...]

    @staticmethod
    def parse(text: str) -> Path:
        """Parse a path. Raises PathNotFound where it is not written as one."""
        steps = []
        for piece in text.split("."):
            match = _STEP.fullmatch(piece)
            if match is None:
                hint = "例: files[1].outsourcing[2].title"
                raise PathNotFound(f"「{text}」は項目の場所の書き方になっていません", hint=hint)
            key, number, name = match.groups()
            at = int(number) if number else name
            steps.append(Step(key, at, any="[]" in piece))
        return Path(tuple(steps))

    def __str__(self) -> str:
        return ".".join(str(step) for step in self.steps)

    @property
    def pattern(self) -> str:
        """The pattern of the item or thing: every number and id left out."""
        pieces = [f"{s.key}[]" if s.at is not None or s.any else s.key for s in self.steps]
        return ".".join(pieces)

    @property
    def parent(self) -> Path:
        """The path of the thing that holds the last key."""
        return Path(self.steps[:-1])

    @property
    def last(self) -> Step:
        """The last step."""
        return self.steps[-1]

    def child(self, key: str, at: int | str | None = None) -> Path:
        """Return the path one key further down."""
        return Path((*self.steps, Step(key, at)))

    def whole(self) -> Path:
        """Return the path of the list a thing stands in: `files[@a]` → `files`."""
        return Path((*self.steps[:-1], Step(self.last.key)))


ROOT = Path(())


def holder(answers: Answers, path: Path) -> dict[str, Any]:
    """Return the object whose key the last step names. Raises PathNotFound."""
    here: dict[str, Any] = answers
    for place, step in enumerate(path.steps[:-1]):
        here = pick(here, step, Path(path.steps[: place + 1]))
    return here


def pick(here: dict[str, Any], step: Step, path: Path) -> dict[str, Any]:
    """Return the thing of a repeat that a step names. Raises PathNotFound."""
    things = here.get(step.key)
    found = index_of(things, step) if isinstance(things, list) else None
    if found is None:
        count = len(things) if isinstance(things, list) else 0
        raise PathNotFound(f"{path} はこの文書にありません", hint=f"{step.key} は{count}件です。")
    thing: dict[str, Any] = things[found]  # type: ignore[index]
    return thing


def index_of(things: list[Any], step: Step) -> int | None:
    """Return the index (from 0) of the thing a step names, or None."""
    if isinstance(step.at, int):
        there = 1 <= step.at <= len(things) and isinstance(things[step.at - 1], dict)
        return step.at - 1 if there else None
    ids = [thing.get("@id") if isinstance(thing, dict) else None for thing in things]
    return ids.index(step.at) if step.at is not None and step.at in ids else None


def get(answers: Answers, path: Path) -> Any:
    """Return the answer or thing of a path; None where it is absent. Raises PathNotFound."""
    here = holder(answers, path)
    if path.last.at is not None:
        return pick(here, path.last, path)
    return here.get(path.last.key)


def id_path(answers: Answers, path: Path) -> Path:
    """Return the same path with ids instead of positions. Raises PathNotFound."""
    return Path(
        tuple(
            Step(s.key, thing["@id"] if thing else None) for s, _, thing in _trodden(answers, path)
        )
    )


def position_path(answers: Answers, path: Path) -> Path:
    """Return the same path with positions instead of ids. Raises PathNotFound."""
    return Path(tuple(Step(s.key, position) for s, position, _ in _trodden(answers, path)))


def _trodden(
    answers: Answers, path: Path
) -> Iterator[tuple[Step, int | None, dict[str, Any] | None]]:
    """Yield each step with the position and the thing it takes; None where it takes none."""
    here = answers
    for place, step in enumerate(path.steps, start=1):
        if step.at is None:
            yield step, None, None
            continue
        thing = pick(here, step, Path(path.steps[:place]))
        yield step, (index_of(here[step.key], step) or 0) + 1, thing
        here = thing


def checked(form: Form, text: str) -> tuple[Path, Item | Repeat]:
    """Parse a path and find its item or repeat in the form. Raises PathNotFound with the nearest.

    A path to a thing (`files[1]`) or to a whole repeat (`files`) gives the Repeat.
    """
    path = Path.parse(text)
    node = form.find(path.pattern.removesuffix("[]"))
    if node is None or (isinstance(node, Item) and path.last.at is not None):
        raise _unknown_path(form, path)
    for place, step in enumerate(path.steps[:-1], start=1):
        if step.at is None:
            shown = Path((*path.steps[: place - 1], Step(step.key)))
            raise PathNotFound(f"{text} の {shown} には番号が要ります", hint=f"例: {shown}[1]")
    return path, node


def _unknown_path(form: Form, path: Path) -> PathNotFound:
    """Offer the pattern of the nearest item, whatever numbers the person wrote."""
    loose = re.sub(r"\[.*?\]", "", str(path))
    every = {
        re.sub(r"\[\]", "", n.path): n.path for n in form.nodes if isinstance(n, Item | Repeat)
    }
    near = nearest(loose, every)
    hint = (
        f"近い項目は {every[near]} です。" if near else "項目の一覧は pia items で確かめられます。"
    )
    return PathNotFound(f"{path} という項目は{form.name}にありません", hint=hint)


def answered(form: Form, answers: Answers) -> Iterator[tuple[Path, Item, Any]]:
    """Yield every item place of a document with its answer (None: absent), in the form's order.

    Items of things that do not exist are not yielded.
    """
    yield from _answered(form, answers, "", ROOT)


def things(form: Form, answers: Answers) -> Iterator[tuple[Path, Repeat, dict[str, Any]]]:
    """Yield every thing of every repeat (id paths), outer ones first, in the form's order."""
    yield from _things(form, answers, "", ROOT)


def _answered(
    form: Form, here: dict[str, Any], owner: str, path: Path
) -> Iterator[tuple[Path, Item, Any]]:
    for node in form.members(owner):
        if isinstance(node, Item):
            yield path.child(node.key), node, here.get(node.key)
        else:
            for thing in here.get(node.key) or ():
                yield from _answered(form, thing, node.path, path.child(node.key, thing["@id"]))


def _things(
    form: Form, here: dict[str, Any], owner: str, path: Path
) -> Iterator[tuple[Path, Repeat, dict[str, Any]]]:
    for node in form.members(owner):
        if isinstance(node, Repeat):
            for thing in here.get(node.key) or ():
                inner = path.child(node.key, thing["@id"])
                yield inner, node, thing
                yield from _things(form, thing, node.path, inner)
