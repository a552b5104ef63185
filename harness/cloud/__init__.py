"""Google Cloud services embedded for tests and simulation. Needs the extra `emulators`."""
