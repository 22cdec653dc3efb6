"""Documents that the tests of outline and exports print."""

from copy import deepcopy
from dataclasses import replace

from pia.assessment import Assessment, read_assessment
from pia.assessment.paths import answered, holder
from pia.official.kinds import unknown
from pia.settings import data_path

SAMPLES = sorted(data_path("samples").glob("*/*.json"))
NAMES = [f"{path.parent.name}-{path.stem}" for path in SAMPLES]


def sample(name: str) -> Assessment:
    """`kokumin-nenkin-2025-06-30`."""
    path = SAMPLES[NAMES.index(name)]
    return read_assessment(path.read_text(encoding="utf-8"), path.name)


def newest() -> Assessment:
    """One file, one Ⅲ, every list in use."""
    return sample("kokumin-nenkin-2025-06-30")


def two_files() -> Assessment:
    return sample("juminzei-2025-01-20")


def empty(edition: str = "h30-05", **answers) -> Assessment:
    return Assessment("yoshiki3", edition, "0" * 16, answers)


def unreadable(reason: str = "not-in-source", raw: str | None = None) -> Assessment:
    """The newest sample with every answer unknown."""
    document = newest()
    answers = deepcopy(document.answers)
    for path, item, _ in answered(document.form, document.answers):
        holder(answers, path)[item.key] = unknown(reason, raw)
    return replace(document, answers=answers)


def without_lists() -> Assessment:
    """One file and one Ⅲ, but no system, no 委託事項, no 提供先, no row of 別添2."""
    document = newest()
    answers = deepcopy(document.answers)
    answers["systems"] = []
    for key in ("outsourcing", "provisions", "transfers"):
        answers["files"][0][key] = []
    return replace(document, answers=answers, change_history=())


def changed(document: Assessment, **answers) -> Assessment:
    return replace(document, answers=document.answers | answers)
