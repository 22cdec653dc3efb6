"""What became of one printed row."""

from __future__ import annotations

from dataclasses import dataclass

from pia.assessment import Op

ITEM, BLOCK, THING, FRAGMENT = "item", "block", "thing", "fragment"

# Why a row does not fit: `{cell}` is 変更前 or 変更後, whichever the text should say.
NO_ITEM = "項目名が様式のどの項目とも合いません。"
MISSING = "本文にこの項目がありません。"
DIFFERS = "{cell}の記載が本文と違います。"
CUT_OFF = "{cell}の記載の途中で本文が切れています。"
SEVERAL = "{cell}の記載が本文に2か所以上あり、どこのことか決まりません。"
NOT_EMPTY = "{cell}は「—」ですが、本文には記載があります。"
NO_PLACE = "{cell}は「—」ですが、一部だけを加える場所が分かりません。"
SEVERAL_THINGS = "この行は二つ以上のものを指していて、どれのことか決まりません。"
OVERLAPS = "この表のほかの行と同じ所を指しています。"
NO_ANSWER = "もう一方の欄の記載を、この項目の答えとして読めません。"
UNREAD = "本文のこの項目は読み取れていません（{why}）。"


@dataclass(frozen=True)
class Fit:
    """Where a row fits, and what is to be done there to the answers it was fitted to."""

    #: item, block, thing or fragment.
    how: str
    #: Path by ids of the item or thing.
    path: str
    ops: tuple[Op, ...]


@dataclass(frozen=True)
class Misfit:
    """Why a row fits nowhere: one of the sentences above."""

    reason: str
