"""What a city may choose about its gate."""

from __future__ import annotations

from dataclasses import dataclass

# Domains that only public bodies and schools of Japan can hold (JPRS, 属性型JPドメイン名).
_PUBLIC = (".lg.jp", ".go.jp", ".ed.jp", ".ac.jp")


@dataclass(frozen=True)
class Policy:
    """The city's choices.

    ``small_cell``: a count of people from 1 to one less than this may point to a single
    person. No law sets the number; 10 is the project's own choice. ``domains`` are
    further mail domains, such as ``kaga-tourism.example``, whose addresses are offices'.
    """

    small_cell: int = 10
    domains: tuple[str, ...] = ()

    def is_public(self, domain: str) -> bool:
        """Whether the mail domain (lower case) belongs to a public body or one of ours."""
        return f".{domain}".endswith((*_PUBLIC, *(f".{own}" for own in self.domains)))
