"""The parts of the Gaps page: from a gap of the customer's experience to tools, with reasons."""
