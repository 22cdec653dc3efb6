"""The website: public bytes of what is in public, and nothing else, whatever the disk does."""

import io
import re
import threading
import zipfile
from dataclasses import replace

import pytest

from pia.approval.roles import Role
from pia.assessment.value import Withheld
from pia.errors import InputRefused, NotAllowed, PathNotFound
from pia.operations import drafts, publications, site
from pia.operations.rendering import slugs
from pia.operations.site import SiteNotWritten, rebuild_site
from pia.publication import swap_in
from tests.exports.pdf_reading import copied, needs_poppler
from tests.operations.city import TODAY, on_site, snapshot

HIDDEN = "静脈認証"


def withheld(city, draft):
    part = Withheld("files[@file1].storage", HIDDEN, 1, "安全管理上の支障があるため")
    drafts.withhold(city.act(Role.EDITOR), draft.id, city.now(draft.id).sequence, [part])


def published(city, **answers):
    draft = city.planned(TODAY, **answers)
    city.submitted(draft.id)
    return city.published(draft.id)


def layers(name, data):
    """The text of a file in every layer of it."""
    if name.endswith((".docx", ".xlsx")):
        archive = zipfile.ZipFile(io.BytesIO(data))
        return "".join(
            archive.read(member).decode("utf-8", "ignore") for member in archive.namelist()
        )
    if name.endswith(".pdf"):
        return copied(data)
    return data.decode("utf-8-sig")


def plain(text):
    """The text without mark-up and white space: a run may break a word."""
    return re.sub(r"<[^>]*>|\s", "", text)


@needs_poppler
def test_what_is_withheld_stands_in_no_public_file_and_nowhere_on_the_site(city, every_format):
    """It stood in the published storage, goes into the row's 変更前, its wording and another item."""
    draft = city.planned(
        TODAY,
        storage="データセンターに保管し、入室は静脈認証により制限する。",
        department=f"税務部（{HIDDEN}担当）",
    )
    city.judge(draft.id, "as_ruled_before", row=1, explanation=f"{HIDDEN}を続ける。")
    withheld(city, draft)
    city.submitted(draft.id)
    edition = city.published(draft.id)
    with city.store.reading() as work:
        (issue,) = work.issues.of_edition(edition.id)
        files = {(r.face, r.file_name): work.issues.data(r.id) for r in issue.renderings}
    assert len(files) == 12
    for (face, name), data in files.items():
        assert (HIDDEN in plain(layers(name, data))) == (face == "whole"), name
        assert HIDDEN.encode("utf-16-be") not in data
    for name, data in on_site(city).items():
        assert HIDDEN not in plain(layers(name, data)), name


def test_the_site_holds_exactly_the_public_bytes(city):
    edition = published(city)
    with city.store.reading() as work:
        (issue,) = work.issues.of_edition(edition.id)
        public = {
            r.file_name: work.issues.data(r.id) for r in issue.renderings if r.face == "public"
        }
    folder = "3/2025-04-01/"
    found = {name.removeprefix(folder): data for name, data in on_site(city).items()}
    assert {name: found[name] for name in public} == public
    assert not [name for name in found if "whole" in name]
    page = on_site(city)[f"{folder}index.html"].decode("utf-8")
    assert "データ(JSON)" in page
    assert "税務部市民税課" in page


def test_an_adopted_edition_stands_on_the_site_after_it_was_issued(city):
    rebuild_site(city.act(Role.ADMINISTRATOR), city.site)
    assert not [name for name in on_site(city) if name.startswith("3/")]
    publications.issue_adopted(city.act(Role.PUBLISHER), city.edition.id, city.site)
    assert "3/2023-11-06/index.html" in on_site(city)
    with pytest.raises(NotAllowed, match="もうあります"):
        publications.issue_adopted(city.act(Role.PUBLISHER), city.edition.id, city.site)


def test_an_edition_that_does_not_exist_is_not_issued(city):
    with pytest.raises(PathNotFound):
        publications.issue_adopted(city.act(Role.PUBLISHER), 999, city.site)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.VIEWER])
def test_only_publisher_and_administrator_write_the_site_anew(city, role):
    with pytest.raises(NotAllowed):
        rebuild_site(city.act(role), city.site)
    assert not city.site.exists()


def test_where_the_site_cannot_be_written_the_edition_is_published_and_the_error_says_so(city):
    city.site.write_text("ここにはファイルがあります。", encoding="utf-8")
    draft = city.planned()
    city.submitted(draft.id)
    with pytest.raises(SiteNotWritten, match="公表の記録は済みました") as refused:
        city.published(draft.id)
    assert "サイトを作り直す" in refused.value.hint
    assert city.now(draft.id).state == "published"
    with pytest.raises(InputRefused, match="同じ名前のファイル"):
        rebuild_site(city.act(Role.PUBLISHER), city.site)
    city.site.unlink()
    rebuild_site(city.act(Role.PUBLISHER), city.site)
    assert any(name.startswith("3/2025-04-01/") for name in on_site(city))


def test_a_disk_that_is_full_leaves_the_old_site_whole(city, monkeypatch):
    published(city)
    before = on_site(city)
    draft = city.planned(TODAY, department="税務部課税課")
    city.submitted(draft.id)

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pia.publication.swap.os.fsync", full)
    with pytest.raises(SiteNotWritten):
        city.published(draft.id)
    assert on_site(city) == before
    monkeypatch.undo()
    rebuild_site(city.act(Role.PUBLISHER), city.site)
    assert any(name.startswith("3/2025-04-01-2/") for name in on_site(city))


def test_what_is_published_while_the_site_is_built_stands_on_it_too(city, monkeypatch):
    """Of two who publish at once, the one who read first swaps last."""
    published(city)
    late: list[bool] = []

    def meanwhile(files, place):
        if not late:
            late.append(True)
            draft = city.planned(TODAY, department="税務部課税課")
            city.submitted(draft.id)
            city.published(draft.id)
        swap_in(files, place)

    monkeypatch.setattr(site, "swap_in", meanwhile)
    rebuild_site(city.act(Role.PUBLISHER), city.site)
    assert any(name.startswith("3/2025-04-01-2/") for name in on_site(city))


def test_two_who_publish_at_once_make_one_edition(city):
    draft = city.planned()
    city.submitted(draft.id)
    done, refused = [], []

    def publish():
        try:
            done.append(city.published(draft.id))
        except Exception as error:  # noqa: BLE001 - looked at below
            refused.append(error)

    threads = [threading.Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert (len(done), [type(e) for e in refused]) == (1, [NotAllowed])
    assert len(snapshot(city)[0]) == 2


def test_folders_are_named_by_number_and_the_first_comer_keeps_the_plain_name(city):
    one = city.dossier
    several = [
        replace(one, id=9, number="３"),
        one,
        replace(one, id=5, number="第3号"),
        replace(one, id=7, number="3-2"),
        replace(one, id=8, number="共通", lineage="lineage8"),
    ]
    names = slugs(several)
    assert (names[one.id], names[5], names[7], names[9]) == ("3", "3-2", "3-2-2", "3-3")
    assert names[8].startswith("id-")
    assert slugs(reversed(several)) == names
