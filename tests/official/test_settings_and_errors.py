"""Where the product's data stands, and what every error says."""

import shutil

import pytest

from pia import settings
from pia.errors import InputRefused, PiaError, nearest
from pia.settings import data_path


def every_error(kind=PiaError):
    return [kind, *(e for sub in kind.__subclasses__() for e in every_error(sub))]


@pytest.mark.parametrize("inside", [True, False], ids=["installed wheel", "repository"])
def test_the_data_is_found_inside_the_wheel_and_beside_the_package(tmp_path, monkeypatch, inside):
    package = tmp_path / "pia"
    data = (package if inside else tmp_path) / "data"
    shutil.copytree(data_path("forms"), data / "forms")
    package.mkdir(exist_ok=True)
    monkeypatch.setattr(settings, "__file__", str(package / "settings.py"))
    assert data_path("forms", "yoshiki3_help.yaml") == data / "forms" / "yoshiki3_help.yaml"


def test_the_data_of_the_wheel_comes_before_any_other(tmp_path, monkeypatch):
    for data in (tmp_path / "data", tmp_path / "pia" / "data"):
        (data / "forms").mkdir(parents=True)
    monkeypatch.setattr(settings, "__file__", str(tmp_path / "pia" / "settings.py"))
    assert data_path() == tmp_path / "pia" / "data"


def test_an_incomplete_installation_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "__file__", str(tmp_path / "pia" / "settings.py"))
    with pytest.raises(FileNotFoundError, match="data/forms"):
        data_path("forms")


def test_every_error_has_an_exit_code_of_the_contract():
    assert {error.exit_code for error in every_error()} <= {1, 2, 3, 4, 5, 70}
    assert all(400 <= error.http_status <= 500 for error in every_error())


def test_an_error_is_one_sentence_with_what_where_and_what_to_do():
    error = InputRefused("読めません。", where="評価書名", hint="直してください。")
    assert str(error) == error.sentence() == "読めません（評価書名）。直してください。"
    assert str(InputRefused("読めません")) == "読めません。"
    assert error.as_json() == {
        "code": "input-refused",
        "message": "読めません",
        "where": "評価書名",
        "hint": "直してください。",
    }


def test_the_nearest_word_is_offered_or_none():
    assert nearest("titel", ["title", "number"]) == "title"
    assert nearest("zzz", ["title", "number"]) == ""
    assert nearest("", []) == ""
    assert nearest("委託", ["再委託", "提供"]) == "再委託"
