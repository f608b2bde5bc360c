"""A provider of OpenID Connect for tests: it signs in whom a test says, and can be wrong in each way."""

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "engagements", "client secret"


class Provider:
    """What it says of who signs in is ``claims``; ``wrong`` overrides claims of the token it gives.

    At addresses with ``late_at`` in them it gives no answer.
    """

    def __init__(self):
        self.claims = {"sub": "ann", "preferred_username": "ann", "groups": ["protocol"]}
        self.wrong = {}
        self.codes = {}
        self.status = 200
        self.late_at, self.is_over = "", threading.Event()
        self.challenges, self.signed_out = [], []
        self.change_keys()

    def change_keys(self):
        self.key = RSAKey.generate_key(2048, auto_kid=True)

    def metadata(self):
        return {
            "issuer": self.issuer,
            **{
                f"{name}": f"{self.issuer}/{path}"
                for name, path in (
                    ("authorization_endpoint", "authorize"),
                    ("token_endpoint", "token"),
                    ("jwks_uri", "jwks"),
                    ("end_session_endpoint", "logout"),
                )
            },
            "id_token_signing_alg_values_supported": ["RS256"],
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
        }

    def authorize(self, query):
        """Return where the browser is sent, as if somebody had signed in."""
        assert query["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form):
        asked = self.codes.pop(form["code"])
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        assert challenge.decode().rstrip("=") == asked["code_challenge"]
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 300,
        }
        header = {"alg": "RS256", "kid": self.key.kid}
        id_token = jwt.encode(header, claims | self.claims | self.wrong, self.key)
        return {"access_token": "x", "token_type": "Bearer", "id_token": id_token}


@contextmanager
def running_provider():
    """Yield a `Provider` that answers on a port of this machine."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args):
            pass

        def answer(self, data):
            if provider.late_at and provider.late_at in self.path:
                provider.is_over.wait()
            content = json.dumps(data).encode()
            self.send_response(provider.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def redirect(self, address):
            self.send_response(302)
            self.send_header("Location", address)
            self.end_headers()

        def do_GET(self):
            address = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            match address.path:
                case "/.well-known/openid-configuration":
                    self.answer(provider.metadata())
                case "/jwks":
                    self.answer({"keys": [provider.key.as_dict(private=False)]})
                case "/authorize":
                    self.redirect(provider.authorize(query))
                case "/logout":
                    provider.signed_out.append(query)
                    self.redirect(query["post_logout_redirect_uri"])

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(provider.token({name: values[0] for name, values in parse_qs(body).items()}))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()
