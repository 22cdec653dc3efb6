"""Whatever is given, the answer is a document or one sentence."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pia.errors import InputRefused
from pia.imports import SourceFile, import_files
from pia.imports.printed import Printed
from pia.official.labels import heading
from pia.official.library import load_form

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


@given(text=st.text(max_size=60))
def test_any_text_may_be_asked_whether_it_is_a_label(text):
    assert isinstance(Printed(FORM).readings(text, fuzzy=True), list)
