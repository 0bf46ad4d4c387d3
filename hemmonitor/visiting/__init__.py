"""Home visits of a mobile team: the route taken along, measuring for a patient, handing over afterwards.

Strategy: a visit is facts in the patient's own mailbox, so it is sealed, synced and ordered like all else,
and a computer has just those visits whose patients' keys it holds. On the road nothing but the journal is
needed; it is sealed at rest, and its right to open ends without contact (``sync.lease``).

Rules:
- A value belongs to the person who was identified and is chosen. While nobody is, it goes to nobody.
- What may be an earlier person's (``room.claims``) goes to nobody, is kept, and staff decide about it.
- What the centre changed meanwhile is never overwritten: both are kept, and the difference is told.
"""
