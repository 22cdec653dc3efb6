"""The formats that the gate reads back: by whom, and what each has of the outline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from hypothesis import Phase, settings

from pia.exports import export
from pia.imports import SourceFile, import_files
from pia.outline import Outline
from tests.builders import patient
from tests.gate.readers import page, sheet, tagged, word
from tests.gate.readers.paper import Paper, Rows, printed
from tests.outline.documents import NAMES, sample


@dataclass(frozen=True)
class Reading:
    """A reader of our own that knows nothing of the writer, and the rows that it must find."""

    read: Callable[[bytes], Paper]
    printed: Callable[[Outline], Rows]
    #: White space is part of the text; a PDF breaks lines as it likes.
    spaces: bool = True


#: The newest edition of each sample; each has three.
NEWEST = NAMES[2::3]

#: A failing document is not made smaller: each try writes and reads whole files.
QUICK = settings(patient, phases=[Phase.explicit, Phase.reuse, Phase.generate])

FORMATS = {
    "docx": Reading(word.read, printed),
    "xlsx": Reading(sheet.read, sheet.printed),
    "html": Reading(page.read, partial(printed, indents=False, contents=False)),
    "pdf": Reading(tagged.read, tagged.printed, spaces=False),
}


@cache
def sample_file(name: str, fmt: str) -> bytes:
    """A sample as a file; every test looks at the same one."""
    return export(sample(name), fmt)


def real_document(folder):
    """The published document that CI has; many of its answers could not be read."""
    file = folder / "asahikawa-17.txt"
    return import_files([SourceFile(file.name, file.read_bytes())]).assessment


def read_again(data: bytes, fmt: str):
    """The document that our importer makes of a file."""
    return import_files([SourceFile(f"書き出し.{fmt}", data)]).assessment
