"""What an event is worth: chains, independent origins, disagreements."""
