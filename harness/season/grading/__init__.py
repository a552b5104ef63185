"""Phase 5B: predictions beside what was played, and the figures that are computed from them."""
