"""Names, addresses and lists of the site."""

import json
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from lxml import etree

from pia.errors import InputRefused
from pia.publication import build_site
from tests.publication.sites import NEW, OLD, assessment, edition, file, site, with_data

URL = "https://www.city.example.lg.jp/pia"


def refusal(given):
    with pytest.raises(InputRefused) as caught:
        build_site(given)
    return caught.value.message


def test_the_same_site_has_the_same_bytes_whatever_the_order_of_assessments():
    one, other = assessment(), assessment(slug="3", number="3")
    assert build_site(site(one, other)) == build_site(site(other, one))
    assert list(build_site(site(one, other))) == sorted(build_site(site(other, one)))


def test_addresses_stay_when_a_newer_edition_is_published():
    before = build_site(site(assessment(OLD)))
    after = build_site(site(assessment(NEW, OLD)))
    assert before.keys() < after.keys()
    assert after["12/2021-03-29/12.docx"] == before["12/2021-03-29/12.docx"] == b"word"


def test_an_edition_issued_again_on_the_same_day_has_an_address_of_its_own():
    again = with_data(replace(NEW, kind="再発行"), b"again")
    built = build_site(site(assessment(again, NEW, OLD)))
    assert built["12/2023-11-06/12.docx"] == b"word"
    assert built["12/2023-11-06-2/12.docx"] == b"again"


def test_the_design_tokens_stand_with_their_licence():
    tokens = build_site(site())["tokens.css"].decode("utf-8")
    assert tokens.startswith("/*\nMIT License\n")
    assert tokens.count("*/") == tokens.count("/*") == 2
    used = set(re.findall(r"var\((--[a-z0-9-]*)\)", style()))
    assert [name for name in used if f"{name}:" not in tokens + style()] == []


def test_the_style_asks_for_nothing_outside_the_site():
    assert not re.search(r"https?:|url\(|@import", style())


def style():
    return build_site(site())["style.css"].decode("utf-8")


def test_the_data_names_every_file_with_its_digest():
    ended = assessment(ended_on=date(2026, 3, 31))
    built = build_site(site(ended))
    data = json.loads(built["data.json"])
    assert (data["schema"], data["city"]) == ("pia.site/1", "みほん市")
    (found,) = data["assessments"]
    assert (found["number"], found["ended_on"]) == ("12", "2026-03-31")
    assert [e["published_on"] for e in found["editions"]] == ["2023-11-06", "2021-03-29"]
    for given in found["editions"]:
        assert given["path"] in built
        for listed in given["files"]:
            data = built[listed["path"]]
            assert (len(data), sha256(data).hexdigest()) == (listed["size"], listed["sha256"])


def test_a_sitemap_is_made_only_for_a_known_address():
    assert "sitemap.xml" not in build_site(site())
    for url in (URL, f"{URL}/"):
        tree = etree.fromstring(build_site(site(base_url=url))["sitemap.xml"])
        addresses = [loc.text for loc in tree.iter("{*}loc")]
        assert addresses == [
            f"{URL}/index.html",
            f"{URL}/12/index.html",
            f"{URL}/12/2023-11-06/index.html",
            f"{URL}/12/2021-03-29/index.html",
        ]


@pytest.mark.parametrize(
    "url",
    [
        *("www.city.example.lg.jp", "ftp://example.jp/", "https://", "https://[", "javascript:x"),
        *("https://みほん市.example/", "https://example.jp/?a=1", "https://example.jp/a b"),
    ],
)
def test_an_address_that_is_none_is_refused(url):
    assert refusal(site(base_url=url)) == "サイトのURLとして使えません"


@pytest.mark.parametrize("slug", ["", "..", "A", "a/b", "con", "-a", "a.b", "評価書", "a" * 61])
def test_a_folder_name_that_is_not_safe_is_refused(slug):
    assert refusal(site(assessment(slug=slug))) == "評価書のフォルダ名に使えない名前です"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../x",
        "/etc/x",
        "a\\b",
        ".htaccess",
        "a.",
        "a b",
        "nul.txt",
        "COM1",
        "評価書.docx",
    ],
)
def test_a_file_name_that_is_not_safe_is_refused(name):
    named = assessment(edition("2023-11-06", files=(file(name),)))
    assert refusal(site(named)) == "公開するファイルの名前に使えない名前です"


@pytest.mark.parametrize("names", [("a.txt", "a.txt"), ("a.txt", "A.TXT"), ("index.html",)])
def test_names_used_twice_are_refused(names):
    named = assessment(edition("2023-11-06", files=tuple(map(file, names))))
    assert refusal(site(named)) == "公開するファイルの名前が重なっています"


def test_two_assessments_of_one_folder_are_refused():
    assert refusal(site(assessment(), assessment())) == "公開するファイルの名前が重なっています"


def test_an_assessment_without_editions_or_out_of_order_is_refused():
    assert refusal(site(replace(assessment(), editions=()))) == "公表した版がありません"
    assert refusal(site(assessment(OLD, NEW))) == "版が公表日の順に並んでいません"
