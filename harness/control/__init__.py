"""A door to the faults of a process: another one switches them on for a time, and off again."""
