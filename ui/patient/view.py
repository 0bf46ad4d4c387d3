"""From the model's values to what the patient reads: figures, zones, scales, times. No widgets.

What is clinical is asked of ``hemmonitor.clinical``; here it only becomes words and positions.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from hemmonitor.clinical.limits import combined
from hemmonitor.clinical.occasions import Occasion
from hemmonitor.home import Latest, Progress, Stage
from hemmonitor.model.careplan import Comparison, Contact, Level, Plan, Slot, Threshold
from hemmonitor.model.finding import Finding
from hemmonitor.model.measurement import Component, Flag, Kind, Measurement, Quantity, Unit
from ui.bridge import SyncView
from ui.format import Formatter, unit_word
from ui.patient.words import kind_name, problem
from ui.theme import Zone
from ui.widgets import chain
from ui.widgets.scale import Segment
from ui.widgets.tile import Reading

translate = QCoreApplication.translate

_DECIMALS = {
    Unit.KG: 1,
    Unit.LB: 1,
    Unit.CELSIUS: 1,
    Unit.FAHRENHEIT: 1,
    Unit.MMOL_L: 1,
    Unit.KPA: 1,
    Unit.LITRE: 2,
    Unit.LITRE_PER_SECOND: 2,
}
_APART = dt.timedelta(hours=2)  # facts further apart are of different occasions
_MAIN = {
    Kind.OXIMETRY: Component.SPO2,
    Kind.OXIMETRY_SERIES: Component.SPO2,
    Kind.WEIGHT: Component.BODY_WEIGHT,
    Kind.BODY_COMPOSITION: Component.BODY_FAT,
    Kind.SPIROMETRY: Component.FEV1,
    Kind.TEMPERATURE: Component.BODY_TEMPERATURE,
    Kind.GLUCOSE: Component.GLUCOSE,
    Kind.HEART_RATE: Component.HEART_RATE,
    Kind.RESPIRATORY_RATE: Component.RESPIRATORY_RATE,
    Kind.QUESTIONNAIRE: Component.SCORE,
}


def zone(level: Level) -> Zone:
    """The zone that a level is shown as."""
    return Zone(level.value)


def decimals(unit: Unit | None) -> int:
    """How many decimals a unit is shown with."""
    return _DECIMALS.get(unit, 0) if unit else 0


def figure(quantity: Quantity | None, form: Formatter) -> str:
    """A figure without its unit; an en dash for one that is missing beside others."""
    if quantity is None or quantity.value is None:
        return "–"
    return form.number(quantity.value, decimals(quantity.unit))


def pressures(values: Sequence[Quantity], form: Formatter) -> str:
    """132/78."""
    by_component = {q.component: q for q in values}
    upper, lower = by_component.get(Component.SYSTOLIC), by_component.get(Component.DIASTOLIC)
    return f"{figure(upper, form)}/{figure(lower, form)}"


def pulse_line(values: Sequence[Quantity], form: Formatter) -> str:
    """The line under the pressures: unit and pulse."""
    by_component = {q.component: q for q in values}
    upper = by_component.get(Component.SYSTOLIC)
    unit = unit_word(upper.unit) if upper else ""
    pulse = by_component.get(Component.PULSE_RATE)
    if pulse is None or pulse.value is None:
        return unit
    words = translate("View", "pulse {pulse}").format(pulse=figure(pulse, form))
    return " · ".join(part for part in (unit, words) if part)


def joined(readings: Sequence[Measurement]) -> tuple[Quantity, ...]:
    """The figures that readings of one sitting stand for together, as the rules see them."""
    return combined(Occasion(readings[0].kind, tuple(readings)))


def tile_reading(latest: Latest, form: Formatter, now: dt.datetime, *, brief: bool = False) -> Reading | None:
    """The newest value of a measure as its tile shows it; `brief` leaves the line under it out."""
    if latest.judged is None:
        return None
    measurement = latest.judged.measurement
    shown = zone(latest.judged.level)
    word = "" if shown is not Zone.GREY else not_judged(measurement.kind)
    when = form.when(measurement.taken_at, now)
    if measurement.kind in {Kind.BLOOD_PRESSURE, Kind.PRESSURE_SERIES}:
        values = measurement.values
        below = "" if brief else pulse_line(values, form)
        return Reading(pressures(values, form), shown, when, below=below, word=word)
    main = measurement.quantity(_MAIN.get(measurement.kind, Component.SCORE))
    unit = unit_word(main.unit) if main else ""
    if measurement.kind is Kind.OXIMETRY_SERIES:
        below = translate("View", "mean of the night")
    else:
        below = _change(latest, form) if measurement.kind is Kind.WEIGHT else _pulse(measurement, form)
    return Reading(figure(main, form), shown, when, unit=unit, below="" if brief else below, word=word)


def not_judged(kind: Kind | None = None) -> str:
    """Of a value that no limit speaks of; a recording never has one."""
    if kind in {Kind.OXIMETRY_SERIES, Kind.PRESSURE_SERIES}:
        return translate("View", "A recording")
    return translate("View", "No limit set")


def _pulse(measurement: Measurement, form: Formatter) -> str:
    pulse = measurement.quantity(Component.PULSE_RATE)
    if pulse is None or pulse.value is None:
        return ""
    return translate("View", "pulse {pulse}").format(pulse=figure(pulse, form))


def _change(latest: Latest, form: Formatter) -> str:
    """0,2 kg more than yesterday."""
    if latest.judged is None or latest.previous is None:
        return ""
    one = latest.judged.measurement.quantity(Component.BODY_WEIGHT)
    before = latest.previous.quantity(Component.BODY_WEIGHT)
    if (
        one is None
        or before is None
        or one.value is None
        or before.value is None
        or one.unit is not before.unit
    ):
        return ""
    step = one.value - before.value
    day = form.when_day(latest.previous.taken_at, latest.judged.measurement.taken_at)
    if step == 0:
        return translate("View", "the same as {day}").format(day=day)
    amount = form.quantity(abs(step), one.unit, decimals(one.unit))
    text = (
        translate("View", "{amount} more than {day}")
        if step > 0
        else translate("View", "{amount} less than {day}")
    )
    return text.format(amount=amount, day=day)


def segments(
    plan: Plan | None, kind: Kind, component: Component, value: float | None, form: Formatter
) -> list[Segment]:
    """The zones of one figure, for its scale bar. Empty without a limit.

    The ends of the scale lie a tenth of its limits beyond the outermost ones, and farther for a value there.
    """
    limits = plan.thresholds_for(kind, component) if plan else ()
    lower = sorted((t for t in limits if not t.upper), key=lambda t: t.limit)
    upper = sorted((t for t in limits if t.upper), key=lambda t: t.limit)
    if not limits:
        return []
    outer = [float(t.limit) for t in (*lower, *upper)]
    low = outer[0] - 10 if lower else outer[0] - 50
    high = outer[-1] + 20 if upper else outer[-1] + 50
    if value is not None:
        low, high = min(low, value - 5), max(high, value + 5)
    joints: list[tuple[float, str, Zone]] = []
    for index, t in enumerate(lower):
        after = zone(lower[index + 1].level) if index + 1 < len(lower) else Zone.GREEN
        joints.append((_edge(t), form.number(t.limit), after))
    joints += [(_edge(t), form.number(t.limit), zone(t.level)) for t in upper]
    first = zone(lower[0].level) if lower else Zone.GREEN
    starts = [(low, "", first), *joints]
    ends = [*(start for start, _, _ in joints), high]
    return [Segment(s, e, z, text) for (s, text, z), e in zip(starts, ends, strict=True)]


def _edge(threshold: Threshold) -> float:
    """Where the zone above the limit begins; a value on a joint belongs to the upper segment."""
    beyond = threshold.comparison in {Comparison.ABOVE, Comparison.AT_MOST}
    return float(threshold.limit) + (0.01 if beyond else 0.0)


def of(values: Sequence[Quantity], component: Component) -> Quantity | None:
    """The figure of a component."""
    return next((q for q in values if q.component is component), None)


def float_of(values: Sequence[Quantity], component: Component) -> float | None:
    """A figure as a position on a scale."""
    found = of(values, component)
    return None if found is None or found.value is None else float(found.value)


def slot_name(slot: Slot, plan: Plan) -> str:
    """Blood pressure, morning: the time of day only where the measure comes more than once a day."""
    name = kind_name(slot.kind)
    if sum(s.kind is slot.kind for s in plan.schedule) < 2:
        return name
    return f"{name}, {part_of_day(slot.at)}"


def part_of_day(at: dt.time) -> str:
    """Morning, midday, evening."""
    if at.hour < 10:
        return translate("View", "morning")
    return translate("View", "midday") if at.hour < 16 else translate("View", "evening")


def hour(at: dt.datetime | dt.time, form: Formatter) -> str:
    """10, or 21.30: a whole hour is said without minutes."""
    if at.minute == 0:
        return str(at.hour)
    mark = "." if form.language == "sv" else ":"
    return f"{at.hour}{mark}{at.minute:02}"


def given_name(name: str) -> str:
    """What one calls somebody whose full name is known."""
    return next(iter(name.split()), "")


def initials(name: str) -> str:
    """AL for Anna Lidström."""
    parts = name.split()
    return (
        "".join(part[0] for part in (parts[0], parts[-1]) if part).upper()
        if len(parts) > 1
        else name[:1].upper()
    )


def sent_chain(progress: Progress, sync: SyncView, contact: Contact | None, form: Formatter) -> chain.Sent:
    """The way of the newest reading, for the three-step chain."""
    saved = form.at_time(progress.saved_at) if progress.saved_at else ""
    sent = form.at_time(progress.sent_at) if progress.sent_at else ""
    hours = contact.hours.lower() if contact else ""
    if progress.stage is Stage.READ and progress.read_at is not None:
        who = f"{given_name(progress.read_by)}, {form.at_time(progress.read_at)}"
        return chain.Sent(chain.Stage.READ, saved, sent, who)
    if progress.stage is Stage.SENT:
        return chain.Sent(chain.Stage.SENT, saved, sent, hours)
    if sync.online is False:
        return chain.Sent(chain.Stage.OFFLINE, translate("View", "is sent when the net is back"))
    return chain.Sent(chain.Stage.SAVED, saved, "", hours)


def sent_sentence(
    progress: Progress, sync: SyncView, contact: Contact | None, form: Formatter
) -> tuple[chain.Stage, str, str]:
    """The same in two sentences: stage, what has happened, what that means."""
    all_saved = translate("View", "Everything is saved on your computer.")
    if sync.problem:
        return chain.Stage.SAVED, translate("View", "Saved on your computer"), problem(sync.problem)
    if progress.stage is Stage.NOTHING:
        return (
            chain.Stage.SAVED,
            translate("View", "No values yet"),
            translate("View", "They are saved here and sent to your care centre."),
        )
    if progress.stage is Stage.READ and progress.read_at is not None:
        who = ", ".join(part for part in (given_name(progress.read_by), progress.read_role) if part)
        text = translate("View", "Sent. Read by {who}, {time}").format(
            who=who, time=form.at_time(progress.read_at)
        )
        return chain.Stage.READ, text, all_saved
    if progress.stage is Stage.SENT and progress.sent_at is not None:
        text = translate("View", "Sent {time}. Not read yet.").format(time=form.at_time(progress.sent_at))
        return chain.Stage.SENT, text, read_when(contact) or all_saved
    if sync.online is False:
        offline = translate("View", "No network right now. It is sent by itself when the network is back.")
        return chain.Stage.OFFLINE, translate("View", "Saved on your computer"), offline
    return (
        chain.Stage.SAVED,
        translate("View", "Saved on your computer"),
        translate("View", "On its way to your care centre."),
    )


def read_when(contact: Contact | None) -> str:
    """Read on weekdays 8-16: the contact's hours as a sentence, empty when they are not known."""
    hours = contact.hours.strip() if contact else ""
    if not hours:
        return ""
    return translate("View", "Read {hours}.").format(hours=hours[:1].lower() + hours[1:])


