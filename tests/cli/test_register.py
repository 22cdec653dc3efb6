"""`pia register`: published documents become editions, one by one or a folder at once."""

import json
import shutil

import pytest

from pia.assessment import canonical
from pia.settings import data_path
from tests.builders import assessment
from tests.cli.homes import looking
from tests.cli.running import pia, sentence

PENSION = sorted(data_path("samples", "kokumin-nenkin").glob("*.json"))
MADE = (
    "新しく加えたもの: 団体「みほん市」、評価実施機関「みほん市長」、"
    "課「市民生活部保険年金課」、事務「国民年金に関する事務」。"
)


def editions(home):
    """What the store of a home has: number, day and kind of every edition."""
    with looking(home) as work:
        lines = work.dossiers.lines()
        return [
            (line.dossier.number, edition.published_on.isoformat(), edition.kind)
            for line in lines
            for edition in reversed(work.editions.of(line.dossier.id))
        ]


@pytest.fixture
def folder(tmp_path):
    """A folder as people keep it: loose files, one document in two files, and rubbish."""
    folder = tmp_path / "公表済み"
    (folder / "分冊").mkdir(parents=True)
    shutil.copy(PENSION[2], folder / "1-新しい版.json")
    shutil.copy(PENSION[0], folder / "2-最初の版.json")
    text = pia("export", PENSION[1], "--format", "text", "-o", "-")
    assert text.code == 0
    cut = text.out.index("Ⅲ")
    (folder / "分冊" / "1.txt").write_text(text.out[:cut], encoding="utf-8")
    (folder / "分冊" / "2.txt").write_text(text.out[cut:], encoding="utf-8")
    (folder / "~$評価書.docx").write_bytes(b"lock")
    (folder / ".隠し").write_bytes(b"hidden")
    (folder / "壊れた.txt").write_text("議事録です。", encoding="utf-8")
    return folder


def test_a_document_becomes_an_edition_and_what_was_made_is_told(home):
    done = pia("register", PENSION[0], "--as", "henshu")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        f"評価書番号12の令和4年3月25日公表の版（新規と推定）を登録しました。{MADE}\n"
    )
    assert editions(home) == [("12", "2022-03-25", "first")]
    with looking(home) as work:
        source = work.attachments.of(1)[0]
        entry = work.audit.entries(1)[0]
    assert (source.role, source.file_name) == ("source", "2022-03-25.json")
    assert entry.actor == "henshu"


@pytest.mark.parametrize("kind", ["修正", "amendment"])
def test_the_kind_that_was_given_is_not_guessed(home, kind):
    done = pia("register", PENSION[0], "--kind", kind, "--as", "henshu")
    assert "令和4年3月25日公表の版（修正）を登録しました。" in done.err
    assert editions(home) == [("12", "2022-03-25", "amendment")]


def test_number_owners_and_day_may_be_said(home, tmp_path):
    done = pia(
        "register",
        PENSION[0],
        *("--number", "40", "--organisation", "みほん市教育委員会", "--division", "学校教育課"),
        *("--task", "就学援助に関する事務", "--published-on", "令和3年4月1日", "--as", "kanri"),
    )
    assert done.code == 0
    assert editions(home) == [("40", "2021-04-01", "first")]
    with looking(home) as work:
        line = work.dossiers.lines()[0]
    assert (line.organisation, line.division, line.task) == (
        "みほん市教育委員会",
        "学校教育課",
        "就学援助に関する事務",
    )


def test_a_draft_is_no_edition(home):
    done = pia("register", PENSION[0], "--draft", "--as", "henshu")
    assert done.err == f"評価書番号12の下書きを登録しました。{MADE}\n"
    assert editions(home) == []
    with looking(home) as work:
        assert work.drafts.open_of(1).kind == "first"


def test_the_report_and_the_outcome_can_be_had_as_json(home, tmp_path):
    report = tmp_path / "report.json"
    done = pia("register", PENSION[0], "--as", "henshu", "--report", report, "--json", "--quiet")
    assert done.err == ""
    assert done.json["published_on"] == "2022-03-25"
    assert (done.json["kind"], done.json["kind_guessed"]) == ("first", True)
    assert done.json["made"][0] == "団体「みほん市」"
    assert json.loads(report.read_text("utf-8"))["counts"] == done.json["counts"]


def test_items_to_be_completed_are_counted(home, tmp_path):
    text = pia("export", PENSION[0], "--format", "text", "-o", "-").out
    paper = tmp_path / "評価書.txt"
    paper.write_text(text.replace("再委託しない", "読めない文字", 1), encoding="utf-8")
    done = pia("register", paper, "--as", "henshu", "--json")
    assert done.json["to_complete"] > 0
    assert f"読取りの補完が要る項目が{done.json['to_complete']}件あります。" in done.err


