"""Phase 5: what the prediction systems said before each game, and the runs in which they said it."""