def decisive_ids(finding: Finding) -> tuple[str, ...]:
    """Ids of the readings that decided a finding, by time. Its facts name them first.

    They end at a computed figure, or where the readings of another occasion begin.
    """
    facts = finding.facts
    leading = list(
        itertools.takewhile(lambda fact: fact.measurement_id and abs(fact.at - facts[0].at) < _APART, facts)
    )
    return tuple(fact.measurement_id for fact in sorted(leading, key=lambda fact: fact.at))


def finding_readings(finding: Finding, known: dict[str, Measurement]) -> tuple[Measurement, ...]:
    """The readings that decided a finding, by time."""
    return tuple(known[i] for i in decisive_ids(finding) if i in known)


def is_high(finding: Finding) -> bool:
    """Whether the limit that was crossed is an upper one."""
    return finding.threshold is None or finding.threshold.upper


def rested(readings: Sequence[Measurement]) -> bool:
    """Whether the readings were taken in guided sittings, after the rest."""
    return all(m.session and Flag.SKIPPED_REST not in m.flags for m in readings)


def red_limit(plan: Plan | None, *, high: bool) -> str:
    """180/110, the patient's own red limits for the pressures; empty when there is none."""
    found: dict[Component, Decimal] = {}
    for t in plan.thresholds_for(Kind.BLOOD_PRESSURE) if plan else ():
        if t.level is Level.RED and t.upper == high:
            found[t.component] = t.limit
    parts = [found.get(Component.SYSTOLIC), found.get(Component.DIASTOLIC)]
    if all(part is not None for part in parts):
        return f"{parts[0]}/{parts[1]}"
    return next((str(part) for part in parts if part is not None), "")
