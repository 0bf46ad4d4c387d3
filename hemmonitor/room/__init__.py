"""A shared, unattended measuring room: who comes with a card, measures, and leaves nothing behind.

Strategy: two kinds of process. The station keeps the place: its keys, the membership log, the way to the
relay, the sealed envelopes; it never sees a person's values. A visit is a process of its own that lives for
one person: it reads the card, measures, seals each value at once to the person's teams, and ends. Between
the two goes a pipe with pseudonyms, public keys and ciphertext (``wire``).

Rules:
- "Saved" means: sealed, and durable at the station. Only then is a device or a person told so.
- Nothing a visit knows is written anywhere but sealed; when the process ends, it is gone.
- A value that may be an earlier person's goes to nobody, and is shown to staff (``claims``).
"""
