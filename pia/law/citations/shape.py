"""How citations are written, as one regular expression: a law, a provision, a 別表."""

from __future__ import annotations

import re
from functools import cache

from pia.law.citations.laws import captions_pattern, names_pattern

#: A number, whole: thousands of digits are looked at once.
N = "(?:[0-9]++|[〇一二三四五六七八九十百千]++)"
_NOT_INSIDE = "(?<![0-9〇一二三四五六七八九十百千])"

#: 「平成25年法律第27号」, as it stands in brackets behind a name.
LAW_NUMBER = re.compile(rf"(?:明治|大正|昭和|平成|令和)(?:元|{N})年[^\s。、()]*?第?{N}号")
#: What begins a line of a list.
_BULLETS = "[・･○〇●◎■□◆◇▪•①-⑳]"
#: Between two citations of which the second may leave its law and 条 out.
JOINED = re.compile(
    r"\s*(?:及び|および|並びに|又は|または|若しくは|もしくは|まで及び|から|ないし|と|[、,・~〜～])\s*"
)
_JOINTS = rf"(?:及び|および|並びに|又は|または|若しくは|もしくは|まで|から|ないし|と|[、,。~〜～]|{_BULLETS})"
#: Behind a 号 or 条 without its law: 第8号様式, 第27条関係書類 are other things.
GOES_ON = re.compile("(?!及|又|並|若|以|等|本文|但|前段|後段|柱書|各|同|別表|規定)[一-鿿々ァ-ヴー]")
#: Before the name of a law: it is not the law as it stands.
OTHER_EDITION = re.compile("(?:旧|新|従前|改正[前後]?)の?$")
#: What stands before 「法」, and before the name of a law: no word goes on there.
_BORDERS = re.escape(
    "、。，．,.・･:：;；()（）「」『』【】〈〉《》［］[]<>＜＞/／~〜～※○●◎■□◆◇▪－-–—"
)
FREE = re.compile(rf"(?:^|[\s{_BORDERS}]|及び|および|並びに|又は|または|若しくは|もしくは)$")
FREE_NAME = re.compile(rf"(?:^|[\s{_BORDERS}0-9ぁ-ん])$")
RANGE = re.compile(r"\s*(?:から|ないし|[~〜～])\s*")

_BRANCHES = f"(?:の{N}(?![つ人件]))*"
#: No name in kanji alone is longer than some ten signs.
_RAW = "[一-鿿々ァ-ヴー]{0,40}(?:法律|法|令|規則|条例)"
SAME_LAW = re.compile("同(?:法|令|規則|条例|命令)")
_CALLED = "以下[^「『()]{0,10}[「『][^」』()]*[」』]という"
#: The number of the 条 that a 別表 belongs to: 別表第一（第九条関係）.
_BELONGS = rf"(?:\s*\(第{N}条[^()]{{0,20}}関係\))?"
_PROVISION = (
    rf"(?=附則|第|同[条項号]|前[条項]|{_NOT_INSIDE}{N}[条項号])"
    rf"(?:(?P<supplement>附則)\s*)?"
    rf"(?:第?(?P<article>{N}条{_BRANCHES})|(?P<same>同[条項号]|前[条項]))?"
    rf"(?:CAPTION\s*第?(?P<paragraph>{N})項)?"
    rf"(?:\s*第?(?P<item>{N}号{_BRANCHES}))?"
    rf"(?:の表の?(?P<row>{N}{_BRANCHES})の項)?"
)
_ENTRY = f"{N}{_BRANCHES}"
#: The の項 of an entry may stand behind the last of several: 別表第二の1、2、3の項.
_MORE_FOLLOW = rf"(?=(?:\s*(?:[、,・]|及び|又は)\s*{_ENTRY}){{1,40}}の項)"
#: 別表第一, 別表1の31の項; but 別表46の項 is an entry.
_TABLE_NUMBER = rf"第(?P<table>{N})|(?P<plain>[1-9一二三四五六七八九])(?!{N}|の?項|[、,・])"
_TABLE = (
    rf"(?:別表(?:{_TABLE_NUMBER})?|(?P<same_table>同表)){_BELONGS}"
    rf"(?:\s*\(?\s*(?:項番\s*(?P<numbered>{_ENTRY})|の?第?(?P<entry>{_ENTRY})(?:の?項|{_MORE_FOLLOW})))?"
)
_MORE = rf"{_NOT_INSIDE}(?P<more>{_ENTRY})(?:の項|{_MORE_FOLLOW})"


@cache
def token() -> re.Pattern[str]:
    """Return the expression of one token: a law, its number, a provision, a 別表, one more entry.

    A match may be empty (第 of another word).
    """
    law = rf"(?P<law>{SAME_LAW.pattern}|(?:{names_pattern()})(?!施行)|{_RAW})(?P<brackets>{_brackets()})"
    number = f"(?P<number>{LAW_NUMBER.pattern})"
    places = f"(?P<table_place>{_TABLE})|(?P<more_place>{_MORE})"
    provision = _PROVISION.replace("CAPTION", _caption())
    return re.compile(f"{law}|{number}|{places}|{provision}")


@cache
def behind_law() -> re.Pattern[str]:
    """Return what may stand between a law and its provision.

    番号法の第9条, 番号法：第9条, 【番号法】第9条, 番号法（第9条, 番号法（利用範囲）第9条, a list of provisions
    under the name of their law, 以下「番号法」という。)第9条.
    """
    called = r"[」』](?:という|と略す|とする)。?\)"
    return re.compile(
        rf"(?:{called}|[」』】〉》〕］＞]?){_caption()}\s*(?:の\s*|[(:：]\s*)?(?:{_BULLETS}\s*)?"
    )


@cache
def inherited() -> re.Pattern[str]:
    """Return what may stand between two citations of which the second leaves its law out.

    Any other word may be another law, and a remark is one only where a joint follows: （委託契約書）第27条.
    """
    remark = rf"(?:\([^()]*\)(?=\s*{_JOINTS})|{_caption()})"
    return re.compile(rf"{remark}(?:\s*{_JOINTS})*\s*\(?\s*")


@cache
def named_in_brackets() -> re.Pattern[str]:
    """Return the expression of what the brackets behind a law call it: （番号法）, 以下「法」という."""
    names = names_pattern()
    quoted = r"[「『](?P<quoted>[^」』()]+)[」』]"
    return re.compile(f"{quoted}|(?P<bare>{names})")


def _caption() -> str:
    """Return the expression of a caption in brackets, or of nothing: 番号法第9条（利用範囲）第1項."""
    return rf"(?:\s*\((?:{captions_pattern()})\))?"


def _brackets() -> str:
    """Return the expression of the brackets behind a law: its number and what the text calls it.

    （番号法）（平成25年法律第27号。以下「法」という。）; any other remark is content.
    """
    names = rf"(?:{names_pattern()})"
    one = (
        rf"(?>{LAW_NUMBER.pattern}|{_CALLED}|以下、?{names}という|「{names}」|『{names}』|{names})"
    )
    return rf"(?:\s*\({one}(?:[。、,]?\s*{one})*+。?\))*+"


@cache
def known_ending() -> re.Pattern[str]:
    """Return the expression of a known law at the end of a run of 漢字: 事務番号法 → 番号法."""
    return re.compile(f"(?:{names_pattern()})$")
