"""What a command writes: over nothing that it reads, under its own name, unread items said."""

from dataclasses import replace

import pytest

from pia.assessment import canonical
from tests.builders import assessment
from tests.cli.running import pia, sentence


@pytest.fixture
def document(tmp_path):
    file = tmp_path / "文書.json"
    file.write_text(canonical(assessment()), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "command", [("import",), ("export", "--format", "json")], ids=["import", "export"]
)
def test_the_file_that_is_read_is_not_written_over(document, command):
    before = document.read_bytes()
    done = pia(*command, document, "-o", document)
    assert done.code == 2
    assert sentence(done, 2) == (
        f"書き出す先が読み込むファイルと同じです（{document}）。-o に別の名前を指定してください。"
    )
    assert document.read_bytes() == before


def test_the_blank_form_is_not_written_over(document, tmp_path):
    form = tmp_path / "様式.xlsx"
    form.write_bytes(b"PK")
    done = pia("export", document, "--format", "xlsx", "--template", form, "-o", form)
    assert done.code == 2
    assert form.read_bytes() == b"PK"


def test_a_name_of_another_format_is_refused(document, tmp_path):
    out = tmp_path / "公表.pdf"
    done = pia("export", document, "--format", "docx", "-o", out)
    assert (done.code, out.exists()) == (2, False)
    assert sentence(done, 2) == (
        f"docx の書き出す先が .pdf のファイルです（{out}）。--format pdf とするか、名前を変えてください。"
    )


def test_what_a_public_file_cannot_say_is_told(tmp_path):
    whole = assessment()
    answers = {**whole.answers, "department": {"unknown": "not-in-source"}}
    unread = replace(whole, answers=answers)
    file = tmp_path / "文書.json"
    file.write_text(canonical(unread), encoding="utf-8")
    done = pia("export", file, "--format", "text", "--public", "-o", tmp_path / "公表.txt")
    assert done.code == 0
    assert done.err == "読み取れていない項目が1件あり、(読取不能)と書き出します。\n"
