<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>Dots</name>
    <message numerus="yes">
        <source>%n of 6 digits typed</source>
        <translation>
            <numerusform>%n of 6 digits typed</numerusform>
            <numerusform>%n of 6 digits typed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IdentifyPage</name>
    <message numerus="yes">
        <source>Wait %n second(s), then try again.</source>
        <translation>
            <numerusform>Wait %n second, then try again.</numerusform>
            <numerusform>Wait %n seconds, then try again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OperatorPage</name>
    <message numerus="yes">
        <source>%n sealed message(s) wait to be sent.</source>
        <translation>
            <numerusform>%n sealed message waits to be sent.</numerusform>
            <numerusform>%n sealed messages wait to be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) may be somebody else&apos;s.</source>
        <translation>
            <numerusform>%n value may be somebody else&apos;s.</numerusform>
            <numerusform>%n values may be somebody else&apos;s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>clock off by %n minute(s)</source>
        <translation>
            <numerusform>clock off by %n minute</numerusform>
            <numerusform>clock off by %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message numerus="yes">
        <source>Wait %n second(s).</source>
        <translation>
            <numerusform>Wait %n second.</numerusform>
            <numerusform>Wait %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Choice</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
</TS>
