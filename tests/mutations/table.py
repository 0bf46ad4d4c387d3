"""The table: a threat, what stops it, how that is taken out, and the test that notices.

A mutation replaces one function of the program for the time of one test. ``python -m tests.mutations`` runs
all of them (``make attacks``); a few run with the ordinary tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from hemmonitor import bootstrap
from hemmonitor.crypto import batch, cose, keys, members, membership, verify
from hemmonitor.crypto import invitation as invitations
from hemmonitor.crypto.actions import Role
from hemmonitor.relay import app as relay_app
from hemmonitor.relay import auth, mailbox
from hemmonitor.store import cipher, schema, sqlite
from hemmonitor.sync import delivery, engine, enrol, handover, inbox, lease, protocol, trust, upkeep

Patch = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Mutation:
    """``threat`` in words, the patch that takes its mitigation out, and the test below ``tests/``."""

    name: str
    threat: str
    patch: Patch
    test: str
    suite: bool = False  # quick enough for the ordinary tests


def put(owner: Any, name: str, value: Any) -> Patch:
    return lambda patch: patch.setattr(owner, name, value)


def both(*patches: Patch) -> Patch:
    def every(patch: pytest.MonkeyPatch) -> None:
        for one in patches:
            one(patch)

    return every


def always(value: Any) -> Callable[..., Any]:
    return lambda *_args, **_named: value


async def never(*_args: object, **_named: object) -> None:
    """Nothing."""


def _judged(instead: protocol.Verdict, when: set[protocol.Verdict]) -> Callable[..., Any]:
    real = protocol.judge

    def judge(chain: protocol.Chain, arrival: protocol.Arrival) -> tuple[protocol.Verdict, protocol.Chain]:
        verdict, after = real(chain, arrival)
        if verdict not in when:
            return verdict, after
        return instead, protocol.Chain(protocol.Link(arrival.seq, arrival.digest))

    return judge


def _open_whatever(self: inbox.Inbox, _envelope_id: str, body: bytes) -> Any:
    try:
        return inbox.open_envelope(body, self._trust.ring, self._trust.signing_key)
    except inbox.CryptoError as error:
        return error


def _any_audience(signed: bytes, where: slice, beginning: bytes, box: str) -> Any:
    real = signed[where.start : where.start + len(beginning)]
    return _READ(signed, where, real, box)


def _recipients_of_stale(self: members.MembershipState, box: str) -> Any:
    found = self.mailboxes[box]
    listed = [self.devices[device].identity.sealing for device in found.devices]
    listed += [key for team in found.teams for key in (self.teams[team].public,) if key is not None]
    recipients = (members.Recipient(members.sealing_id(key), key) for key in listed)
    return tuple(sorted(recipients, key=lambda one: one.key_id))


async def _log_read_trusting(self: engine.SyncEngine) -> bool:
    before = len(self._trust)
    _, entries = await self._client.get_log(before)
    self._trust.extend(entries)
    return len(self._trust) > before


def _accept_known(head: Any, known: Any, *rest: Any) -> Any:
    return mailbox.Again(known.cursor) if known is not None else _ACCEPT(head, known, *rest)


def _uncovered(*known: Any) -> protocol.Chain:
    return replace(_CHAIN_OF(*known), covered=0)


def _padded_to_the_byte(size: int) -> int:
    del size
    return 0


_READ = batch.read
_ACCEPT = mailbox.accept
_CHAIN_OF = inbox.chain_of

TABLE = (
    # --- the relay ---
    Mutation(
        "signature",
        "forge an envelope",
        put(cose.Sign1, "check", always(None)),
        "crypto/test_envelope.py::test_an_unknown_author_and_a_false_one_are_refused",
        suite=True,
    ),
    Mutation(
        "audience",
        "pass a batch on to another mailbox or audience",
        put(batch, "read", _any_audience),
        "crypto/test_envelope.py::test_a_recipient_cannot_pass_the_batch_on_as_another_envelope",
    ),
    Mutation(
        "envelope id",
        "replay an envelope under another id",
        put(inbox.Inbox, "_open", _open_whatever),
        "sync/test_hostile.py::test_a_replayed_envelope_changes_nothing",
        suite=True,
    ),
    Mutation(
        "hidden",
        "hide a new envelope under an old id",
        put(inbox, "_belongs", always(True)),
        "sync/test_hostile.py::test_a_new_envelope_hidden_under_an_old_id_is_noticed",
    ),
    Mutation(
        "other mailbox",
        "move an envelope to another mailbox",
        both(put(inbox.Inbox, "_open", _open_whatever)),
        "sync/test_hostile.py::test_an_envelope_of_another_mailbox_is_refused",
    ),
    Mutation(
        "gap",
        "drop an envelope",
        put(inbox, "judge", _judged(protocol.Verdict.NEXT, {protocol.Verdict.GAP})),
        "sync/test_hostile.py::test_a_dropped_envelope_is_noticed",
        suite=True,
    ),
    Mutation(
        "order",
        "reorder envelopes",
        put(inbox, "judge", _judged(protocol.Verdict.FORK, {protocol.Verdict.LATE})),
        "sync/test_hostile.py::test_reordered_envelopes_end_in_the_same_state",
    ),
    Mutation(
        "fork",
        "write a second history with a copied key",
        put(inbox, "judge", _judged(protocol.Verdict.NEXT, {protocol.Verdict.FORK})),
        "sync/test_hostile.py::test_two_batches_under_one_number_are_a_fork",
    ),
    Mutation(
        "gossip",
        "show different things to different readers",
        put(inbox.Inbox, "_told", always([])),
        "sync/test_hostile.py::test_withholding_from_one_reader_is_noticed_when_another_writes",
        suite=True,
    ),
    Mutation(
        "running digest",
        "rewrite what was shown",
        put(engine, "agrees", always(protocol.Standing.SAME)),
        "sync/test_hostile.py::test_rewritten_history_is_noticed",
    ),
    Mutation(
        "rollback",
        "be restored from a backup, without a word",
        put(engine, "agrees", always(protocol.Standing.SAME)),
        "sync/test_hostile.py::test_a_relay_put_back_from_a_backup_is_noticed_and_healed",
    ),
    Mutation(
        "offered again",
        "lose what was acknowledged",
        put(engine.SyncEngine, "_offer_again", never),
        "sync/test_hostile.py::test_a_relay_put_back_from_a_backup_is_noticed_and_healed",
    ),
    Mutation(
        "short log",
        "leave a revocation out",
        put(engine.SyncEngine, "_read_log", _log_read_trusting),
        "sync/test_hostile.py::test_a_shortened_membership_log_is_noticed",
    ),
    Mutation(
        "two logs",
        "show two logs to two readers",
        put(inbox.Inbox, "_told", always([])),
        "sync/test_hostile.py::test_two_membership_logs_for_two_readers_are_noticed",
    ),
    Mutation(
        "log signature",
        "write the membership log",
        put(membership.MembershipLog, "_check_signature", always(None)),
        "crypto/test_membership.py::test_an_entry_with_any_byte_changed_is_refused",
        suite=True,
    ),
    Mutation(
        "log signer",
        "write the log in a patient's name",
        put(members.MembershipState, "may_sign", always(True)),
        "crypto/test_membership.py::test_only_the_root_makes_and_unmakes_registrars",
    ),
    Mutation(
        "root",
        "show another root",
        put(membership, "signing_thumbprint", lambda _key: b""),
        "crypto/test_membership.py::test_another_root_is_another_centre",
    ),
    Mutation(
        "padding",
        "tell contents from sizes",
        put(batch, "_padding", _padded_to_the_byte),
        "crypto/test_envelope.py::test_sizes_come_in_buckets",
    ),
    Mutation(
        "busy",
        "keep a device busy",
        put(engine, "_SHORTEST", 0.0),
        "sync/test_hostile.py::test_a_relay_that_does_not_wait_is_not_asked_in_a_hurry",
    ),
    # --- members, stolen devices ---
    Mutation(
        "cut",
        "write after being shut out",
        put(members.MembershipState, "last_valid", always(members.UNLIMITED)),
        "sync/test_hostile.py::test_what_a_stolen_device_writes_after_its_cut_is_refused",
        suite=True,
    ),
    Mutation(
        "other team",
        "write to another team's patient",
        put(members.MembershipState, "last_valid", always(members.UNLIMITED)),
        "sync/test_hostile.py::test_staff_of_another_team_cannot_write_here",
    ),
    Mutation(
        "stale key",
        "read what comes after a revocation",
        put(members.MembershipState, "recipients", _recipients_of_stale),
        "sync/test_engine.py::test_while_the_team_s_key_is_replaced_events_wait_unsealed",
    ),
    Mutation(
        "role",
        "state a plan as a patient",
        put(delivery, "may_state", always(True)),
        "sync/test_hostile.py::test_a_patient_s_program_cannot_speak_as_staff",
    ),
    Mutation(
        "small order",
        "bring a key of small order",
        put(verify, "_SMALL_Y", frozenset()),
        "crypto/test_verify.py::test_a_signing_key_of_small_order_is_refused",
    ),
    Mutation(
        "renewal",
        "replace another's sealing key",
        put(members.MembershipState, "may_sign", always(True)),
        "sync/test_upkeep.py::test_nobody_renews_another_s_key",
    ),
    Mutation(
        "destroyed",
        "open old traffic with a stolen device's keys",
        put(trust.Trust, "destroy_epochs", always(0)),
        "sync/test_upkeep.py::test_a_stolen_device_opens_nothing_from_before",
    ),
    Mutation(
        "renewed",
        "open the team keys that the log holds",
        put(keys.DeviceKeys, "forget", always(0)),
        "sync/test_upkeep.py::test_a_stolen_device_opens_nothing_from_before",
    ),
    Mutation(
        "kept",
        "lose what a patient saved before a long journey",
        put(upkeep.Upkeep, "_heard", always(True)),
        "sync/test_upkeep.py::test_a_patient_off_line_for_half_a_year_loses_nothing",
    ),
    Mutation(
        "lease",
        "open a stolen computer after its time",
        put(lease.Lease, "check", always(None)),
        "sync/test_lease.py::test_it_holds_for_its_days_and_no_longer",
    ),
    Mutation(
        "clock",
        "set a stolen computer's clock back",
        put(lease.Lease, "high", lambda _self, now, _running: int(now.timestamp())),
        "sync/test_lease.py::test_a_clock_set_back_does_not_open_it_again",
        suite=True,
    ),
    Mutation(
        "lock-out",
        "keep what a revoked computer holds",
        put(bootstrap, "lock_out", always(None)),
        "whole/test_roster.py::test_a_revoked_computer_s_store_is_removed_when_it_is_opened",
    ),
    Mutation(
        "giver",
        "hand a false history over",
        put(handover, "READERS", frozenset(Role)),
        "sync/test_handover.py::test_a_patient_hands_nothing_over",
    ),
    Mutation(
        "covered",
        "raise a false alarm over one's own hand-over",
        put(inbox, "chain_of", _uncovered),
        "sync/test_handover.py::test_what_the_giver_had_not_sent_yet_comes_without_alarm",
    ),
    # --- requests ---
    Mutation(
        "fresh",
        "replay a request later",
        put(auth.SignedRequest, "fresh", always(True)),
        "relay/test_app.py::test_an_old_or_early_request_is_refused",
    ),
    Mutation(
        "rights",
        "read another mailbox",
        put(relay_app, "_may_read", always(None)),
        "relay/test_app.py::test_a_device_of_the_centre_reaches_its_own_mailboxes_alone",
    ),
    Mutation(
        "rights together",
        "write to another mailbox among one's own",
        put(members.MembershipState, "may_post", always(True)),
        "relay/test_app.py::test_envelopes_of_several_mailboxes_go_in_together",
    ),
    Mutation(
        "same id",
        "put other bytes under a known id",
        put(mailbox, "accept", _accept_known),
        "relay/test_app.py::test_other_bytes_under_the_same_id_are_a_conflict",
    ),
    # --- invitations ---
    Mutation(
        "digits",
        "stand between at enrolment",
        put(invitations.Invitation, "confirmation", always("000 000")),
        "sync/test_enrol.py::test_somebody_who_saw_the_invitation_shows_other_digits",
    ),
    Mutation(
        "own keys",
        "leave the new device's keys out",
        put(enrol, "own_keys", always(True)),
        "sync/test_enrol.py::test_a_log_without_the_keys_this_device_made_is_found_out",
    ),
    # --- at rest ---
    Mutation(
        "plain",
        "write plaintext unnoticed",
        both(put(sqlite, "refuse_plain", always(None)), put(cipher, "refuse_plain", always(None))),
        "store/test_sqlite.py::test_a_plain_database_is_refused_untouched",
    ),
    Mutation(
        "newer",
        "open a newer program's database",
        put(schema, "NewerSchema", ArithmeticError),
        "store/test_sqlite.py::test_a_newer_schema_is_refused_untouched",
    ),
    Mutation(
        "backup",
        "change the tables without a copy",
        put(schema, "_back_up", always(None)),
        "store/test_sqlite.py::test_an_older_schema_is_brought_up_after_a_backup",
    ),
    Mutation(
        "swapped",
        "swap wrapped keys",
        put(keys, "_wrap_aad", lambda _context: b""),
        "crypto/test_keys.py::test_wrapped_keys_cannot_be_swapped",
    ),
)
