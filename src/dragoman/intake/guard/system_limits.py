"""Limits that the system sets to a worker, where it can."""


def limit_resource(name: str, wanted: int) -> None:
    """Let this process have no more of a resource ("AS", "CORE", "FSIZE") than wanted, or than it may have already.

    Nothing happens where the system knows no such limit, as on Windows, or does not let it be set.
    """
    try:
        import resource

        which = getattr(resource, f"RLIMIT_{name}")
        most = resource.getrlimit(which)[1]
        limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(which, (limit, limit))
    except (ImportError, AttributeError, OSError, ValueError):
        return
