"""Text diff of long Japanese answers: rapidfuzz + clean-up, diff-match-patch alone, difflib."""

import random
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import partial
from itertools import starmap

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel, Opcode

from bench.run import Case

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


WAYS = {
    "rapidfuzz, clean-up": by_rapidfuzz,
    "diff-match-patch, clean-up": by_diff_match_patch,
    "difflib": by_difflib,
}


def worth(diff: Diff, old: str, new: str) -> str:
    """How much the reader is shown, after a proof that the diff is one of these texts."""
    assert "".join(text for sign, text in diff if sign <= 0) == old  # noqa: S101
    assert "".join(text for sign, text in diff if sign >= 0) == new  # noqa: S101
    changes = [text for sign, text in diff if sign]
    return f"{sum(map(len, changes))} signs in {len(changes)} pieces"


def cases() -> list[Case]:
    found = []
    for length, edits in ((2_000, 6), (12_000, 30)):
        old, new = texts(length, edits)
        names = {way: f"{len(old):,} signs: {way}" for way in WAYS}
        peer = next(iter(names.values()))
        for way, diff in WAYS.items():
            note = worth(diff(old, new), old, new)
            found.append(Case(names[way], partial(diff, old, new), peer, note))
    return found
