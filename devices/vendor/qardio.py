"""QardioArm over BLE: the standard 2A35 and 2A36, with a vendor characteristic that starts the inflation.

Support: readings as in ``gatt.blood_pressure``; the start command from published code, not tried on a device
of ours. Without the start command the cuff never inflates: it has no button.
"""

from __future__ import annotations

CONTROL = "583CB5B3-875D-40ED-9098-C39EB0C1983D"
START = bytes.fromhex("f101")
