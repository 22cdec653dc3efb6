"""What makes a thousand applications in one process cheap: nothing is compiled or built twice."""

from contextlib import closing
from typing import Any

from jinja2 import BytecodeCache
from pysqlite3 import connect
from werkzeug.routing import Rule

_compile_builder = Rule._compile_builder
_builders: dict[Any, Any] = {}
_beginnings: dict[str, Any] = {}


class Compiled(BytecodeCache):
    """Templates as this process has compiled them: each application would compile its own."""

    def __init__(self):
        self._known = {}

    def load_bytecode(self, bucket):
        if known := self._known.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket):
        self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def compile_builder(rule, append_unknown):
    """Stands for `Rule._compile_builder`: what spells the address of a route, which is slow to make.

    The same steps make the same function; it finds the converters in the rule it is bound to.
    """
    if rule.defaults:
        return _compile_builder(rule, append_unknown)
    steps = (append_unknown, *rule._trace)
    if steps not in _builders:
        _builders[steps] = _compile_builder(rule, append_unknown)
    return _builders[steps]


def begun(store, name, build):
    """Return what `build` returns, with all that it writes to an empty store.

    The first test of a process that asks for a name builds it, the others get a copy.
    """
    with store.reading() as work:
        if work.users.all():
            return build()
    with closing(connect(store.engine.url.database)) as own:
        if name in _beginnings:
            given, kept = _beginnings[name]
            kept.backup(own)
        else:
            given, kept = build(), connect(":memory:")
            own.backup(kept)
            _beginnings[name] = given, kept
    return given
