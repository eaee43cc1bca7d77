"""Floor 7: an edit of one page, carried to its twins: the other pages of the operation, and of each data structure."""
