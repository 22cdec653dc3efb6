"""`pia site`: the public static site from files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from pia.cli import options
from pia.cli.files import read_document
from pia.cli.japanese import Command
from pia.errors import InputRefused
from pia.publication import (
    PublicDocument,
    Site,
    build_site,
    built_before,
    public_document,
    site_of,
    swap_in,
)


@click.command(cls=Command, name="site")
@click.argument("docs", metavar="DOC...", nargs=-1, required=True)
@click.option(
    "--out",
    "-o",
    metavar="DIR",
    required=True,
    help="書き出すフォルダ。ないか、空か、前にこのコマンドで書き出したもの",
)
@click.option("--base-url", metavar="URL", default="", help="サイトを置く場所(サイトマップを作る)")
@click.option("--city", metavar="TEXT", default="", help="団体名(既定は評価実施機関名)")
@options.quiet
def command(docs: tuple[str, ...], out: str, base_url: str, city: str, quiet: bool) -> None:
    """評価書を公表するウェブサイトを書き出します。

    非公表の部分は（非公表）になります。同じ評価書の版は、公表日の順に一つのページにまとめます。
    フォルダの中身は、すべて書き終えてから入れ替えます。
    """
    site = site_of([_public(name) for name in _progress(docs, quiet)], city, base_url)
    files = build_site(site)
    gone = built_before(Path(out)).difference(files)
    swap_in(files, Path(out))
    if not quiet:
        click.echo(summary(site, out, gone), err=True)


def summary(site: Site, out: str, gone: frozenset[str]) -> str:
    """Return what was written, and which addresses of the site before it are no more."""
    editions = sum(len(assessment.editions) for assessment in site.assessments)
    told = f"評価書{len(site.assessments)}件・{editions}版を {out} に書き出しました。"
    if gone:
        told += f"前にあった{len(gone)}個のファイルはなくなりました({min(gone)} など)。"
    return told


def _public(name: str) -> PublicDocument:
    """Return the public face of a file; a refusal names the file."""
    document = read_document(name)
    try:
        return public_document(document)
    except InputRefused as error:
        where = " ".join(filter(None, (name, error.where)))
        raise InputRefused(error.message, where=where, hint=error.hint) from error


def _progress(names: Sequence[str], quiet: bool) -> Iterable[str]:
    """Return the names; on the way a bar on a terminal, a line per file elsewhere."""
    if quiet:
        return names
    if sys.stderr.isatty():
        return _bar(names)
    return _lines(names)


def _bar(names: Sequence[str]) -> Iterator[str]:
    with click.progressbar(names, label="書き出し中", file=sys.stderr) as bar:
        yield from bar


def _lines(names: Sequence[str]) -> Iterator[str]:
    for count, name in enumerate(names, start=1):
        click.echo(f"{count}/{len(names)} {name}", err=True)
        yield name
