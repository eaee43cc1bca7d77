"""The TypeScript target: one npm package of typed clients."""
