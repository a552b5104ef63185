"""The prediction coordinator: starts a day's batch, counts its players, and consolidates it when it is complete."""
