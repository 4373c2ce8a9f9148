-- Events keep why their mentions were joined and others kept apart; the next reading derives them anew.
DELETE FROM meta WHERE key = 'derived_from';
