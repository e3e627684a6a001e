"""`make demo-ha`: the product as an operator deploys it, until Ctrl-C; a process that dies is
restarted.
"""

import os
import sys

from stack import demo, ports, seed
from stack.ha import Deployment
from stack.service import ROOT

DATA = ".demo-ha"


def main() -> int:
    """Run until Ctrl-C (returns 0); print in one sentence why that failed (returns 1)."""
    return demo.until_interrupted(_run)


def _run() -> None:
    wanted = ports.from_environment(os.environ)
    deployment = Deployment(ROOT / DATA, wanted.keystone, wanted.freezer, wanted.horizon)
    ports.refuse_taken(deployment.ports)
    demo.say("preparing MariaDB, Keystone, freezer-api, Horizon (a minute, the first time)")
    deployment.prepare()
    demo.say("starting the members")
    try:
        deployment.start()
        seed.seed_once(deployment, demo.say)
        demo.say(demo.welcome(deployment))
        for member in deployment.services():
            process = deployment.pid(member.name)
            demo.say(f"  {member.name:<12} port {member.port}   process {process}")
        deployment.watch()
    finally:
        deployment.stop()


if __name__ == "__main__":
    sys.exit(main())
