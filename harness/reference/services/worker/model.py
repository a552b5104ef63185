"""The champion's model: a file that MODEL_PATH names. Without it nothing is predicted.

A deployment once lost the variable; for three days every prediction came out at a confidence of 50 as PASS, and nobody
was told. Here a worker without its model is not ready and answers no request.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from harness.reference.services.answers import reasons
from harness.season.precompute.features import FEATURES

SHIPPED = Path(__file__).parent / "champion.json"
"""What MODEL_PATH may name: the file that comes with this package."""
VARIABLE = "MODEL_PATH"


class ModelMissingError(Exception):
    """There is no model to predict with; the message says what to do."""


class ChampionModel(BaseModel):
    """A linear model over named features: points are the intercept and each feature times its weight."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    model: str = Field(min_length=1)
    intercept: float
    weights: dict[str, float] = Field(min_length=1)

    @field_validator("weights")
    @classmethod
    def _known_features(cls, weights: dict[str, float]) -> dict[str, float]:
        unknown = sorted(set(weights) - set(FEATURES))
        if unknown:
            raise ValueError(f"there is no feature {', '.join(unknown)}")
        return weights

    def points(self, features: Mapping[str, float]) -> float:
        """What it foresees, in points.

        Raises:
            KeyError: a feature is not there.
        """
        return self.intercept + sum(weight * features[name] for name, weight in self.weights.items())

    @classmethod
    def load(cls, path: str | None) -> Self:
        """The model in a file.

        Raises:
            ModelMissingError: no path is given, there is no such file, or there is no model in it.
        """
        if not path:
            raise ModelMissingError(f"{VARIABLE} is not set; name the file of the model, for example {SHIPPED}")
        try:
            return cls.model_validate_json(Path(path).read_bytes())
        except OSError as error:
            raise ModelMissingError(f"{VARIABLE} names {path}, which cannot be read: {error.strerror}") from error
        except ValidationError as error:
            raise ModelMissingError(f"{VARIABLE} names {path}, which holds no model: {reasons(error)}") from None
