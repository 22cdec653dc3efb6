"""Lists for machines: data.json, the index as open data, and sitemap.xml."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from xml.sax.saxutils import escape

from pia.assessment.canonical import canonical_json
from pia.publication.site import Site, SiteAssessment, SiteEdition, SiteFile

SCHEMA = "pia.site/1"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def data_json(site: Site) -> bytes:
    """Return the index of the site: names, numbers, dates, and path and SHA-256 of each file."""
    given = [_assessment(assessment) for assessment in site.assessments]
    index = {"schema": SCHEMA, "city": site.city, "assessments": given}
    return canonical_json(index).encode("utf-8")


def sitemap(site: Site, pages: Iterable[str]) -> bytes:
    """Return the addresses of the pages, for search engines."""
    urls = "".join(f"<url><loc>{escape(site.base_url + path)}</loc></url>\n" for path in pages)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="{_SITEMAP}">\n{urls}</urlset>\n'.encode()


def _assessment(given: SiteAssessment) -> dict[str, Any]:
    return {
        "number": given.number,
        "name": given.name,
        "organisation": given.organisation,
        "division": given.division,
        "contact": given.contact,
        "form_name": given.form_name,
        "ended_on": given.ended_on.isoformat() if given.ended_on else None,
        "path": f"{given.slug}/index.html",
        "editions": [_edition(folder, edition) for folder, edition in given.addressed()],
    }


def _edition(folder: str, given: SiteEdition) -> dict[str, Any]:
    return {
        "published_on": given.published_on.isoformat(),
        "kind": given.kind,
        "path": f"{folder}/index.html",
        "files": [_file(folder, file) for file in given.files],
    }


def _file(folder: str, given: SiteFile) -> dict[str, Any]:
    return {
        "path": f"{folder}/{given.name}",
        "title": given.title,
        "media_type": given.media_type,
        "size": len(given.data),
        "sha256": sha256(given.data).hexdigest(),
    }
