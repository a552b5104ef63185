"""Reporters: one run told to a terminal, a browser, a program, a CI server.

They render a `RunReport` and judge nothing.
"""

from __future__ import annotations

from harness.report.console import render
from harness.report.files import Format, write
from harness.report.github import to_github
from harness.report.html import to_html
from harness.report.json_report import ReportFormatError, from_json, to_json
from harness.report.junit import to_junit
from harness.report.progress import Step, progress

__all__ = [
    "Format",
    "ReportFormatError",
    "Step",
    "from_json",
    "progress",
    "render",
    "to_github",
    "to_html",
    "to_json",
    "to_junit",
    "write",
]
