"""Sections: the pages on which an assessment is written, in the order of the paper.

Cover, Ⅰ, Ⅳ and Ⅴ are one page each. Ⅱ and Ⅲ stand once per thing (a file, a Ⅲ): a page that lists
the things, then one page per numbered heading of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pia.assessment.naming import file_name
from pia.assessment.paths import ROOT, Path, get
from pia.errors import PathNotFound, nearest
from pia.official import Form, Node, Repeat
from pia.official.form import Group, Part
from pia.official.labels import heading
from pia.outline.sections import is_appendix

#: Title of the page that lists the things of Ⅱ or Ⅲ.
LIST_TITLE = "一覧（追加・並べ替え・削除）"
#: Signs of a name in a list of things.
_NAME = 40


@dataclass(frozen=True)
class Section:
    """One page of the web form."""

    #: Part of a URL; made of ids and keys, so that it outlives moves and edits.
    key: str
    #: The part it belongs to: 「Ⅱ 特定個人情報ファイルの概要」.
    part: str
    title: str
    nodes: tuple[Node, ...]
    #: Id path of the thing it lies in, "" at the top of the document.
    owner: str


def sections(form: Form, answers: dict[str, Any]) -> tuple[Section, ...]:
    """Return every page of a document, in the order of the paper."""
    return tuple(section for part in form.parts for section in _of_part(form, part, answers))


def find_section(form: Form, answers: dict[str, Any], key: str) -> Section:
    """Return the page of a key. Raises PathNotFound naming the nearest page."""
    known = {section.key: section for section in sections(form, answers)}
    if key in known:
        return known[key]
    near = nearest(key, known)
    hint = f"近いページは「{known[near].part} {known[near].title}」です。" if near else ""
    raise PathNotFound("そのページはこの評価書にありません", where=key[:80], hint=hint)


def is_whole(node: Node) -> bool:
    """Return whether a node is a repeat that prints no number: Ⅱ or Ⅲ as a whole."""
    return isinstance(node, Repeat) and not node.title


def thing_at(answers: dict[str, Any], section: Section) -> dict[str, Any]:
    """Return the object whose items a page shows. Raises PathNotFound where it is gone."""
    found: dict[str, Any] = get(answers, Path.parse(section.owner)) if section.owner else answers
    return found


def thing_title(repeat: Repeat, n: int, thing: dict[str, Any]) -> str:
    """Return what one thing is called: 「委託事項2」, 「1件目（国民年金情報ファイル）」."""
    if not is_whole(repeat):
        return repeat.title.replace("{n}", str(n))
    name = thing.get(repeat.names)
    words = "、".join(name.split()) if isinstance(name, str) else ""
    return f"{n}件目（{words}）" if words else f"{n}件目"


def thing_name(repeat: Repeat, thing: dict[str, Any]) -> str:
    """Return the beginning of what a thing names itself, "" where it does not."""
    words = thing.get(repeat.names)
    name = " ".join(words.split()) if isinstance(words, str) else ""
    return name if len(name) <= _NAME else f"{name[:_NAME]}…"


def _of_part(form: Form, part: Part, answers: dict[str, Any]) -> Iterator[Section]:
    title = f"{part.number} {part.title}".strip()
    loose = tuple(node for node in part.contains if not is_whole(node))
    if loose:
        yield Section(part.key, title, title, loose, "")
    for repeat in part.contains:
        if isinstance(repeat, Repeat) and is_whole(repeat):
            yield Section(repeat.key, title, LIST_TITLE, (repeat,), "")
            for n, thing in enumerate(answers.get(repeat.key) or (), start=1):
                path = ROOT.child(repeat.key, thing["@id"])
                name = _name(form, answers, path, n)
                for nodes in _pages(repeat.contains):
                    yield _of_thing(title, name, nodes, path)


def _of_thing(part: str, name: str, nodes: tuple[Node, ...], path: Path) -> Section:
    named = next((node for node in nodes if isinstance(node, Group)), nodes[0])
    key = f"{path.last.key}.{path.last.at}.{named.key}"
    title = "、".join(heading(node) for node in nodes)
    return Section(key, part, title + name, nodes, str(path))


def _name(form: Form, answers: dict[str, Any], path: Path, n: int) -> str:
    """Return what is put behind a title while the document has several files (or Ⅲ)."""
    if len(answers[path.last.key]) == 1:
        return ""
    return f"（{file_name(form, answers, path) or f'{n}件目'}）"


def _pages(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """Yield the nodes of each page: a heading, with the single boxes before or behind it.

    A 別添 has a page of its own; a page for the file's name alone would be a click for nothing.
    """
    page: list[Node] = []
    for node in nodes:
        full = any(isinstance(n, Group) for n in page) and isinstance(node, Group)
        if page and (full or is_appendix(node) or is_appendix(page[-1])):
            yield tuple(page)
            page = []
        page.append(node)
    if page:
        yield tuple(page)
