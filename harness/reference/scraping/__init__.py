"""Scrapers: what providers say of a game day, checked before it counts, and a record of how each run ended."""
