#!/usr/bin/env python3
"""Independent verifier for Shodo records (`shodo/log/v1`, `shodo/handover/v1`).

Written from the format's specification (FORMAT.md) alone, by somebody who has not read the code of
the app, so that the record need not be believed on the word of the program that wrote it. It needs
Python 3.11 and nothing else: the ZIP reader, the canonical JSON and the Ed25519 are all in here.

    python3 verify.py FILE [--kept TEXT]... [--kept-file PATH]... [--json]
        says in Japanese and English what holds, what does not, and where.
        exit status: 0 all holds; 1 something does not; 2 the file, or what was kept, cannot be read.

    python3 verify.py --batch CASES.jsonl
        each line is {"file": path, "kept": [texts]}, or has the file itself, {"bytes": base64, …};
        prints one line of JSON for each. `-` reads them from standard input.

What somebody outside kept (`--kept`, `--kept-file`) is the text of a checkpoint's QR code, its hash,
its 25 digits, its text or its signed note.

The names in this file follow the specification: a *parcel* is a hand-over file or an evidence bundle
(a ZIP); a *place* is `log.jsonl:<line>`, the name of an entry, or a device id.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import functools
import hashlib
import io
import json
import os
import re
import struct
import sys
import unicodedata
import zlib
from collections import Counter, OrderedDict
from typing import Any, BinaryIO, Iterable, Iterator, NamedTuple

# ------------------------------------------------------------------------------------------------
# Limits and names
# ------------------------------------------------------------------------------------------------

MAX_LOG = 300_000_000
MAX_MANIFEST = 10_000_000
MAX_ENTRIES = 20_000
MAX_NOTE = 1 << 20
MAX_NOTE_SIGNATURES = 100
MAX_DEPTH = 32
MAX_LINE = 8 << 20
MAX_BAD_LINES = 200
MAX_INTEGER = 2**53 - 1
CHUNK = 1 << 18

CHECKS = (
    "manifest", "manifestSignature", "log", "oneLog", "events", "keys",
    "signatures", "chains", "runbook", "files", "checkpoints",
)


class Unreadable(Exception):
    """The file is neither a bare log nor a well-formed parcel; nothing more is said about it."""


class NotCanonical(ValueError):
    """Bytes that are not the canonical JSON form of anything."""


class NoManifest(ValueError):
    """A manifest that is not of its form: what lies beside it is judged all the same."""


class NotANote(ValueError):
    """Bytes that are not a signed note, or a text that is no checkpoint."""


# ------------------------------------------------------------------------------------------------
# Canonical JSON (RFC 8785 with integers only)
# ------------------------------------------------------------------------------------------------

def _integer(digits: str) -> int:
    if len(digits) > 17:
        raise NotCanonical("number out of range")
    value = int(digits)
    if abs(value) > MAX_INTEGER:
        raise NotCanonical("number out of range")
    return value


def _no_number(_: str) -> None:
    raise NotCanonical("not an integer")


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, if its keys are in the order of their UTF-16 code units and none stands twice."""
    last: bytes | None = None
    for key, _ in pairs:
        units = _utf16(key)
        if last is not None and units <= last:
            raise NotCanonical("keys out of order or twice")
        if key == "toJSON":
            raise NotCanonical("a key toJSON")
        last = units
    return dict(pairs)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_no_number, parse_constant=_no_number,
)
# With ensure_ascii off it escapes what RFC 8785 escapes, and in the same way; the order of the keys
# is the order in which they were read.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def _check_depth(value: Any, level: int = 0) -> None:
    if level > MAX_DEPTH:
        raise NotCanonical("too deep")
    if isinstance(value, dict):
        for inner in value.values():
            _check_depth(inner, level + 1)
    elif isinstance(value, list):
        for inner in value:
            _check_depth(inner, level + 1)


def parse_canonical(source: bytes) -> Any:
    """Parse bytes that must be the very canonical form of what they say; else `NotCanonical`."""
    try:
        text = source.decode("utf-8")
        value = _DECODER.decode(text)
        _check_depth(value)
        if _ENCODER.encode(value) != text:
            raise NotCanonical("not in canonical form")
    except RecursionError:
        raise NotCanonical("too deep") from None
    except NotCanonical:
        raise
    except ValueError as error:
        raise NotCanonical(str(error)) from None
    return value


def is_canonical(source: bytes) -> bool:
    """Whether the bytes are canonical JSON."""
    try:
        parse_canonical(source)
    except NotCanonical:
        return False
    return True


# ------------------------------------------------------------------------------------------------
# Forms of values
# ------------------------------------------------------------------------------------------------

_LOG_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_HASH = re.compile(r"[0-9a-f]{64}")
_OPAQUE = re.compile(r"[0-9a-f]{32}")
_HEX = re.compile(r"(?:[0-9a-f]{2})*")
_TYPE = re.compile(r"[a-z][a-zA-Z]*\.[a-z][a-zA-Z]*")
_INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.[0-9]{3}"
    r"[+-]([0-9]{2}):([0-9]{2})"
)
_PURPOSES = ("incident", "readiness", "ledger")
_MODES = ("live", "drill")


# Unicode's White_Space, written out so that no library's idea of it comes in.
_WHITE = ("\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
          "\u2028\u2029\u202f\u205f\u3000")


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def is_hash(value: Any) -> bool:
    """64 lower-case hex digits: a hash, an event id or a device id."""
    return _matches(_HASH, value)


def is_integer(value: Any, least: int | None = None) -> bool:
    """An integer (never a boolean), not below `least`."""
    return type(value) is int and (least is None or value >= least)


def is_instant(value: Any) -> bool:
    """`YYYY-MM-DDThh:mm:ss.sss±hh:mm` on a day that exists in the Gregorian calendar."""
    found = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return False
    year, month, day, hour, minute, second, off_hour, off_minute = map(int, found.groups())
    if not 1 <= month <= 12:
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    return (1 <= day <= days and hour <= 23 and minute <= 59 and second <= 59
            and off_hour <= 23 and off_minute <= 59)


def is_log_triple(value: dict[str, Any]) -> bool:
    """Whether `log`, `mode` and `purpose` of an object are of their forms."""
    return (_matches(_LOG_ID, value.get("log")) and value.get("mode") in _MODES
            and value.get("purpose") in _PURPOSES)


def has_keys(value: Any, keys: Iterable[str]) -> bool:
    """Whether a value is an object with exactly these keys."""
    return isinstance(value, dict) and value.keys() == set(keys)


_HEADER_KEYS = frozenset((
    "v", "log", "purpose", "mode", "device", "seq", "prev", "seen", "lamport", "wall", "t", "mono",
    "boot", "clock", "act", "type", "dataHash", "textHash",
))


def is_header(value: Any) -> bool:
    """Whether a parsed value has the form of an event's header, version 1."""
    if not has_keys(value, _HEADER_KEYS):
        return False
    seen, clock, kind = value["seen"], value["clock"], value["type"]
    return (
        is_integer(value["v"]) and value["v"] == 1
        and is_log_triple(value)
        and is_hash(value["device"])
        and is_integer(value["seq"], 1)
        and (value["prev"] is None if value["seq"] == 1 else is_hash(value["prev"]))
        and isinstance(seen, list) and all(map(is_hash, seen))
        and all(a < b for a, b in zip(seen, seen[1:]))
        and is_integer(value["lamport"], 1)
        and is_instant(value["wall"]) and is_instant(value["t"])
        and (value["mode"] == "drill" or value["t"] == value["wall"])
        and is_integer(value["mono"], 0)
        and _matches(_OPAQUE, value["boot"])
        and has_keys(clock, ("check", "origin"))
        and (clock["check"] is None or is_hash(clock["check"])) and is_integer(clock["origin"])
        and _matches(_OPAQUE, value["act"])
        and _matches(_TYPE, kind) and len(kind) <= 64
        and is_hash(value["dataHash"])
        and (value["textHash"] is None or is_hash(value["textHash"]))
    )


