"""Floor 5: one folder per output language, found by its name; `target.py` in it says what the program asks of one."""
