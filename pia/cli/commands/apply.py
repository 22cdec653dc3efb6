"""`pia apply`: a table of changes brings the old edition to the new one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from pia.assessment import Assessment, Op, Set, apply
from pia.assessment.ops import op_from_json
from pia.assessment.parse import parse_answers
from pia.assessment.paths import checked
from pia.cli import options
from pia.cli.files import read_document, read_json_file, shown_name, write_document
from pia.cli.japanese import Command
from pia.errors import AnswerIsNo, InputRefused, PathNotFound
from pia.official import Form, Item
from pia.official.kinds import KINDS
from pia.official.kinds.base import parse_answer


@click.command(cls=Command, name="apply")
@options.document("OLD")
@options.document("TABLE")
@options.out
def command(old: str, table: str, out: str) -> None:
    """変更箇所の表(pia compare --format json)を OLD に当て、新しい版を書き出します。"""
    assessment = read_document(old)
    for where, ops in _steps(_read(table)):
        assessment = _applied(assessment, where, ops)
    answers = parse_answers(assessment.form, assessment.answers)
    write_document(replace(assessment, answers=answers), out)


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
    given = read_json_file(name)
    lists = ("rows", "unprinted")
    if not isinstance(given, dict) or not all(isinstance(given.get(k), list) for k in lists):
        hint = "pia compare --format json で作った表を使ってください。"
        raise InputRefused("変更箇所の表ではありません", where=shown_name(name), hint=hint)
    return given


def _steps(table: dict[str, Any]) -> list[tuple[str, list[Op]]]:
    """Return the ops of every row and of what is not printed, with where they stand."""
    steps = []
    for key, name in (("rows", "行目"), ("unprinted", "件目(表に載せない違い)")):
        for number, part in enumerate(table[key], start=1):
            where = f"{number}{name}"
            ops = part.get("ops") if isinstance(part, dict) else None
            if not isinstance(ops, list):
                hint = "pia compare --format json で作った表を使ってください。"
                raise InputRefused("ops のない行は当てられません", where=where, hint=hint)
            steps.append((where, [op_from_json(op, where) for op in ops]))
    return steps
