"""What proves a graph."""
