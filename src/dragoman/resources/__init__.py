"""All knowledge and models, loaded once and passed as an argument; importing this loads nothing."""

from dragoman.resources.bundle import Resources, load_resources

__all__ = ["Resources", "load_resources"]
