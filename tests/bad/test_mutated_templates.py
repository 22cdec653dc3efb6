"""Workbooks damaged by chance are filled or refused; nothing else happens, and none takes long."""

import random
import re
from functools import cache

import pytest

from pia.errors import InputRefused
from pia.imports import SourceFile
from pia.operations.filling import fill_template
from tests.builders import assessment, row, with_rows
from tests.exports.templates import wide
from tests.imports.packages import parts_of, zipped

DOCUMENT = with_rows(assessment(), row(), row())
#: What a file may claim in the place of a number or a reference.
CLAIMS = [b"", b"-1", b"99999999999", b"ABC", b"A0", b"ZZZZZZ9", b"1e400", b"nan", b"A1:ZZ99999"]


@cache
def parts():
    return parts_of(wide(assessment(), rows=4))


def mutated(seed):
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    name = chance.choice([n for n in parts() if "sheet" in n or "workbook" in n or "styles" in n])
    content = parts()[name]
    places = [m.span(1) for m in re.finditer(rb'="([^"<>]{0,20})"', content)]
    for start, end in sorted(chance.sample(places, min(3, len(places))), reverse=True):
        content = content[:start] + chance.choice(CLAIMS) + content[end:]
    return zipped(parts() | {name: content})


def outcome(data):
    try:
        return fill_template(DOCUMENT, SourceFile("様式.xlsx", data)).data
    except InputRefused as refused:
        return refused.sentence()


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_workbook_is_filled_or_refused(seed):
    assert outcome(mutated(seed))
