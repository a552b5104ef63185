"""The reference platform's services: the same building blocks as elsewhere in it, behind HTTP on loopback."""
