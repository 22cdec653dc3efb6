"""Where the product's own data stands, and the limits that every door shares."""

from __future__ import annotations

import os
from pathlib import Path

#: Largest file that any reader takes, in bytes.
MAX_FILE_BYTES = 20_000_000
#: Name the folder of the fonts that a city prints in, and which family of those in it is meant.
#: Without them the product's own fonts are used.
FONTS_VARIABLE, FAMILY_VARIABLE = "PIA_PDF_FONTS", "PIA_PDF_FONT"


def own_font() -> tuple[Path | None, str]:
    """Return the folder of the city's own fonts, None where it named none, and the family."""
    folder = os.environ.get(FONTS_VARIABLE, "").strip()
    return Path(folder) if folder else None, os.environ.get(FAMILY_VARIABLE, "").strip()


def data_path(*parts: str) -> Path:
    """Return a place in `data/`: inside the installed wheel, else beside the package.

    Raises FileNotFoundError where the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for root in (package / "data", package.parent / "data"):
        if (root / "forms").is_dir():
            return root.joinpath(*parts)
    raise FileNotFoundError("data/forms")
