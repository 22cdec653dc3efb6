"""Small sites of みほん市 for the tests of the public site."""

from dataclasses import replace
from datetime import date

from pia.publication import Site, SiteAssessment, SiteEdition, SiteFile
from tests.builders import row

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def file(name="12.docx", data=b"word"):
    return SiteFile(name, "Word(DOCX)", DOCX, data)


def edition(day, *rows, kind="修正", files=None):
    files = (file(),) if files is None else files
    return SiteEdition(date.fromisoformat(day), kind, files, rows)


CHANGED = row(
    item="Ⅰ-6-① 部署",
    before="市民部\n年金課",
    after="市民生活部保険年金課",
    changed_on_date="2023-11-06",
)
OLD = edition("2021-03-29", kind="新規")
NEW = edition("2023-11-06", CHANGED)


def assessment(*editions, **facts):
    usual = {
        "slug": "12",
        "number": "12",
        "name": "国民年金に関する事務 重点項目評価書",
        "organisation": "みほん市長",
        "division": "市民生活部保険年金課",
        "contact": "みほん市ひかり台2丁目1番1号\n電話 0000-00-0012",
        "form_name": "重点項目評価書",
    }
    return SiteAssessment(**(usual | facts), editions=editions or (NEW, OLD))


def site(*assessments, city="みほん市", **facts):
    return Site(city, assessments or (assessment(),), **facts)


def numbered(*numbers):
    return site(*(assessment(slug=f"n{n}", number=number) for n, number in enumerate(numbers)))


def with_data(given, data):
    """The same edition with other bytes in its first file."""
    first, *others = given.files
    return replace(given, files=(replace(first, data=data), *others))
