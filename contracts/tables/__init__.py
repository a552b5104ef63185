"""One pandera model a table: what its rows must look like, wherever they come from."""
