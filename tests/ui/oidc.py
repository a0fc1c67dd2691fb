"""An identity provider on loopback that knows one person: discovery, consent without asking, token, keys.

Per https://openid.net/specs/openid-connect-core-1_0.html, as far as the code flow takes.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "cxscape"
PERSON = {"sub": "p1", "name": "Ada <b>Lovelace</b>", "email": "ada@example.com"}


@contextmanager
def provider() -> Iterator[str]:
    """Run the provider until the end of the block, and yield the address that describes it."""
    key = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"})
    nonces: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            values = {name: given[0] for name, given in parse_qs(asked.query).items()}
            if asked.path == "/authorize":
                nonces.append(values["nonce"])
                self.send_response(302)
                back = urlencode({"code": "c1", "state": values["state"]})
                self.send_header("Location", f"{values['redirect_uri']}?{back}")
                self.end_headers()
            elif asked.path == "/keys":
                self._json({"keys": [key.as_dict(private=False)]})
            else:
                self._json(
                    {
                        "issuer": address,
                        "authorization_endpoint": f"{address}/authorize",
                        "token_endpoint": f"{address}/token",
                        "jwks_uri": f"{address}/keys",
                        "response_types_supported": ["code"],
                        "subject_types_supported": ["public"],
                        "id_token_signing_alg_values_supported": ["RS256"],
                        "code_challenge_methods_supported": ["S256"],
                    }
                )

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            now = int(time.time())
            claims = {**PERSON, "iss": address, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": nonces[-1]}
            token = jwt.encode({"alg": "RS256", "kid": "k1"}, claims, key)
            self._json({"access_token": "a1", "token_type": "Bearer", "id_token": token, "expires_in": 600})

        def _json(self, value: object) -> None:
            body = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"{address}/.well-known/openid-configuration"
        server.shutdown()
