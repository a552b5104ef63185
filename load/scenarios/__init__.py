"""What is done to the platform: scenarios as plain data in `catalog`, their user classes in modules of their names."""
