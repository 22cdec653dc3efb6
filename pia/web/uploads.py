"""Files that a browser sends: their names made safe, and a place for those that wait for a yes.

What is registered is looked over before anything is kept. Between the two pages the bytes wait in
PIA_HOME/uploads, in a folder of a random name that only the session which sent them knows; nothing
of them comes back from the browser. They go after use, with the sixth that waits, or after a day.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import request, session

from pia.errors import InputRefused
from pia.imports import SourceFile, kind_of_file
from pia.imports.source import check_size
from pia.official.typed import keep_imported
from pia.web.context import now, settings

_KEY = "uploads"
#: How many uploads of one session wait at a time, and how long.
_MOST, _KEPT = 5, timedelta(days=1)
#: Longest file name in characters; file systems take 255 bytes.
_LONGEST_NAME = 80
_TOKEN_BYTES = 16
#: Signs no disk takes or no header, and those that turn the direction: fdp.exe shown as exe.pdf.
_UNSAFE = re.compile('[\n:*?"<>|\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def sent_files(field: str) -> list[SourceFile]:
    """Return the files of a field, without the empty one of a form where none was chosen.

    Raises InputRefused for none, and for one that is empty or too large.
    """
    files = []
    for sent in request.files.getlist(field):
        with closing(sent):
            if sent.filename:
                files.append(SourceFile(safe_name(sent.filename), sent.read()))
    if not files:
        raise InputRefused("ファイルが選ばれていません", hint="ファイルを選んでください。")
    for file in files:
        check_size(file)
    return files


def sent_file(field: str) -> SourceFile:
    """Return the one file of a field. Raises InputRefused for none and for several."""
    file, *others = sent_files(field)
    if others:
        raise InputRefused("ファイルが2つ以上選ばれています", hint="1つずつ加えてください。")
    return file


def sent_workbook(field: str) -> SourceFile:
    """Return the one Excel workbook of a field. Raises InputRefused, also for any other kind.

    The import's own refusal of a wrong kind names an option of the command line.
    """
    file = sent_file(field)
    if kind_of_file(file) != "xlsx":
        hint = "Excelブック（xlsx）を選んでください。ほかの形式は、xlsxで保存し直します。"
        raise InputRefused("Excel(xlsx)のファイルではありません", where=file.name, hint=hint)
    return file


def safe_name(name: str) -> str:
    """Return the last part of a file's name without signs that a disk or a header cannot take."""
    last = re.split(r"[/\\]", keep_imported(name)[0])[-1]
    plain = _UNSAFE.sub("_", last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if len(plain) <= _LONGEST_NAME or not stem:
        return plain[:_LONGEST_NAME] or "ファイル"
    return stem[: _LONGEST_NAME - len(ending) - 1] + dot + ending


def keep(files: Sequence[SourceFile]) -> str:
    """Let files wait; return the token by which this session finds them again."""
    _sweep(now())
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    folder = _folder() / token
    folder.mkdir(mode=0o700, parents=True)
    for n, file in enumerate(files):
        (folder / f"{n:03}").write_bytes(file.data)
    waiting = dict(session.get(_KEY, {}))
    for oldest in list(waiting)[: max(0, len(waiting) + 1 - _MOST)]:
        _remove([oldest])
        del waiting[oldest]
    session[_KEY] = waiting | {token: [file.name for file in files]}
    return token


def find(token: str) -> list[SourceFile]:
    """Return the files that wait under a token. Raises InputRefused where they are gone."""
    names = session.get(_KEY, {}).get(token)
    folder = _folder() / token
    if names is None or not folder.is_dir():
        hint = "もう一度ファイルを選んでください。"
        raise InputRefused("読み込んだファイルの保管期限が過ぎています", hint=hint)
    return [SourceFile(name, (folder / f"{n:03}").read_bytes()) for n, name in enumerate(names)]


def forget(token: str) -> None:
    """Let the files of a token go."""
    waiting = dict(session.get(_KEY, {}))
    if waiting.pop(token, None) is not None:
        _remove([token])
        session[_KEY] = waiting


def _sweep(at: datetime) -> None:
    """Remove what nobody came back for."""
    if not _folder().is_dir():
        return
    for folder in _folder().iterdir():
        made = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
        if at - made > _KEPT:
            _remove([folder.name])


def _remove(tokens: Iterable[str]) -> None:
    for token in tokens:
        shutil.rmtree(_folder() / token, ignore_errors=True)  # swept another day


def _folder() -> Path:
    return settings().home / "uploads"
