"""Telling people what a run found: one message a run, by Slack and by mail, and nothing twice."""
