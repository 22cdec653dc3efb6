"""`pia export`: the document in a format that is published or handed in."""

from __future__ import annotations

import json

import click

from pia.assessment import Assessment
from pia.assessment.publicise import publicise
from pia.cli import options
from pia.cli.files import read_document, source, write_files
from pia.cli.japanese import Command
from pia.errors import UsageRefused
from pia.exports import WRITERS, export
from pia.operations.filling import fill_template


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
@click.option(
    "--template", metavar="OFFICIAL.xlsx", help="記入する様式のブック(xlsx・xlsm)。--format xlsx で"
)
@click.option("--report", metavar="FILE", help="様式に書けなかったものをJSONで書き出す先")
def command(
    doc: str, fmt: str, out: str, public: bool, template: str | None, report: str | None
) -> int:
    """評価書を書き出します。csv は別添2の表だけです。

    --template を付けると、その様式のブックの欄を見出しで探して書き込み、ほかはそのまま残します。
    書けなかったものがあれば一つずつ知らせ、終了コード1で終わります(ファイルは書き出します)。
    """
    if template is None and report is not None:
        raise UsageRefused("--report は --template と一緒に使います")
    if template is not None and fmt != "xlsx":
        hint = "--format xlsx を付けてください。"
        raise UsageRefused("--template で書き出せるのは xlsx だけです", hint=hint)
    assessment = read_document(doc)
    shown = publicise(assessment) if public else assessment
    if template is None:
        write_files((export(shown, fmt), out))
        return 0
    return _fill(shown, template, out, report)


def _fill(assessment: Assessment, template: str, out: str, report: str | None) -> int:
    """Write a filled workbook and its report; return 1 where something could not be placed."""
    filled = fill_template(assessment, source(template))
    outputs = [(filled.data, out)]
    if report is not None:
        text = json.dumps(filled.as_json(), ensure_ascii=False, indent=1) + "\n"
        outputs.append((text.encode("utf-8"), report))
    write_files(*outputs)
    for said in (*filled.unplaced, *filled.notes):
        click.echo(said.sentence(), err=True)
    return 1 if filled.unplaced else 0
