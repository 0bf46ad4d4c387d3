"""Every error the program raises on purpose, in four families.

Rules:
- A class's docstring is the sentence its user needs, in English; ``ui`` translates by ``code``.
- ``detail`` says what and where, for the log. It never holds a patient's data or key material.
- A library's error is mapped to one of these at the edge where it arises, with ``from`` kept.
"""

from __future__ import annotations

from typing import ClassVar


class HemmonitorError(Exception):
    """Something went wrong. Nothing that was saved is lost."""

    code: ClassVar[str] = "error"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or type(self).__doc__ or self.code)
        self.detail = detail


# --- devices -----------------------------------------------------------------------------------


class DeviceError(HemmonitorError):
    """The device could not be read. Try to measure again."""

    code = "device"


class AdapterMissing(DeviceError):
    """This computer has no Bluetooth, or it is not connected."""

    code = "device.adapter_missing"


class RadioOff(DeviceError):
    """Bluetooth is switched off. Switch it on in the computer's settings."""

    code = "device.radio_off"


class BluetoothDenied(DeviceError):
    """The computer does not let the program use Bluetooth."""

    code = "device.denied"


class BluetoothServiceDown(DeviceError):
    """The computer's Bluetooth service does not answer. Restart it, or the computer."""

    code = "device.service_down"


class DeviceNotFound(DeviceError):
    """The device is not near, or it is asleep. Press its button and wait."""

    code = "device.not_found"


class PairingRefused(DeviceError):
    """The device did not accept the pairing. Hold its Bluetooth button and try again."""

    code = "device.pairing_refused"


class WrongPasskey(PairingRefused):
    """The code did not match the one on the device's display."""

    code = "device.wrong_passkey"


class PairingCancelled(PairingRefused):
    """The pairing was stopped before it was done. Nothing has changed."""

    code = "device.pairing_cancelled"


class PairingNeeded(DeviceError):
    """The device has to be paired before it can be read."""

    code = "device.pairing_needed"


class BondStale(DeviceError):
    """The device has forgotten this computer. Pair it again."""

    code = "device.bond_stale"


class LinkLost(DeviceError):
    """The contact with the device was lost. What had arrived is saved."""

    code = "device.link_lost"


class DeviceTimeout(DeviceError):
    """The device did not answer in time."""

    code = "device.timeout"


class MissingCharacteristic(DeviceError):
    """The device does not offer what its kind should offer."""

    code = "device.missing_characteristic"


class UnsupportedDevice(DeviceError):
    """This device uses a closed format that the program cannot read."""

    code = "device.unsupported"


# --- storage -----------------------------------------------------------------------------------


class StorageError(HemmonitorError):
    """The program could not use its database."""

    code = "storage"


class WrongKey(StorageError):
    """The database does not open with this key. Nothing has been changed."""

    code = "storage.wrong_key"


class NotEncrypted(StorageError):
    """The database file is not encrypted, so the program refuses to use it."""

    code = "storage.not_encrypted"


class NewerSchema(StorageError):
    """The database comes from a newer version of the program. Update the program."""

    code = "storage.newer_schema"


class DatabaseInUse(StorageError):
    """The program is already running with this database."""

    code = "storage.in_use"


class DiskFull(StorageError):
    """The disk is full. The last value was not saved; what was saved before is."""

    code = "storage.disk_full"


class CorruptRecord(StorageError):
    """A stored record cannot be read. It is kept as it is, and the rest goes on."""

    code = "storage.corrupt_record"


# --- cryptography ------------------------------------------------------------------------------


class CryptoError(HemmonitorError):
    """A sealed message failed its check. It is kept, and not used."""

    code = "crypto"


class NotForMe(CryptoError):
    """The sealed message is meant for somebody else."""

    code = "crypto.not_for_me"


class BadEnvelope(CryptoError):
    """A sealed message is damaged or has been changed on the way."""

    code = "crypto.bad_envelope"


class BadSignature(CryptoError):
    """A signature does not match. The message is kept, and not used."""

    code = "crypto.bad_signature"


class BadKey(CryptoError):
    """A key is malformed or of a kind that must not be used."""

    code = "crypto.bad_key"


class WrongPin(CryptoError):
    """The PIN is not right."""

    code = "crypto.wrong_pin"


class LeaseExpired(CryptoError):
    """This computer has had no contact with the care centre for too long. Connect it to the internet."""

    code = "crypto.lease_expired"


class DeviceRevoked(CryptoError):
    """The care centre has shut this computer out. What it held has been removed from it."""

    code = "crypto.revoked"


class KeyStoreLocked(CryptoError):
    """The computer's key store is locked or missing. Unlock it, or use the PIN."""

    code = "crypto.keystore_locked"


# --- protocol ----------------------------------------------------------------------------------


class ProtocolError(HemmonitorError):
    """The exchange with the care centre went wrong. The program tries again by itself."""

    code = "protocol"


class RelayOffline(ProtocolError):
    """No contact with the care centre's post-box. Everything is saved and is sent later."""

    code = "protocol.offline"


class RelayMisbehaves(ProtocolError):
    """The post-box answered with something that makes no sense. Nothing has been accepted from it."""

    code = "protocol.relay_misbehaves"


class RequestRefused(ProtocolError):
    """The post-box refused the request."""

    code = "protocol.refused"


class SequenceBroken(ProtocolError):
    """Messages are missing, doubled or out of order. The care centre must look at this."""

    code = "protocol.sequence"


class InvitationInvalid(ProtocolError):
    """The invitation is used, too old, or mistyped. Ask the care centre for a new one."""

    code = "protocol.invitation"


class InvitationRefused(InvitationInvalid):
    """The care centre did not let this computer in. Call the centre; you need a new invitation."""

    code = "protocol.invitation_refused"


class RootMismatch(ProtocolError):
    """The care centre's identity does not match the invitation. Do not go on; call the centre."""

    code = "protocol.root_mismatch"


class BadEvent(ProtocolError):
    """A record has a form that this version does not know."""

    code = "protocol.bad_event"


# --- input -------------------------------------------------------------------------------------


class InputError(HemmonitorError):
    """A file or a setting has a mistake; the text says where."""

    code = "input"
