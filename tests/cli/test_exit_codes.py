"""Exit codes, one sentence per error, and the command as a process of its own."""

import json
import os
import subprocess

import pytest

from pia.cli import app
from pia.errors import AnswerIsNo, ChangedMeanwhile, NotAllowed, PiaError
from tests.cli.running import PIA, pia, sentence


def process(*arguments, stdin=b"", **environment):
    """Run `pia` as its own process."""
    command = [PIA, *(str(argument) for argument in arguments)]
    variables = os.environ | {"PYTHONIOENCODING": "", "LC_ALL": "C"} | environment
    return subprocess.run(command, input=stdin, capture_output=True, env=variables, check=False)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (AnswerIsNo("いいえ"), 1),
        (NotAllowed("この状態ではできません"), 4),
        (ChangedMeanwhile("先に変えられました"), 5),
        (PiaError("不具合です"), 70),
    ],
)
def test_every_error_has_its_exit_code(monkeypatch, error, code):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(app.cli, "main", fail)
    assert sentence(pia("items"), code=code) == f"{error.message}。"


def test_a_defect_is_one_sentence_without_a_traceback(monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError("甲\n乙")

    monkeypatch.delenv("PIA_DEBUG", raising=False)
    monkeypatch.setattr(app.cli, "main", fail)
    said = sentence(pia("items"), code=70)
    assert said.startswith(
        "プログラムの不具合で処理できませんでした（ZeroDivisionError）。PIA_DEBUG=1"
    )
    shown = pia("items", "--json")
    assert shown.json["error"]["code"] == "defect"
    monkeypatch.setenv("PIA_DEBUG", "1")
    assert "Traceback" in pia("items").err


def test_an_error_with_line_breaks_of_any_kind_stays_one_line(doc, new):
    value = "risks[1].audits=甲\r乙\n丙\u2028丁\v戊\x85己"
    said = sentence(pia("edit", doc, "--set", value, "-o", new))
    assert said.startswith(
        "「甲 乙 丙 丁 戊 己」は選択肢にありません（Ⅲ リスク対策 8 監査 実施の有無）。"
    )


@pytest.mark.parametrize("arguments", [("show", "none.json"), ("show", "none.json", "title")])
def test_a_refused_input_is_exit_code_3_on_standard_error(arguments):
    words = "ファイルがありません（none.json）。名前と場所を確かめてください。"
    assert sentence(pia(*arguments)) == words


def test_with_json_the_error_stands_on_standard_output_too(tmp_path):
    done = pia("check", tmp_path / "none.json", "--json")
    error = {
        "code": "input-refused",
        "message": "ファイルがありません",
        "where": str(tmp_path / "none.json"),
        "hint": "名前と場所を確かめてください。",
    }
    assert (done.code, done.json) == (3, {"error": error})
    done = pia("compare", tmp_path / "none.json", tmp_path / "none.json", "--format=json")
    assert (done.code, done.json) == (3, {"error": error})
    assert pia("compare", "none.json", "none.json", "--format", "csv").out == ""


def test_the_command_is_a_process_with_the_same_codes_and_utf8_output(doc, tmp_path):
    shown = process("show", doc, "files[1].storage")
    assert (shown.returncode, shown.stdout.decode("utf-8"), shown.stderr) == (0, "本庁舎\n", b"")
    refused = process("show", doc, "titel")
    assert refused.returncode == 3
    assert refused.stdout == b""
    assert refused.stderr.decode("utf-8") == (
        "titel という項目は重点項目評価書にありません。近い項目は title です。\n"
    )
    assert process("shwo").returncode == 2
    assert process().returncode == 2


def test_the_process_reads_standard_input_and_writes_standard_output(doc):
    done = process("edit", "-", "--set", "title=髙﨑\ufa10", "-o", "-", stdin=doc.read_bytes())
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["answers"]["title"] == "髙﨑\ufa10"
    assert b"\r\n" not in done.stdout


def test_half_a_character_on_the_command_line_is_refused(doc, new):
    command = [os.fsencode(PIA), b"edit", os.fsencode(doc), b"--set", b"title=\xff", b"-o"]
    variables = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(
        [*command, os.fsencode(new)], capture_output=True, env=variables, check=False
    )
    assert done.returncode == 3
    sentence_said = "壊れた文字(サロゲート)が入っています（評価書名 1文字目 U+DCFF）。その文字を消してください。\n"
    assert done.stderr.decode("utf-8") == sentence_said
    assert not new.exists()


def test_a_reader_that_leaves_early_is_no_error(doc):
    shell = f"'{PIA}' items --json | head -c 10"
    done = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, check=False)
    assert (done.stdout[:1], done.stderr) == (b"[", b"")
