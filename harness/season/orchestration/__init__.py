"""What the platform wrote about its own work: runs, completions, decisions, queues."""
