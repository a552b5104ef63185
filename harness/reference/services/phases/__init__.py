"""The triggers between the phases as one service: completions come in by push, the next phase's message goes out."""
