"""`pia history`: earlier editions, rebuilt from a document and its own 別添2."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pia.assessment.wareki import to_wareki
from pia.cli import options
from pia.cli.files import document_bytes, read_document, shown_name, write_files
from pia.cli.japanese import Command
from pia.errors import AnswerIsNo, InputRefused
from pia.revision.history import Rebuilt, RowReport, rebuild
from pia.revision.history.report import NO_EDITIONS


@click.command(cls=Command, name="history")
@options.document()
@click.option("-o", "--out", metavar="DIR", required=True, help="過去の版を書き出すフォルダ")
@click.option("--report", metavar="FILE", help="行ごとの結果をJSONで書き出す先")
@options.quiet
def command(doc: str, out: str, report: str | None, quiet: bool) -> None:
    """別添2の行を新しい日から順に戻し、変更日ごとに、その日より前の版を書き出します。

    本文と合わない行は戻さずに、最も近い記載と違う所を示します。
    """
    rebuilt = rebuild(read_document(doc))
    if not rebuilt.editions:
        hint = "別添2のある評価書を指定してください。"
        raise AnswerIsNo(NO_EDITIONS, where=shown_name(doc), hint=hint)
    _write(rebuilt, out, report)
    if not quiet and report != "-":
        click.echo("\n".join(readable(rebuilt)))


def _write(rebuilt: Rebuilt, out: str, report: str | None) -> None:
    """Write every edition and the report, or nothing; the folder is made."""
    outputs = [
        (document_bytes(edition.document), str(Path(out) / edition.file_name))
        for edition in rebuilt.editions
    ]
    if report is not None:
        text = json.dumps(rebuilt.as_json(), ensure_ascii=False, indent=1) + "\n"
        outputs.append((text.encode("utf-8"), report))
    made = _made(Path(out))
    try:
        write_files(*outputs)
    except BaseException:
        for folder in made:
            folder.rmdir()
        raise


def _made(folder: Path) -> list[Path]:
    """Make a folder and those around it; return what was made, the innermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "同じ名前のファイルがないか、書き込めるかを確かめてください。"
        raise InputRefused("フォルダを作れません", where=str(folder), hint=hint) from error
    return missing


def readable(rebuilt: Rebuilt) -> list[str]:
    """Return what became of each row, as lines for a terminal."""
    lines: list[str] = []
    for row in rebuilt.rows:
        lines += _row(row)
    lines += [f"!  {finding.message}" for finding in rebuilt.findings]
    days = "、".join(to_wareki(edition.day) for edition in rebuilt.editions)
    told = f"行 {len(rebuilt.rows)}のうち {rebuilt.fitted}行を戻しました。"
    return [*lines, f"{told}書き出した版（各日より前）: {days}"]


def _row(row: RowReport) -> list[str]:
    mark = "" if row.fits else "× "
    lines = [
        f"{row.number}. {row.changed_on} {' '.join(row.item.split())}",
        f"   {mark}{row.outcome}",
    ]
    if row.nearest is not None:
        told = "".join(words for _, words in row.differences)
        lines.append(f"   {row.nearest_title}: {' '.join(told.split())}")
    return lines
