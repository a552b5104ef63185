"""What the providers' answers must look like, and whether they still do."""
