"""The providers' APIs on loopback: a synthetic season, served in the shapes the real ones send."""

from harness.reference.twin.faults import Fault
from harness.reference.twin.server import Twin

__all__ = ["Fault", "Twin"]
