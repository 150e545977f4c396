"""Single texts: findings, facts, places, configurations, threads."""

from __future__ import annotations

import pickle
import threading
import time
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import copydesk
import pytest

if TYPE_CHECKING:
    from pathlib import Path

WRONG_DAY = "The fair opens on Monday, 14 March 2024."


def test_a_place_is_right_in_code_points_and_in_bytes() -> None:
    text = "Łódź 🎪 – “Café Øst” sold 40 boats.\r\nIt did so on Tuesday, 14 March 2024.\n" * 40
    found = copydesk.check(text)
    days = [of for of in found if of.rule == "dates/weekday-mismatch"]
    assert len(days) == 40
    for finding in found:
        for place in (finding.place, *(of.place for of in finding.related)):
            assert text[place.str_start : place.str_end] == place.text
            assert text.encode()[place.byte_start : place.byte_end].decode() == place.text
            assert text.count("\n", 0, place.str_start) == place.line - 1
    assert days[-1].place.byte_start > days[-1].place.str_start
    for fact in copydesk.facts(text):
        assert text[fact.place.str_start : fact.place.str_end] == fact.place.text


def test_a_finding_names_the_other_places() -> None:
    text = "Of the 45 crew members, 15, or nearly 40%, had no training."
    (finding,) = copydesk.check(text)
    assert (finding.rule, finding.severity) == ("percent/of-count", "error")
    assert [(of.label, of.place.text) for of in finding.related] == [("the part", "15"), ("the whole", "45")]


def test_the_date_of_publication_counts() -> None:
    text = "The mill burned down on Monday, 4 March, the owner said yesterday."
    assert not [of for of in copydesk.check(text, "2024-03-12") if of.rule == "dates/weekday-mismatch"]
    assert [of for of in copydesk.check(text, date(2025, 3, 12)) if of.rule == "dates/weekday-mismatch"]


def test_the_format_comes_from_the_argument_or_the_path() -> None:
    text = "The fair opens on\n\n```\nMonday, 14 March 2024\n```\n"
    assert [of.rule for of in copydesk.check(text)] == ["dates/weekday-mismatch"]
    assert copydesk.check(text, format="markdown") == []
    assert copydesk.check(text, path="content/fair.md") == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"date": "12 March"}, "no date of the form YYYY-MM-DD"),
        ({"locale": "British English"}, "no locale of English"),
        ({"format": "pdf"}, "one of plain, markdown, mdx, html"),
    ],
)
def test_a_bad_argument_is_said(arguments: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        copydesk.check(WRONG_DAY, **arguments)  # type: ignore[arg-type]


def test_text_that_is_no_unicode_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        copydesk.check("half a pair \ud83c")


def test_results_are_values() -> None:
    first, second = copydesk.check(WRONG_DAY), copydesk.check(WRONG_DAY)
    assert first == second
    assert len({*first, *second}) == 1
    assert pickle.loads(pickle.dumps(first)) == second
    assert asdict(first[0])["place"]["text"] == "Monday, 14 March 2024"


def test_a_fingerprint_stays_when_the_text_is_edited_elsewhere() -> None:
    (before,), (after,) = copydesk.check(WRONG_DAY), copydesk.check(f"It will rain. {WRONG_DAY}")
    assert before.fingerprint == after.fingerprint
    assert before.place != after.place


def test_a_configuration_is_a_file_or_a_dict(tmp_path: Path) -> None:
    file = tmp_path / "copydesk.toml"
    file.write_text('[severity]\n"dates/weekday-mismatch" = "info"\n')
    for config in (file, str(file), {"severity": {"dates/weekday-mismatch": "info"}}):
        assert [of.severity for of in copydesk.Checker(config).check(WRONG_DAY)] == ["info"]


def test_tables_of_a_configuration_hold_by_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    checker = copydesk.Checker({"per-file-ignores": {"wire/**": ["dates"]}})
    assert checker.check(WRONG_DAY, path="wire/fair.txt") == []
    assert len(checker.check(WRONG_DAY, path="desk/fair.txt")) == 1


def test_the_folder_that_it_runs_in_decides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "copydesk.toml").write_text('ignore = ["dates"]')
    monkeypatch.chdir(tmp_path)
    assert len(copydesk.Checker().check(WRONG_DAY)) == 1


def test_a_rule_of_the_house_runs(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "parade.toml").write_text(PARADE)
    checker = copydesk.Checker(rules=[tmp_path], select=["house"])
    assert checker.rules == ["house/parade"]
    (finding,) = checker.check("They counted 75 boats at the quay.")
    assert finding.message == "75 boats: the quay holds 60"


