"""Made-up documents."""

from __future__ import annotations

import pyarrow as pa

SENTENCES = (
    "The fair at Norhaven opens on Monday, {day} March 2024, and {boats} boats are expected.",
    "Of the 45 crew members, {boats}, or nearly 40%, had no safety training.",
    "Mayor Ola Lund said on Thursday that the bridge, {boats}0 metres long, had cost €{day} million.",
    "Pradnesh Raman, {boats}, and Pradnesh Ramann spoke for the harbour.",
)


def stories(count: int) -> pa.Table:
    """Return made-up documents, each of them some two thousand characters long."""
    texts = [
        "\n\n".join(
            sentence.format(day=1 + (number + line) % 28, boats=15 + number % 50)
            for line in range(7)
            for sentence in SENTENCES
        )
        for number in range(count)
    ]
    return pa.table({"id": [f"{number:06}" for number in range(count)], "text": texts})


def corpus(count: int) -> pa.Table:
    """Return pages of which every fourth contradicts three others, and of which all but one spell one name alike."""
    texts = [page(number, count) for number in range(count)]
    return pa.table({"id": [f"{number:06}.md" for number in range(count)], "text": texts})


def page(number: int, count: int) -> str:
    """Return one page of so many."""
    town = letters(number // 4)
    return (
        f"Minister Halla {'Bjarndottir' if number == count // 2 else 'Bjarnadottir'} spoke in {town} on Friday. "
        f"The {town} bridge is 1,2{'40' if number % 4 == 3 else '04'} m long."
    )


def letters(number: int) -> str:
    """Return the name of a town that no other number has."""
    return "Nor" + "".join("aeioulmnrt"[int(digit)] for digit in str(number)) + "ven"
