"""Tables for notebooks. The page's own colours are used, so that dark themes stay dark."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.results import Fact, Finding, Place

AROUND = 50
"""Characters of the text that are shown on each side of a place."""

MARKS = {"error": "✗", "warning": "⚠", "info": "ℹ"}


def findings(found: Sequence[Finding], text: str | None) -> str:
    """Return a table of findings with the words around each."""
    if not found:
        return "<p>No findings.</p>"
    rows = (
        f"<tr><td>{MARKS[of.severity]} {of.severity}</td><td>{of.place.line}:{of.place.column}</td>"
        f"<td style='text-align:left'>{_in_text(of.place, text)}</td>"
        f"<td style='text-align:left'>{escape(of.message)}{_others(of)}</td>"
        f"<td style='text-align:left'><code>{escape(of.rule)}</code></td></tr>"
        for of in found
    )
    return _table(("severity", "place", "text", "finding", "rule"), rows)


def facts(understood: Sequence[Fact]) -> str:
    """Return a table of facts."""
    if not understood:
        return "<p>No facts.</p>"
    rows = (
        f"<tr><td>{of.place.line}:{of.place.column}</td><td>{escape(of.kind)}</td>"
        f"<td style='text-align:left'>{escape(of.place.text)}</td>"
        f"<td style='text-align:left'>{_value(of)}</td></tr>"
        for of in understood
    )
    return _table(("place", "kind", "text", "understood as"), rows)


def _value(fact: Fact) -> str:
    return escape(", ".join(f"{key} {value}" for key, value in fact.value.items()))


def _table(heads: Sequence[str], rows: Iterable[str]) -> str:
    head = "".join(f"<th>{head}</th>" for head in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _in_text(place: Place, text: str | None) -> str:
    marked = f"<mark>{escape(place.text)}</mark>"
    if text is None:
        return marked
    first, last = max(0, place.str_start - AROUND), place.str_end + AROUND
    before, after = text[first : place.str_start], text[place.str_end : last]
    return f"{'…' if first else ''}{escape(before)}{marked}{escape(after)}{'…' if last < len(text) else ''}"


def _others(finding: Finding) -> str:
    return "".join(
        f"<br><small>{escape(of.label or 'the other place')}, "
        f"{escape(of.document) + ':' if of.document else ''}{of.place.line}:{of.place.column}: "
        f"<mark>{escape(of.place.text)}</mark></small>"
        for of in finding.related
    )
