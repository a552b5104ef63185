"""One validated place for what a run is told: harness.toml, HARNESS_* variables, and flags, the later winning."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from harness.results import Severity, Window

CONFIG_FILE = "harness.toml"
CONFIG_VARIABLE = "HARNESS_CONFIG"
PREFIX = "HARNESS_"


class SettingsError(Exception):
    """A setting cannot be used; the message names the key, the value, where it came from, and the fix."""


def _window(value: object) -> object:
    return Window.parse(value) if isinstance(value, str) else value


def _severity(value: object) -> object:
    if isinstance(value, str):
        names = [severity.label for severity in Severity]
        if value.lower() not in names:
            raise ValueError(f"choose one of {', '.join(names)}")
        return Severity[value.upper()]
    return value


def _instant(value: object) -> object:
    if isinstance(value, str):
        instant = datetime.fromisoformat(value)
        if instant.tzinfo is None:
            raise ValueError("give it an offset, for example 2024-01-16T12:00:00+00:00")
        return instant
    return value


def _listed(value: object) -> object:
    """Names separated by commas, as a variable holds them."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _webhook(value: object) -> object:
    if isinstance(value, str) and not value.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise ValueError("a webhook's address begins with https://; copy it whole from the Slack app's page")
    return value


def _addresses(value: object) -> object:
    listed = _listed(value)
    for address in listed if isinstance(listed, (tuple, list)) else ():
        _address(address)
    return listed


def _address(value: object) -> object:
    if isinstance(value, str) and (value.count("@") != 1 or not value.isprintable() or set(value) & set(" ,;<>")):
        raise ValueError(f"{value!r} is no mail address; write them as name@example.com, separated by commas")
    return value


_TARGET = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?/?")


def _targets(value: object) -> object:
    listed = _listed(value)
    for target in listed if isinstance(listed, (tuple, list)) else ():
        if not _TARGET.fullmatch(str(target)):
            raise ValueError(
                f"{target!r} names no host; write each whole, as coordinator.example.com, or as "
                "https://coordinator.example.com for nothing but that scheme and port"
            )
    return listed


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class CompatibilityOverride(BaseModel):
    """Another severity for one compatibility rule on some paths, with the reason, up to and with a day.

    Attributes:
        rule: its id, as `harness contracts rules` lists it.
        path: `dataset.table` or `dataset.table.column`; `*` stands for anything.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    rule: str
    path: str
    severity: Annotated[Severity, BeforeValidator(_severity)]
    reason: str = Field(min_length=1)
    expires: date


class Settings(BaseSettings):
    """Everything a run can be told.

    Attributes:
        warehouse: `duckdb:///file`, `parquet:///folder`, `bigquery://project`, or None for data of our own.
        recordings: folder of recorded provider responses, or None.
        window: the days to look at, or None for the default of the data at hand.
        as_of: the instant ages are judged at, or None for the default of the data at hand.
        reports: folder that reports are written to.
        rows: violating rows kept for each check.
        bytes_per_run, bytes_per_query: what BigQuery may read and bill.
        timeout_s: how long one query may take.
        seed, start_year: which synthetic season.
        validators: folder of validators of your own, `<category>/<name>.py`, or None.
        fail_on: the least severity whose failure makes the exit status 1.
        compatibility_overrides: what changes of contracts are taken less or more seriously.
        history: where the results of each run are kept: a file, `bigquery://project`, or `none`; None for the command's
            own default.
        writable: targets outside this machine that may be written to, by name: `bigquery://project/dataset`.
        resume_hours: how old an interrupted run may be that is gone on with.
        slack_webhook: address of a Slack incoming webhook. A secret: only from the environment.
        mail_to, mail_from: addresses that a run is told to by mail, and the one it comes from.
        smtp_host, smtp_port, smtp_starttls: the mail server, and whether the connection is encrypted by STARTTLS.
        smtp_user, smtp_password: what the server asks for, if it does. The password is a secret likewise.
        notify_timeout_s: how long a message may take.
        remind_nights: what is open is told anew every so many nights; 0 for never.
        messages: folder with `messages/` and `documents/` of sampled JSON lines, or None.
        live_providers: providers that a night asks itself, a few requests each; none unless they are named.
        load_targets: hosts outside this machine that load may be sent to: a name, or an address with scheme and port.
        chaos_targets: the same for faults.
        smoke_targets: the same for smoke tests and canaries, which write one batch of predictions.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, arbitrary_types_allowed=True, hide_input_in_errors=True
    )

    warehouse: str | None = None
    recordings: Path | None = None
    window: Annotated[Window | None, BeforeValidator(_window)] = None
    as_of: Annotated[datetime | None, BeforeValidator(_instant)] = None
    reports: Path = Path("reports")
    rows: int = Field(20, ge=1, le=100_000)
    bytes_per_run: int = Field(50 * 10**9, ge=0)
    bytes_per_query: int = Field(10 * 10**9, ge=0)
    timeout_s: float = Field(300.0, gt=0)
    seed: int = Field(0, ge=0)
    start_year: int = Field(2023, ge=2023, le=2025)
    validators: Path | None = None
    fail_on: Annotated[Severity, BeforeValidator(_severity)] = Severity.INFO
    compatibility_overrides: tuple[CompatibilityOverride, ...] = ()

    history: str | None = Field(None, min_length=1)
    writable: Names = ()
    resume_hours: float = Field(12.0, ge=0)
    slack_webhook: Annotated[SecretStr | None, BeforeValidator(_webhook)] = None
    mail_to: Annotated[tuple[str, ...], BeforeValidator(_addresses)] = ()
    mail_from: Annotated[str | None, BeforeValidator(_address)] = None
    smtp_host: str | None = None
    smtp_port: int = Field(587, ge=1, le=65_535)
    smtp_starttls: bool = True
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    notify_timeout_s: float = Field(20.0, gt=0)
    remind_nights: int = Field(0, ge=0)
    messages: Path | None = None
    live_providers: Names = ()
    load_targets: Annotated[tuple[str, ...], BeforeValidator(_targets)] = ()
    chaos_targets: Annotated[tuple[str, ...], BeforeValidator(_targets)] = ()
    smoke_targets: Annotated[tuple[str, ...], BeforeValidator(_targets)] = ()

    @model_validator(mode="after")
    def _mail_is_whole(self) -> Settings:
        if self.mail_to and not (self.smtp_host and self.mail_from):
            raise ValueError("mail_to needs smtp_host and mail_from beside it; set them, or leave mail_to out")
        if (self.smtp_user is None) != (self.smtp_password is None):
            raise ValueError("smtp_user and HARNESS_SMTP_PASSWORD belong together; set both or neither")
        return self

    @property
    def data_options(self) -> tuple[str, ...]:
        """The command-line options that name the same data again, wherever these settings came from."""
        if self.warehouse is not None:
            named = ["--warehouse", self.warehouse]
        elif self.recordings is not None:
            named = ["--recordings", str(self.recordings)]
        else:
            named = ["--seed", str(self.seed)] if self.seed else []
        if self.as_of is not None:
            named += ["--as-of", self.as_of.isoformat()]
        return tuple(named)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        # `load` gathers file, environment and flags itself, so that an error can say which of them it is about.
        return (init_settings,)


