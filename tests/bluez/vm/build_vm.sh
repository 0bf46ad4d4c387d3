#!/bin/bash
# Build the small machine in which the tests meet the real Linux Bluetooth stack: Debian's kernel, dbus-daemon
# and bluetoothd, unpacked from their packages (nothing of the guest is installed on this machine).
#
#   tests/bluez/vm/build_vm.sh [DIRECTORY]      default: .bluez-vm; done at once when the image is fresh
#
# SUITE=bookworm builds with the kernel and BlueZ of Debian 12; DEBIAN_MIRROR overrides the mirror that
# this machine's apt uses. On the host: qemu-system-x86 cpio kmod binutils xz-utils (installed when run as root).
set -euo pipefail

here=$(dirname "$(realpath "$0")")
out=$(realpath -m "${1:-.bluez-vm}")
suite=${SUITE:-trixie}
stage=$out/stage
root=$out/root
export DEBIAN_FRONTEND=noninteractive

fresh() {
  [ -s "$out/vmlinux" ] && [ -s "$out/initrd.cpio" ] && [ "$(cat "$out/suite" 2>/dev/null)" = "$suite" ] &&
    [ "$out/initrd.cpio" -nt "$here/build_vm.sh" ] && [ "$out/initrd.cpio" -nt "$here/init.sh" ]
}

