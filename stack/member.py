"""Starts one service of a cloud for supervisord: `python -m stack.member SERVICES.json NAME`.

The file is that of stack.supervise. This process becomes the service, and writes its pid to
NAME.pid next to the file.
"""

import json
import os
import sys
from pathlib import Path


def main() -> None:
    """Become the service."""
    description, name = Path(sys.argv[1]), sys.argv[2]
    service = json.loads(description.read_text())[name]
    number = description.with_name(f"{name}.pid")
    # Atomically, since others may read it meanwhile.
    number.with_suffix(".new").write_text(str(os.getpid()))
    number.with_suffix(".new").rename(number)
    os.execve(service["command"][0], service["command"], service["environment"])  # noqa: S606


if __name__ == "__main__":
    main()
