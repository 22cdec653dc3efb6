"""Which files make one published document: those named together, or each entry of a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pia.errors import InputRefused, UsageRefused

#: What systems leave in folders that somebody looked at.
_NOBODYS = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Paper:
    """One published document on disk."""

    #: How messages call it: the name of the file or the folder.
    name: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """What a command is to read."""

    papers: tuple[Paper, ...]
    #: Files that are no document, by their path under the folder.
    ignored: tuple[str, ...] = ()
    #: A folder was named: a document that fails does not stop the others.
    is_folder: bool = False


def find_papers(names: Sequence[str]) -> Found:
    """Return the documents of a command line. Raises UsageRefused, InputRefused."""
    folders = [Path(name) for name in names if Path(name).is_dir()]
    if not folders:
        return Found((Paper("、".join(Path(name).name for name in names), tuple(names)),))
    if len(names) > 1:
        hint = "フォルダは一つだけ、ほかのものを付けずに指定してください。"
        raise UsageRefused("フォルダとほかのものは同時に指定できません", hint=hint)
    return _in_folder(folders[0])


def _in_folder(folder: Path) -> Found:
    """Return each file as one document, and each folder in it as one document of its files."""
    papers: list[Paper] = []
    ignored: list[str] = []
    try:
        for entry in sorted(folder.iterdir()):
            inside = sorted(entry.iterdir()) if entry.is_dir() and not _is_nobodys(entry) else None
            parts = [entry] if inside is None else inside
            kept = [p for p in parts if not _is_nobodys(p) and not p.is_dir()]
            ignored += [p.relative_to(folder).as_posix() for p in parts if p not in kept]
            if kept:
                papers.append(Paper(entry.name, tuple(map(str, kept))))
    except OSError as error:
        hint = "読む権限があるかを確かめてください。"
        raise InputRefused("フォルダを読めません", where=str(folder), hint=hint) from error
    if not papers:
        hint = "評価書のファイルを入れたフォルダを指定してください。"
        raise InputRefused("フォルダに評価書のファイルがありません", where=str(folder), hint=hint)
    return Found(tuple(papers), tuple(ignored), is_folder=True)


def _is_nobodys(path: Path) -> bool:
    """Return whether a file is hidden or a lock file of an office program."""
    return path.name.startswith((".", "~$")) or path.name.lower() in _NOBODYS
