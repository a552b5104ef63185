"""A platform's own code, in the shapes that it is written in; it knows nothing of the harness."""
