"""Keep and find: the SQLite record, its assembly from readings, and a person's judgements."""
