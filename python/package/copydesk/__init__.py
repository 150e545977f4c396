"""A copy editor's consistency desk: finds where a text disagrees with itself.

>>> import copydesk
>>> for finding in copydesk.check("The fair opens on Monday, 14 March 2024."):
...     print(finding.message)
“Monday, 14 March 2024” is a Thursday, not a Monday

`check` and `facts` use the built-in rules; a `Checker` has your configuration, and takes batches of documents.
"""

from copydesk._native import ConfigError
from copydesk.checker import Checker, check, facts
from copydesk.results import Edit, Fact, Facts, Finding, Findings, Fix, Place, Related

__all__ = [
    "Checker",
    "ConfigError",
    "Edit",
    "Fact",
    "Facts",
    "Finding",
    "Findings",
    "Fix",
    "Place",
    "Related",
    "check",
    "facts",
]
