"""What a run sets from outside, over what its locustfile says: LOAD_RATE, LOAD_SEED, LOAD_DURATION_S and so on."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Overrides(BaseSettings):
    """Variables of the environment, all under LOAD_.

    Attributes:
        rate: arrivals a second of all user classes together.
        seed: of the arrivals; two runs of one seed have the same ones.
        duration_s: arrivals are due for so long; then those under way are finished and the run ends.
        longest_wait_s: an arrival that no user was free for within that time is missed.
    """

    model_config = SettingsConfigDict(env_prefix="LOAD_", extra="ignore", frozen=True)

    rate: float | None = Field(default=None, gt=0)
    seed: int = 0
    duration_s: float | None = Field(default=None, gt=0)
    longest_wait_s: float | None = Field(default=None, gt=0)
