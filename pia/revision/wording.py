"""Whether a cell that a person worded anew still says what changed.

A summary may be shorter than the text, but a number, a name, a negation or a choice that changed
and no longer appears is shown to each approver, who acknowledges it with a reason. What is no word
of `data/words` counts as a name: one word too many told is better than a vendor who is gone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pia.assessment import Assessment
from pia.assessment.paths import answered
from pia.official.folding import fold
from pia.official.yamlfile import Mapping, read_yaml
from pia.revision.cells import NOTHING
from pia.revision.inline.lexicon import kana_words, kanji_words
from pia.revision.spans import Segment, segments
from pia.revision.timing.closed_lists import closed_lists
from pia.revision.timing.table import timing_table
from pia.revision.timing.typography import typographical_key
from pia.settings import data_path

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: A number as written: in figures, or in 漢数字 with what shows that it is one (三年, 第三条).
_WRITTEN = re.compile(
    r"\d+(?:[.,]\d+)*|第?(?<![\d万億])[〇一二三四五六七八九十百千][〇一二三四五六七八九十百千万億]*[一-鿿ヶか]?"
)
_BOX = re.compile(r"\[[^\]]?\][^\[\s]+")
_KANJI, _PARTICLES = "一-鿿々〆ヶ", "のをにはがでともやへ"
#: A run of hiragana and the kanji behind it: さくら保育園; behind kanji a particle comes first, みだりに is an adverb.
_KANA_NAME = re.compile(
    "(?:(?<![ぁ-んァ-ヶー一-鿿々])|(?<=[ァ-ヶー一-鿿々][のをにはがでともやへ]))"
    "([ぁ-ん]{2,})(?<![にてをはがでくな])[一-鿿々]+"
)
_NAMES = re.compile("[^\n、，,]+")
#: The item that names a vendor.
_CONTRACTOR = ".contractor"
#: Of the words of `data/words`.
_LONGEST_WORD = 16
#: Where a stretch starts and ends.
_Span = tuple[int, int]
#: The kind of a word and where it stands.
_Changed = tuple[str, _Span]
_KINDS = {"number": "数", "name": "名称", "negation": "否定の言葉", "choice": "選択"}


@dataclass(frozen=True)
class WordingWords:
    """What `data/words/wording.yaml` says."""

    #: Endings of names.
    name_endings: tuple[str, ...]
    #: Keys of items whose answers are names.
    name_items: frozenset[str]
    #: Kanji that stand before or behind a word and are none.
    affixes: frozenset[str]
    #: Words that join two others.
    conjunctions: tuple[str, ...]
    #: Hiragana behind a stem, and kanji that are one before する's forms, too.
    inflections: frozenset[str]
    stems: frozenset[str]
    #: Words that are no names.
    no_names: frozenset[str]


def names_somebody(pattern: str) -> bool:
    """Return whether the answers of an item (委託先名, 部署 …) are names, whatever words they hold."""
    return pattern.rpartition(".")[2] in _words().name_items


def vendors_of(document: Assessment) -> frozenset[str]:
    """Return the names of all whom a document says that work is given to (委託先名)."""
    said = (
        value
        for path, _, value in answered(document.form, document.answers)
        if path.pattern.endswith(_CONTRACTOR) and isinstance(value, str)
    )
    return frozenset(name.strip() for text in said for name in _NAMES.findall(text))


def hidden(
    parts: Iterable[Segment],
    worded: tuple[str, str],
    *,
    has_choices: bool,
    is_name: bool = False,
    names: Iterable[str] = (),
) -> tuple[str, ...]:
    """Return what the new words hide, one Japanese sentence each, nothing twice.

    `parts` tells how 変更後 differs from 変更前 as the engine rendered them; `worded` are the cells
    as a person worded them. `is_name`: the answer is a name, or several. `names` are what the city
    says are names (課, vendors), whatever words they are made of.
    """
    parts = tuple(_narrowed(tuple(parts)))
    sure = [_pattern_of(frozenset(names))] + [_NAMES] * is_name
    changed = partial(_changed_words, parts, has_choices=has_choices, sure=sure)
    found = list(_of_both(worded))
    for column, sign, cell in (("変更前", "-", worded[0]), ("変更後", "+", worded[1])):
        found += [
            f"{column}の記載に、変わった{_KINDS[kind]}「{word}」がありません。"
            for kind, word in _missing(parts, sign, cell, changed)
        ]
    return tuple(dict.fromkeys(found))


def _narrowed(parts: tuple[Segment, ...]) -> Iterator[Segment]:
    """Yield the segments; what both sides of a change begin with, up to a particle, is unchanged.

    An inline difference keeps サーバーは with what follows it, so that a person reads on.
    """
    same = 0
    for n, (sign, text) in enumerate(parts):
        behind = parts[n + 1] if n + 1 < len(parts) else ("=", "")
        if sign == "-" and behind[0] == "+":
            same = _same_start(text, behind[1])
            yield from (part for part in (("=", text[:same]), ("-", text[same:])) if part[1])
        else:
            if text[same:]:
                yield sign, text[same:]
            same = 0


def _same_start(one: str, other: str) -> int:
    """Return how far two texts begin alike, up to the last particle of that."""
    alike = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return max(one[:alike].rfind(particle) for particle in _PARTICLES) + 1


def _of_both(worded: tuple[str, str]) -> Iterator[str]:
    if fold(worded[0]) == fold(worded[1]):
        yield "変更前と変更後の記載が同じです。"


def _missing(
    parts: tuple[Segment, ...], sign: str, cell: str, changed: Callable[..., Iterable[_Changed]]
) -> Iterator[tuple[str, str]]:
    """Yield what changed on one side and does not stand in its cell any more."""
    whole = _side(parts, sign)
    kept, fresh = _kept(whole, cell)
    used: Counter[str] = Counter()
    for kind, (start, end) in changed(sign, whole):
        if any(at <= start and end <= stop for at, stop in kept):
            continue
        for sought in _sought(kind, whole[start:end]):
            used[sought] += 1
            if used[sought] > fresh(kind, sought):
                yield kind, whole[start:end]
                break


def _kept(whole: str, cell: str) -> tuple[list[_Span], Callable[[str, str], int]]:
    """Return which stretches of the whole the cell keeps, and how often it says a word elsewhere.

    The same word somewhere else in the text does not say what changed: each place counts once.
    """
    parts = segments(whole, cell)
    said = typographical_key(cell)
    stays = [typographical_key(text) for sign, text in parts if sign == "="]

    def fresh(kind: str, sought: str) -> int:
        return _count(kind, sought, said) - sum(_count(kind, sought, text) for text in stays)

    return list(_where(parts, "-", "=")), fresh


def _sought(kind: str, word: str) -> list[str]:
    """Return what must stand in a cell that says a word: its figures, else the word."""
    key = typographical_key(word)
    return _NUMBER.findall(key) if kind == "number" else [key]


def _count(kind: str, sought: str, text: str) -> int:
    return _NUMBER.findall(text).count(sought) if kind == "number" else text.count(sought)


def _changed_words(
    parts: tuple[Segment, ...],
    sign: str,
    whole: str,
    *,
    has_choices: bool,
    sure: Iterable[re.Pattern[str]],
) -> Iterator[_Changed]:
    """Yield where a word stands that a changed stretch of one side touches: none may be lost."""
    if has_choices and whole != NOTHING:
        others = _BOX.findall(_side(parts, "+" if sign == "-" else "-"))
        boxes = list(_BOX.finditer(whole))
        yield from (("choice", box.span()) for box in boxes if box[0] not in others)
        if not boxes:
            yield "choice", (0, len(whole))
        return
    touched = list(_where(parts, sign, sign))
    told: set[tuple[str, int]] = set()
    for kind, start, end in _words_in(whole, sure if whole != NOTHING else ()):
        near = any(start < until and at < end for at, until in touched)
        if near and (kind, end) not in told:
            told.update((kind, at) for at in range(start + 1, end + 1))
            yield kind, (start, end)


def _words_in(whole: str, sure: Iterable[re.Pattern[str]]) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of what must not be lost, wherever it stands; `sure` are names."""
    for pattern in sure:
        yield from (("name", *match.span()) for match in pattern.finditer(whole))
    negations = sorted(closed_lists().negations, key=len, reverse=True)
    for match in re.finditer("|".join(map(re.escape, negations)), whole):
        yield "negation", *match.span()
    for match in _WRITTEN.finditer(whole):
        if _is_number(match[0]):
            yield "number", *match.span()
    for match in _KANA_NAME.finditer(whole):
        if _is_kana_name(match[0]):
            start, end = _whole_word(whole, *match.span())
            if end > match.end(1):
                yield "name", start, end
    for match in _word().finditer(whole):
        start, end = _whole_word(whole, *match.span())
        if end - start > 1 and _is_name(whole[start:end]):
            yield "name", start, end


