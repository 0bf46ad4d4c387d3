"""Every way in which bleak, D-Bus and the system fail, as one of our own errors."""

from __future__ import annotations

import pytest
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakCharacteristicNotFoundError,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
    BleakGATTProtocolError,
    BleakGATTProtocolErrorCode,
)
from dbus_fast.errors import AuthError, DBusError, InvalidAddressError

from devices.bleak_errors import device_error, mapped
from hemmonitor import errors

ADDRESS = "C4:64:E3:11:22:33"


def bluez(name: str, *body: str) -> BleakDBusError:
    return BleakDBusError(f"org.bluez.Error.{name}", list(body))


def bus(name: str, *body: str) -> BleakDBusError:
    return BleakDBusError(f"org.freedesktop.DBus.Error.{name}", list(body))


def att(code: int) -> BleakGATTProtocolError:
    return BleakGATTProtocolError(code)


CASES = [
    (bluez("NotReady", "Resource Not Ready"), errors.RadioOff),
    (bluez("Failed", "br-connection-adapter-not-powered"), errors.RadioOff),
    (bus("ServiceUnknown", "The name org.bluez was not provided"), errors.BluetoothServiceDown),
    (bus("NameHasNoOwner"), errors.BluetoothServiceDown),
    (bus("NoReply", "Message recipient disconnected from message bus"), errors.BluetoothServiceDown),
    (bus("Spawn.ChildExited"), errors.BluetoothServiceDown),
    (bus("AccessDenied", "Rejected send message"), errors.BluetoothDenied),
    (bluez("AuthenticationFailed", "Authentication Failed"), errors.PairingRefused),
    (bluez("AuthenticationRejected"), errors.PairingRefused),
    (bluez("AuthenticationCanceled"), errors.PairingRefused),
    (bluez("AuthenticationTimeout"), errors.PairingRefused),
    (bluez("ConnectionAttemptFailed", "Page Timeout"), errors.PairingRefused),
    (bluez("NotPermitted", "Not paired"), errors.PairingNeeded),
    (bluez("DoesNotExist", "Does Not Exist"), errors.DeviceNotFound),
    (bus("UnknownObject", "Method Connect doesn't exist"), errors.DeviceNotFound),
    (bluez("NotConnected", "Not Connected"), errors.LinkLost),
    (bluez("Failed", "Not connected"), errors.LinkLost),
    (bluez("Failed", "le-connection-abort-by-local"), errors.LinkLost),
    (bluez("Failed", "Software caused connection abort"), errors.LinkLost),
    (bluez("Failed", "br-connection-canceled"), errors.LinkLost),
    (bluez("Failed", "Connection timed out"), errors.DeviceTimeout),
    (bluez("InProgress", "Operation already in progress"), errors.DeviceError),
    (att(0x05), errors.PairingNeeded),
    (att(0x08), errors.PairingNeeded),
    (att(0x0C), errors.PairingNeeded),
    (att(0x0F), errors.PairingNeeded),
    (att(0x01), errors.MissingCharacteristic),
    (att(0x02), errors.MissingCharacteristic),
    (att(0x0A), errors.MissingCharacteristic),
    (att(0x0E), errors.DeviceError),
    (att(0x80), errors.DeviceError),
    (
        BleakDeviceNotFoundError(ADDRESS, f"Device with address {ADDRESS} was not found."),
        errors.DeviceNotFound,
    ),
    (BleakCharacteristicNotFoundError("2a35"), errors.MissingCharacteristic),
    (BleakError("adapter 'hci0' not found"), errors.AdapterMissing),
    (BleakError("device 'dev_C4_64_E3_11_22_33' not found"), errors.DeviceNotFound),
    (BleakError("Not connected"), errors.LinkLost),
    (BleakError("failed to discover services, device disconnected"), errors.LinkLost),
    (BleakError("Service Discovery has not been performed yet"), errors.LinkLost),
    (BleakError("Could not get GATT services: Unreachable"), errors.LinkLost),
    (BleakError("Could not pair with device: 19: FAILED"), errors.PairingRefused),
    (BleakError("Encryption is insufficient."), errors.PairingNeeded),
    (BleakError("Peer removed pairing information"), errors.BondStale),
    (BleakError("something new"), errors.DeviceError),
    (FileNotFoundError(2, "No such file or directory"), errors.BluetoothServiceDown),
    (ConnectionRefusedError(111, "Connection refused"), errors.BluetoothServiceDown),
    (ConnectionResetError(104, "Connection reset by peer"), errors.BluetoothServiceDown),
    (BrokenPipeError(32, "Broken pipe"), errors.BluetoothServiceDown),
    (EOFError(), errors.BluetoothServiceDown),
    (PermissionError(13, "Permission denied"), errors.BluetoothDenied),
    (TimeoutError(), errors.DeviceTimeout),
    (AssertionError(), errors.LinkLost),
    (KeyError("/org/bluez/hci0/dev_C4_64_E3_11_22_33"), errors.LinkLost),
    (AuthError("authentication failed"), errors.BluetoothDenied),
    (InvalidAddressError("no address"), errors.BluetoothServiceDown),
    (DBusError("org.freedesktop.DBus.Error.ServiceUnknown", "no bluez"), errors.BluetoothServiceDown),
    (RuntimeError("never seen"), errors.DeviceError),
]


