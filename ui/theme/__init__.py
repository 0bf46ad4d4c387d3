"""Theme of the program: tokens -> `Theme` -> style sheet, palette, fonts, icons, pictures.

What the rest of ui uses:

- ``Theme(mode, face, text_size)``   every colour and size, a frozen value
- ``Appearance(face, choice=..., text_size=...).attach(window)``   dress a window, follow the system
- ``of(widget) -> Theme``            inside a widget
- ``fonts.install(app, theme)``      once, at start
- ``icons.icon / pixmap / paint``, ``pictures.paint``, ``fonts.font``

Screens hold no style sheets: they set ``kind`` properties (see ``qss``).
"""

from ui.theme.appearance import Appearance, Choice, dress, making, of
from ui.theme.model import Mode, TextSize, Theme
from ui.theme.tokens import Face, Zone

__all__ = ["Appearance", "Choice", "Face", "Mode", "TextSize", "Theme", "Zone", "dress", "making", "of"]
