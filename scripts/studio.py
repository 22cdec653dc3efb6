"""The studio in which pictures of the guide are made: a sample city, a browser, the camera."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image  # comes with pikepdf
from playwright.sync_api import Browser, FloatRect, Locator, Page

from pia.operations.demo import PASSWORD

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1200, 900
#: Colours of a picture, its largest size in bytes, and the space left around what it shows.
COLOURS, MOST_BYTES, SPACE = 64, 150_000, 12
#: The last line that `pia demo` prints.
ADDRESS = re.compile(r"^http://\S+/$")


@dataclass(frozen=True)
class Studio:
    """The browser, the address of the sample city, and a folder for what is handed in."""

    browser: Browser
    base: str
    folder: Path

    def person(self, name: str, password: str = PASSWORD) -> Page:
        """Return the page of somebody who has signed in."""
        page = self.stranger()
        page.get_by_label("利用者名").fill(name)
        page.get_by_label("パスワード").fill(password)
        page.get_by_role("button", name="ログイン").click()
        page.wait_for_url(re.compile(r"(?<!/login)$"))
        return page

    def stranger(self) -> Page:
        """Return the page of somebody at the log-in."""
        context = self.browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="ja-JP", timezone_id="Asia/Tokyo"
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto(f"{self.base}login")
        return page


def shoot(
    page: Page, name: str, last: Locator, first: Locator | None = None, space: int = SPACE
) -> None:
    """Keep a page from its top, or from the top of `first`, to the end of `last`."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    top = _box(first)["y"] - space if first else 0
    end = _box(last)
    clip = FloatRect(x=0, y=top, width=WIDTH, height=end["y"] + end["height"] + space - top)
    _keep(page.screenshot(full_page=True, clip=clip, animations="disabled", caret="hide"), name)


def _box(place: Locator) -> FloatRect:
    """Return where an element stands on its page, wherever the page is scrolled."""
    place.page.evaluate("scrollTo(0, 0)")
    box = place.first.bounding_box()
    if box is None:
        sys.exit(f"not on the page: {place}")
    return box


def _keep(picture: bytes, name: str) -> None:
    image = Image.open(BytesIO(picture)).convert("RGB")
    few = image.quantize(COLOURS, dither=Image.Dither.NONE)
    file = IMAGES / f"{name}.png"
    few.save(file, optimize=True)
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}\t{image.width}×{image.height}\t{size // 1000} kB")
    if size > MOST_BYTES:
        sys.exit(f"{file.name} is larger than {MOST_BYTES // 1000} kB: show less")


@contextmanager
def sample_city(home: Path) -> Iterator[str]:
    """Serve a fresh sample city; give its address."""
    command = [str(Path(sys.executable).with_name("pia")), "demo", "--port", "0"]
    environment = os.environ | {"PIA_HOME": str(home)}
    environment.pop("PIA_DATABASE_URL", None)
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            lines = (line.strip() for line in server.stdout or ())
            yield next(line for line in lines if ADDRESS.match(line))
        finally:
            server.terminate()
