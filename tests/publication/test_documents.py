"""Documents become a site, and nothing that is withheld becomes part of it."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest

from pia.assessment.publicise import MARK
from pia.errors import InputRefused
from pia.official.kinds import unknown
from pia.publication import build_site, public_document, site_of
from pia.publication.names import slug_of
from tests.builders import assessment, row, with_rows, withholding
from tests.outline.documents import sample

HIDDEN = "地下2階の電算室"


def documents(*given):
    return [public_document(document) for document in given]


def dated(day, document=None, **answers):
    """A small document of its own lineage, published on a day."""
    document = document or assessment()
    return replace(document, answers=document.answers | {"published_on": day} | answers)


def every_layer(built):
    """Every file of a site and every file inside its Word files."""
    for path, data in built.items():
        yield path, data
        if is_zipfile(BytesIO(data)):
            with ZipFile(BytesIO(data)) as archive:
                yield from ((f"{path}!{name}", archive.read(name)) for name in archive.namelist())


def test_a_withheld_part_reaches_no_file_of_the_site():
    kept = f"サーバは{HIDDEN}に置く。"
    storage = f"〈措置〉\n{kept}"
    document = with_rows(
        assessment(storage=storage, inquiry_contact=f"窓口({HIDDEN})", department=HIDDEN),
        row(before="—", after=kept, changed_on="令和5年11月6日", changed_on_date="2023-11-06"),
    )
    withheld = withholding(document, "files[1].storage", HIDDEN)
    built = build_site(site_of(documents(withheld)))
    layers = list(every_layer(built))
    assert any("!word/" in path for path, _ in layers)
    for path, data in layers:
        assert HIDDEN.encode("utf-8") not in data, path
        assert HIDDEN.encode("utf-16-le") not in data, path
    page = f"{slug_of(document.answers['number'], document.lineage)}/index.html"
    assert MARK in built[page].decode("utf-8")
    whole = build_site(site_of(documents(document)))
    assert any(HIDDEN.encode("utf-8") in data for _, data in every_layer(whole))


def test_a_withheld_part_that_is_not_found_stops_everything():
    lost = withholding(assessment(storage="本庁舎"), "files[1].storage", HIDDEN)
    with pytest.raises(InputRefused, match="非公表とした部分が本文に見つかりません"):
        public_document(lost)


@pytest.mark.parametrize("day", ["", "—", "令和5年", "平成28年4月", unknown("not-in-source"), None])
def test_a_document_without_a_readable_day_of_publication_is_refused(day):
    answers = assessment().answers | {"published_on": day}
    if day is None:
        del answers["published_on"]
    with pytest.raises(InputRefused, match="公表日が日付として読めません"):
        public_document(replace(assessment(), answers=answers))


def test_a_document_without_a_name_is_refused():
    with pytest.raises(InputRefused, match="評価書名がないので公表できません"):
        public_document(dated("令和5年11月6日", title=""))


def test_documents_of_one_lineage_are_editions_of_one_assessment():
    names = ["kokumin-nenkin-2023-10-02", "kokumin-nenkin-2025-06-30", "kokumin-nenkin-2022-03-25"]
    (found,) = site_of(documents(*map(sample, names))).assessments
    days = [edition.published_on.isoformat() for edition in found.editions]
    assert days == ["2025-06-30", "2023-10-02", "2022-03-25"]
    assert [edition.kind for edition in found.editions] == ["変更", "変更", "新規"]
    assert [len(edition.rows) for edition in found.editions] == [12, 12, 0]
    assert {row.changed_on for row in found.editions[0].rows} == {"令和7年6月30日"}
    assert (found.slug, found.number, found.form_name) == ("12", "12", "重点項目評価書")


def test_the_rows_of_a_lone_edition_are_those_of_its_day():
    (found,) = site_of(documents(sample("kokumin-nenkin-2025-06-30"))).assessments
    assert len(found.editions[0].rows) == 12


def test_a_row_that_is_printed_twice_in_the_newer_edition_is_new_once():
    same = row(changed_on="令和3年4月1日")
    old = with_rows(dated("令和3年4月1日"), same)
    new = with_rows(dated("令和5年4月1日"), same, same)
    (found,) = site_of(documents(old, new)).assessments
    assert [len(edition.rows) for edition in found.editions] == [1, 0]


def test_two_editions_of_one_day_are_refused():
    day = "令和5年11月6日"
    with pytest.raises(InputRefused, match="令和5年11月6日公表の版が二つあります"):
        site_of(documents(dated(day), dated(day, title="別の名前")))


def test_the_newest_edition_says_the_facts():
    old = dated("令和3年4月1日", title="旧名", department="旧課")
    new = dated(
        "令和5年4月1日", title="新名", department="新課", inquiry_contact=unknown("not-in-source")
    )
    (found,) = site_of(documents(new, old)).assessments
    assert (found.name, found.division, found.contact) == ("新名", "新課", "")


def test_of_two_assessments_with_one_number_the_older_keeps_the_plain_address():
    old = replace(dated("令和3年4月1日", number="7"), lineage="b")
    new = replace(dated("令和5年4月1日", number="７"), lineage="a")
    for given in ([old, new], [new, old]):
        found = site_of(documents(*given)).assessments
        assert [(a.slug, a.number) for a in found] == [("7", "7"), ("7-2", "７")]


NUMBERS = {"12": "12", "第１２号": "12", "R5-03": "r5-03", "総務/7": "7", "1" * 99: "1" * 40}


@pytest.mark.parametrize(("number", "name"), NUMBERS.items())
def test_the_folder_is_named_after_the_number(number, name):
    assert slug_of(number, "lineage1") == name


@pytest.mark.parametrize("number", ["", "../..", "con", "九", MARK])
def test_a_number_that_names_no_folder_gives_way_to_the_lineage(number):
    assert slug_of(number, "lineage1").startswith("id-")
    assert slug_of(number, "lineage1") == slug_of("", "lineage1") != slug_of("", "lineage2")


def test_every_format_that_can_be_written_is_offered_and_a_csv_only_with_rows():
    first, later = (
        {file.name for file in public.assessments[0].editions[0].files}
        for public in (
            site_of(documents(sample("yobo-sesshu-2021-08-10"))),
            site_of(documents(sample("yobo-sesshu-2024-12-02"))),
        )
    )
    assert {"21.html", "21.docx", "21.json"} <= first
    assert later - first == {"21.csv"}


def test_the_city_is_named_by_its_organisations_unless_said():
    one = replace(dated("令和5年4月1日", organisation="みほん市長"), lineage="a")
    other = replace(dated("令和5年4月1日", organisation="みほん市教育委員会"), lineage="b")
    assert site_of(documents(one, other)).city == "みほん市長・みほん市教育委員会"
    assert site_of(documents(one, other), "みほん市").city == "みほん市"
