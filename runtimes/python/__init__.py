"""The runtime of the generated clients: plain source, the same for every API."""
