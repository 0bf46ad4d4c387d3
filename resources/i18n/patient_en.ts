<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>AlertPage</name>
    <message numerus="yes">
        <source>mean of %n reading(s)</source>
        <translation>
            <numerusform>%n reading</numerusform>
            <numerusform>mean of %n readings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlowFrame</name>
    <message numerus="yes">
        <source>%n blow(s) to go</source>
        <translation>
            <numerusform>%n blow to go</numerusform>
            <numerusform>%n blows to go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n good blow(s).</source>
        <translation>
            <numerusform>%n good blow.</numerusform>
            <numerusform>%n good blows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left.</source>
        <translation>
            <numerusform>%n left.</numerusform>
            <numerusform>%n left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CircleCard</name>
    <message numerus="yes">
        <source>%n computer(s)</source>
        <translation>
            <numerusform>%n computer</numerusform>
            <numerusform>%n computers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n team(s)</source>
        <translation>
            <numerusform>%n team</numerusform>
            <numerusform>%n teams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the computers of staff</source>
        <translation>
            <numerusform>%n of the staff&apos;s computers</numerusform>
            <numerusform>%n of the staff&apos;s computers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n computer(s) of staff taken away</source>
        <translation>
            <numerusform>%n of the staff&apos;s computers was taken away</numerusform>
            <numerusform>%n of the staff&apos;s computers were taken away</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n measuring room(s)</source>
        <translation>
            <numerusform>%n measuring room</numerusform>
            <numerusform>%n measuring rooms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceFrame</name>
    <message numerus="yes">
        <source>%n minute(s) wrong</source>
        <translation>
            <numerusform>%n minute wrong</numerusform>
            <numerusform>%n minutes wrong</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KnownCard</name>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeasureFoot</name>
    <message numerus="yes">
        <source>Done in about %n second(s)</source>
        <translation>
            <numerusform>Done in about %n second</numerusform>
            <numerusform>Done in about %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeasureFrame</name>
    <message numerus="yes">
        <source>Next reading in %n second(s)</source>
        <translation>
            <numerusform>Next reading in %n second</numerusform>
            <numerusform>Next reading in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MonthCard</name>
    <message numerus="yes">
        <source>%n day(s) done</source>
        <translation>
            <numerusform>%n day done</numerusform>
            <numerusform>%n days done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message numerus="yes">
        <source>%n more later</source>
        <translation>
            <numerusform>%n more later</numerusform>
            <numerusform>%n more later</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RailItem</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemindersCard</name>
    <message numerus="yes">
        <source>No reminders for %n more day(s).</source>
        <translation>
            <numerusform>No reminders for %n more day.</numerusform>
            <numerusform>No reminders for %n more days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message numerus="yes">
        <source>Mean of %n reading(s)</source>
        <translation>
            <numerusform>%n reading</numerusform>
            <numerusform>Mean of %n readings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RingCard</name>
    <message numerus="yes">
        <source>Rest for %n minute(s)</source>
        <translation>
            <numerusform>Rest for %n minute</numerusform>
            <numerusform>Rest for %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SlotCard</name>
    <message numerus="yes">
        <source>%n value(s) wait</source>
        <translation>
            <numerusform>%n value waits</numerusform>
            <numerusform>%n values wait</numerusform>
        </translation>
    </message>
</context>
</TS>