def test_a_folder_is_registered_in_the_order_of_the_days(home, folder):
    done = pia("register", folder, "--as", "kanri")
    assert (done.code, done.out) == (3, "")
    lines = done.err.splitlines()
    assert lines[:2] == [
        ".隠し: 評価書のファイルではないので読みません。",
        "~$評価書.docx: 評価書のファイルではないので読みません。",
    ]
    names = ["1-新しい版.json", "2-最初の版.json", "分冊", "壊れた.txt"]
    assert lines[2:6] == [f"{count}/4 {name}" for count, name in enumerate(names, start=1)]
    assert lines[6].startswith("壊れた.txt: 様式3(重点項目評価書)ではありません（壊れた.txt）。")
    assert [line.partition(":")[0] for line in lines[7:10]] == [names[1], names[2], names[0]]
    assert lines[10] == "4件のうち3件を登録しました。登録できなかったものが1件あります。"
    assert editions(home) == [
        ("12", "2022-03-25", "first"),
        ("12", "2023-10-02", "reassessment"),
        ("12", "2025-06-30", "reassessment"),
    ]


def test_a_folder_registered_twice_adds_nothing(home, folder):
    (folder / "壊れた.txt").unlink()
    assert pia("register", folder, "--as", "kanri").code == 0
    done = pia("register", folder, "--as", "kanri", "--quiet")
    assert (done.code, len(done.err.splitlines())) == (3, 3)
    assert "令和4年3月25日の版は登録済みです。" in done.err
    assert len(editions(home)) == 3


def test_each_document_of_a_folder_stands_in_the_json(home, folder):
    done = pia("register", folder, "--as", "kanri", "--json", "--quiet")
    assert done.code == 3
    assert [("error" in one, one["files"]) for one in done.json] == [
        (True, ["壊れた.txt"]),
        (False, ["2-最初の版.json"]),
        (False, ["1.txt", "2.txt"]),
        (False, ["1-新しい版.json"]),
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--number", "3"), 2, "--number は、フォルダの登録では使えません。"),
        (("--published-on", "2022-03-25"), 2, "--published-on は、フォルダの登録では使えません。"),
        (("--report", "r.json"), 2, "--report は、フォルダの登録では使えません。"),
        (("--kind", "初版"), 3, "「初版」という版の種類はありません（--kind）。"),
        ((str(PENSION[0]),), 2, "フォルダとほかのものは同時に指定できません。"),
    ],
)
def test_what_cannot_be_meant_of_a_folder_is_refused(home, folder, arguments, code, words):
    done = pia("register", folder, *arguments, "--as", "kanri")
    assert sentence(done, code=code).startswith(words)
    assert editions(home) == []


def test_an_empty_folder_is_refused(home, tmp_path):
    (tmp_path / "空").mkdir()
    said = sentence(pia("register", tmp_path / "空", "--as", "kanri"))
    assert said.startswith("フォルダに評価書のファイルがありません（")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--as", "etsuran"), 4, "この操作をする権限がありません（渡辺 誠）。"),
        (("--as", "kanri", "--published-on", "きのう"), 3, "「きのう」は日付として読めません"),
        (("--as", "kanri", "--published-on", "2999-01-01"), 3, "公表日が今日より後です"),
        (
            ("--as", "kanri", "--report", "none/r.json"),
            3,
            "ファイルに書き込めません（none/r.json）",
        ),
        (("--as", "kanri", "--draft", "--published-on", "2022-03-25"), 2, "--published-on は、"),
    ],
)
def test_a_refused_registration_writes_nothing(home, arguments, code, words):
    pia("user", "add", "etsuran", "--role", "viewer", "--display-name", "渡辺 誠", "--as", "kanri")
    done = pia("register", PENSION[0], *arguments)
    assert sentence(done, code=code).startswith(words)
    assert editions(home) == []
    with looking(home) as work:
        assert work.ownership.municipalities() == ()


def test_a_document_without_day_asks_for_it(home, tmp_path):
    paper = tmp_path / "日付なし.json"
    paper.write_bytes(canonical(assessment(published_on="")).encode("utf-8"))
    assert sentence(pia("register", paper, "--as", "kanri")).startswith(
        "公表日が読み取れません（日付なし.json）。"
    )
    done = pia("register", paper, "--published-on", "2022-03-25", "--as", "kanri")
    assert done.code == 0


def test_a_file_that_is_not_there_is_one_sentence(home):
    assert sentence(pia("register", "none.docx", "--as", "kanri")) == (
        "ファイルがありません（none.docx）。名前と場所を確かめてください。"
    )
