"""Wrong documents: one small change each to a right one, and how the parser refuses it."""

import copy
from dataclasses import dataclass
from typing import Any

from tests.builders import assessment, row, with_rows, withholding

# ruff: noqa: E501 - exact sentences are not cut

_KINDS = "文字列・配列・オブジェクトのどれか"


@dataclass(frozen=True)
class Mutation:
    """What is put where (keys and indices), and the sentence."""

    name: str
    at: tuple[Any, ...]
    value: Any
    sentence: str


#: In place of a value: the key is left out.
GONE = object()

A, H, W, R = ("answers",), ("change_history", 0), ("withheld", 0), ("retired", 0)
FILE, OUT = (*A, "files", 0), (*A, "files", 0, "outsourcing", 0)
OP = {"op": "set", "at": "title", "old": None, "new": "x"}


def _deep(levels: int) -> list[Any]:
    return [_deep(levels - 1)] if levels else []


#: Refused by the parser and by the JSON Schema.
MUTATIONS = [
    Mutation("no schema", ("schema",), GONE, "schema がありません（文書）。"),
    Mutation("other schema", ("schema",), "pia.assessment/2", "schema が pia.assessment/1 ではありません（schema）。"),
    Mutation("other form", ("form",), "yoshiki9", "様式 yoshiki9 の h30-05 版はありません。近いのは"),
    Mutation("other edition", ("edition",), "h31-05", "様式 yoshiki3 の h31-05 版はありません。近いのは"),
    Mutation("form as list", ("form",), [], "文字列が要りますが、配列が書かれています（form）。"),
    Mutation("no lineage", ("lineage",), GONE, "lineage がありません（文書）。"),
    Mutation("empty lineage", ("lineage",), "", "1〜64文字の英数字が要ります（lineage）。"),
    Mutation("long lineage", ("lineage",), "a" * 65, "1〜64文字の英数字が要ります（lineage）。"),
    Mutation("no answers", ("answers",), GONE, "answers がありません（文書）。"),
    Mutation("answers as list", ("answers",), [], "オブジェクトが要りますが、配列が書かれています（answers）。"),
    Mutation("unknown key", ("answer",), {}, "知らないキー「answer」があります（文書）。近いのは answers です。"),
    Mutation("unknown item", (*A, "titel"), "x", "知らないキー「titel」があります（answers）。近いのは title です。"),
    Mutation("Japanese key", (*A, "評価書名"), "x", "知らないキー「評価書名」があります（answers）。"),
    Mutation("id at the top", (*A, "@id"), "x", "知らないキー「@id」があります（answers）。"),
    Mutation("unknown inner item", (*FILE, "storag"), "x", "知らないキー「storag」があります（files[1]）。近いのは storage です。"),
    Mutation("text as number", (*A, "title"), 3, "文字列が要りますが、数値が書かれています（評価書名 title）。"),
    Mutation("text as list", (*FILE, "storage"), ["x"], "文字列が要りますが、配列が書かれています（保管場所 files[1].storage）。"),
    Mutation("count as number", (*FILE, "outsourced_count"), 3, "文字列が要りますが、数値が書かれています（委託する件数 files[1].outsourced_count）。"),
    Mutation("words for a key", (*OUT, "resubcontracted"), "再委託する", "「再委託する」は選択肢のキーにありません（④再委託の有無 files[1].outsourcing[1].resubcontracted）。近いのは resubcontracted です。"),
    Mutation("no such choice", (*A, "linkage"), "maybe", "「maybe」は選択肢のキーにありません（①実施の有無 linkage）。"),
    Mutation("choice as boxes", (*A, "linkage"), {"checked": []}, "選択肢のキー(文字列)が要りますが、オブジェクトが書かれています（①実施の有無 linkage）。"),
    Mutation("boxes as text", (*FILE, "sources"), "person", "checked と detail を持つオブジェクトが要りますが、文字列が書かれています（①入手元 files[1].sources）。"),
    Mutation("no checked", (*FILE, "sources"), {"detail": {}}, "チェックの答えに書けるのは checked と detail です（①入手元 files[1].sources）。"),
    Mutation("no such box", (*FILE, "sources"), {"checked": ["persn"]}, "「persn」は選択肢のキーにありません（①入手元 files[1].sources）。近いのは person です。"),
    Mutation("box twice", (*FILE, "sources"), {"checked": ["other", "other"]}, "checked に同じキーが二度あります（①入手元 files[1].sources）。"),
    Mutation("text of a plain box", (*FILE, "sources"), {"checked": [], "detail": {"person": ""}}, "person の欄に書く文字の場所はありません（①入手元 files[1].sources）。"),
    Mutation("other reason", (*A, "title"), {"unknown": "lost"}, "unknown の書き方が正しくありません（評価書名 title）。"),
    Mutation("reason as list", (*A, "title"), {"unknown": []}, "unknown の書き方が正しくありません（評価書名 title）。"),
    Mutation("raw as number", (*A, "title"), {"unknown": "cut-off", "raw": 1}, "文字列が要りますが、数値が書かれています（評価書名 title raw）。"),
    Mutation("repeat as object", (*A, "systems"), {}, "配列が要りますが、オブジェクトが書かれています（systems）。"),
    Mutation("thing as text", (*A, "systems", 0), "x", "オブジェクトが要りますが、文字列が書かれています（systems[1]）。"),
    Mutation("thing without id", (*OUT, "@id"), GONE, "1〜64文字の英数字が要ります（files[1].outsourcing[1] @id）。"),
    Mutation("Japanese id", (*OUT, "@id"), "一", "1〜64文字の英数字が要ります（files[1].outsourcing[1] @id）。"),
    Mutation("history as object", ("change_history",), {}, "配列が要りますが、オブジェクトが書かれています（change_history）。"),
    Mutation("row without cell", (*H, "before"), GONE, "before がありません（change_history 1行目）。"),
    Mutation("row with other cell", (*H, "befor"), "", "知らないキー「befor」があります（change_history 1行目）。近いのは before です。"),
    Mutation("cell as null", (*H, "after"), None, "文字列が要りますが、nullが書かれています（change_history 1行目 after）。"),
    Mutation("other origin", (*H, "origin"), "typed", "origin は imported か generated です（change_history 1行目）。"),
    Mutation("day as words", (*H, "changed_on_date"), "令和5年11月6日", "「令和5年11月6日」は日付として読めません（change_history 1行目 changed_on_date）。2023-11-06 のように書いてください。"),
    Mutation("targets as object", (*H, "id_paths"), {}, "配列が要りますが、オブジェクトが書かれています（change_history 1行目）。"),
    Mutation("other confidence", (*H, "id_paths"), [{"id_path": "title", "confidence": "high"}], "confidence の値が正しくありません（change_history 1行目）。"),
    Mutation("ops as text", (*H, "ops"), "x", "配列が要りますが、文字列が書かれています（change_history 1行目）。"),
    Mutation("other op", (*H, "ops"), [{**OP, "op": "put"}], "変更操作は set・replace・add・remove・move のどれかです（change_history 1行目 ops）。"),
    Mutation("op lacks a key", (*H, "ops"), [{"op": "set", "at": "title"}], "set の書き方が正しくありません（change_history 1行目 ops）。"),
    Mutation("op with more", (*H, "ops"), [{**OP, "start": 1}], "set の書き方が正しくありません（change_history 1行目 ops）。"),
    Mutation("withheld lacks reason", (*W, "reason"), GONE, "reason がありません（withheld 1件目）。"),
    Mutation("occurrence below zero", (*W, "occurrence"), -1, "occurrence は0以上の整数です（withheld 1件目）。"),
    Mutation("occurrence as text", (*W, "occurrence"), "1", "occurrence は0以上の整数です（withheld 1件目）。"),
    Mutation("occurrence as truth", (*W, "occurrence"), value=True, sentence="occurrence は0以上の整数です（withheld 1件目）。"),
    Mutation("retired lacks label", (*R, "label"), GONE, "label がありません（retired 1件目）。"),
    Mutation("retired number", (*R, "value"), 3, f"{_KINDS}が要りますが、数値が書かれています（retired 1件目 value）。"),
]  # fmt: skip

