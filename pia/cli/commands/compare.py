"""`pia compare`: two editions, the table of changes between them, and its timing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import partial

import click

from pia.assessment import Assessment
from pia.assessment.wareki import parse_date
from pia.cli import options
from pia.cli.files import document_bytes, read_document, read_table, write_files
from pia.cli.japanese import Command
from pia.errors import InputRefused
from pia.exports import write_outline
from pia.exports.docx import redline_of
from pia.outline import change_table_outline
from pia.revision import ChangeRow, Comparison, compare, printed_rows, record
from pia.revision.style import GRANULARITIES, LABELS, TableStyle, read_style, style_from
from pia.revision.timing import Duty
from pia.revision.timing.names import read_names

_NONE = "行にできる違いはありません。"
FORMATS = ("table", "json", "csv", "html", "docx", "xlsx")


@click.command(cls=Command, name="compare")
@options.document("OLD")
@options.document("NEW")
@click.option("--changed-on", metavar="DATE", help="変更日(既定は NEW の公表日)")
@click.option("--effective-on", metavar="[PATH=]DATE", multiple=True, help="実施(予定)日")
@options.as_of_option()
@click.option(
    "--labels",
    type=click.Choice(list(LABELS)),
    metavar="|".join(LABELS),
    help="項目の書き方(既定は long)",
)
@click.option(
    "--granularity",
    type=click.Choice(list(GRANULARITIES)),
    metavar="|".join(GRANULARITIES),
    help="1行にする単位(既定は block: 見出しのまとまりごと)",
)
@click.option("--style", "style_file", metavar="STYLE.yaml", help="市の表の書き方(設定と文言)")
@click.option("--names", "names_file", metavar="NAMES.yaml", help="市の名称の変更の一覧")
@click.option(
    "--promote",
    "promoted",
    metavar="KEY",
    multiple=True,
    help="表に載せない違い(移動、空白)を行にする。KEY は表示の鍵",
)
@click.option(
    "--format",
    "fmt",
    type=click.Choice(FORMATS),
    default="table",
    metavar="|".join(FORMATS),
    help="出力の形(既定は table)",
)
@click.option("--record", "recorded", metavar="DOC.json", help="行を別添2に加えた NEW を書き出す先")
@click.option(
    "--redline",
    metavar="OUT.docx",
    help="NEW を、OLD からの変更履歴(見え消し)がついた Word 文書として書き出す先",
)
@click.option("-o", "--out", metavar="FILE", default="-", help="表を書き出す先(既定は標準出力)")
def command(
    *,
    old: str,
    new: str,
    changed_on: str | None,
    effective_on: tuple[str, ...],
    as_of: date | None,
    labels: str | None,
    granularity: str | None,
    style_file: str | None,
    names_file: str | None,
    promoted: tuple[str, ...],
    fmt: str,
    recorded: str | None,
    redline: str | None,
    out: str,
) -> int:
    """二つの版を比べ、別添2の行と提出時期を示します。

    OLD と NEW には、pia import が読めるどのファイルも使えます。
    """
    before, after = read_document(old), read_document(new)
    comparing = partial(
        compare,
        before,
        after,
        changed_on=_changed_on(changed_on, after),
        as_of=as_of or options.today(),
        effective_on=_effective_on(effective_on),
        style=_style(style_file, labels, granularity),
        names=read_table(read_names, names_file) if names_file else (),
    )
    comparison = comparing()
    if promoted:
        _refuse_unpromotable(promoted, comparison)
        comparison = comparing(promoted=frozenset(promoted))
    outputs = []
    if (recorded is None and redline is None) or fmt != "table" or out != "-":
        outputs.append((_write(comparison, after, fmt), out))
    if recorded is not None:
        outputs.append((document_bytes(record(after, comparison)), recorded))
    if redline is not None:
        outputs.append((redline_of(comparison), redline))
    write_files(*outputs)
    return 0 if comparison.complete else 1


def _changed_on(text: str | None, after: Assessment) -> date:
    """Return 変更日: as given, else the day NEW says it is published, else today."""
    if text is not None:
        return options.read_day(text, "--changed-on")
    stamped = next((i for i in after.form.items if i.stamped), None)
    value = after.answers.get(stamped.key) if stamped else None
    written = parse_date(value) if isinstance(value, str) else None
    return written.day if written else options.today()


def _style(name: str | None, labels: str | None, granularity: str | None) -> TableStyle:
    """Return the style of a file with what the command line says instead."""
    style = read_table(read_style, name) if name else TableStyle()
    given = {"labels": labels, "granularity": granularity}
    return style_from(style.as_json() | {key: value for key, value in given.items() if value})


def _effective_on(given: tuple[str, ...]) -> dict[str, date]:
    days = {}
    for text in given:
        path, _, day = text.rpartition("=")
        days[path] = options.read_day(day, "--effective-on")
    return days


def _refuse_unpromotable(keys: tuple[str, ...], comparison: Comparison) -> None:
    """Raise InputRefused for a key of nothing, or of what never makes a row."""
    possible = [left.key for left in comparison.unprinted if left.is_promotable]
    never = {left.key for left in comparison.unprinted} - set(possible)
    for key in keys:
        if key not in possible:
            says = "は行にできません" if key in never else "という違いはありません"
            hint = f"行にできるのは {'、'.join(possible)} です。" if possible else _NONE
            raise InputRefused(f"{key} {says}", where="--promote", hint=hint)


def _write(comparison: Comparison, after: Assessment, fmt: str) -> bytes:
    if fmt == "json":
        text = json.dumps(comparison.as_json(), ensure_ascii=False, indent=1) + "\n"
        return text.encode("utf-8")
    if fmt == "table":
        return ("\n".join(readable(comparison)) + "\n").encode("utf-8")
    title = after.answers.get("title")
    outline = change_table_outline(after.form, printed_rows(comparison), str(title or ""))
    return write_outline(outline, fmt)


def readable(comparison: Comparison) -> list[str]:
    """Return the comparison as lines for a terminal."""
    lines: list[str] = []
    for number, row in enumerate(comparison.rows, start=1):
        asked = "（要確認）" if row.needs_confirmation else ""
        lines += [f"{number}. {row.item}", *_cell("前", row.before), *_cell("後", row.after)]
        verified = "" if row.verified else "（未確認）"
        lines += [f"   {row.timing}{asked} {row.explanation}{verified}"]
        lines += [f"   提案 {line}" for line in _proposed(row)]
    for left in comparison.unprinted:
        lines.append(f"-  表に載せない違い: {left.reason}({len(left.ops)}件)")
        if left.is_promotable:
            lines.append(f"   行にするとき: --promote {left.key}")
    lines += [f"!  {finding.message}" for finding in comparison.findings]
    lines += [_duty(duty) for duty in comparison.duties]
    done = "表は完全です" if comparison.complete else "表は不完全です"
    return [*lines, f"手続: {comparison.procedure}／変更 {len(comparison.rows)}行／{done}"]


def _proposed(row: ChangeRow) -> Iterator[str]:
    """Yield what speaks for another 提出時期 than the one that stands."""
    proposal = row.decision.proposal
    if proposal is not None:
        for one in proposal.evidence:
            yield f"{proposal.timing}: {one.says}{'' if one.verified else '（未確認）'}"


def _duty(duty: Duty) -> str:
    asked = "該当するか要確認。" if duty.is_asked else ""
    unread = "" if duty.verified else "（未確認）"
    return f"*  {duty.when}: {duty.what} {duty.why}{asked}{unread}"


def _cell(name: str, text: str) -> list[str]:
    first, *rest = text.split("\n")
    return [f"   {name} {first}", *(f"      {line}" for line in rest)]
