"""Loaded before every Python program of a run: sends connections to Oura's hosts to Circlet's own port, and trusts its certificate there.

Programs that read proxies and certificates from the environment need none of this; it is for those that do not (aiohttp, contexts of their
own). Nothing is imported that the program does not import itself. Python 3.7 and newer.
"""

import importlib.abc
import importlib.util
import json
import os
import sys


def _facts():
    try:
        with open(os.environ["CIRCLET_RUN"], encoding="utf-8") as file:
            return json.load(file)
    except (KeyError, OSError, ValueError):
        return None  # The run that started us is over.


def _mover(facts):
    ports = {443: facts["tlsPort"], 80: facts["plainPort"]}

    def move(host, port):
        """The address to go to instead, or None."""
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
        if not isinstance(name, str) or name.lower().rstrip(".") not in facts["hosts"]:
            return None
        if isinstance(port, (str, bytes)):
            port = {"https": 443, "http": 80}.get(port if isinstance(port, str) else port.decode(), port)
        try:
            to = ports.get(int(port))
        except (TypeError, ValueError):
            return None
        return to and ("127.0.0.1", to)

    return move


def _patch_socket(socket, facts, move):
    ask = socket.getaddrinfo

    def getaddrinfo(host, port, *args, **named):
        moved = move(host, port)
        if moved is None:
            return ask(host, port, *args, **named)
        # Whoever asks for IPv6 only would not find us.
        kind = args[1] if len(args) > 1 else named.get("type", 0)
        return ask(moved[0], moved[1], socket.AF_INET, kind)

    socket.getaddrinfo = getaddrinfo


def _patch_ssl(ssl, facts, move):
    for name in ("load_verify_locations", "load_default_certs"):
        _trust_ours(ssl, name, facts["certificate"])


def _trust_ours(ssl, name, certificate):
    load = getattr(ssl.SSLContext, name)
    add = ssl.SSLContext.load_verify_locations

    def load_with_ours(self, *args, **named):
        load(self, *args, **named)
        add(self, cadata=certificate)

    setattr(ssl.SSLContext, name, load_with_ours)


def _patch_aiohttp(module, facts, move):
    for name in ("ThreadedResolver", "AsyncResolver"):
        if hasattr(module, name):
            _patch_resolver(getattr(module, name), move)


def _patch_resolver(resolver, move):
    ask = resolver.resolve

    async def resolve(self, host, port=0, *args, **named):
        moved = move(host, port)
        if moved is None:
            return await ask(self, host, port, *args, **named)
        import socket

        family, flags = socket.AF_INET, socket.AI_NUMERICHOST
        return [{"hostname": host, "host": moved[0], "port": moved[1], "family": family, "proto": 0, "flags": flags}]

    resolver.resolve = resolve


class _Finder(importlib.abc.MetaPathFinder):
    """Patches modules when they are imported."""

    def __init__(self, patches):
        self.patches = patches

    def find_spec(self, name, path=None, target=None):
        patch = self.patches.pop(name, None)
        spec = importlib.util.find_spec(name) if patch else None
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            patch(module)

        spec.loader.exec_module = exec_module
        return spec


def _install(facts):
    move = _mover(facts)
    patches = {}
    for name, patch in (("socket", _patch_socket), ("ssl", _patch_ssl), ("aiohttp.resolver", _patch_aiohttp)):

        def bound(module, patch=patch):
            patch(module, facts, move)

        if name in sys.modules:
            bound(sys.modules[name])
        else:
            patches[name] = bound
    sys.meta_path.insert(0, _Finder(patches))


def _hand_on():
    """Runs the sitecustomize that would have been found without us."""
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != here]
    ours = sys.modules.pop("sitecustomize", None)
    try:
        import sitecustomize  # noqa: F401
    except ImportError as error:
        if error.name != "sitecustomize":
            raise
        sys.modules["sitecustomize"] = ours


_known = _facts()
if _known:
    _install(_known)
_hand_on()
