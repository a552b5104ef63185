"""load/slo.toml is read whole, or refused with the line at fault and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from load.scenarios.catalog import SCENARIOS
from load.slo_limits import SLO_FILE, SloError, for_scenario, read_slos


def _file(folder: Path, text: str) -> Path:
    file = folder / "slo.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_scenario_has_limits_of_its_own_and_loses_nothing() -> None:
    known = read_slos(SLO_FILE)
    assert set(known) == set(SCENARIOS)
    for name, slos in known.items():
        limits = {slo.name: slo.limit for slo in slos.limits}
        assert limits["lost"] == 0, name
        assert limits["duplicated"] == 0, name
        assert any(slo.endpoint for slo in slos.limits), name
        assert any(slo.abort_after_s for slo in slos.limits), name


def test_no_limit_is_on_an_endpoint_that_its_scenario_never_asks() -> None:
    """It would be unknown in every run."""
    for name, slos in read_slos(SLO_FILE).items():
        assert {slo.endpoint for slo in slos.limits if slo.endpoint} <= set(SCENARIOS[name].endpoints)


def test_a_scenario_overrides_defaults_and_names_its_endpoints(tmp_path: Path) -> None:
    file = _file(
        tmp_path,
        """
[defaults]
error_share = { limit = 0.01, abort_after_s = 30 }
lost = 0

[storm]
error_share = 0.05

[storm."POST /start"]
p99_9_ms = { limit = 2_000, abort_after_s = 20 }
""",
    )
    start, error_share, lost = for_scenario("storm", file=file).limits
    assert (start.name, start.percent, start.unit) == ("POST /start p99_9_ms", 99.9, "ms")
    assert (start.limit, start.abort_after_s) == (2000, 20)
    assert (error_share.limit, error_share.abort_after_s) == (0.05, None)
    assert (lost.name, lost.limit) == ("lost", 0)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[storm]\nlost = 0\neror_share = 0.1\n", 3, "did you mean 'error_share'?"),
        ('[storm."POST /start"]\n\np99ms = 5\n', 3, "did you mean 'p99_ms'?"),
        ('[storm."POST /start"]\nmissed_share = 0.1\n', 2, "storm → POST /start → missed_share: unknown key"),
        ("[storm]\nerror_share = { limit = 0.1, abort_after = 30 }\n", 2, "did you mean 'abort_after_s'?"),
        ("[storm]\nerror_share = { abort_after_s = 30 }\n", 2, "has no limit"),
        ("[storm]\nerror_share = 5\n", 2, "5 is no share"),
        ("[storm]\nthroughput_per_s = -1\n", 2, "-1 is no limit"),
        ("[storm]\nthroughput_per_s = nan\n", 2, "nan is no limit"),
        ("[storm]\nthroughput_per_s = true\n", 2, "True is no limit"),
        ("[storm]\nerror_share = { limit = 0.1, abort_after_s = 3 }\n", 2, "3 is too short"),
        ("[storm]\nlost = { limit = 0, abort_after_s = 30 }\n", 2, "is known after the run only"),
        ("storm = 5\n", 1, "is no table"),
        ("[storm]\n[storm.batch]\np99_ms = 'quick'\n", 3, "'quick' is no limit"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    file = _file(tmp_path, text)
    with pytest.raises(SloError) as refusal:
        read_slos(file)
    assert str(refusal.value).startswith(f"{file}, line {line}: storm")
    assert words in str(refusal.value)


def test_no_toml_no_file_and_no_such_scenario_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SloError, match=r"slo\.toml is no TOML: .*line 1"):
        read_slos(_file(tmp_path, "[storm\n"))
    with pytest.raises(SloError, match="No such file"):
        read_slos(tmp_path / "none.toml")
    with pytest.raises(SloError, match="no SLOs for the scenario 'morning_bach'; did you mean 'morning_batch'"):
        for_scenario("morning_bach")
