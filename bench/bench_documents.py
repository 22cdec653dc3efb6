"""One 評価書 of 189 rows: every format written and read, against others (large: 189 rows of 別添2 alone).

The ratio is to our own line of the same kind: 14 means that the peer takes 14 times as long as we
do, 0.8 that it is quicker. What others do is less: they write texts without merges and widths, and
read texts without finding out what they mean. Peak memory is that of a process of its own.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

from bench.document_jobs import JOBS, prepare
from bench.run import Case

#: Some of the peers take seconds.
ROUNDS = 9
#: Times that a peer must take of ours (issue: documents out and in).
GOALS = {
    "pdf: WeasyPrint from our HTML": 12,
    "pdf: LibreOffice from our DOCX": 12,
    "docx: python-docx, plain tables": 2,
}


def cases() -> Iterator[Case]:
    folder = Path(mkdtemp(prefix="bench-documents-"))
    prepare(folder)
    for name, (job, needs) in JOBS.items():
        if needs and not _is_there(needs):
            print(f"  {name}: {needs} is not installed (make judges)")
            continue
        ours = f"{name.partition(':')[0]}: ours"
        peer = ours if ours in JOBS and name != ours else ""
        note = f"{peak(name, folder):5.0f} MiB"
        goal = f", goal {GOALS[name]}" if name in GOALS else ""
        yield Case(name, partial(job, folder), peer, note + goal)


def _is_there(name: str) -> bool:
    return find_spec(name) is not None or shutil.which(name) is not None


def peak(job: str, folder: Path) -> float:
    """Return the most memory (MiB) that a process needs which does the job once, with its children."""
    command = (sys.executable, "-m", "bench.document_jobs", job, folder)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=600)
    return int(done.stdout) / 1024
