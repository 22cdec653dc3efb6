"""The product in a minute: import, edit, compare, record and export, on the sample city."""

import shlex
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = Path("var", "tour")
PUBLISHED, DRAFT, EDITION = (OUT / f"{name}.json" for name in ("published", "draft", "edition"))
PAPER = OUT / "published.txt"  # the sample as a city publishes it: text, no data
OUTSOURCING = "files[1].outsourcing[2]"  # in the sample not resubcontracted so far
EDITS = {
    "resubcontracted": "再委託する",
    "resubcontract_consent": "書面による申請を受け、再委託先の安全管理を確かめたうえで許諾する。",
    "resubcontract_work": "繁忙期における届書のデータ入力の一部",
}


def pia(*arguments: str | Path) -> None:
    """Print a command, then run it; its output follows."""
    program = shutil.which("pia", path=Path(sys.executable).parent)
    if program is None:
        sys.exit("pia is not installed: make venv")
    print(f"\n$ {shlex.join(['pia', *map(str, arguments)])}", flush=True)
    done = subprocess.run([program, *arguments], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(f"pia ended with exit code {done.returncode}")


def main() -> None:
    samples = sorted((ROOT / "data" / "samples" / "kokumin-nenkin").glob("*.json"))
    if not samples:
        sys.exit("no sample in data/samples/kokumin-nenkin")
    (ROOT / OUT).mkdir(parents=True, exist_ok=True)
    pia("export", samples[-1].relative_to(ROOT), "--format", "text", "-o", PAPER)
    pia("import", PAPER, "-o", PUBLISHED, "--report", OUT / "report.json")
    sets = [("--set", f"{OUTSOURCING}.{item}={value}") for item, value in EDITS.items()]
    pia("edit", PUBLISHED, *chain(*sets), "-o", DRAFT)
    pia("compare", PUBLISHED, DRAFT)
    pia("compare", PUBLISHED, DRAFT, "--record", EDITION)
    for name, ending in {"docx": "docx", "html": "html", "text": "txt", "csv": "csv"}.items():
        pia("export", EDITION, "--format", name, "-o", OUT / f"edition.{ending}")
    print(f"\nThe results are in {OUT}.")


if __name__ == "__main__":
    main()
