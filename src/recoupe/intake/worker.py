"""Read one hostile document in a process of its own, which can be stopped.

A parser written in C cannot be interrupted from within, and one in Python
can eat all memory; so pages of odd size or shape, every PDF and every feed are read by
`python -m recoupe.intake.worker`, which has little memory and little time.
`multiprocessing` would start the caller's own script again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from recoupe.intake import reasons
from recoupe.model import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Address space of the process: forty times the largest page, and the libraries.
_MEMORY_BYTES = 3 * 2**30
#: The libraries need this long to load; a document's time counts from there.
_START_S = 3.0


def read_apart(
    task: str, data: bytes, *, options: Mapping[str, Any], timeout_s: float
) -> dict[str, Any] | Reason:  # Any: JSON
    """What the task makes of the bytes, as JSON, or why it made nothing of them."""
    command = [sys.executable, "-P", "-m", "recoupe.intake.worker"]
    order = json.dumps({"task": task, "options": dict(options)}).encode()
    try:
        done = subprocess.run(  # noqa: S603 (our own module)
            command,
            input=order + b"\n" + data,
            capture_output=True,
            timeout=timeout_s + _START_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return reasons.too_slow(timeout_s)
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
        return reasons.unreadable_structure(last[:160] or "?")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        return Reason(**answer["refused"])
    return answer


def main() -> None:
    """Read an order and a document from standard input, write what it holds as JSON."""
    _limit_memory()
    order = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    answer = _answer(order["task"], data, options=order["options"])
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _limit_memory() -> None:
    """Bound this process where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


def _answer(task: str, data: bytes, *, options: dict[str, Any]) -> dict[str, Any]:
    """The parts of the document, or `refused` with the reason."""
    from dataclasses import asdict

    if task == "page":
        from recoupe.intake.extract import taken_out

        page = taken_out(data.decode("utf-8"), **options)
        return asdict(page) if page else {"refused": asdict(reasons.no_article())}
    if task == "feed":
        from recoupe.intake.feed_rows import rows_of

        rows = rows_of(data, **options)
        return {"refused": asdict(rows)} if isinstance(rows, Reason) else {"rows": rows}
    from recoupe.intake.pdf_text import text_of

    text = text_of(data, **options)
    return {"refused": asdict(text)} if isinstance(text, Reason) else {"text": text}


if __name__ == "__main__":
    main()
