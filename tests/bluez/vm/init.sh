#!/bin/sh
# The first process of the machine: load the modules, start D-Bus and bluetoothd, open D-Bus to the host.
# Kernel arguments for finding faults: "btd=-d" (bluetoothd's debug output), "btmon" (a trace of all HCI traffic).
export PATH=/bin:/sbin:/usr/bin:/usr/sbin LD_LIBRARY_PATH=/lib
mount -t proc p /proc
mount -t sysfs s /sys
mount -t devtmpfs d /dev
mount -t tmpfs t /tmp
mount -t tmpfs r /run
mkdir -p /run/dbus
while read -r module; do insmod "/lib/modules/$module" || echo "insmod $module failed"; done </lib/modules/order
ifconfig lo 127.0.0.1 up
ifconfig eth0 10.0.2.15 netmask 255.255.255.0 up
dbus-daemon --system --nofork --nopidfile &
stty -F /dev/hvc0 raw -echo
btattach -B /dev/hvc0 -P h4 >/dev/null &
while [ ! -S /run/dbus/system_bus_socket ]; do sleep 0.02; done
grep -q btmon /proc/cmdline && btmon -T &
socat TCP-LISTEN:5555,fork,reuseaddr,nodelay UNIX-CONNECT:/run/dbus/system_bus_socket &
# bluetoothd is started again whenever it ends: a test kills it, as a package update does
while :; do
  /usr/libexec/bluetooth/bluetoothd -n $(grep -o 'btd=[^ ]*' /proc/cmdline | cut -c5- | tr , ' ')
  echo "bluetoothd ended"
  sleep 1
done &
until echo | bluetoothctl show 2>/dev/null | grep -q 'Powered: yes'; do sleep 0.1; done
echo READY
# a word on the serial line: "kill-bluetoothd" ends it
while read -r word; do
  case $word in kill-bluetoothd) kill "$(cat /proc/[0-9]*/stat 2>/dev/null | grep '(bluetoothd)' | cut -d' ' -f1)" ;; esac
done
while :; do sleep 3600; done
