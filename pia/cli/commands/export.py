"""`pia export`: the document in a format that is published or handed in."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pia.assessment import Assessment
from pia.assessment.paths import answered
from pia.assessment.publicise import publicise
from pia.cli import options
from pia.cli.files import read_document, refuse_own_input, source, write_files
from pia.cli.japanese import Command
from pia.errors import UsageRefused
from pia.exports import WRITERS, export
from pia.official.kinds import is_unknown
from pia.operations.filling import fill_template
from pia.outline.lines import UNREADABLE

#: Endings of names that say which format a file has.
_FORMATS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".csv": "csv",
    ".txt": "text",
}


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
    refuse_own_input((out, report), filter(None, (doc, template)))
    assessment = read_document(doc)
    shown = publicise(assessment) if public else assessment
    if public and (count := _unread(shown)):
        said = f"読み取れていない項目が{count}件あり、{UNREADABLE}と書き出します。"
        click.echo(said, err=True)
    if template is None:
        _refuse_other_ending(fmt, out)
        write_files((export(shown, fmt), out))
        return 0
    return _fill(shown, template, out, report)


def _refuse_other_ending(fmt: str, out: str) -> None:
    """Raise UsageRefused where a file's name says that it is of another format."""
    ending = Path(out).suffix.lower()
    if ending in _FORMATS and _FORMATS[ending] != fmt:
        hint = f"--format {_FORMATS[ending]} とするか、名前を変えてください。"
        raise UsageRefused(f"{fmt} の書き出す先が {ending} のファイルです", where=out, hint=hint)


def _unread(assessment: Assessment) -> int:
    """Return how many answers of a document are not known but for what is withheld."""
    values = (value for _, _, value in answered(assessment.form, assessment.answers))
    return sum(is_unknown(value) and value["unknown"] != "withheld" for value in values)


def _fill(assessment: Assessment, template: str, out: str, report: str | None) -> int:
    """Write a filled workbook and its report; return 1 where something could not be placed."""
    filled = fill_template(assessment, source(template))
    _refuse_other_ending("xlsx", out)
    outputs = [(filled.data, out)]
    if report is not None:
        text = json.dumps(filled.as_json(), ensure_ascii=False, indent=1) + "\n"
        outputs.append((text.encode("utf-8"), report))
    write_files(*outputs)
    for said in (*filled.unplaced, *filled.notes):
        click.echo(said.sentence(), err=True)
    return 1 if filled.unplaced else 0
