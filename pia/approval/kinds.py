"""Words of the store that are no state: kinds and origins of editions, faces of a document."""

from __future__ import annotations

#: Kind of an edition → what people call it.
EDITION_KINDS = {
    "first": "新規",
    "reassessment": "再実施",
    "amendment": "修正",
    "form-change": "様式変更",
    "reissue": "再発行",
    "end": "終了",
}

ORIGINS = {"made": "この製品で作成", "adopted": "移行"}

WHOLE, PUBLIC = "whole", "public"
FACES = {WHOLE: "提出用（全文）", PUBLIC: "公表用"}
