"""The parts of the page about communities and channels: what it rests on stays in the visitor's own session."""
