"""What was loaded to stay is taken out of the garbage collector's rounds, which would walk through all of it."""

import gc


def settle() -> None:
    """Call when models and lists are loaded: a page or a report then costs the same whatever is loaded."""
    gc.collect()
    gc.freeze()
