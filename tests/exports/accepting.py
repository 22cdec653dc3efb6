"""Accepts or rejects the tracked changes of a Word file by walking its XML, as Word would.

Written against the standard (ECMA-376 part 1, 17.13.5), not against our writer.
"""

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODIES = ("word/document.xml", "word/footer1.xml", "word/footer2.xml")


def accepted(data):
    """The file with every change accepted."""
    return _settled(data, taken="ins", dropped="del")


def rejected(data):
    """The file with every change rejected."""
    return _settled(data, taken="del", dropped="ins")


def marks(data):
    """Every mark of a change in the body."""
    root = _root(data)
    return [*root.iter(f"{W}ins"), *root.iter(f"{W}del")]


def _root(data):
    with ZipFile(BytesIO(data)) as file:
        return etree.fromstring(file.read("word/document.xml"))


def _settled(data, taken, dropped):
    written = BytesIO()
    with ZipFile(BytesIO(data)) as file, ZipFile(written, "w") as settled:
        for name in file.namelist():
            content = file.read(name)
            if name in _BODIES:
                root = etree.fromstring(content)
                _settle(root, taken, dropped)
                content = etree.tostring(root)
            settled.writestr(name, content)
    return written.getvalue()


def _settle(root, taken, dropped):
    _drop_rows(root, dropped)
    _join_paragraphs(root, dropped)
    for run_mark in [m for m in root.iter(f"{W}{dropped}") if m.getparent().tag != f"{W}rPr"]:
        if run_mark.getparent() is not None:
            run_mark.getparent().remove(run_mark)
    for kept in list(root.iter(f"{W}{taken}")):
        parent = kept.getparent()
        place = parent.index(kept)
        for child in list(kept):
            parent.insert(place, child)
            place += 1
        parent.remove(kept)
    for struck in list(root.iter(f"{W}delText")):
        struck.tag = f"{W}t"
    assert not [*root.iter(f"{W}ins"), *root.iter(f"{W}del")]


def _drop_rows(root, dropped):
    for mark in [*root.iter(f"{W}{dropped}")]:
        if mark.getparent().tag == f"{W}trPr":
            row = mark.getparent().getparent()
            row.getparent().remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)


def _join_paragraphs(root, dropped):
    """Join a paragraph whose mark goes with the next one; alone before a table it must be empty."""
    for paragraph in list(root.iter(f"{W}p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}{dropped}")
        if mark is None:
            continue
        following = paragraph.getnext()
        runs = [child for child in paragraph if child.tag != f"{W}pPr"]
        if following is not None and following.tag == f"{W}p":
            place = 1 if following.find(f"{W}pPr") is not None else 0
            for run in reversed(runs):
                following.insert(place, run)
        else:
            gone = [run for run in runs if run.tag == f"{W}{dropped}"]
            others = [run for run in runs if "bookmark" not in run.tag and run not in gone]
            assert not others, etree.tostring(paragraph)
        paragraph.getparent().remove(paragraph)
