<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) have been taken in.</source>
        <translation>
            <numerusform>%n value has been taken in.</numerusform>
            <numerusform>%n values have been taken in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) have been taken back.</source>
        <translation>
            <numerusform>%n value has been taken back.</numerusform>
            <numerusform>%n values have been taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take in %n value(s)</source>
        <translation>
            <numerusform>Take in %n value</numerusform>
            <numerusform>Take in %n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are here already and are left out</source>
        <translation>
            <numerusform>%n value is here already and is left out</numerusform>
            <numerusform>%n values are here already and are left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) cannot be right: kept, but not used</source>
        <translation>
            <numerusform>%n value cannot be right: kept, but not used</numerusform>
            <numerusform>%n values cannot be right: kept, but not used</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) cannot be read and are left out</source>
        <translation>
            <numerusform>%n row cannot be read and is left out</numerusform>
            <numerusform>%n rows cannot be read and are left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) were put back.</source>
        <translation>
            <numerusform>%n entry was put back.</numerusform>
            <numerusform>%n entries were put back.</numerusform>
        </translation>
    </message>
</context>
</TS>
