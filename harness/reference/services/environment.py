"""What a service is told by its environment, read once at its start."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from harness.reference.batch_state import CompletionMode
from harness.reference.safeguards import Safeguards


class EnvironmentRefusedError(Exception):
    """A service cannot start with this environment; each line names the variable and says what to do."""


def _listed(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _mode(value: object) -> object:
    names = [mode.value for mode in CompletionMode]
    if isinstance(value, str) and value not in names:
        near = difflib.get_close_matches(value, names, 1)
        raise ValueError(f"did you mean {near[0]}?" if near else f"choose one of {', '.join(names)}")
    return value


def _address(value: object) -> object:
    if isinstance(value, str) and not value.startswith(("http://", "https://")):
        raise ValueError("begins with http://, for example http://127.0.0.1:9050")
    return value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class ServiceEnvironment(BaseSettings):
    """The variables of one service process.

    Attributes:
        gcp_project_id: the project of all stores and topics.
        firestore_emulator_host: host:port; Google's client reads the variable itself. None: the cloud.
        pubsub_emulator_host: the same for Pub/Sub.
        bigquery_emulator_host: http://host:port of an emulator. None: the cloud.
        coordinator_api_key: what callers of the guarded routes show; a service without one is not ready.
        batch_mode: where a batch keeps the names of its finished players.
        safeguards_off: names of safeguards to switch off, which makes a known-unsafe variant.
        service_revision: what a rollout calls this process.
        worker_imports: modules without which the worker is not ready.
        port: where to listen; 0 takes a free one. The command line's --port goes before it.
    """

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    gcp_project_id: str = Field(min_length=1)
    firestore_emulator_host: str | None = None
    pubsub_emulator_host: str | None = None
    bigquery_emulator_host: Annotated[str | None, BeforeValidator(_address)] = None
    coordinator_api_key: SecretStr | None = None
    batch_mode: Annotated[CompletionMode, BeforeValidator(_mode)] = CompletionMode.DUAL
    safeguards_off: Names = ()
    service_revision: str = "local"
    worker_imports: Names = ()
    port: int = Field(default=0, ge=0, le=65535)

    @field_validator("safeguards_off")
    @classmethod
    def _known_safeguards(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        Safeguards().without(*names)
        return names

    @property
    def safeguards(self) -> Safeguards:
        """All but those switched off."""
        return Safeguards().without(*self.safeguards_off)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        # read_environment passes the variables, so that a test need not change those of its process.
        return (init_settings,)


def read_environment(environment: Mapping[str, str] | None = None) -> ServiceEnvironment:
    """The settings in these variables, the process's own where none are given. An empty variable counts as not set.

    Raises:
        EnvironmentRefusedError: one is missing or cannot be used.
    """
    found = os.environ if environment is None else environment
    values = {name: found[name.upper()] for name in ServiceEnvironment.model_fields if found.get(name.upper())}
    try:
        return ServiceEnvironment(**values)  # type: ignore[arg-type] # texts, which it checks
    except ValidationError as error:
        raise EnvironmentRefusedError("\n".join(_explained(problem, values) for problem in error.errors())) from None


def _explained(problem: Any, values: Mapping[str, str]) -> str:
    name = str(problem["loc"][0])
    if problem["type"] == "missing":
        return f"{name.upper()} is not set; the service needs it"
    shown = "(value not shown)" if name == "coordinator_api_key" else repr(values.get(name))
    return f"{name.upper()} = {shown} cannot be used: {str(problem['msg']).removeprefix('Value error, ')}"
