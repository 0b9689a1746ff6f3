"""French, as written in the news of France, Belgium, Switzerland, Québec and Africa."""
