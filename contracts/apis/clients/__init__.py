"""Typed clients of the providers, for the calls that the nightly check makes."""
