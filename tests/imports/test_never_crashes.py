"""Whatever is given, the answer is a document or one sentence."""

import re
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pia.errors import InputRefused
from pia.exports import export
from pia.imports import READERS, SourceFile, import_files
from pia.imports.printed import Printed
from pia.official.labels import heading
from pia.official.library import load_form
from tests.builders import assessment
from tests.imports.biff import book, container, label
from tests.imports.packages import parts_of, zipped
from tests.imports.workbooks import workbook

FORM = load_form()
WORDS = [heading(node) for node in FORM.nodes] + [
    "委託事項1",
    "システム2～5",
    "移転先3",
    "[○]紙",
    "(1)件",
    "<選択肢>",
]
CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.sampled_from(["", "—", "<p>", "<br>", '<input type="checkbox">', "1) 実施する", "変更日"]),
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=30)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS)
def test_any_text_is_imported_or_refused(rows):
    text = "\n".join("\t".join(row) for row in rows)
    with suppress(InputRefused):
        imported = import_files([SourceFile("文書.txt", text.encode("utf-8", "ignore"))])
        assert imported.report.as_json()["counts"]["sure"] >= 0


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_imported_or_refused(data):
    with suppress(InputRefused):
        import_files([SourceFile("文書.bin", data)])


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=200), kind=st.sampled_from(sorted(READERS)))
def test_any_bytes_may_be_called_any_kind(data, kind):
    with suppress(InputRefused):
        import_files([SourceFile("文書", data)], kind)


#: A whole file of each kind, to be cut and changed.
WHOLE = {
    "html": export(assessment(), "html"),
    "docx": export(assessment(), "docx"),
    "xlsx": workbook(assessment()),
    "xls": container(book(label(0, 0, "公表日"), label(0, 1, "令和5年11月6日"))),
}
PARTS = {kind: parts_of(WHOLE[kind]) for kind in ("docx", "xlsx")}
#: Where a change begins, as a share of the whole; how much it takes away; what it puts there.
CHANGES = st.tuples(st.floats(0, 1), st.integers(0, 60), st.binary(max_size=8))
#: Values that attributes of a part could claim.
CLAIMS = st.sampled_from(["", "-1", "0", "99999999999", "XFD1048576", "A1:XFD1048576", "s", "e"])
ATTRIBUTE = re.compile(rb'"[^"<>]*"')


def mangled(data, change):
    share, gone, put = change
    start = int(share * len(data))
    return data[:start] + put + data[start + gone :]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(sorted(WHOLE)), change=CHANGES, length=st.none() | st.floats(0, 1))
def test_a_changed_or_cut_file_is_imported_or_refused(kind, change, length):
    data = mangled(WHOLE[kind], change)
    data = data if length is None else data[: int(length * len(data))]
    with suppress(InputRefused):
        import_files([SourceFile(f"文書.{kind}", data)], kind)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(sorted(PARTS)), drawn=st.data())
def test_a_file_with_a_changed_part_is_imported_or_refused(kind, drawn):
    name = drawn.draw(st.sampled_from([n for n in PARTS[kind] if n.endswith((".xml", ".rels"))]))
    part = mangled(PARTS[kind][name], drawn.draw(CHANGES))
    with suppress(InputRefused):
        import_files([SourceFile("文書", zipped(PARTS[kind] | {name: part}))])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(sorted(PARTS)), drawn=st.data())
def test_a_file_that_claims_odd_values_is_imported_or_refused(kind, drawn):
    name = drawn.draw(st.sampled_from([n for n in PARTS[kind] if n.endswith((".xml", ".rels"))]))
    part = PARTS[kind][name]
    found = list(ATTRIBUTE.finditer(part))
    place = found[drawn.draw(st.integers(0, len(found) - 1))]
    claim = f'"{drawn.draw(CLAIMS)}"'.encode()
    part = part[: place.start()] + claim + part[place.end() :]
    with suppress(InputRefused):
        import_files([SourceFile("文書", zipped(PARTS[kind] | {name: part}))])


@given(text=st.text(max_size=60))
def test_any_text_may_be_asked_whether_it_is_a_label(text):
    assert isinstance(Printed(FORM).readings(text, fuzzy=True), list)
