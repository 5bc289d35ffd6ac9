"""What a sentence does not repeat: place, occasion, speaker and date."""
