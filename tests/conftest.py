"""What every test stands on."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from pia.operations.remembered import forget


def _forbid_skip(report):
    """Turn a skip into a failure when PIA_NO_SKIPS=1: CI has all that the tests need."""
    if os.environ.get("PIA_NO_SKIPS") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        _, _, reason = report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason} (and PIA_NO_SKIPS=1)"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return _forbid_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    return _forbid_skip((yield))


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """A test may change what tables are made by: none made in another is remembered."""
    forget()


@pytest.fixture(scope="session")
def real_docs():
    """Folder of published documents (PIA_REAL_DOCS), which are not part of the repository."""
    folder = os.environ.get("PIA_REAL_DOCS")
    if not folder:
        pytest.skip("PIA_REAL_DOCS is not set")
    path = Path(folder)
    assert path.is_dir(), f"PIA_REAL_DOCS is no folder: {folder}"
    return path


@pytest.fixture(scope="session")
def browser():
    """The one browser of a test process: Playwright can be started only once in it."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()
