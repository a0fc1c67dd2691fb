"""How a CSV becomes facts: reading, mapping by profile, matching, releasing."""
