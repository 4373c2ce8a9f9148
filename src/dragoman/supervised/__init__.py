"""Documents are read in processes that can be killed, so that none can take the run down with it."""
