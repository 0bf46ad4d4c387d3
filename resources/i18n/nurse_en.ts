<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>Arrivals</name>
    <message numerus="yes">
        <source>%n new.</source>
        <translation>
            <numerusform>%n new.</numerusform>
            <numerusform>%n new.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new, {red} red.</source>
        <translation>
            <numerusform>%n new, {red} red.</numerusform>
            <numerusform>%n new, {red} red.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n unread message</numerusform>
            <numerusform>%n unread messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reading(s) and messages</source>
        <translation>
            <numerusform>%n reading or message</numerusform>
            <numerusform>%n readings and messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) left to send</source>
        <translation>
            <numerusform>%n left to send</numerusform>
            <numerusform>%n left to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) lie encrypted here.</source>
        <translation>
            <numerusform>%n thing lies encrypted here.</numerusform>
            <numerusform>%n things lie encrypted here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) changed meanwhile</source>
        <translation>
            <numerusform>%n thing changed meanwhile</numerusform>
            <numerusform>%n things changed meanwhile</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Questions, %n</source>
        <translation>
            <numerusform>Questions, %n</numerusform>
            <numerusform>Questions, %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message numerus="yes">
        <source>Raw frame, %n byte(s)</source>
        <translation>
            <numerusform>Raw frame, %n byte</numerusform>
            <numerusform>Raw frame, %n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GreenPanel</name>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n green kept back: unread message.</source>
        <translation>
            <numerusform>%n green kept back: unread message.</numerusform>
            <numerusform>%n green kept back: unread message.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Acknowledge %n green</source>
        <translation>
            <numerusform>Acknowledge %n green</numerusform>
            <numerusform>Acknowledge %n green</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LimitsChart</name>
    <message numerus="yes">
        <source>{unit}, %n measurement(s) in the period</source>
        <translation>
            <numerusform>{unit}, %n measurement in the period</numerusform>
            <numerusform>{unit}, %n measurements in the period</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NurseWindow</name>
    <message numerus="yes">
        <source>%n more wait(s).</source>
        <translation>
            <numerusform>%n more waits.</numerusform>
            <numerusform>%n more wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connected, %n envelope(s) on the way</source>
        <translation>
            <numerusform>Connected, %n envelope on the way</numerusform>
            <numerusform>Connected, %n envelopes on the way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PatientHeader</name>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuestionsCard</name>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoundPage</name>
    <message numerus="yes">
        <source>The round is over: %n patient(s) in {time}.</source>
        <translation>
            <numerusform>The round is over: %n patient in {time}.</numerusform>
            <numerusform>The round is over: %n patients in {time}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done in {time}</source>
        <translation>
            <numerusform>%n done in {time}</numerusform>
            <numerusform>%n done in {time}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoundPanel</name>
    <message numerus="yes">
        <source>Acknowledge %n signal(s)</source>
        <translation>
            <numerusform>Acknowledge %n signal</numerusform>
            <numerusform>Acknowledge %n signals</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesCard</name>
    <message numerus="yes">
        <source>Proposed: {value}, the median of %n clean day(s)</source>
        <translation>
            <numerusform>Proposed: {value}, the median of %n clean day</numerusform>
            <numerusform>Proposed: {value}, the median of %n clean days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fewer than %n clean day(s): type a value to freeze</source>
        <translation>
            <numerusform>Fewer than %n clean day: type a value to freeze</numerusform>
            <numerusform>Fewer than %n clean days: type a value to freeze</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TasksPage</name>
    <message numerus="yes">
        <source>%n due today or late</source>
        <translation>
            <numerusform>%n due today or late</numerusform>
            <numerusform>%n due today or late</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhatIfCard</name>
    <message numerus="yes">
        <source>With these limits, over %n day(s) of {name}&apos;s values</source>
        <translation>
            <numerusform>With these limits, over %n day of {name}&apos;s values</numerusform>
            <numerusform>With these limits, over %n days of {name}&apos;s values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n go</source>
        <translation>
            <numerusform>%n goes</numerusform>
            <numerusform>%n go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay</source>
        <translation>
            <numerusform>%n stays</numerusform>
            <numerusform>%n stay</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n come</source>
        <translation>
            <numerusform>%n comes</numerusform>
            <numerusform>%n come</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n signal(s)</source>
        <translation>
            <numerusform>%n signal</numerusform>
            <numerusform>%n signals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of those that go</source>
        <translation>
            <numerusform>%n of those that go</numerusform>
            <numerusform>%n of those that go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorklistPage</name>
    <message numerus="yes">
        <source>%n green acknowledged.</source>
        <translation>
            <numerusform>%n green acknowledged.</numerusform>
            <numerusform>%n green acknowledged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n green</source>
        <translation>
            <numerusform>%n green</numerusform>
            <numerusform>%n green</numerusform>
        </translation>
    </message>
</context>
</TS>
