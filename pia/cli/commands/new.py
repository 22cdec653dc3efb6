"""`pia new`: an empty assessment."""

from __future__ import annotations

import secrets

import click

from pia.assessment.edit import edited, set_typed
from pia.assessment.new import new_assessment
from pia.cli import options
from pia.cli.files import write_document
from pia.cli.japanese import Command
from pia.official import load_form


@click.command(cls=Command, name="new")
@click.option(
    "--form", "form_name", default="yoshiki3", metavar="FORM", help="様式(既定は yoshiki3)"
)
@click.option("--edition", default="h30-05", metavar="EDITION", help="様式の版(既定は h30-05)")
@click.option("--number", metavar="TEXT", help="評価書番号")
@click.option("--title", metavar="TEXT", help="評価書名")
@click.option("--organisation", metavar="TEXT", help="評価実施機関名")
@options.out
def command(form_name: str, edition: str, out: str, **typed: str | None) -> None:
    """空の評価書を作ります。"""
    form = load_form(form_name, edition)
    assessment = new_assessment(form, secrets.token_hex(8), lambda: secrets.token_hex(4))
    for path, text in typed.items():
        if text is not None:
            assessment = edited(assessment, set_typed(assessment, path, text))
    write_document(assessment, out)
