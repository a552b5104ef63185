"""The report for CI servers: JUnit XML, a testsuite a subject, a testcase a check.

Failed checks are failures whose type is the severity; unknown checks are skipped, with the reason.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from harness.report.order import grouped
from harness.report.wording import command_again, count_text, one_line, violation_text
from harness.results import CheckResult, Finding, Outcome, RunReport

_NO_XML_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even as a character reference (its production `Char`)."""


def to_junit(report: RunReport) -> str:
    """`report` as one JUnit document, valid XML whatever the data hold."""
    root = ET.Element("testsuites", _counts(report.results) | {"name": _valid(report.title)})
    root.set("time", f"{report.duration_s:.3f}")
    for subject, results in grouped(report.results, lambda result: result.subject).items():
        suite = ET.SubElement(root, "testsuite", {"name": _valid(subject)} | _counts(results))
        suite.set("timestamp", report.started_at.isoformat(timespec="seconds"))
        _add_properties(suite, report)
        for result in results:
            _add_case(suite, result, report)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _counts(results: tuple[CheckResult, ...]) -> dict[str, str]:
    outcomes = [result.outcome for result in results]
    return {
        "tests": str(len(outcomes)),
        "failures": str(outcomes.count(Outcome.FAILED)),
        "errors": "0",
        "skipped": str(outcomes.count(Outcome.UNKNOWN)),
    }


def _add_properties(suite: ET.Element, report: RunReport) -> None:
    properties = ET.SubElement(suite, "properties")
    facts = (("window", str(report.window)), ("as_of", report.as_of.isoformat()), ("warehouse", report.warehouse))
    for name, value in facts:
        ET.SubElement(properties, "property", {"name": name, "value": _valid(value)})


def _add_case(suite: ET.Element, result: CheckResult, report: RunReport) -> None:
    case = ET.SubElement(suite, "testcase", {"classname": _valid(result.subject), "name": _valid(result.check)})
    if result.finding is not None:
        finding = result.finding
        message = f"{one_line(finding.message)} ({count_text(finding)})"
        failure = ET.SubElement(case, "failure", {"type": finding.severity.label, "message": _valid(message)})
        failure.text = _valid(_body(result, finding, report))
    elif result.outcome is Outcome.UNKNOWN:
        ET.SubElement(case, "skipped", {"message": _valid(result.reason or "")})
    elif result.reason:
        ET.SubElement(case, "system-out").text = _valid(result.reason)


def _body(result: CheckResult, finding: Finding, report: RunReport) -> str:
    """Keys, the query that shows them all, the command, the repairs: one paragraph each."""
    keys = [violation_text(violation) for violation in finding.violations]
    if keys and finding.count > len(keys):
        keys.append(f"… and {finding.count - len(keys):,} more")
    paragraphs = [f"at {finding.place}" if finding.place else "", "\n".join(keys), finding.query or ""]
    paragraphs += [command_again(result, report.window, report.options) or "", "\n".join(finding.repair)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _valid(text: str) -> str:
    return _NO_XML_CHARACTER.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
