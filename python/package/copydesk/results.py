"""What is found in a text and what is understood of it, as plain frozen dataclasses."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from copydesk import _notebook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk import _native

Severity: TypeAlias = Literal["info", "warning", "error"]
Confidence: TypeAlias = Literal["low", "medium", "high"]


@dataclass(frozen=True)
class Place:
    """Where something stands in a text, counted in both ways.

    Ranges are half-open. `str_start` and `str_end` are indices into the Python `str`; `byte_start` and `byte_end`
    are offsets into the same text as UTF-8, which is what every other output of copydesk counts. `line` and
    `column` count from 1, columns in characters.

    >>> import copydesk
    >>> text = "Café Øst sold 40 boats on Tuesday, 14 March 2024."
    >>> place = copydesk.check(text)[0].place
    >>> text[place.str_start : place.str_end]
    'Tuesday, 14 March 2024'
    >>> text.encode()[place.byte_start : place.byte_end].decode()
    'Tuesday, 14 March 2024'
    >>> place.byte_start - place.str_start
    2
    """

    str_start: int
    str_end: int
    byte_start: int
    byte_end: int
    line: int
    column: int
    text: str
    """What is written there."""


@dataclass(frozen=True)
class Related:
    """Another place that a finding is about, and what is said of it."""

    label: str
    place: Place
    document: str | None = None
    """Where documents are compared, the one that it stands in."""


@dataclass(frozen=True)
class Edit:
    """One replacement in a text."""

    place: Place
    replacement: str


@dataclass(frozen=True)
class Fix:
    """One way to put a finding right.

    >>> import copydesk
    >>> text = "The fair opens on Monday, 14 March 2024."
    >>> fix = copydesk.check(text)[0].fixes[0]
    >>> fix.title
    'Write Thursday'
    >>> fix.apply(text)
    'The fair opens on Thursday, 14 March 2024.'
    """

    title: str
    """What it does, as a menu would say it."""
    is_safe: bool
    """Whether it changes neither a figure nor a date nor a name, so that nobody has to choose."""
    edits: tuple[Edit, ...]
    """Replacements that do not overlap, in order."""

    def apply(self, text: str) -> str:
        """Return the text, which must be the one that was checked, with the replacements made."""
        for edit in reversed(self.edits):
            text = text[: edit.place.str_start] + edit.replacement + text[edit.place.str_end :]
        return text


@dataclass(frozen=True)
class Finding:
    """A place where a text disagrees with itself, or leaves a figure vague or without a source."""

    rule: str
    """Its rule, such as `dates/weekday-mismatch`; `copydesk explain` tells all about it."""
    severity: Severity
    confidence: Confidence
    message: str
    """One sentence with the values and the arithmetic."""
    place: Place
    related: tuple[Related, ...]
    """The other places, such as the other member of a pair."""
    help: str | None
    fixes: tuple[Fix, ...]
    """Ways to put it right, any one of them; empty if a person has to think of one."""
    fingerprint: str
    """What it is known by in every run: no line and no offset is in it, so that an edit elsewhere changes nothing."""

    def __str__(self) -> str:
        """Return one line, as `copydesk check --output-format concise` writes it."""
        return f"{self.place.line}:{self.place.column}: {self.severity}[{self.rule}] {self.message}"

    def _repr_html_(self) -> str:
        return _notebook.findings([self], None)


@dataclass(frozen=True)
class Fact:
    """A count, a date, a name, … as it was understood.

    >>> import copydesk
    >>> fact = copydesk.facts("Police said nearly 40 boats sank.")[0]
    >>> fact.kind, fact.place.text, fact.value["hedge"]
    ('count', 'nearly 40', 'nearly')
    """

    kind: str
    """One of the kinds that `copydesk facts` names: `count`, `money`, `date`, `person`, …"""
    place: Place
    value: dict[str, Any]
    """As in the JSON of `copydesk facts`; figures are decimal strings, so that no digit is lost."""
    claim: dict[str, Any]
    """What is said about it: what it counts, of which event, who says so."""


class Findings(list[Finding]):
    """A list of findings in the order of the text, which a notebook shows as a table.

    It is made of dataclasses, so that `pandas.DataFrame(findings)` and `polars.DataFrame(findings)` take it.
    """

    def __init__(self, findings: Iterable[Finding] = (), text: str | None = None) -> None:
        """Take findings, and the text they are about."""
        super().__init__(findings)
        self.text = text

    def _repr_html_(self) -> str:
        return _notebook.findings(self, self.text)


class Facts(list[Fact]):
    """A list of facts in the order of the text, which a notebook shows as a table."""

    def _repr_html_(self) -> str:
        return _notebook.facts(self)


def finding(record: _native.FindingRecord) -> Finding:
    """Make a finding of what Rust gives."""
    return Finding(
        rule=record["rule"],
        severity=record["severity"],
        confidence=record["confidence"],
        message=record["message"],
        place=Place(**record["place"]),
        related=tuple(Related(of["label"], Place(**of["place"])) for of in record["related"]),
        help=record["help"],
        fixes=tuple(_fix(of) for of in record["fixes"]),
        fingerprint=record["fingerprint"],
    )


def of_corpus(row: dict[str, Any]) -> Finding:
    """Make a finding of a row of `Checker.check_corpus`."""
    return Finding(
        rule=row["rule"],
        severity=row["severity"],
        confidence=row["confidence"],
        message=row["message"],
        place=_place(row),
        related=tuple(Related(of["label"], _place(of), of["id"]) for of in json.loads(row["related"])),
        help=row["help"],
        fixes=tuple(
            Fix(of["title"], of["is_safe"], tuple(Edit(_place(edit), edit["replacement"]) for edit in of["edits"]))
            for of in json.loads(row["fixes"])
        ),
        fingerprint=row["fingerprint"],
    )


def _place(row: dict[str, Any]) -> Place:
    return Place(**{field.name: row[field.name] for field in fields(Place)})


def _fix(record: _native.FixRecord) -> Fix:
    edits = tuple(Edit(Place(**edit["place"]), edit["replacement"]) for edit in record["edits"])
    return Fix(record["title"], record["is_safe"], edits)


def fact(record: _native.FactRecord) -> Fact:
    """Make a fact of what Rust gives."""
    said = json.loads(record["json"])
    return Fact(said["kind"], Place(**record["place"]), said["value"], said["claim"])
