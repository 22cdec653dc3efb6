"""起案文: what is asked for, of what it tells, and what is attached."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pia.approval.roles import Role
from pia.errors import InputRefused
from pia.exports import memo_docx
from pia.exports.bundle_zip import MANIFEST
from pia.law.holidays import is_open
from pia.operations import planning
from pia.operations.lead_time import latest_days, open_day_before
from pia.operations.memo import memo_of
from pia.operations.memo_files import bundle, change_table_xlsx
from pia.operations.memo_words import Words, check_words, proposed_words, subject_of
from tests.operations.city import TODAY

NEEDED = {"subject": "件名", "asks": "伺います。", "reason": ""}


def paper(city, draft_id, **words):
    """The 起案文 of a draft as somebody words it."""
    review = city.review(draft_id)
    with city.store.reading() as work:
        subject = subject_of(work, review)
    proposed = vars(proposed_words(subject, review))
    return memo_of(subject, review, Words(**(proposed | words)), city.act(Role.EDITOR).today)


def told(made):
    """Everything that a paper tells, as text."""
    document = Document(BytesIO(memo_docx.write_memo(made)))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_an_amendment_is_asked_for_in_the_words_of_the_office(city):
    made = paper(city, city.planned().id)
    assert made.subject == (
        "特定個人情報保護評価書（個人住民税の賦課に関する事務 重点項目評価書）の修正について（伺い）"
    )
    assert made.asks.endswith(
        "修正し、個人情報保護委員会に提出の上、公表してよろしいか、伺います。"
    )
    text = told(made)
    assert "変更箇所は1件（事前0件、事後1件）です。" in text
    assert "令和7年4月1日まで（公表に先立ち提出）" in text


def test_the_reason_of_the_plan_stands_in_it(city):
    draft = city.planned()
    act = city.act(Role.EDITOR)
    planning.plan(act, draft.id, TODAY, "amendment", "組織改正により、\n課の名称が変わったため。")
    assert "組織改正により、" in told(paper(city, draft.id))
    planning.plan(act, draft.id, TODAY, "amendment")
    assert city.now(draft.id).purpose.startswith("組織改正")


def test_its_digest_is_the_one_that_is_approved(city):
    draft = city.planned()
    assert city.review(draft.id).digest in told(paper(city, draft.id))


def test_a_first_edition_has_no_changes_to_tell(city):
    made = paper(city, city.first(number="8").id)
    assert "の実施について（伺い）" in made.subject
    assert "変更の概要" not in [part.title for part in made.parts]


def test_a_significant_change_is_listed_with_its_day_and_the_latest_day(city):
    draft = city.planned(storage="データセンターに保管する。")
    rows = city.review(draft.id).comparison.rows
    assert [row.timing for row in rows] == ["事前"]
    text = told(paper(city, draft.id))
    assert "の再実施について（伺い）" in text
    assert "データセンターに保管する。" in text
    assert "実施（予定）日\n未定（事前の変更があるため" in text


LONG = "".join(f"{place}の保管庫に施錠して保管する。\n" for place in range(1, 25))
ONE = LONG.replace("。\n", "、")


@pytest.mark.parametrize(
    ("old", "new", "told_so"),
    [
        (f"{LONG}端末は撤去する。", f"{LONG}端末は増やす。", "（略）\n端末は増やす。"),
        (f"甲。{LONG}丙。", f"乙。{LONG}丁。", "乙。（略）\n丁。"),
        (f"{LONG}端末は撤去する。", LONG.rstrip("\n"), "を削る）"),
        (f"{ONE}甲室に移す。", f"{ONE}乙室に移す。", "…"),
    ],
)
def test_of_a_long_text_the_paper_tells_what_changed(city, old, new, told_so):
    city.adopt(published_on="令和7年3月3日", storage=old)
    text = told(paper(city, city.planned(storage=new).id))
    assert told_so in text
    assert "1の保管庫" not in text


def test_before_a_change_on_a_monday_the_latest_day_is_a_friday(city):
    draft = city.planned(storage="データセンターに保管する。")
    city.judge(draft.id, None, effective_on=date(2025, 6, 9))
    text = told(paper(city, draft.id))
    assert "提出・公表の期限\n提出は令和7年6月6日、公表は令和7年6月6日まで（" in text


def test_an_unverified_ground_is_marked(city):
    draft = city.planned(storage="データセンターに保管する。")
    assert "・特定個人情報保護評価指針(再実施)（未確認）" in told(paper(city, draft.id))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"subject": " "}, "件名がありません"),
        ({"asks": ""}, "伺い文がありません"),
        ({"subject": "件" * 201}, "件名が長すぎます"),
        ({"reason": "理" * 4001}, "理由が長すぎます"),
        ({"asks": "伺\ud800い"}, "壊れた文字"),
        ({"reason": "理由\x00"}, "制御文字"),
    ],
)
def test_words_that_cannot_be_printed_are_refused(words, said):
    with pytest.raises(InputRefused, match=said):
        check_words(Words(**(NEEDED | words)))


@given(st.text(max_size=80))
def test_any_words_are_printed_as_they_are_or_refused(text):
    try:
        words = check_words(Words("件名", "伺います。", text))
    except InputRefused:
        return
    made = memo_docx.Memo(
        words.subject,
        words.asks,
        (),
        (memo_docx.MemoPart("理由", lines=tuple(words.reason.split("\n"))),),
        "みほん市長",
        TODAY,
    )
    assert words.reason.split("\n")[0] in told(made)


def test_everything_is_in_one_archive_with_its_digests(city, every_format):
    draft = city.planned()
    made = paper(city, draft.id)
    sheet = replace(made, name="承認票", asks="")
    data = bundle(city.review(draft.id), made, sheet)
    with ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
        assert all(info.flag_bits & 0x800 for info in archive.infolist())
    assert list(files) == [
        "起案文.docx",
        "評価書（提出用・全文）.docx",
        "評価書（公表用）.docx",
        "評価書（提出用・全文）.xlsx",
        "評価書（公表用）.xlsx",
        "評価書（提出用・全文）.pdf",
        "評価書（公表用）.pdf",
        "変更箇所表（提出用・全文）.xlsx",
        "承認票.docx",
        MANIFEST,
    ]
    listed = files.pop(MANIFEST).decode("utf-8-sig")
    for name, content in files.items():
        assert f"{sha256(content).hexdigest()}  {name}\r\n" in listed
    assert bundle(city.review(draft.id), made, sheet) == data


def test_the_change_table_is_read_back_as_it_is_printed(city):
    review = city.review(city.planned(department="=1+1課").id)
    data = change_table_xlsx(review.draft.document, review)
    [sheet] = CalamineWorkbook.from_filelike(BytesIO(data)).sheet_names
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(sheet).to_python()
    assert rows[1][3] == "=1+1課"
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("effective", "publish", "lead", "submit"),
    [
        ((2025, 6, 9), (2025, 6, 6), 0, (2025, 6, 6)),  # a Monday
        ((2025, 6, 10), (2025, 6, 9), 0, (2025, 6, 9)),
        ((2025, 6, 10), (2025, 6, 9), 7, (2025, 6, 2)),
        ((2025, 6, 10), (2025, 6, 9), 1, (2025, 6, 6)),
        ((2027, 1, 4), (2026, 12, 28), 0, (2026, 12, 28)),  # after 年末年始
        ((2027, 5, 6), (2027, 4, 30), 0, (2027, 4, 30)),  # the days of May
        ((2026, 9, 24), (2026, 9, 18), 0, (2026, 9, 18)),  # 敬老の日, 国民の休日, 秋分の日
    ],
)
def test_the_latest_day_is_an_open_day_before_the_change(effective, publish, lead, submit):
    found = latest_days(date(*effective), lead)
    assert (found.publish_by, found.submit_by) == (date(*publish), date(*submit))


@given(st.dates(date(2015, 1, 1), date(2090, 1, 1)))
def test_an_open_day_before_is_before_and_open(day):
    found = open_day_before(day)
    assert found < day
    assert is_open(found)
    assert (day - found).days <= 11
