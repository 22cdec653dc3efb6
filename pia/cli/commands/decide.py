"""`pia decide`: what a change would be, before anything is edited."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import click

from pia.assessment.wareki import to_wareki
from pia.cli import options
from pia.cli.files import read_table
from pia.cli.japanese import Command
from pia.law import cite
from pia.official import load_form
from pia.revision.timing import Decision, Duty, phrase_of
from pia.revision.timing.names import read_names
from pia.revision.timing.outcomes import Proposal
from pia.revision.timing.table import phrases
from pia.revision.what_if import WHY_NO_ROW, WhatIf, what_if


@click.command(cls=Command, name="decide")
@click.option(
    "--path", metavar="PATH", required=True, help="項目の場所(例: files[].outsourcing[].title)"
)
@click.option("--before", metavar="TEXT", required=True, help="変更前の記載")
@click.option("--after", metavar="TEXT", required=True, help="変更後の記載")
@options.as_of_option()
@click.option("--effective-on", metavar="DATE", callback=options.day, help="実施(予定)日")
@click.option("--names", "names_file", metavar="NAMES.yaml", help="市の名称の変更の一覧")
@click.option(
    "--form", "form_name", default="yoshiki3", metavar="FORM", help="様式(既定は yoshiki3)"
)
@click.option("--edition", default="h30-05", metavar="EDITION", help="様式の版(既定は h30-05)")
@options.as_json
def command(
    *,
    path: str,
    before: str,
    after: str,
    as_of: date | None,
    effective_on: date | None,
    names_file: str | None,
    form_name: str,
    edition: str,
    as_json: bool,
) -> None:
    """ある項目をこう変えたら提出時期はどうなるかを、書き換える前に確かめます。

    選択肢はキーでも印刷された言葉でも、チェックは a,b、空欄は空の文字列で書きます。
    何も書き換えません。
    """
    found = what_if(
        load_form(form_name, edition),
        path,
        before,
        after,
        as_of=as_of or options.today(),
        effective_on=effective_on,
        names=read_table(read_names, names_file) if names_file else (),
    )
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(readable(found)))


def readable(found: WhatIf) -> Iterator[str]:
    """Yield what a change would be as lines for a terminal."""
    yield f"{found.label}{' ※' if found.important else ''}"
    if found.decision is None:
        yield WHY_NO_ROW[found.no_row]
        return
    yield from _decision(found.decision)
    if found.decision.proposal is not None:
        yield from _proposal(found.decision.proposal)
    yield f"手続: {found.procedure.name}"
    yield from (f"  {_marked(one.says, one.verified)}" for one in found.procedure.reasons)
    yield "すること:"
    yield from (f"  {_duty(duty)}" for duty in found.duties)
    for finding in found.findings:
        yield f"[注意] {finding.message}{finding.hint}"


def _decision(decision: Decision) -> Iterator[str]:
    asked = "（要確認）" if decision.needs_confirmation else ""
    yield f"提出時期: {_marked(f'{decision.timing}{asked}', decision.verified)}"
    yield f"説明の文言: {phrase_of(decision)}"
    sources = "、".join(cite(source) for source in decision.sources) or "なし"
    yield f"根拠: {decision.rule}（{sources}）"
    yield from (f"  {line}" for line in decision.trace)


def _proposal(proposal: Proposal) -> Iterator[str]:
    words = phrases().by_reason[proposal.reason].words
    yield f"提案: {proposal.timing}「{words}」（人が確かめて決めます）"
    for one in proposal.evidence:
        source = cite(one.source) if one.source else "名称の変更の記録"
        yield f"  {one.old} → {one.new}（{_marked(source, one.verified)}）"


def _duty(duty: Duty) -> str:
    by = f"{to_wareki(duty.by)}まで（{duty.when}）" if duty.by else duty.when
    asked = "確認: " if duty.is_asked else ""
    return _marked(f"{asked}{duty.what} — {by}。{duty.why}", duty.verified)


def _marked(text: str, verified: bool) -> str:
    return text if verified else f"{text}（未確認）"
