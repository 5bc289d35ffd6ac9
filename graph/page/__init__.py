"""The interactive page: what to draw (projection), where (layout), and how it looks (template)."""
