"""記号の説明: what the signs of the form mean, the same words in every format that explains them."""

TITLE = "記号の説明"

_IMPORTANT = (
    "「重要な変更」の対象となる項目です。記載を変えるときは、原則として、変更の前に評価を再び行い、"
    "その結果を公表します。"
)

#: Sign → what it says.
LEGEND = (
    ("※", _IMPORTANT),
    ("[○]", "当てはまるものです。[ ] は当てはまらないものです。"),
    ("—", "記載することがないことを表します。"),
)
