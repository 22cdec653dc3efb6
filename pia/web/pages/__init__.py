"""One blueprint per noun, each in a module that exports `blueprint`."""

from pia.web.pages import (
    dossiers,
    drafts,
    drafts_edit,
    drafts_files,
    drafts_remove,
    drafts_settle,
    drafts_withheld,
    editions,
    health,
    home,
    login,
    password,
    portfolio,
    readings,
    registration,
    site,
)

#: What `create_app` registers.
BLUEPRINTS = (
    portfolio.blueprint,  # before `home`: both are at /
    dossiers.blueprint,
    drafts.blueprint,
    drafts_edit.blueprint,
    drafts_files.blueprint,
    drafts_remove.blueprint,
    drafts_settle.blueprint,
    drafts_withheld.blueprint,
    editions.blueprint,
    health.blueprint,
    home.blueprint,
    login.blueprint,
    password.blueprint,
    readings.blueprint,
    registration.blueprint,
    site.blueprint,
)
