"""Who is meant: states, organisations, armed groups, companies and people in a text, without spaCy."""
