"""What a host's robots.txt allows us."""

from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

_NAME = "Dragoman"


@dataclass(frozen=True, slots=True)
class Robots:
    """One host's rules, and the seconds that it asks to be left between two requests."""

    rules: RobotFileParser
    pause_seconds: float = 0.0

    def allows(self, url: str) -> bool:
        """True where the rules let us fetch the address."""
        return self.rules.can_fetch(_NAME, url)


def parse_robots(data: bytes) -> Robots:
    """The rules in a robots.txt: "User-agent: *", "Disallow: /private"."""
    rules = RobotFileParser()
    rules.parse(data.decode("utf-8-sig", "replace").splitlines())
    delay = rules.crawl_delay(_NAME)
    return Robots(rules, float(delay) if delay else 0.0)


ALLOW_ALL = parse_robots(b"")
FORBID_ALL = parse_robots(b"User-agent: *\nDisallow: /\n")
