"""What runs inside Locust: only modules in here and locustfiles import it, since it patches the process."""