@pytest.mark.parametrize(("error", "kind"), CASES, ids=lambda case: repr(case)[:60])
def test_each_has_its_own_error(error: Exception, kind: type[errors.DeviceError]) -> None:
    found = device_error(error, connecting=False)
    assert type(found) is kind
    assert found.__doc__


@pytest.mark.parametrize("reason", list(BleakBluetoothNotAvailableReason))
def test_each_reason_for_no_bluetooth_is_named(reason: BleakBluetoothNotAvailableReason) -> None:
    found = device_error(BleakBluetoothNotAvailableError("no", reason), connecting=False)
    expected = {
        BleakBluetoothNotAvailableReason.POWERED_OFF: errors.RadioOff,
        BleakBluetoothNotAvailableReason.DENIED_BY_USER: errors.BluetoothDenied,
        BleakBluetoothNotAvailableReason.DENIED_BY_SYSTEM: errors.BluetoothDenied,
        BleakBluetoothNotAvailableReason.DENIED_BY_UNKNOWN: errors.BluetoothDenied,
    }
    assert type(found) is expected.get(reason, errors.AdapterMissing)


def test_every_att_code_is_mapped_to_something() -> None:
    for code in BleakGATTProtocolErrorCode:
        assert isinstance(device_error(att(code), connecting=False), errors.DeviceError)


@pytest.mark.parametrize(
    "error",
    [TimeoutError(), bluez("Failed", "le-connection-abort-by-local"), bluez("ConnectionAttemptFailed")],
)
def test_silence_while_connecting_means_that_the_device_is_not_there(error: Exception) -> None:
    assert type(device_error(error, connecting=True)) is errors.DeviceNotFound


def test_the_radio_is_named_while_connecting_too() -> None:
    assert type(device_error(bluez("NotReady"), connecting=True)) is errors.RadioOff


def test_no_address_in_the_detail() -> None:
    for text in (ADDRESS, ADDRESS.replace(":", "_"), ADDRESS.replace(":", "-").lower()):
        assert text not in device_error(BleakError(f"device {text} is odd"), connecting=False).detail


def test_an_error_of_our_own_stays_as_it_is() -> None:
    mine = errors.WrongPasskey("typed")
    with pytest.raises(errors.WrongPasskey) as caught, mapped():
        raise mine
    assert caught.value is mine


def test_the_cause_is_kept() -> None:
    with pytest.raises(errors.DeviceTimeout) as caught, mapped():
        raise TimeoutError
    assert isinstance(caught.value.__cause__, TimeoutError)
