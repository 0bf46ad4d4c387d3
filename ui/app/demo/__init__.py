"""``hemmonitor demo``: relay, virtual cuff, patient and nurse on one machine, with made-up patients.

``world`` builds what there is before the story begins, ``cuff`` is the cuff's buttons, ``story`` plays the
whole way of a reading on the real windows, ``run`` chooses.
"""
