"""A desk: rules and settings, read once and used for any number of texts."""

from __future__ import annotations

import json
import os
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from copydesk import _native, results

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date as Date  # noqa: N812 - `date` is the name of an argument
    from typing import Literal, TypeAlias

    import pyarrow as pa

    Format: TypeAlias = Literal["plain", "text", "markdown", "mdx", "html"]


class Checker:
    """Rules and settings, read once and used for any number of texts, from any number of threads.

    >>> checker = Checker(select=["dates"])
    >>> [finding.rule for finding in checker.check("The fair opens on Monday, 14 March 2024.")]
    ['dates/weekday-mismatch']

    Nothing but the arguments decides what is found: the folder that the program runs in is not searched for a
    `copydesk.toml`. What is wrong with them raises `ConfigError`, with the place and a way out.
    """

    def __init__(
        self,
        config: str | os.PathLike[str] | Mapping[str, Any] | None = None,
        *,
        rules: Sequence[str | os.PathLike[str]] = (),
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
    ) -> None:
        """Read the rules.

        `config` is the path of a `copydesk.toml`, or its keys and values as a dict; paths in a dict count from the
        folder that the program runs in. `rules` are rule files and folders of them besides. `select` and `ignore`
        name rules and groups, as on the command line, and go over what the configuration says.

        >>> Checker({"severity": {"dates": "info"}}).check("It was Monday, 14 March 2024.")[0].severity
        'info'
        >>> Checker(select=["dats"])
        Traceback (most recent call last):
        copydesk.ConfigError:
          × error: select dats: there is no rule or group of that name
          help: did you mean `dates`? `copydesk rules` lists them all
        """
        _refuse_a_string(rules=rules, select=select, ignore=ignore)
        path = config if isinstance(config, (str, os.PathLike)) else None
        keys = None if config is path else config
        self._arguments = (config, tuple(rules), tuple(select), tuple(ignore))
        self._native = _native.Checker(
            config=path,
            config_toml=None if keys is None else _native.config_toml(json.dumps(keys)),
            rules=rules,
            select=select,
            ignore=ignore,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as the arguments: files that they name have to be where it arrives too."""
        return _remade, self._arguments

    def __repr__(self) -> str:
        """Return what it was made from."""
        names = ("config", "rules", "select", "ignore")
        given = [f"{name}={value!r}" for name, value in zip(names, self._arguments, strict=True) if value]
        return f"Checker({', '.join(given)})"

    @property
    def rules(self) -> list[str]:
        """Ids of the rules that run."""
        return self._native.rules

    def check(
        self,
        text: str,
        date: str | Date | None = None,
        format: Format | None = None,
        *,
        locale: str | None = None,
        path: str | None = None,
    ) -> results.Findings:
        """Return the findings on a text, in its order.

        `date` is the day of publication, which "yesterday" counts from. `format` is plain text unless it or the
        extension of `path` says otherwise. `path` also decides which tables of the configuration hold for the text;
        no file is read. `locale` (`en-US`, `en-GB`) says which of 3/4/2024 is the month.
        """
        found = self._native.check(text, date=_iso(date), locale=locale, format=format, path=path)
        return results.Findings(map(results.finding, found), text)

    def facts(
        self,
        text: str,
        date: str | Date | None = None,
        format: Format | None = None,
        *,
        locale: str | None = None,
        path: str | None = None,
    ) -> results.Facts:
        """Return every fact of a text, in its order; the arguments are those of `check`."""
        understood = self._native.facts(text, date=_iso(date), locale=locale, format=format, path=path)
        return results.Facts(map(results.fact, understood))

    def check_batch(self, documents: pa.RecordBatch, *, parallel: bool = True) -> pa.RecordBatch:
        """Return the findings on a batch of documents, one row each, in the order of the documents.

        The columns `id` and `text` are needed, `date`, `locale` and `format` are read where they are, further ones
        are left alone. A document that cannot be read gives one row that says why in `fault`.

        >>> import pyarrow as pa
        >>> batch = pa.record_batch({"id": [7, 8], "text": ["It was Monday, 14 March 2024.", None]})
        >>> found = Checker().check_batch(batch)
        >>> found.select(["id", "rule", "line", "fault"]).to_pylist()
        [{'id': '7', 'rule': 'dates/weekday-mismatch', 'line': 1, 'fault': None}, \
{'id': '8', 'rule': None, 'line': None, 'fault': '`text` is null'}]

        With `parallel` all cores have a part in it. Anything else that speaks Arrow goes through `check_batches`.
        """
        from copydesk import _arrow  # noqa: PLC0415 - pyarrow is wanted for tables only

        return self._native.check_batch(_arrow.documents(documents), parallel=parallel)

    def check_batches(self, documents: object, *, parallel: bool = True) -> pa.RecordBatchReader:
        """Return a reader that checks batch after batch as it is read, however many there are.

        `documents` is anything with an Arrow stream: a `pyarrow.Table`, a reader of a Parquet data set, a DataFrame
        of pandas or Polars. The columns are those of `check_batch`.

        >>> import polars as pl
        >>> stories = pl.DataFrame({"id": ["a"], "text": ["It was Monday, 14 March 2024."]})
        >>> pl.from_arrow(Checker().check_batches(stories).read_all())["rule"].to_list()
        ['dates/weekday-mismatch']
        """
        from copydesk import _arrow  # noqa: PLC0415

        return _arrow.answered(
            documents, _native.findings_schema(), lambda batch: self.check_batch(batch, parallel=parallel)
        )

    def facts_batch(self, documents: pa.RecordBatch, *, parallel: bool = True) -> pa.RecordBatch:
        """Return the facts of a batch of documents, one row each: the facts table of `copydesk facts`.

        The columns of `documents` are those of `check_batch`. A document that cannot be read gives one row of the
        kind `fault`, whose text says why.

        >>> import pyarrow as pa
        >>> batch = pa.record_batch({"id": ["a.md"], "text": ["The Norhaven bridge is 1,204 m long."]})
        >>> Checker().facts_batch(batch).select(["doc", "kind", "text", "low", "unit"]).to_pylist()[-1]
        {'doc': 'a.md', 'kind': 'measure', 'text': '1,204 m', 'low': '1203.5', 'unit': 'metre'}
        """
        from copydesk import _arrow  # noqa: PLC0415

        return self._native.facts_batch(_arrow.documents(documents), parallel=parallel)

    def facts_batches(self, documents: object, *, parallel: bool = True) -> pa.RecordBatchReader:
        """Return a reader of the facts of anything with an Arrow stream, batch after batch."""
        from copydesk import _arrow  # noqa: PLC0415

        return _arrow.answered(
            documents, _native.facts_schema(), lambda batch: self.facts_batch(batch, parallel=parallel)
        )

    def check_corpus(self, documents: object, *, parallel: bool = True) -> pa.Table:
        """Return what the rules say that compare documents with each other: two figures for one thing, two spellings.

        `documents` is anything with an Arrow stream, with the columns of `check_batch`. All facts that a rule compares
        are held in memory; `copydesk.spark.check_corpus` gives the same findings where they do not fit.

        >>> import pyarrow as pa
        >>> pages = {"a.md": "The Norhaven bridge is 1,204 m long.", "b.md": "The 1,240-metre Norhaven bridge opened."}
        >>> documents = pa.table({"id": list(pages), "text": list(pages.values())})
        >>> Checker().check_corpus(documents).select(["id", "rule", "text"]).to_pylist()
        [{'id': 'b.md', 'rule': 'corpus/figure-drift', 'text': '1,240-metre'}]
        """
        return self.check_facts(self.facts_batches(documents, parallel=parallel))

    def check_facts(self, facts: object) -> pa.Table:
        """Return the findings of `check_corpus` from a facts table, such as one that was kept in Parquet.

        `facts` is anything with an Arrow stream, with the columns of `facts_batch`.

        >>> import pyarrow as pa
        >>> pages = {"a.md": "The Norhaven bridge is 1,204 m long.", "b.md": "The 1,240-metre Norhaven bridge opened."}
        >>> documents = pa.table({"id": list(pages), "text": list(pages.values())})
        >>> Checker().check_facts(Checker().facts_batches(documents))["id"].to_pylist()
        ['b.md']
        """
        import pyarrow as pa  # noqa: PLC0415 - pyarrow is wanted for tables only

        batches = pa.RecordBatchReader.from_stream(facts)
        return pa.Table.from_batches([self._native.check_blocks([self._native.keyed(batch) for batch in batches])])

    def compare(
        self, documents: Mapping[str, str], *, dates: Mapping[str, str | Date] | None = None
    ) -> dict[str, results.Findings]:
        """Return what documents say against each other: for each one that has any, its findings.

        `documents` are plain texts by name, `dates` the days on which they were published, as far as they are known.
        `check_corpus` does the same for tables of any size.

        >>> pages = {"a.md": "The Norhaven bridge is 1,204 m long.", "b.md": "The 1,240-metre Norhaven bridge opened."}
        >>> found = Checker().compare(pages)
        >>> found["b.md"][0].place.text, found["b.md"][0].related[0].document
        ('1,240-metre', 'a.md')
        """
        import pyarrow as pa  # noqa: PLC0415 - pyarrow is wanted for tables only

        days = [_iso((dates or {}).get(name)) for name in documents]
        columns = [pa.array(list(of), pa.string()) for of in (documents.keys(), documents.values(), days)]
        found: dict[str, results.Findings] = {}
        for row in self.check_corpus(pa.Table.from_arrays(columns, names=["id", "text", "date"])).to_pylist():
            if row["fault"] is None:
                found.setdefault(row["id"], results.Findings(text=documents[row["id"]])).append(results.of_corpus(row))
            elif row["id"] is None:
                warnings.warn(row["fault"], stacklevel=2)
            else:
                message = f"{row['id']}: {row['fault']}"
                raise ValueError(message)
        return found


def check(
    text: str,
    date: str | Date | None = None,
    format: Format | None = None,
    *,
    locale: str | None = None,
    path: str | None = None,
) -> results.Findings:
    """Return the findings of the built-in rules on a text; the arguments are those of `Checker.check`.

    >>> for finding in check("Of the 45 crew members, 15, or nearly 40%, had no training."):
    ...     print(finding)
    1:32: error[percent/of-count] 15 of 45 is 33.3%, not nearly 40%
    """
    return _built_in().check(text, date, format, locale=locale, path=path)


def facts(
    text: str,
    date: str | Date | None = None,
    format: Format | None = None,
    *,
    locale: str | None = None,
    path: str | None = None,
) -> results.Facts:
    """Return every fact of a text; the arguments are those of `Checker.check`.

    >>> [(fact.kind, fact.place.text) for fact in facts("About 40 boats sank on 3 May 2024.")]
    [('count', 'About 40'), ('date', '3 May 2024')]
    """
    return _built_in().facts(text, date, format, locale=locale, path=path)


@cache
def _built_in() -> Checker:
    return Checker()


def _remade(config: Any, rules: Any, select: Any, ignore: Any) -> Checker:  # noqa: ANN401 - as they were given
    return Checker(config, rules=rules, select=select, ignore=ignore)


def _refuse_a_string(**arguments: object) -> None:
    # A string is a sequence of strings, and `select="dates"` would ask for a rule named `d`.
    for name, value in arguments.items():
        if isinstance(value, str):
            message = f"{name} takes a list: {name}=[{value!r}]"
            raise TypeError(message)


def _iso(date: str | Date | None) -> str | None:
    return date if date is None or isinstance(date, str) else date.isoformat()
