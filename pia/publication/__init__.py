"""The city's static website of published assessments.

Enters: public bytes and the facts of their editions (`Site`), or documents (`site_of`). Leaves: the
files of the site by name (`build_site`), and a folder that is swapped in whole (`swap_in`). Knows no
database, no clock and no whole text: what is withheld cannot reach it.
Imports `exports` and the rooms below; Jinja2 through `exports.templating`.
"""

from pia.publication.build import build_site
from pia.publication.documents import PublicDocument, public_document, site_of
from pia.publication.ours import built_before
from pia.publication.site import Site, SiteAssessment, SiteEdition, SiteFile
from pia.publication.swap import swap_in

__all__ = [
    "PublicDocument",
    "Site",
    "SiteAssessment",
    "SiteEdition",
    "SiteFile",
    "build_site",
    "built_before",
    "public_document",
    "site_of",
    "swap_in",
]
