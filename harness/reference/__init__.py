"""What the platform leans on, as it should be: its own building blocks, and the services that it talks to."""
