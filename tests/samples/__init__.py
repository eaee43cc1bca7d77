"""Every sample of specs/ compiles against the generated packages: part of `make check`."""
