"""What must hold of a page however it stands: whole, in Japanese, narrow, and readable in forced colours."""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from pia.operations import demo

NAME = "｜特定個人情報保護評価書の管理"
#: Words that are written so in Japanese too: formats, keys, units; what documents name.
ALLOWED = {
    "PDF", "Word", "Excel", "DOCX", "XLSX", "CSV", "HTML", "ZIP", "JSON", "SHA", "docx", "xlsx",
    "xlsm", "xls", "txt", "pdf", "MB", "KB", "Ctrl", "Alt", "SMTP", "IC", "ID", "SN", "ISMAP", "LGWAN",
}  # fmt: skip
#: What is no word: addresses, names of files, users, settings and a command, digests, passwords.
_NO_WORD = re.compile(
    r"[\w.+-]+@[\w.-]+|https?://\S+|[\w-]+\.[a-z]{3,4}\b|PIA_[A-Z_]+|「pia register |"
    + "|".join(user.name for user in demo.USERS)
    + "|(?:[2-9a-z]{4}-){3}[2-9a-z]{4}|[0-9a-f]{8,}|[0-9a-f]{4}(?: [0-9a-f]{4})+"
)
_WORD = re.compile(r"[A-Za-z]{2,}")
#: 600 pixels are 1200 at 200 %.
NARROW = (600, 320)
#: Contrast, the dearest rule, does not change with the width.
_NARROW_AXE = {"rules": {"color-contrast": {"enabled": False}}}
#: More of a page no picture shows.
_TALL = 6_000

_FORCED = Path(__file__).with_name("states_forced.js").read_text(encoding="utf-8")


def is_whole(page):
    """Assert that a page has a title, one heading, and no word of another language."""
    assert page.locator("h1").count() == 1
    assert page.title().endswith(NAME)
    assert page.title() != NAME
    shown = _NO_WORD.sub(" ", page.locator("main").inner_text())
    foreign = set(_WORD.findall(shown)) - ALLOWED
    assert not foreign, foreign


def unfold(page):
    """Open whatever a page keeps folded, so that it is judged too."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def is_narrow(page, width):
    """Assert that a page is accessible in a window of this width, without sideways scrolling."""
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"wider than {width}"
    found = Axe().run(page, options=_NARROW_AXE)
    assert found.violations_count == 0, found.generate_report()


def lost_in_forced_colours(page):
    """What is lost on a page in forced colours, each as a line; leaves the page in them."""
    look = page.evaluate_handle(_FORCED)
    look.evaluate("look => look.note()")
    page.emulate_media(forced_colors="active")
    return look.evaluate("look => look.lost()")


def picture(page, name):
    """Keep a picture of a page where PIA_SCREENSHOTS says, of a very long one its beginning."""
    if folder := os.environ.get("PIA_SCREENSHOTS"):
        file, window = Path(folder) / f"{name}.png", page.viewport_size
        if page.evaluate("document.documentElement.scrollHeight") <= _TALL:
            page.screenshot(path=file, full_page=True)
            return
        page.set_viewport_size(window | {"height": _TALL})
        page.screenshot(path=file)
        page.set_viewport_size(window)


def complaints(page):
    """What the browser complains of from now on, beside that a whole page was refused."""
    said = []

    def note(message):
        is_refusal = "the server responded with a status of" in message.text
        if message.type == "error" and not (is_refusal and message.location["url"] == page.url):
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def untied_errors(page):
    """The errors at fields that no field says of itself (`aria-describedby`)."""
    return page.eval_on_selector_all(
        ".field-error",
        """errors => errors.filter(one => !one.id
          || !document.querySelector(`[aria-describedby~="${CSS.escape(one.id)}"]`))
          .map(one => one.textContent)""",
    )


def errors_above(page):
    """The errors at fields that do not stand beneath what says them of itself."""
    return page.eval_on_selector_all(
        ".field-error",
        """errors => errors.filter(error => {
          const field = document.querySelector(`[aria-describedby~="${CSS.escape(error.id)}"]`);
          if (!field) return false;
          const control = field.matches("input, select, textarea")
            ? field : field.querySelector("input, select, textarea, button");
          return !(control.compareDocumentPosition(error) & Node.DOCUMENT_POSITION_FOLLOWING);
        }).map(one => one.textContent)""",
    )
