"""Runs a program on a terminal of its own and types lines when it asks: age reads passphrases from one only.

usage: age-tty.py SECONDS LINES COMMAND...    LINES: how many lines of the standard input to type
"""

import os
import pty
import select
import signal
import sys
import time


def main():
    seconds, count, command = float(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    lines = [sys.stdin.readline().rstrip("\n") for _ in range(count)]
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)
    said = b""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        if not ready:
            continue
        try:
            part = os.read(terminal, 4096)
        except OSError:  # Linux: the other end was closed.
            break
        if not part:
            break
        said += part
        if said.rstrip().endswith(b":") and lines:
            os.write(terminal, lines.pop(0).encode() + b"\n")
            said = b""
    else:
        os.kill(pid, signal.SIGKILL)
    sys.stdout.buffer.write(said)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


main()
