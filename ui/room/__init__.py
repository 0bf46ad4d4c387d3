"""The measuring room's face: full screen, touch-sized, nothing to reach but what is on it.

The pages know no device and no card: they tell what was pressed, and show what they are given. Guided
measuring is the patient's own frame, which ``ui.app`` puts in (``RoomWindow.show_task``).
"""
