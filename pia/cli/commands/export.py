"""`pia export`: the document in a format that is published or handed in."""

from __future__ import annotations

import click

from pia.assessment.publicise import publicise
from pia.cli import options
from pia.cli.files import read_document, write_files
from pia.cli.japanese import Command
from pia.exports import WRITERS, export


@click.command(cls=Command, name="export")
@options.document()
@click.option(
    "--format",
    "fmt",
    required=True,
    type=click.Choice(list(WRITERS)),
    metavar="|".join(WRITERS),
    help="書き出す形",
)
@options.out
@click.option(
    "--public", is_flag=True, help="非公表の部分を（非公表）にする。付けなければ全文(委員会提出用)"
)
def command(doc: str, fmt: str, out: str, public: bool) -> None:
    """評価書を書き出します。csv は別添2の表だけです。"""
    assessment = read_document(doc)
    write_files((export(publicise(assessment) if public else assessment, fmt), out))
