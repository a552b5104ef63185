"""Defects of names: one person under two lookups, two under one, nobody's name, and rosters that are out of date."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Key, Rows
from harness.season.defects.defect import defect
from harness.season.defects.player_summaries import GRADES, WINDOWS
from harness.season.defects.selection import listed

SUMMARY = "nba_analytics.player_game_summary"
REGISTRY = "nba_reference.nba_players_registry"
ALIASES = "nba_reference.player_aliases"
UNRESOLVED = "nba_reference.unresolved_player_names"
NBACOM = "nba_raw.nbac_player_boxscores"
BALLDONTLIE = "nba_raw.bdl_player_boxscores"
GAMEBOOK = "nba_raw.nbac_gamebook_player_stats"
PROPS = "nba_raw.odds_api_player_points_props"
SOURCES = (BALLDONTLIE, NBACOM, GAMEBOOK, PROPS)
CHECKS = "consistency.player_identity"
KNOWN = f"{CHECKS}/a scraped name leads to a registered player"
NORMALISED = f"{CHECKS}/a lookup has nothing but a-z and 0-9"
FULL_NAME = f"{CHECKS}/a lookup is the full name's"
REGISTERED = f"{CHECKS}/every player of the analytics is registered"
ALIAS = f"{CHECKS}/no player of the analytics goes by an alias"
FOR_THE_TEAM = f"{CHECKS}/a player is registered for the team he played for"
WHILE_WITH_IT = f"{CHECKS}/a player plays for a team while he is with it"
ONE_GAME = f"{CHECKS}/a player plays in one game a day"
ONE_LOOKUP = f"{CHECKS}/one NBA id has one lookup"
ONE_ID = f"{CHECKS}/one lookup has one NBA id"
SAME_NAMES = f"{CHECKS}/Ball Don't Lie names who NBA.com names"
REGISTERED_LOOKUP = f"{CHECKS}/one registered id has one lookup"
REGISTERED_ID = f"{CHECKS}/one registered lookup has one id"
FRESH = f"{CHECKS}/a team's registry is at most 7 days old"
WAITING = f"{CHECKS}/at most 5 names wait to be resolved"
STARTERS = "raw.gamebooks/10 starters a game"
WITHOUT_BOX_SCORE = "consistency.phase_retention/no analytics without a box score"
AS_A_WHOLE = frozenset({()})
CANONICAL = f"SELECT nba_canonical_lookup FROM {ALIASES}"


def _alias(column: str) -> str:
    """SQL: the alias that a player's lookup also goes by."""
    return f"(SELECT min(alias_lookup) FROM {ALIASES} WHERE nba_canonical_lookup = {column})"


def _aliases_of(season: Corruptible, rows: Rows) -> dict[str, str]:
    """Lookup of each picked player to the alias he gets."""
    sql = f"SELECT nba_canonical_lookup, min(alias_lookup) FROM {ALIASES} WHERE nba_canonical_lookup IN "
    return dict(season.execute(f"{sql}{listed(rows, 'player_lookup')} GROUP BY ALL", touches=()))


def _games(season: Corruptible, where: str) -> frozenset[Key]:
    """The games in the window of the players' summaries for which a condition holds."""
    window = f"game_date BETWEEN '{season.window.start}' AND '{season.window.end}'"
    found = season.execute(f"SELECT game_id, player_lookup FROM {SUMMARY} WHERE {window} AND ({where})", touches=())
    return frozenset(found)


@defect(kills={KNOWN}, sizes=(1, 3))
def props_of_a_name_nobody_knows(season: Corruptible, size: int) -> Corrupted:
    """A bookmaker writes a name that is neither registered nor an alias."""
    picked = season.pick(PROPS, size=size, one_per=("player_lookup",))
    rows = season.rows(PROPS, f"player_lookup IN {listed(picked, 'player_lookup')}")
    season.update(rows, player_lookup="player_lookup || 'sr'")
    return Corrupted(rows, {KNOWN: frozenset((PROPS, f"{row['player_lookup']}sr") for row in picked.values)})


@defect(kills={NORMALISED, KNOWN}, companions={STARTERS}, sizes=(1, 5))
def gamebook_lookup_with_capitals(season: Corruptible, size: int) -> Corrupted:
    """A gamebook's lookup is the name as printed, capitals, blanks and all."""
    rows = season.pick(GAMEBOOK, "player_status = 'active'", size, one_per=("player_lookup",))
    season.update(rows, player_lookup="player_name")
    written = frozenset((GAMEBOOK, row["player_name"]) for row in rows.values)
    return Corrupted(rows, {NORMALISED: written, KNOWN: written})


