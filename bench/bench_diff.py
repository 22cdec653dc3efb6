"""Differences inside texts: an officer's edits, and long answers, against diff-match-patch.

The edits are those of the tests (tests/revision/inline/edits.yaml); their note says per changed
item how long it takes and what a reader is shown. A ratio below 1 is faster than
diff-match-patch.
"""

import random
import time
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, starmap
from pathlib import Path
from typing import Any

import yaml
from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel, Opcode

from bench.borders import inside_words
from bench.run import Case, percentile
from pia.revision.spans import segments

CORPUS = Path(__file__).parents[1] / "tests/revision/inline/edits.yaml"

SENTENCES = (
    "申請書に記載された個人番号は、本人確認書類により確認したうえで受け付ける。",
    "特定個人情報ファイルへのアクセスは、業務上必要な職員に限り、権限を毎年度見直す。",
    "サーバー室への入退室は、ICカードと生体認証により管理し、記録を七年間保管する。",
    "委託先には、契約により目的外利用の禁止と、終了後の消去を証する報告を求める。",
    "通信は専用線を用い、暗号化することにより、盗聴と改ざんを防止する。",
    "保管期間を過ぎた帳票は、溶解処理を行い、立会いの記録を残す。",
    "中間サーバーとの連携においては、照会の理由と根拠となる法令を記録する。",
)
REWORDED = (
    ("職員", "担当職員"),
    ("管理し", "厳重に管理し"),
    ("七年間", "五年間"),
    ("及び", "並びに"),
)

Edit = tuple[str, str]
Diff = list[tuple[int, str]]  # as diff-match-patch has it: -1 deleted, 0 equal, 1 inserted


def texts(length: int, edits: int) -> tuple[str, str]:
    """A text of about `length` signs and a version with `edits` changes, the same in every run."""
    choose = random.Random(length)  # noqa: S311 - repeatable, no secret
    old: list[str] = []
    while sum(map(len, old)) < length:
        old.append(f"（{len(old) + 1}）{choose.choice(SENTENCES)}")
    new = list(old)
    for number in range(edits):
        at = choose.randrange(len(new))
        if number % 3 == 0:
            new[at] = ""
        elif number % 3 == 1:
            new[at] += choose.choice(SENTENCES)
        else:
            for before, after in REWORDED:
                new[at] = new[at].replace(before, after)
    return "".join(old), "".join(new)


def from_opcodes(codes: Iterable[Opcode], old: str, new: str) -> Diff:
    diff: Diff = []
    for code in codes:
        before = old[code.src_start : code.src_end]
        after = new[code.dest_start : code.dest_end]
        if code.tag == "equal":
            diff.append((0, before))
        else:
            diff += [(sign, text) for sign, text in ((-1, before), (1, after)) if text]
    return diff


def by_words(old: str, new: str) -> Diff:
    return [("-=+".index(sign) - 1, text) for sign, text in segments(old, new)]


def by_rapidfuzz(old: str, new: str) -> Diff:
    diff = from_opcodes(Indel.opcodes(old, new), old, new)
    diff_match_patch().diff_cleanupSemantic(diff)
    return diff


def by_diff_match_patch(old: str, new: str) -> Diff:
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # the whole answer, however long it takes
    diff: Diff = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(diff)
    return diff


def by_difflib(old: str, new: str) -> Diff:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return from_opcodes(starmap(Opcode, codes), old, new)


WAYS: dict[str, Callable[[str, str], Diff]] = {
    "pia, by words": by_words,
    "rapidfuzz, clean-up": by_rapidfuzz,
    "diff-match-patch, clean-up": by_diff_match_patch,
    "difflib": by_difflib,
}
PEER = "diff-match-patch, clean-up"


def worth(diff: Diff, old: str, new: str) -> str:
    """How much the reader is shown, after a proof that the diff is one of these texts."""
    assert "".join(text for sign, text in diff if sign <= 0) == old  # noqa: S101
    assert "".join(text for sign, text in diff if sign >= 0) == new  # noqa: S101
    changes = [text for sign, text in diff if sign]
    return f"{sum(map(len, changes))} signs in {len(changes)} pieces"


def said_of_borders(diffs: Iterable[Diff]) -> str:
    """How many borders a dictionary finds inside a word (mode B of SudachiPy)."""
    if find_spec("sudachipy") is None:
        return "borders inside a word unknown (make judges)"
    sudachipy: Any = import_module("sudachipy")
    judge = sudachipy.Dictionary(dict="core").tokenizer(mode=sudachipy.SplitMode.B)
    signed = ([("=+-"[sign], text) for sign, text in diff] for diff in diffs)
    every, cut = inside_words(judge, signed)
    return f"{len(cut)} of {every} borders inside a word"


def per_item(way: Callable[[str, str], Diff], edits: Sequence[Edit]) -> str:
    """p50 and p95 over the edits, each the best of five."""
    times = []
    for old, new in edits:
        taken = []
        for _ in range(5):
            start = time.perf_counter()
            way(old, new)
            taken.append(time.perf_counter() - start)
        times.append(min(taken))
    p50, p95 = (percentile(times, share) * 1e6 for share in (0.5, 0.95))
    return f"an item p50 {p50:.0f}, p95 {p95:.0f} µs"


def all_of(way: Callable[[str, str], Diff], edits: Sequence[Edit]) -> list[Diff]:
    return [way(*edit) for edit in edits]


def corpus_cases() -> Iterable[Case]:
    """All edits of the corpus in one go."""
    groups = yaml.safe_load(CORPUS.read_text(encoding="utf-8")).values()
    edits: list[Edit] = [(old, new) for old, new in chain.from_iterable(groups)]
    for name, way in WAYS.items():
        diffs = [way(*edit) for edit in edits]
        runs = [text for diff in diffs for sign, text in diff if sign]
        shown = f"{sum(map(len, runs))} signs in {len(runs)} pieces, {said_of_borders(diffs)}"
        note = f"{per_item(way, edits)}; {shown}"
        title = f"{len(edits)} edits: {name}"
        yield Case(title, partial(all_of, way, edits), f"{len(edits)} edits: {PEER}", note)


def long_cases() -> Iterable[Case]:
    for length, changes in ((2_000, 6), (12_000, 30)):
        old, new = texts(length, changes)
        for name, way in WAYS.items():
            note = worth(way(old, new), old, new)
            title = f"{length:,} signs: {name}"
            yield Case(title, partial(way, old, new), f"{length:,} signs: {PEER}", note)


def cases() -> list[Case]:
    return [*corpus_cases(), *long_cases()]
