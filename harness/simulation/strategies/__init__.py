"""Ways of going through the interleavings of a program; none is the best for every bug, so the default is a mixture."""

from harness.simulation.strategies.exhaustive import Exhaustive
from harness.simulation.strategies.pct import Pct
from harness.simulation.strategies.portfolio import Portfolio
from harness.simulation.strategies.strategy import Strategy
from harness.simulation.strategies.walk import Walk

__all__ = ["Exhaustive", "Pct", "Portfolio", "Strategy", "Walk"]
