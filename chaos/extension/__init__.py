"""What the Chaos Toolkit finds: actions, probes, and the control that keeps a run safe."""
