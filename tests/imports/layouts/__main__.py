"""`python -m tests.imports.layouts`: how well every layout of every sample is read."""

import json
from pathlib import Path

from pia.assessment import parse_assessment
from tests.imports.layouts.entries import printed
from tests.imports.layouts.every import LAYOUTS, made
from tests.imports.layouts.measuring import history_is_right, measured, share

SAMPLES = sorted((Path(__file__).parents[3] / "data" / "samples").glob("*/*.json"))


def main() -> None:
    """Print a line for each layout: the worst share of any sample."""
    documents = [parse_assessment(json.loads(f.read_text(encoding="utf-8"))) for f in SAMPLES]
    for name in LAYOUTS:
        found = [measured(one, *made(name, printed(one))) for one in documents]
        shares = [share(outcomes) for outcomes, _ in found]
        worst = {
            kind: (min if kind == "right" else max)(one[kind] for one in shares)
            for kind in shares[0]
        }
        said = "  ".join(f"{kind} {value:6.1%}" for kind, value in worst.items())
        whole = all(history_is_right(d, f) for d, (_, f) in zip(documents, found, strict=True))
        print(f"{said}  history {'right' if whole else 'WRONG'}  {name}")  # noqa: T201 # its purpose


if __name__ == "__main__":
    main()
