"""What each provider would have said about the season, as the rows the platform keeps of it."""
