"""`pia show`: a document, a thing or an item as readable text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from pia.assessment import Assessment, Path
from pia.assessment.naming import label_of
from pia.assessment.paths import answered, checked, get, id_path
from pia.cli import options
from pia.cli.files import read_document
from pia.cli.japanese import Command
from pia.official import Item
from pia.official.kinds import KINDS, UNKNOWN_REASONS, is_unknown


@click.command(cls=Command, name="show")
@options.document()
@click.argument("path", metavar="[PATH]", required=False)
def command(doc: str, path: str | None) -> None:
    """評価書の全体、または PATH の項目を読みやすく表示します。"""
    assessment = read_document(doc)
    if path is None:
        click.echo("\n".join(_lines(assessment, None)))
        return
    found, node = checked(assessment.form, path)
    if isinstance(node, Item):
        value = get(assessment.answers, found)
        click.echo(readable(node, value))
        return
    exact = id_path(assessment.answers, found)
    get(assessment.answers, exact)
    click.echo("\n".join(_lines(assessment, exact)))


def readable(item: Item, value: Any) -> str:
    """Return an answer as a person reads it."""
    if value is None:
        return "（未記入）"
    if is_unknown(value):
        raw = f" 原文: {value['raw']}" if value.get("raw") else ""
        return f"（読取不能: {UNKNOWN_REASONS[value['unknown']]}）{raw}"
    return KINDS[item.kind].printed(item, value)


def _lines(assessment: Assessment, within: Path | None) -> Iterator[str]:
    """Yield label and answer of each item, of the whole document or inside a thing or repeat."""
    form, answers = assessment.form, assessment.answers
    if not form.verified:
        yield f"{form.tag} の内容は未確認です。"
    for path, item, value in answered(form, answers):
        if within is None or _inside(path, within):
            yield f"■ {label_of(form, answers, path)}"
            yield from (f"  {line}" for line in readable(item, value).split("\n"))
    if within is None:
        for row in assessment.change_history:
            yield f"□ {row.changed_on} {row.item} [{row.timing}]"


def _inside(path: Path, within: Path) -> bool:
    steps = path.steps[: len(within.steps)]
    same = all(a.key == b.key for a, b in zip(steps, within.steps, strict=False))
    return same and all(b.at in (None, a.at) for a, b in zip(steps, within.steps, strict=False))
