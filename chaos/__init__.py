"""Chaos: faults with an undo, experiments that re-enact the incidents, game days."""
