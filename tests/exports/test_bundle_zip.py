"""Files that belong together in one archive, under names that every system reads."""

from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

from pia.exports.bundle_zip import MANIFEST, write_bundle

FILES = {"起案文.docx": b"1", "評価書（公表用）.pdf": b"22"}


def test_names_are_marked_as_utf8_and_files_come_back():
    with ZipFile(BytesIO(write_bundle(FILES, "起案一式"))) as archive:
        assert archive.namelist() == [*FILES, MANIFEST]
        assert all(info.flag_bits & 0x800 for info in archive.infolist())
        # As from DOS (0), unzip would take the names for a code page of its own.
        assert {info.create_system for info in archive.infolist()} == {3}
        assert {name: archive.read(name) for name in FILES} == FILES


def test_the_list_has_the_digest_of_each_file_as_windows_reads_a_text():
    with ZipFile(BytesIO(write_bundle(FILES, "起案一式"))) as archive:
        listed = archive.read(MANIFEST)
    assert listed.startswith(b"\xef\xbb\xbf")
    lines = listed.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "起案一式"
    assert lines[2:4] == [f"{sha256(data).hexdigest()}  {name}" for name, data in FILES.items()]


def test_the_same_files_give_the_same_bytes():
    assert write_bundle(FILES, "題") == write_bundle(dict(FILES), "題")
