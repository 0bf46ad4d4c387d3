"""Take the ELF kernel out of a bzImage: QEMU starts it directly and saves seconds of emulated decompression.

usage: kernel_elf.py VMLINUZ VMLINUX. Layout: Documentation/arch/x86/boot.rst (setup_sects at 0x1F1,
payload_offset at 0x248, payload_length at 0x24C). What cannot be unpacked is copied; it starts too, only
slower.
"""

import lzma
import shutil
import struct
import subprocess
import sys
from pathlib import Path

source, target = map(Path, sys.argv[1:])
image = source.read_bytes()
start = (image[0x1F1] + 1) * 512 + struct.unpack_from("<I", image, 0x248)[0]
payload = image[start : start + struct.unpack_from("<I", image, 0x24C)[0]]
kernel = image
if payload.startswith(b"\xfd7zXZ\0"):
    kernel = lzma.LZMADecompressor().decompress(payload)
elif payload.startswith(b"\x28\xb5\x2f\xfd") and shutil.which("zstd"):
    # the last four bytes are the size, which zstd does not know
    done = subprocess.run(["zstd", "-dc"], input=payload[:-4], stdout=subprocess.PIPE, check=True)
    kernel = done.stdout
target.write_bytes(kernel if kernel.startswith(b"\x7fELF") else image)