@cache
def _word() -> re.Pattern[str]:
    """Return a run that may be a name; of kanji and katakana it ends before 及び and the like."""
    joins = "|".join(map(re.escape, _words().conjunctions))
    run = rf"(?:(?!{joins})[{_KANJI}ァ-ヶー]){{2,}}"
    return re.compile(rf"[A-Za-z][A-Za-z0-9&.-]+|[ァ-ヶー]{{3,}}|{run}")


def _whole_word(text: str, start: int, end: int) -> _Span:
    """Return a run without the counter of a number before it, and without a stem at its end."""
    words, behind = _words(), text[end : end + 1]
    if start and _NUMBER.fullmatch(text[start - 1]):
        counters = "|".join(sorted(timing_table().counters, key=len, reverse=True))
        start += len(re.match(f"(?:{counters})*", text[start:end])[0])  # type: ignore[index] # of none, too
    if text[end - 1] == "第":
        return start, end - 1
    if text[start:end].endswith(words.name_endings) or not re.match(f"[{_KANJI}]", text[end - 1]):
        return start, end
    is_stem = behind in words.inflections or text.startswith(("かん", "かい", "かく"), end)
    is_stem |= behind != "" and behind in "しさすせ" and text[end - 1] in words.stems
    return start, end - is_stem


