"""Where the scenario's requests go beside the host of the run, and what they are about: variables of the environment.

`load.running` takes them as `Extras(environment=...)`; what a shell holds under LOAD_ is not handed on.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from load.targets import allowed_host

_EMPTY: tuple[str, ...] = ()


class ScenarioSettings(BaseSettings):
    """What a scenario is told.

    Attributes:
        host: the coordinator; the host of the run.
        workers: LOAD_WORKERS, addresses of workers for POST /predict, separated by commas; none: no such requests.
        targets: LOAD_TARGETS, hosts beside this machine that load may be sent to, separated by commas.
        game_date: LOAD_GAME_DATE, the day that is predicted. The default is one of the two fullest of the season.
        players: LOAD_PLAYERS, how many the platform was seeded with; none: as many as the season has.
        season_seed, season_start: LOAD_SEASON_SEED, LOAD_SEASON_START: the season that the platform was seeded with.
        compress: LOAD_COMPRESS, how many times faster than the clock a timetable is followed; the scenario's own if 0.
        duplicates: LOAD_DUPLICATES, the share of pushed messages that are delivered twice.
        seed: LOAD_SEED.
    """

    model_config = SettingsConfigDict(env_prefix="LOAD_", extra="ignore", frozen=True)

    host: str = "http://127.0.0.1:8080"
    workers: Annotated[tuple[str, ...], NoDecode] = _EMPTY
    targets: Annotated[tuple[str, ...], NoDecode] = _EMPTY
    game_date: date = date(2024, 4, 12)
    players: int | None = Field(default=None, ge=1)
    season_seed: int = Field(default=0, ge=0)
    season_start: int = 2023
    compress: float = Field(default=0.0, ge=0)
    duplicates: float = Field(default=0.0, ge=0, le=1)
    seed: int = 0

    @field_validator("workers", "targets", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    def worker_urls(self) -> tuple[str, ...]:
        """The workers, each on this machine, on the host of the run, or on a listed one.

        Raises:
            TargetError: load may not be sent to one of them.
        """
        known = (*self.targets, urlsplit(self.host).hostname or "")
        return tuple(allowed_host(url, targets=known) for url in self.workers)


class Key(BaseSettings):
    """COORDINATOR_API_KEY, which every request but health and readiness carries; None where nobody asks for one."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    coordinator_api_key: SecretStr | None = None

    def headers(self) -> dict[str, str]:
        key = self.coordinator_api_key
        return {} if key is None else {"X-API-Key": key.get_secret_value()}
