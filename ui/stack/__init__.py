"""The parts of the page about the tools that a visitor has: they stay in the visitor's own session."""
