"""`pia register`: published documents become editions of the store, or drafts."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from pia.approval.kinds import EDITION_KINDS
from pia.assessment.published import published_day
from pia.assessment.wareki import to_wareki
from pia.cli import home, options
from pia.cli.files import source, write_files
from pia.cli.japanese import Command
from pia.cli.papers import Found, Paper, find_papers
from pia.cli.progress import progress
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PiaError, UsageRefused
from pia.imports import Imported, SourceFile
from pia.operations import registrations
from pia.operations.act import Act
from pia.operations.owners import Owners
from pia.operations.readings import reading_items
from pia.operations.registrations import Adopted, Adoption

#: What is refused of one document of a folder without stopping the others.
_REFUSALS = (InputRefused, NotAllowed, ChangedMeanwhile)


@dataclass(frozen=True)
class _Read:
    """A document that was read."""

    paper: Paper
    sources: tuple[SourceFile, ...]
    imported: Imported

    @property
    def order(self) -> tuple[str, str, date, str]:
        """Editions of one 評価書 come together, the oldest first."""
        answers = self.imported.assessment.answers
        said = [str(answers.get(item, "")) for item in ("organisation", "number")]
        day = published_day(self.imported.assessment) or date.max
        return said[0], said[1], day, self.paper.name


@dataclass(frozen=True)
class _Outcome:
    """What became of a document."""

    paper: Paper
    adopted: Adopted | None = None
    #: Items of the edition that a person has to look at.
    to_complete: int = 0
    is_guessed: bool = False
    error: PiaError | None = None


def _kind(_: click.Context, parameter: click.Parameter, given: str | None) -> str | None:
    """Return the key of a kind written as key or as title. Raises InputRefused."""
    keys = {title: key for key, title in EDITION_KINDS.items()} | {
        key: key for key in EDITION_KINDS
    }
    if given is not None and given not in keys:
        hint = f"選べるのは{'・'.join(EDITION_KINDS.values())}です。"
        raise InputRefused(
            f"「{given}」という版の種類はありません", where=parameter.opts[0], hint=hint
        )
    return keys[given] if given is not None else None


@click.command(cls=Command, name="register")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@home.as_option()
@click.option(
    "--published-on", metavar="DATE", callback=options.day, help="公表日(既定は文書の公表日)"
)
@click.option("--draft", is_flag=True, help="版ではなく、下書きとして登録する")
@click.option(
    "--kind", metavar="TEXT", callback=_kind, help=f"版の種類: {'・'.join(EDITION_KINDS.values())}"
)
@click.option("--number", metavar="TEXT", default="", help="評価書番号(既定は文書のもの)")
@click.option("--organisation", metavar="TEXT", default="", help="評価実施機関名(既定は文書のもの)")
@click.option("--division", metavar="TEXT", default="", help="担当課(既定は文書のもの)")
@click.option("--task", metavar="TEXT", default="", help="事務の名称(既定は文書のもの)")
@click.option("--report", metavar="FILE", help="読取り結果の報告をJSONで書き出す先")
@options.as_json
@options.quiet
def command(
    files: tuple[str, ...],
    as_user: str,
    published_on: date | None,
    draft: bool,
    kind: str | None,
    report: str | None,
    as_json: bool,
    quiet: bool,
    **owners: str,
) -> int:
    """公表済みの評価書を、承認の手続なしに版(移行)として登録します。

    並べたファイルは一つの評価書です。フォルダを指定すると、その中のファイルは一つずつが評価書、
    その中のフォルダは中のファイル全部で一つの評価書です。読めない評価書があっても残りを登録します。
    """
    adoption = Adoption(kind, published_on, Owners(**owners))
    found = find_papers(files)
    _refuse_mixed(found, adoption, draft=draft, report=report)
    with home.opened(home.home()) as store:
        act = home.acting(store, as_user)
        act.actor.need(*registrations.ADOPTERS)
        if found.is_folder:
            return _register_folder(act, found, adoption, draft, as_json=as_json, quiet=quiet)
        read = _read(found.papers[0])
        outcome = _register(act, read, _asked(read, adoption, draft), draft)
        if report is not None:
            _write_report(read, report)
    if as_json:
        click.echo(json.dumps(_as_json(outcome), ensure_ascii=False, indent=1))
    if not quiet:
        click.echo(_told(outcome), err=True)
    return 0


def _refuse_mixed(found: Found, adoption: Adoption, *, draft: bool, report: str | None) -> None:
    """Refuse options that cannot be meant, before anything is read."""
    only_one = {
        "--number": adoption.owners.number,
        "--published-on": adoption.published_on,
        "--report": report,
    }
    for name, value in only_one.items():
        if found.is_folder and value:
            raise UsageRefused(f"{name} は、フォルダの登録では使えません")
    if draft and adoption.published_on:
        raise UsageRefused("--published-on は、--draft と一緒には使えません")
    if report and not os.access(Path(report).resolve().parent, os.W_OK):
        hint = "フォルダがあるか、書き込めるかを確かめてください。"
        raise InputRefused("ファイルに書き込めません", where=report, hint=hint)


def _read(paper: Paper) -> _Read:
    sources = tuple(source(name) for name in paper.files)
    return _Read(paper, sources, registrations.read(sources))


def _asked(read: _Read, adoption: Adoption, draft: bool) -> Adoption:
    """Ask for the kind of edition on a terminal where nobody gave it."""
    if draft or adoption.kind or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return adoption
    keys = {title: key for key, title in EDITION_KINDS.items()}
    likely = EDITION_KINDS[registrations.likely_kind(read.imported.assessment)]
    while True:
        said = click.prompt(f"版の種類({'・'.join(keys)})", default=likely, err=True)
        if said in keys:
            return replace(adoption, kind=keys[said])


def _register(act: Act, read: _Read, adoption: Adoption, draft: bool) -> _Outcome:
    operation = registrations.register_draft if draft else registrations.register
    adopted = operation(act, read.sources, adoption, read.imported)
    if adopted.edition is None:
        return _Outcome(read.paper, adopted, adopted.counts["unsure"] + adopted.counts["unknown"])
    with act.store.reading() as work:
        items = reading_items(work, adopted.edition)
    to_complete = sum(item.is_asked for item in items)
    return _Outcome(read.paper, adopted, to_complete, is_guessed=adoption.kind is None)


def _register_folder(
    act: Act, found: Found, adoption: Adoption, draft: bool, *, as_json: bool, quiet: bool
) -> int:
    """Register every document of a folder; return 3 where one was refused."""
    for name in () if quiet else found.ignored:
        click.echo(f"{name}: 評価書のファイルではないので読みません。", err=True)
    outcomes: list[_Outcome] = []
    documents: list[_Read] = []
    for paper in progress(found.papers, lambda paper: paper.name, "読取り中", quiet=quiet):
        try:
            documents.append(_read(paper))
        except _REFUSALS as error:
            outcomes.append(_Outcome(paper, error=error))
    for read in sorted(documents, key=lambda read: read.order):
        try:
            outcomes.append(_register(act, read, adoption, draft))
        except _REFUSALS as error:
            outcomes.append(_Outcome(read.paper, error=error))
    return _tell_all(outcomes, as_json=as_json, quiet=quiet)


def _tell_all(outcomes: Sequence[_Outcome], *, as_json: bool, quiet: bool) -> int:
    failed = [outcome for outcome in outcomes if outcome.error]
    if as_json:
        click.echo(json.dumps([_as_json(o) for o in outcomes], ensure_ascii=False, indent=1))
    for outcome in failed if quiet else outcomes:
        click.echo(f"{outcome.paper.name}: {_told(outcome)}", err=True)
    if not quiet:
        done = f"{len(outcomes)}件のうち{len(outcomes) - len(failed)}件を登録しました。"
        click.echo(
            done + (f"登録できなかったものが{len(failed)}件あります。" if failed else ""), err=True
        )
    return InputRefused.exit_code if failed else 0


def _write_report(read: _Read, name: str) -> None:
    text = json.dumps(read.imported.report.as_json(), ensure_ascii=False, indent=1) + "\n"
    try:
        write_files((text.encode("utf-8"), name))
    except InputRefused as error:
        raise InputRefused("登録は済みましたが、報告を書き出せません", where=name) from error


def _told(outcome: _Outcome) -> str:
    """Return what became of a document, in one line."""
    adopted = outcome.adopted
    if adopted is None:
        return outcome.error.sentence() if outcome.error else ""
    told = f"評価書番号{adopted.dossier.number}の{_what(outcome, adopted)}を登録しました。"
    if adopted.made:
        told += f"新しく加えたもの: {'、'.join(adopted.made)}。"
    if outcome.to_complete:
        told += f"読取りの補完が要る項目が{outcome.to_complete}件あります。"
    return told


def _what(outcome: _Outcome, adopted: Adopted) -> str:
    if adopted.edition is None:
        return "下書き"
    kind = EDITION_KINDS[adopted.edition.kind] + ("と推定" if outcome.is_guessed else "")
    return f"{to_wareki(adopted.edition.published_on)}公表の版（{kind}）"


def _as_json(outcome: _Outcome) -> dict[str, Any]:
    names = {"files": [Path(name).name for name in outcome.paper.files]}
    adopted = outcome.adopted
    if adopted is None:
        return names | ({"error": outcome.error.as_json()} if outcome.error else {})
    edition = adopted.edition
    return names | {
        "number": adopted.dossier.number,
        "draft": edition is None,
        "kind": edition.kind if edition else None,
        "kind_guessed": outcome.is_guessed,
        "published_on": edition.published_on.isoformat() if edition else None,
        "made": list(adopted.made),
        "counts": adopted.counts,
        "to_complete": outcome.to_complete,
    }
