"""Cases as folders: pages in, everything out."""
