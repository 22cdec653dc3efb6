"""Other spellings of a form's labels, as converters and officers write them."""

import re

_FULL = str.maketrans("0123456789().", "０１２３４５６７８９（）．")
_OLD = str.maketrans("国実関対当担発会権", "國實關對當擔發會權")
_ROMAN = {"Ⅰ": ("I", "1"), "Ⅱ": ("II", "2"), "Ⅲ": ("III", "3"), "Ⅳ": ("IV", "4"), "Ⅴ": ("V", "5")}
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}
#: What follows the number of a label.
_NUMBERED = re.compile(r"^([①-⑳]|[ⅠⅡⅢⅣⅤ]|[0-9]+(?=[.．]))[.．]?\s*")
#: Digits that no column cuts.
_WHOLE = re.compile("[0-9～]{2}")


def as_printed(label):
    """The label as the form has it."""
    return label


def spaced(label):
    """公　表　日; longer labels have a space inside."""
    number, title = parted(label)
    wide = "　".join(title) if len(title) <= 4 else f"{title[:3]} {title[3:]}"
    return f"{number} {wide}" if number else wide


def full_width(label):
    """１．　…（…）"""
    return label.translate(_FULL)


def old_signs(label):
    """公表日 in the signs of before 1946."""
    return label.translate(_OLD)


def broken(label):
    """A line break inside, where the column of the paper ends."""
    number, title = parted(label)
    half = next((n for n in range(len(title) // 2, 1, -1) if not _WHOLE.match(title, n - 1)), 0)
    return f"{number}{title[:half]}\n{title[half:]}" if half else label


def ascii_roman(label):
    """II 特定個人情報ファイルの概要."""
    return _renumbered(label, lambda n: _ROMAN[n][0] if n in _ROMAN else None)


def arabic_parts(label):
    """２．特定個人情報ファイルの概要, (1)部署."""
    return _renumbered(label, _arabic)


def in_parentheses(label):
    """(1) 部署."""
    return _renumbered(label, lambda n: f"({_CIRCLED[n]}) " if n in _CIRCLED else None)


def half_bracket(label):
    """1) 部署."""
    return _renumbered(label, lambda n: f"{_CIRCLED[n]}) " if n in _CIRCLED else None)


def with_colon(label):
    """Labels that end in ：."""
    return f"{label}："


def with_brackets(label):
    """【公表日】, but ■ before a number."""
    number, title = parted(label)
    return f"■{label}" if number else f"【{title}】"


def unmarked(label):
    """Without the ※ behind the title."""
    return label.partition("※")[0].strip() or label


def parted(label):
    """Number and title of a label."""
    found = _NUMBERED.match(label)
    return (found[0].strip(), label[found.end() :]) if found else ("", label)


def _arabic(number):
    if number in _ROMAN:
        return f"{_ROMAN[number][1]}. "
    return f"({_CIRCLED[number]}) " if number in _CIRCLED else None


def _renumbered(label, of):
    found = _NUMBERED.match(label)
    number = of(found[1]) if found else None
    return (
        label
        if found is None or number is None
        else f"{number}{'' if number.endswith(' ') else ' '}{label[found.end() :]}"
    )


SPELLINGS = {
    "様式どおり": as_printed,
    "空白": spaced,
    "全角": full_width,
    "旧字": old_signs,
    "改行": broken,
    "II": ascii_roman,
    "2.": arabic_parts,
    "(1)": in_parentheses,
    "1)": half_bracket,
    "コロン": with_colon,
    "隅付き括弧": with_brackets,
    "※なし": unmarked,
}
