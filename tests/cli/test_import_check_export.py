"""`pia import`, `pia check` and `pia export` at the door; their rooms have tests of their own."""

import json
from pathlib import Path

import pytest

from pia.assessment import canonical
from pia.settings import data_path
from tests.builders import withholding
from tests.cli.running import pia

SAMPLE = Path(data_path("samples", "juminzei", "2025-01-20.json"))


def test_a_stored_document_is_imported_as_it_is_with_a_report(doc, new, tmp_path):
    report = tmp_path / "report.json"
    done = pia("import", doc, "-o", new, "--report", report)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("読み込みました: 項目 確実 ")
    assert new.read_bytes() == doc.read_bytes()
    assert set(json.loads(report.read_bytes())) >= {"counts", "history"}


def test_the_summary_is_left_out_with_quiet(doc, new):
    done = pia("import", doc, "-o", new, "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_what_was_exported_as_text_is_imported_again(tmp_path, new, encoding):
    text = pia("export", SAMPLE, "--format", "text", "-o", "-").out
    file = tmp_path / "published.txt"
    file.write_bytes(text.replace("\u2014", "―").encode(encoding, "replace"))
    assert pia("import", file, "-o", new, "--quiet").code == 0
    found = json.loads(new.read_bytes())
    stored = json.loads(SAMPLE.read_bytes())
    assert (found["schema"], found["edition"]) == ("pia.assessment/1", "h30-05")
    assert found["answers"]["title"] == stored["answers"]["title"]
    assert len(found["answers"]["files"]) == len(stored["answers"]["files"])
    assert len(found["change_history"]) == len(stored["change_history"])


def test_the_lineage_of_an_import_is_a_hash_of_its_source(tmp_path):
    file = tmp_path / "published.txt"
    file.write_text(pia("export", SAMPLE, "--format", "text", "-o", "-").out, encoding="utf-8")
    one = json.loads(pia("import", file, "-o", "-", "--quiet").out)
    assert one == json.loads(pia("import", file, "-o", "-", "--quiet").out)
    file.write_text(file.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert json.loads(pia("import", file, "-o", "-", "--quiet").out)["lineage"] != one["lineage"]


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "html", "json", "csv", "text"])
def test_every_format_is_written(fmt, tmp_path):
    out = tmp_path / f"out.{fmt}"
    done = pia("export", SAMPLE, "--format", fmt, "-o", out)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert out.stat().st_size > 1000


def test_the_same_document_gives_the_same_bytes(tmp_path):
    for fmt in ("docx", "xlsx", "html", "json", "csv", "text"):
        for name in ("one", "two"):
            pia("export", SAMPLE, "--format", fmt, "-o", tmp_path / name)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_json_is_the_document_itself(doc):
    assert pia("export", doc, "--format", "json", "-o", "-").out.encode() == doc.read_bytes()


@pytest.mark.parametrize("fmt", ["html", "json", "text"])
def test_only_the_public_face_hides_what_is_withheld(fmt, doc, document):
    hidden = withholding(document, "files[1].storage", "本庁舎")
    doc.write_text(canonical(hidden), encoding="utf-8")
    public = pia("export", doc, "--format", fmt, "-o", "-", "--public").out
    assert "本庁舎" not in public
    assert "（非公表）" in public
    assert "本庁舎" in pia("export", doc, "--format", fmt, "-o", "-").out


def test_a_lost_withheld_part_stops_the_public_export(doc, document, new):
    hidden = withholding(document, "files[1].storage", "別庁舎")
    doc.write_text(canonical(hidden), encoding="utf-8")
    done = pia("export", doc, "--format", "json", "-o", new, "--public")
    assert done.code == 3
    assert done.err.startswith("非公表とした部分が本文に見つかりません（files[@file1].storage）。")
    assert not new.exists()


def test_a_check_gives_findings_and_exit_code_1_for_an_error(doc):
    done = pia("check", doc, "--json", "--as-of", "2023-11-06")
    findings = done.json["findings"]
    assert all(set(f) == {"id", "severity", "path", "message", "hint", "source"} for f in findings)
    assert done.code == int(any(f["severity"] == "error" for f in findings))
    text = pia("check", doc, "--as-of", "2023-11-06")
    assert text.code == done.code
    assert text.out.splitlines()[-1].startswith("点検の結果: 誤り ")


def test_the_newest_sample_has_no_error():
    assert pia("check", SAMPLE, "--as-of", "2025-01-20").code == 0