#: Refused by the parser alone: a JSON Schema cannot say it.
ONLY_PARSER = [
    Mutation("same id twice", (*A, "systems"), [{"@id": "a"}, {"@id": "a"}], "同じ @id が二度あります（systems）。"),
    Mutation("control character", (*A, "title"), "甲\x07", "制御文字が入っています（評価書名 title 2文字目 U+0007）。その文字を消してください。"),
    Mutation("half a character", (*FILE, "storage"), "\ud800", "壊れた文字(サロゲート)が入っています（保管場所 files[1].storage 1文字目 U+D800）。"),
    Mutation("half in a box text", (*FILE, "sources"), {"checked": [], "detail": {"other": "\udc00"}}, "壊れた文字(サロゲート)が入っています（①入手元 files[1].sources.detail.other 1文字目 U+DC00）。"),
    Mutation("half in raw", (*A, "title"), {"unknown": "cut-off", "raw": "\ud800"}, "壊れた文字(サロゲート)が入っています（評価書名 title raw 1文字目 U+D800）。"),
    Mutation("half in a cell", (*H, "before"), "\ud800", "壊れた文字(サロゲート)が入っています（change_history 1行目 before 1文字目 U+D800）。"),
    Mutation("half in an edition", (*H, "edition_ref"), "\ud800", "壊れた文字(サロゲート)が入っています（change_history 1行目 edition_ref 1文字目 U+D800）。"),
    Mutation("half in an op", (*H, "ops"), [{**OP, "new": {"a": ["\ud800"]}}], "壊れた文字(サロゲート)が入っています（change_history 1行目 ops 1文字目 U+D800）。"),
    Mutation("half in a path", (*H, "ops"), [{**OP, "at": "\ud800"}], "壊れた文字(サロゲート)が入っています（change_history 1行目 ops 1文字目 U+D800）。"),
    Mutation("half in a quote", (*W, "quote"), "\ud800", "壊れた文字(サロゲート)が入っています（withheld 1件目 quote 1文字目 U+D800）。"),
    Mutation("half in retired", (*R, "value"), [{"\ud800": ""}], "壊れた文字(サロゲート)が入っています（retired 1件目 value 1文字目 U+D800）。"),
    Mutation("half in a key", (*A, "\ud800"), "", "知らないキー「'\\ud800'」があります（answers）。"),
    Mutation("no such day", (*H, "changed_on_date"), "2023-02-30", "「2023-02-30」は日付として読めません（change_history 1行目 changed_on_date）。"),
    Mutation("not a number", (*R, "value"), [float("nan")], f"{_KINDS}が要りますが、数値が書かれています（retired 1件目 value）。"),
    Mutation("endless nesting", (*R, "value"), _deep(99), "入れ子が深すぎます（retired 1件目 value）。"),
]  # fmt: skip


def whole() -> dict[str, Any]:
    """A right document with one of everything."""
    document = withholding(with_rows(assessment(), row()), "title", "評価書名")
    stored = document.as_json()
    stored["retired"] = [{"edition": "h28-01", "id_path": "old", "label": "旧", "value": "値"}]
    return copy.deepcopy(stored)


def mutated(mutation: Mutation) -> dict[str, Any]:
    """The right document with one thing wrong."""
    stored = whole()
    here: Any = stored
    for step in mutation.at[:-1]:
        here = here[step]
    if mutation.value is GONE:
        del here[mutation.at[-1]]
    else:
        here[mutation.at[-1]] = mutation.value
    return stored
