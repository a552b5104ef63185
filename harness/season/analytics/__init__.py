"""What the platform makes of the raw tables: summaries of games played, contexts of games to come."""
