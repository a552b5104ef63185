"""A contract is a class: keywords say where the table lives, fields and row rules what it looks like."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import ibis
import pytest
from pandera.errors import SchemaErrors

from contracts.catalog import contract, contracts, models
from contracts.compile import compile_contract
from contracts.table import Date, Declaration, Field, Json, Strings, Table, Timestamp, row_rule
from harness.results import CheckResult, Outcome, Severity, Window
from harness.warehouse.checks import MetricCheck, RowCheck, groups, rows
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.relations import table
from harness.warehouse.run import Execution, run
from harness.warehouse.schema import declared
from validators.validator import Validator

AS_OF = datetime(2024, 1, 16, 12, tzinfo=UTC)
DAY = Window.parse("2024-01-15")


class PlayerLines(Table, dataset="made", partition="game_date", clustering=("player",), key=("game_id", "player")):
    """Lines of players, made for these tests."""

    game_id: str = Field(str_matches=r"^\d{8}_[A-Z]{3}_[A-Z]{3}$")
    player: str
    game_date: Date
    rebounds: int = Field(ge=0, nullable=True)
    offensive: int = Field(ge=0, nullable=True)
    defensive: int = Field(ge=0, nullable=True)
    seen_at: Timestamp = Field(nullable=True)
    source: Json = Field(nullable=True)
    flags: Strings = Field(nullable=True)
    note: str = Field(nullable=True, required=False)

    @row_rule
    def rebounds_add_up(t: Any) -> Any:
        return t.rebounds == t.offensive + t.defensive

    @row_rule
    def somebody_rebounds(t: Any) -> Any:
        """Of all players together."""
        return t.rebounds.sum() > 0


DDL = (
    "CREATE TABLE made.player_lines (game_id VARCHAR, player VARCHAR, game_date DATE, rebounds BIGINT, "
    "offensive BIGINT, defensive BIGINT, seen_at TIMESTAMPTZ, source JSON, flags VARCHAR[])"
)
GOOD = "('20240115_HOU_PHI', 'joelembiid', DATE '2024-01-15', 10, 3, 7, now(), '{}', ['ok'])"


@pytest.fixture
def warehouse() -> Iterator[DuckDBWarehouse]:
    with DuckDBWarehouse.in_memory() as opened:
        opened.connection.execute("CREATE SCHEMA made")
        opened.connection.execute(DDL)
        opened.connection.execute(f"INSERT INTO made.player_lines VALUES {GOOD}")
        yield opened


def execute(warehouse: DuckDBWarehouse, *sets: Any) -> Execution:
    return run(sets or (compile_contract(PlayerLines),), warehouse, window=DAY, as_of=AS_OF)


def failures(execution: Execution) -> dict[str, list[str]]:
    return {r.check: [v.key_text() for v in r.finding.violations] for r in execution.results if r.finding}


def named(execution: Execution, check: str) -> CheckResult:
    (found,) = [result for result in execution.results if result.check == check]
    return found


def test_the_class_keywords_say_where_the_table_lives() -> None:
    assert PlayerLines.declaration() == Declaration(
        dataset="made",
        table="player_lines",
        partition="game_date",
        clustering=("player",),
        key=("game_id", "player"),
    )
    assert PlayerLines.declaration().name == "made.player_lines"


def test_the_table_can_have_another_name_than_its_class() -> None:
    class Anything(Table, dataset="made", table="lines_2024"):
        v: int

    assert Anything.declaration().name == "made.lines_2024"


def test_a_class_without_a_dataset_is_a_base_whose_fields_are_inherited() -> None:
    class Loaded(Table):
        processed_at: Timestamp

    class Lines(Loaded, dataset="made", key=("v",)):
        v: int

    assert list(Lines.to_schema().columns) == ["processed_at", "v"]
    with pytest.raises(TypeError, match="Loaded names no dataset"):
        compile_contract(Loaded)


def test_a_class_that_inherits_from_a_table_is_no_table_until_it_says_so() -> None:
    class Wider(PlayerLines):
        more: int

    with pytest.raises(TypeError, match="Wider names no dataset"):
        Wider.declaration()


@pytest.mark.parametrize("keywords", [{"key": ("w",)}, {"partition": "w"}, {"clustering": ("w",)}])
def test_a_key_partition_or_clustering_column_must_be_a_field(keywords: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="'w' is named as key, partition or clustering column"):
        type(Table)(
            "Lines", (Table,), {"__annotations__": {"v": int}, "__module__": __name__}, dataset="made", **keywords
        )


def test_a_good_row_breaks_nothing(warehouse: DuckDBWarehouse) -> None:
    execution = execute(warehouse)
    assert {result.outcome for result in execution.results} == {Outcome.PASSED}
    assert {result.subject for result in execution.results} == {"contract.player_lines"}
    assert {result.table for result in execution.results} == {"made.player_lines"}


@pytest.mark.parametrize(
    ("change", "failed"),
    [
        ("game_id = 'x'", "game_id matches ^\\d{8}_[A-Z]{3}_[A-Z]{3}$"),
        ("player = NULL", "player is never NULL"),
        ("rebounds = -1, offensive = NULL", "rebounds is at least 0"),
        ("rebounds = 11", "rebounds add up"),
    ],
)
def test_a_bad_row_breaks_the_one_rule_and_is_named_by_its_key(
    warehouse: DuckDBWarehouse, change: str, failed: str
) -> None:
    bad = GOOD.replace("joelembiid", "alperensengun")
    warehouse.connection.execute(f"INSERT INTO made.player_lines VALUES {bad}")
    warehouse.connection.execute(f"UPDATE made.player_lines SET {change} WHERE player = 'alperensengun'")
    ((check, (key,)),) = failures(execute(warehouse)).items()
    assert check == failed
    changed = dict(part.split(" = ") for part in change.split(", "))
    game_id = changed.get("game_id", "20240115_HOU_PHI").strip("'")
    assert key == f"{game_id} {changed.get('player', 'alperensengun')}"


def test_a_row_outside_the_window_is_not_looked_at(warehouse: DuckDBWarehouse) -> None:
    before = GOOD.replace("2024-01-15", "2024-01-14").replace("10, 3, 7", "10, 3, 8")
    warehouse.connection.execute(f"INSERT INTO made.player_lines VALUES {before}")
    assert failures(execute(warehouse)) == {}


class Rosters(Table, dataset="made", partition="season_year", key=("player",)):
    player: str
    season_year: int
    number: int = Field(ge=0)


class Runs(Table, dataset="made", partition="started_at"):
    started_at: Timestamp
    rows_read: int = Field(gt=0)


def test_a_table_partitioned_by_season_is_read_for_the_seasons_of_the_window(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(
        "CREATE TABLE made.rosters AS SELECT * FROM (VALUES ('then', 2022::BIGINT, -1::BIGINT), ('now', 2023, -1)) "
        "AS lines(player, season_year, number)"
    )
    assert failures(execute(warehouse, compile_contract(Rosters))) == {"number is at least 0": ["now"]}


def test_a_table_partitioned_by_an_instant_is_read_for_its_eastern_days(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(
        "CREATE TABLE made.runs AS SELECT * FROM (VALUES (TIMESTAMPTZ '2024-01-15 04:59:00+00', -1::BIGINT), "
        "(TIMESTAMPTZ '2024-01-16 04:59:00+00', 0)) AS lines(started_at, rows_read)"
    )
    (failed,) = [result for result in execute(warehouse, compile_contract(Runs)).results if result.finding]
    assert failed.check == "rows_read is above 0"
    assert failed.finding is not None
    (violation,) = failed.finding.violations
    assert ("rows_read", 0) in violation.evidence


def test_two_rows_of_one_key_are_critical(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(f"INSERT INTO made.player_lines VALUES {GOOD}")
    execution = execute(warehouse)
    assert failures(execution) == {"one row for each game_id, player": ["20240115_HOU_PHI joelembiid"]}
    assert named(execution, "one row for each game_id, player").severity is Severity.CRITICAL


def test_a_row_rule_counts_null_as_holding(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute("UPDATE made.player_lines SET offensive = NULL")
    assert failures(execute(warehouse)) == {}


def test_a_row_rule_that_aggregates_is_asked_of_all_rows(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute("UPDATE made.player_lines SET rebounds = 0, offensive = 0, defensive = 0")
    assert named(execute(warehouse), "somebody rebounds").outcome is Outcome.FAILED
    compiled = {check.name: check for check in compile_contract(PlayerLines).checks}
    assert isinstance(compiled["somebody rebounds"], MetricCheck)
    assert isinstance(compiled["rebounds add up"], RowCheck)


@pytest.mark.filterwarnings("ignore:fetch_arrow_table", "ignore:The 'future.infer_string' option")
def test_the_same_class_validates_a_frame_with_pandera(warehouse: DuckDBWarehouse) -> None:
    frame = ibis.duckdb.from_connection(warehouse.connection).table("player_lines", database="made")
    PlayerLines.validate(frame, lazy=True)
    warehouse.connection.execute("UPDATE made.player_lines SET rebounds = 11")
    with pytest.raises(SchemaErrors, match="rebounds add up"):
        PlayerLines.validate(frame, lazy=True)


def test_a_contract_and_a_validator_of_a_declared_table_share_its_scan(warehouse: DuckDBWarehouse) -> None:
    name = "nba_raw.bdl_player_boxscores"
    warehouse.connection.execute("CREATE SCHEMA nba_raw")
    warehouse.connection.execute(declared(name).duckdb_ddl())
    box = table(name)
    validator = Validator(
        "raw.box_scores",
        rows(box, "rebounds add up", lambda t: t.rebounds == t.offensive_rebounds + t.defensive_rebounds),
        groups(box, "20 to 40 players a game", by="game_id", holds=lambda g: g.count().between(20, 40)),
    )
    execution = execute(warehouse, contract("contract.bdl_player_boxscores"), validator)
    scans = [query for query in execution.queries if query.kind in ("rows", "fused")]
    assert [query.tables for query in scans] == [(name,)]
    assert scans[0].subjects == ("contract.bdl_player_boxscores", "raw.box_scores")


def test_the_catalog_has_one_contract_for_each_model() -> None:
    assert [one.table for one in contracts()] == [model.declaration().name for model in models()]
    assert len({one.id for one in contracts()}) == len(contracts()) > 0


def test_a_contract_is_found_by_its_id_and_by_its_table() -> None:
    by_id = contract("contract.nbac_schedule")
    assert by_id is contract("nba_raw.nbac_schedule") is contract("nbac_schedule")
    assert by_id.table == "nba_raw.nbac_schedule"


def test_an_unknown_contract_lists_the_closest() -> None:
    with pytest.raises(KeyError, match=r"did you mean: contract\.nbac_schedule"):
        contract("contract.nbac_schedul")
