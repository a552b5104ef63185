"""Contracts of the tables of validation."""
