"""The form in which a city says how it writes its change tables; fields come from `TableStyle`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from pia.errors import InputRefused
from pia.operations.styles import read_headings, read_line
from pia.revision.grounds import grounds
from pia.revision.style import TableStyle
from pia.revision.timing.table import phrases


@dataclass(frozen=True)
class SettingField:
    """One setting: one of several (`choices`), or yes and no."""

    name: str
    title: str
    #: Key → words; empty for yes and no.
    choices: Mapping[str, str]
    #: The key that is chosen, "1" for yes.
    value: str
    error: InputRefused | None = None


@dataclass(frozen=True)
class PhraseField:
    """The phrase of a city for one reason, beside that of the product."""

    name: str
    #: 事前 or 事後.
    timing: str
    usual: str
    text: str
    error: InputRefused | None = None


@dataclass(frozen=True)
class StyleForm:
    """The whole form as it stands."""

    settings: tuple[SettingField, ...]
    phrases: tuple[PhraseField, ...]
    headings: str
    headings_title: str
    headings_error: InputRefused | None = None
    #: The settings as typed, as `TableStyle.as_json` has them; nothing where a field is wrong.
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        """Whether every field can be taken."""
        return not self.problems

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """What cannot be taken, from top to bottom: the id of its field, and the sentence."""
        wrong = [(f"{one.name}-1" if one.choices else one.name, one.error) for one in self.settings]
        wrong += [("headings", self.headings_error)]
        wrong += [(one.name, one.error) for one in self.phrases]
        return tuple((name, error.sentence()) for name, error in wrong if error)


def present_form(style: TableStyle) -> StyleForm:
    """Return the form with the settings as they are."""
    now = style.as_json()
    return StyleForm(
        settings=tuple(_setting(one, now[one.name]) for one in _plain_fields()),
        phrases=tuple(_phrases(style.words)),
        headings="\n".join(style.headings),
        headings_title=_title("headings"),
        given=now,
    )


def typed_form(posted: MultiDict[str, str]) -> StyleForm:
    """Return the form as it was sent, each field with what is wrong with it."""
    texts = {name: posted.get(_field_name(name), "") for name in _known_words()}
    typed = StyleForm(
        settings=tuple(_typed_setting(one, posted) for one in _plain_fields()),
        phrases=tuple(_typed_phrase(one) for one in _phrases(texts)),
        headings=posted.get("headings", ""),
        headings_title=_title("headings"),
    )
    try:
        headings = read_headings(posted.get("headings", ""))
    except InputRefused as error:
        return replace(typed, headings_error=error)
    if not typed.is_right:
        return typed
    plain: dict[str, Any] = {
        one.name: one.value if one.choices else one.value == "1" for one in typed.settings
    }
    return replace(typed, given=plain | {"words": texts, "headings": headings})


def _plain_fields() -> Iterator[Field[Any]]:
    yield from (one for one in fields(TableStyle) if one.name not in ("words", "headings"))


def _title(name: str) -> str:
    return next(str(one.metadata["title"]) for one in fields(TableStyle) if one.name == name)


def _setting(one: Field[Any], value: Any) -> SettingField:
    choices = one.metadata.get("choices", {})
    shown = str(value) if choices else "1" * bool(value)
    return SettingField(one.name, one.metadata["title"], choices, shown)


def _typed_setting(one: Field[Any], posted: Mapping[str, str]) -> SettingField:
    value = posted.get(one.name, "")
    found = replace(_setting(one, None), value=value)
    known = set(found.choices) or {"", "1"}
    if value in known:
        return found
    error = InputRefused(f"{found.title}を選んでください", hint="一覧から選んでください。")
    return replace(found, value="", error=error)


def _phrases(texts: Mapping[str, str]) -> Iterator[PhraseField]:
    for reason, (timing, usual) in _known_words().items():
        yield PhraseField(_field_name(reason), timing, usual, texts.get(reason, ""))


def _typed_phrase(one: PhraseField) -> PhraseField:
    try:
        read_line(one.text, "説明の文言")
    except InputRefused as error:
        return replace(one, error=error)
    return one


def _known_words() -> dict[str, tuple[str, str]]:
    """Return 提出時期 and the product's phrase of each reason; a ground without words has none."""
    found = {name: (one.timing, one.words) for name, one in phrases().by_reason.items()}
    given = {one.id: (one.timing, one.words) for one in grounds().values() if one.words}
    return found | given


def _field_name(reason: str) -> str:
    return f"words-{reason}"
