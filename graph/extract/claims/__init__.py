"""What one document testifies of persons and places, for identity to decide on."""
