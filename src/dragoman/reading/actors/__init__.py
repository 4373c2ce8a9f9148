"""Who appears: names, descriptions, pronouns; what they are called and how they are tied."""
