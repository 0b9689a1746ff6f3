"""Recipe for the French pipeline's weights: read treebanks, add sentences, train, score."""
