"""Text files: as a converter or a copy from the screen leaves a document."""

from itertools import count

from tests.imports.layouts.looks import USUAL
from tests.imports.layouts.spelling import as_printed

_DEPTH = {
    "part": 0,
    "section": 1,
    "bar": 1,
    "below": 1,
    "thing": 2,
    "named": 2,
    "band": 2,
    "risk": 2,
}


def _one_line(text):
    return text.replace("\n", " ")


def _table(document):
    rows = [document.columns, *(tuple(map(_one_line, row)) for row in document.history)]
    return [document.table, *("\t".join(row) for row in rows)]


def tabs(document, look=USUAL, spell=as_printed):
    """Indented by tabs, two tabs before each answer; further lines stand under the first."""
    lines = [document.title, document.tag, *document.contents]
    for entry in document.entries:
        indent = "\t" * _DEPTH.get(entry.kind, 3)
        lines.append(indent + _one_line(spell(entry.label)))
        if entry.item is not None:
            first, *more = (look.value(entry) + "\n" + look.listed(entry)).rstrip("\n").split("\n")
            lines[-1] += f"\t\t{first}"
            lines += [f"{indent}\t\t{line}" for line in more]
    return "\n".join([*lines, *_table(document)]).encode()


def _flow(document, look, spell, between):
    lines = [document.title, "", *document.contents, ""]
    for entry in document.entries:
        label = _one_line(spell(entry.label))
        if entry.item is None:
            lines += ["", label]
        else:
            lines.append(f"{label}{between}{look.value(entry)}{between and ''}")
            lines += [look.listed(entry)] if look.listed(entry) else []
    return lines


def colons(document, look=USUAL, spell=as_printed):
    """公表日：令和5年11月6日."""
    lines = _flow(document, look, spell, "：")
    return "\n".join([*lines, document.tag, *_table(document)]).encode()


def spaces(document, look=USUAL, spell=as_printed):
    """評価書番号　12."""
    lines = _flow(document, look, spell, "　")
    return "\n".join([*lines, document.tag, *_table(document)]).encode()


def lines(document, look=USUAL, spell=as_printed):
    """Each answer on the lines under its label."""
    found = _flow(document, look, spell, "\n")
    return "\n".join([*found, document.tag, *_table(document)]).encode()


def pages(document, look=USUAL, spell=as_printed):
    """As `lines`, cut into pages with a title and a number on each."""
    found, number = [], count(1)
    for n, line in enumerate("\n".join(_flow(document, look, spell, "\n")).split("\n")):
        if n % 40 == 0 and n:
            found += ["", f"- {next(number)} -", "みほん市 特定個人情報保護評価書", ""]
        found.append(line)
    return "\n".join([*found, document.tag, *_table(document)]).encode()
