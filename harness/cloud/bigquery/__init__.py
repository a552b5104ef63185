"""BigQuery on the wire: an emulator in this process, for code that speaks google-cloud-bigquery."""
