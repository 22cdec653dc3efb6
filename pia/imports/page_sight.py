"""What of a page nobody sees, taken away before it is read; what perhaps nobody sees, marked with a doubt.

A screen is meant: what only a print shows is not read.
"""

from __future__ import annotations

import re

from lxml import html

from pia.imports.page_styles import Declared, Styles
from pia.imports.sight import GONE, PERHAPS, STRUCK

#: Classes by which pages hide what only screen readers say.
_HIDING = frozenset({"hidden", "visually-hidden", "sr-only", "screen-reader-text", "skip"})
_STRIKING = frozenset({"s", "strike"})
_NONE = re.compile(r"0+(?:\.0*)?(?:%|[a-z]*)")
_WHITE = re.compile(
    r"white|#f{3,4}|#f{6}(?:ff)?|rgba?\(\s*255[\s,]+255[\s,]+255\s*(?:[,/]\s*(?:1|100%)\s*)?\)"
)
_NO_GROUND = re.compile(r"none|inherit|initial|unset|auto|white|#f{3}|#f{6}|transparent")
#: So far from its place, nothing is on the screen.
_FAR = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|%|v[wh])|-\d{2,}(?:\.\d+)?r?em")
#: Values of properties by which a text is not seen; some count only away from the flow of the page.
_HIDES = {
    "display": re.compile(r"none$"),
    "visibility": re.compile(r"(?:hidden|collapse)$"),
    "content-visibility": re.compile(r"hidden$"),
    "opacity": re.compile(_NONE.pattern + "$"),
    "font-size": re.compile(_NONE.pattern + "$"),
    "color": re.compile(
        r"transparent$|rgba\([^()]*[,/]\s*0?\.?0*%?\s*\)$|#[0-9a-f]{3}0$|#[0-9a-f]{6}00$"
    ),
    "text-indent": _FAR,
    "left": _FAR,
    "top": _FAR,
    "clip": re.compile(r"rect\((?:\s*[01](?:px)?[\s,]*){4}\)$"),
    "clip-path": re.compile(r"inset\(\s*(?:[5-9]\d|100)%[^()]*\)$"),
}
_WHEN_AWAY = frozenset({"left", "top", "clip", "clip-path"})
_AWAY = frozenset({"absolute", "fixed", "relative"})
#: Carries the doubts of an element to what it holds.
_KEPT = "data-read-doubt"


def take_from_sight(root: html.HtmlElement) -> None:
    """Mark as hidden what nobody sees, and put a doubt into texts that may be otherwise.

    Raises TooManyRulesError for a page that cannot be judged in reasonable time.
    """
    styles = Styles(root)
    for element in root.iter():
        if element.get("hidden") is not None or _is_empty(element):
            continue
        sure, perhaps = styles.of(element)
        by_name = bool(_HIDING & set((element.get("class") or "").split()))
        if by_name or _is_hidden(sure):
            element.set("hidden", "")
            if by_name and not _is_hidden(sure):
                element.tail = f"{GONE}{element.tail or ''}"
            elif not _is_hidden(perhaps):
                element.tail = f"{PERHAPS}{element.tail or ''}"
        else:
            _mark(element, _doubts(styles, element, perhaps))


def _is_empty(element: html.HtmlElement) -> bool:
    """Return whether an element has no text; most cells of a narrow grid are so."""
    return not len(element) and not (element.text or "").strip()


def _mark(element: html.HtmlElement, own: str) -> None:
    """Put the doubts of an element, and of those around it, into its own texts."""
    above = element.getparent()
    doubts = own or (above.get(_KEPT) or "" if above is not None else "")
    element.attrib.pop(_KEPT, None)
    if not doubts:
        return
    element.set(_KEPT, doubts)
    for child in element:
        if (child.tail or "").strip():
            child.tail = f"{doubts}{child.tail}"
    if (element.text or "").strip():
        element.text = f"{doubts}{element.text}"


def _doubts(styles: Styles, element: html.HtmlElement, perhaps: Declared) -> str:
    if _is_hidden(perhaps) or _is_folded(perhaps):
        return PERHAPS
    if _WHITE.fullmatch(_colour(element, perhaps)) and not _stands_out(styles, element):
        return PERHAPS
    lines = (perhaps.get("text-decoration", ""), perhaps.get("text-decoration-line", ""))
    return STRUCK if element.tag in _STRIKING or any("line-through" in one for one in lines) else ""


def _is_hidden(declared: Declared) -> bool:
    """Return whether nobody sees the texts of an element of which so much is declared."""
    away = declared.get("position") in _AWAY
    return any(
        _HIDES[name].match(value) is not None
        for name, value in declared.items()
        if name in _HIDES and (away or name not in _WHEN_AWAY)
    )


def _is_folded(declared: Declared) -> bool:
    """Return whether an element has no height, which a click may give it."""
    has_none = any(_NONE.fullmatch(declared.get(name, "1")) for name in ("height", "max-height"))
    return has_none and declared.get("overflow") in ("hidden", "clip")


def _colour(element: html.HtmlElement, declared: Declared) -> str:
    own = element.get("color") or "" if element.tag == "font" else ""
    return declared.get("color", own.lower())


def _stands_out(styles: Styles, element: html.HtmlElement) -> bool:
    """Return whether a ground other than white is laid under an element."""
    for one in (element, *element.iterancestors()):
        declared = styles.of(one)[0]
        grounds = [declared.get(f"background{kind}", "none") for kind in ("", "-color", "-image")]
        if any(
            not _NO_GROUND.fullmatch(ground) for ground in (*grounds, one.get("bgcolor") or "none")
        ):
            return True
    return False
