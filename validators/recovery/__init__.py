"""Recovery: whether what broke was mended, once, everywhere it had reached."""
