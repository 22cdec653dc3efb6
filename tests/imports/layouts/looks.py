"""Ways to print a label, a choice and check boxes."""

from dataclasses import dataclass

from tests.imports.layouts.entries import Entry

#: Signs of a box by the name of a look: (marked, unmarked).
BOXES = {
    "brackets": ("[○]", "[ ]"),
    "wide": ("［○］", "［　］"),
    "cross": ("[x]", "[ ]"),
    "square": ("■", "□"),
    "ballot": ("☑", "□"),
    "tick": ("✓", "□"),
    "re": ("レ", "□"),
    "disc": ("●", "○"),
    "ring": ("○", "□"),
    "zero": ("〇", "□"),
    "bracket_re": ("[レ]", "[　]"),
    "black_ring": ("[●]", "[ ]"),
    "bare": ("○", ""),
}


@dataclass(frozen=True)
class Look:
    """How one city prints its answers."""

    #: words, plain, number, numbered, circled, marked or boxes.
    choice: str = "words"
    box: str = "brackets"
    #: What stands between two boxes.
    between: str = "　"

    def value(self, entry: Entry) -> str:
        """Return an answer as it is printed, without ＜選択肢＞."""
        assert entry.item is not None
        if entry.item.kind == "choice":
            return self._choice(entry)
        if entry.item.kind == "boxes":
            return self._boxes(entry)
        return str(entry.value)

    def listed(self, entry: Entry) -> str:
        """Return the printed ＜選択肢＞ of a choice, "" for a look that has none."""
        if (
            entry.item is None
            or entry.item.kind != "choice"
            or self.choice not in ("words", "number")
        ):
            return ""
        words = (f"{n}) {c.words}" for n, c in enumerate(entry.item.choices, start=1))
        return "＜選択肢＞\n" + "　".join(words)

    def _choice(self, entry: Entry) -> str:
        item = entry.item
        count = "".join(f" ( {number} ) 件" for _, number in entry.counts)
        at = next((n for n, c in enumerate(item.choices) if c.key == entry.value), None)
        if self.choice in ("marked", "boxes"):
            return (
                "　".join(self._option(n, c.words, at) for n, c in enumerate(item.choices)) + count
            )
        if at is None:
            return {"words": f"[ {entry.value} ]"}.get(self.choice, entry.value) + count
        words = item.choices[at].words
        return {
            "words": f"[ {words} ]",
            "plain": words,
            "number": str(at + 1),
            "numbered": f"{at + 1}）{words}",
            "circled": f"{chr(0x2460 + at)}{words}",
        }[self.choice] + count

    def _option(self, number: int, words: str, at: int | None) -> str:
        if self.choice == "boxes":
            return BOXES[self.box][number != at] + words
        return ("○" if number == at else "") + f"{number + 1}) {words}"

    def _boxes(self, entry: Entry) -> str:
        counts = dict(entry.counts)
        pieces = []
        for choice in entry.item.choices:
            sign = BOXES[self.box][choice.key not in entry.value["checked"]]
            detail = f"（{entry.value['detail'].get(choice.key, '　')}）" if choice.detail else ""
            count = f"（{counts[choice.key] or '　'}）件" if choice.key in counts else ""
            pieces.append(sign + choice.words + detail + count)
        return self.between.join(pieces)


#: As the official form prints.
USUAL = Look()