SECRETS = frozenset({"slack_webhook", "smtp_password"})
"""Keys whose values are never shown, and that only the environment may hold."""
_SECRET_WORDS = ("hook", "pass", "secret", "token", "key", "url")


def load(
    flags: Mapping[str, Any] | None = None, *, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """The settings of a run.

    Args:
        flags: values given on the command line; None means not given.
        environment: defaults to the process's.
        folder: where harness.toml is looked for, unless HARNESS_CONFIG names a file.

    Raises:
        SettingsError: a key is unknown, a value unusable, or the file cannot be read.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for source, found in (
        _from_file(environment, folder or Path.cwd()),
        ("environment", _from_environment(environment)),
        ("command line", {key: value for key, value in (flags or {}).items() if value is not None}),
    ):
        for key, value in found.items():
            _known(key, value, source)
            if key in SECRETS and source != "environment":
                raise SettingsError(f"{source}: {key} is a secret; take it out and set {PREFIX}{key.upper()} instead")
            values[key], origin[key] = value, source
    try:
        return Settings(**values)
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(problem, values, origin) for problem in error.errors())) from error


def _from_file(environment: Mapping[str, str], folder: Path) -> tuple[str, dict[str, Any]]:
    named = environment.get(CONFIG_VARIABLE)
    path = Path(named) if named else folder / CONFIG_FILE
    if not path.is_file():
        if named:
            raise SettingsError(f"{CONFIG_VARIABLE} names {named}, which is no file; correct it or unset it")
        return str(path), {}
    try:
        return path.name, tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name} is not valid TOML: {error}; correct that line") from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and name != CONFIG_VARIABLE and value != ""
    }


def _known(key: str, value: object, source: str) -> None:
    if key in Settings.model_fields:
        return
    near = get_close_matches(key, Settings.model_fields, n=1)
    fix = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(sorted(Settings.model_fields))}"
    name = f"{PREFIX}{key.upper()}" if source == "environment" else key
    # A misspelt secret is one still.
    secret = bool(SECRETS.intersection(near)) or any(word in key.lower() for word in _SECRET_WORDS)
    raise SettingsError(f"{source}: unknown setting {name!r} (value {'not shown' if secret else repr(value)}); {fix}")


def _explain(problem: Any, values: Mapping[str, Any], origin: Mapping[str, str]) -> str:
    said = str(problem["msg"]).removeprefix("Value error, ")
    if not problem["loc"]:
        return f"settings: {said}"
    key = str(problem["loc"][0])
    if key in SECRETS:
        return f"{origin.get(key, 'settings')}: {key} (value not shown) cannot be used: {said}"
    return f"{origin.get(key, 'settings')}: {key} = {values.get(key)!r} cannot be used: {said}"
