"""What a citizen reads on the pages of the site."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from pia.publication import Site, build_site
from pia.publication.pages import size_words
from tests.exports.reading import Page
from tests.publication.sites import NEW, OLD, assessment, edition, file, numbered, site

NAME = "国民年金に関する事務 重点項目評価書"
PAGES = ["index.html", "12/index.html", "12/2023-11-06/index.html", "12/2021-03-29/index.html"]
each_page = pytest.mark.parametrize("path", PAGES)


def text(path="index.html", given=None):
    return build_site(given or site())[path].decode("utf-8")


def seen(path="index.html", given=None):
    return [" ".join(found.split()) for found in Page(text(path, given)).texts]


def test_the_index_lists_what_cities_list():
    found = set(seen())
    assert {"番号", "事務名(評価書名)", "種類", "公表日", "担当課", "ファイル"} <= found
    assert {"12", NAME, "重点項目評価書", "令和5年11月6日", "市民生活部保険年金課"} <= found
    assert f"{NAME} 令和5年11月6日公表 Word(DOCX) 1KB" in found


def test_assessments_stand_in_the_order_of_their_numbers():
    numbers = ["10", "第2号", "９", "2"]
    assert [cell for cell in seen(given=numbered(*numbers)) if cell in numbers] == [
        *("2", "９", "10", "第2号")
    ]


def test_the_index_explains_its_words():
    assert {"※", "事前", "事後", "（非公表）"} <= set(seen())


def test_a_site_without_assessments_says_so():
    assert "公表している評価書はありません。" in text(given=Site("みほん市", ()))


def test_the_page_of_an_assessment_shows_its_facts_and_the_newest_changes():
    found = seen("12/index.html")
    assert {
        "12",
        "みほん市長",
        "市民生活部保険年金課",
        "事後",
        "その他の項目の変更であるため",
    } <= set(found)
    assert {"変更前の記載", "変更後の記載", "提出時期に係る説明", "Ⅰ-6-① 部署"} <= set(found)
    assert "市民部\n年金課" in Page(text("12/index.html")).texts


def test_the_page_of_an_assessment_leads_to_every_edition():
    links = Page(text("12/index.html")).links
    assert {
        "../12/2023-11-06/index.html",
        "../12/2023-11-06/12.docx",
        "../12/2021-03-29/index.html",
        "../12/2021-03-29/12.docx",
    } <= set(links)


def test_an_edition_without_changes_says_where_to_look():
    assert "この版とともに公表した変更箇所はありません" in text("12/2021-03-29/index.html")


def test_an_earlier_edition_says_that_it_is_one():
    assert "これは過去の版です。" in text("12/2021-03-29/index.html")
    assert "これは最新の版です。" in text("12/2023-11-06/index.html")


def test_days_are_read_by_people_and_machines():
    assert '<time datetime="2023-11-06">令和5年11月6日</time>' in text()
    assert '<time datetime="2023-11-06">令和5年11月6日(2023年11月6日)</time>' in text(
        "12/index.html"
    )


def test_an_assessment_whose_work_has_ended_bears_the_mark():
    ended = site(assessment(ended_on=date(2026, 3, 31)))
    assert f"{NAME}【令和8年3月31日 終了】" in seen(given=ended)
    assert "事務の終了日" in seen("12/index.html", ended)
    marked = assessment(name=f"{NAME}【令和8年3月31日終了】", ended_on=date(2026, 3, 31))
    assert text(given=site(marked)).count("終了】") == 2  # the link and the words of its file


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "1KB"), (1, "1KB"), (674_816, "659KB"), (1_048_576, "1.0MB"), (1_300_000, "1.2MB")],
)
def test_sizes_are_printed_as_cities_print_them(count, words):
    assert size_words(count) == words


@each_page
def test_a_page_runs_nothing_and_needs_no_inline_style(path):
    elements = Page(text(path)).elements
    names = {name for _, given in elements for name in given}
    assert not {name for name in names if name.startswith("on") or name == "style"}
    assert not {tag for tag, _ in elements} & {"script", "style", "iframe", "img", "object"}


@each_page
def test_every_link_is_relative_and_leads_to_a_file_of_the_site(path):
    built = build_site(site())
    folder = path.split("/")[:-1]
    page = Page(built[path].decode("utf-8"))
    for link in page.links:
        target, _, anchor = link.partition("#")
        above = target.count("../")
        at = folder[: len(folder) - above] + target.split("/")[above:]
        assert anchor in page.ids if not target else "/".join(at) in built


@each_page
def test_headings_go_down_one_level_at_a_time_and_ids_are_used_once(path):
    page = Page(text(path))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.ids) == len(set(page.ids))


@each_page
def test_every_page_has_its_landmarks_a_skip_link_and_headed_tables(path):
    page = Page(text(path))
    tags = Counter(tag for tag, _ in page.elements)
    assert (tags["header"], tags["main"], tags["footer"], page.links[2]) == (1, 1, 1, "#main")
    assert tags["table"] == tags["caption"]
    assert all("scope" in given for tag, given in page.elements if tag == "th")


def test_titles_of_pages_differ():
    built = build_site(site())
    titles = [re.findall("<title>(.*)</title>", built[path].decode("utf-8")) for path in PAGES]
    assert len({title for (title,) in titles}) == len(PAGES)


def test_what_people_typed_is_never_markup():
    typed = '<script>alert(1)</script> & "引用" \''
    given = site(
        assessment(
            *(NEW, OLD, edition("2020-01-06", kind=typed, files=(file(),))),
            **dict.fromkeys(("number", "name", "organisation", "division", "contact"), typed),
            form_name=typed,
        ),
        city=typed,
    )
    for path in PAGES:
        assert "script" not in {tag for tag, _ in Page(text(path, given)).elements}
        assert "<script" not in text(path, given)
