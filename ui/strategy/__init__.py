"""The parts of the page about the visitor's strategy: it stays in the visitor's own session."""
