"""Contracts of the tables of nba_predictions."""