PARADE = """
id       = "house/parade"
title    = "More boats than the harbour holds"
why      = "The quay has 60 berths."
severity = "warning"
[facts]
boats = { kind = "count", head = "boat" }
[when]
flag = "boats > 60"
[report]
message = "{boats.phrase}: the quay holds 60"
[[bad]]
text = "They counted 75 boats at the quay."
[[good]]
text      = "They counted 60 boats at the quay."
near-miss = true
"""


def test_every_fault_of_a_configuration_is_in_the_error(tmp_path: Path) -> None:
    file = tmp_path / "copydesk.toml"
    file.write_text('slect = ["dates"]\nignore = ["datse"]\n')
    with pytest.raises(copydesk.ConfigError) as error:
        copydesk.Checker(file)
    text = str(error.value)
    assert "copydesk.toml:1:1" in text
    assert "`select`" in text
    assert "there is no rule or group `datse`" in text
    with pytest.raises(copydesk.ConfigError, match="this configuration cannot be read"):
        copydesk.Checker(tmp_path / "nowhere.toml")
    with pytest.raises(copydesk.ConfigError, match="no rule or group `datse`"):
        copydesk.Checker({"ignore": ["datse"]})
    with pytest.raises(copydesk.ConfigError, match="these rules cannot be read"):
        copydesk.Checker(rules=[tmp_path / "nowhere"])
    with pytest.raises(TypeError, match="select takes a list"):
        copydesk.Checker(select="dates")


def test_a_checker_travels() -> None:
    checker = copydesk.Checker({"severity": {"dates": "info"}}, select=["dates"])
    again = pickle.loads(pickle.dumps(checker))
    assert again.check(WRONG_DAY) == checker.check(WRONG_DAY)
    assert repr(again) == "Checker(config={'severity': {'dates': 'info'}}, select=('dates',))"


def test_python_runs_on_while_a_text_is_checked() -> None:
    text = "Of the 45 crew members, 15, or nearly 40%, had no training. It was Monday, 14 March 2024.\n\n" * 4000
    checked = threading.Thread(target=copydesk.check, args=(text,))
    checked.start()
    ticks = 0
    while checked.is_alive():
        ticks += 1
        time.sleep(0.001)
    # With Python's lock held until the end there would be one tick, or none.
    assert ticks > 20


def test_documents_are_compared_with_places_in_both() -> None:
    pages = {
        "a-ø.md": "Žižkov—Café. The Norhaven bridge is 1,204 m long.",
        "b.md": "Œuvre: “x”.\n\nThe 1,240-metre Norhaven bridge opened. The 1,240-metre Norhaven bridge shone.",
    }
    found = copydesk.Checker(select=["corpus"]).compare(pages)
    assert list(found) == ["b.md"]
    (first, *_) = found["b.md"]
    (other,) = first.related
    for name, place in (("b.md", first.place), (other.document, other.place)):
        assert name is not None
        assert pages[name][place.str_start : place.str_end] == place.text
        assert pages[name].encode()[place.byte_start : place.byte_end].decode() == place.text
    assert other.document == "a-ø.md"
    prints = [finding.fingerprint for finding in found["b.md"]]
    assert len(set(prints)) == len(prints)
    moved = copydesk.Checker(select=["corpus"]).compare({**pages, "b.md": f"More. {pages['b.md']}"})
    assert [finding.fingerprint for finding in moved["b.md"]] == prints
    assert "a-ø.md:1:" in found["b.md"]._repr_html_()


def test_a_slip_of_a_name_is_put_right_from_another_document() -> None:
    pages = {
        "a": "Ça va. Norhaven Mayor Katarin Solbergen spoke on the pier.",
        "b": "Norhaven Mayor Katarin Solbergan left for home.",
    }
    (finding,) = copydesk.Checker().compare(pages, dates={"a": "2024-03-04"})["a"]
    assert finding.fixes[0].apply(pages["a"]) == pages["a"].replace("Solbergen", "Solbergan")
    with pytest.raises(ValueError, match="`May` is no date"):
        copydesk.Checker().compare(pages, dates={"a": "May"})


def test_a_notebook_shows_a_table() -> None:
    found = copydesk.check(f"A <b>big</b> fair & more. {WRONG_DAY}")
    html = found._repr_html_()
    assert "<mark>Monday, 14 March 2024</mark>" in html
    assert "&lt;b&gt;big&lt;/b&gt; fair &amp; more." in html
    assert "dates/weekday-mismatch" in found[0]._repr_html_()
    assert copydesk.check("Nothing.")._repr_html_() == "<p>No findings.</p>"
    assert "<td>date</td>" in copydesk.facts(WRONG_DAY)._repr_html_()
