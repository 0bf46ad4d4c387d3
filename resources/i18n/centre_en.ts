<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>LogPage</name>
    <message numerus="yes">
        <source> And %n more.</source>
        <translation>
            <numerusform> And %n more.</numerusform>
            <numerusform> And %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RevokePanel</name>
    <message numerus="yes">
        <source>It can read %n patient(s). Look at them in the access log.</source>
        <translation>
            <numerusform>It can read %n patient. Look at that one in the access log.</numerusform>
            <numerusform>It can read %n patients. Look at them in the access log.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message numerus="yes">
        <source>%n limit(s)</source>
        <translation>
            <numerusform>%n limit</numerusform>
            <numerusform>%n limits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unused for %n day(s)</source>
        <translation>
            <numerusform>Unused for %n day</numerusform>
            <numerusform>Unused for %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message numerus="yes">
        <source>%n patient(s). Groups under {least} are not shown.</source>
        <translation>
            <numerusform>%n patient. Groups under {least} are not shown.</numerusform>
            <numerusform>%n patients. Groups under {least} are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>goal {goal}, %n judged</source>
        <translation>
            <numerusform>goal {goal}, %n judged</numerusform>
            <numerusform>goal {goal}, %n judged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s), four weeks on each side. Limits are changed when things are bad, so some of the difference comes by itself.</source>
        <translation>
            <numerusform>%n patient, four weeks on each side. Limits are changed when things are bad, so some of the difference comes by itself.</numerusform>
            <numerusform>%n patients, four weeks on each side. Limits are changed when things are bad, so some of the difference comes by itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Written: %n patient(s).</source>
        <translation>
            <numerusform>Written: %n patient.</numerusform>
            <numerusform>Written: %n patients.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out, in groups that are too small.</source>
        <translation>
            <numerusform>%n left out, in groups that are too small.</numerusform>
            <numerusform>%n left out, in groups that are too small.</numerusform>
        </translation>
    </message>
</context>
</TS>
