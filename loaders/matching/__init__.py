"""Whether two rows of different files speak of the same tool: evidence, its weight, and the decision."""