@defect(kills={SAME_NAMES}, companions={WITHOUT_BOX_SCORE}, sizes=(1, 5))
def balldontlie_name_without_its_suffix(season: Corruptible, size: int) -> Corrupted:
    """Ball Don't Lie drops a suffix, so that a player's line joins with no other source's."""
    rows = season.pick(BALLDONTLIE, f"player_lookup IN ({CANONICAL}) AND minutes <> '00'", size)
    short = _aliases_of(season, rows)
    season.update(rows, player_lookup=_alias("player_lookup"))
    return Corrupted(rows, {SAME_NAMES: frozenset((r["game_id"], short[r["player_lookup"]]) for r in rows.values)})


@defect(kills={FULL_NAME, REGISTERED, ALIAS}, companions={*GRADES, *WINDOWS, WITHOUT_BOX_SCORE}, sizes=(1, 5))
def summary_under_an_alias(season: Corruptible, size: int) -> Corrupted:
    """A player's game is summarized under his name without the suffix: one person has two lookups."""
    plain = "regexp_full_match(player_full_name, '[ -~]+')"
    suffixed = f"SELECT nba_canonical_lookup FROM {ALIASES} WHERE alias_type = 'suffix_difference'"
    rows = season.pick(SUMMARY, f"player_lookup IN ({suffixed}) AND {plain}", size)
    short = _aliases_of(season, rows)
    season.update(rows, player_lookup=_alias("player_lookup"))
    keys = frozenset((row["game_id"], short[row["player_lookup"]]) for row in rows.values)
    return Corrupted(rows, {FULL_NAME: keys, REGISTERED: keys, ALIAS: keys})


@defect(kills={REGISTERED, KNOWN}, sizes=(1, 3))
def registry_without_a_player(season: Corruptible, size: int) -> Corrupted:
    """A player who signed during the season never came into the registry."""
    picked = season.pick(SUMMARY, "is_active", size, one_per=("player_lookup",))
    chosen = listed(picked, "player_lookup")
    rows = season.rows(REGISTRY, f"player_lookup IN {chosen}")
    window = f"game_date BETWEEN '{season.window.start}' AND '{season.window.end}'"
    written: set[Key] = set()
    for source in SOURCES:
        sql = f"SELECT DISTINCT player_lookup FROM {source} WHERE player_lookup IN {chosen} AND {window}"
        written |= {(source, lookup) for (lookup,) in season.execute(sql, touches=())}
    season.delete(rows)
    games = _games(season, f"player_lookup IN {chosen}")
    return Corrupted(rows, {REGISTERED: games, KNOWN: frozenset(written)})


@defect(kills={ALIAS}, sizes=(1, 3))
def alias_that_is_another_player(season: Corruptible, size: int) -> Corrupted:
    """An alias was entered for a name that another player bears, so that two persons become one."""
    picked = season.pick(SUMMARY, "is_active", size, one_per=("player_lookup",))
    known = season.rows(ALIASES)
    entry = Rows(ALIASES, known.rowids[:1], known.values[:1])
    for row in picked.values:
        season.insert_copies(entry, alias_lookup=f"'{row['player_lookup']}'")
    games = _games(season, f"player_lookup IN {listed(picked, 'player_lookup')}")
    return Corrupted(picked, {ALIAS: games})


@defect(kills={FOR_THE_TEAM}, incident=35, sizes=(1, 4))
def registry_without_a_trade(season: Corruptible, size: int) -> Corrupted:
    """A traded player is registered for his old team only; the roster of the new one was not read since."""
    first = f"SELECT player_lookup, min(first_game_date) FROM {REGISTRY} GROUP BY ALL HAVING count(*) > 1"
    played = f"SELECT player_lookup, team_abbr FROM {SUMMARY} WHERE game_date >= '{season.window.start}'"
    traded = (
        f"(player_lookup, first_game_date) NOT IN ({first}) AND player_lookup IN (SELECT player_lookup FROM ({first}))"
    )
    rows = season.pick(REGISTRY, f"{traded} AND (player_lookup, team_abbr) IN ({played})", size)
    season.delete(rows)
    return Corrupted(rows, {FOR_THE_TEAM: _games(season, f"player_lookup IN {listed(rows, 'player_lookup')}")})


@defect(kills={WHILE_WITH_IT}, incident=35, sizes=(1, 10))
def registry_that_ends_nine_days_ago(season: Corruptible, size: int) -> Corrupted:
    """A player's registration ends nine days before his last game."""
    picked = season.pick(SUMMARY, f"is_active AND game_date > '{season.window.end}'::DATE - 3", size)
    who = f"player_lookup IN {listed(picked, 'player_lookup')}"
    rows = season.rows(REGISTRY, f"{who} AND last_game_date >= '{season.window.end}'::DATE - 3")
    season.update(rows, last_game_date="last_game_date - 9")
    ended = f"SELECT player_lookup, max(last_game_date) AS ended FROM {REGISTRY} WHERE {who} GROUP BY ALL"
    late = f"{who} AND game_date > (SELECT ended FROM ({ended}) e WHERE e.player_lookup = {SUMMARY}.player_lookup)"
    return Corrupted(rows, {WHILE_WITH_IT: _games(season, late)})


