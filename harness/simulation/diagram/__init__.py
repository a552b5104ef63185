"""A failing run as a picture: one lane a process and one for the database."""
