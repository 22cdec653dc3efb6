"""Word files: paragraphs, content controls, text boxes, numbers that Word counts itself."""

from html import escape

from tests.imports.layouts.looks import USUAL
from tests.imports.layouts.spelling import as_printed, parted
from tests.imports.packages import W, zipped

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = f"{_R}/numbering"


def _file(body, parts=None):
    names = f'xmlns:w="{W}" xmlns:mc="{_MC}" xmlns:wps="{_WPS}" xmlns:w14="{_W14}"'
    page = f"<w:document {names}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": page} | (parts or {}))


def _runs(text):
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return "<w:r>" + "<w:br/>".join(lines).replace("\t", "</w:t><w:tab/><w:t>") + "</w:r>"


def _p(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{_runs(text)}</w:p>"


def _table(rows):
    cells = ("".join(f"<w:tc>{_p(text)}</w:tc>" for text in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def _history(document):
    return _p(document.table) + _table([document.columns, *document.history])


def paragraphs(document, look=USUAL, spell=as_printed):
    """No table but 別添2: a label is a paragraph, its answer the paragraphs behind it."""
    body = [_p(document.title), _p(document.tag), *map(_p, document.contents)]
    for entry in document.entries:
        body.append(_p(spell(entry.label)))
        if entry.item is not None:
            body += [_p(line) for line in look.value(entry).split("\n")]
            body += [_p(look.listed(entry))] if look.listed(entry) else []
    return _file("".join([*body, _history(document)]))


def tab_stops(document, look=USUAL, spell=as_printed):
    """Label, tab, answer in one paragraph."""
    body = [_p(document.title), _p(document.tag)]
    for entry in document.entries:
        value = f"\t{look.value(entry)}" if entry.item is not None else ""
        listed = f"\t{look.listed(entry)}" if look.listed(entry) else ""
        body.append(_p(spell(entry.label) + value + listed))
    return _file("".join([*body, _history(document)]))


def one_cell(document, look=USUAL, spell=as_printed):
    """A table of one column: the label is the first paragraph of a cell, its answer the others."""
    rows = [[document.title], [document.tag]]
    for entry in document.entries:
        text = spell(entry.label)
        if entry.item is not None:
            text += f"\n{look.value(entry)}\n{look.listed(entry)}".rstrip("\n")
        rows.append([text])
    return _file(_table(rows) + _history(document))


def controls(document, look=USUAL, spell=as_printed):
    """Answers in content controls: boxes to click, empty ones with Word's prompt."""
    rows = [_p(document.title), _p(document.tag), "<w:tbl>"]
    for entry in document.entries:
        if entry.item is None:
            rows.append(f"<w:tr><w:tc>{_p(spell(entry.label))}</w:tc></w:tr>")
            continue
        value = _boxes(entry) if entry.item.kind == "boxes" else _control(look.value(entry))
        rows.append(f"<w:tr><w:tc>{_p(spell(entry.label))}</w:tc><w:tc>{value}</w:tc></w:tr>")
    return _file("".join([*rows, "</w:tbl>", _history(document)]))


def _control(text):
    shown = "" if text else "<w:showingPlcHdr/>"
    text = text or "クリックまたはタップしてテキストを入力してください。"
    return (
        f"<w:sdt><w:sdtPr>{shown}<w:text/></w:sdtPr><w:sdtContent>{_p(text)}</w:sdtContent></w:sdt>"
    )


def _boxes(entry):
    pieces, counts = [], dict(entry.counts)
    for choice in entry.item.choices:
        is_on = choice.key in entry.value["checked"]
        box = (
            f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(is_on)}"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{_runs('☒' if is_on else '☐')}</w:sdtContent></w:sdt>"
        )
        detail = f"（{entry.value['detail'].get(choice.key, '')}）" if choice.detail else ""
        count = f"（{counts[choice.key]}）件" if choice.key in counts else ""
        pieces.append(f"<w:p>{box}{_runs(choice.words + detail + count)}</w:p>")
    return "".join(pieces)


def text_boxes(document, look=USUAL, spell=as_printed):
    """Tables of label and answer; headings stand in text boxes, once new and once for old Word."""
    body: list[str] = [_p(document.title), _p(document.tag)]
    rows: list[list[str]] = []

    def close():
        if rows:
            body.append(_table(rows))
            rows.clear()

    for entry in document.entries:
        if entry.item is not None:
            rows.append([spell(entry.label), look.value(entry), look.listed(entry)])
            continue
        close()
        inside = f"<w:txbxContent>{_p(spell(entry.label))}</w:txbxContent>"
        new = f"<w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing>"
        old = f"<w:pict><w:textbox>{inside}</w:textbox></w:pict>"
        choice = f"<mc:Choice Requires='wps'>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
        body.append(f"<w:p><w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>")
    close()
    return _file("".join([*body, _history(document)]))


_LEVELS = (("upperRoman", "%1"), ("decimal", "%2."), ("decimalEnclosedCircle", "%3"))


def numbered(document, look=USUAL, spell=as_printed):
    """Parts, sections and items are numbered by Word: their paragraphs hold the titles alone."""
    body = [_p(document.title), _p(document.tag)]
    lists = 1
    for entry in document.entries:
        number, title = parted(spell(entry.label))
        lists += number == "①"
        level = 0 if entry.kind == "part" else 1 if number.endswith(".") else 2
        counted = (
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{lists if level == 2 else 1}"/></w:numPr>'
            if number
            else ""
        )
        body.append(_p(title, counted))
        if entry.item is not None:
            body += [_p(line) for line in look.value(entry).split("\n")]
            body += [_p(look.listed(entry))] if look.listed(entry) else []
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(_LEVELS)
    )
    kind = '<w:abstractNumId w:val="0"/>'
    anew = '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{n}">{kind}{anew if n > 1 else ""}</w:num>' for n in range(1, lists + 1)
    )
    abstract = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering = f'<w:numbering xmlns:w="{W}">{abstract}{nums}</w:numbering>'
    return _file("".join([*body, _history(document)]), {"word/numbering.xml": numbering})
