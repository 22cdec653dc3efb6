"""Pages as a browser shows and posts them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from jinja2 import Environment, PackageLoader, StrictUndefined
from werkzeug.datastructures import MultiDict

from pia.assessment import Assessment, Path, Set
from pia.assessment.edit import edited
from pia.assessment.paths import get, id_path
from pia.forms.page import section_page
from pia.forms.sections import Section, sections
from pia.forms.typed import MAX_TEXT

TEMPLATES = Environment(loader=PackageLoader("pia"), autoescape=True, undefined=StrictUndefined)
TEMPLATES.globals["longest_text"] = MAX_TEXT  # as pia/web/limits.py does
PAGE = TEMPLATES.from_string(
    '{% import "web/fields/page.html" as fields %}'
    "{{ fields.problems(page) }}<form>{{ fields.page(page) }}{{ fields.save_buttons(true) }}"
    "{{ fields.autosave_status() }}</form>"
)


def all_sections(document: Assessment) -> tuple[Section, ...]:
    """Every page of a document."""
    return sections(document.form, document.answers)


def rendered(document: Assessment, section: Section, *given, **options) -> str:
    """The HTML of a page."""
    return PAGE.render(
        page=section_page(document.form, document.answers, section, *given, **options)
    )


@dataclass
class Shown:
    """What an HTML parser finds on a page."""

    posted: MultiDict = field(default_factory=MultiDict)
    #: Every control with its attributes.
    controls: list[dict] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    #: What labels and descriptions point to.
    wanted: list[str] = field(default_factory=list)
    buttons: list[dict] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    text: str = ""


class _Browser(HTMLParser):
    """Reads forms as the HTML standard says: the first break of a textarea is dropped."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.shown = Shown()
        self.area: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.shown.ids += [given["id"]] if "id" in given else []
        for points in ("for", "aria-describedby", "aria-labelledby"):
            self.shown.wanted += (given.get(points) or "").split()
        if tag in ("h2", "h3", "h4", "h5", "h6"):
            self.shown.headings.append(tag)
        if tag == "button":
            self.shown.buttons.append(given)
        if tag in ("input", "textarea"):
            self.shown.controls.append(given)
        if tag == "textarea":
            self.area = (given["name"], [])
        if tag == "input" and (
            given.get("type") not in ("radio", "checkbox") or "checked" in given
        ):
            self.shown.posted.add(given["name"], given["value"])

    def handle_data(self, data):
        if self.area:
            self.area[1].append(data)
        else:
            self.shown.text += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            name, pieces = self.area
            text = "".join(pieces).removeprefix("\n")
            self.shown.posted.add(name, text.replace("\n", "\r\n"))
            self.area = None


def shown(html: str) -> Shown:
    """What a browser makes of a page, with what it posts if nothing is touched."""
    browser = _Browser()
    browser.feed(html)
    browser.close()
    return browser.shown


def post_of(document: Assessment, section: Section, **changes) -> MultiDict:
    """The post of an untouched page, with other texts under some names."""
    posted = shown(rendered(document, section)).posted
    return with_posted(posted, {name.replace("__", "."): v for name, v in changes.items()})


def unread(document: Assessment, by_path: dict) -> Assessment:
    """A document with answers that could not be read at some paths."""
    ops = []
    for written, unknown in by_path.items():
        path = id_path(document.answers, Path.parse(written))
        ops.append(Set(str(path), get(document.answers, path), unknown))
    return edited(document, tuple(ops))


def with_posted(posted: MultiDict, changes: dict) -> MultiDict:
    """A post with other texts under some names; a list for several, None for not sent."""
    made = MultiDict(posted)
    for name, value in changes.items():
        made.poplist(name)
        values = [] if value is None else value if isinstance(value, list) else [value]
        for one in values:
            made.add(name, one)
    return made
