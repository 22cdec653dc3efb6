"""What a row of 別添2 speaks of in the edition that it made."""

from __future__ import annotations

from pia.assessment import HistoryRow, Path
from pia.assessment.paths import Step, get, id_path, index_of
from pia.assessment.value import Answers
from pia.errors import PathNotFound
from pia.official import Form, Repeat
from pia.revision.printed.files import files_meant
from pia.revision.printed.things import printed_number

GENERATED, GUESS = "generated", "guess"


def targets_of(form: Form, answers: Answers, row: HistoryRow) -> tuple[Path, ...]:
    """Return the items or the thing of a row by ids, by position where nothing stands there.

    A row that was read from paper knows a thing by its printed number alone, and that number is the
    one it had in the edition of the row; so is the name of a file. A row that the engine wrote knows
    its id. What names no item of the form, or a file that is not there, is left out.
    """
    found = []
    for target in row.id_paths:
        try:
            path = Path.parse(target.id_path)
        except PathNotFound:
            continue
        if form.find(path.pattern.removesuffix("[]")) is not None:
            guessed = target.confidence == GUESS
            meant = files_meant(form, answers, path, row.item) if guessed else (path,)
            is_printed = row.origin != GENERATED and not _is_gone(answers, path)
            for one in meant:
                printed = _as_printed(form, one, row.item) if is_printed else one
                found.append(_by_ids(answers, printed))
    return tuple(found)


def _is_gone(answers: Answers, path: Path) -> bool:
    """Return whether a path knows the id of a thing that is not there: it is to come back."""
    last = path.last
    try:
        things = get(answers, path.whole()) if isinstance(last.at, str) else None
    except PathNotFound:
        return True
    return isinstance(last.at, str) and index_of(things or [], last) is None


def _as_printed(form: Form, path: Path, label: str) -> Path:
    """Return a path with the number that the label gives the innermost thing."""
    steps = list(path.steps)
    for place, step in enumerate(steps):
        pattern = Path(tuple(steps[: place + 1])).pattern
        node = form.find(pattern.removesuffix("[]")) if step.at is not None else None
        number = printed_number(node, label) if isinstance(node, Repeat) else None
        if number is not None:
            steps[place] = Step(step.key, number)
    return Path(tuple(steps))


def _by_ids(answers: Answers, path: Path) -> Path:
    try:
        return id_path(answers, path)
    except PathNotFound:
        return path
