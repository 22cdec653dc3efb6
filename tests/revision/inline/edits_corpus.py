"""The edits of `edits.yaml`, and what a difference of them costs its reader."""

from itertools import chain
from pathlib import Path

import yaml
from diff_match_patch import diff_match_patch

from pia.imports import SourceFile, import_files

EDITS = yaml.safe_load(Path(__file__).with_name("edits.yaml").read_text(encoding="utf-8"))
ALL = [tuple(edit) for edit in chain.from_iterable(EDITS.values())]


def real_edits(folder):
    """Return both sides of the rows of a published 別添2 that say something on either side."""
    (file,) = folder.glob("*17*.txt")
    rows = import_files([SourceFile(file.name, file.read_bytes())]).assessment.change_history
    return [(row.before, row.after) for row in rows if "—" not in {row.before, row.after}]


def rival(old, new):
    """Return the segments of diff-match-patch with its semantic clean-up."""
    machine = diff_match_patch()
    machine.Diff_Timeout = 0
    diffs = machine.diff_main(old, new)
    machine.diff_cleanupSemantic(diffs)
    return [("-=+"[sign + 1], text) for sign, text in diffs]


def cost(parts):
    """Return how many runs a reader is shown and how many signs they have."""
    changed = [text for sign, text in parts if sign != "="]
    return len(changed), sum(map(len, changed))


def total(differences):
    counted = [cost(parts) for parts in differences]
    return tuple(map(sum, zip(*counted, strict=True)))
