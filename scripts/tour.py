"""The product in a minute: import, edit, compare, record and export, on the sample city."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = Path("var", "tour")
PUBLISHED, DRAFT, EDITION = (OUT / f"{name}.json" for name in ("published", "draft", "edition"))
ITEM = "files[1].outsourcing[1].resubcontracted"


def pia(*arguments: str | Path) -> None:
    """Print a command, then run it; its output follows."""
    program = shutil.which("pia", path=Path(sys.executable).parent)
    if program is None:
        sys.exit("pia is not installed: make venv")
    print("\n$ pia", *(str(argument) for argument in arguments), flush=True)
    done = subprocess.run([program, *arguments], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(f"pia ended with exit code {done.returncode}")


def other_choice() -> str:
    """The choice that the published edition does not have."""
    answers = json.loads((ROOT / PUBLISHED).read_text(encoding="utf-8"))["answers"]
    now = answers["files"][0]["outsourcing"][0]["resubcontracted"]
    return "再委託する" if now == "not_resubcontracted" else "再委託しない"


def main() -> None:
    samples = sorted((ROOT / "data" / "samples" / "kokumin-nenkin").glob("*.json"))
    if not samples:
        sys.exit("no sample in data/samples/kokumin-nenkin")
    (ROOT / OUT).mkdir(parents=True, exist_ok=True)
    pia("import", samples[-1].relative_to(ROOT), "-o", PUBLISHED)
    pia("edit", PUBLISHED, "--set", f"{ITEM}={other_choice()}", "-o", DRAFT)
    pia("compare", PUBLISHED, DRAFT)
    pia("compare", PUBLISHED, DRAFT, "--record", EDITION)
    for name, ending in {"docx": "docx", "html": "html", "text": "txt", "csv": "csv"}.items():
        pia("export", EDITION, "--format", name, "-o", OUT / f"edition.{ending}")
    print(f"\nThe results are in {OUT}.")


if __name__ == "__main__":
    main()
