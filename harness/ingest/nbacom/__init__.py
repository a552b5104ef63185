"""NBA.com: one module per feed."""
