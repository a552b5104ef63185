"""Small programs that experiments drive: each is a process that says `ready`, and at its end what it found out."""
