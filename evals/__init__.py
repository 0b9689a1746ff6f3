"""Quality: scores on labeled examples, and the floors they must not fall below."""
