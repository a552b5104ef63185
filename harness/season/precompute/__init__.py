"""What the platform works out before each day's games: windows, zones, factors, features. One module a table.

Everything about a day is made from games of earlier days only. Nothing but features is made before every team has
played once, which is on the fourth day of a season: one player in two would have nothing to look back on.
"""
