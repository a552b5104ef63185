"""Testing and validation harness for an NBA prop-prediction platform."""
