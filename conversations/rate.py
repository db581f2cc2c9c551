"""How fast a page may speak: a bucket that fills by the second."""

from time import monotonic


class Rate:
    """Allows `per_second` in the long run, and four times as many at once."""

    def __init__(self, per_second: int) -> None:
        self.per_second = per_second
        self.left = float(4 * per_second)
        self.at = monotonic()

    def allows(self) -> bool:
        now = monotonic()
        self.left = min(4.0 * self.per_second, self.left + (now - self.at) * self.per_second)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
