"""The rules that only propose: evidence that a change of a ※ item is 形式的な変更 (指針 第6の2(2)).

Each explains pairs of a word or citation before and after; `propose` lets them stand only where
together they explain the whole change. A person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pia.assessment.wareki import to_wareki
from pia.law.citations import Citation, Renumbering, citations, renamed_bodies, renumbered_by
from pia.official.folding import fold
from pia.revision.timing.change import Change
from pia.revision.timing.closed_lists import closed_lists, is_mere_wording
from pia.revision.timing.explain import Explained
from pia.revision.timing.names import NAME_KINDS, Renaming, chains_from
from pia.revision.timing.outcomes import Evidence
from pia.revision.timing.registry import Hearing, proposal
from pia.revision.timing.spelling import any_spelling

#: Where none of these stands near a difference, it touches no citation.
_OF_CITATIONS = re.compile("[条項号]|別表|法律|法[第別(（]")
#: Signs of which a longer name may be made; hiragana before a name is a particle.
_RUN = re.compile("[一-鿿々ァ-ヴーｦ-ﾟA-Za-zＡ-Ｚａ-ｚ0-9０-９]")
#: Where a name ends so and the text goes on so, it is half of a longer name (ABC in ABCE).
_GOES_ON = re.compile("[A-Za-zＡ-Ｚａ-ｚ0-9０-９]{2}|[ァ-ヴーｦ-ﾟ]{2}")
#: How the office of a municipality is called behind its name.
_OFFICES = ("", "役所", "役場")


@proposal
def renumbered_citation(heard: Hearing) -> Iterator[Explained]:
    """Explain a citation that followed a change of the law: 「法令の改正に伴う条項の移動」.

    指針 第6の2(2) (not read by us): a change of form only is a 修正. Reading: a citation may take the
    place of another if the table of citations, as in force on the day, leads from one to the other.
    Which 項 of a 別表 is meant is never guessed.
    """
    for one, other in _meeting(heard.change):
        rows = renumbered_by(one, other, heard.on)
        if rows:
            evidence = Evidence(
                "renumbered_citation",
                _written(heard.change.before, one),
                _written(heard.change.after, other),
                f"{'、'.join(map(_step, rows))}。",
                rows[-1].source,
                all(step.verified for step in rows),
            )
            yield Explained(one.start, other.start, evidence)


@proposal
def renamed_organisation(heard: Hearing) -> Iterator[Explained]:
    """Explain an organisation under another name: 「組織の名称の変更」.

    指針 第6の2(2) (not read by us): as above. Reading: the city's own list says so (課, 委託先), or the
    law renamed the body; that it is the same body under another name the person confirms.
    """
    yield from _listed(heard, "renamed_organisation", ("organisation", "contractor"))
    change = heard.change
    for body in renamed_bodies(heard.on):
        if body.formal and body.beside in change.before and body.beside in change.after:
            says = f"「{body.old}」は{to_wareki(body.since)}から「{body.new}」です。{body.note}"
            evidence = Evidence(
                "renamed_organisation", body.old, body.new, says, body.source, body.verified
            )
            goes_on = "".join(f"(?!{re.escape(word)})" for word in body.not_before)
            yield from _pairs(change, evidence, goes_on)


@proposal
def renamed_place(heard: Hearing) -> Iterator[Explained]:
    """Explain a place under another name: 「場所の名称の変更」.

    指針 第6の2(2) (not read by us): as above. Reading: the city's own list says so. A number of an
    address that differs is never explained: that may be another place.
    """
    return _listed(heard, "renamed_place", ("place",))


@proposal
def representative(heard: Hearing) -> Iterator[Explained]:
    """Explain another person in the same office: 「代表者の変更」.

    指針 第6の2(2) (not read by us): as above. Reading: the city's own list says so.
    """
    return _listed(heard, "representative", ("representative",))


@proposal
def misspelling(heard: Hearing) -> Iterator[Explained]:
    """Explain a clear misspelling that was mended: 「誤記の修正」.

    指針 第6の2(2) (not read by us): as above. Reading: the closed list has the wrong word and the right
    one; the other way round is no mending.
    """
    for old, new in closed_lists().misspellings.items():
        says = f"「{old}」は「{new}」の誤記として一覧にあります。"
        evidence = Evidence("misspelling", old, new, says, heard.row.sources[0], heard.row.verified)
        yield from _pairs(heard.change, evidence)


@proposal
def notation(heard: Hearing) -> Iterator[Explained]:
    """Explain another spelling of the same word or citation: 「表記の修正」.

    指針 第6の2(2) (not read by us): as above. Reading: the closed list has both spellings (送り仮名, 漢字と
    仮名, 長音), either may take the place of the other; or both cite one provision in other words.
    """
    change = heard.change
    for one, other in _meeting(change):
        if one == other:
            texts = _written(change.before, one), _written(change.after, other)
            yield _spelt(heard, texts, (one.start, other.start), f"どちらも{other}の引用です。")
    for group in closed_lists().notation:
        spellings = any_spelling(group[0])
        for was, now in _matches(change, spellings, spellings):
            says = f"「{was[0]}」と「{now[0]}」は同じ言葉の別の書き方です。"
            yield _spelt(heard, (was[0], now[0]), (was.start(), now.start()), says)


def _spelt(heard: Hearing, texts: tuple[str, str], at: tuple[int, int], says: str) -> Explained:
    source = heard.row.sources[0]
    return Explained(*at, Evidence("notation", *texts, says, source, heard.row.verified))


def _meeting(change: Change) -> Iterator[tuple[Citation, Citation]]:
    """Yield the pairs of citations, before and after, that meet one place where the texts differ."""
    if not all(_OF_CITATIONS.search(text) for text in change.near):
        return
    old, new = citations(change.before), citations(change.after)
    spans = ([(one.start, one.end) for one in side] for side in (old, new))
    for one, other in change.meeting(*spans):
        yield old[one], new[other]


def _written(text: str, one: Citation) -> str:
    return text[one.start : one.end]


def _step(row: Renumbering) -> str:
    note = f"（{row.note.rstrip('。')}）" if row.note else ""
    return f"{to_wareki(row.since)}から{row.old}は{row.new}{note}"


def _listed(heard: Hearing, rule: str, kinds: tuple[str, ...]) -> Iterator[Explained]:
    """Yield what the city's own list explains, as it stands on the day."""
    known = [
        name
        for name in heard.change.names
        if name.kind in kinds and (name.since is None or name.since <= heard.on)
    ]
    near, _ = heard.change.near
    for first in known:
        for chain in chains_from(first, known) if _is_in(near, first.old) else ():
            says = _says(chain) + "".join(_also(step, known) for step in chain)
            evidence = Evidence(rule, first.old, chain[-1].new, says, "", verified=True)
            yield from _pairs(heard.change, evidence)


