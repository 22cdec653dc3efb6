"""What a command writes: whole or not at all, and never in place of what it should keep."""

import json
import os
import threading

import pytest

from pia.cli.files import write_files
from pia.errors import InputRefused, UsageRefused
from tests.cli.running import pia, sentence


def left_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("place", ["no/such/folder/new.json", "."])
def test_a_place_that_takes_no_file_is_refused(doc, tmp_path, place):
    before = left_in(tmp_path)
    out = tmp_path / place
    words = f"ファイルに書き込めません（{out}）。フォルダがあるか、書き込めるかを確かめてください。"
    assert sentence(pia("edit", doc, "--set", "title=x", "-o", out)) == words
    assert left_in(tmp_path) == before


def test_the_document_may_be_written_over_itself(doc):
    assert pia("edit", doc, "--set", "title=新しい名", "-o", doc).code == 0
    assert json.loads(doc.read_bytes())["answers"]["title"] == "新しい名"
    assert left_in(doc.parent) == ["doc.json"]


def test_a_link_stays_a_link(doc, tmp_path):
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "target.json", tmp_path / "link.json"
    target.write_text("前", encoding="utf-8")
    link.symlink_to(target)
    assert pia("edit", doc, "--set", "title=x", "-o", link).code == 0
    assert link.is_symlink()
    assert json.loads(target.read_bytes())["answers"]["title"] == "x"


def test_a_pipe_is_written_to_and_stays_a_pipe(doc, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert pia("edit", doc, "--set", "title=x", "-o", pipe).code == 0
    reader.join(timeout=60)
    assert json.loads(read[0])["answers"]["title"] == "x"
    assert pipe.is_fifo()


def test_a_long_japanese_name_is_taken(doc, tmp_path):
    out = tmp_path / f"{'評' * 83}.json"
    assert pia("edit", doc, "-o", out).code == 0
    assert out.read_bytes() == doc.read_bytes()


def test_a_new_file_has_the_permissions_of_any_new_file(doc, new, tmp_path):
    plain = tmp_path / "plain"
    plain.touch()
    pia("edit", doc, "-o", new)
    assert new.stat().st_mode == plain.stat().st_mode


def test_where_the_document_cannot_be_written_the_report_is_not_either(doc, tmp_path):
    for out, report in (
        ("no/such/x.json", "r.json"),
        ("x.json", "no/such/r.json"),
        ("x.json", "."),
    ):
        arguments = ("-o", tmp_path / out, "--report", tmp_path / report)
        assert sentence(pia("import", doc, *arguments)).startswith("ファイルに書き込めません")
        assert left_in(tmp_path) == ["doc.json"]


def test_where_the_table_cannot_be_written_nothing_is_recorded(doc, tmp_path):
    recorded = tmp_path / "recorded.json"
    arguments = ("--record", recorded, "--format", "csv", "-o", tmp_path / "no/such/t.csv")
    assert sentence(pia("compare", doc, doc, *arguments)).startswith("ファイルに書き込めません")
    assert left_in(tmp_path) == ["doc.json"]


def test_two_results_of_one_name_are_a_wrong_command_line(doc, tmp_path):
    out = tmp_path / "x.json"
    for arguments in (
        ("import", doc, "-o", out, "--report", out),
        ("compare", doc, doc, "--format", "csv", "-o", out, "--record", out),
        ("import", doc, "-o", f"{tmp_path}/./x.json", "--report", out),
    ):
        said = sentence(pia(*arguments), code=2)
        assert (
            said == f"二つの結果を同じファイルには書けません（{out}）。別の名前を指定してください。"
        )
    assert left_in(tmp_path) == ["doc.json"]
    done = pia("compare", doc, doc, "--format", "json", "--record", "-")
    assert done.code == 2
    assert done.json["error"]["code"] == "usage"


def test_a_failure_in_the_middle_leaves_no_scraps(tmp_path):
    with pytest.raises(InputRefused):
        write_files((b"x", str(tmp_path / "a")), (b"y", str(tmp_path / "b" / "c")))
    with pytest.raises(UsageRefused):
        write_files((b"x", "-"), (b"y", "-"))
    assert left_in(tmp_path) == []


def test_standard_input_is_named_so_in_a_message():
    assert sentence(pia("show", "-", stdin=b"")) == "ファイルが空です（標準入力）。"


def test_one_standard_input_is_not_two_documents(doc):
    done = pia("compare", "-", "-", stdin=doc.read_bytes())
    assert sentence(done) == "ファイルが空です（標準入力）。"
