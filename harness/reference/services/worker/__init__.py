"""The prediction worker: answers a request for one player by what the seven systems say, stages it, and reports it."""
