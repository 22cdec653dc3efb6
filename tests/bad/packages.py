"""Word and Excel files that somebody prepared, or that a city has by accident: name → bytes."""

import re
import struct
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl

from pia.exports import export
from tests.builders import assessment
from tests.imports.packages import parts_of, with_part
from tests.imports.xlsx_sheets import sheets

DOCUMENT, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ENTITY = b'<!DOCTYPE w [<!ENTITY a "a"><!ENTITY b "&a;&a;&a;">]>'
#: The smallest picture there is: a GIF of one point.
PICTURE = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")


def word():
    return export(assessment(), "docx")


def excel():
    return export(assessment(), "xlsx")


def with_definitions(data, part):
    """The same file, one part of which defines words of its own."""
    head, _, rest = parts_of(data)[part].rpartition(b"?>")
    return with_part(data, part, head + (b"?>" if head else b"") + ENTITY + rest)


def linking(data, part, kind, target):
    """The same file, one part of which names something outside it."""
    old = parts_of(data)[part]
    new = f'<Relationship Id="rIdX" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
    return with_part(
        data, part, old.replace(b"</Relationships>", new.encode() + b"</Relationships>")
    )


def listing(count):
    """A zip whose directory alone names so many empty files."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHHHHII", 1, 0, 0, 0, 0, 0, 0) + b"a"
    end = struct.pack("<HHHHIIH", 0, 0, 65_535, 65_535, len(entry) * count, 30, 0)
    return b"PK\x03\x04" + bytes(26) + entry * count + b"PK\x05\x06" + end


def open_document(kind):
    """A file of LibreOffice's own, which says first and unpacked what it is."""
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        made.writestr("content.xml", "<content/>")
    return out.getvalue()


def pictures_in_word():
    made = docx.Document()
    made.add_picture(BytesIO(PICTURE))
    made.save(out := BytesIO())
    return out.getvalue()


def pictures_in_excel():
    made = openpyxl.Workbook()
    made.save(out := BytesIO())
    return with_part(out.getvalue(), "xl/media/image1.gif", PICTURE)


def sharing(signs, cells):
    """A workbook whose cells all say one long text that is kept once."""
    columns = "ABCDEFGHIJ"
    rows = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}" t="s"><v>0</v></c>' for c in columns) + "</row>"
        for n in range(1, cells // len(columns) + 1)
    )
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    data = sheets({"表紙": [["甲"]]})
    data = with_part(
        data, "xl/sharedStrings.xml", f"<sst {space}><si><t>{'甲' * signs}</t></si></sst>"
    )
    return with_part(data, SHEET, f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>")


def one_part_as_many_sheets(count):
    data = excel()
    book = parts_of(data)["xl/workbook.xml"].decode()
    one = re.findall(r"<sheet [^>]*/>", book)[0]
    many = "".join(re.sub('name="[^"]*"', f'name="{n}"', one) for n in range(count))
    return with_part(
        data, "xl/workbook.xml", re.sub(r"<sheets>.*</sheets>", f"<sheets>{many}</sheets>", book)
    )
