"""The real Linux kernel and the real bluetoothd in a small emulated machine.

Its HCI is a console whose other end is a Bumble controller in this process, on the same `Radio` as the
virtual cuffs. Its D-Bus is forwarded to a loopback port, so the unmodified bleak of this process talks to
it. Built by ``vm/build_vm.sh``. Always emulated (TCG): no /dev/kvm is needed, and some kinds of it cannot
start this kernel.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import shutil
import signal
import socket
import tempfile
from pathlib import Path
from typing import Any

from bumble.controller import Controller
from bumble.transport.unix import open_unix_client_transport

from devices.virtual.radio import LinuxController, Radio

IMAGE = Path(os.environ.get("BLUEZ_VM_DIR", Path(__file__).parents[2] / ".bluez-vm"))
BOOT_SECONDS = 120


def missing() -> str | None:
    """Why the machine cannot be started here, or ``None``."""
    if not shutil.which("qemu-system-x86_64"):
        return "no qemu-system-x86_64: run tests/bluez/vm/build_vm.sh"
    if not (IMAGE / "vmlinux").exists() or not (IMAGE / "initrd.cpio").exists():
        return f"no image in {IMAGE.name}: run tests/bluez/vm/build_vm.sh"
    return None


def suite() -> str:
    """The Debian release whose kernel and bluetoothd are in the image."""
    return (IMAGE / "suite").read_text().strip()


def _die_with_parent() -> None:
    """No machine is left behind when the test run is killed (Linux, PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Machine:
    """One running machine. ``append`` is added to its kernel's arguments (see ``vm/init.sh``)."""

    def __init__(self, radio: Radio, append: str = "") -> None:
        self.log: list[str] = []
        self._radio = radio
        self._append = append
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self._transport: Any = None
        self._port = _free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="bluez-vm-"))

    @property
    def environment(self) -> dict[str, str]:
        """What makes bleak in this process use the machine's system bus."""
        return {
            "DBUS_SYSTEM_BUS_ADDRESS": f"tcp:host=127.0.0.1,port={self._port}",
            "BLEAK_DBUS_AUTH_UID": "0",
        }

    async def start(self, address: str = "00:1B:DC:00:00:01") -> None:
        """Boot, 5-10 s, until bluetoothd has a powered adapter."""
        hci = self._folder / "hci.sock"
        self._process = await asyncio.create_subprocess_exec(
            "qemu-system-x86_64",
            *("-M", "q35,hpet=off", "-accel", "tcg,thread=multi", "-m", "192"),
            *("-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"),
            *("-kernel", str(IMAGE / "vmlinux"), "-initrd", str(IMAGE / "initrd.cpio")),
            *("-append", f"console=ttyS0 quiet panic=-1 mitigations=off nokaslr {self._append}"),
            *("-serial", "stdio", "-device", "virtio-serial-pci"),
            *(
                "-chardev",
                f"socket,id=hci,path={hci},server=on,wait=off",
                "-device",
                "virtconsole,chardev=hci",
            ),
            *("-netdev", f"user,id=n,restrict=on,hostfwd=tcp:127.0.0.1:{self._port}-:5555"),
            *("-device", "virtio-net-pci,netdev=n,romfile="),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            preexec_fn=_die_with_parent,
        )
        self._reader = asyncio.create_task(self._read_console())
        await self._attach(hci, address)
        ready = asyncio.ensure_future(self._ready.wait())
        await asyncio.wait({ready, self._reader}, timeout=BOOT_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if not self._ready.is_set():
            await self.stop()
            raise RuntimeError("the machine did not come up:\n" + "\n".join(self.log[-30:]))

    async def say(self, word: str) -> None:
        """A word to the machine's first process."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n".encode())
        await self._process.stdin.drain()

    async def stop(self) -> None:
        """Pull the plug."""
        if self._transport is not None:
            await self._transport.close()
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        if self._reader is not None:
            await self._reader
        shutil.rmtree(self._folder)

    async def _attach(self, hci: Path, address: str) -> None:
        assert self._process is not None
        assert self._reader is not None
        while self._transport is None:
            try:
                self._transport = await open_unix_client_transport(str(hci))
            except (FileNotFoundError, ConnectionRefusedError):
                if self._process.returncode is not None:
                    await self._reader
                    raise RuntimeError("the emulator ended:\n" + "\n".join(self.log)) from None
                await asyncio.sleep(0.02)
        controller: Controller = LinuxController("bluez", link=self._radio, public_address=address)
        self._transport.source.set_packet_sink(controller)
        controller.set_packet_sink(self._transport.sink)

    async def _read_console(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self.log.append(line.decode(errors="replace").rstrip())
            if "READY" in self.log[-1]:
                self._ready.set()
