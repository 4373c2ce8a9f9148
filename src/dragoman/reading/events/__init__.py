"""Which events a report tells: triggers, frames, participants, settings; `finding` puts them together."""
