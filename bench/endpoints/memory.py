"""Memory of a server from outside: resident sizes of its process and of those that it started, as Linux counts them."""

from pathlib import Path

PROC = Path("/proc")


def resident_mb(pid: int) -> float:
    """Resident memory of one process, in MB (10⁶ bytes)."""
    return _field(pid, "VmRSS")


def peak_mb(pid: int) -> float:
    """The most that was resident since the last ``forget_peak``."""
    return _field(pid, "VmHWM")


def forget_peak(pid: int) -> None:
    """Start to count the peak anew, from what is resident now."""
    (PROC / str(pid) / "clear_refs").write_text("5", encoding="ascii")


def family_mb(pid: int) -> float:
    """Resident memory of a process and all below it; pages that they share are counted for each."""
    return resident_mb(pid) + sum(map(family_mb, _children(pid)))


def _children(pid: int) -> list[int]:
    lists = (PROC / str(pid) / "task").glob("*/children")
    return [int(child) for found in lists for child in found.read_text(encoding="ascii").split()]


def _field(pid: int, name: str) -> float:
    lines = (PROC / str(pid) / "status").read_text(encoding="ascii").splitlines()
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(f"{name}:")), 0.0)
