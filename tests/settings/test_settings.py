"""Settings come from one file, the environment and flags; a wrong one names key, value, origin and fix."""

from __future__ import annotations

import traceback
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from harness.results import Severity, Window
from harness.settings import SettingsError, load


def test_a_flag_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "harness.toml").write_text('seed = 1\nrows = 7\nreports = "nights"\n')
    settings = load({"seed": 3}, environment={"HARNESS_SEED": "2", "HARNESS_ROWS": "9"}, folder=tmp_path)
    assert (settings.seed, settings.rows, settings.reports) == (3, 9, Path("nights"))


def test_a_flag_that_was_not_given_changes_nothing(tmp_path: Path) -> None:
    assert load({"seed": None}, environment={"HARNESS_SEED": "2"}, folder=tmp_path).seed == 2


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    assert load(environment={"HARNESS_RECORDINGS": ""}, folder=tmp_path).recordings is None


def test_windows_instants_and_severities_are_read_from_text(tmp_path: Path) -> None:
    settings = load(
        {"window": "2024-01-15..2024-01-16", "as_of": "2024-01-17T12:00:00+00:00", "fail_on": "Warning"},
        environment={},
        folder=tmp_path,
    )
    assert settings.window == Window(date(2024, 1, 15), date(2024, 1, 16))
    assert settings.as_of == datetime(2024, 1, 17, 12, tzinfo=UTC)
    assert settings.fail_on is Severity.WARNING


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ({"window": "yesterday"}, ["window = 'yesterday'", "2024-01-01..2024-01-31", "command line"]),
        ({"window": "2024-01-16..2024-01-15"}, ["before it starts", "swap"]),
        ({"as_of": "2024-01-17T12:00:00"}, ["as_of", "give it an offset"]),
        ({"rows": "0"}, ["rows = '0'", "greater than or equal to 1"]),
        ({"seed": "x"}, ["seed = 'x'", "integer"]),
        ({"fail_on": "loud"}, ["fail_on", "info, warning, error, critical"]),
    ],
)
def test_an_unusable_value_names_key_value_origin_and_fix(
    tmp_path: Path, flags: dict[str, str], said: list[str]
) -> None:
    with pytest.raises(SettingsError) as refused:
        load(flags, environment={}, folder=tmp_path)
    assert all(part in str(refused.value) for part in said), str(refused.value)


def test_an_unknown_key_in_the_file_is_refused_with_the_closest_known_one(tmp_path: Path) -> None:
    (tmp_path / "harness.toml").write_text('warehose = "duckdb://"\n')
    with pytest.raises(SettingsError, match=r"unknown setting 'warehose'.*did you mean 'warehouse'"):
        load(environment={}, folder=tmp_path)


def test_an_unknown_variable_is_refused_by_its_whole_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"HARNESS_RECORDING.*did you mean 'recordings'"):
        load(environment={"HARNESS_RECORDING": "x"}, folder=tmp_path)


def test_a_file_that_is_not_toml_is_named_with_the_line(tmp_path: Path) -> None:
    (tmp_path / "harness.toml").write_text("seed = \n")
    with pytest.raises(SettingsError, match=r"harness\.toml is not valid TOML.*line 1"):
        load(environment={}, folder=tmp_path)


def test_a_named_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="HARNESS_CONFIG names"):
        load(environment={"HARNESS_CONFIG": str(tmp_path / "none.toml")}, folder=tmp_path)


