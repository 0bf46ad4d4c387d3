"""The foot of the measuring task: what there is to know in each step, and what there is to press."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from hemmonitor.clinical.guided import Guided, Step
from hemmonitor.home import HomeState
from hemmonitor.model.careplan import Contact
from ui.bridge import DeviceStage
from ui.format import Formatter
from ui.patient import view
from ui.patient.layout import Room
from ui.patient.page import Shown
from ui.patient.task import TaskFoot
from ui.patient.words import listed, problem, red_flag
from ui.theme import Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.chain import SentChain
from ui.widgets.tile import IconView

translate = QCoreApplication.translate


def emergency_words(home: HomeState | None) -> str:
    """What follows "Call 112 now": the plan's symptoms."""
    flags = home.plan.red_flags if home and home.plan else ()
    if not flags:
        return translate("Emergency", "if it is an emergency.")
    text = translate("Emergency", "if you have {symptoms}.")
    return text.format(symptoms=listed([red_flag(flag) for flag in flags]))


def call_112() -> str:
    """The words that stand before all others."""
    return translate("Emergency", "Call 112 now")


class MeasureFoot(TaskFoot):
    """``show_step`` fills it; the buttons tell by their signals."""

    ready = Signal()
    rested = Signal()
    later = Signal()
    again = Signal()
    done = Signal()
    type_value = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._made = False
        super().__init__(parent)
        self._link, self._trouble, self.sound = DeviceStage.ENDED, "", True
        self._state: Guided | None = None
        self._chain, self._note = SentChain(), Label("", "secondary")
        self._estimate = Label("", "secondary", wrap=False)
        self._seconds: int | None = None
        self._link_icon, self._link_text = IconView("bluetooth", 26), Label("", "body")
        self._red_mark, self._red_text = ZoneMark(Zone.RED, 30), Label("", "zone_red")
        self._ready = self._button("prepared", "primary", self.ready.emit, icon_after="arrow-right")
        self._rested = self._button("alreadyRested", "secondary", self.rested.emit)
        self._sound = self._button("sound", "neutral", self._toggle_sound, icon="volume")
        self._later = self._button("measureLater", "secondary", self.later.emit)
        self._type = self._button("typeValue", "secondary", self.type_value.emit, icon="pencil")
        self._again = self._button("measureAgain", "primary", self.again.emit, icon="refresh")
        self._done = self._button("measureDone", "primary", self.done.emit, icon="check")
        self._made = True
        self.retranslate()

    def _button(
        self, name: str, kind: str, act: Callable[[], None], *, icon: str = "", icon_after: str = ""
    ) -> Button:
        made = Button("", kind, icon=icon, icon_after=icon_after)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: act())
        return made

    @property
    def measuring(self) -> bool:
        """Whether the device says that it measures now."""
        return self._link is DeviceStage.MEASURING

    def suggested(self) -> Button | None:
        """The button that Enter should press now, if the step suggests one."""
        buttons = (self._ready, self._again, self._done)
        return next((button for button in buttons if button.isVisibleTo(self)), None)

    def show_step(self, step: Step, room: Room, *, live: bool) -> None:
        """The parts that belong to a step; `live`: the cuff tells its pressure."""
        narrow = room < Room.RAIL
        link: list[QWidget] = [self._link_icon, self._link_text]
        sent: list[QWidget] = [self._note] if narrow else [self._chain]
        parts: dict[Step, tuple[list[QWidget], list[QWidget]]] = {
            Step.PREPARE: ([] if narrow else link, [self._ready]),
            Step.REST: ([] if narrow else [self._note], [self._sound, self._rested]),
            Step.MEASURE: (link, [self._estimate] if live else [self._type]),
            Step.WAIT: (sent, [self._later]),
            Step.REST_AGAIN: (sent if narrow else [self._red_mark, self._red_text], [self._later]),
            Step.FAILED: ([self._note], [self._again]),
        }
        self.fill(*parts.get(step, (sent, [self._done])))

    def set_link(self, stage: DeviceStage, trouble: str = "") -> None:
        """Where the contact with the device stands; `trouble` is an error's code."""
        self._link, self._trouble = stage, trouble
        self._say_link()

    def set_trouble(self, code: str) -> None:
        """Something stands in the way; empty when nothing does."""
        self.set_link(self._link, code)

    def set_seconds_left(self, seconds: int | None) -> None:
        """About how long the measurement still takes."""
        self._seconds = seconds
        text = "" if seconds is None else self.tr("Done in about %n second(s)", "", seconds)
        self._estimate.setText(text)

    def say(self, step: Step, state: Guided | None, shown: Shown | None, room: Room, form: Formatter) -> None:
        """Set what depends on the step and on how things stand."""
        self._state = state
        home = shown.home if shown else None
        self._again.set_kind("secondary" if state and state.needs_help else "primary")
        self._red_text.set_strong_lead(call_112(), emergency_words(home))
        if step is Step.REST:
            self._note.setText(self.tr("Resting makes the value right."))
        elif step is Step.FAILED:
            self._say_failed(home.contact if home else None, brief=room is Room.ONE)
        else:
            self._note.setText(sent_words(shown, form))
        if shown is not None:
            contact = shown.home.contact
            self._chain.set_sent(view.sent_chain(shown.home.progress, shown.sync, contact, form))

    def retranslate(self) -> None:
        super().retranslate()
        if not self._made:
            return
        self._ready.setText(self.tr("I am ready"))
        self._rested.setText(self.tr("I have rested already"))
        self._sound.setText(self.tr("Sound on") if self.sound else self.tr("Sound off"))
        self._sound.set_icon("volume" if self.sound else "volume-off")
        self._later.setText(self.tr("Measure later instead"))
        self._type.setText(self.tr("Type the value"))
        self._again.setText(self.tr("Measure again"))
        self._done.setText(self.tr("Done"))
        self.set_seconds_left(self._seconds)
        self._say_link()

    def _toggle_sound(self) -> None:
        self.sound = not self.sound
        self.retranslate()

    def _say_failed(self, contact: Contact | None, *, brief: bool) -> None:
        kept = self.tr("No value has been saved or sent.")
        if contact is None:
            self._note.setText(kept)
            return
        name = view.given_name(contact.name)
        if self._state is not None and self._state.needs_help:
            call = self.tr("Call {name}, {phone}.").format(name=name, phone=contact.phone)
            self._note.set_strong_lead(call, f"{contact.hours}. {kept}" if contact.hours else kept)
            return
        text = self.tr("Does it fail again? Call {name}, {phone}.").format(name=name, phone=contact.phone)
        self._note.setText(text if brief else f"{text}\n{kept}")

    def _say_link(self) -> None:
        if self._trouble:
            self._link_icon.set_icon("bluetooth-off")
            self._link_text.setText(problem(self._trouble))
            return
        on = self._link in {DeviceStage.CONNECTED, DeviceStage.MEASURING}
        self._link_icon.set_icon("bluetooth-connected" if on else "bluetooth")
        text = {
            DeviceStage.SEARCHING: self.tr("Looking for your monitor ..."),
            DeviceStage.CONNECTING: self.tr("Connecting to your monitor ..."),
            DeviceStage.PAIRING: self.tr("Connecting to your monitor for the first time ..."),
            DeviceStage.CONNECTED: self.tr("Your monitor is connected."),
            DeviceStage.MEASURING: self.tr("Your monitor is connected."),
            DeviceStage.ENDED: self.tr("The monitor connects when you press START."),
        }[self._link]
        self._link_text.setText(text)


def sent_words(shown: Shown | None, form: Formatter) -> str:
    """How far the newest reading has come, as one sentence."""
    if shown is None:
        return ""
    return view.sent_sentence(shown.home.progress, shown.sync, shown.home.contact, form)[1]
