<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en_GB">
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n reading(s)</source>
        <translation>
            <numerusform>%n mätning</numerusform>
            <numerusform>%n mätningar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n dag</numerusform>
            <numerusform>%n dagar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>och %n till</numerusform>
            <numerusform>och %n till</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Made {when}.</source>
        <translation>Skapad {when}.</translation>
    </message>
    <message>
        <source>Home monitoring report</source>
        <translation>Rapport från hemmonitorering</translation>
    </message>
    <message>
        <source>No name registered</source>
        <translation>Inget namn registrerat</translation>
    </message>
    <message>
        <source>Home blood pressure</source>
        <translation>Hemblodtryck</translation>
    </message>
    <message>
        <source>No home blood pressure in these days.</source>
        <translation>Inget hemblodtryck under dessa dagar.</translation>
    </message>
    <message>
        <source>{span}: {readings} in the mean (of {days}, without the first)</source>
        <translation>{span}: {readings} i medelvärdet (av {days}, utan den första)</translation>
    </message>
    <message>
        <source>At or over the home limit {limit}</source>
        <translation>På eller över hemgränsen {limit}</translation>
    </message>
    <message>
        <source>Under the home limit {limit}</source>
        <translation>Under hemgränsen {limit}</translation>
    </message>
    <message>
        <source>Morning {morning}, evening {evening}</source>
        <translation>Morgon {morning}, kväll {evening}</translation>
    </message>
    <message>
        <source>All {readings} of these days: {mean}</source>
        <translation>Alla {readings} dessa dagar: {mean}</translation>
    </message>
    <message>
        <source>Spread of the systolic {sd} mmHg</source>
        <translation>Spridning i det systoliska {sd} mmHg</translation>
    </message>
    <message>
        <source>Irregular pulse in {count} of the last 3 sessions</source>
        <translation>Oregelbunden puls vid {count} av de 3 senaste tillfällena</translation>
    </message>
    <message>
        <source>Other measures</source>
        <translation>Övriga mått</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Senaste</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Medelvärde</translation>
    </message>
    <message>
        <source>Lowest and highest</source>
        <translation>Lägsta och högsta</translation>
    </message>
    <message>
        <source>Open signals</source>
        <translation>Öppna signaler</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Inga.</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>No plan is in force.</source>
        <translation>Ingen plan gäller.</translation>
    </message>
    <message>
        <source>Version {version}, in force since {since}, by {author}: {reason}</source>
        <translation>Version {version}, gäller sedan {since}, av {author}: {reason}</translation>
    </message>
    <message>
        <source>Goals: {goals}</source>
        <translation>Mål: {goals}</translation>
    </message>
    <message>
        <source>Next appointment: {title}, {when}</source>
        <translation>Nästa tid: {title}, {when}</translation>
    </message>
    <message>
        <source>Signed by {name}, {role}</source>
        <translation>Signerad av {name}, {role}</translation>
    </message>
    <message>
        <source>The limits are defaults that nobody has signed.</source>
        <translation>Gränserna är förval som ingen har signerat.</translation>
    </message>
    <message>
        <source>Blood pressure by day</source>
        <translation>Blodtryck per dag</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dag</translation>
    </message>
    <message>
        <source>Morning</source>
        <translation>Morgon</translation>
    </message>
    <message>
        <source>Evening</source>
        <translation>Kväll</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Anmärkning</translation>
    </message>
    <message>
        <source>first day, not in the mean</source>
        <translation>första dagen, inte i medelvärdet</translation>
    </message>
    <message>
        <source>Newest values</source>
        <translation>Senaste värden</translation>
    </message>
    <message>
        <source>When</source>
        <translation>När</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mått</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Värden</translation>
    </message>
    <message>
        <source>Older values of these days are in the exported table.</source>
        <translation>Äldre värden från dessa dagar finns i den exporterade tabellen.</translation>
    </message>
    <message>
        <source>What was done about signals</source>
        <translation>Åtgärder vid signaler</translation>
    </message>
    <message>
        <source>Values that were taken away</source>
        <translation>Värden som har tagits bort</translation>
    </message>
    <message>
        <source>Body composition</source>
        <translation>Kroppssammansättning</translation>
    </message>
    <message>
        <source>SpO2 recording</source>
        <translation>SpO2-registrering</translation>
    </message>
    <message>
        <source>Lowest SpO2</source>
        <translation>Lägsta SpO2</translation>
    </message>
    <message>
        <source>Enough readings for an assessment</source>
        <translation>Tillräckligt med mätningar för en bedömning</translation>
    </message>
    <message>
        <source>Night is from {first} to {last} by the clock; there is no diary.</source>
        <translation>Natt räknas från klockan {first} till {last}; dagbok finns inte.</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Gräns</translation>
    </message>
    <message>
        <source>Readings</source>
        <translation>Mätningar</translation>
    </message>
    <message>
        <source>At or over the limit</source>
        <translation>På eller över gränsen</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>Dygn</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>Natt</translation>
    </message>
    <message>
        <source>Systolic falls by {percent} % at night: {word}</source>
        <translation>Systoliskt sjunker {percent} % på natten: {word}</translation>
    </message>
    <message>
        <source>Few readings: assess with care</source>
        <translation>Få mätningar: bedöm försiktigt</translation>
    </message>
    <message>
        <source>Too few readings for an assessment</source>
        <translation>För få mätningar för en bedömning</translation>
    </message>
    <message>
        <source>Home mean: seven days, two readings morning and evening, first day left out (ESH 2021).</source>
        <translation>Hemmedelvärde: sju dagar, två mätningar morgon och kväll, första dagen borträknad (ESH 2021).</translation>
    </message>
    <message>
        <source>Adequate: 12 readings after the first day (Stergiou 2018); limited: 3 days and 12 in all.</source>
        <translation>Tillräckligt: 12 mätningar efter första dagen (Stergiou 2018); begränsat: 3 dagar och 12 totalt.</translation>
    </message>
    <message>
        <source>Limit for the home mean 135/85 mmHg (ESC 2024, ESH 2023).</source>
        <translation>Gräns för hemmedelvärdet 135/85 mmHg (ESC 2024, ESH 2023).</translation>
    </message>
    <message>
        <source>Spread: sample standard deviation of the readings in the mean.</source>
        <translation>Spridning: standardavvikelse (n − 1) för mätningarna i medelvärdet.</translation>
    </message>
    <message>
        <source>24 hours: limits 130/80, day 135/85, night 120/70 mmHg (ESH 2023); enough: 70 % of the readings, 20 by day and 7 at night (ESH 2021).</source>
        <translation>Dygn: gränser 130/80, dag 135/85, natt 120/70 mmHg (ESH 2023); tillräckligt: 70 % av mätningarna, 20 på dagen och 7 på natten (ESH 2021).</translation>
    </message>
    <message>
        <source>Other means: all readings of the days shown, none weighted.</source>
        <translation>Övriga medelvärden: alla mätningar under dagarna, oviktade.</translation>
    </message>
    <message>
        <source>Signals: the limits of the plan in force, as signed.</source>
        <translation>Signaler: gällande plans gränser, som de är signerade.</translation>
    </message>
    <message>
        <source>it rises</source>
        <translation>det stiger</translation>
    </message>
    <message>
        <source>too little (non-dipper)</source>
        <translation>för lite (non-dipper)</translation>
    </message>
    <message>
        <source>as expected (dipper)</source>
        <translation>som väntat (dipper)</translation>
    </message>
    <message>
        <source>much (extreme dipper)</source>
        <translation>mycket (extrem dipper)</translation>
    </message>
    <message>
        <source>Hemmonitor is not CE-marked: for development and research only.</source>
        <translation>Hemmonitor är inte CE-märkt: endast för utveckling och forskning.</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>Sida {number} av {count}</translation>
    </message>
    <message>
        <source>{figure} under {limit}</source>
        <translation>{figure} under {limit}</translation>
    </message>
    <message>
        <source>{figure} at most {limit}</source>
        <translation>{figure} högst {limit}</translation>
    </message>
    <message>
        <source>{figure} over {limit}</source>
        <translation>{figure} över {limit}</translation>
    </message>
    <message>
        <source>{figure} at least {limit}</source>
        <translation>{figure} minst {limit}</translation>
    </message>
    <message>
        <source>called the patient</source>
        <translation>ringde patienten</translation>
    </message>
    <message>
        <source>wrote to the patient</source>
        <translation>skrev till patienten</translation>
    </message>
    <message>
        <source>booked a visit</source>
        <translation>bokade besök</translation>
    </message>
    <message>
        <source>asked a physician</source>
        <translation>frågade läkare</translation>
    </message>
    <message>
        <source>asked for a new measurement</source>
        <translation>bad om ny mätning</translation>
    </message>
    <message>
        <source>nothing, it was expected</source>
        <translation>inget, det var väntat</translation>
    </message>
    <message>
        <source>movement</source>
        <translation>rörelse</translation>
    </message>
    <message>
        <source>cuff loose</source>
        <translation>manschetten satt löst</translation>
    </message>
    <message>
        <source>irregular pulse</source>
        <translation>oregelbunden puls</translation>
    </message>
    <message>
        <source>arm not at heart height</source>
        <translation>armen inte i hjärthöjd</translation>
    </message>
    <message>
        <source>blow not acceptable</source>
        <translation>blåsningen inte godkänd</translation>
    </message>
    <message>
        <source>poor signal</source>
        <translation>dålig signal</translation>
    </message>
    <message>
        <source>rest skipped</source>
        <translation>vilan hoppades över</translation>
    </message>
    <message>
        <source>Hypertension</source>
        <translation>Högt blodtryck</translation>
    </message>
    <message>
        <source>COPD</source>
        <translation>KOL</translation>
    </message>
    <message>
        <source>Heart failure</source>
        <translation>Hjärtsvikt</translation>
    </message>
    <message>
        <source>Type 2 diabetes</source>
        <translation>Typ 2-diabetes</translation>
    </message>
    <message>
        <source>Type 1 diabetes</source>
        <translation>Typ 1-diabetes</translation>
    </message>
    <message>
        <source>Asthma</source>
        <translation>Astma</translation>
    </message>
    <message>
        <source>not the patient</source>
        <translation>inte patienten</translation>
    </message>
    <message>
        <source>import undone</source>
        <translation>import ångrad</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>utan angivet skäl</translation>
    </message>
</context>
</TS>
