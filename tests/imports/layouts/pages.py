"""Web pages: as a content management system, Word or a converter lays a document out."""

from html import escape
from typing import Any

from tests.imports.layouts.looks import USUAL
from tests.imports.layouts.spelling import as_printed

_HEADS = {
    "part": "h2",
    "section": "h3",
    "bar": "h3",
    "group": "h5",
    "risk": "h4",
    "thing": "h4",
    "band": "h4",
}


def _text(text):
    return escape(text).replace("\n", "<br>")


def _rows(document):
    cells = [document.columns, *document.history]
    return "".join("<tr>" + "".join(f"<td>{_text(c)}</td>" for c in row) + "</tr>" for row in cells)


def _page(body, before="", after=""):
    head = "<head><meta charset='utf-8'><title>特定個人情報保護評価書｜みほん市</title></head>"
    return (
        f"<!DOCTYPE html><html lang='ja'>{head}<body>{before}{body}{after}</body></html>".encode()
    )


def wide_table(document, look=USUAL, spell=as_printed):
    """One table for everything, headings as rows over its width."""
    rows = [f"<tr><th colspan='3'>{_text(document.title)}</th></tr>"]
    for entry in document.entries:
        if entry.item is None:
            rows.append(f"<tr><th colspan='3'>{_text(spell(entry.label))}</th></tr>")
        else:
            value, listed = _text(look.value(entry)), _text(look.listed(entry))
            rows.append(
                f"<tr><td>{_text(spell(entry.label))}</td><td>{value}</td><td>{listed}</td></tr>"
            )
    rows.append(f"<tr><td colspan='3'>{document.tag}</td></tr></table>")
    table = f"<p>{_text(document.table)}</p><table border='1'>{_rows(document)}</table>"
    return _page("<table border='1'>" + "".join(rows) + table)


def columns_of_headings(document, look=USUAL, spell=as_printed):
    """One table: part and section merged at the left of the items they hold."""
    groups: list[tuple[str, str, list[Any]]] = []
    part = section = ""
    for entry in document.entries:
        if entry.kind == "part":
            part, section = entry.label, ""
        elif entry.kind in ("section", "bar", "below"):
            section = entry.label if part else ""
        if entry.kind in ("part", "section"):
            continue
        label = "" if entry.kind in ("bar", "below") and part else entry.label
        if not groups or groups[-1][:2] != (part, section):
            groups.append((part, section, []))
        groups[-1][2].append((label, entry))
    rows = []
    for part, section, members in groups:
        for n, (label, entry) in enumerate(members):
            left = f"<td rowspan='{len(members)}'>{_text(spell(part))}</td>" if n == 0 else ""
            left += f"<td rowspan='{len(members)}'>{_text(spell(section))}</td>" if n == 0 else ""
            value = _text(look.value(entry)) if entry.item else ""
            rows.append(f"<tr>{left}<td>{_text(spell(label))}</td><td>{value}</td></tr>")
    table = f"<p>{_text(document.table)}</p><table border='1'>{_rows(document)}</table>"
    return _page(
        f"<p>{document.title}</p><p>{document.tag}</p><table>{''.join(rows)}</table>{table}"
    )


def small_tables(document, look=USUAL, spell=as_printed):
    """A table for each answer, headings as paragraphs."""
    body = [f"<p><b>{_text(document.title)}</b></p>"]
    for entry in document.entries:
        if entry.item is None:
            body.append(f"<p><b>{_text(spell(entry.label))}</b></p>")
        else:
            value = look.value(entry) + ("\n" if look.listed(entry) else "") + look.listed(entry)
            label = f"<tr><td width='30%'>{_text(spell(entry.label))}</td>"
            body.append(f"<table>{label}<td>{_text(value)}</td></tr></table><br>")
    body.append(f"<p>{document.tag}</p><p>{document.table}</p><table>{_rows(document)}</table>")
    return _page("".join(body))


def under(document, look=USUAL, spell=as_printed):
    """Tables in which each answer stands under its label."""
    body = [f"<h1>{_text(document.title)}</h1>"]
    for entry in document.entries:
        if entry.item is None:
            body.append(f"<h3>{_text(spell(entry.label))}</h3>")
        else:
            value = look.value(entry) + ("\n" if look.listed(entry) else "") + look.listed(entry)
            label, value = _text(spell(entry.label)), _text(value)
            body.append(f"<table><tr><th>{label}</th></tr><tr><td>{value}</td></tr></table>")
    body.append(f"<p>{document.tag}</p><p>{document.table}</p><table>{_rows(document)}</table>")
    return _page("".join(body))


