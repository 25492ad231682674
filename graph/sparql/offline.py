"""A process without a network: the kernel refuses it new sockets, whatever the engine is brought to try.

Inspection refuses what would fetch (SERVICE); this holds even where a text got past it. Linux on x86-64 and ARM64;
elsewhere inspection stands alone.
"""

import ctypes
import errno
import platform
import struct
import sys

_ARCHITECTURES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # as the kernel audits them; its `socket`
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # of prctl(2), and its second argument
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # of the classic packet filter: a word, equality, the verdict
_ARCHITECTURE_AT, _CALL_AT = 4, 0  # in what the filter is given of a system call
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def refuse_sockets() -> bool:
    """From now on this process and its threads to come open no socket. False where the system has no such filter.

    Raises OSError where the kernel has it and does not take it.
    """
    known = _ARCHITECTURES.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    program = _program(*known)
    libc = ctypes.CDLL(None, use_errno=True)
    filter_ = _Program(len(program) // 8, program)
    for call in ((_NO_NEW_PRIVILEGES, 1, 0, 0, 0), (_SECCOMP, _FILTER, ctypes.byref(filter_), 0, 0)):
        if libc.prctl(*call) != 0:
            number = ctypes.get_errno()
            if number == errno.EINVAL:  # a kernel that was built without
                return False
            raise OSError(number, "the kernel refuses a filter of system calls")
    return True


def _program(architecture: int, call: int) -> bytes:
    """Refuse the one call of the one architecture; a jump skips so many instructions if true, if false."""
    return b"".join(
        struct.pack("=HBBI", *instruction)
        for instruction in (
            (_LOAD, 0, 0, _ARCHITECTURE_AT),
            (_JUMP_IF_EQUAL, 0, 3, architecture),
            (_LOAD, 0, 0, _CALL_AT),
            (_JUMP_IF_EQUAL, 0, 1, call),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        )
    )
