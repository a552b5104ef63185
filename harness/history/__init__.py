"""What a run remembers: the nights before it, and what an interrupted run had already answered."""
