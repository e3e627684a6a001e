"""What the rules tell: each code has its sentence, which takes what it is given."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from freezer_ui import messages
from freezer_ui.message import Message, message
from freezer_ui.messages import data, schedules

ROOT = Path(__file__).resolve().parents[2] / "freezer_ui"


def told() -> list[tuple[str, str, set[str], bool]]:
    """Where a message is made, its code, the names of its parameters, and whether it may have more;
    what is put together at run time is left to the tests of the rules.
    """
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "message":
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    names = {each.arg for each in node.keywords if each.arg}
                    is_open = any(each.arg is None for each in node.keywords)
                    where = f"{path.name}:{node.lineno}"
                    found.append((where, str(code.value), names, is_open))
    return found


def parameters_of(code: str) -> tuple[set[str], set[str]]:
    """The names of the parameters of a sentence, and of those without a default."""
    topic, name = code.split(".")
    sentence = getattr(messages._TOPICS[topic], name)
    if not callable(sentence):
        names = set(re.findall(r"%\((\w+)\)s", str(sentence)))
        return names, names
    parameters = inspect.signature(sentence).parameters
    empty = inspect.Parameter.empty
    return {*parameters}, {key for key, each in parameters.items() if each.default is empty}


@pytest.mark.parametrize("each", told(), ids=lambda each: f"{each[0]} {each[1]}")
def test_each_code_has_a_sentence_that_takes_its_parameters(each):
    _where, code, names, is_open = each
    known, needed = parameters_of(code)
    assert names <= known
    assert is_open or needed <= names


def test_text_that_is_a_sentence_already_stays_as_it_is():
    assert messages.say("<b>100%</b> {name}") == "<b>100%</b> {name}"
    assert messages.say(None) is None


def test_users_names_are_no_formats():
    name = "100%(job)s {} %s"
    assert name in messages.say(message("health.ghost", session=name))


def test_a_message_is_plain_data():
    assert message("runs.never") == Message("runs.never", {})


def sentences():
    """The msgids of messages/, with those of one plural together."""
    for path in sorted((ROOT / "messages").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(getattr(node, "func", None), "id", "")
            if name in ("_", "gettext", "ngettext"):
                texts = node.args[: 2 if name == "ngettext" else 1]
                yield f"{path.name}:{node.lineno}", [ast.literal_eval(each) for each in texts]


@pytest.mark.parametrize("each", sentences(), ids=lambda each: each[0])
def test_parameters_have_names(each):
    """A translator has to be able to put them into another order."""
    for text in each[1]:
        assert "%s" not in text
        assert "{" not in text


def test_lists_of_names_are_short():
    assert data.some([*"AB"], 2, 7) == "A, B and 7 more"


def test_names_are_listed_as_the_language_of_the_catalogue_does(monkeypatch):
    names = ["A", "B", "C"]
    assert [data.joined(names[:count]) for count in range(4)] == ["", "A", "A and B", "A, B and C"]
    monkeypatch.setattr(data, "pgettext", lambda _context, _text: "ja")
    assert data.joined(names) == "A、B、C"


def test_days_and_months_are_written_as_in_a_sentence(monkeypatch):
    assert (data.weekday(2), data.month(12)) == ("Wednesday", "December")
    monkeypatch.setattr(data, "pgettext", lambda _context, _text: "ru")
    fields = {"schedule_month": "12", "schedule_day_of_week": "wed", "schedule_hour": "5"}
    assert schedules.words(fields) == "every среда at 05:00, декабрь, agents' time"


@pytest.mark.parametrize("tag", ["[éñ-ĞƁ ~~]", "", "xx-YY"])
def test_names_are_listed_in_english_where_a_catalogue_names_no_language(monkeypatch, tag):
    monkeypatch.setattr(data, "pgettext", lambda _context, _text: tag)
    assert data.joined(["A", "B", "C"]) == "A, B and C"
