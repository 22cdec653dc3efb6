"""How citations are written, as one regular expression: a law, a provision, a 別表."""

from __future__ import annotations

import re
from functools import cache

from pia.law.citations.laws import names_pattern
from pia.law.numerals import NUMBER as N

#: 「平成25年法律第27号」, as it stands in brackets behind a name.
LAW_NUMBER = re.compile(rf"(?:明治|大正|昭和|平成|令和)(?:元|{N})年[^\s。、()]*?第?{N}号")
#: What a text itself calls a law.
DEFINED = re.compile("以下[^「『]*[「『]([^」』]+)[」』]という")
#: Between a law and its provision.
BEHIND_LAW = re.compile(r"[」』]?\s*(?:の\s*)?")
#: Between two citations of which the second may leave its law and 条 out.
JOINED = re.compile(
    r"\s*(?:及び|および|並びに|又は|または|若しくは|もしくは|まで及び|から|ないし|と|[、,・~〜～])\s*"
)
RANGE = re.compile(r"\s*(?:から|ないし|[~〜～])\s*")

_BRANCHES = f"(?:の{N}(?![つ人件]))*"
_RAW = "[一-鿿々ァ-ヴー]*(?:法律|法|令|規則|条例)"
_SAME_LAW = "同(?:法|令|規則|条例|命令)"
_CALLED = "以下[^「『()]{0,10}[「『][^」』()]*[」』]という。?"
#: Nothing but its number and what the text calls it: any other remark is content.
_BRACKET = rf"(?:\((?P<bracket>{LAW_NUMBER.pattern}。?(?:{_CALLED})?|{_CALLED})\))?"
_PROVISION = (
    rf"(?=第|同[条項号]|前[条項]|{N}[条項号])"
    rf"(?:第?(?P<article>{N}条{_BRANCHES})|(?P<same>同[条項号]|前[条項]))?"
    rf"(?:\s*第?(?P<paragraph>{N})項)?"
    rf"(?:\s*第?(?P<item>{N}号{_BRANCHES}))?"
    rf"(?:の表の?(?P<row>{N}{_BRANCHES})の項)?"
)
_TABLE = (
    rf"(?:別表(?:第(?P<table>{N}))?|(?P<same_table>同表))(?:\s*の?(?P<entry>{N}{_BRANCHES})の?項)?"
)
_MORE = rf"(?P<more>{N}{_BRANCHES})の項"


@cache
def token() -> re.Pattern[str]:
    """Return the expression of one token: a law, a provision, a 別表, or one more of its entries.

    A match may be empty (第 of another word).
    """
    law = rf"(?P<law>{_SAME_LAW}|(?:{names_pattern()})(?!施行)|{_RAW}){_BRACKET}"
    return re.compile(f"{law}|(?P<table_place>{_TABLE})|(?P<more_place>{_MORE})|{_PROVISION}")


@cache
def known_ending() -> re.Pattern[str]:
    """Return the expression of a known law at the end of a run of 漢字: 事務番号法 → 番号法."""
    return re.compile(f"(?:{names_pattern()})$")
