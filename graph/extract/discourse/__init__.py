"""What a sentence leaves out: place, occasion, who is speaking, on which date."""
