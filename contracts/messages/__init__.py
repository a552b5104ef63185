"""What is sent over Pub/Sub, what each reader needs of it, and whether the two ends get on."""
