"""A city with a draft in the application, and pages filled in as a browser does it."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from pia.approval.roles import Role
from pia.store.records import Draft
from tests.forms.pages import shown, with_posted
from tests.operations.city import City
from tests.web.quick import begun
from tests.web.waiting import context_of


@dataclass
class Office(City):
    """A city where somebody is at work on a draft."""

    draft: Draft = field(init=False)


class People(dict):
    """A user for each role that is asked for."""

    def __init__(self, add):
        super().__init__()
        self.add = add

    def __missing__(self, role):
        self[role] = self.add(role)
        return self[role]


def city_of(store, add, folder):
    """A city in the store of the application, with one published 評価書 and a draft on it."""
    city = Office(store, People(add), folder / "site")
    city.dossier, city.edition, city.draft = begun(store, "draft", lambda: _opened(city))
    return city


def _opened(city):
    city.open()
    return city.dossier, city.edition, city.started()


def section(city, key="basics"):
    """The address of a section of the draft; `{file}`, `{risk}` stand for ids of the document."""
    return f"/drafts/{city.draft.id}/sections/{key.format(**ids(city))}"


def ids(city):
    answers = city.edition.document.answers
    return {"file": answers["files"][0]["@id"], "risk": answers["risks"][0]["@id"]}


def storage_of(city):
    """The id path of 保管場所."""
    return f"files[@{ids(city)['file']}].storage"


def outsourcing(city):
    """The id path of the one 委託事項."""
    [thing] = city.edition.document.answers["files"][0]["outsourcing"]
    return f"files[@{ids(city)['file']}].outsourcing[@{thing['@id']}]"


def fill(client, path, changes, *, page=None, **options):
    """Post the form of a page with other values: as it is now, or as `page` showed it."""
    page = client.get(path).text if page is None else page
    posted = shown(page).posted
    if "csrf_token" not in posted:
        posted.add("csrf_token", client.token())
    return client.post(path, data=with_posted(posted, changes), **options)


def autosave(client, path, changes, *, page):
    """What editing.js sends."""
    return fill(client, path, changes, page=page, headers={"Accept": "application/json"})


def answer(city, key):
    """What an item at the top of the draft says now."""
    return city.now(city.draft.id).document.answers.get(key)


def things_of(city):
    """The ids of the 委託事項 of the draft."""
    [file] = city.now(city.draft.id).document.answers["files"]
    return [thing["@id"] for thing in file["outsourcing"]]


def value_on(html, name):
    """The text that a field of a page shows."""
    return shown(html).posted.getlist(name)


@contextmanager
def browser_of(browser, live, name, **options):
    """A page of somebody else, or of somebody without script."""
    context = context_of(browser, **options)
    page = context.new_page()
    live.sign_in(page, Role.EDITOR, name=name)
    yield page
    context.close()
