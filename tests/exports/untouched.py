"""What the filling of a workbook must leave as it is."""

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from tests.imports.packages import parts_of

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def raw_parts(data):
    """Name → the very bytes of each entry, header and date included."""
    with ZipFile(BytesIO(data)) as package:
        entries = sorted(package.infolist(), key=lambda entry: entry.header_offset)
        ends = [*(entry.header_offset for entry in entries[1:]), package.start_dir]
    return {e.filename: data[e.header_offset : end] for e, end in zip(entries, ends, strict=True)}


def changed_parts(old, new):
    """The names of the parts that are not the same to the byte; none is added or gone."""
    before, after = raw_parts(old), raw_parts(new)
    assert list(after) == list(before)
    return {name for name in before if before[name] != after[name]}


def assert_only_words_changed(old, new):
    """Every part is the same to the byte but the sheets, and these around the words of their cells."""
    names = changed_parts(old, new)
    assert names
    assert all(name.startswith("xl/worksheets/sheet") for name in names)
    before, after = parts_of(old), parts_of(new)
    for name in names:
        cells = references(before[name])
        assert references(after[name]) >= cells
        assert surroundings(after[name], cells) == surroundings(before[name], cells)


def references(part):
    return {cell.get("r") for cell in etree.fromstring(part).iter(f"{MAIN}c")}


def surroundings(part, cells):
    """A sheet's part without the words of its cells, and without cells that it did not have."""
    root = etree.fromstring(part)
    for line in root.iter(f"{MAIN}row"):
        line.attrib.pop("spans", None)
        for cell in [cell for cell in line if cell.get("r") not in cells]:
            line.remove(cell)
    for cell in root.iter(f"{MAIN}c"):
        cell.attrib.pop("t", None)
        for child in list(cell):
            cell.remove(child)
    return etree.tostring(root, method="c14n")
