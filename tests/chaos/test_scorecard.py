"""Times of an experiment, the scorecard over many, and the matrix."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from experiment_records import BEGAN, answer, faced, game_day, made, whole

from chaos.gameday_record import Observation, Score
from chaos.journal import Answered, Event, ExperimentRecord, Phase, Verdict
from chaos.matrix import Stated, experiments, journals, main, rows, to_markdown
from chaos.scorecard import scores, signal_times, signals_of
from chaos.timings import FaultWindow, Timings, fault_windows, timings

DEVIATED = {"verdict": Verdict.DEVIATED, "expected": Verdict.DEVIATED, "safeguards_off": ("lease_check",)}


def named(told: tuple[Score, ...], name: str) -> tuple[str, str]:
    [one] = [score for score in told if score.name == name]
    return one.outcome, one.observed


def test_times_count_from_the_first_injection() -> None:
    assert timings(faced(by="commander")) == Timings(10.0, 1.5, "readiness of worker-1", 5.0, "commander", 20.0)


def test_what_happened_before_the_injection_is_no_detection() -> None:
    early = Event(at_s=4.0, kind="detect", text="an alarm of its own", signal="gate")
    record = faced(detected_s=None)
    assert timings(record.model_copy(update={"events": (early, *record.events)})).detected_s is None


def test_recovered_is_the_last_time() -> None:
    record = faced(recovered_s=14.0)
    again = Event(at_s=50.0, kind="recover", text="as before")
    assert timings(record.model_copy(update={"events": (again, *record.events)})).recovered_s == 40.0


@pytest.mark.parametrize(
    ("after", "after_undo", "recovered_s"),
    [
        ("passed", "passed", 14.0),
        ("failed", "passed", 21.0),
        ("passed", None, 14.0),
        ("failed", "unknown", None),
        ("unknown", None, None),
    ],
)
def test_where_no_signal_told_recovered_is_when_the_steady_state_was_found_again(
    after: Answered, after_undo: Answered | None, recovered_s: float | None
) -> None:
    answers = [answer(Phase.BEFORE, "passed", 5), answer(Phase.DURING, "passed", 12), answer(Phase.AFTER, after, 24)]
    answers += [answer(Phase.AFTER_UNDO, after_undo, 31)] if after_undo else []
    assert timings(faced(recovered_s=None, answers=tuple(answers))).recovered_s == recovered_s
    assert timings(faced(recovered_s=3.0, answers=tuple(answers))).recovered_s == 3.0


def test_without_an_injection_there_is_no_time() -> None:
    assert timings(made(events=(Event(at_s=1, kind="detect", text="x"),))) == Timings()


def test_a_fault_is_in_force_until_it_is_undone_or_its_bound() -> None:
    record = faced()
    bounded = Event(at_s=30.0, kind="inject", text="slow", injection="two", until_s=35.0)
    endless = Event(at_s=31.0, kind="inject", text="cut", injection="three", until_s=1e9)
    record = record.model_copy(update={"events": (bounded, *record.events, endless)})
    assert fault_windows(record) == (
        FaultWindow("worker-1 is paused", 10.0, 22.0, True),
        FaultWindow("slow", 30.0, 35.0, False),
        FaultWindow("cut", 31.0, 60.0, False),
    )


@pytest.mark.parametrize(("seconds", "outcome"), [(899.9, "passed"), (900.0, "failed")])
def test_fifteen_minutes_are_the_bound_of_recovery(seconds: float, outcome: str) -> None:
    told = scores([faced(), faced("slow_one", recovered_s=seconds)])
    assert named(told, "recovery")[0] == outcome


@pytest.mark.parametrize(("helped", "outcome", "observed"), [(1, "passed", "95 % (19 of 20)"), (2, "failed", "90 %")])
def test_nineteen_of_twenty_recover_without_a_person(helped: int, outcome: str, observed: str) -> None:
    records = [faced(f"number {number}", by="commander" if number < helped else None) for number in range(20)]
    told = named(scores(records), "recovered without a person")
    assert told[0] == outcome
    assert told[1].startswith(observed)


def test_who_is_not_seen_to_recover_is_not_recovered() -> None:
    told = scores([faced(recovered_s=None)])
    assert named(told, "recovery") == ("unknown", "–")
    assert named(told, "recovered without a person") == ("failed", "0 % (0 of 1)")


def test_the_watch_of_a_game_day_knows_better() -> None:
    seen = Observation(
        experiment="lock_holder_paused", injected_at_s=10, detected_after_s=1, signal="x", recovered_after_s=33
    )
    for recovered_s in (None, 20.0):
        told = scores([faced(recovered_s=recovered_s)], [seen])
        assert named(told, "recovery") == ("passed", "at most 33.0 s")
    ill = seen.model_copy(update={"recovered_after_s": None})
    assert named(scores([faced()], [ill]), "recovery")[0] == "unknown"


def test_runs_without_a_safeguard_do_not_count() -> None:
    told = scores([faced(), faced("other", recovered_s=5000.0, by="commander", **DEVIATED)])
    assert [score.outcome for score in told] == ["passed", "passed", "passed"]


def test_nothing_run_is_nothing_known() -> None:
    assert {score.outcome for score in scores([])} == {"unknown"}
    assert {score.outcome for score in scores([made()])[1:]} == {"unknown"}


def test_an_inconclusive_run_is_not_as_expected_and_not_wrong() -> None:
    unknown = made("other", verdict=Verdict.INCONCLUSIVE)
    assert named(scores([faced(), unknown]), "verdicts") == ("unknown", "1 of 2")
    assert named(scores([faced(), unknown, made(verdict=Verdict.DEVIATED)]), "verdicts")[0] == "failed"


def test_signals_are_gathered_with_their_times() -> None:
    found = signal_times([("a", 3.0), ("b", 1.0), ("a", 9.0), ("a", 4.0), (None, None), ("c", None)])
    assert [(row.signal, row.times, row.fastest_s, row.median_s, row.slowest_s) for row in found] == [
        ("b", 1, 1.0, 1.0, 1.0),
        ("a", 3, 3.0, 4.0, 9.0),
    ]
    assert [row.signal for row in signals_of([faced(), made(), whole()])] == ["readiness of worker-1"]


def test_a_row_is_proved_when_it_holds_and_deviates_without_its_safeguard() -> None:
    held, off = faced(), faced(**DEVIATED)
    [row] = rows([held, off])
    assert row.is_proved
    for others in ([held], [off], [held, off.model_copy(update={"verdict": Verdict.HELD})],
                   [held.model_copy(update={"verdict": Verdict.INCONCLUSIVE}), off]):  # fmt: skip
        assert not rows(others)[0].is_proved


def test_one_other_verdict_among_twenty_is_told() -> None:
    held = [faced() for _ in range(19)]
    [steady] = rows([*held, faced()])
    assert steady.whole is not None
    assert steady.whole.text() == "held (20 runs)"
    [flaky] = rows([*held, faced(verdict=Verdict.DEVIATED)])
    assert flaky.whole is not None
    assert flaky.whole.text() == "**held ×19, deviated ×1**, expected held"
    assert not flaky.is_proved


def test_a_deviation_for_another_reason_proves_nothing() -> None:
    stated = {"lock_holder_paused": Stated("lease_check", "effects? without the lock")}
    records = [faced(), faced(reason="2 effects without the lock", **DEVIATED)]
    [row] = rows(records, stated=stated)
    assert row.is_proved
    [row] = rows([*records, faced(reason="no reply", **DEVIATED)], stated=stated)
    assert not row.is_proved
    assert row.without[0][1].text() == "**deviated (2 runs)**, 1 for another reason"


def test_ours_state_a_safeguard_and_a_reason() -> None:
    assert all(one.safeguard and one.reason for one in experiments().values())


def test_the_page_has_the_reason_of_the_last_run_and_what_was_not_run() -> None:
    later = faced(reason="no | effect", started_at=BEGAN + timedelta(hours=1))
    text = to_markdown(
        [later, faced(reason="earlier"), faced(reason="two effects", **DEVIATED)],
        stated={"a_new_one": Stated("fencing", "")},
    )
    assert "1 of 2 experiments proved both ways." in text
    assert "| `a_new_one` | – | not run |  |  | not run |  |" in text
    assert (
        "| `lock_holder_paused` | – | held (2 runs) | no \\| effect | `lease_check` | deviated | two effects |" in text
    )
    assert "| readiness of worker-1 | 2 | 1.5 s | 1.5 s | 1.5 s |" in text


def kept(folder: Path, *records: ExperimentRecord) -> None:
    for number, record in enumerate(records):
        record.write(folder / f"run-{number}" / "journal.json")


def test_journals_are_found_among_other_files(tmp_path: Path) -> None:
    kept(tmp_path, whole(), made())
    game_day().write(tmp_path / "a-day" / "game_day.json")
    kept(tmp_path / "a-day" / "experiments", faced())
    (tmp_path / "run-0" / "toolkit.json").write_text('{"chaoslib-version": "1.44.0", "status": "completed"}')
    assert journals(tmp_path) == (whole(), made())


def test_the_command_writes_the_page_and_says_what_is_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(tmp_path, faced("one"), faced("one", **DEVIATED), faced("two"))
    page = tmp_path / "docs" / "chaos-matrix.md"
    assert main(["--journals", str(tmp_path), "--out", str(page)]) == 1
    said = capsys.readouterr().out
    assert "two" in said.split("not proved: ")[1]
    assert "one" not in said.split("not proved: ")[1].split(", ")
    assert page.read_text(encoding="utf-8").startswith("# Chaos matrix")


def test_without_journals_the_command_says_how_to_make_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--journals", str(tmp_path), "--out", str(tmp_path / "page.md")]) == 2
    assert "harness chaos run --all" in capsys.readouterr().err
    assert not (tmp_path / "page.md").exists()
