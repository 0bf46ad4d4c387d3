"""A small FHIR server on the loopback address: transactions with conditional create and update.

It keeps resources in memory, all or nothing a Bundle, and can be told to answer badly. As a program of its
own (``python -m tests.interop.fhir_server SHARE``) it prints its address, loses the answers to a share of the
Bundles, and ends with its input.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote

Resource = dict[str, Any]


class Refused(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Store:
    """Resources by type and id, as a server holds them."""

    def __init__(self) -> None:
        self.resources: dict[tuple[str, str], Resource] = {}
        self.versions: Counter[tuple[str, str]] = Counter()
        self.bundles = 0
        self.refuse: set[str] = set()  # resources that hold one of these texts are refused with 422
        self.status: list[int] = []  # answers to give instead, in order
        self.noise = random.Random(1)
        self.lost = 0.0  # share of answers that are lost after the Bundle was taken
        self._lock = threading.Lock()

    def take(self, bundle: Resource) -> Resource:
        with self._lock:
            self.bundles += 1
            if bundle.get("resourceType") != "Bundle" or bundle.get("type") != "transaction":
                raise Refused(400)
            resources, versions = dict(self.resources), Counter(self.versions)
            names: dict[str, str] = {}
            work: list[tuple[Resource, tuple[str, str]]] = []
            for entry in bundle["entry"]:
                resource, request = entry["resource"], entry["request"]
                if any(text in json.dumps(resource, ensure_ascii=False) for text in self.refuse):
                    raise Refused(422)
                kind = resource["resourceType"]
                query = (
                    request["ifNoneExist"]
                    if request["method"] == "POST"
                    else request["url"].partition("?")[2]
                )
                found = self._search(resources, kind, query)
                if len(found) > 1:
                    raise Refused(412)
                key = found[0] if found else (kind, uuid.uuid4().hex)
                names[entry["fullUrl"]] = f"{kind}/{key[1]}"
                if found and request["method"] == "POST":
                    continue
                resources[key] = resource  # so that a double in the same Bundle is seen
                work.append((resource, key))
            for resource, key in work:
                resources[key] = {**self._linked(resource, names), "id": key[1]}
                versions[key] += 1
            self.resources, self.versions = resources, versions
            return {"resourceType": "Bundle", "type": "transaction-response", "entry": []}

    def _search(
        self, resources: dict[tuple[str, str], Resource], kind: str, query: str
    ) -> list[tuple[str, str]]:
        wanted = dict(parse_qsl(query, strict_parsing=True))
        assert wanted, query
        return [key for key, r in resources.items() if key[0] == kind and self._fits(r, wanted)]

    def _fits(self, resource: Resource, wanted: dict[str, str]) -> bool:
        for name, value in wanted.items():
            system, _, code = unquote(value).partition("|")
            if name == "identifier":
                found = resource.get("identifier", [])
                found = [found] if isinstance(found, dict) else found
                if not any((i.get("system"), i.get("value")) == (system, code) for i in found):
                    return False
            elif name == "_tag":
                tags = resource.get("meta", {}).get("tag", [])
                if not any((t.get("system"), t.get("code")) == (system, code) for t in tags):
                    return False
            elif name in {"url", "version"}:
                if resource.get(name) != value:
                    return False
            else:
                raise Refused(400)
        return True

    def _linked(self, value: Any, names: dict[str, str]) -> Any:
        if isinstance(value, dict):
            linked = {k: self._linked(v, names) for k, v in value.items()}
            reference = linked.get("reference")
            if isinstance(reference, str) and reference.startswith("urn:uuid:"):
                if reference not in names:
                    raise Refused(400)  # a reference to nothing
                linked["reference"] = names[reference]
            return linked
        return [self._linked(v, names) for v in value] if isinstance(value, list) else value

    def of_type(self, kind: str) -> list[Resource]:
        return [r for (k, _), r in self.resources.items() if k == kind]


@contextmanager
def serving(store: Store) -> Iterator[str]:
    """The base address of a server over ``store``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if store.status:
                self._answer(store.status.pop(0), b"{}")
                return
            try:
                answer = store.take(json.loads(body))
            except Refused as refused:
                self._answer(refused.status, b'{"resourceType":"OperationOutcome"}')
                return
            if store.noise.random() < store.lost:
                self.close_connection = True
                return
            self._answer(200, json.dumps(answer).encode())

        def do_GET(self) -> None:
            """Everything that is held, for the test that asks: type, version and resource."""
            held = [[kind, store.versions[kind, i], r] for (kind, i), r in store.resources.items()]
            self._answer(200, json.dumps(held).encode())

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is written."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/fhir"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


if __name__ == "__main__":
    kept = Store()
    kept.lost = float(sys.argv[1])
    with serving(kept) as url:
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        sys.stdin.read()
