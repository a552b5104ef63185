"""A fault proxy: stands before one server on loopback, carries every byte as it is, and fails on request."""