# ------------------------------------------------------------------------------------------------
# Ed25519 (RFC 8032), verification only, strict and without the cofactor
# ------------------------------------------------------------------------------------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_D2 = 2 * _D % _P
_SQRT_M1 = pow(2, (_P - 1) // 4, _P)

Point = tuple[int, int, int, int]          # extended coordinates X, Y, Z, T with XY = ZT
Cached = tuple[int, int, int]              # y+x, y-x, 2dxy of an affine point, ready to be added
_IDENTITY: Point = (0, 1, 1, 0)


def _add(a: Point, b: Cached) -> Point:
    """a + b, where b is an affine point made ready by `_cache`."""
    x1, y1, z1, t1 = a
    plus, minus, txy = b
    m = (y1 - x1) * minus % _P
    n = (y1 + x1) * plus % _P
    c = t1 * txy % _P
    d = 2 * z1
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _double(a: Point) -> Point:
    """2a."""
    x, y, z, _ = a
    xx, yy = x * x % _P, y * y % _P
    h = xx + yy
    e = h - (x + y) * (x + y)
    g = xx - yy
    f = 2 * z * z + g
    e, f = e % _P, f % _P
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _cache_all(points: list[Point]) -> list[Cached]:
    """The points made affine (with one inversion for all of them) and ready for `_add`."""
    products, product = [], 1
    for point in points:
        products.append(product)
        product = product * point[2] % _P
    inverse = pow(product, -1, _P)
    cached: list[Cached] = []
    for point, before in zip(reversed(points), reversed(products)):
        z = inverse * before % _P
        inverse = inverse * point[2] % _P
        x, y = point[0] * z % _P, point[1] * z % _P
        cached.append(((y + x) % _P, (y - x) % _P, x * y % _P * _D2 % _P))
    cached.reverse()
    return cached


def _decode_point(encoded: bytes) -> tuple[int, int] | None:
    """The affine point of a canonical 32-byte encoding; None where there is none."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= _P:
        return None
    yy = y * y % _P
    u, v = (yy - 1) % _P, (_D * yy + 1) % _P
    x = u * pow(v, 3, _P) * pow(u * pow(v, 7, _P), (_P - 5) // 8, _P) % _P
    square = v * x * x % _P
    if square == _P - u if u else square != 0:
        x = x * _SQRT_M1 % _P
    elif square != u:
        return None
    if x == 0 and sign:
        return None
    return (_P - x if x & 1 != sign else x), y


def _encode_point(point: Point) -> bytes:
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _is_small_order(affine: tuple[int, int]) -> bool:
    x, y = affine
    point = (x, y, 1, x * y % _P)
    for _ in range(3):
        point = _double(point)
    return point[0] == 0 and (point[1] - point[2]) % _P == 0


def _comb(affine: tuple[int, int], bits: int) -> list[list[Cached]]:
    """For every window of `bits` bits the multiples 1 … 2^bits − 1 of the point, shifted there."""
    x, y = affine
    base: Point = (x, y, 1, x * y % _P)
    points: list[Point] = []
    windows = -(-253 // bits)
    for _ in range(windows):
        step = _cache_all([base])[0]
        running = base
        for _ in range(2**bits - 1):
            points.append(running)
            running = _add(running, step)
        base = running                      # 2^bits times the former one
    cached, size = _cache_all(points), 2**bits - 1
    return [cached[i * size:(i + 1) * size] for i in range(windows)]


def _add_multiple(start: Point, scalar: int, comb: list[list[Cached]], bits: int) -> Point:
    """start + scalar · the comb's point."""
    mask = (1 << bits) - 1
    for window in comb:
        digit = scalar & mask
        if digit:
            start = _add(start, window[digit - 1])
        scalar >>= bits
    return start


class _Key:
    """A public key: what of it is worth keeping between signatures."""

    COMB_BITS = 4
    COMB_AFTER = 4          # signatures after which a table for the key pays

    def __init__(self, encoded: bytes) -> None:
        point = _decode_point(encoded) if len(encoded) == 32 else None
        self.valid = point is not None and not _is_small_order(point)
        if point is not None:
            x, y = point
            self.negative = ((_P - x) % _P, y)
        self.uses = 0
        self.comb: list[list[Cached]] | None = None

    def add_negative_multiple(self, start: Point, scalar: int) -> Point:
        """start − scalar · the key."""
        self.uses += 1
        if self.comb is None and self.uses > self.COMB_AFTER:
            self.comb = _comb(self.negative, self.COMB_BITS)
        if self.comb is not None:
            return _add_multiple(start, scalar, self.comb, self.COMB_BITS)
        x, y = self.negative
        first = _cache_all([(x, y, 1, x * y % _P)])[0]
        running = _IDENTITY
        for bit in bin(scalar)[2:]:
            running = _double(running)
            if bit == "1":
                running = _add(running, first)
        return _add(running, _cache_all([start])[0])


class Ed25519:
    """Strict verification. Tables are kept for the base point and for the keys used last."""

    BASE_BITS = 6
    KEYS_KEPT = 64

    def __init__(self) -> None:
        self._base: list[list[Cached]] | None = None
        self._keys: OrderedDict[bytes, _Key] = OrderedDict()

    def _key(self, encoded: bytes) -> _Key:
        key = self._keys.get(encoded)
        if key is None:
            key = self._keys[encoded] = _Key(encoded)
            if len(self._keys) > self.KEYS_KEPT:
                self._keys.popitem(last=False)
        self._keys.move_to_end(encoded)
        return key

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Whether `[S]B = R + [k]A` holds, after the refusals the specification asks for."""
        if len(public) != 32 or len(signature) != 64:
            return False
        key = self._key(public)
        r, s = signature[:32], int.from_bytes(signature[32:], "little")
        if not key.valid or s >= _L:
            return False
        if self._base is None:
            y = 4 * pow(5, -1, _P) % _P
            base = _decode_point(y.to_bytes(32, "little"))
            assert base is not None
            self._base = _comb(base, self.BASE_BITS)
        k = int.from_bytes(hashlib.sha512(r + public + message).digest(), "little") % _L
        point = _add_multiple(_IDENTITY, s, self._base, self.BASE_BITS)
        point = key.add_negative_multiple(point, k)
        # The encoding made here is canonical, so that an R that is not canonical never equals it.
        if _encode_point(point) != r:
            return False
        inverse = pow(point[2], -1, _P)
        return not _is_small_order((point[0] * inverse % _P, point[1] * inverse % _P))


ED25519 = Ed25519()


# ------------------------------------------------------------------------------------------------
# Signed notes and checkpoints
# ------------------------------------------------------------------------------------------------

_DEVICE_NAME = re.compile(r"shodo/device/([0-9a-f]{64})")


class NoteSignature(NamedTuple):
    """One signature line of a note; `device` is None for a witness's own line."""

    name: str
    device: str | None
    key_id: bytes
    signature: bytes

    def holds(self, public: bytes | None, text: bytes) -> str | None:
        """None when the signature holds under the device's key, else what is wrong with it."""
        if public is None:
            return "署名した端末の鍵が記録にない / signed by a device without a key in the log"
        if self.key_id != hashlib.sha256(self.name.encode() + b"\n\x01" + public).digest()[:4]:
            return "鍵の番号が合わない / wrong key id"
        if not ED25519.verify(public, text, self.signature):
            return "署名が成り立たない / the signature does not hold"
        return None


class Note(NamedTuple):
    """A signed note: its text with the last line feed, and its signatures."""

    text: bytes
    signatures: list[NoteSignature]


def parse_note(source: bytes) -> Note:
    """A signed note (c2sp.org/signed-note), or `NotANote`."""
    if len(source) > MAX_NOTE:
        raise NotANote("larger than 1 MiB")
    try:
        whole = source.decode("utf-8")
    except UnicodeDecodeError:
        raise NotANote("not UTF-8") from None
    if any(c < " " and c != "\n" for c in whole):
        raise NotANote("control characters")
    cut = whole.rfind("\n\n")
    if cut < 0 or not whole.endswith("\n"):
        raise NotANote("no empty line before signatures")
    lines = whole[cut + 2:].split("\n")[:-1]
    if not 1 <= len(lines) <= MAX_NOTE_SIGNATURES:
        raise NotANote("no signatures, or too many")
    return Note(whole[:cut + 1].encode(), [_parse_signature_line(line) for line in lines])


def _parse_signature_line(line: str) -> NoteSignature:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    if dash != "\u2014" or not name or "+" in name or any(c in _WHITE for c in name):
        raise NotANote("not a signature line")
    try:
        raw = base64.b64decode(encoded.encode("ascii"), validate=True)
    except (ValueError, binascii.Error):
        raise NotANote("not base64") from None
    if base64.b64encode(raw).decode() != encoded or len(raw) < 5:
        raise NotANote("not base64 in its one form, or too short")
    device = _DEVICE_NAME.fullmatch(name)
    if device and len(raw) != 68:
        raise NotANote("a device's signature is of 4 and 64 bytes")
    return NoteSignature(name, device[1] if device else None, raw[:4], raw[4:])


class End(NamedTuple):
    """The end of a chain, as a checkpoint names it; sorts as the checkpoint's lines do."""

    device: str
    seq: int
    id: str


class Checkpoint(NamedTuple):
    """What a checkpoint's text says."""

    log: str
    mode: str
    purpose: str
    ends: tuple[End, ...]

    def text(self) -> bytes:
        """The text that is hashed and signed."""
        lines = ["shodo/checkpoint/v1", f"{self.log} {self.mode} {self.purpose}"]
        lines += [f"{end.device} {end.seq} {end.id}" for end in self.ends]
        return "".join(line + "\n" for line in lines).encode()

    @property
    def triple(self) -> tuple[str, str, str]:
        """Log, mode and purpose."""
        return self.log, self.mode, self.purpose


_CHECKPOINT_LOG = re.compile(rf"({_LOG_ID.pattern}) (live|drill) (incident|readiness|ledger)")
_CHECKPOINT_END = re.compile(r"([0-9a-f]{64}) ([1-9][0-9]{0,15}) ([0-9a-f]{64})")


def parse_checkpoint(text: bytes) -> Checkpoint:
    """A checkpoint from its text, or `NotANote`."""
    try:
        lines = text.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise NotANote("not a checkpoint's text") from None
    if len(lines) < 4 or lines[0] != "shodo/checkpoint/v1" or lines[-1] != "":
        raise NotANote("not a checkpoint's text")
    about = _CHECKPOINT_LOG.fullmatch(lines[1])
    found = [_CHECKPOINT_END.fullmatch(line) for line in lines[2:-1]]
    if not about or not all(found):
        raise NotANote("not a checkpoint's text")
    ends = tuple(End(match[1], int(match[2]), match[3]) for match in found if match)
    if any(end.seq > MAX_INTEGER for end in ends) or any(a >= b for a, b in zip(ends, ends[1:])):
        raise NotANote("ends out of order")
    return Checkpoint(about[1], about[2], about[3], ends)


# ------------------------------------------------------------------------------------------------
# The ZIP: stored only, every byte with one meaning
# ------------------------------------------------------------------------------------------------

class Entry(NamedTuple):
    """An entry of a parcel: where its bytes are, and the CRC-32 its headers give."""

    name: str
    offset: int
    size: int
    crc: int


_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_FIXED = (20, 0x0800, 0, 0, 0x0021)         # version needed, flags, method, time, date
_WINDOWS_DEVICES = frozenset(
    ["con", "prn", "aux", "nul"] + [kind + n for kind in ("com", "lpt") for n in "0123456789¹²³"]
)


def _demand(condition: bool, what: str) -> None:
    if not condition:
        raise Unreadable(what)


def _is_entry_name(name: str) -> bool:
    """Whether a name of 1 to 512 bytes is relative and safe on every system."""
    for char in name:
        category = unicodedata.category(char)
        if char in ':\\<>"|?*' or category[0] == "C" or category in ("Zl", "Zp"):
            return False
    for part in name.split("/"):
        if part in ("", ".", "..") or part[0] in _WHITE or part[-1] in _WHITE or part[-1] == ".":
            return False
        if part.split(".", 1)[0].rstrip(" ").lower() in _WINDOWS_DEVICES:
            return False
    return True


def _folded(name: str) -> str:
    """A name as systems that fold letters and widths would see it."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).lower().upper())


def read_zip(file: BinaryIO, length: int) -> list[Entry]:
    """The entries of a ZIP that is exactly of the specified form, else `Unreadable`."""
    _demand(_END.size <= length <= 2**32 - 2, "too short or too long for a ZIP")
    file.seek(length - _END.size)
    mark, disc, start_disc, here, total, size, start, comment = _END.unpack(file.read(_END.size))
    _demand(mark == b"PK\5\6" and disc == start_disc == comment == 0 and here == total,
            "no end of central directory at the end")
    _demand(total <= MAX_ENTRIES, "too many entries")
    _demand(start + size == length - _END.size, "bytes between the parts of the ZIP")
    _demand(size <= total * (_CENTRAL.size + 512), "central directory too large for its entries")
    file.seek(start)
    directory = file.read(size)
    entries: list[Entry] = []
    at, offset = 0, 0
    for _ in range(total):
        _demand(at + _CENTRAL.size <= size, "central directory cut off")
        (mark, made, *fixed, crc, packed, plain, name_len, extra_len, comment_len, first_disc,
         internal, external, local_at) = _CENTRAL.unpack_from(directory, at)
        raw = directory[at + _CENTRAL.size:at + _CENTRAL.size + name_len]
        at += _CENTRAL.size + name_len
        _demand(mark == b"PK\1\2" and made == 20 and tuple(fixed) == _FIXED and packed == plain
                and extra_len == comment_len == first_disc == internal == external == 0
                and local_at == offset, "a header of the central directory is not of the form")
        _demand(1 <= name_len <= 512 and len(raw) == name_len, "length of a name")
        file.seek(offset)
        local = file.read(_LOCAL.size + name_len)
        _demand(local == _LOCAL.pack(b"PK\3\4", *_FIXED, crc, packed, plain, name_len, 0) + raw,
                "a local header is not of the form")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Unreadable("a name is not UTF-8") from None
        _demand(_is_entry_name(name), "a name is not allowed")
        offset += _LOCAL.size + name_len
        entries.append(Entry(name, offset, plain, crc))
        offset += plain
        _demand(offset <= start, "an entry reaches into the central directory")
    _demand(at == size and offset == start, "bytes between the parts of the ZIP")
    names = {_folded(entry.name) for entry in entries}
    _demand(len(names) == len(entries), "two entries of one name")
    for name in names:
        while "/" in name:
            name = name.rpartition("/")[0]
            _demand(name not in names, "a name is a file and a folder")
    return entries


def read_range(file: BinaryIO, offset: int, size: int) -> Iterator[bytes]:
    """The bytes of a range of a file, in chunks."""
    file.seek(offset)
    while size:
        chunk = file.read(min(CHUNK, size))
        if not chunk:
            raise Unreadable("the file ends too early")
        size -= len(chunk)
        yield chunk


def read_lines(file: BinaryIO, offset: int, size: int) -> Iterator[bytes]:
    """The lines of a range, each with its line feed (the last one perhaps without)."""
    parts: list[bytes] = []
    for chunk in read_range(file, offset, size):
        pieces = chunk.split(b"\n")
        for piece in pieces[:-1]:
            parts.append(piece + b"\n")
            yield b"".join(parts)
            parts = []
        if pieces[-1]:
            parts.append(pieces[-1])
    if parts:
        yield b"".join(parts)


# ------------------------------------------------------------------------------------------------
# The manifest
# ------------------------------------------------------------------------------------------------

def _form(condition: bool, what: str) -> None:
    if not condition:
        raise NoManifest(what)


def parse_manifest(source: bytes, damaged: bool) -> dict[str, Any]:
    """The manifest of a parcel, `NoManifest`, or `Unreadable` where it is of a later version."""
    try:
        manifest = parse_canonical(source)
    except NotCanonical as error:
        raise NoManifest(f"the manifest is not canonical: {error}") from None
    _form(isinstance(manifest, dict), "the manifest is not of its form")
    named = manifest.get("format")
    if named != "shodo/handover/v1":
        later = isinstance(named, str) and named.startswith("shodo/") and not damaged
        _demand(not later, "a manifest of a later version")
        raise NoManifest("the manifest is not of its form")
    _form(is_log_triple(manifest), "the manifest is not of its form")
    part, files = manifest.get("part"), manifest.get("files")
    _form(isinstance(part, dict) and is_integer(part.get("number"), 1)
          and is_integer(part.get("of"), part["number"]), "the manifest's part")
    _form(isinstance(files, list), "the manifest's files")
    last: bytes | None = None
    for listed in files:
        _form(isinstance(listed, dict) and isinstance(listed.get("name"), str)
              and listed["name"] != "" and is_hash(listed.get("sha256"))
              and is_integer(listed.get("size"), 0), "the manifest's files")
        units = _utf16(listed["name"])
        _form(last is None or units > last, "the manifest's files are not sorted")
        last = units
    if "signedBy" in manifest:
        signers = manifest["signedBy"]
        _form(isinstance(signers, list) and len(signers) > 0 and all(map(is_hash, signers))
              and all(a < b for a, b in zip(signers, signers[1:])), "the manifest's signedBy")
    return manifest


# ------------------------------------------------------------------------------------------------
# The log
# ------------------------------------------------------------------------------------------------

class Event:
    """What the checks need of one event; its bytes are not kept."""

    __slots__ = (
        "id", "line", "readable", "sound", "log", "mode", "purpose", "device", "seq", "prev", "seen",
        "lamport", "act", "type", "sig", "facts", "redacted",
    )

    id: str
    line: int
    readable: bool
    sound: bool
    log: str
    mode: str
    purpose: str
    device: str
    seq: int
    prev: str | None
    seen: tuple[str, ...]
    lamport: int
    act: str
    type: str
    sig: bytes
    facts: dict[str, Any]       # the fields of `data` that a check asks for
    redacted: bool

    @property
    def triple(self) -> tuple[str, str, str]:
        """Log, mode and purpose."""
        return self.log, self.mode, self.purpose

    @property
    def order(self) -> tuple[Any, ...]:
        """Proof order; what is not readable comes last, in any order."""
        if not self.readable:
            return (1,)
        return 0, self.lamport, self.device, self.seq, self.id

    def parents(self) -> Iterator[str]:
        """The ids of the event's parents."""
        if self.prev is not None:
            yield self.prev
        yield from self.seen


_EVENT_KEYS = frozenset(("data", "dataSalt", "header", "sig", "text", "textSalt"))


def _text_bytes(value: Any) -> bytes | None:
    """The bytes of a text in a line: the text itself, or `{"hex":…}` of what is no UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-8")
    if has_keys(value, ("hex",)) and _matches(_HEX, value["hex"]):
        carried = bytes.fromhex(value["hex"])
        try:
            carried.decode("utf-8")
        except UnicodeDecodeError:
            return carried
    return None


def _is_first(value: Any) -> bool:
    return (has_keys(value, ("format", "log", "mode", "purpose"))
            and value["format"] == "shodo/log/v1" and is_log_triple(value))


def _is_event(value: Any) -> bool:
    return (has_keys(value, _EVENT_KEYS)
            and _text_bytes(value["data"]) is not None and _text_bytes(value["header"]) is not None
            and (value["text"] is None or _text_bytes(value["text"]) is not None)
            and _matches(_HEX, value["dataSalt"]) and _matches(_HEX, value["sig"])
            and (value["textSalt"] is None or _matches(_HEX, value["textSalt"])))


def _is_trailer(value: Any) -> bool:
    if not has_keys(value, ("trailer",)):
        return False
    trailer = value["trailer"]
    return (has_keys(trailer, ("events", "heads", "sha256"))
            and is_integer(trailer["events"], 0) and is_hash(trailer["sha256"])
            and isinstance(trailer["heads"], list)
            and all(has_keys(head, ("device", "id", "seq")) and is_hash(head["device"])
                    and is_hash(head["id"]) and is_integer(head["seq"], 1)
                    for head in trailer["heads"]))


def _facts(kind: str, data: Any) -> dict[str, Any]:
    """The fields of an event's data that some check asks for; the rest is let go."""
    if not isinstance(data, dict):
        return {}
    facts: dict[str, Any] = {}
    if kind.startswith("device."):
        facts = {name: data[name] for name in ("key", "device", "lastSeq") if name in data}
    elif kind == "incident.opened":
        runbook = data.get("runbook")
        facts = {"runbook": runbook.get("hash") if isinstance(runbook, dict) else None}
    elif kind in ("anchor.made", "anchor.cosigned"):
        facts = {name: data[name] for name in ("checkpoint", "heads", "sig") if name in data}
    if is_hash(data.get("file")):
        facts["file"] = data["file"]
        facts["kept"] = data.get("kept")
    return facts


class Verification:
    """One file, judged. `Unreadable` comes out of the constructor where nothing can be said."""

    def __init__(self, file: BinaryIO, kept: Iterable[str] = ()) -> None:
        self.faults: dict[tuple[str, str], str] = {}
        self.absent: set[str] = set()
        self.parcel = False
        self.entries: dict[str, Entry] = {}
        self.actual: dict[str, str] = {}        # SHA-256 of what each entry holds
        self.damaged: set[str] = set()          # entries whose CRC-32 is wrong
        self.manifest: dict[str, Any] | None = None
        self.first: dict[str, Any] | None = None
        self.runbook: bytes | None = None
        self.trailer: tuple[int, dict[str, Any], str] | None = None
        self.event_lines = 0
        self.events: list[Event] = []           # in the order of the file, none twice
        self.by_id: dict[str, Event] = {}       # the readable ones
        self.keys: dict[str, bytes] = {}
        self.kept: list[bool | None] = []
        self._file = file
        self._closed: dict[str, bool] | None = None
        self._ids: set[str] = set()             # of the events read so far
        self._order_above: tuple[Any, ...] = ()
        self._beside: list[list[str]] = []      # the ends of the checkpoints that lie in the parcel

        log_at, log_size = self._open()
        self._read_log(log_at, log_size)
        self._check_trailer()
        self._check_one_log()
        self._check_keys()
        self._check_signatures()
        self._check_chains()
        self._check_runbook()
        self._check_files()
        self._check_manifest_signature()
        self._check_checkpoints()
        self.kept = self._judge_kept(list(kept))

    # -- answers ---------------------------------------------------------------------------------

    @property
    def checks(self) -> dict[str, str]:
        """For each check `holds`, `fails` or `absent`."""
        failed = {check for check, _ in self.faults}
        return {check: "fails" if check in failed else "absent" if check in self.absent else "holds"
                for check in CHECKS}

    @property
    def verdict(self) -> str:
        """`holds` or `fails`."""
        return "fails" if self.faults or False in self.kept else "holds"

    def sorted_faults(self) -> list[tuple[str, str, str]]:
        """The faults as check, place and what, in the order of the checks and of the lines."""
        def rank(fault: tuple[str, str, str]) -> tuple[int, int, str]:
            name, _, line = fault[1].rpartition(":")
            return CHECKS.index(fault[0]), int(line) if name == "log.jsonl" else 0, fault[1]
        return sorted(((check, place, what) for (check, place), what in self.faults.items()), key=rank)

    def _fault(self, check: str, place: str | int, what: str) -> None:
        if isinstance(place, int):
            place = f"log.jsonl:{place}"
        self.faults.setdefault((check, place), what)

    # -- opening ---------------------------------------------------------------------------------

    def _open(self) -> tuple[int, int]:
        """Tell what the file is; check `manifest`. Gives where the log's bytes are."""
        length = self._file.seek(0, io.SEEK_END)
        self._file.seek(0)
        start = self._file.read(64)
        if start.startswith(b"PK"):
            return self._open_parcel(length)
        named = re.search(rb'"format"[ \t\r\n]*:[ \t\r\n]*"(shodo/[^"]*)"', start)
        _demand(named is not None and named[1] == b"shodo/log/v1", "neither a log nor a parcel")
        _demand(length <= MAX_LOG, "the log is too large")
        self.absent |= {"manifest", "manifestSignature"}
        return 0, length

    def _open_parcel(self, length: int) -> tuple[int, int]:
        self.parcel = True
        self.entries = {entry.name: entry for entry in read_zip(self._file, length)}
        _demand("log.jsonl" in self.entries, "no log.jsonl")
        for name, limit in (("manifest.json", MAX_MANIFEST), ("log.jsonl", MAX_LOG)):
            _demand(name not in self.entries or self.entries[name].size <= limit,
                    f"{name} is too large")
        for name, entry in self.entries.items():
            digest, crc = hashlib.sha256(), 0
            for chunk in read_range(self._file, entry.offset, entry.size):
                digest.update(chunk)
                crc = zlib.crc32(chunk, crc)
            self.actual[name] = digest.hexdigest()
            if crc != entry.crc:
                self.damaged.add(name)
                self._fault("manifest", name, "CRC-32が違う / a wrong CRC-32")
        if "manifest.json" not in self.entries:
            self._fault("manifest", "manifest.json", "一覧がない / there is no manifest")
        else:
            try:
                self.manifest = parse_manifest(self._read_entry("manifest.json"),
                                               "manifest.json" in self.damaged)
                self._check_manifest(self.actual)
            except NoManifest as error:
                self._fault("manifest", "manifest.json", f"一覧の形でない / {error}")
        log = self.entries["log.jsonl"]
        return log.offset, log.size

    def _read_entry(self, name: str) -> bytes:
        entry = self.entries[name]
        return b"".join(read_range(self._file, entry.offset, entry.size))

    def _check_manifest(self, actual: dict[str, str]) -> None:
        """Check `manifest`: every entry is the one that is listed."""
        assert self.manifest is not None
        apart = ("manifest.json", "manifest.sig")
        listed = {item["name"]: item for item in self.manifest["files"]}
        for name, item in listed.items():
            if name in apart:
                self._fault("manifest", name, "自分自身を載せている / lists itself")
            elif name.startswith("files/") and name != "files/" + item["sha256"]:
                self._fault("manifest", name, "名前がSHA-256でない / its name is not its SHA-256")
            if name not in self.entries:
                self._fault("manifest", name, "一覧にあるが入っていない / listed and not there")
            elif self.entries[name].size != item["size"]:
                self._fault("manifest", name, "大きさが違う / another size")
            elif actual[name] != item["sha256"]:
                self._fault("manifest", name, "中身が違う / another SHA-256")
        for name in self.entries:
            if name in apart:
                continue
            if name not in listed:
                self._fault("manifest", name, "一覧にない / there and not listed")

    # -- the lines of the log --------------------------------------------------------------------

    def _read_log(self, offset: int, size: int) -> None:
        """Read the log once from start to end: checks `log` (but the trailer) and `events`."""
        digest = hashlib.sha256()
        number, line, bad = 0, b"\n", 0
        for number, line in enumerate(read_lines(self._file, offset, size), 1):
            self._read_line(number, line.removesuffix(b"\n"), digest)
            digest.update(line)
            bad += ("log", f"log.jsonl:{number}") in self.faults
            if bad == MAX_BAD_LINES:
                return                          # it is no log, and a hostile file has millions
        if not line.endswith(b"\n"):
            self._fault("log", number, "改行で終わらない / no line feed at the end")
        if self.trailer is None:
            self._fault("log", max(number, 1), "締めの行がない / no trailer")

    def _read_line(self, number: int, line: bytes, above: Any) -> None:
        """Read one line; `above` is the running SHA-256 of the bytes above it."""
        if self.trailer is not None:            # it counts for nothing
            self._fault("log", number, "締めの行より後にある / a line after the trailer")
            return
        value = None
        if len(line) <= MAX_LINE:
            try:
                value = parse_canonical(line)
            except NotCanonical as error:
                self._fault("log", number, f"正規のJSONでない / not canonical JSON ({error})")
        if number == 1:                         # in line 1 nothing else counts
            if _is_first(value):
                self.first = value
            else:
                self._fault("log", 1, "最初の行の形でない / not the form of the first line")
        elif _is_first(value):
            self._fault("log", number, "最初の行が二つある / a second first line")
        elif has_keys(value, ("runbook",)) and _text_bytes(value["runbook"]) is not None:
            if number == 2:
                self.runbook = _text_bytes(value["runbook"])
            else:
                self._fault("log", number, "手順書が2行目にない / a runbook in another line than 2")
        elif _is_event(value):
            self._read_event_line(number, value)
        elif _is_trailer(value):
            self.trailer = number, value["trailer"], above.hexdigest()
        else:
            self._fault("log", number, "どの形の行でもない / none of the four forms")

    def _read_event_line(self, number: int, value: dict[str, Any]) -> None:
        event = self._read_event(number, value)
        self.event_lines += 1
        if event.order < self._order_above:
            self._fault("log", number, "順序が違う / before the event above it in proof order")
        self._order_above = event.order
        if event.id in self._ids:               # the first one counts
            self._fault("log", number, "同じ記録が二度ある / stands there twice")
            return
        self._ids.add(event.id)
        self.events.append(event)
        if event.readable:
            self.by_id[event.id] = event
        self._check_event(event, value)

    @staticmethod
    def _read_event(number: int, value: dict[str, Any]) -> Event:
        """An event from its line; its header is judged here, the rest in `_check_event`."""
        raw = _text_bytes(value["header"])
        assert raw is not None
        event = Event()
        event.line, event.id = number, hashlib.sha256(raw).hexdigest()
        event.sound, event.facts, event.redacted = False, {}, False
        event.sig = bytes.fromhex(value["sig"])
        try:
            header = parse_canonical(raw)
            event.readable = is_header(header)
        except NotCanonical:
            event.readable = False
        if event.readable:
            for name in ("log", "mode", "purpose", "device", "seq", "prev", "lamport", "act", "type"):
                field = header[name]
                setattr(event, name, sys.intern(field) if isinstance(field, str) else field)
            event.seen = tuple(map(sys.intern, header["seen"]))
            event.facts = {"dataHash": header["dataHash"], "textHash": header["textHash"]}
        return event

    def _check_event(self, event: Event, value: dict[str, Any]) -> None:
        """Check `events`, and keep of the data what later checks ask for."""
        faults: list[str] = []
        data, text = _text_bytes(value["data"]), _text_bytes(value["text"])
        assert data is not None
        data_salt = bytes.fromhex(value["dataSalt"])
        text_salt = None if value["textSalt"] is None else bytes.fromhex(value["textSalt"])
        hashes = event.facts
        if not event.readable:
            faults.append("見出しの形が違う / the header is not canonical or not of its form")
        if len(data_salt) != 16 or (text is not None if text_salt is None else len(text_salt) != 16):
            faults.append("ソルトが16バイトでない / a salt is not 16 bytes")
        if event.readable and hashlib.sha256(data_salt + data).hexdigest() != hashes["dataHash"]:
            faults.append("データが変わっている / dataHash does not match")
        parsed = None
        try:
            parsed = parse_canonical(data)
        except NotCanonical:
            faults.append("データが正規のJSONでない / data is not canonical")
        if text is not None:
            if not is_canonical(text):
                faults.append("本文が正規のJSONでない / text is not canonical")
            if event.readable and hashes["textHash"] is not None:
                if hashlib.sha256((text_salt or b"") + text).hexdigest() != hashes["textHash"]:
                    faults.append("本文が変わっている / textHash does not match")
        if event.readable and hashes["textHash"] is None and (text is not None or text_salt is not None):
            faults.append("あるはずのない本文がある / a text, or its salt, where textHash is null")
        if len(event.sig) != 64:
            faults.append("署名が64バイトでない / sig is not 64 bytes")
        for fault in faults:
            self._fault("events", event.line, fault)
        event.sound = not faults
        if event.readable:
            event.redacted = text is None and hashes["textHash"] is not None
            event.facts = _facts(event.type, parsed)

    def _check_trailer(self) -> None:
        """Check `log`: the trailer's count, heads and hash."""
        if self.trailer is None:
            return
        line, trailer, digest = self.trailer
        heads: dict[str, Event] = {}
        for event in self.by_id.values():       # of twins the line that comes first
            if event.device not in heads or event.seq > heads[event.device].seq:
                heads[event.device] = event
        expected = [{"device": head.device, "id": head.id, "seq": head.seq}
                    for _, head in sorted(heads.items())]
        if trailer["events"] != self.event_lines:
            self._fault("log", line, "件数が合わない / the trailer's count does not fit")
        elif trailer["heads"] != expected:
            self._fault("log", line, "末尾が合わない / the trailer's heads do not fit")
        elif trailer["sha256"] != digest:
            self._fault("log", line, "ハッシュが合わない / the trailer's hash does not fit")

    # -- checks over all events ------------------------------------------------------------------

    @property
    def triple(self) -> tuple[str, str, str] | None:
        """Log, mode and purpose of the log's first line; None where that is not of its form."""
        if self.first is None:
            return None
        return self.first["log"], self.first["mode"], self.first["purpose"]

    def _check_one_log(self) -> None:
        acts: set[str] = set()
        for event in self.by_id.values():
            if event.triple != self.triple:
                self._fault("oneLog", event.line, "別の記録のもの / of another log, mode or purpose")
            if event.act in acts:
                self._fault("oneLog", event.line, "操作の番号が重なる / an act that an earlier event has")
            acts.add(event.act)
        if self.manifest is not None:
            if self.triple != tuple(self.manifest[name] for name in ("log", "mode", "purpose")):
                self._fault("oneLog", "manifest.json",
                            "一覧と記録が別のもの / the first line says otherwise than the manifest")

    def _check_keys(self) -> None:
        for event in self.by_id.values():
            if event.type == "device.joined" and is_hash(event.facts.get("key")):
                key = bytes.fromhex(event.facts["key"])
                if hashlib.sha256(key).hexdigest() == event.device:
                    self.keys[event.device] = key
        for event in self.by_id.values():
            if event.device not in self.keys:
                self._fault("keys", event.device, "この端末の鍵がない / no key of this device")

    def _check_signatures(self) -> None:
        for event in self.by_id.values():
            key = self.keys.get(event.device)
            message = b"shodo/event/v1\n" + bytes.fromhex(event.id)
            if key is not None and not ED25519.verify(key, message, event.sig):
                self._fault("signatures", event.line, "署名が成り立たない / the signature does not hold")
            event.sig = b""

    def _check_chains(self) -> None:
        twins = Counter((event.device, event.seq) for event in self.by_id.values())
        for event in self.by_id.values():
            if twins[event.device, event.seq] > 1:
                self._fault("chains", event.line, "枝分かれ / another event of this device and seq")
            if event.prev is not None:
                before = self.by_id.get(event.prev)
                if before is None or (before.device, before.seq + 1) != (event.device, event.seq):
                    self._fault("chains", event.line, "前の記録がない / prev is not the event before")
            for parent in event.parents():
                known = self.by_id.get(parent)
                if known is None:
                    self._fault("chains", event.line, "見たという記録がない / an id in seen is no event")
                elif known.lamport >= event.lamport:
                    self._fault("chains", event.line, "順番の数が合わない / lamport not above a parent's")

    def _check_runbook(self) -> None:
        opened = [event for event in self.events if event.sound and event.type == "incident.opened"]
        if self.runbook is None and not opened:
            self.absent.add("runbook")
        digest = None
        if self.runbook is not None:
            digest = hashlib.sha256(self.runbook).hexdigest()
            if not is_canonical(self.runbook):
                self._fault("runbook", 2, "手順書が正規のJSONでない / the runbook is not canonical")
        for event in opened:
            if digest is None:
                self._fault("runbook", event.line, "手順書がない / no runbook")
            elif event.facts.get("runbook") != digest:
                self._fault("runbook", event.line, "別の手順書 / not the runbook this event pins")

    def _check_files(self) -> None:
        named: dict[str, bool] = {}             # the file's hash: whether some event kept it
        for event in self.events:
            if event.sound and "file" in event.facts:
                name = event.facts["file"]
                named[name] = named.get(name, False) or event.facts["kept"] is True
        there = [name for name in self.entries
                 if name.startswith("files/") and is_hash(name.removeprefix("files/"))]
        if not named and not there:
            self.absent.add("files")
        for name in there:
            if name.removeprefix("files/") not in named:
                self._fault("files", name, "どの記録にも出てこない / no sound event names it")
            if name.removeprefix("files/") != self.actual[name]:
                self._fault("files", name, "中身が変わっている / its bytes are not those of its name")
        if self.manifest is not None and self.manifest["part"]["of"] == 1:
            for name, was_kept in named.items():
                if was_kept and "files/" + name not in self.entries:
                    self._fault("files", "files/" + name, "ファイルが入っていない / the file is not there")

    # -- signed notes ----------------------------------------------------------------------------

    def _read_note(self, name: str) -> Note:
        """The signed note in an entry, or `NotANote`."""
        if self.entries[name].size > MAX_NOTE:
            raise NotANote("larger than 1 MiB")
        if name in self.damaged:
            raise NotANote("damaged")
        return parse_note(self._read_entry(name))

    def _device_signatures(self, note: Note) -> tuple[list[str], str | None]:
        """The devices that signed a note, and what is wrong with a device's signature, if any."""
        signers: list[str] = []
        for signature in note.signatures:
            if signature.device is None:
                continue
            if signature.device in signers:
                return signers, "一台が二度署名している / a second signature by one device"
            wrong = signature.holds(self.keys.get(signature.device), note.text)
            if wrong:
                return signers, wrong
            signers.append(signature.device)
        return signers, None

    def _check_manifest_signature(self) -> None:
        if not self.parcel:
            return
        place, signed_by = "manifest.sig", (self.manifest or {}).get("signedBy")
        if place not in self.entries:
            if signed_by is None:
                self.absent.add("manifestSignature")
            else:
                self._fault("manifestSignature", place, "署名がない / missing")
            return
        try:
            note = self._read_note(place)
        except NotANote as error:
            self._fault("manifestSignature", place, f"署名の形でない / no signed note ({error})")
            return
        digest = self.actual.get("manifest.json")
        signers, wrong = self._device_signatures(note)
        if wrong:
            self._fault("manifestSignature", place, wrong)
        if any(signature.device is None for signature in note.signatures):
            self._fault("manifestSignature", place, "端末でない署名 / a line by no device")
        if note.text != f"shodo/manifest/v1\n{digest}\n".encode():
            self._fault("manifestSignature", place, "別の一覧への署名 / over another text")
        if sorted(signers) != signed_by:
            self._fault("manifestSignature", place, "署名者が一覧と違う / not the signers of signedBy")

    def _check_checkpoints(self) -> None:
        mentions = [event for event in self.events
                    if event.sound and event.type in ("anchor.made", "anchor.cosigned")]
        names = [name for name in self.entries if name.startswith("checkpoints/")]
        if not mentions and not names:
            self.absent.add("checkpoints")
        for event in mentions:
            wrong = self._judge_mention(event)
            if wrong:
                self._fault("checkpoints", event.line, wrong)
        for name in names:
            wrong = self._judge_checkpoint_entry(name)
            if wrong:
                self._fault("checkpoints", name, wrong)

    def _checkpoint_of(self, heads: Any) -> Checkpoint | None:
        """The checkpoint with these events as its ends; None where they give none."""
        if not isinstance(heads, list) or not all(map(is_hash, heads)):
            return None
        events = [self.by_id.get(head) for head in heads]
        if not events or None in events or len(set(heads)) != len(heads):
            return None
        triples = {event.triple for event in events if event}
        if len(triples) != 1:
            return None
        ends = sorted(End(event.device, event.seq, event.id) for event in events if event)
        return Checkpoint(*triples.pop(), tuple(ends))

    def _judge_mention(self, event: Event) -> str | None:
        checkpoint = self._checkpoint_of(event.facts.get("heads"))
        if checkpoint is None:
            return "控えにならない / its heads give no checkpoint"
        text = checkpoint.text()
        if hashlib.sha256(text).hexdigest() != event.facts.get("checkpoint"):
            return "控えのハッシュが合わない / checkpoint is not the hash of that text"
        if event.type == "anchor.made" and "sig" not in event.facts:
            return None
        sig, key = event.facts.get("sig"), self.keys.get(event.device)
        if not (_matches(_HEX, sig) and key and ED25519.verify(key, text, bytes.fromhex(sig))):
            return "控えへの署名が成り立たない / its signature over the checkpoint does not hold"
        return None

    def _judge_checkpoint_entry(self, name: str) -> str | None:
        try:
            note = self._read_note(name)
            checkpoint = parse_checkpoint(note.text)
        except NotANote as error:
            return f"控えの形でない / no signed note over a checkpoint ({error})"
        self._beside.append([end.id for end in checkpoint.ends])
        if name != f"checkpoints/{hashlib.sha256(note.text).hexdigest()}.txt":
            return "名前がハッシュでない / not named by its hash"
        signers, wrong = self._device_signatures(note)
        if wrong:
            return wrong
        if not signers:
            return "端末の署名がない / no signature by a device"
        if not self._belongs(checkpoint):
            return "この記録の控えではない / it does not belong to the log"
        return None

    # -- checkpoints and the log -----------------------------------------------------------------

    def _closed_events(self) -> dict[str, bool]:
        """For every readable event, parents first: whether all that can be reached is there."""
        if self._closed is not None:
            return self._closed
        closed: dict[str, bool] = {}
        for root in self.by_id:
            stack = [(root, False)]
            while stack:
                at, below_done = stack.pop()
                if at in closed:
                    continue
                parents = list(self.by_id[at].parents())
                if below_done:
                    closed[at] = all(closed.get(parent, False) for parent in parents)
                else:
                    stack.append((at, True))
                    stack += [(parent, False) for parent in parents
                              if parent in self.by_id and parent not in closed]
        self._closed = closed
        return closed

    def _belongs(self, checkpoint: Checkpoint) -> bool:
        """Whether a checkpoint belongs to the log."""
        closed = self._closed_events()
        for end in checkpoint.ends:
            event = self.by_id.get(end.id)
            if event is None or (event.device, event.seq) != (end.device, end.seq):
                return False
            if event.triple != checkpoint.triple or not closed[end.id]:
                return False
        return True

    def _chain_intervals(self) -> dict[str, tuple[int, int]]:
        """Numbers for every readable event that tell whether one is before another over `prev`."""
        children: dict[str, list[str]] = {}
        roots: list[str] = []
        for event in self.by_id.values():
            if event.prev in self.by_id:
                children.setdefault(event.prev, []).append(event.id)
            else:
                roots.append(event.id)
        entered: dict[str, int] = {}
        intervals: dict[str, tuple[int, int]] = {}
        clock = 0
        stack = [(root, False) for root in roots]
        while stack:
            at, done = stack.pop()
            clock += 1
            if done:
                intervals[at] = entered[at], clock
            else:
                entered[at] = clock
                stack.append((at, True))
                stack += [(child, False) for child in children.get(at, ())]
        return intervals

    def _views(self) -> Iterator[Checkpoint]:
        """The checkpoint of every event's view.

        An event of a view is an end unless the view holds an event that follows it over `prev`; so
        the ends of a view are found among the ends of the parents' views and the event itself.
        """
        intervals = self._chain_intervals()
        order = list(self._closed_events())
        waiting: dict[str, int] = {}            # how many children still ask for an event's ends
        for event in self.by_id.values():
            for parent in set(event.parents()):
                waiting[parent] = waiting.get(parent, 0) + 1
        ends_of: dict[str, frozenset[str]] = {}
        for at in order:
            event = self.by_id[at]
            candidates = {at}
            for parent in set(event.parents()):
                candidates |= ends_of.get(parent, frozenset())
                waiting[parent] -= 1
                if not waiting[parent]:
                    ends_of.pop(parent, None)
            # Sorted by when they are entered, an event is before the next ones inside its interval.
            ranked = sorted(candidates, key=lambda id_: intervals[id_][0])
            ends = {id_ for id_, after in zip(ranked, ranked[1:] + [None])
                    if after is None or intervals[after][0] > intervals[id_][1]}
            if waiting.get(at):
                ends_of[at] = frozenset(ends)
            listed = sorted(End(self.by_id[i].device, self.by_id[i].seq, i) for i in ends)
            yield Checkpoint(*event.triple, tuple(listed))

    def _candidates(self) -> Iterator[Checkpoint]:
        """Every checkpoint that a hash or digits may have been made from."""
        mentioned = [event.facts.get("heads") for event in self.events
                     if event.sound and event.type in ("anchor.made", "anchor.cosigned")]
        for heads in mentioned + self._beside:
            checkpoint = self._checkpoint_of(heads)
            if checkpoint is not None:
                yield checkpoint
        yield from self._views()

    def _judge_kept(self, kept: list[str]) -> list[bool | None]:
        """For each text: it belongs (true), it does not (false), it cannot be read (null)."""
        read = [read_kept(text) for text in kept]
        wanted = {item for item in read if isinstance(item, (bytes, int))}
        found: set[bytes | int] = set()
        if wanted:
            for checkpoint in self._candidates():
                digest = hashlib.sha256(checkpoint.text()).digest()
                digits = int.from_bytes(digest, "big") % 10**24
                if (digest in wanted or digits in wanted) and self._belongs(checkpoint):
                    found |= {digest, digits}
                    if wanted <= found:
                        break
        answers: list[bool | None] = []
        for item in read:
            if item is None:
                answers.append(None)
            elif isinstance(item, Checkpoint):
                answers.append(self._belongs(item))
            else:
                answers.append(item in found)
        return answers

    # -- what is told and is no fault ------------------------------------------------------------

    def facts(self) -> dict[str, Any]:
        """What is no fault and is told: the log, its devices, what is blacked out or was not kept."""
        sound = sorted((e for e in self.events if e.sound), key=lambda e: e.order)
        files: dict[str, bool] = {}
        for event in sound:
            if "file" in event.facts:
                name = event.facts["file"]
                files[name] = files.get(name, False) or event.facts["kept"] is True
        part = self.manifest["part"] if self.manifest else None
        return {
            "container": "parcel" if self.parcel else "log",
            "log": self.triple[0] if self.triple else None,
            "mode": self.triple[1] if self.triple else None,
            "purpose": self.triple[2] if self.triple else None,
            "part": part,
            "events": len(self.events),
            "sound": len(sound),
            "redacted": sum(event.redacted for event in sound),
            "filesNamed": len(files),
            "filesNotKept": sorted(name for name, was_kept in files.items() if not was_kept),
            "signedBy": self.manifest.get("signedBy", []) if self.manifest else [],
            "devices": self._roster(sound),
        }

    def _roster(self, sound: list[Event]) -> list[dict[str, Any]]:
        """Root, admitted, unconfirmed and retired devices, read as in the chapter on devices."""
        acts = [event for event in sound if event.type.startswith("device.")]
        ends: dict[str, int] = {}
        counted: set[str] = set()               # a retirement that counted once keeps counting
        status: dict[str, str] = {}
        for _ in range(min(len(acts) + 1, 1000)):
            status, now = {}, {}
            for event in acts:
                target = event.facts.get("device")
                writer = status.get(event.device)
                over = event.seq > min(ends.get(event.device, MAX_INTEGER),
                                       now.get(event.device, MAX_INTEGER))
                if event.type == "device.joined":
                    if not over:
                        status.setdefault(event.device, "unconfirmed" if status else "root")
                elif event.type == "device.retired":
                    if event.id in counted or not over and writer in ("root", "admitted"):
                        if is_hash(target) and is_integer(event.facts.get("lastSeq"), 0):
                            counted.add(event.id)
                            now[target] = event.facts["lastSeq"]
                elif event.type == "device.admitted" and not over and writer in ("root", "admitted"):
                    if is_hash(target):
                        now.pop(target, None)
                        if status.get(target) != "root":
                            status[target] = "admitted"
            if now == ends:
                break
            ends = now
        last: dict[str, int] = {}
        for event in self.by_id.values():
            last[event.device] = max(last.get(event.device, 0), event.seq)
        return [{"device": device, "status": status.get(device, "never joined"), "lastSeq": seq,
                 "endsAfter": ends.get(device)} for device, seq in sorted(last.items())]


# ------------------------------------------------------------------------------------------------
# What somebody outside kept
# ------------------------------------------------------------------------------------------------

_DAMM = ("0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
         "3674209581", "5869720134", "8945362017", "9438617205", "2581436790")
_KEPT_HASH = re.compile(r"(?:[Ss][Hh][Oo][Dd][Oo]:[Cc][Pp]1:)?([0-9a-fA-F]{64})")
_KEPT_DIGITS = re.compile(r"[0-9]{25}")
_LEFT_OUT = "ー\u2212~"


def damm(digits: str) -> str:
    """The check digit after Damm."""
    row = "0"
    for digit in digits:
        row = _DAMM[int(row)][int(digit)]
    return row


def read_kept(text: str) -> bytes | int | Checkpoint | None:
    """What was kept: a hash (bytes), the 24 digits as a number, a checkpoint, or None."""
    found = _KEPT_HASH.fullmatch(text.strip(_WHITE + "\ufeff"))
    if found:
        return bytes.fromhex(found[1])
    bare = "".join(char for char in unicodedata.normalize("NFKC", text)
                   if char not in _LEFT_OUT and unicodedata.category(char)[0] not in "ZPC")
    if _KEPT_DIGITS.fullmatch(bare) and damm(bare[:24]) == bare[24]:
        return int(bare[:24])
    try:
        source = text.encode("utf-8")
    except UnicodeEncodeError:
        return None
    try:
        return parse_checkpoint(parse_note(source).text)
    except NotANote:
        pass
    try:
        return parse_checkpoint(source)
    except NotANote:
        return None


# ------------------------------------------------------------------------------------------------
# Saying it
# ------------------------------------------------------------------------------------------------

_SAID = {
    "manifest": "同梱物の一覧 / the list of what is inside",
    "manifestSignature": "一覧への署名 / the signature over that list",
    "log": "記録ファイルの形 / the file of the record",
    "oneLog": "一つの記録であること / all of one record",
    "events": "一件ごとの中身 / each event in itself",
    "keys": "端末の鍵 / the devices' keys",
    "signatures": "一件ごとの署名 / each event's signature",
    "chains": "つながり / the chains",
    "runbook": "手順書 / the pinned runbook",
    "files": "写真とファイル / photos and files",
    "checkpoints": "控え / checkpoints",
}
_STATE = {"holds": "○ 成り立つ holds", "fails": "× 成り立たない FAILS", "absent": "－ 対象なし absent"}
_STATUS = {
    "root": "最初の端末 root", "admitted": "確認済み admitted", "unconfirmed": "未確認 unconfirmed",
    "never joined": "参加の記録なし never joined",
}


def verify_path(path: str, kept: Iterable[str] = ()) -> Verification:
    """Verify a file; `Unreadable` where nothing can be said."""
    try:
        with open(path, "rb") as file:
            return Verification(file, kept)
    except OSError as error:
        raise Unreadable(f"{error.strerror or error}") from None


def answer(verification: Verification) -> dict[str, Any]:
    """The whole answer, as `shodo/verification/v1`."""
    return {
        "format": "shodo/verification/v1",
        "verdict": verification.verdict,
        "checks": verification.checks,
        "faults": [{"check": check, "place": place, "what": what}
                   for check, place, what in verification.sorted_faults()],
        "facts": verification.facts(),
        "kept": verification.kept,
    }


def say(path: str, verification: Verification, kept: list[str]) -> None:
    """Print the answer for people."""
    facts = verification.facts()
    print(f"ファイル / file: {path}")
    if facts["log"]:
        mode = "訓練 DRILL" if facts["mode"] == "drill" else "本番 live"
        print(f"記録 / log: {facts['log']}  {mode}  {facts['purpose']}")
    if facts["part"]:
        print(f"分割 / part: {facts['part']['number']} / {facts['part']['of']}")
    print(f"件数 / events: {facts['events']}")
    print()
    checks = verification.checks
    for check in CHECKS:
        print(f"  {_STATE[checks[check]]:<24} {check}: {_SAID[check]}")
        for found, place, what in verification.sorted_faults():
            if found == check:
                print(f"      {place}: {what}")
    for text, belongs in zip(kept, verification.kept):
        word = {True: "○ この記録のもの belongs to this log",
                False: "× この記録のものではない DOES NOT BELONG to this log",
                None: "？ 読み取れない（聞き違いかもしれない）cannot be read, perhaps misheard"}[belongs]
        shown = " ".join(text.split())
        print(f"  控え / kept {shown[:60]}{'…' if len(shown) > 60 else ''}: {word}")
    print()
    print("欠陥ではないが伝えること / told, and no fault:")
    for device in facts["devices"]:
        end = device["endsAfter"]
        ended = "" if end is None else f", {end}件目まで有効 retired after its event {end}"
        print(f"  端末 / device {device['device']}: {_STATUS[device['status']]}, "
              f"{device['lastSeq']}件目まで up to its event {device['lastSeq']}{ended}")
    print(f"  墨消し / redacted texts: {facts['redacted']}")
    print(f"  記録時に保存できなかったファイル / files not kept: {len(facts['filesNotKept'])}")
    print()
    if verification.verdict == "holds":
        print("判定 / verdict: ○ すべて成り立つ / everything holds")
        print("（書かれた内容が真実であることまでは示さない / consistency, not truth）")
    elif verification.faults:
        print("判定 / verdict: × 成り立たないところがある / something does NOT hold")
    else:
        print("判定 / verdict: × 外で保管されていたものと合わない。ファイルの中だけを見れば成り立つ /"
              " it does NOT fit what was kept outside, though it holds in itself")
    if True not in verification.kept:
        print("（鍵を持つ人がすべてを作り直していないか、末尾が切り取られていないかは、"
              "外で保管された控えと照合して初めて分かる /\n that the holder of the keys did not write all of it "
              "anew, or cut off its end, shows only against a checkpoint that was kept outside）")


def _read_kept_file(path: str) -> str:
    """The text of a file that somebody kept; no checkpoint is larger than the limit."""
    with open(path, "rb") as file:
        return file.read(MAX_NOTE + 1).decode("utf-8", "replace")


def run_batch(path: str) -> int:
    """Answer every case of a file of cases with one line of JSON."""
    # The same bytes were signed in case after case.
    ED25519.verify = functools.lru_cache(maxsize=1 << 16)(ED25519.verify)  # type: ignore[method-assign]
    source = sys.stdin if path == "-" else open(path, encoding="utf-8")
    with source:
        for line in source:
            if not line.strip():
                continue
            try:
                case = json.loads(line)
                if "bytes" in case:
                    given = io.BytesIO(base64.b64decode(case["bytes"]))
                    verification = Verification(given, case.get("kept", []))
                else:
                    verification = verify_path(case["file"], case.get("kept", []))
                result: dict[str, Any] = {
                    "verdict": verification.verdict,
                    "checks": verification.checks,
                    "faults": [f"{check} {place}"
                               for check, place, _ in verification.sorted_faults()],
                    "kept": verification.kept,
                }
            except Unreadable:
                result = {"verdict": "unreadable"}
            except Exception as error:          # a batch goes on whatever one case does
                result = {"verdict": "unreadable", "error": f"{type(error).__name__}: {error}"}
            print(json.dumps(result, ensure_ascii=True, separators=(",", ":")), flush=True)
    return 0


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="記録を検証する / verify a Shodo record")
    parser.add_argument("file", nargs="?", help="log or hand-over file")
    parser.add_argument("--kept", action="append", default=[], metavar="TEXT",
                        help="外で保管した控え: 数字、QRの文字、ハッシュ / what was kept outside")
    parser.add_argument("--kept-file", action="append", default=[], metavar="PATH",
                        help="外で保管した控えのファイル / a signed checkpoint that was kept outside")
    parser.add_argument("--json", action="store_true", help="print shodo/verification/v1")
    parser.add_argument("--batch", metavar="CASES", help="a file of cases, one a line")
    options = parser.parse_args(arguments)
    if options.batch is not None:
        return run_batch(options.batch)
    if options.file is None:
        parser.error("FILE or --batch")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        kept = options.kept + [_read_kept_file(path) for path in options.kept_file]
    except OSError as error:
        parser.error(f"--kept-file: {error}")
    try:
        verification = verify_path(options.file, kept)
    except Unreadable as reason:
        if options.json:
            print(json.dumps({"format": "shodo/verification/v1", "verdict": "unreadable"}))
        else:
            print("判定 / verdict: 読み取れない / not readable as a record "
                  f"({os.path.basename(options.file)}: {reason})")
        return 2
    if options.json:
        print(json.dumps(answer(verification), ensure_ascii=False, indent=1))
    else:
        say(options.file, verification, kept)
    if verification.verdict == "fails":
        return 1
    return 2 if None in verification.kept else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
