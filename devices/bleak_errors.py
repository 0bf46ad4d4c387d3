"""Every way in which Bluetooth fails, as one of our own errors.

bleak lets through more than its own exceptions: what D-Bus, the operating system and Python raise beneath it.
BlueZ hides most causes in the text of a few error names, so two tables of patterns stand here; each line was
seen in the sources of BlueZ or bleak, or on a real stack.

`BleakError` and its kin need bleak, so this module belongs to `devices.bleak_link` and `devices.agent`.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakCharacteristicNotFoundError,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakGATTProtocolError,
)
from bleak.exc import BleakBluetoothNotAvailableReason as Unavailable
from bleak.exc import BleakGATTProtocolErrorCode as Att

from hemmonitor import errors

_ADDRESS = re.compile(r"(?:[0-9A-Fa-f]{2}[:_-]){5}[0-9A-Fa-f]{2}")


@contextlib.contextmanager
def mapped(*, connecting: bool = False) -> Iterator[None]:
    """Let only `DeviceError` out (and ``NotImplementedError``: what a platform does not have)."""
    try:
        yield
    except (errors.DeviceError, NotImplementedError):
        raise
    except Exception as error:
        raise device_error(error, connecting=connecting) from error


_UNAVAILABLE: dict[Unavailable, type[errors.DeviceError]] = {
    Unavailable.NO_BLUETOOTH: errors.AdapterMissing,
    Unavailable.NO_BLE_CENTRAL_ROLE: errors.AdapterMissing,
    Unavailable.POWERED_OFF: errors.RadioOff,
    Unavailable.DENIED_BY_USER: errors.BluetoothDenied,
    Unavailable.DENIED_BY_SYSTEM: errors.BluetoothDenied,
    Unavailable.DENIED_BY_UNKNOWN: errors.BluetoothDenied,
    Unavailable.UNKNOWN: errors.AdapterMissing,
}

_ATT: dict[Att, type[errors.DeviceError]] = {
    Att.INSUFFICIENT_AUTHENTICATION: errors.PairingNeeded,
    Att.INSUFFICIENT_AUTHORIZATION: errors.PairingNeeded,
    Att.INSUFFICIENT_ENCRYPTION: errors.PairingNeeded,
    Att.INSUFFICIENT_ENCRYPTION_KEY_SIZE: errors.PairingNeeded,
    Att.INVALID_HANDLE: errors.MissingCharacteristic,
    Att.ATTRIBUTE_NOT_FOUND: errors.MissingCharacteristic,
    Att.READ_NOT_PERMITTED: errors.MissingCharacteristic,
    Att.WRITE_NOT_PERMITTED: errors.MissingCharacteristic,
    Att.REQUEST_NOT_SUPPORTED: errors.MissingCharacteristic,
}

# The first pattern found in "error name: text" decides. BlueZ hides most causes in the text.
_DBUS: tuple[tuple[str, type[errors.DeviceError]], ...] = (
    (r"not.powered|NotReady|Resource Not Ready", errors.RadioOff),
    (r"ServiceUnknown|NameHasNoOwner|Spawn|NoServer|InvalidAddress", errors.BluetoothServiceDown),
    (r"Disconnected|NoReply", errors.BluetoothServiceDown),
    (r"AccessDenied|AuthFailed|AuthError", errors.BluetoothDenied),
    (r"Authentication|ConnectionAttemptFailed", errors.PairingRefused),
    (r"NotPermitted|Not paired", errors.PairingNeeded),
    (r"DoesNotExist|UnknownObject", errors.DeviceNotFound),
    (r"NotConnected|Not connected|abort|cancel|reset|Software caused|disconnected", errors.LinkLost),
    (r"Timeout|timed out", errors.DeviceTimeout),
)

# What the other platforms and bleak itself put into a bare BleakError.
_TEXT: tuple[tuple[str, type[errors.DeviceError]], ...] = (
    (r"Peer removed pairing", errors.BondStale),
    (r"Could not pair", errors.PairingRefused),
    (r"adapter .*not found|No Bluetooth adapters|No powered", errors.AdapterMissing),
    (r"device .*not found|was not found", errors.DeviceNotFound),
    (r"Encryption is insufficient|Authentication is insufficient", errors.PairingNeeded),
    (r"[Nn]ot connected|disconnected|Service Discovery has not|Unreachable", errors.LinkLost),
)


def device_error(error: Exception, *, connecting: bool) -> errors.DeviceError:
    """The error of our own for anything that bleak raises; the detail holds no address.

    While ``connecting``, silence and a failed attempt mean that the device is not there.
    """
    if isinstance(error, errors.DeviceError):
        return error
    kind = _kind(error)
    if connecting and issubclass(kind, (errors.DeviceTimeout, errors.LinkLost, errors.PairingRefused)):
        kind = errors.DeviceNotFound
    text = _ADDRESS.sub("(address)", str(error))
    return kind(f"{type(error).__name__}: {text}")


# In this order: a TimeoutError is an OSError too.
_TYPES: tuple[tuple[type[Exception], type[errors.DeviceError]], ...] = (
    (BleakDeviceNotFoundError, errors.DeviceNotFound),
    (BleakCharacteristicNotFoundError, errors.MissingCharacteristic),
    (PermissionError, errors.BluetoothDenied),
    (TimeoutError, errors.DeviceTimeout),
    (OSError, errors.BluetoothServiceDown),  # no system bus, or it went away under us
    (EOFError, errors.BluetoothServiceDown),
    (AssertionError, errors.LinkLost),  # bleak asserts on what a disconnection has just taken away
    (KeyError, errors.LinkLost),
)


def _kind(error: Exception) -> type[errors.DeviceError]:
    for known, kind in _TYPES:
        if isinstance(error, known):
            return kind
    if isinstance(error, BleakBluetoothNotAvailableError):
        return _UNAVAILABLE[error.reason]
    if isinstance(error, BleakGATTProtocolError):
        return _ATT.get(error.code, errors.DeviceError)
    # A BleakDBusError's text holds the D-Bus error's name; dbus-fast's own keep it in ``type``.
    text = f"{type(error).__name__} {getattr(error, 'type', '')}: {error}"
    from_bus = isinstance(error, BleakDBusError) or type(error).__module__.startswith("dbus_fast")
    return _by_text(_DBUS if from_bus else _TEXT, text)


def _by_text(table: tuple[tuple[str, type[errors.DeviceError]], ...], text: str) -> type[errors.DeviceError]:
    return next((kind for pattern, kind in table if re.search(pattern, text)), errors.DeviceError)
