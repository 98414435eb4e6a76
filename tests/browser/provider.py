"""An identity provider of its own for tests: OpenID Connect with one person who always agrees."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT = "unpriced"


def make_provider(issuer: str, person: dict[str, str]) -> Starlette:
    """The app; `person` holds the claims of whoever signs in, and may change."""
    key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"}, private=True)
    nonces: dict[str, str] = {}

    async def metadata(request: Request) -> Response:
        ways = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return JSONResponse(
            {name: f"{issuer}/{path}" for name, path in ways.items()}
            | {
                "issuer": issuer,
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def authorize(request: Request) -> Response:
        asked = request.query_params
        code = f"code{len(nonces)}"
        nonces[code] = asked.get("nonce", "")
        return RedirectResponse(f"{asked['redirect_uri']}?code={code}&state={asked['state']}")

    async def token(request: Request) -> Response:
        form = await request.form()
        now = int(time.time())
        claims = {"iss": issuer, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": nonces[str(form["code"])]}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims | person, key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": signed})

    async def keys(request: Request) -> Response:
        return JSONResponse({"keys": [key.as_dict(private=False)]})

    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", metadata),
            Route("/authorize", authorize),
            Route("/token", token, methods=["POST"]),
            Route("/keys", keys),
        ]
    )


@contextmanager
def running_provider(port: int, person: dict[str, str]) -> Iterator[str]:
    """The address of the provider while it runs."""
    issuer = f"http://127.0.0.1:{port}"
    server = uvicorn.Server(uvicorn.Config(make_provider(issuer, person), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield issuer
    finally:
        server.should_exit = True
        thread.join(10)