@defect(kills={ONE_GAME, FOR_THE_TEAM}, sizes=(1, 5))
def summary_of_a_player_in_two_games(season: Corruptible, size: int) -> Corrupted:
    """A traded player is also listed, without a minute, by the team that let him go."""
    several = f"SELECT game_date FROM {SUMMARY} GROUP BY ALL HAVING count(DISTINCT game_id) > 1"
    rows = season.pick(SUMMARY, f"NOT is_active AND game_date IN ({several})", size, one_per=("player_lookup",))
    keys: set[Key] = set()
    for rowid, row in zip(rows.rowids, rows.values, strict=True):
        other = season.rows(SUMMARY, f"game_date = '{row['game_date']}' AND game_id <> '{row['game_id']}'")
        target = {name: f"'{other.one(name)}'" for name in ("game_id", "team_abbr", "opponent_team_abbr")}
        season.insert_copies(Rows(SUMMARY, (rowid,), (row,)), **target)
        keys.add((other.one("game_id"), row["player_lookup"]))
    return Corrupted(rows, {FOR_THE_TEAM: frozenset(keys)})


@defect(kills={ONE_LOOKUP, SAME_NAMES}, companions={STARTERS}, sizes=(1, 3))
def nbacom_name_without_its_suffix(season: Corruptible, size: int) -> Corrupted:
    """NBA.com's box score of one game drops a suffix: its player has two lookups under one id."""
    rows = season.pick(NBACOM, f"player_lookup IN ({CANONICAL})", size, one_per=("nba_player_id",))
    season.update(rows, player_lookup=_alias("player_lookup"))
    return Corrupted(rows)


@defect(kills={ONE_ID, ONE_LOOKUP}, companions={SAME_NAMES, STARTERS}, sizes=(1,))
def two_players_under_one_lookup(season: Corruptible, size: int) -> Corrupted:
    """A player's line is filed under the lookup of a namesake, as if there were no suffix to tell them apart."""
    window = f"game_date BETWEEN '{season.window.start}' AND '{season.window.end}'"
    often = f"player_lookup IN (SELECT player_lookup FROM {NBACOM} WHERE {window} GROUP BY ALL HAVING count(*) > 2)"
    namesake = season.pick(NBACOM, often)
    other = f"player_lookup <> '{namesake.one('player_lookup')}' AND game_id <> '{namesake.one('game_id')}'"
    rows = season.pick(NBACOM, f"{often} AND {other}", size)
    season.update(rows, player_lookup=f"'{namesake.one('player_lookup')}'")
    return Corrupted(rows, {ONE_ID: namesake.keys("player_lookup")})


@defect(kills={REGISTERED_LOOKUP}, sizes=(1, 3))
def registry_with_one_id_for_two_players(season: Corruptible, size: int) -> Corrupted:
    """A player is registered under the id of another."""
    single = f"SELECT player_lookup FROM {REGISTRY} GROUP BY ALL HAVING count(*) = 1"
    rows = season.pick(REGISTRY, f"player_lookup IN ({single})", size + 1)
    given = rows.one("universal_player_id")
    season.update(Rows(REGISTRY, rows.rowids[1:], rows.values[1:]), universal_player_id=f"'{given}'")
    return Corrupted(rows, {REGISTERED_LOOKUP: frozenset({(given,)})})


@defect(kills={REGISTERED_ID}, sizes=(1, 4))
def registry_with_a_new_id_after_a_trade(season: Corruptible, size: int) -> Rows:
    """A traded player got a second id with his new team."""
    several = f"SELECT player_lookup FROM {REGISTRY} GROUP BY ALL HAVING count(*) > 1"
    rows = season.pick(REGISTRY, f"player_lookup IN ({several})", size, one_per=("player_lookup",))
    season.update(rows, universal_player_id="player_lookup || '_002'")
    return rows


@defect(kills={FRESH}, incident=35, sizes=(1, 5))
def registry_of_a_team_nine_days_old(season: Corruptible, size: int) -> Rows:
    """Nobody of a team was registered for nine days: its roster was not read."""
    teams = season.pick(REGISTRY, size=size, one_per=("team_abbr",))
    rows = season.rows(REGISTRY, f"team_abbr IN {listed(teams, 'team_abbr')}")
    old = f"'{season.as_of.isoformat()}'::TIMESTAMPTZ - INTERVAL 9 DAY"
    season.update(rows, processed_at=f"least(processed_at, {old})")
    return rows


@defect(kills={WAITING}, sizes=(4, 20))
def names_that_nobody_resolved(season: Corruptible, size: int) -> Corrupted:
    """More than five names wait: the run that resolves them has not been there since the season began."""
    found = season.rows(UNRESOLVED, "status = 'resolved'")
    rows = Rows(UNRESOLVED, found.rowids[:size], found.values[:size])
    season.update(rows, status="'pending'", resolution_type="NULL", resolved_to_name="NULL")
    return Corrupted(rows, {WAITING: AS_A_WHOLE})
