"""Header cells of rows: a pass over the finished file that makes labels TH with their scope.

typst 0.15 marks a cell as the header of its row only behind a switch that its Python package does
not offer. It writes structure elements as plain objects, in the order of the cells, so that their
tags can be set here. Everything else in the file stays as it is, apart from the table of places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from pia.errors import PiaError

_OBJECT = re.compile(rb"(\d+) 0 obj\s")
_CELL = re.compile(rb"\d+ 0 obj\s*<</Type/StructElem/S/T[DH]/")
#: What typst says of the headers of a cell. It knows no rows, so that scopes alone must speak.
_HEADERS = re.compile(rb"/Headers\[[^\]]*\]")
_TABLE = b"<</O/Table"


def with_row_headers(pdf: bytes, labels: Sequence[bool]) -> bytes:
    """Return a file whose n-th cell is a header where `labels` says so of the n-th.

    Cells in rows of headings stay headers of their columns.
    """
    pieces, trailer = _parted(pdf)
    cells = [place for place, piece in enumerate(pieces) if _CELL.match(piece)]
    if len(cells) != len(labels):
        raise PiaError(f"PDF の表のマスが {len(labels)} 個ではなく {len(cells)} 個あります")
    for place, is_label in zip(cells, labels, strict=True):
        pieces[place] = _tagged(pieces[place], is_label=is_label)
    return _joined(pieces, trailer)


def _tagged(cell: bytes, *, is_label: bool) -> bytes:
    cell = _HEADERS.sub(b"", cell, count=1)
    if not is_label or b"/S/TH/" in cell:
        return cell
    return cell.replace(b"/S/TD/", b"/S/TH/", 1).replace(_TABLE, _TABLE + b"/Scope/Row", 1)


def _parted(pdf: bytes) -> tuple[list[bytes], bytes]:
    """Return the head of the file and each object as they follow each other, and the trailer."""
    end = pdf.rindex(b"startxref")
    table = int(pdf[end:].split()[1])
    trailer = pdf.index(b"trailer", table)
    entries = pdf[table:trailer].splitlines()
    places = sorted(int(entry[:10]) for entry in entries if entry.endswith(b" n"))
    return [pdf[a:b] for a, b in pairwise((0, *places, table))], pdf[trailer:end]


def _joined(pieces: Sequence[bytes], trailer: bytes) -> bytes:
    *places, table = accumulate(map(len, pieces))
    found = ((_OBJECT.match(piece), at) for piece, at in zip(pieces[1:], places, strict=True))
    numbered = sorted((int(match[1]), at) for match, at in found if match)
    entries = b"".join(b"%010d 00000 n\r\n" % at for _, at in numbered)
    head = b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(numbered) + 1)
    return b"".join((*pieces, head, entries, trailer, b"startxref\n%d\n%%%%EOF" % table))
