"""What a document says as evidence of who is who and where a place lies, as values.

Takes nothing but the model; gives the claims that extraction makes of one document and identity
decides on over all of them, and the entities they are about before and after.
"""

from __future__ import annotations

from graph.claims.claims import (
    CENTRE,
    OURS,
    Claim,
    Final,
    Held,
    Part,
    PendingName,
    PersonClaim,
    PlaceClaim,
    Provisional,
    Topic,
    Within,
    anonymous,
)

__all__ = [
    "CENTRE",
    "OURS",
    "Claim",
    "Final",
    "Held",
    "Part",
    "PendingName",
    "PersonClaim",
    "PlaceClaim",
    "Provisional",
    "Topic",
    "Within",
    "anonymous",
]
