"""`pia site`: from documents to a folder, or to one sentence and nothing at all."""

import json
from dataclasses import replace

import pytest

from pia.assessment import canonical
from pia.settings import data_path
from tests.builders import assessment, withholding
from tests.cli.running import pia, sentence

PENSION = sorted(data_path("samples", "kokumin-nenkin").glob("*.json"))


@pytest.fixture
def out(tmp_path):
    return tmp_path / "site"


def write(tmp_path, document, name="given.json"):
    file = tmp_path / name
    file.write_bytes(canonical(document).encode("utf-8"))
    return file


def index(out):
    return json.loads((out / "data.json").read_bytes())


def test_the_editions_of_an_assessment_become_one_page_with_permanent_addresses(out):
    done = pia("site", *PENSION, "--out", out, "--city", "みほん市")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        *(f"{n}/3 {file}" for n, file in enumerate(PENSION, start=1)),
        f"評価書1件・3版を {out} に書き出しました。",
    ]
    assert {path.name for path in (out / "12").iterdir()} == {
        *("2022-03-25", "2023-10-02", "2025-06-30", "index.html")
    }
    assert index(out)["city"] == "みほん市"
    assert not (out / "sitemap.xml").exists()


def test_with_quiet_nothing_is_said_and_the_city_is_the_organisation(out):
    done = pia("site", PENSION[0], "-o", out, "--quiet", "--base-url", "https://www.example.lg.jp")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert index(out)["city"] == "みほん市長"
    assert "https://www.example.lg.jp/12/index.html" in (out / "sitemap.xml").read_text("utf-8")


def test_it_says_which_addresses_are_no_more(out):
    pia("site", *PENSION, "--out", out)
    done = pia("site", PENSION[-1], "--out", out)
    assert done.err.splitlines()[-1] == (
        f"評価書1件・1版を {out} に書き出しました。"
        "前にあった13個のファイルはなくなりました(12/2022-03-25/12.docx など)。"
    )
    assert not (out / "12" / "2022-03-25").exists()


def test_the_same_documents_give_the_same_files(out, tmp_path):
    pia("site", *PENSION, "--out", out)
    pia("site", *reversed(PENSION), "--out", tmp_path / "other")
    for file in out.rglob("*.*"):
        if file.is_file():
            assert (tmp_path / "other" / file.relative_to(out)).read_bytes() == file.read_bytes()


def test_a_withheld_part_stays_at_home(out, tmp_path):
    hidden = "地下2階の電算室"
    document = withholding(assessment(storage=f"サーバは{hidden}。"), "files[1].storage", hidden)
    assert pia("site", write(tmp_path, document), "--out", out).code == 0
    texts = [file.read_bytes() for file in out.rglob("*") if file.is_file()]
    assert not any(hidden.encode("utf-8") in text for text in texts)


def test_a_document_without_a_day_of_publication_is_refused_and_nothing_written(out, tmp_path):
    unpublished = write(tmp_path, assessment(published_on=""))
    assert sentence(pia("site", PENSION[0], unpublished, "--out", out, "--quiet")) == (
        f"公表日が日付として読めません（{unpublished} 公表日）。"
        "公表日を 令和5年11月6日 のように記入してください。"
    )
    assert not out.exists()


def test_a_withheld_part_that_is_not_found_is_refused_and_the_old_site_stays(out, tmp_path):
    pia("site", PENSION[0], "--out", out)
    before = index(out)
    lost = withholding(assessment(storage="本庁舎"), "files[1].storage", "別館")
    said = sentence(pia("site", write(tmp_path, lost), "--out", out, "--quiet"))
    assert said.startswith("非公表とした部分が本文に見つかりません（")
    assert index(out) == before


def test_two_editions_of_one_day_are_refused(out, tmp_path):
    twice = write(tmp_path, replace(assessment(title="甲"), lineage="lineage1"))
    again = write(tmp_path, assessment(title="乙"), "again.json")
    said = sentence(pia("site", twice, again, "--out", out, "--quiet"))
    assert said.startswith("令和5年11月6日公表の版が二つあります（")
    assert not out.exists()


def test_a_folder_of_people_is_refused(tmp_path):
    write(tmp_path, assessment())
    said = sentence(pia("site", PENSION[0], "--out", tmp_path, "--quiet"))
    assert said == (
        f"このフォルダは、サイトとして書き出したものではありません（{tmp_path}）。"
        "空のフォルダか、まだないフォルダを指定してください。"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--out", "site"), "DOC... を指定してください"),
        ((str(PENSION[0]),), "--out を指定してください"),
    ],
)
def test_a_missing_argument_is_a_usage_error(arguments, words):
    assert words in sentence(pia("site", *arguments), code=2)


def test_an_address_that_is_none_is_refused(out):
    said = sentence(pia("site", PENSION[0], "--out", out, "--base-url", "pia", "--quiet"))
    assert said.startswith("サイトのURLとして使えません（pia）。")
    assert not out.exists()
