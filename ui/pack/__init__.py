"""The board pack of `plans.pack` as a document: each part says what is found, then what shows it."""
