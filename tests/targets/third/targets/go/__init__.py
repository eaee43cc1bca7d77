"""The Go target: a scratch to count files."""
