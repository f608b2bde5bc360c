"""Work on what somebody sent, in a process of its own: whatever a file makes of it, it ends with its limits.

    python -I limited_process.py FOLDER MODULE OPTIONS < file

calls ``main(content, **options)`` of MODULE, found from FOLDER, and prints what it returns as JSON. Of the
app it loads that module alone, and no settings.
"""

import contextlib
import importlib
import json
import logging
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

SECONDS_IN_REQUEST = 1.5  # of processor time: with the rest of a page it stays below two seconds
SECONDS_IN_BACKGROUND = 20.0
MAX_MEMORY = 1_000_000_000  # bytes of addresses; what is in use is a fraction of it
# On a busy machine a process waits; one that only waits is ended as well.
WAITING_SECONDS = 60


class LimitExceededError(Exception):
    """It took too long, or too much memory."""


class ProcessFailedError(Exception):
    """The work ended with an exception of its own."""


def run_limited(
    folder: Path, module: str, content: bytes, *, seconds: float = SECONDS_IN_REQUEST, **options: Any
) -> Any:
    """Return what ``main(content, **options)`` of ``module`` returns, both of which JSON can hold."""
    arguments = json.dumps({"seconds": seconds, "memory": MAX_MEMORY, "options": options})
    try:
        done = subprocess.run(  # noqa: S603 (nothing of the file is in the command)
            [sys.executable, "-I", __file__, str(folder), module, arguments],
            input=content,
            capture_output=True,
            timeout=WAITING_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LimitExceededError from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:  # it ended without a word
        raise (LimitExceededError if done.returncode < 0 else ProcessFailedError) from None
    if "result" not in answer:
        raise LimitExceededError
    return answer["result"]


def run_or_refuse(
    folder: Path,
    module: str,
    content: bytes,
    refusal: type[Exception],
    *,
    too_much: str = "It takes too long to read, or too much memory.",
    damaged: str,
    **options: Any,
) -> Any:
    """Return what `run_limited` does; where nothing can be read, raise ``refusal`` with the words for people.

    These are ``too_much`` and ``damaged``, or what the work itself says as ``error``.
    """
    try:
        answer = run_limited(folder, module, content, **options)
    except LimitExceededError:
        raise refusal(too_much) from None
    except ProcessFailedError:
        raise refusal(damaged) from None
    if "error" in answer:
        raise refusal(answer["error"])
    return answer


def set_limits(seconds: float, memory: int) -> None:
    """Let the system end this process after so many seconds of processor time; nothing can be written."""
    signal.setitimer(signal.ITIMER_PROF, seconds)  # its signal kills
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    folder, module, arguments = sys.argv[1:]
    limits = json.loads(arguments)
    set_limits(limits["seconds"], limits["memory"])
    logging.disable()
    sys.path.append(folder)
    answer: dict[str, Any] = {}
    with contextlib.redirect_stdout(sys.stderr), contextlib.suppress(MemoryError):
        content = sys.stdin.buffer.read()
        answer["result"] = importlib.import_module(module).main(content, **limits["options"])
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
