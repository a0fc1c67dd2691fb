"""The parts of the page about the maturity of the visitor's organization: it stays in the visitor's own session."""
