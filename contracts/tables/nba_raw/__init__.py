"""The raw tables: what each provider sent, row by row, under the platform's names."""
