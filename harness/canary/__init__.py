"""A new revision beside the old one: its share of the traffic, its errors, and whether it may have more."""
