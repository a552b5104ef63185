"""Changes from outside: environment variables at each deployment, and the games that were put off."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, Text, build_table, joined, number_text, text
from harness.season.league import League
from harness.season.orchestration.timetable import eastern, game_days
from harness.season.predictions.timetable import batch_started

_DEPLOYED_EVERY = 14
_SERVICES = ("prediction-worker", "prediction-coordinator")


def environment_audit_table(league: League) -> Any:
    """nba_orchestration.env_var_audit: a deployment every two weeks, each with the variable that names the model."""
    days = game_days(league)[::_DEPLOYED_EVERY]
    at = eastern(days, 14 * 60 + 7)
    changed = [
        {
            "var_name": "CATBOOST_MODEL_PATH",
            "old_value": f"models/catboost_v8_{n}.cbm",
            "new_value": f"models/catboost_v8_{n + 1}.cbm",
        }
        for n in range(len(days))
    ]
    service = np.arange(len(days)) % len(_SERVICES)
    columns: dict[str, Column] = {
        "change_id": joined("change-", number_text(np.arange(len(days)), 4)),
        "timestamp": at,
        "change_type": "modified",
        "changed_vars": pa.array([[one] for one in changed]),
        "deployer": "deploy-pipeline",
        "reason": "deployment",
        "deployment_started_at": at - np.timedelta64(4, "m"),
        "in_deployment_window": True,
        "service_name": text(_SERVICES, service),
        "service_revision": joined(text(_SERVICES, service), "-", number_text(np.arange(1, len(days) + 1), 5)),
        "environment": "production",
        "env_hash": joined("e", number_text(np.arange(len(days)), 15)),
        "alert_triggered": False,
        "created_at": at + np.timedelta64(3, "s"),
    }
    return build_table("nba_orchestration.env_var_audit", len(days), columns)


def postponements_table(league: League) -> Any:
    """nba_orchestration.game_postponements: each game that was put off; all were played on their new day."""
    schedule = league.schedule
    game = np.flatnonzero(schedule.postponed)
    found = eastern(schedule.planned[game], 9 * 60 + 40)
    news = [[f"article-{number}"] for number in game.tolist()]
    columns: dict[str, Column] = {
        "postponement_id": joined("postponed", Text(league.nba_ids, game), separator="-"),
        "game_id": Text(league.nba_ids, game),
        "original_date": schedule.planned[game],
        "new_date": schedule.day[game],
        "reason": "winter storm",
        "detected_at": found,
        "detection_source": "news",
        "detection_details": '{"headline": "game postponed"}',
        "news_article_ids": pa.array(news, pa.list_(pa.string())),
        "predictions_invalidated": 0,
        "status": "resolved",
        # Played by the next morning.
        "resolved_at": batch_started(schedule.day[game]) + np.timedelta64(18, "h"),
    }
    return build_table("nba_orchestration.game_postponements", len(game), columns)
