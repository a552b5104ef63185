"""Who is who: the registry of players, their aliases, and the names that nobody could place."""
