"""One citation of a provision, in a normal form: 第十九条第八号 and 第19条第８号 are equal."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pia.law.citations.laws import laws

#: A number with its branches: 9 is (9,), 9条の2 is (9, 2).
Numbers = tuple[int, ...]


@dataclass(frozen=True)
class Citation:
    """A provision of one law. Where it stands in a text does not count for equality."""

    #: Id of `data/law/laws.yaml`, a name that is not there, or "" where the text does not say.
    law: str
    article: Numbers = ()
    #: 0 where none is named.
    paragraph: int = 0
    item: Numbers = ()
    #: 別表第n; 0 for a 別表 without a number, None for no 別表.
    table: int | None = None
    #: The n of 「別表のnの項」, or of 「第2条の表のnの項」.
    entry: Numbers = ()
    #: It is of the 附則, whose 条 are numbered anew.
    supplement: bool = False
    #: First and last sign of it in the text it was read in, with the name of its law.
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    #: It ends a range: 第1号から第3号まで gives two citations, the second of them so.
    ends_range: bool = field(default=False, compare=False)

    @property
    def provision(self) -> str:
        """The provision without its law: 第9条の2第1項第3号, 別表第1の31の項, ""."""
        return _article(self) + _table(self)

    @property
    def law_name(self) -> str:
        """The short name of its law, as the product writes it."""
        return laws()[self.law].names[0] if self.law in laws() else self.law

    def __str__(self) -> str:
        return f"{self.law_name}{self.provision}"

    def moved(self, law: str) -> Citation:
        """Return the same provision of another law."""
        return replace(self, law=law)


def _article(one: Citation) -> str:
    text = "附則" if one.supplement else ""
    text += f"第{one.article[0]}条{_branches(one.article)}" if one.article else ""
    text += f"第{one.paragraph}項" if one.paragraph else ""
    return text + (f"第{one.item[0]}号{_branches(one.item)}" if one.item else "")


def _table(one: Citation) -> str:
    entry = f"の{'の'.join(map(str, one.entry))}の項" if one.entry else ""
    if one.table is None:
        return f"の表{entry}" if entry else ""
    return f"別表第{one.table}{entry}" if one.table else f"別表{entry}"


def _branches(numbers: Numbers) -> str:
    return "".join(f"の{number}" for number in numbers[1:])
