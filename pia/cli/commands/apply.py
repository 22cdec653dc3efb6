"""`pia apply`: a table of changes brings the old edition to the new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import click

from pia.assessment import Assessment, Op, Path, RowTarget, Set, apply
from pia.assessment.ops import op_from_json
from pia.assessment.parse import parse_answers
from pia.assessment.paths import checked
from pia.cli import options
from pia.cli.files import read_document, read_json_file, shown_name, write_document
from pia.cli.japanese import Command
from pia.errors import AnswerIsNo, InputRefused, PathNotFound
from pia.imports.history_labels import find_way
from pia.imports.history_targets import GUESS, Targets
from pia.imports.renumbering import LabelledRow
from pia.official import Form, Item
from pia.official.kinds import KINDS
from pia.official.kinds.base import parse_answer
from pia.revision.printed.files import files_meant
from pia.revision.printed.forward import PrintedStep, apply_printed

_HINT = "pia compare --format json で作った表を使ってください。"


@dataclass(frozen=True)
class _OpsStep:
    """A row, or what is not printed, with its operations."""

    where: str
    ops: list[Op]


@click.command(cls=Command, name="apply")
@options.document("OLD")
@options.document("TABLE")
@options.out
def command(old: str, table: str, out: str) -> None:
    """変更箇所の表(pia compare --format json)を OLD に当て、新しい版を書き出します。

    操作の記録のない行は、変更前の記載が項目の中にちょうど1か所ある場合だけ当てます。
    """
    assessment = read_document(old)
    steps = _steps(_read(table))
    for kind, some in groupby(steps, key=type):
        do_all = _printed if kind is PrintedStep else _operated
        assessment = do_all(assessment, some)
    answers = parse_answers(assessment.form, assessment.answers)
    write_document(replace(assessment, answers=answers), out)


def _printed(assessment: Assessment, steps: Iterable[Any]) -> Assessment:
    """Do rows that have only their cells; one that gives no path is known by its 項目."""
    return apply_printed(assessment, [_with_label(assessment, step) for step in steps])


def _with_label(assessment: Assessment, step: PrintedStep) -> PrintedStep:
    form = assessment.form
    cells = ("", step.label, step.before, step.after, "", "")
    row = LabelledRow(cells, find_way(form, step.label), None)
    named = tuple(
        str(path)
        for target in Targets(form, assessment.answers, [row]).of(0)
        for path in _meant(assessment, target, step.label)
    )
    return replace(step, ways=(*step.ways, named))


def _meant(assessment: Assessment, target: RowTarget, label: str) -> tuple[Path, ...]:
    path = Path.parse(target.id_path)
    guessed = target.confidence == GUESS
    return files_meant(assessment.form, assessment.answers, path, label) if guessed else (path,)


def _operated(assessment: Assessment, steps: Iterable[Any]) -> Assessment:
    for step in steps:
        assessment = _applied(assessment, step.where, step.ops)
    return assessment


def _applied(assessment: Assessment, where: str, ops: list[Op]) -> Assessment:
    try:
        for op in ops:
            _refuse_wrong(assessment.form, op, where)
        return replace(assessment, answers=apply(assessment.answers, ops))
    except PathNotFound as error:
        raise InputRefused(error.message, where=where, hint=error.hint) from error
    except AnswerIsNo as error:
        raise AnswerIsNo(error.message, where=f"{where} {error.where}", hint=error.hint) from error


def _refuse_wrong(form: Form, op: Op, where: str) -> None:
    """Refuse an op on what the form does not have, or with an answer it does not take."""
    _, node = checked(form, op.at.removesuffix(".@id"))
    if isinstance(op, Set) and isinstance(node, Item) and op.new is not None:
        parse_answer(KINDS[node.kind], node, op.new, f"{where} {op.at}")


def _read(name: str) -> dict[str, Any]:
    """Return a table; one that knows only its rows has nothing that is not printed."""
    given = read_json_file(name)
    if isinstance(given, dict) and given.get("rows"):
        given = {"unprinted": []} | given
    lists = ("rows", "unprinted")
    if not isinstance(given, dict) or not all(isinstance(given.get(k), list) for k in lists):
        raise InputRefused("変更箇所の表ではありません", where=shown_name(name), hint=_HINT)
    return given


def _steps(table: dict[str, Any]) -> Iterator[_OpsStep | PrintedStep]:
    """Yield every row and what is not printed; the latter is nothing without its operations."""
    for number, row in enumerate(table["rows"], start=1):
        where = f"{number}行目"
        yield _ops(row, where) or _cells(row, where)
    for number, part in enumerate(table["unprinted"], start=1):
        step = _ops(part, f"{number}件目(表に載せない違い)")
        if step is not None:
            yield step


def _ops(given: Any, where: str) -> _OpsStep | None:
    ops = given.get("ops") if isinstance(given, dict) else None
    if ops is None:
        return None
    if not isinstance(ops, list):
        raise InputRefused("ops は操作の一覧です", where=where, hint=_HINT)
    return _OpsStep(where, [op_from_json(op, where) for op in ops])


def _cells(given: Any, where: str) -> PrintedStep:
    """Return a row by its cells. Raises InputRefused where one of the three is missing."""
    row = given if isinstance(given, dict) else {}
    cells = [row.get(key) for key in ("item", "before", "after")]
    if not all(isinstance(cell, str) for cell in cells):
        hint = "ops のない行には item・before・after が要ります。"
        raise InputRefused("項目・変更前・変更後のない行は当てられません", where=where, hint=hint)
    label, before, after = map(str, cells)
    return PrintedStep(where, label, before, after, tuple(_ways(row)))


def _ways(row: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield what a row says it is about: by ids, then by the places in the old and the new edition.

    A row of 別添2 as a document stores it names its targets with their confidence.
    """
    given = row.get("id_paths")
    targets = given if isinstance(given, list) else []
    named = (t.get("id_path") if isinstance(t, dict) else t for t in targets)
    yield tuple(path for path in named if isinstance(path, str))
    for key in ("old_path", "new_path"):
        path = row.get(key)
        if isinstance(path, str):
            yield (path,)
