"""A browser in words that its owner knows again: « Firefox sur Windows »."""

# The first that is found is the one: most of them also name the others.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
MACHINES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def browser_in_words(user_agent: str) -> str:
    browser = first(BROWSERS, user_agent, "Navigateur inconnu")
    machine = first(MACHINES, user_agent, "")
    return f"{browser} sur {machine}" if machine else browser


def first(names: dict[str, str], text: str, otherwise: str) -> str:
    return next((name for mark, name in names.items() if mark in text), otherwise)
