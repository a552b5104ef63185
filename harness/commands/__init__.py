"""Sub-commands of the command line that are more than a few lines; `harness/cli.py` puts them together."""
