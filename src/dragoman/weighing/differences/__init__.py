"""How reports of one event differ, one module for each subject."""
