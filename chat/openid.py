"""By whom else one may be identified: Pro Santé Connect, PASS. Whoever has no client id is not
offered. Each address is given: Pro Santé Connect's own list of them is not where the standard says.
"""

from chat import env


def providers() -> dict[str, dict[str, str]]:
    """By their id, which stands in addresses."""
    offered = {}
    if env.given("PSC_CLIENT_ID"):
        offered["psc"] = {
            "name": "Pro Santé Connect",
            "client_id": env.text("PSC_CLIENT_ID"),
            "client_secret": env.secret("PSC_CLIENT_SECRET"),
            "issuer": env.text("PSC_ISSUER"),
            "authorization_endpoint": env.text("PSC_AUTHORIZATION_ENDPOINT"),
            "token_endpoint": env.text("PSC_TOKEN_ENDPOINT"),
            "userinfo_endpoint": env.text("PSC_USERINFO_ENDPOINT"),
            "jwks_uri": env.text("PSC_JWKS_URI"),
            "end_session_endpoint": env.text("PSC_END_SESSION_ENDPOINT", ""),
            "scope": env.text("PSC_SCOPE", "openid scope_all"),
            "acr": env.text("PSC_ACR", "eidas1"),
            "identifier": env.text("PSC_IDENTIFIER", "SubjectNameID"),
        }
    if env.given("PASS_CLIENT_ID"):
        offered["pass"] = {
            "name": "PASS",
            "client_id": env.text("PASS_CLIENT_ID"),
            "client_secret": env.secret("PASS_CLIENT_SECRET"),
            "issuer": env.text("PASS_ISSUER"),
            "authorization_endpoint": env.text("PASS_AUTHORIZATION_ENDPOINT"),
            "token_endpoint": env.text("PASS_TOKEN_ENDPOINT"),
            "userinfo_endpoint": env.text("PASS_USERINFO_ENDPOINT"),
            "jwks_uri": env.text("PASS_JWKS_URI"),
            "end_session_endpoint": env.text("PASS_END_SESSION_ENDPOINT", ""),
            "scope": env.text("PASS_SCOPE", "openid"),
            "acr": env.text("PASS_ACR", "eidas1"),
            "identifier": env.text("PASS_IDENTIFIER", "SubjectNameID"),
        }
    return offered
