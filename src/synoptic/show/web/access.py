"""Who may read and who may decide: roles, tokens, a password file, signed sessions, and a token that forms carry.

On this machine alone (the default) nobody is asked: whoever can reach 127.0.0.1 is an analyst. Elsewhere a request carries a token
(`Authorization: Bearer`), a name and password (HTTP Basic), or the signed cookie that the log-in page gives. A `reader` reads; an `analyst` decides too.
A password file has one `name:role:hash` a line, with the hash that `synoptic password` prints (scrypt, RFC 7914).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer

from synoptic.errors import SynopticError

ROLES = ("reader", "analyst")
SESSION, FORM = "synoptic_session", "synoptic_form"  # cookies
SESSION_S = 12 * 3600
SCRYPT: dict[str, Any] = {"n": 2**14, "r": 8, "p": 1}


class AccessError(SynopticError):
    """A password file or a setting of access that cannot be."""


@dataclass(frozen=True)
class Person:
    """Who asks, and what they may do."""

    name: str
    role: str

    @property
    def decides(self) -> bool:
        """Whether they may write."""
        return self.role == "analyst"


@dataclass
class Access:
    """The ways in. With none of them whoever reaches the desk is `local`."""

    tokens: Mapping[str, str] = field(default_factory=dict)  # token -> role
    passwords: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # name -> role, hash
    local: Person = Person("analyst", "analyst")

    def __post_init__(self) -> None:
        self.signer = URLSafeTimedSerializer(secrets.token_hex(32), salt="desk")
        self._known: dict[bytes, Person] = {}  # what was verified, by its hash: scrypt takes 50 ms

    @property
    def open(self) -> bool:
        """Whether nobody is asked who they are."""
        return not (self.tokens or self.passwords)

    def person(self, authorization: str, session: str) -> Person | None:
        """Who asks, from the header `Authorization` and the session's cookie; None where nobody known."""
        if self.open:
            return self.local
        scheme, _, rest = authorization.partition(" ")
        if scheme.lower() == "bearer":
            return self.by_token(rest.strip())
        if scheme.lower() == "basic":
            return self.by_basic(rest.strip())
        return self.by_session(session) if session else None

    def by_token(self, token: str) -> Person | None:
        """The holder of a token."""
        found = [role for known, role in self.tokens.items() if hmac.compare_digest(known.encode(), token.encode("utf-8", "replace"))]
        return Person(found[0], found[0]) if found else None

    def by_password(self, name: str, password: str) -> Person | None:
        """Who has that name and password."""
        role, kept = self.passwords.get(name, ("", "scrypt$00$00"))
        return Person(name, role) if is_password(password, kept) and role else None

    def by_basic(self, given: str) -> Person | None:
        """From HTTP Basic (RFC 7617)."""
        key = hashlib.sha256(given.encode("utf-8", "replace")).digest()
        if key not in self._known:
            try:
                name, _, password = base64.b64decode(given, validate=True).decode("utf-8").partition(":")
            except ValueError:
                return None
            person = self.by_password(name, password)
            if person is None:
                return None
            self._known[key] = person
        return self._known[key]

    def by_session(self, session: str) -> Person | None:
        """From a signed cookie."""
        try:
            name, role = self.signer.loads(session, max_age=SESSION_S)
        except (BadSignature, ValueError, TypeError):
            return None
        return Person(str(name), str(role)) if role in ROLES else None

    def session(self, person: Person) -> str:
        """A cookie that says who they are."""
        return str(self.signer.dumps([person.name, person.role]))

    def form_token(self, nonce: str) -> str:
        """What a form carries: only who was given the cookie with this nonce can send it."""
        return str(self.signer.dumps(["form", nonce]))

    def is_form_token(self, token: str, nonce: str) -> bool:
        """Whether a form was made here for that cookie."""
        try:
            return bool(nonce) and list(self.signer.loads(token, max_age=SESSION_S)) == ["form", nonce]
        except (BadSignature, ValueError, TypeError):
            return False


def hash_password(password: str) -> str:
    """A password's salted hash, for a password file."""
    salt = os.urandom(16)
    return f"scrypt${salt.hex()}${hashlib.scrypt(password.encode(), salt=salt, dklen=32, **SCRYPT).hex()}"


def is_password(password: str, kept: str) -> bool:
    """Whether a password has that hash; takes as long where it has not."""
    try:
        _, salt, wanted = kept.split("$")
        made = hashlib.scrypt(password.encode("utf-8", "replace"), salt=bytes.fromhex(salt), dklen=32, **SCRYPT)
        return hmac.compare_digest(made.hex(), wanted)
    except ValueError:
        return False


def read_passwords(path: Path) -> dict[str, tuple[str, str]]:
    """The people of a password file: name -> role, hash. Raises AccessError."""
    try:
        rows = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AccessError(f"{path}: cannot be read as a password file: {error}.") from None
    found: dict[str, tuple[str, str]] = {}
    for number, row in enumerate(rows, 1):
        if not row.strip() or row.startswith("#"):
            continue
        parts = row.strip().split(":")
        if len(parts) != 3 or parts[1] not in ROLES or not parts[2].startswith("scrypt$"):
            raise AccessError(f"{path}, line {number}: not `name:role:hash` with the role {' or '.join(ROLES)}. `synoptic password NAME` prints such a line.")
        found[parts[0]] = (parts[1], parts[2])
    if not found:
        raise AccessError(f"{path}: names nobody. `synoptic password NAME` prints a line for it.")
    return found
