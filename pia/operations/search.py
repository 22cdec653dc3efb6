"""Search in all text of all editions and open drafts: every word must stand in one passage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pia.assessment import Assessment, Path, read_assessment
from pia.assessment.naming import label_of
from pia.assessment.passages import Piece, excerpt, passages, search_key, text_at
from pia.errors import InputRefused
from pia.official import Form, editions, load_form
from pia.official.typed import keep_typed
from pia.outline.anchors import anchor_of
from pia.store.records import Draft, Edition, SearchedEdition
from pia.store.search import lines_with, searched_text
from pia.store.work import Work

#: Hits on one page.
PER_PAGE = 20
#: Longest search, in signs, and most words of it.
LONGEST, MOST_WORDS = 100, 10
#: Where to search; `ALL` leaves out of drafts and earlier editions what the newer one says too.
ALL, PUBLISHED, EDITIONS, DRAFTS = "", "published", "editions", "drafts"
#: Where a hit stands: in the edition in public, in a draft, in an earlier edition.
PUBLIC, DRAFT, OLDER = "public", "draft", "older"
#: Texts of drafts that are kept at hand, as long as they do not change.
_DRAFTS_AT_HAND = 128


@dataclass(frozen=True)
class Wanted:
    """What is searched, and where."""

    #: Keys of the words, each once.
    words: tuple[str, ...]
    scope: str = ALL
    #: First keys of the paths that are searched; None for the whole form.
    keys: frozenset[str] | None = None


@dataclass(frozen=True)
class Hit:
    """A passage in which every word stands."""

    dossier_id: int
    #: PUBLIC, DRAFT or OLDER.
    place: str
    #: Number of the edition, of a draft that of the draft.
    id: int
    path: str


@dataclass(frozen=True)
class ShownHit:
    """A hit as a page shows it."""

    hit: Hit
    label: str
    pieces: tuple[Piece, ...]
    #: The edition or draft as it is read now, and where in its printed document the hit stands.
    text: Edition | Draft
    anchor: str


@dataclass(frozen=True)
class Found:
    """One page of hits."""

    hits: tuple[ShownHit, ...]
    total: int
    #: How many 評価書 have a hit.
    dossiers: int
    page: int
    pages: int


@dataclass
class _Dossier:
    """What was found of one 評価書, each passage once."""

    hits: list[Hit] = field(default_factory=list)
    #: Pattern and key of each passage that is in `hits` or stands in a newer text.
    known: set[tuple[str, str]] = field(default_factory=set)


def read_words(typed: str) -> tuple[str, ...]:
    """Return the keys of what was typed. Raises InputRefused for what cannot be searched."""
    if len(typed) > LONGEST:
        hint = f"{LONGEST}字までにしてください。"
        raise InputRefused("検索することばが長すぎます", where=f"{len(typed):,}字", hint=hint)
    text = keep_typed(typed, "検索することば")
    words = tuple(dict.fromkeys(key for word in text.split() if (key := search_key(word))))
    if len(words) > MOST_WORDS:
        hint = f"{MOST_WORDS}語までにしてください。"
        raise InputRefused("検索することばが多すぎます", where=f"{len(words)}語", hint=hint)
    return words


def keys_of_part(key: str) -> frozenset[str] | None:
    """Return the first keys of the paths of a part in every edition; None for no such part.

    別添2 is a part of its own.
    """
    name = load_form().form
    forms = (load_form(name, edition) for edition in editions(name))
    return frozenset(first for form in forms for first in _parts(form).get(key, ())) or None


def search(work: Work, wanted: Wanted, order: Iterable[int], page: int) -> Found:
    """Return one page of what was found, 評価書 in the given order; the last one if beyond it."""
    by_dossier = {number: one.hits for number, one in _found(work, wanted).items() if one.hits}
    hits = [hit for number in order for hit in by_dossier.get(number, ())]
    pages = max(-(-len(hits) // PER_PAGE), 1)
    page = min(max(page, 1), pages)
    shown = hits[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Found(tuple(_shown(work, shown, wanted.words)), len(hits), len(by_dossier), page, pages)


def _parts(form: Form) -> dict[str, tuple[str, ...]]:
    """Return the first keys of each part's paths."""
    answers = {node.key for node in form.members("")}
    parts = {
        part.key: tuple(node.key for node in part.walk() if node.path in answers)
        for part in form.parts
    }
    return parts | {form.change_table.path: (form.change_table.path,)}


def _found(work: Work, wanted: Wanted) -> dict[int, _Dossier]:
    """Return what stands in each 評価書: the edition in public, then drafts, then older ones."""
    found: dict[int, _Dossier] = {}
    older: list[SearchedEdition] = []
    if wanted.scope != DRAFTS:
        texts = work.search.editions(wanted.words, only_public=wanted.scope == PUBLISHED)
        older = [text for text in texts if not text.is_public]
        for text in texts:
            if text.is_public:
                _take(found, text.dossier_id, PUBLIC, text.id, text.text, wanted)
    if wanted.scope in (ALL, DRAFTS):
        for draft in work.search.drafts():
            _take(found, draft.dossier_id, DRAFT, draft.id, _text_of_draft(draft.document), wanted)
    for text in older:
        _take(found, text.dossier_id, OLDER, text.id, text.text, wanted)
    return found


def _take(  # noqa: PLR0913, PLR0917 - one text is all of this
    found: dict[int, _Dossier], dossier_id: int, place: str, number: int, text: str, wanted: Wanted
) -> None:
    """Add the hits of a text that nothing newer has; twins within one text are all there."""
    one = found.setdefault(dossier_id, _Dossier())
    seen = set()
    for path, key in lines_with(text, wanted.words):
        if wanted.keys is not None and _first_key(path) not in wanted.keys:
            continue
        passage = (_pattern(path), key)
        if passage not in one.known:
            one.hits.append(Hit(dossier_id, place, number, path))
        seen.add(passage)
    one.known |= seen


def _shown(work: Work, hits: Iterable[Hit], words: Collection[str]) -> Iterator[ShownHit]:
    """Yield hits with their words; each document is read once."""
    texts: dict[tuple[bool, int], Edition | Draft] = {}
    for hit in hits:
        key = hit.place == DRAFT, hit.id
        if key not in texts:
            texts[key] = work.drafts.get(hit.id) if key[0] else work.editions.get(hit.id)
        text = texts[key]
        document = text.document if isinstance(text, Draft) else text.reading
        label, anchor = _label(document, hit.path), anchor_of(document, hit.path)
        yield ShownHit(hit, label, excerpt(text_at(document, hit.path), words), text, anchor)


def _label(document: Assessment, path_text: str) -> str:
    """Return the label of an item as 別添2 prints it, of a row of 別添2 its number."""
    path, table = Path.parse(path_text), document.form.change_table
    if path.steps[0].key == table.path:
        return f"{table.number} {table.title}（{path.last.at}行目）"
    return label_of(document.form, document.answers, path, short=True)


@lru_cache(maxsize=_DRAFTS_AT_HAND)
def _text_of_draft(document: str) -> str:
    """Return the searched text of a draft; kept by the whole document, which changes with it."""
    return searched_text(passages(read_assessment(document, "下書き")))


@lru_cache(maxsize=20_000)
def _pattern(path: str) -> str:
    return Path.parse(path).pattern


def _first_key(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]
