"""Are the grades right, complete, and what the figures that are computed from them say?"""
