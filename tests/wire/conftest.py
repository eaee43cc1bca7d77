"""Node's tools, as the tests of the TypeScript client have them."""

from tests.typescript_client.conftest import folder, node

__all__ = ["folder", "node"]
