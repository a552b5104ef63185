"""Writing the reports of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.report import from_json, to_html, to_junit, write
from harness.results import RunReport


def test_each_format_has_its_file(failing_report: RunReport, tmp_path: Path) -> None:
    paths = write(failing_report, tmp_path / "reports" / "january", name="2024-01-15")
    assert {kind: path.name for kind, path in paths.items()} == {
        "html": "2024-01-15.html",
        "json": "2024-01-15.json",
        "junit": "2024-01-15.junit.xml",
    }
    assert paths["html"].read_text(encoding="utf-8") == to_html(failing_report)
    assert paths["junit"].read_text(encoding="utf-8") == to_junit(failing_report)
    assert from_json(paths["json"].read_text(encoding="utf-8")) == failing_report


def test_a_later_report_takes_the_place_of_an_earlier_and_nothing_else_is_left(
    failing_report: RunReport, clean_report: RunReport, tmp_path: Path
) -> None:
    write(failing_report, tmp_path, name="nightly")
    paths = write(clean_report, tmp_path, name="nightly")
    assert from_json(paths["json"].read_text(encoding="utf-8")) == clean_report
    assert sorted(tmp_path.iterdir()) == sorted(paths.values())


def test_a_report_that_cannot_take_its_place_leaves_no_half_file(clean_report: RunReport, tmp_path: Path) -> None:
    (tmp_path / "nightly.html" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError, match=r"nightly\.html"):
        write(clean_report, tmp_path, name="nightly")
    assert [path.name for path in tmp_path.iterdir()] == ["nightly.html"]


def test_hostile_data_can_be_written(nasty_report: RunReport, tmp_path: Path) -> None:
    assert all(path.stat().st_size for path in write(nasty_report, tmp_path, name="nasty").values())


@pytest.mark.parametrize("name", ["", ".", "..", "../up", "a/b", "/root", ".hidden", "a\\b"])
def test_a_name_that_leads_elsewhere_is_refused(clean_report: RunReport, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no plain file name"):
        write(clean_report, tmp_path, name=name)
