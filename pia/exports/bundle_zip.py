"""Files that belong together as one ZIP, with a list of their SHA-256; the clock is never read.

Python marks names in 日本語 as UTF-8, so that Windows and unzip show them as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

#: Name of the list inside the archive.
MANIFEST = "照合値（SHA-256）.txt"
MEDIA_TYPE = "application/zip"
#: The oldest day a ZIP can say.
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
#: Said to be made on Unix wherever it is made: as from DOS, unzip would turn the names around.
_UNIX, _READABLE = 3, 0o644 << 16


def write_bundle(files: Mapping[str, bytes], title: str) -> bytes:
    """Return the archive: the files in their order, then the list headed `title`."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as opened:
        for name, data in {**files, MANIFEST: _manifest(files, title)}.items():
            entry = ZipInfo(name, _NO_CLOCK)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            opened.writestr(entry, data)
    return archive.getvalue()


def _manifest(files: Mapping[str, bytes], title: str) -> bytes:
    """Return the list as Windows reads a text: a mark of UTF-8, CRLF; lines as sha256sum has them."""
    lines = [f"{sha256(data).hexdigest()}  {name}" for name, data in files.items()]
    return "\r\n".join([title, "", *lines, ""]).encode("utf-8-sig")
