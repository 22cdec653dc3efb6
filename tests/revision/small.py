"""Small documents and comparisons in one line."""

from datetime import date
from pathlib import Path

from pia.assessment import Assessment, read_assessment
from pia.revision import compare
from pia.settings import data_path

DAY = date(2023, 11, 6)
SAMPLES = sorted(folder.name for folder in data_path("samples").iterdir())


def assessment(lineage="one", edition="h30-05", **answers):
    return Assessment("yoshiki3", edition, lineage, answers)


def outsourced(*works, **answers):
    return assessment(files=[{"@id": "f1", "outsourcing": list(works)} | answers])


def work(name, **answers):
    return {"@id": name, "title": f"業務{name}"} | answers


def compared(old, new, **given):
    return compare(old, new, **({"changed_on": DAY, "as_of": DAY} | given))


def only_row(old, new, **given):
    (row,) = compared(old, new, **given).rows
    return row


def reasons(old, new):
    comparison = compared(old, new)
    assert comparison.rows == ()
    return [part.reason for part in comparison.unprinted]


def editions(folder):
    files = sorted(Path(data_path("samples", folder)).glob("*.json"))
    return [read_assessment(file.read_text(encoding="utf-8"), file.name) for file in files]
