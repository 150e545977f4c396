"""What `copydesk` is built on, in Rust. Use `copydesk` itself."""

from collections.abc import Sequence
from os import PathLike
from typing import Literal, TypedDict

import pyarrow as pa

class PlaceRecord(TypedDict):
    """A place in a text; ranges are half-open, lines and columns count from 1."""

    str_start: int
    str_end: int
    byte_start: int
    byte_end: int
    line: int
    column: int
    text: str

class RelatedRecord(TypedDict):
    """Another place of a finding."""

    label: str
    place: PlaceRecord

class EditRecord(TypedDict):
    """One change of a fix."""

    place: PlaceRecord
    replacement: str

class FixRecord(TypedDict):
    """One way to put a finding right."""

    title: str
    is_safe: bool
    edits: list[EditRecord]

class FindingRecord(TypedDict):
    """A finding."""

    rule: str
    severity: Literal["info", "warning", "error"]
    confidence: Literal["low", "medium", "high"]
    message: str
    place: PlaceRecord
    related: list[RelatedRecord]
    help: str | None
    fixes: list[FixRecord]
    fingerprint: str

class FactRecord(TypedDict):
    """A fact: where it stands, and the object that `copydesk facts` writes, as JSON."""

    place: PlaceRecord
    json: str

class ConfigError(ValueError):
    """A configuration, a rule file or a choice of rules that cannot be used."""

class Checker:
    """Rules and word lists, read once and used for every text, on every thread."""

    def __init__(
        self,
        *,
        config: str | PathLike[str] | None,
        config_toml: str | None,
        rules: Sequence[str | PathLike[str]],
        select: Sequence[str],
        ignore: Sequence[str],
    ) -> None: ...
    @property
    def rules(self) -> list[str]: ...
    def check(
        self, text: str, *, date: str | None, locale: str | None, format: str | None, path: str | None
    ) -> list[FindingRecord]: ...
    def facts(
        self, text: str, *, date: str | None, locale: str | None, format: str | None, path: str | None
    ) -> list[FactRecord]: ...
    def check_batch(self, documents: pa.RecordBatch, *, parallel: bool) -> pa.RecordBatch: ...
    def facts_batch(self, documents: pa.RecordBatch, *, parallel: bool) -> pa.RecordBatch: ...
    def keyed(self, facts: pa.RecordBatch) -> pa.RecordBatch: ...
    @staticmethod
    def thinned(blocks: list[pa.RecordBatch]) -> pa.RecordBatch: ...
    def check_blocks(self, blocks: list[pa.RecordBatch]) -> pa.RecordBatch: ...

def config_toml(config: str) -> str: ...
def findings_schema() -> pa.Schema: ...
def facts_schema() -> pa.Schema: ...
def blocks_schema() -> pa.Schema: ...
def corpus_findings_schema() -> pa.Schema: ...