host_tools() {
  local missing=() package
  for pair in qemu-system-x86_64:qemu-system-x86 cpio:cpio modprobe:kmod objdump:binutils xz:xz-utils; do
    package=${pair#*:}
    command -v "${pair%:*}" >/dev/null || [ -x "/sbin/${pair%:*}" ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" != 0 ]; then
    echo "install first: apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# apt with a state of its own, so that another suite never touches this machine's apt
private_apt() {
  local apt=$out/apt mirror security
  mkdir -p "$apt"/{lists/partial,cache/archives/partial,etc/apt.conf.d,etc/preferences.d,etc/trusted.gpg.d}
  targets() { apt-get indextargets --format '$(LABEL)|$(REPO_URI)' 'Created-By: Packages' | sort -u; }
  mirror=${DEBIAN_MIRROR:-$(targets | awk -F'|' '$1 == "Debian" { print $2; exit }')}
  security=$(targets | awk -F'|' '$1 == "Debian-Security" { print $2; exit }')
  {
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
    [ -z "$security" ] ||
      echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $security $suite-security main"
  } >"$apt/etc/sources.list"
  : >"$apt/status"
  apt_options=(
    -o "Dir::Etc=$apt/etc" -o "Dir::Etc::sourcelist=$apt/etc/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State=$apt" -o "Dir::State::status=$apt/status" -o "Dir::State::lists=$apt/lists"
    -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root -o APT::Architecture=amd64
  )
  apt-get "${apt_options[@]}" update -qq
}

download() {
  local kernel libraries
  kernel=$(apt-cache "${apt_options[@]}" depends linux-image-amd64 | awk '/Depends:/ { print $2; exit }')
  libraries=$(apt-cache "${apt_options[@]}" depends --recurse --no-recommends --no-suggests --no-conflicts \
    --no-breaks --no-replaces --no-enhances bluez dbus-daemon busybox-static socat |
    grep -E '^(lib|zlib1g|dbus-daemon|dbus-system|busybox-static|bluez|socat)' | grep -vE 'perl|libpam' | sort -u)
  rm -rf "$out/debs"
  mkdir -p "$out/debs"
  cd "$out/debs"
  # shellcheck disable=SC2086 # a list of names
  apt-get "${apt_options[@]}" download -qq $(printf '%s\n' "$kernel" libc6 libgcc-s1 $libraries | sort -u)
}

unpack() {
  local deb directory
  rm -rf "$stage"
  mkdir -p "$stage"/usr/{bin,sbin,lib,lib64}
  for directory in bin sbin lib lib64; do ln -sfn "usr/$directory" "$stage/$directory"; done
  for deb in "$out"/debs/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$stage" --keep-directory-symlink
  done
}

# the shared libraries a program needs, and theirs, found inside the stage tree
copy_libraries() {
  local file name path
  for file in "$@"; do
    for name in $(objdump -p "$file" 2>/dev/null | awk '/NEEDED/ { print $2 }'); do
      [ ! -e "$root/lib/$name" ] || continue
      path=$(find "$stage/lib/" "$stage/usr/lib/" -name "$name" | head -1)
      [ -n "$path" ] || { echo "missing $name" >&2; exit 1; }
      cp -L "$path" "$root/lib/$name"
      copy_libraries "$root/lib/$name"
    done
  done
}

programs() {
  local name
  rm -rf "$root"
  mkdir -p "$root"/{bin,sbin,lib/modules,lib64,proc,sys,dev,run/dbus,tmp,root,usr/share,etc/bluetooth}
  mkdir -p "$root"/var/lib/bluetooth
  cp "$stage/bin/busybox" "$root/bin/"
  for name in sh mount mkdir insmod ifconfig sleep cat echo kill stty grep cut tr; do
    ln -sf busybox "$root/bin/$name"
  done
  for name in usr/libexec/bluetooth/bluetoothd usr/bin/dbus-daemon usr/bin/btattach usr/bin/btmon \
    usr/bin/bluetoothctl usr/bin/socat; do
    install -D "$stage/$name" "$root/$name"
    copy_libraries "$root/$name"
  done
  cp -L "$stage/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2" "$root/lib64/"
  cp -r "$stage/etc/dbus-1" "$root/etc/"
  cp -r "$stage/usr/share/dbus-1" "$root/usr/share/"
  printf 'root:x:0:0:root:/root:/bin/sh\nmessagebus:x:100:100::/:/bin/sh\n' >"$root/etc/passwd"
  printf 'root:x:0:\nmessagebus:x:100:\nbluetooth:x:101:\n' >"$root/etc/group"
  printf 'passwd: files\ngroup: files\n' >"$root/etc/nsswitch.conf"
  echo 0123456789abcdef0123456789abcdef >"$root/etc/machine-id"
  printf '[General]\nName=testbed\n[Policy]\nAutoEnable=true\n' >"$root/etc/bluetooth/main.conf"
  install -m755 "$here/init.sh" "$root/init"
}

# sha512, ctr and drbg must come before ecdh, or its self-test fails and LE Secure Connections are dead
modules() {
  local version=$1 module path name
  depmod -b "$stage" "$version"
  for module in virtio_pci virtio_console virtio_net sha512_generic ctr drbg ecb cmac aes_generic algif_hash \
    algif_skcipher bluetooth hci_uart; do
    modprobe -d "$stage" -S "$version" --show-depends "$module" | awk '$1 == "insmod" { print $2 }'
  done | awk '!seen[$0]++' | while read -r path; do
    name=$(basename "$path" .xz)
    case $path in *.xz) xz -dc "$path" >"$out/module.tmp" && path=$out/module.tmp ;; esac
    strip --strip-debug -o "$root/lib/modules/$name" "$path"
    echo "$name" >>"$root/lib/modules/order"
  done
}

if fresh && command -v qemu-system-x86_64 >/dev/null; then
  echo "image is fresh: $out"
  exit 0
fi
host_tools
if fresh; then
  echo "image is fresh: $out"
  exit 0
fi
PATH=$PATH:/sbin
private_apt
download
unpack
programs
version=$(ls "$stage/lib/modules")
modules "$version"
(cd "$root" && find . | cpio -o -H newc --quiet) >"$out/initrd.cpio"
python3 "$here/kernel_elf.py" "$stage/boot/vmlinuz-$version" "$out/vmlinux"
echo "$suite" >"$out/suite"
rm -rf "$stage" "$root" "$out/module.tmp" "$out/apt" "$out/debs"
echo "image built: $out, kernel $version"
