"""Stand-ins for what the platform talks to: servers and services that answer as the real ones do."""
