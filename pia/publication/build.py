"""A Site becomes files by name: pages, documents, styles, and lists for machines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files as resources
from itertools import pairwise
from urllib.parse import urlsplit

from pia.errors import InputRefused
from pia.publication import lists, pages
from pia.publication.names import check_paths, check_slug
from pia.publication.site import Site, SiteAssessment


def build_site(site: Site) -> dict[str, bytes]:
    """Return every file of the site by its path: the same site gives the same bytes.

    Assessments are listed by 評価書番号. Raises InputRefused for names that no address can bear,
    names used twice, an assessment without an edition or with editions out of order, and a base
    URL that is none.
    """
    for assessment in site.assessments:
        _check(assessment)
    ordered = replace(
        site,
        base_url=_base_url(site.base_url),
        assessments=tuple(sorted(site.assessments, key=_by_number)),
    )
    built = list(_files(ordered))
    check_paths(path for path, _ in built)
    return dict(sorted(built))


def _files(site: Site) -> Iterator[tuple[str, bytes]]:
    html = list(pages.write(site))
    yield from html
    for assessment in site.assessments:
        for folder, edition in assessment.addressed():
            yield from ((f"{folder}/{file.name}", file.data) for file in edition.files)
    yield "style.css", _resource("templates/site/style.css")
    yield "tokens.css", _tokens()
    yield "data.json", lists.data_json(site)
    if site.base_url:
        yield "sitemap.xml", lists.sitemap(site, [path for path, _ in html])


def _check(assessment: SiteAssessment) -> None:
    check_slug(assessment.slug)
    days = [edition.published_on for edition in assessment.editions]
    if not days:
        hint = "公表した版のある評価書だけを渡してください。"
        raise InputRefused("公表した版がありません", where=assessment.name, hint=hint)
    if any(newer < older for newer, older in pairwise(days)):
        hint = "公表日の新しい順に渡してください。"
        raise InputRefused("版が公表日の順に並んでいません", where=assessment.name, hint=hint)


def _by_number(assessment: SiteAssessment) -> tuple[list[tuple[bool, int, str]], str]:
    """Return the sorting key of a 評価書番号 (2, 10, 第2号), then of the folder."""
    words = re.findall(r"\d+|\D+", unicodedata.normalize("NFKC", assessment.number))
    key = [(False, int(w), "") if w.isdecimal() else (True, 0, w) for w in words]
    return key, assessment.slug


def _base_url(text: str) -> str:
    """Return the address with its closing slash, or "" where none is given."""
    if not text:
        return ""
    hint = "https://www.example.lg.jp/pia/ のように指定してください。"
    refused = InputRefused("サイトのURLとして使えません", where=text, hint=hint)
    try:
        url = urlsplit(text)
    except ValueError as error:
        raise refused from error
    is_plain = not url.query and not url.fragment and text.isascii() and text.isprintable()
    if url.scheme not in ("http", "https") or not url.hostname or not is_plain or " " in text:
        raise refused
    return text.rstrip("/") + "/"


def _tokens() -> bytes:
    """Return the design tokens with their licence, which has to stand in every copy."""
    folder = "vendor/design-tokens"
    licence = _resource(f"{folder}/LICENSE")
    return b"/*\n" + licence + b"*/\n" + _resource(f"{folder}/tokens.css")


def _resource(path: str) -> bytes:
    return resources("pia").joinpath(path).read_bytes()
