"""Facts that pages lose, each recovered by a small named rule with a confidence and a reason."""
