"""Whole assessments for the gate: every item answered, things in any number, awkward texts anywhere.

Outside the property stand (issue: the gate) answers that are unknown and lines that are themselves
a label of the form; and what the paper cannot say: that a box holds nothing but white space, that
spaces beside a bracket of the form were typed (その他( x), ( 3)件), that a (n)件 holds brackets of its
own, that a thing exists of which nothing is told, that a text is a note of ours for an unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from pia.assessment import Assessment, HistoryRow, parse_assessment
from pia.assessment.paths import answered, holder
from pia.official import Form, Item, Repeat, editions, load_form
from pia.official.folding import fold
from pia.official.labels import heading
from tests.builders import FORM

_SIGNS = """
    特定個人情報 住民税システム 鍵のかかる書庫で保管する 職員課 ガ ｶﾞ カ\u3099 é e\u0301 A z 0 ９
    𠮷野 髙橋 宮﨑 \ufa11 \ufa10 葛\U000e0100城 辻\ufe00 ① Ⅱ ㈱ 〈甲〉 ☆ … ― ～ ・ 、 。 ！ 「 」 ( ) （ ） [ ]
    [○] [ ＜選択肢＞ ※ ○ ● — - / \\ | 続き （続き） （次の行に続く） 007 3.10 1,000 1e5 2023-11-06 TRUE #N/A
    =1+1 +81 -1 @SUM(A1) {=A1} ' " '' & &amp; &#9; <br> <b>太</b> <!-- ]]> ${x} #set $x$ *太* _x_ `x` @x
    http://a.jp/?b&c %00 \\n _x000D_ &&P
"""
_SPACED = ("[ ]", "1) ", "=cmd|' /C calc'!A0", "{{ x }}", "{% x %}", " ", "  ", "\t", "　")
#: What a careless writer or reader would change, lose, take for markup or for one of its own signs.
PIECES = (*_SIGNS.split(), *_SPACED)
#: Texts that are one of a kind: longer than a page, than Word's or Excel's lines, without a break.
LONG = (
    "特定個人情報ファイルは、庁舎内の施錠した保管庫に置き、入退室を記録する。" * 60,
    "\n".join(f"{n}. 措置の{n}番目を講じる。" for n in range(1, 60)),
    "あ" * 1_500,
    "x" * 1_500,
    "長い一行。" * 400 + "\n\n　" + "次の段落。" * 200,
)


def _labels(form: Form) -> Iterator[str]:
    for node in form.nodes:
        yield from (heading(node), node.title, node.label or "", *node.also)
    yield from (form.title, form.change_table.title, *(w for _, w in form.change_table.columns))


def _key(line: str) -> str:
    return fold(line).strip("※.:[]() ")


#: Every label of every edition, and what stands on the paper like one, as comparison keys.
LABELS = frozenset(
    _key(word)
    for edition in editions(FORM.form)
    for word in (*_labels(load_form(FORM.form, edition)), "項目一覧", "（非公表）", "(読取不能)")
    if word
)


def _is_label(line: str) -> bool:
    """Whether a line is a label of the form, or one of the notes of ours, with nothing beside."""
    return _key(line) in LABELS


def _without_labels(text: str) -> str:
    """The text as a person writes it: no line is a label; white space alone is nothing."""
    lines = ["・" + line + "等" if _is_label(line) else line for line in text.split("\n")]
    return "\n".join(lines) if "".join(lines).strip() else ""


_lines = st.lists(st.sampled_from(PIECES), min_size=0, max_size=4).map("".join)
#: Answers of people: nothing, a dash, a few signs, many lines, more than a page.
texts = st.one_of(
    st.sampled_from(["", "—", "なし", "※", "（）", "："]),
    _lines,
    st.lists(_lines, min_size=2, max_size=6).map("\n".join),
    st.sampled_from(LONG),
).map(_without_labels)
#: Blank lines around a date are no part of it (公表日 is read without them).
dates = texts.map(lambda text: text.strip("\n"))
counts = st.sampled_from(["", "—", "0", "1,000", "３～5", "約3", "数十", "𠮷"])


@st.composite
def assessments(draw: st.DrawFn, form: Form = FORM) -> Assessment:
    """A whole document: a plain one in some shape, with up to ten awkward answers."""
    whole = Assessment(form.form, form.edition, "lineage1", draw(_shapes(form)))
    places = [(path, item) for path, item, _ in answered(form, whole.answers)]
    for place in draw(st.lists(st.integers(0, len(places) - 1), max_size=10, unique=True)):
        path, item = places[place]
        holder(whole.answers, path)[item.key] = draw(answers_to(item))
    whole = replace(whole, change_history=tuple(draw(histories)))
    return parse_assessment(whole.as_json())


def answers_to(item: Item) -> st.SearchStrategy[Any]:
    """Every readable answer that an item takes; None where it was never asked."""
    if item.kind == "choice":
        return st.sampled_from(["", "—", *(c.key for c in item.choices)])
    if item.kind == "boxes":
        return _boxes(item)
    return {"count": counts, "date": dates}.get(item.kind, texts)


#: The text of a box; the spaces at its ends are the paper's.
_details = _lines.map(str.strip)


def _boxes(item: Item) -> st.SearchStrategy[dict[str, Any]]:
    details = [c.key for c in item.choices if c.detail]
    chosen = st.sets(st.sampled_from([c.key for c in item.choices]), max_size=4)
    written = st.dictionaries(st.sampled_from(details), _details, max_size=2) if details else None
    return st.builds(
        lambda keys, detail: {"checked": sorted(keys), "detail": detail},
        chosen,
        written if written is not None else st.just({}),
    )


#: How many things a repeat has: none, one, the second that opens a band, one behind a band.
_COUNTS = st.sampled_from([1, 0, 2, 3, 6])


def _shapes(form: Form) -> st.SearchStrategy[dict[str, Any]]:
    """Plain answers of the whole form; every text differs from every other."""

    @st.composite
    def drawn(draw: st.DrawFn) -> dict[str, Any]:
        plain = _Plain(form, draw(st.integers(0, 5)))
        return plain.members("", lambda repeat: _count(draw, repeat))

    return drawn()


def _count(draw: st.DrawFn, repeat: Repeat) -> int:
    """Files and Ⅲ print their first frame as a thing, the other repeats as an empty frame."""
    if repeat.bands:
        return draw(_COUNTS)
    return draw(st.sampled_from([1, 1, 2]))


class _Plain:
    """Plain answers, one after the other; `turn` decides which choices and boxes are taken."""

    def __init__(self, form: Form, turn: int) -> None:
        self.form, self.turn, self.number = form, turn, 0

    def members(self, owner: str, count: Any) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for node in self.form.members(owner):
            if isinstance(node, Item):
                made[node.key] = self.answer(node)
            else:
                things = range(1, count(node) + 1)
                made[node.key] = [
                    {"@id": f"x{n}", **self.members(node.path, count)} for n in things
                ]
        return made

    def answer(self, item: Item) -> Any:
        self.number += 1
        turn = self.number + self.turn
        keys = [c.key for c in item.choices]
        if item.kind == "choice":
            return keys[turn % len(keys)]
        if item.kind == "boxes":
            return {"checked": [k for n, k in enumerate(keys) if (n + turn) % 3], "detail": {}}
        plain = {"date": f"令和5年{1 + turn % 12}月{1 + turn % 28}日", "count": str(turn)}
        return plain.get(item.kind, f"{self.number}番目の記載。")


_rows = st.builds(
    HistoryRow,
    changed_on=st.sampled_from(["令和5年11月6日", "令和６年４月１日", "平成28年4月", ""]),
    item=st.sampled_from(["Ⅰ-1-② 事務の内容", "Ⅱ-4-委託事項1 ④再委託の有無", "表紙 =1+1", ""]),
    before=texts,
    after=texts,
    timing=st.sampled_from(["事前", "事後"]),
    explanation=_lines.map(_without_labels),
)


@st.composite
def _histories(draw: st.DrawFn) -> list[HistoryRow]:
    awkward = draw(st.lists(_rows, max_size=3))
    plain = HistoryRow("令和5年4月1日", "Ⅰ-1-② 事務の内容", "一", "二", "事後", "その他の変更")
    many = draw(st.sampled_from([0, 0, 1, 27]))
    return [*awkward, *(replace(plain, after=f"{n}回目") for n in range(many))]


histories = _histories()
