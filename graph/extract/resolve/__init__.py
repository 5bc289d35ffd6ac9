"""Names → entities: which place, organ, post or title is meant."""
