"""Races: the platform's concurrent parts under the scheduler, each with what must hold as sentences."""
