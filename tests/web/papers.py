"""Published documents as files that a browser sends."""

import io
import re
from dataclasses import replace
from zipfile import ZIP_DEFLATED, ZipFile

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from pia.assessment import canonical
from pia.exports import export
from tests.builders import assessment, changed, path_of

DOCUMENT = assessment(
    number="3",
    organisation="みほん市長",
    title="個人住民税の賦課に関する事務 重点項目評価書",
    task_name="個人住民税の賦課に関する事務",
    department="財務部市民税課",
    published_on="令和5年11月6日",
)

#: Label of a choice in the text export → the same with its marks lost.
_MARK = re.compile(r"\[[○ 　]?\]")


def document(**answers):
    """The published document with other answers, each by the key of its item."""
    return changed(DOCUMENT, {path_of(key): value for key, value in answers.items()})


def stored(lineage="lineage1", **answers):
    """It as our own JSON: everything is read."""
    return canonical(replace(document(**answers), lineage=lineage)).encode()


def text(**answers):
    """It as text: some of it has to be completed, for its marks are lost."""
    return _MARK.sub("[]", export(document(**answers), "text").decode()).encode()


def send(client, *files, path="/register", field="files", **fields):
    """Send files as a browser does: pairs of name and bytes."""
    posted = MultiDict({"csrf_token": client.token(), **fields})
    for name, data in files:
        posted.add(field, FileStorage(io.BytesIO(data), name))
    boundary, body = encode_multipart(posted)  # in memory: the client's own would leave files open
    return client.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def register(client, data=None, name="評価書.json", **fields):
    """Register a document through both pages; return the number of its edition."""
    look = send(client, (name, data or stored())).location
    answer = client.send(look, {"button": "register", **fields})
    assert answer.location, answer.text
    return int(answer.location.split("/")[2])


def bomb():
    """A small Word file that unpacks to more than any reader takes."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w:document>" + b" " * 60_000_000)
        package.writestr("[Content_Types].xml", b"<Types/>")
    return packed.getvalue()


def words(answer):
    """The text of a page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.text))
