"""From paths to bytes: files, folders, archives inside archives, within limits."""
