"""`pia import`: a published document becomes an assessment, with a report of what was sure."""

from __future__ import annotations

import json

import click

from pia.cli import options
from pia.cli.files import document_bytes, refuse_own_input, source, write_files
from pia.cli.japanese import Command
from pia.imports import FILE_KINDS, Report, import_files


@click.command(cls=Command, name="import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@options.out
@click.option(
    "--as",
    "kind",
    type=click.Choice(FILE_KINDS),
    default="auto",
    metavar="|".join(FILE_KINDS),
    help="ファイルの種類(既定は auto)",
)
@click.option("--report", metavar="FILE", help="読取り結果の報告をJSONで書き出す先")
@options.quiet
def command(files: tuple[str, ...], out: str, kind: str, report: str | None, quiet: bool) -> None:
    """公表済みの評価書を読み込みます。複数のファイルは一つの評価書として読みます。"""
    refuse_own_input((out, report), files)
    imported = import_files([source(name) for name in files], kind)
    outputs = [(document_bytes(imported.assessment), out)]
    if report is not None:
        text = json.dumps(imported.report.as_json(), ensure_ascii=False, indent=1) + "\n"
        outputs.append((text.encode("utf-8"), report))
    write_files(*outputs)
    if not quiet:
        click.echo(summary(imported.report), err=True)


def summary(report: Report) -> str:
    """Return what was read and what was not, in one line."""
    counts = report.as_json()["counts"]
    words = {"sure": "確実", "unsure": "要確認", "missing": "見つからない"}
    items = "・".join(f"{name} {counts.get(key, 0)}" for key, name in words.items())
    rows = len(report.as_json()["history"])
    read = f"読み込みました: 項目 {items}、別添2 {rows}行。"
    left = counts["left_over"]
    return read + (f"どの項目にも入らない文字が{left}か所あります。" if left else "") + report.note
