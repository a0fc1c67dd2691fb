"""A process that has done with the network: from then on the operating system gives it no socket.

Oxigraph follows ``SERVICE`` whatever its caller wants, and no reading of the text finds every way to write the word, so
the worker that runs other people's queries is cut off as well. On Linux a seccomp filter does it
(https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html); other systems have the reading alone.
"""

import ctypes
import errno
import os
import platform
import struct

_SOCKET_CALL = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: the kernel's name of the architecture (AUDIT_ARCH), and its number of socket(2)."""
_URING_SETUP = 425
"""The number of io_uring_setup(2), the other way to a socket, on every architecture."""
_X32 = 0x40000000
"""Calls of the x32 interface carry this bit beside their number."""
_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_NUMBER, _ARCHITECTURE = 0, 4
"""Where struct seccomp_data has them."""


def leave_network() -> bool:
    """Give up opening sockets for good, in this thread and those it starts; return whether the system agreed."""
    known = _SOCKET_CALL.get(platform.machine())
    if platform.system() != "Linux" or known is None:
        return False
    architecture, socket_call = known
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_EQUAL, 0, 5, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_AT_LEAST, 3, 0, _X32),
        (_JUMP_EQUAL, 2, 0, socket_call),
        (_JUMP_EQUAL, 1, 0, _URING_SETUP),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = struct.pack("@HP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_ulong]
    if libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, None, 0, 0) != 0:
        return False
    return bool(libc.prctl(_SET_SECCOMP, _MODE_FILTER, program, 0, 0) == 0)


def limit_memory(more: int) -> None:
    """Let this process have `more` bytes of memory beyond what it has now, where the system can tell that."""
    import resource  # noqa: PLC0415 - not on every system

    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - one small read
            pages = int(file.read().split()[0])
    except OSError:
        return
    most = pages * os.sysconf("SC_PAGE_SIZE") + more
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def resident() -> int:
    """Return the bytes of memory that this process holds; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - one small read
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
