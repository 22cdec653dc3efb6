"""Where the product's own data stands, and the limits that every door shares."""

from __future__ import annotations

from pathlib import Path

#: Largest file that any reader takes, in bytes.
MAX_FILE_BYTES = 20_000_000


def data_path(*parts: str) -> Path:
    """Return a place in `data/`: inside the installed wheel, else beside the package.

    Raises FileNotFoundError where the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for root in (package / "data", package.parent / "data"):
        if (root / "forms").is_dir():
            return root.joinpath(*parts)
    raise FileNotFoundError("data/forms")
