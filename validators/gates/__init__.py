"""Gates: validators that say whether the next phase may start. `harness.gate_decisions` derives what each decides."""
