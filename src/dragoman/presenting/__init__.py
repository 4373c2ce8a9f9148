"""Show: terminal tables, the dossier, exports."""
