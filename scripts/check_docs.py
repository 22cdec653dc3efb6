"""Check that links in the documentation lead somewhere and that generated pages are current."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
#: Generated file → the module that prints it.
GENERATED = {
    "docs/cli.md": "pia.cli.reference",
    "docs/assessment.schema.json": "pia.assessment.schema",
}

FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)|^\[[^\]]+\]:\s*<?(\S+?)>?\s*$", re.MULTILINE)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
NAMED = re.compile(r"<a\s+(?:id|name)=\"([^\"]+)\"")


def pages() -> list[Path]:
    top = [ROOT / "README.md", ROOT / "CHANGELOG.md"]
    return [page for page in top if page.exists()] + sorted((ROOT / "docs").rglob("*.md"))


def anchors(page: Path) -> set[str]:
    """Anchors of a page, made from its headings as code hosts make them."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    found = set(NAMED.findall(text))
    for heading in HEADING.findall(text):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        base = slug = re.sub(r"[^\w\- ]", "", plain).strip().lower().replace(" ", "-")
        count = 0
        while slug in found:
            count += 1
            slug = f"{base}-{count}"
        found.add(slug)
    return found


def broken_links(page: Path) -> Iterator[str]:
    text = CODE.sub("", FENCE.sub("", page.read_text(encoding="utf-8")))
    for inline, reference in LINK.findall(text):
        link = unquote(inline or reference)
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.is_relative_to(ROOT) or not target.exists():
            yield f"{page.relative_to(ROOT)}: no such file: {link}"
        elif anchor and target.suffix == ".md" and anchor not in anchors(target):
            yield f"{page.relative_to(ROOT)}: no such heading: {link}"


def stale_files() -> Iterator[str]:
    """Compare each generated file with what its module prints."""
    for name, module in GENERATED.items():
        command = [sys.executable, "-X", "utf8", "-m", module]
        made = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=False
        )
        file = ROOT / name
        if made.returncode:
            yield f"{name} cannot be checked: python -m {module} failed"
        elif not file.exists() or file.read_text(encoding="utf-8") != made.stdout:
            yield f"{name} is not current: python -m {module} > {name}"


def main() -> int:
    problems = [problem for page in pages() for problem in broken_links(page)]
    problems += stale_files()
    print("\n".join(problems) or f"{len(pages())} pages of documentation: all links lead somewhere")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
