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
    <message numerus="yes">
        <source>{measure} up {change} in %n day(s)</source>
        <translation>
            <numerusform>{measure} upp {change} på %n dygn</numerusform>
            <numerusform>{measure} upp {change} på %n dygn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{measure} down {change} in %n day(s)</source>
        <translation>
            <numerusform>{measure} ner {change} på %n dygn</numerusform>
            <numerusform>{measure} ner {change} på %n dygn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{measure}: {what} in %n reading(s)</source>
        <translation>
            <numerusform>{measure}: {what} i %n mätning</numerusform>
            <numerusform>{measure}: {what} i %n mätningar</numerusform>
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
    <name>Flag</name>
    <message>
        <source>movement</source>
        <translation>rörelse</translation>
    </message>
    <message>
        <source>cuff loose</source>
        <translation>lös manschett</translation>
    </message>
    <message>
        <source>irregular pulse</source>
        <translation>oregelbunden puls</translation>
    </message>
    <message>
        <source>pulse above the device&apos;s range</source>
        <translation>pulsen över mätområdet</translation>
    </message>
    <message>
        <source>pulse below the device&apos;s range</source>
        <translation>pulsen under mätområdet</translation>
    </message>
    <message>
        <source>arm not at heart height</source>
        <translation>armen inte i hjärthöjd</translation>
    </message>
    <message>
        <source>blow not acceptable</source>
        <translation>blåsningen duger inte</translation>
    </message>
    <message>
        <source>poor signal</source>
        <translation>dålig signal</translation>
    </message>
    <message>
        <source>device clock not set</source>
        <translation>enhetens klocka är inte ställd</translation>
    </message>
    <message>
        <source>control solution</source>
        <translation>kontrollösning</translation>
    </message>
    <message>
        <source>rest skipped</source>
        <translation>vilan hoppades över</translation>
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
        <source>{measure} {value}, {difference} over the baseline</source>
        <translation>{measure} {value}, {difference} över baslinjen</translation>
    </message>
    <message>
        <source>{measure} {value}, {difference} under the baseline</source>
        <translation>{measure} {value}, {difference} under baslinjen</translation>
    </message>
    <message>
        <source>Baseline {value}. {rest}</source>
        <translation>Baslinje {value}. {rest}</translation>
    </message>
    <message>
        <source>{old} to {new}. {rest}</source>
        <translation>{old} till {new}. {rest}</translation>
    </message>
    <message>
        <source>{measure}: mean of the last days {value}</source>
        <translation>{measure}, medel de senaste dygnen {value}</translation>
    </message>
    <message>
        <source>{measure} {value}, lower than the days before</source>
        <translation>{measure} {value}, lägre än dagarna innan</translation>
    </message>
    <message>
        <source>{measure} {value} together with a symptom</source>
        <translation>{measure} {value} tillsammans med symtom</translation>
    </message>
    <message>
        <source>Answered yes: {symptoms}</source>
        <translation>Svarat ja: {symptoms}</translation>
    </message>
    <message>
        <source>Questionnaire {value}</source>
        <translation>Frågeformulär {value}</translation>
    </message>
    <message>
        <source>{measure} not measured since {when}</source>
        <translation>{measure} inte mätt sedan {when}</translation>
    </message>
    <message>
        <source>Planned by plan {plan}</source>
        <translation>Planerat i plan {plan}</translation>
    </message>
    <message>
        <source>Since {when}</source>
        <translation>Sedan {when}</translation>
    </message>
    <message>
        <source>{measure}: {rule}</source>
        <translation>{measure}: {rule}</translation>
    </message>
    <message>
        <source>{measure}: several measurements in a row failed</source>
        <translation>{measure}: flera mätningar i rad misslyckades</translation>
    </message>
    <message>
        <source>{measure} {value} cannot be right</source>
        <translation>{measure} {value} kan inte stämma</translation>
    </message>
    <message>
        <source>{measure}: the value is dated in the future</source>
        <translation>{measure}: värdet har ett datum i framtiden</translation>
    </message>
    <message>
        <source>{measure}: the device&apos;s clock does not work</source>
        <translation>{measure}: enhetens klocka fungerar inte</translation>
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
    <name>Symptom</name>
    <message>
        <source>severe breathlessness</source>
        <translation>svår andnöd</translation>
    </message>
    <message>
        <source>chest pain</source>
        <translation>bröstsmärta</translation>
    </message>
    <message>
        <source>paralysis</source>
        <translation>förlamning</translation>
    </message>
    <message>
        <source>difficulty speaking</source>
        <translation>talsvårigheter</translation>
    </message>
    <message>
        <source>severe headache</source>
        <translation>svår huvudvärk</translation>
    </message>
    <message>
        <source>sudden loss of vision</source>
        <translation>plötslig synnedsättning</translation>
    </message>
    <message>
        <source>confusion</source>
        <translation>förvirring</translation>
    </message>
    <message>
        <source>fainting</source>
        <translation>svimning</translation>
    </message>
    <message>
        <source>more breathless</source>
        <translation>mer andnöd</translation>
    </message>
    <message>
        <source>more sputum</source>
        <translation>mer slem</translation>
    </message>
    <message>
        <source>discoloured sputum</source>
        <translation>missfärgat slem</translation>
    </message>
    <message>
        <source>more cough</source>
        <translation>mer hosta</translation>
    </message>
    <message>
        <source>wheezing</source>
        <translation>pipande andning</translation>
    </message>
    <message>
        <source>dizziness</source>
        <translation>yrsel</translation>
    </message>
    <message>
        <source>swollen ankles or belly</source>
        <translation>svullna anklar eller buk</translation>
    </message>
    <message>
        <source>more pillows at night</source>
        <translation>fler kuddar i natt</translation>
    </message>
    <message>
        <source>woken by breathlessness</source>
        <translation>vaknat av andnöd</translation>
    </message>
    <message>
        <source>coughs up phlegm</source>
        <translation>hostar upp slem</translation>
    </message>
    <message>
        <source>more reliever than usual</source>
        <translation>mer luftrörsvidgande än vanligt</translation>
    </message>
    <message>
        <source>more tired</source>
        <translation>tröttare</translation>
    </message>
    <message>
        <source>vomits, or cannot eat or drink</source>
        <translation>kräks, eller kan inte äta eller dricka</translation>
    </message>
    <message>
        <source>very thirsty</source>
        <translation>mycket törstig</translation>
    </message>
    <message>
        <source>felt low blood sugar</source>
        <translation>känning av lågt blodsocker</translation>
    </message>
    <message>
        <source>thoughts of death or of harming oneself</source>
        <translation>tankar på döden eller på att skada sig</translation>
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