def _is_in(text: str, name: str) -> bool:
    return any_spelling(name).search(text) is not None


def _says(chain: tuple[Renaming, ...]) -> str:
    kind = NAME_KINDS[chain[0].kind]
    return f"名称の変更の記録（{kind}）では、{'、'.join(map(_renamed, chain))}です。"


def _renamed(name: Renaming) -> str:
    since = f"{to_wareki(name.since)}から" if name.since else ""
    basis = f"（{name.basis}）" if name.basis else ""
    return f"「{name.old}」は{since}「{name.new}」{basis}"


def _also(step: Renaming, known: list[Renaming]) -> str:
    """Return what else a name became: which 課 of a 分割 is meant is for a person to say."""
    same = (name.new for name in known if fold(name.old) == fold(step.old))
    others = dict.fromkeys(new for new in same if fold(new) != fold(step.new))
    if not others:
        return ""
    listed = "、".join(f"「{new}」" for new in others)
    return (
        f"「{step.old}」は{listed}にもなっています（分割など）。どれに当たるかを確かめてください。"
    )


def _pairs(change: Change, evidence: Evidence, goes_on: str = "") -> Iterator[Explained]:
    """Yield the places where one word took the place of another, both whole words as written."""
    if not is_mere_wording(evidence.old, evidence.new):
        return
    old, new = any_spelling(evidence.old, goes_on), any_spelling(evidence.new)
    for one, other in _matches(change, old, new):
        if _is_whole(one, change.city) and _is_whole(other, change.city):
            written = replace(evidence, old=one[0], new=other[0])
            yield Explained(one.start(), other.start(), written)


def _matches(
    change: Change, old: re.Pattern[str], new: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Yield the finds of two expressions, one in each text, that meet one difference."""
    if not old.search(change.near[0]) or not new.search(change.near[1]):
        return
    was, now = list(old.finditer(change.before)), list(new.finditer(change.after))
    spans = ([found.span() for found in side] for side in (was, now))
    for one, other in change.meeting(*spans):
        yield was[one], now[other]


def _is_whole(found: re.Match[str], city: str) -> bool:
    """Return whether a name stands here by itself, and is not one half of a longer word.

    Kanji behind one in kanji are left to it: 市民課長, 市民課窓口.
    """
    text, start, end = found.string, found.start(), found.end()
    sign = text[start - 1 : start]
    runs_on = _RUN.match(sign) and _RUN.match(found[0])
    begins = not runs_on or sign in closed_lists().name_borders or _is_behind(city, text, start)
    return begins and not _GOES_ON.match(text, end - 1)


def _is_behind(city: str, text: str, at: int) -> bool:
    """Return whether the whole name of the municipality, or of its office, ends here: みほん市市民課."""
    starts = (at - len(city + office) for office in _OFFICES if text.endswith(city + office, 0, at))
    return bool(city) and any(not _RUN.match(text[max(0, start - 1) : start]) for start in starts)
