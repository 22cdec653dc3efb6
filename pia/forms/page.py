"""A section as a page: a tree of blocks with every text, name and id, for the macros to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pia.assessment.paths import ROOT, Path
from pia.forms.beside import PageButton, StandingNote
from pia.forms.blocks import (
    Block,
    FieldBlock,
    HeadingBlock,
    ListedThing,
    Problem,
    RepeatBlock,
    ThingBlock,
    Unread,
)
from pia.forms.classes import Bound, bound_forms, fields_of
from pia.forms.fields import ItemField, Posted
from pia.forms.options import control_of, error_id, html_id
from pia.forms.sections import Section, is_whole, thing_at, thing_name, thing_title
from pia.forms.windows import long_list, shown_of, window_of
from pia.forms.wording import (
    IMPORTANT,
    SUPPORT,
    condition_note,
    date_reading,
    field_label,
    important_note,
    unknown_note,
)
from pia.official import Form, Item, Node, Repeat
from pia.official.form import Group
from pia.official.kinds import is_unknown
from pia.official.labels import heading

#: Things from which on a list of them stands above.
_FEWEST_LISTED = 3


@dataclass(frozen=True)
class SectionPage:
    """Everything a page of the form shows."""

    section: Section
    #: What ※ means, "" where the page has none.
    important: str
    #: When the whole page is meant to be answered, "" where always.
    condition: str
    problems: tuple[Problem, ...]
    blocks: tuple[Block, ...]
    #: Why a change of its items is 事前 or 事後, each once; whoever shows the page fills them.
    reasons: tuple[StandingNote, ...] = ()


def section_page(  # noqa: PLR0913 - the two last are named
    form: Form,
    answers: dict[str, Any],
    section: Section,
    posted: Posted | None = None,
    errors: dict[str, str] | None = None,
    *,
    locked_unknowns: bool = False,
    completion_url: str | None = None,
    at: str = "",
) -> SectionPage:
    """Return the page of a section; with `posted` it shows what was typed instead of the stored.

    `errors` are those of `read_section`. With `locked_unknowns` an answer that could not be read
    has no control but points to `completion_url` (読取りの補完). Of a long list of things only some
    have their fields on the page, among them the one that the id path `at` lies in; what has none
    stays as it is stored. Raises PathNotFound.
    """
    bound = bound_forms(form, answers, section, posted)
    fields = list(fields_of(bound))
    problems = tuple(_problems(fields, errors or {}))
    first = next((one.id for one in problems), "")
    making = _Making(
        form, bound, errors or {}, completion_url, at, long_list(bound, at), first,
        locked=locked_unknowns,
    )  # fmt: skip
    path = Path.parse(section.owner) if section.owner else ROOT
    nodes, whole = _unwrapped(section.nodes)
    pattern = path.pattern.removesuffix("[]")
    return SectionPage(
        section=section,
        important=IMPORTANT if any(f.item.important for f in fields) else "",
        condition=condition_note(form, pattern, whole) if whole else "",
        problems=problems,
        blocks=making.blocks(nodes, thing_at(answers, section), path, 2),
    )


@dataclass(frozen=True)
class _Making:
    """What every block of one page is made with."""

    form: Form
    bound: Bound
    errors: dict[str, str]
    completion_url: str | None
    #: Where on the page somebody is.
    at: str
    #: The one long list of which some things have their fields on the page, "" for none.
    long_list: str
    #: The id of the first wrong control, "" where the first error belongs to none.
    first: str
    locked: bool

    def blocks(
        self, nodes: tuple[Node, ...], here: dict[str, Any], path: Path, level: int
    ) -> tuple[Block, ...]:
        """Return the blocks of some nodes of one thing; headings start at `level`."""
        return tuple(self._block(node, here, path, level) for node in nodes)

    def _block(self, node: Node, here: dict[str, Any], path: Path, level: int) -> Block:
        if isinstance(node, Item):
            return self._field(node, here, path, level)
        if isinstance(node, Repeat):
            return self._repeat(node, here, path, level)
        return HeadingBlock(
            level=level,
            id=f"at-{path.child(node.key)}",
            title=heading(node),
            condition=self._condition(node, path),
            blocks=self.blocks(node.contains, here, path, min(level + 1, 6)),
        )

    def _field(self, item: Item, here: dict[str, Any], path: Path, level: int) -> FieldBlock:
        field = self.bound[str(path)][item.key]
        assert isinstance(field, ItemField)  # noqa: S101 - thing_form makes no others
        error = self.errors.get(field.name, "")
        ids = [f"{html_id(field.name)}-notes", *([error_id(field.name)] if error else [])]
        control = control_of(field, ids[0], self.errors)
        return FieldBlock(
            name=field.name,
            id=html_id(field.name),
            kind=item.kind,
            control=control.macro,
            label=field_label(item),
            important=important_note(item),
            condition=self._condition(item, path),
            support=SUPPORT.get(item.kind, ""),
            reading=date_reading(control.text.value) if control.text and _is_date(item) else "",
            help=item.help,
            unread=self._unread(field),
            text=control.text,
            groups=control.groups,
            described_by=" ".join(ids),
            error=error,
            focus=self.first if self.first in map(html_id, field.names()) else "",
            blocks=self.blocks(item.contains, here, path, level),
        )

    def _unread(self, field: ItemField) -> Unread | None:
        if not is_unknown(field.stored):
            return None
        url = self.completion_url if self.locked else None
        raw = field.stored.get("raw", "")
        return Unread(unknown_note(field.stored), raw, url, locked=self.locked)

    def _repeat(self, repeat: Repeat, here: dict[str, Any], path: Path, level: int) -> RepeatBlock:
        things = here.get(repeat.key) or []
        at, words = path.child(repeat.key), self._words(repeat)
        names = [str(path.child(repeat.key, thing["@id"])) for thing in things]
        is_open = str(at) == self.long_list
        shown = (
            range(len(things)) if is_whole(repeat) else shown_of(names, self.at, is_open=is_open)
        )
        return RepeatBlock(
            id=f"at-{at}",
            condition=self._condition(repeat, path),
            things=tuple(
                self._thing(repeat, things[n], (n + 1, len(things)), path, level) for n in shown
            ),
            empty="" if things else f"{words}はまだありません。",
            add=PageButton(f"add:{at}", f"{words}を追加", f"{words}を追加"),
            listed=tuple(
                ListedThing(
                    name, thing_title(repeat, n + 1, thing), thing_name(repeat, thing), n in shown
                )
                for n, (name, thing) in enumerate(zip(names, things, strict=True))
            )
            if len(things) >= _FEWEST_LISTED and not is_whole(repeat)
            else (),
            window=window_of(names, shown) if len(shown) < len(things) else None,
        )

    def _thing(
        self, repeat: Repeat, thing: dict[str, Any], place: tuple[int, int], path: Path, level: int
    ) -> ThingBlock:
        inner, title = path.child(repeat.key, thing["@id"]), thing_title(repeat, place[0], thing)
        nodes = () if is_whole(repeat) else repeat.contains
        return ThingBlock(
            level=level,
            id=f"at-{inner}",
            title=title,
            moves=tuple(_moves(str(inner), title, *place)),
            remove=PageButton(f"remove:{inner}", f"{title}を削除", "削除"),
            blocks=self.blocks(nodes, thing, inner, min(level + 1, 6)),
        )

    def _words(self, repeat: Repeat) -> str:
        """Return what one more of a repeat is called: 委託事項, Ⅲ リスク対策."""
        if not is_whole(repeat):
            return repeat.title.replace("{n}", "")
        part = self.form.above(repeat)[0]
        return f"{part.number} {part.title}".strip()

    def _condition(self, node: Node, path: Path) -> str:
        return condition_note(self.form, path.pattern.removesuffix("[]"), node)


def _unwrapped(nodes: tuple[Node, ...]) -> tuple[tuple[Node, ...], Node | None]:
    """Return what stands under the one heading of a page, whose words are the page's title."""
    if len(nodes) == 1 and isinstance(nodes[0], Group):
        return nodes[0].contains, nodes[0]
    return nodes, None


def _moves(path: str, title: str, n: int, count: int) -> Iterator[PageButton]:
    if n > 1:
        yield PageButton(f"up:{path}", f"{title}を上へ移す", "上へ")
    if n < count:
        yield PageButton(f"down:{path}", f"{title}を下へ移す", "下へ")


def _is_date(item: Item) -> bool:
    return item.kind == "date"


def _problems(fields: list[ItemField], errors: dict[str, str]) -> Iterator[Problem]:
    """Yield the errors in the order of the page, first what belongs to no field."""
    known = {name: heading(field.item) for field in fields for name in field.names()}
    for name, sentence in errors.items():
        if name not in known:
            yield Problem("", "", sentence)
    for name, label in known.items():
        if name in errors:
            yield Problem(html_id(name), label, errors[name])
