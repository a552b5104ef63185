"""The rules of `box_scores.py` asked by Great Expectations, in an interpreter of its own.

    python great_expectations_scan.py RULES_JSON COLUMNS...

Then one line a question on standard input, a parquet file, and one JSON object a line on standard output: the seconds
that it took, and for each rule the keys of the rows that it names.

Its pandas engine is the fastest that can ask all of these rules: DuckDB is none of its databases, SQLite has no regular
expressions, Spark pays for the start of its jobs. What does not depend on the data (the context, the suite, the batch
definition) is made once and is not timed; reading the file is, as it is for the others. The sum of two columns has no
expectation of its own: it is a column made by pandas, compared with `expect_column_pair_values_to_be_equal`. The types
of columns are not asked. `COMPLETE` with the key's columns is what names every row.
"""

from __future__ import annotations

import json
import os
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd

MISSING_PAIR = "either_value_is_missing"


def expectations(rules: list[dict[str, Any]]) -> Iterator[Any]:
    """One expectation a rule, with the rule's name beside it."""
    for rule in rules:
        columns, meta = rule["columns"], {"rule": rule["name"]}
        match rule["kind"]:
            case "required":
                yield gxe.ExpectColumnValuesToNotBeNull(column=columns[0], meta=meta)
            case "range":
                yield gxe.ExpectColumnValuesToBeBetween(
                    column=columns[0], min_value=0, max_value=rule["highest"], meta=meta
                )
            case "enum":
                yield gxe.ExpectColumnValuesToBeInSet(column=columns[0], value_set=rule["allowed"], meta=meta)
            case "pattern":
                yield gxe.ExpectColumnValuesToMatchRegex(column=columns[0], regex=rule["pattern"], meta=meta)
            case "part":
                part, whole = columns
                yield gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                    column_A=whole, column_B=part, or_equal=True, ignore_row_if=MISSING_PAIR, meta=meta
                )
            case "sum":
                yield gxe.ExpectColumnPairValuesToBeEqual(
                    column_A=columns[0], column_B="sum_of_parts", ignore_row_if=MISSING_PAIR, meta=meta
                )
            case "unique":
                yield gxe.ExpectCompoundColumnsToBeUnique(column_list=columns, meta=meta)
            case kind:
                raise ValueError(f"no expectation asks what a rule of kind {kind} asks")


def validation_of(rules: list[dict[str, Any]]) -> Any:
    """The suite over whole data frames."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    suite = context.suites.add(gx.ExpectationSuite(name="box_scores", expectations=list(expectations(rules))))
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("rows")
    batch = asset.add_batch_definition_whole_dataframe("all")
    return context.validation_definitions.add(gx.ValidationDefinition(name="scan", data=batch, suite=suite))


def ask(validation: Any, file: Path, parts: list[str], key: list[str]) -> Any:
    """All rules over the file, every row that breaks one named by its key."""
    rows = pd.read_parquet(file)
    rows["sum_of_parts"] = rows[parts[0]] + rows[parts[1]]
    wanted = {
        "result_format": "COMPLETE",
        "unexpected_index_column_names": key,
        "include_unexpected_rows": False,
        "return_unexpected_index_query": False,
    }
    return validation.run(batch_parameters={"dataframe": rows}, result_format=wanted)


def told(answer: Any, key: list[str]) -> dict[str, Any]:
    """For each rule the keys of its rows, and how many violations are counted."""
    keys: dict[str, list[list[str]]] = {}
    counted = 0
    for result in answer.results:
        if result.exception_info.get("raised_exception"):
            raise RuntimeError(f"{result.expectation_config.meta['rule']}: {result.exception_info}")
        counted += result.result.get("unexpected_count", 0)
        places = result.result.get("unexpected_index_list") or []
        keys[result.expectation_config.meta["rule"]] = [[str(place[name]) for name in key] for place in places]
    return {"keys": keys, "counted": counted}


def main() -> None:
    rules, key = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2:]
    [parts] = [rule["columns"][1:] for rule in rules if rule["kind"] == "sum"]
    validation = validation_of(rules)
    # It prints beside its answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        started, worked = time.perf_counter(), time.process_time()
        answer = ask(validation, Path(line.strip()), parts, key)
        taken = {"seconds": time.perf_counter() - started, "cpu_seconds": time.process_time() - worked}
        print(json.dumps({**taken, **told(answer, key)}), file=answers, flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
