"""Pages of administration: their addresses, their forms filled in, what they say."""

import re

from pia.approval.roles import Role

BOSS = {Role.ADMINISTRATOR.value}
PAGES = [
    "/admin",
    "/admin/audit",
    "/admin/ownership",
    "/admin/ownership/municipality",
    "/admin/ownership/organisations/new",
    "/admin/ownership/divisions/new",
    "/admin/ownership/divisions/1",
    "/admin/ownership/divisions/1/end",
    "/admin/ownership/tasks/new",
    "/admin/ownership/tasks/1",
    "/admin/routes",
    "/admin/routes/1",
    "/admin/style",
    "/admin/names",
    "/admin/names/new",
    "/admin/names/1/withdraw",
    "/admin/users",
    "/admin/users/new",
    "/admin/users/1",
    "/admin/users/1/password",
]
PASSWORD = re.compile(r"(?:[2-9a-z]{4}-){3}[2-9a-z]{4}")


def posted(client, path, **fields):
    """Fill in the form of a page as it stands, and send it."""
    seen = re.search(r'name="seen" value="([^"]*)"', client.get(path).text)
    return client.send(path, {"seen": seen[1] if seen else ""} | fields)


def first(pattern, text):
    """What a pattern finds first on a page."""
    found = re.search(pattern, text)
    assert found, pattern
    return found[found.lastindex or 0]


def errors(answer):
    """The errors at the fields of a page."""
    return re.findall(r'class="field-error"[^>]*>([^<]*)<', answer.text)


def banner(answer):
    """The sentences of the banner of a page."""
    found = answer.text.partition('class="banner ')[2].partition("</form>")[0]
    return re.sub(r"<[^>]*>|\s", "", found)


def owners(store):
    with store.reading() as work:
        return work.ownership.divisions(), work.ownership.tasks()
