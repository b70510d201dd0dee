"""Kill something with SIGKILL before one of the things that it does to the disk."""

import os
import signal
import sys
from collections.abc import Callable
from itertools import count

DOES = frozenset({
    "open", "os.rename", "os.mkdir", "os.symlink", "os.link", "os.remove", "os.rmdir", "os.unlink",
    "os.chmod", "os.utime", "shutil.rmtree", "subprocess.Popen", "fcntl.flock", "ctypes.dlsym",
})  # fmt: skip
"""What Python reports (PEP 578) before it touches the disk, starts a program or calls the system."""


def killed_at(step: int, act: Callable[[], object]) -> bool:
    """Act in a child that kills itself before its nth deed; return whether it came so far."""
    child = os.fork()
    if child == 0:
        deeds = count(1)

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            reads = event == "open" and not int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR)
            if event in DOES and not reads and next(deeds) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        act()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or status == 0, f"it failed at deed {step}"
    return os.WIFSIGNALED(status)
