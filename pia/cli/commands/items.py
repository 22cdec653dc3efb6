"""`pia items`: every item of a form, in order."""

from __future__ import annotations

import json
from typing import Any

import click

from pia.cli import options
from pia.cli.japanese import Command
from pia.official import Form, Item, load_form
from pia.official.kinds import KINDS
from pia.official.labels import label_long, label_short


@click.command(cls=Command, name="items")
@click.option(
    "--form", "form_name", default="yoshiki3", metavar="FORM", help="様式(既定は yoshiki3)"
)
@click.option("--edition", default="h30-05", metavar="EDITION", help="様式の版(既定は h30-05)")
@options.as_json
def command(form_name: str, edition: str, as_json: bool) -> None:
    """様式の全項目を、紙の順に示します。※は重要な変更の対象になる項目です。"""
    form = load_form(form_name, edition)
    if as_json:
        click.echo(json.dumps(items_json(form), ensure_ascii=False, indent=1))
        return
    mark = "" if form.verified else "（未確認）"
    click.echo(f"{form.name} {form.tag}{mark}")
    for item in form.items:
        sign = "※" if item.important else "　"
        click.echo(f"{sign} {item.path}\t{KINDS[item.kind].title}\t{label_long(form, item)}")


def items_json(form: Form) -> list[dict[str, Any]]:
    """Return every item and, last, the change table, as the contract lists them."""
    table = form.change_table
    label = f"({table.number}) {table.title}"
    last: dict[str, Any] = {"path": table.path, "number": table.number, "title": table.title}
    last |= {"label_long": label, "label_short": label, "kind": "change_table", "choices": []}
    last |= {"important": False, "in_change_table": False, "help": None}
    return [*(_item(form, item) for item in form.items), last | {"verified": form.verified}]


def _item(form: Form, item: Item) -> dict[str, Any]:
    advice = {"write": item.help.write, "good": item.help.good, "bad": item.help.bad}
    return {
        "path": item.path,
        "number": item.number,
        "title": item.title,
        "label_long": label_long(form, item),
        "label_short": label_short(form, item),
        "kind": item.kind,
        "choices": [{"key": c.key, "words": c.words, "detail": c.detail} for c in item.choices],
        "important": item.important,
        "in_change_table": item.in_change_table,
        "verified": form.verified and item.important_verified,
        "help": advice,
    }
