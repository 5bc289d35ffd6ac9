"""A learned judge of relations: which pairs of mentions are related, beyond what frames say."""
