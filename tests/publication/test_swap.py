"""The folder is swapped whole: for readers, after crashes, and never over people's work."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pia.errors import ChangedMeanwhile, InputRefused
from pia.publication import built_before, swap, swap_in
from pia.publication.exchange import exchange
from pia.publication.lock import locked
from pia.publication.ours import MARKER
from tests.publication import crashing

OLD, NEW = crashing.OLD, crashing.NEW


@pytest.fixture
def target(tmp_path):
    return tmp_path / "公表" / "site"


@pytest.fixture(autouse=True)
def synced(target, monkeypatch):
    """What was brought to the disk, by inode; nothing really is, a busy disk would take seconds."""
    inodes = set()
    monkeypatch.setattr(os, "fsync", lambda handle: inodes.add(os.fstat(handle).st_ino))
    target.parent.mkdir()
    return inodes


def contents(folder):
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != MARKER]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def refusal(target, files=NEW):
    with pytest.raises(InputRefused) as caught:
        swap_in(files, target)
    return caught.value


def test_a_folder_is_made_where_none_is(target):
    swap_in(OLD, target)
    assert contents(target) == OLD
    assert built_before(target) == OLD.keys()


def test_every_file_and_folder_is_brought_to_the_disk(target, synced):
    swap_in(OLD, target)
    places = [target.parent, target, *target.rglob("*")]
    assert {place.stat().st_ino for place in places} <= synced


def test_an_empty_folder_is_taken(target):
    target.mkdir()
    swap_in(OLD, target)
    assert contents(target) == OLD


def test_the_new_site_stands_alone_in_the_place_of_the_old(target):
    swap_in(OLD, target)
    swap_in(NEW, target)
    assert contents(target) == NEW
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_without_exchange_two_renames_do_the_same(target, monkeypatch):
    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    swap_in(OLD, target)
    swap_in(NEW, target)
    assert contents(target) == NEW
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_a_second_rename_that_fails_is_taken_back(target, monkeypatch):
    def refuse(self, other, rename=Path.rename):
        if self.name == "new":
            raise PermissionError(13, "in use", str(self))
        return rename(self, other)

    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    swap_in(OLD, target)
    monkeypatch.setattr(Path, "rename", refuse)
    assert refusal(target).message == "サイトを書き出せません"
    assert contents(target) == OLD
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_a_link_to_a_folder_stays_a_link(target, tmp_path):
    swap_in(OLD, target)
    (tmp_path / "www").symlink_to(target)
    swap_in(NEW, tmp_path / "www")
    assert (tmp_path / "www").is_symlink()
    assert contents(target) == NEW


def test_the_folder_keeps_its_permissions(target):
    swap_in(OLD, target)
    target.chmod(0o750)
    swap_in(NEW, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o750


def test_a_folder_of_people_is_refused_and_untouched(target):
    target.mkdir()
    (target / "会議録.docx").write_text("大切な文書", encoding="utf-8")
    found = refusal(target)
    assert found.message == "このフォルダは、サイトとして書き出したものではありません"
    assert contents(target) == {"会議録.docx": "大切な文書".encode()}
    assert [path.name for path in target.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("foreign", ["お知らせ.html", "1/2021-03-29/b.docx", "写真/1.jpg"])
def test_a_file_that_people_put_into_the_site_is_refused_by_name(target, foreign):
    swap_in(OLD, target)
    (target / foreign).parent.mkdir(exist_ok=True)
    (target / foreign).write_bytes(b"ours")
    found = refusal(target)
    assert found.message == "サイトのフォルダに、書き出したもの以外のファイルがあります"
    assert found.where.endswith(foreign)
    assert contents(target) == OLD | {foreign: b"ours"}


def test_a_link_that_people_put_into_the_site_is_refused_and_not_followed(target, tmp_path):
    swap_in(OLD, target)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_bytes(b"kept")
    (target / "link").symlink_to(tmp_path / "other")
    assert refusal(target).where.endswith("link")
    assert (tmp_path / "other" / "a.txt").read_bytes() == b"kept"


def test_what_a_window_of_a_folder_leaves_is_nobodys_work(target):
    swap_in(OLD, target)
    (target / "Thumbs.db").write_bytes(b"")
    swap_in(NEW, target)
    assert contents(target) == NEW


@pytest.mark.parametrize("marker", ["", "[]", "{}", '{"files": 1}', "\ufffd", '{"files": {'])
def test_a_marker_that_cannot_be_read_is_refused(target, marker):
    swap_in(OLD, target)
    (target / MARKER).write_text(marker, encoding="utf-8")
    refusal(target)
    assert contents(target) == OLD


def test_a_file_in_the_place_of_the_folder_is_refused(target):
    target.write_bytes(b"a file")
    assert "同じ名前のファイル" in refusal(target).message
    assert target.read_bytes() == b"a file"


@pytest.mark.parametrize("place", ["none/site", "file/site"])
def test_a_place_that_cannot_be_written_is_refused(target, place):
    (target.parent / "file").write_bytes(b"")
    assert refusal(target.parent / place).message == "サイトを書き出せません"


def test_the_root_of_everything_is_refused(target):
    assert "使えません" in refusal(Path(target.anchor)).message


@pytest.mark.parametrize("name", ["../x", "/x", "a/../x", "a//x", ".htaccess", "a\\x", "C:x", ""])
def test_a_name_that_leads_out_of_the_folder_is_refused(target, name):
    refusal(target, {"index.html": b"", name: b""})
    assert not list(target.parent.iterdir())


def test_two_writers_at_once_are_refused(target):
    swap_in(OLD, target)
    workshop = target.parent / ".site.pia"
    workshop.mkdir()
    with (
        locked(workshop / "lock"),
        pytest.raises(ChangedMeanwhile, match="同じ場所に別の処理がサイトを書き出しています"),
    ):
        swap_in(NEW, target)
    assert contents(target) == OLD
    swap_in(NEW, target)
    assert contents(target) == NEW


def lines(folder, way):
    command = [sys.executable, crashing.__file__, str(folder), way]
    variables = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env=variables, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def can_exchange(folder):
    """Whether the file system of the tests lets two names change places."""
    for name in ("one", "other"):
        (folder / name).mkdir()
    return exchange(folder / "one", folder / "other")


def test_a_killed_process_leaves_the_old_site_or_the_new(tmp_path, target):
    if not can_exchange(tmp_path):
        pytest.skip("the file system cannot exchange two names")
    found = lines(target.parent, "exchange")
    assert len(found) > 20
    assert found == sorted(found, reverse=True), "first old, then new, never anything else"
    assert set(found) == {"old", "new"}


def test_without_exchange_what_a_killed_process_put_aside_comes_back(target):
    found = lines(target.parent, "rename")
    assert set(found) == {"old", "aside", "new"}
    assert found.count("aside") == 1


def test_readers_meet_a_whole_site_while_it_is_swapped(tmp_path, target):
    if not can_exchange(tmp_path):
        pytest.skip("the file system cannot exchange two names")
    swap_in(OLD, target)
    seen, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            try:
                seen.append((target / "index.html").read_bytes())
            except OSError as error:
                seen.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for count in range(30):
        swap_in(OLD if count % 2 else NEW, target)
    stop.set()
    for reader in readers:
        reader.join()
    assert set(seen) == {b"old", b"new"}
