"""A folder of recorded answers: what is in it, whose it is, and what the manifest says of it.

Layout: `<provider>/<entity>/…`, with a `MANIFEST.json` that names provider, endpoint, parameters and SHA-256.
A file that the manifest does not list is known by its folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from harness.clock import eastern_date
from harness.ingest.fields import Record
from harness.ingest.identities import calendar_day, utc_instant
from harness.ingest.problems import BadRecord, BadRecordError, printable, shown

MANIFEST = "MANIFEST.json"

# Manifest endpoints (lower case) → kind. The first that matches counts.
_ENDPOINTS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"^/v1/box_scores(/live)?$", "balldontlie/box_scores"),
        (r"^/v1/games$", "balldontlie/games"),
        (r"^/v1/players/active$", "balldontlie/active_players"),
        (r"^/v1/player_injuries$", "balldontlie/injuries"),
        (r"^/v1/standings$", "balldontlie/standings"),
        (r"^/v1/teams$", "balldontlie/teams"),
        (r"/basketball/nba/scoreboard$", "espn/scoreboard"),
        (r"/basketball/nba/teams/[^/]+(/roster)?$", "espn/roster"),
        (r"^/nba/boxscore", "espn/boxscore_page"),
        (r"scoreboardv[23]$", "nbacom/scoreboardv2"),
        (r"scheduleleaguev2", "nbacom/schedule"),
        (r"leaguegamelog$", "nbacom/leaguegamelog"),
        (r"boxscoretraditional(v[23])?$", "nbacom/boxscoretraditional"),
        (r"playerindex$", "nbacom/playerindex"),
        (r"playbyplay", "nbacom/play_by_play"),
        (r"referee assignments|get-game-officials", "nbacom/referee_assignments"),
        (r"injury report pdf", "nbacom/injury_report"),
        (r"^/v4/(historical/)?sports/[^/]+/events$", "oddsapi/historical_events"),
        (r"^/v4/(historical/)?sports/[^/]+/events/[^/]+/odds$", "oddsapi/historical_event_odds"),
        (r"^/v3/events$", "bettingpros/events"),
        (r"^/v3/offers$", "bettingpros/offers"),
        (r"play-by-play csv", "bigdataball/play_by_play"),
    )
)
# Folders that hold the same answers under another name.
_FOLDERS = {
    "balldontlie/stats": "balldontlie/box_scores",
    "balldontlie/live_box_scores": "balldontlie/box_scores",
    "espn/rosters": "espn/roster",
    "nbacom/scoreboardv3": "nbacom/scoreboardv2",
    "nbacom/boxscoretraditionalv2": "nbacom/boxscoretraditional",
    "nbacom/boxscoretraditionalv3": "nbacom/boxscoretraditional",
    "oddsapi/events": "oddsapi/historical_events",
    "oddsapi/event_odds": "oddsapi/historical_event_odds",
}
_DAY_PARAMETERS = ("date", "dates", "gamedate", "datefrom")
_DAY_IN_PATH = re.compile(r"(?<![0-9])([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Recording:
    """One recorded answer.

    Attributes:
        file: path inside the folder, with `/`.
        kind: whose answer it is, as `<provider>/<entity>`.
        sha256: the checksum that the manifest gives, if it does.
        listed: whether the manifest knows the file.
        recorded_at: the moment it was recorded, where the manifest says so.
    """

    file: str
    path: Path
    provider: str
    endpoint: str
    kind: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    sha256: str | None = None
    listed: bool = False
    recorded_at: datetime | None = None

    @property
    def name(self) -> str:
        return PurePosixPath(self.file).name

    @property
    def day(self) -> date | None:
        """The day that was asked for or recorded: from the manifest, or from a date in the path."""
        if self.recorded_at is not None:
            return eastern_date(self.recorded_at)
        texts = [value for name, value in self.parameters.items() if name.casefold() in _DAY_PARAMETERS]
        texts += _DAY_IN_PATH.findall(self.file)
        for text in texts:
            try:
                return calendar_day(text)
            except ValueError:
                continue
        return None


@dataclass(frozen=True, slots=True)
class ManifestProblem:
    """Why the manifest, or some of its entries, could not be used."""

    message: str
    place: str
    entries: tuple[BadRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordingFolder:
    """What a folder holds, in manifest order and then path order."""

    recordings: tuple[Recording, ...]
    manifest_problem: ManifestProblem | None = None


def find_recordings(folder: Path) -> RecordingFolder:
    """What a folder holds. Files right at its top (README, manifest) and hidden ones are no recordings.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(
            f"{folder} is no folder; name the folder that holds {MANIFEST} and <provider>/<entity>/"
        )
    listed, problem = _listed(folder)
    found = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if _is_file(path)]
    unlisted = [
        _by_folder(folder, path.as_posix())
        for path in found
        if len(path.parts) > 1 and not any(part.startswith(".") for part in path.parts)
    ]
    known = {recording.file for recording in listed}
    return RecordingFolder(
        tuple(listed) + tuple(recording for recording in unlisted if recording.file not in known), problem
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # Whoever reads it will say why he cannot.
        return True


def _by_folder(folder: Path, file: str) -> Recording:
    parts = PurePosixPath(file).parts
    kind = "/".join(parts[:2]) if len(parts) > 2 else parts[0]
    shown_as = printable(file)
    return Recording(shown_as, folder / file, printable(parts[0]), printable(kind), _FOLDERS.get(kind, kind))


def _listed(folder: Path) -> tuple[list[Recording], ManifestProblem | None]:
    path = folder / MANIFEST
    if not path.is_file():
        return [], None
    try:
        entries = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        return [], ManifestProblem(f"the manifest is no JSON ({shown(str(error), 120)})", MANIFEST)
    if not isinstance(entries, list):
        return [], ManifestProblem(f"the manifest is {shown(entries)}, not a list of entries", MANIFEST)
    recordings: dict[str, Recording] = {}
    bad: list[BadRecord] = []
    for index, entry in enumerate(entries):
        place = f"{MANIFEST}[{index}]"
        if not isinstance(entry, dict):
            bad.append(BadRecord(place, f"{shown(entry)} is no entry"))
            continue
        try:
            recording = _entry(folder, Record(entry, place))
        except BadRecordError as error:
            bad.append(BadRecord(error.place, error.problem))
        else:
            recordings.setdefault(recording.file, recording)
    problem = None
    if bad:
        what = "1 entry" if len(bad) == 1 else f"{len(bad)} entries"
        message = f"{what} of the manifest cannot be used, the first: {bad[0].place}: {bad[0].problem}"
        problem = ManifestProblem(message, bad[0].place, tuple(bad))
    return list(recordings.values()), problem


def _entry(folder: Path, entry: Record) -> Recording:
    """One entry of the manifest; raises BadRecordError for one that names no file inside the folder."""
    inside = PurePosixPath(entry.text("file"))
    if inside.is_absolute() or ".." in inside.parts or len(inside.parts) < 2 or "\0" in str(inside):
        raise entry.bad("file", f"{shown(str(inside))} lies in no provider's folder beside the manifest")
    plain = _by_folder(folder, inside.as_posix())
    endpoint = entry.text_or_none("endpoint") or plain.endpoint
    parameters = entry.part_or_none("parameters")
    return Recording(
        file=plain.file,
        path=plain.path,
        provider=entry.text_or_none("provider") or plain.provider,
        endpoint=endpoint,
        kind=_kind(endpoint, plain.kind),
        parameters=_texts(parameters.fields) if parameters else {},
        sha256=entry.text_or_none("sha256"),
        listed=True,
        recorded_at=entry.parsed_or_none("recorded_at", utc_instant),
    )


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: value for name, value in values.items() if isinstance(value, str)}


def _kind(endpoint: str, by_folder: str) -> str:
    lowered = endpoint.casefold().split(" (")[0].split("?")[0]
    return next((kind for pattern, kind in _ENDPOINTS if pattern.search(lowered)), by_folder)
