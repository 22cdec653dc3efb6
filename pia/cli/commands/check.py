"""`pia check`: findings of one document."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import click

from pia.assessment.finding import Finding, Severity
from pia.checks import run_checks
from pia.cli import options
from pia.cli.files import read_document
from pia.cli.japanese import Command

WORDS = {
    Severity.ERROR: "誤り",
    Severity.WARNING: "注意",
    Severity.NOTE: "参考",
    Severity.CONVERSION: "読取り",
}


@click.command(cls=Command, name="check")
@options.document()
@options.as_of_option()
@options.as_json
def command(doc: str, as_of: date | None, as_json: bool) -> int:
    """評価書を点検します。誤りが一つでもあれば終了コード1を返します。"""
    findings = run_checks(read_document(doc), as_of or options.today())
    if as_json:
        given = {"findings": [finding.as_json() for finding in findings]}
        click.echo(json.dumps(given, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(report(findings)))
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def report(findings: list[Finding]) -> list[str]:
    """Return the findings as lines, and how many there are of each severity."""
    lines = []
    for finding in findings:
        lines.append(f"[{WORDS[finding.severity]}] {finding.message}")
        lines += [f"    {finding.hint}"] if finding.hint else []
    counts = Counter(finding.severity for finding in findings)
    total = "、".join(f"{word} {counts[severity]}件" for severity, word in WORDS.items())
    return [*lines, f"点検の結果: {total}"]