@cache
def _pattern_of(names: frozenset[str]) -> re.Pattern[str]:
    """Return what finds names, the longest first. One sign alone is no name."""
    found = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, found)) or "(?!)")


def _is_number(word: str) -> bool:
    return _NUMBER.search(typographical_key(word)) is not None


def _is_name(word: str) -> bool:
    """Return whether a word names somebody or something: in Latin or katakana, by its ending.

    A run of kanji that is not made of known words is one, too.
    """
    if word.removesuffix("等") in _words().no_names:
        return False
    in_kanji_alone = re.fullmatch(f"[{_KANJI}]+", word)
    if not in_kanji_alone or word.endswith(_words().name_endings):
        return True
    counted = word.lstrip("〇一二三四五六七八九十百千" + "".join(timing_table().counters))
    known, affixes = kanji_words(), _words().affixes
    return counted != "" and not any(_is_made_of(w, known, affixes) for w in (word, counted))


def _is_kana_name(word: str) -> bool:
    """Return whether the hiragana before a run of kanji is none of the words of a sentence."""
    found = _KANA_NAME.match(word)
    if found is None or _is_made_of(found[1], kana_words(), frozenset()):
        return False
    # 施錠できる書庫: で is no particle there.
    return not any(particle + found[1] in kana_words() for particle in _PARTICLES)


def _is_made_of(run: str, words: AbstractSet[str], affixes: AbstractSet[str]) -> bool:
    """Return whether a run is words joined together, affixes between and around them."""
    reached = {0}
    for start in range(len(run)):
        if start in reached:
            pieces = (run[start : start + n] for n in range(1, _LONGEST_WORD + 1))
            known = (piece for piece in pieces if piece in words or piece in affixes)
            reached |= {start + len(piece) for piece in known}
    return len(run) in reached and not set(run) <= affixes


def _side(parts: Iterable[Segment], sign: str) -> str:
    return "".join(text for s, text in parts if s in ("=", sign))


def _where(parts: Iterable[Segment], side: str, wanted: str) -> Iterator[_Span]:
    """Yield where the segments of a sign stand in one side (`-` or `+`), by its own offsets."""
    start = 0
    for sign, text in parts:
        if sign == wanted:
            yield start, start + len(text)
        if sign in ("=", side):
            start += len(text)


@cache
def _words() -> WordingWords:
    return read_wording_words(data_path("words", "wording.yaml"))


def read_wording_words(path: Path) -> WordingWords:
    """Read the words of a file. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("wording")
    given = top.need("wording", Mapping)
    signs = ("affixes", "inflections", "stems")
    given.only("name_endings", "name_items", "conjunctions", "no_names", *signs)
    affixes, inflections, stems = (frozenset(given.need(name, str)) for name in signs)
    return WordingWords(
        given.words("name_endings"),
        frozenset(given.words("name_items")),
        affixes,
        given.words("conjunctions"),
        inflections,
        stems,
        frozenset(given.words("no_names")),
    )
