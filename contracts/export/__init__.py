"""One contract in the forms that others read: BigQuery DDL, BigQuery schema JSON, ODCS 3 YAML."""
