"""Pages of an approval that goes over a route, and what is said on them."""

import re

from pia.approval.roles import Role
from pia.approval.route import Route
from pia.operations import routes


def set_to(city, *stages, **given):
    act = city.act(Role.ADMINISTRATOR)
    return routes.set_route(act, city.dossier.organisation_id, Route(stages, **given))


def shown(client, draft):
    return client.get(f"/drafts/{draft.id}/approval").text


def sheet(client, draft):
    return client.get(f"/drafts/{draft.id}/approval/sheet").text


def offered(page):
    """What a person can say: (what, stage)."""
    found = re.findall(r'name="stage" value="(\d+)">\s*<input[^>]*name="what" value="(\w+)"', page)
    return {(what, int(stage)) for stage, what in found}


def marks(page):
    """The stages with where they stand."""
    route = page.partition('class="places"')[2].partition("</ol>")[0]
    return re.findall(r"<strong>([^<]+)</strong>.*?chip-mark[^>]*>.</span>([^<]+)</span>", route)


def say(client, draft, stage, what, /, **typed):
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', shown(client, draft))
    given = {"seen": seen[1] if seen else "", "stage": str(stage), "what": what}
    return client.send(f"/drafts/{draft.id}/endorsements", given | typed)
