"""Faults: each has one effect, a bound in time, an undo that any process can do, and a check that the undo worked."""