def one_cell(document, look=USUAL, spell=as_printed, between="\n"):
    """Label and answer in one cell, the label first."""
    rows = [f"<tr><th>{_text(document.title)}</th></tr>"]
    for entry in document.entries:
        text = spell(entry.label)
        if entry.item is not None:
            text = f"{text}{between}{look.value(entry)}"
            text += f"\n{look.listed(entry)}" if look.listed(entry) else ""
        rows.append(f"<tr><td>{_text(text)}</td></tr>")
    table = f"<p>{document.tag}</p><p>{document.table}</p><table>{_rows(document)}</table>"
    return _page(f"<table>{''.join(rows)}</table>{table}")


def definition_list(document, look=USUAL, spell=as_printed):
    """Definition lists under headings."""
    body, is_open = [f"<h1>{_text(document.title)}</h1>"], False
    for entry in document.entries:
        if entry.item is None:
            body.append("</dl>" if is_open else "")
            tag = _HEADS[entry.kind]
            body.append(f"<{tag}>{_text(spell(entry.label))}</{tag}>")
            is_open = False
            continue
        body.append("" if is_open else "<dl>")
        is_open = True
        value = look.value(entry) + ("\n" if look.listed(entry) else "") + look.listed(entry)
        body.append(f"<dt>{_text(spell(entry.label))}</dt><dd>{_paragraphs(value)}</dd>")
    body.append(
        f"</dl><p>{document.tag}</p><h2>{document.table}</h2><table>{_rows(document)}</table>"
    )
    return _page("".join(body))


def _paragraphs(text):
    """Lines as an editor of a CMS makes them: a list where lines begin with ・, else paragraphs."""
    lines = text.split("\n")
    if len(lines) > 1 and all(line.startswith("・") for line in lines):
        return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


_BEFORE = (
    "<div id='header'><p><a href='/'>みほん市</a></p><ul><li>くらし・手続き</li><li>市政情報</li></ul></div>"
    "<div class='breadcrumb'><a href='/'>トップページ</a> &gt; <a href='/a'>市政情報</a> &gt; 個人情報保護</div>"
    "<div id='wrapper'><div id='content'><div class='inner'>"
)
_AFTER = (
    "<div class='inquiry'><h2>お問い合わせ</h2><p>みほん市総務部法務文書課</p><p>電話番号：0000-00-0000</p></div>"
    "</div></div></div><div id='footer'><p>〒000-0000 みほん市さくら町1丁目5番10号</p>"
    "<p>Copyright Mihon City</p></div>"
)
_TOP = "<p class='pagetop'><a href='#top'>ページの先頭へ</a></p>"


def cms(document, look=USUAL, spell=as_printed):
    """A page of the city's site: headings, a table per section, links back to the top."""
    body = [f"<h1>{_text(document.title)}</h1><p>更新日：2024年6月3日</p>"]
    rows: list[str] = []

    def close():
        if rows:
            body.append(f"<div class='tbl'><table>{''.join(rows)}</table></div>")
            rows.clear()

    for entry in document.entries:
        if entry.kind in ("part", "section", "bar", "below", "risk", "thing", "band"):
            close()
            tag = _HEADS.get(entry.kind, "h3")
            body.append(_TOP if entry.kind == "part" else "")
            body.append(f"<div class='box'><{tag}>{_text(spell(entry.label))}</{tag}></div>")
            if entry.item is not None:
                body.append(f"<div>{_paragraphs(look.value(entry))}</div>")
        elif entry.item is None:
            rows.append(f"<tr><th colspan='2'>{_text(spell(entry.label))}</th></tr>")
        else:
            value = look.value(entry) + ("\n" if look.listed(entry) else "") + look.listed(entry)
            label = f"<tr><th scope='row'>{_text(spell(entry.label))}</th>"
            rows.append(f"{label}<td>{_paragraphs(value)}</td></tr>")
    close()
    body.append(
        f"{_TOP}<p>{document.tag}</p><h2>{document.table}</h2><table>{_rows(document)}</table>{_TOP}"
    )
    return _page("".join(body), _BEFORE, _AFTER)
