"""Rules that propose mentions: one kind a file, found by walking this folder."""
