<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>Chart</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>{measure} {value}, %n time(s) over the limit</source>
        <translation>
            <numerusform>{measure} {value}, %n time over the limit</numerusform>
            <numerusform>{measure} {value}, %n times over the limit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{measure} {value}, %n time(s) under the limit</source>
        <translation>
            <numerusform>{measure} {value}, %n time under the limit</numerusform>
            <numerusform>{measure} {value}, %n times under the limit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{measure} up {change} in %n day(s)</source>
        <translation>
            <numerusform>{measure} up {change} in %n day</numerusform>
            <numerusform>{measure} up {change} in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{measure} down {change} in %n day(s)</source>
        <translation>
            <numerusform>{measure} down {change} in %n day</numerusform>
            <numerusform>{measure} down {change} in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{measure}: {what} in %n reading(s)</source>
        <translation>
            <numerusform>{measure}: {what} in %n reading</numerusform>
            <numerusform>{measure}: {what} in %n readings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimerRing</name>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>second(s) left</source>
        <translation>
            <numerusform>second left</numerusform>
            <numerusform>seconds left</numerusform>
        </translation>
    </message>
</context>
</TS>
