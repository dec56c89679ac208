"""The search index of our own: for every term the statements and documents that have it, each with a ready weight."""
