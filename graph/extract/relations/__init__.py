"""Rules that say how mentions are related: one kind a file, found by walking this folder."""
