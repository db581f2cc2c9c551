"""How often one person may search what they can see."""

from django.conf import settings

from chat.errors import Refusal
from directory.rate import Limit


class TooManySearches(Refusal):
    code = "too_many_searches"
    message = "Trop de recherches en une minute. Réessayez dans un instant."
    status = 429


_limit = Limit(60.0, lambda: settings.SEARCHES_PER_MINUTE, TooManySearches)
slow_down = _limit.slow_down
