"""The claims of one document about persons and places, on which `graph.identity` decides."""
