"""The contracts as pages to read: an index, and one page a table, that need no network, no server and no script."""

from contracts.export.docs.examples import example_row
from contracts.export.docs.pages import pages

__all__ = ["example_row", "pages"]
