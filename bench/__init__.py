"""Speed and memory, on pinned input."""
