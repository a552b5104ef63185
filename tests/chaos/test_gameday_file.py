"""A game day as a file: read, or refused with the place and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from chaos.gameday_file import FOLDER, GameDayError, LoadStep, PauseStep, find_game_day, read_game_day
from chaos.gameday_stage import experiments_of, platform_of, runs_beside

GOOD = """
title: A day
briefing: Everyone is here.
roles: [{name: commander, duty: ends the day}]
timeline:
  - {at_s: 0, load: soak, for_s: 60, rate: 5}
  - {at_s: 10, pause: "Go on?", confirm: commander}
  - {at_s: 20, experiment: lock_holder_paused}
"""


def read(tmp_path: Path, text: str) -> object:
    file = tmp_path / "a_day.yaml"
    file.write_text(text)
    return read_game_day(file)


def test_a_step_is_what_its_one_word_says(tmp_path: Path) -> None:
    (tmp_path / "a_day.yaml").write_text(GOOD)
    day = read_game_day(tmp_path / "a_day.yaml")
    assert day.name == "a_day"
    assert [type(step) for step in day.timeline[:2]] == [LoadStep, PauseStep]
    assert day.experiments == ("lock_holder_paused",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("confirm: commander", "confirm: pilot", "timeline[1]: confirm names 'pilot'; the roles are commander"),
        ("at_s: 20", "at_s: 5", "timeline[2]: at_s 5 lies before the step above it"),
        ("load: soak", "load: soka", "timeline[0]: there is no scenario 'soka'"),
        ("load: soak", "load: game_night", "timeline[0]: game_night goes by a timetable, which has no rate"),
        ("experiment: lock_holder_paused", "note: nothing", "has no experiment"),
        ("title: A day", "titel: A day", "titel: Extra inputs are not permitted"),
        ("for_s: 60", "for_s: -1", "timeline[0].for_s: Input should be greater than 0"),
        (", confirm: commander", "", "timeline[1].confirm: Field required"),
        ("experiment: lock_holder_paused", "experimnt: x", "timeline[2].experiment: Field required"),
        ("roles: [", "roles: [{name: commander, duty: too}, ", "roles: two have the same name"),
        ("title: A day", "title: [", "is no YAML"),
        ("briefing: Everyone is here.", "", "briefing: Field required"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(GameDayError) as refused:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert said in str(refused.value)
    assert "a_day.yaml" in str(refused.value)


def test_a_file_that_holds_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GameDayError, match="holds no game day"):
        read(tmp_path, "")
    with pytest.raises(GameDayError, match="cannot be read"):
        read_game_day(tmp_path / "absent.yaml")


def test_a_name_is_found_and_a_near_one_is_offered() -> None:
    assert find_game_day("opening_night") == FOLDER / "opening_night.yaml"
    with pytest.raises(GameDayError, match="did you mean opening_night"):
        find_game_day("openning_night")


def test_an_experiment_may_be_a_file_beside_the_day(tmp_path: Path) -> None:
    drill = tmp_path / "drills" / "one.yaml"
    drill.parent.mkdir()
    drill.touch()
    (tmp_path / "a_day.yaml").write_text(GOOD.replace("experiment: lock_holder_paused", "experiment: drills/one.yaml"))
    assert read_game_day(tmp_path / "a_day.yaml").experiments == (str(drill),)


@pytest.mark.parametrize("name", ["opening_night", "trade_deadline_day", "provider_blackout", "state_store_brownout"])
def test_each_of_ours_has_roles_load_a_pause_and_several_experiments(name: str) -> None:
    day = read_game_day(find_game_day(name))
    assert len(day.roles) >= 3
    assert len(day.experiments) >= 3
    assert any(isinstance(step, LoadStep) for step in day.timeline)
    assert any(isinstance(step, PauseStep) for step in day.timeline)
    found = experiments_of(day)
    platform_of(day, found, 10.0)
    assert not all(runs_beside(day, one) for one in found.values()), "none is about the platform that is watched"
