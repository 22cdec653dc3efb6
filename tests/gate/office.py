"""LibreOffice as a judge: one program with a profile of its own, many files at a call."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

#: Pictures of pages, so coarse that a whole document can be looked at.
_DPI = "60"

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftoppm")),
    reason="soffice or pdftoppm is not installed",
)


class Office:
    """LibreOffice in a folder: it is started once per call, which takes longer than a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def converted(self, files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
        """Return what LibreOffice makes of files, by the same names without their ends."""
        source, target = (self.folder / f"{way}-{to}" for way in ("from", "to"))
        for place in (source, target):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
        for name, data in files.items():
            (source / name).write_bytes(data)
        profile = f"-env:UserInstallation=file://{self.folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(target)]
        done = subprocess.run(
            [*command, *map(str, sorted(source.iterdir()))],
            check=True,
            capture_output=True,
            timeout=240,
        )
        made = {file.stem: file.read_bytes() for file in target.iterdir()}
        missing = {Path(name).stem for name in files} - set(made)
        assert not missing, f"not opened: {sorted(missing)} {done.stderr.decode()[-500:]}"
        return made


def keep_pages(name: str, pdf: bytes) -> None:
    """Keep a picture of each page for whoever looks at them; PIA_SCREENSHOTS names the folder."""
    if folder := os.environ.get("PIA_SCREENSHOTS"):
        place = Path(folder) / "documents"
        place.mkdir(parents=True, exist_ok=True)
        command = ["pdftoppm", "-r", _DPI, "-gray", "-png", "-", str(place / name)]
        subprocess.run(command, input=pdf, check=True, capture_output=True, timeout=120)


def pages_of(pdf: bytes) -> Iterable[str]:
    """The text of each page as LibreOffice has set it."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=pdf, check=True, capture_output=True, timeout=60)
    return done.stdout.decode().split("\f")[:-1]