def test_all_wrong_values_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        load({"rows": "0", "seed": "-1"}, environment={}, folder=tmp_path)
    assert len(str(refused.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("environment", "options"),
    [
        ({}, ()),
        ({"HARNESS_SEED": "4"}, ("--seed", "4")),
        ({"HARNESS_RECORDINGS": "night"}, ("--recordings", "night")),
        ({"HARNESS_WAREHOUSE": "duckdb:///a.duckdb", "HARNESS_SEED": "4"}, ("--warehouse", "duckdb:///a.duckdb")),
        ({"HARNESS_AS_OF": "2024-01-17T12:00:00+00:00"}, ("--as-of", "2024-01-17T12:00:00+00:00")),
    ],
)
def test_the_options_that_name_the_data_are_known_wherever_they_came_from(
    tmp_path: Path, environment: dict[str, str], options: tuple[str, ...]
) -> None:
    assert load(environment=environment, folder=tmp_path).data_options == options


def test_names_are_separated_by_commas_in_a_variable_and_listed_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "harness.toml").write_text('writable = ["bigquery://a/validation"]\n')
    settings = load(environment={"HARNESS_MAIL_TO": "one@example.com, two@example.com"} | MAIL, folder=tmp_path)
    assert settings.mail_to == ("one@example.com", "two@example.com")
    assert settings.writable == ("bigquery://a/validation",)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"HARNESS_MAIL_TO": "one@example.com"}, ["mail_to needs smtp_host and mail_from"]),
        ({"HARNESS_SMTP_USER": "harness"}, ["HARNESS_SMTP_PASSWORD belong together"]),
        ({"HARNESS_MAIL_TO": "one@example.com,nobody"}, ["mail_to = 'one@example.com,nobody'", "'nobody' is no mail"]),
        ({"HARNESS_MAIL_FROM": "a@b.c\r\nBcc: x@y.z"}, ["is no mail address"]),
        ({"HARNESS_SMTP_PORT": "0"}, ["smtp_port = '0'", "greater than or equal to 1"]),
        ({"HARNESS_REMIND_NIGHTS": "-1"}, ["remind_nights = '-1'"]),
        ({"HARNESS_RESUME_HOURS": "soon"}, ["resume_hours = 'soon'"]),
    ],
)
def test_what_tells_people_is_checked_before_a_run(
    tmp_path: Path, environment: dict[str, str], said: list[str]
) -> None:
    with pytest.raises(SettingsError) as refused:
        load(environment=environment, folder=tmp_path)
    assert all(part in str(refused.value) for part in said), str(refused.value)


@pytest.mark.parametrize("key", ["load_targets", "chaos_targets"])
def test_targets_are_listed_by_name_and_none_is_allowed_unless_it_is(tmp_path: Path, key: str) -> None:
    assert getattr(load(environment={}, folder=tmp_path), key) == ()
    (tmp_path / "harness.toml").write_text(f'{key} = ["staging.example.com", "https://other.example.com:8443"]\n')
    settings = load(environment={}, folder=tmp_path)
    assert getattr(settings, key) == ("staging.example.com", "https://other.example.com:8443")
    assert settings.load_targets == () or settings.chaos_targets == (), "leave for one is no leave for the other"


@pytest.mark.parametrize("key", ["load_targets", "chaos_targets"])
@pytest.mark.parametrize(
    "target",
    ["*", "*.example.com", "https://", "ftp://a.example.com", "https://a.example.com/start", "a.example.com:80",
     "https://user:word@a.example.com", ".example.com", "a example"],
)  # fmt: skip
def test_a_target_that_stands_for_more_than_one_service_is_refused(tmp_path: Path, key: str, target: str) -> None:
    with pytest.raises(SettingsError, match=rf"{key} = .*names no host; write each whole"):
        load(environment={f"HARNESS_{key.upper()}": target}, folder=tmp_path)


HOOK = "hooks.slack.com/services/T0/B0/thesecretpart"
MAIL = {"HARNESS_SMTP_HOST": "mail.example.com", "HARNESS_MAIL_FROM": "harness@example.com"}


@pytest.mark.parametrize(
    ("environment", "text", "said"),
    [
        ({"HARNESS_SLACK_WEBHOOK": HOOK}, "", r"environment: slack_webhook \(value not shown\).*https://"),
        (
            {"HARNESS_SLACK_WEBHOK": HOOK},
            "",
            r"'HARNESS_SLACK_WEBHOK' \(value not shown\); did you mean 'slack_webhook'",
        ),
        ({"HARNESS_WEBHOOK_URL": HOOK}, "", r"'HARNESS_WEBHOOK_URL' \(value not shown\)"),
        ({}, f'slack_webhook = "https://{HOOK}"', r"is a secret; take it out and set HARNESS_SLACK_WEBHOOK"),
        ({}, f'slack_hook = "https://{HOOK}"', r"'slack_hook' \(value not shown\)"),
        ({"HARNESS_SMTP_PASSWORD": HOOK}, "", "belong together"),
    ],
)
def test_a_secret_is_in_no_text_however_wrong_it_is(
    tmp_path: Path, environment: dict[str, str], text: str, said: str
) -> None:
    (tmp_path / "harness.toml").write_text(text)
    with pytest.raises(SettingsError, match=said) as refused:
        load(environment=environment, folder=tmp_path)
    assert "thesecretpart" not in "".join(traceback.format_exception(refused.value))


def test_a_secret_that_is_right_is_not_shown_with_the_settings(tmp_path: Path) -> None:
    settings = load(environment={"HARNESS_SLACK_WEBHOOK": f"https://{HOOK}"}, folder=tmp_path)
    assert settings.slack_webhook is not None
    assert settings.slack_webhook.get_secret_value() == f"https://{HOOK}"
    assert "thesecretpart" not in repr(settings) + str(settings.model_dump())
