<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en_GB">
<context>
    <name>Chart</name>
    <message>
        <source>No reading</source>
        <translation>Ingen mätning</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n till</numerusform>
            <numerusform>%n till</numerusform>
        </translation>
    </message>
    <message>
        <source>today</source>
        <translation>i dag</translation>
    </message>
    <message>
        <source>Chart. {lanes}</source>
        <translation>Diagram. {lanes}</translation>
    </message>
    <message>
        <source>Arrow keys read one value at a time.</source>
        <translation>Piltangenterna läser ett värde i taget.</translation>
    </message>
</context>
<context>
    <name>ChartTable</name>
    <message>
        <source>When</source>
        <translation>När</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Vad</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Värde</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zon</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>{measure} {value}, %n time(s) over the limit</source>
        <translation>
            <numerusform>{measure} {value}, %n gång över gränsen</numerusform>
            <numerusform>{measure} {value}, %n gånger över gränsen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{measure} {value}, %n time(s) under the limit</source>
        <translation>
            <numerusform>{measure} {value}, %n gång under gränsen</numerusform>
            <numerusform>{measure} {value}, %n gånger under gränsen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CuffWindow</name>
    <message>
        <source>The virtual cuff</source>
        <translation>Den virtuella mätaren</translation>
    </message>
    <message>
        <source>Press START with this blood pressure in the arm:</source>
        <translation>Tryck på START med det här blodtrycket i armen:</translation>
    </message>
    <message>
        <source>131/79, as it should be</source>
        <translation>131/79, som det ska</translation>
    </message>
    <message>
        <source>164/96, a little high</source>
        <translation>164/96, lite högt</translation>
    </message>
    <message>
        <source>187/113, very high</source>
        <translation>187/113, mycket högt</translation>
    </message>
    <message>
        <source>The cuff is loose: the measurement fails</source>
        <translation>Manschetten sitter löst: mätningen misslyckas</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>at {time}</source>
        <translation>kl {time}</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>i dag {time}</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>i går {time}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>i dag</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>i går</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} tim</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days} d</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} d {hours} tim</translation>
    </message>
</context>
<context>
    <name>Grip</name>
    <message>
        <source>Arrow up and down move the limit.</source>
        <translation>Pil upp och pil ned flyttar gränsen.</translation>
    </message>
</context>
<context>
    <name>Measure</name>
    <message>
        <source>Blood pressure</source>
        <translation>Blodtryck</translation>
    </message>
    <message>
        <source>Spirometry</source>
        <translation>Spirometri</translation>
    </message>
    <message>
        <source>SpO2</source>
        <translation>SpO2</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Vikt</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Glucose</source>
        <translation>Blodsocker</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>Puls</translation>
    </message>
    <message>
        <source>Respiratory rate</source>
        <translation>Andningsfrekvens</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Frågor</translation>
    </message>
    <message>
        <source>Systolic</source>
        <translation>Systoliskt</translation>
    </message>
    <message>
        <source>Diastolic</source>
        <translation>Diastoliskt</translation>
    </message>
    <message>
        <source>Mean pressure</source>
        <translation>Medeltryck</translation>
    </message>
    <message>
        <source>Perfusion index</source>
        <translation>Perfusionsindex</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Längd</translation>
    </message>
    <message>
        <source>Body fat</source>
        <translation>Kroppsfett</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Poäng</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>over {limit}</source>
        <translation>över {limit}</translation>
    </message>
    <message>
        <source>under {limit}</source>
        <translation>under {limit}</translation>
    </message>
    <message>
        <source>from {limit}</source>
        <translation>från {limit}</translation>
    </message>
    <message>
        <source>up to {limit}</source>
        <translation>till och med {limit}</translation>
    </message>
    <message>
        <source>{measure} {value}, waits for one more reading</source>
        <translation>{measure} {value}, väntar på ommätning</translation>
    </message>
    <message>
        <source>{measure} {value}, measured again {again}</source>
        <translation>{measure} {value}, ommätt {again}</translation>
    </message>
    <message>
        <source>{when}. Limit {limit}, plan {plan}</source>
        <translation>{when}. Gräns {limit}, plan {plan}</translation>
    </message>
    <message>
        <source>{when}. {mean} on average, limit {limit}, plan {plan}</source>
        <translation>{when}. {mean} i medel, gräns {limit}, plan {plan}</translation>
    </message>
    <message>
        <source>{measure}: {rule}</source>
        <translation>{measure}: {rule}</translation>
    </message>
</context>
<context>
    <name>SentChain</name>
    <message>
        <source>Saved on your computer</source>
        <translation>Sparat på din dator</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Sparat</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Skickat</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Inte skickat än</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Läst</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>Inte läst än</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Step {number} of {count}: {name}</source>
        <translation>Steg {number} av {count}: {name}</translation>
    </message>
</context>
<context>
    <name>TimerRing</name>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minut kvar</numerusform>
            <numerusform>%n minuter kvar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n sekund kvar</numerusform>
            <numerusform>%n sekunder kvar</numerusform>
        </translation>
    </message>
    <message>
        <source>left</source>
        <translation>kvar</translation>
    </message>
    <message numerus="yes">
        <source>second(s) left</source>
        <translation>
            <numerusform>sekund kvar</numerusform>
            <numerusform>sekunder kvar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>Ångra</translation>
    </message>
</context>
<context>
    <name>Unit</name>
    <message>
        <source>beats/min</source>
        <translation>slag/min</translation>
    </message>
    <message>
        <source>litres</source>
        <translation>liter</translation>
    </message>
    <message>
        <source>litres/s</source>
        <translation>liter/s</translation>
    </message>
    <message>
        <source>litres/min</source>
        <translation>liter/min</translation>
    </message>
    <message>
        <source>points</source>
        <translation>poäng</translation>
    </message>
</context>
<context>
    <name>Zone</name>
    <message>
        <source>As it should be</source>
        <translation>Som det ska</translation>
    </message>
    <message>
        <source>Keep an eye</source>
        <translation>Håll koll</translation>
    </message>
    <message>
        <source>Contact care</source>
        <translation>Kontakta vården</translation>
    </message>
    <message>
        <source>No reading</source>
        <translation>Ingen mätning</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grön</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gul</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Röd</translation>
    </message>
</context>
<context>
    <name>_Empty</name>
    <message>
        <source>No reading</source>
        <translation>Ingen mätning</translation>
    </message>
</context>
</TS>
