"""Floor 6: lint rules about what pages show: sample code and example JSON, one file of `checks/` each.

Pure functions; findings are data. `run.py` runs them, for `lint` and `build` alike.
"""
