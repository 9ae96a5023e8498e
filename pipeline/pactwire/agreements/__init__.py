"""Rule-based detection of agreement events: which agreement, at which stage, how certain, between whom."""
