"""`pia export --template`: a filled workbook, one sentence for each thing without a place."""

import json

from pia.assessment import canonical
from tests.builders import assessment, with_thing, withholding
from tests.cli.running import pia
from tests.exports.templates import FRAMES, blank, wide
from tests.operations.test_filling import cells

SMALL = dict.fromkeys(FRAMES, 1)


def filled(tmp_path, document, *options):
    (tmp_path / "文書.json").write_text(canonical(document), encoding="utf-8")
    (tmp_path / "様式.xlsx").write_bytes(wide(blank(**SMALL)))
    given = [
        "--format",
        "xlsx",
        "--template",
        tmp_path / "様式.xlsx",
        "-o",
        tmp_path / "記入済み.xlsx",
    ]
    return pia("export", tmp_path / "文書.json", *given, *options)


def test_a_whole_document_is_filled_in_without_a_word(tmp_path):
    outcome = filled(tmp_path, assessment(), "--report", tmp_path / "報告.json")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    report = json.loads((tmp_path / "報告.json").read_text(encoding="utf-8"))
    assert report == {"complete": True, "notes": [], "unplaced": []}
    assert "事務の名称についての記載。" in cells((tmp_path / "記入済み.xlsx").read_bytes()).values()


def test_what_has_no_place_is_told_with_its_item_and_the_file_is_written(tmp_path):
    document = with_thing(assessment(), "systems", "b", name="二つ目のシステム")
    outcome = filled(tmp_path, document, "--report", tmp_path / "報告.json")
    assert outcome.code == 1
    assert outcome.err == (
        "システム2の欄がありません（Ⅰ 基本情報 2 特定個人情報ファイルを取り扱う事務において使用するシステム "
        "システム2）。様式に行を増やしてから、やり直してください。\n"
    )
    report = json.loads((tmp_path / "報告.json").read_text(encoding="utf-8"))
    assert report["complete"] is False
    assert report["unplaced"] == [
        {
            "kind": "no-frame",
            "path": "systems[@b]",
            "item": "Ⅰ 基本情報 2 特定個人情報ファイルを取り扱う事務において使用するシステム システム2",
            "cell": "",
            "message": "システム2の欄がありません",
            "hint": "様式に行を増やしてから、やり直してください。",
        }
    ]
    assert (tmp_path / "記入済み.xlsx").exists()


def test_with_public_what_is_withheld_is_not_written(tmp_path):
    document = withholding(assessment(), "files[1].storage", "保管場所")
    assert filled(tmp_path, document, "--public").code == 0
    texts = cells((tmp_path / "記入済み.xlsx").read_bytes()).values()
    assert "（非公表）についての記載。" in texts
    assert "保管場所についての記載。" not in texts
