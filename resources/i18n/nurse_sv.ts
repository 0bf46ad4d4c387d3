<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en_GB">
<context>
    <name>AbsenceCard</name>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Planned absence</source>
        <translation>Planerad frånvaro</translation>
    </message>
    <message>
        <source>Nothing counts as missing from the first to the last day.</source>
        <translation>Inget räknas som uteblivet från första till sista dagen.</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Första dagen</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Sista dagen</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Varför</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
</context>
<context>
    <name>AcknowledgePanel</name>
    <message>
        <source>Acknowledge: {name}</source>
        <translation>Kvittera: {name}</translation>
    </message>
    <message>
        <source>What did you do?</source>
        <translation>Vad gjorde du?</translation>
    </message>
    <message>
        <source>Several are fine</source>
        <translation>Flera går bra</translation>
    </message>
    <message>
        <source>Choose at least one.</source>
        <translation>Välj minst en.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anteckning</translation>
    </message>
    <message>
        <source>Message to the patient</source>
        <translation>Meddelande till patienten</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Mall</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>Följ upp</translation>
    </message>
    <message>
        <source>Was the signal called for?</source>
        <translation>Var signalen befogad?</translation>
    </message>
    <message>
        <source>Send with the acknowledgement</source>
        <translation>Skicka med kvitteringen</translation>
    </message>
    <message>
        <source>Acknowledge, next</source>
        <translation>Kvittera och nästa</translation>
    </message>
    <message>
        <source>Keep draft</source>
        <translation>Spara utkast</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>Behövs inte</translation>
    </message>
</context>
<context>
    <name>Action</name>
    <message>
        <source>Called patient</source>
        <translation>Ringt patienten</translation>
    </message>
    <message>
        <source>Wrote</source>
        <translation>Skrivit</translation>
    </message>
    <message>
        <source>Booked visit</source>
        <translation>Bokat besök</translation>
    </message>
    <message>
        <source>Asked physician</source>
        <translation>Frågat läkare</translation>
    </message>
    <message>
        <source>New measurement</source>
        <translation>Ny mätning</translation>
    </message>
    <message>
        <source>Nothing, expected</source>
        <translation>Inget, väntat</translation>
    </message>
</context>
<context>
    <name>ActionDone</name>
    <message>
        <source>called</source>
        <translation>ringt</translation>
    </message>
    <message>
        <source>wrote</source>
        <translation>skrivit</translation>
    </message>
    <message>
        <source>visit booked</source>
        <translation>besök bokat</translation>
    </message>
    <message>
        <source>physician asked</source>
        <translation>läkare tillfrågad</translation>
    </message>
    <message>
        <source>new measurement</source>
        <translation>ny mätning</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>väntat</translation>
    </message>
</context>
<context>
    <name>AdviceCard</name>
    <message>
        <source>Advice per zone</source>
        <translation>Råd per zon</translation>
    </message>
    <message>
        <source>own words, at most {count} characters</source>
        <translation>egna ord, högst {count} tecken</translation>
    </message>
    <message>
        <source>Warning signs and 112 are added by the program and cannot be removed.</source>
        <translation>Larmsymtom och 112 läggs alltid till av programmet och kan inte tas bort.</translation>
    </message>
    <message>
        <source>The program&apos;s own words</source>
        <translation>Programmets egna ord</translation>
    </message>
</context>
<context>
    <name>AllKeys</name>
    <message>
        <source>All keys</source>
        <translation>Alla tangenter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>next, previous row</source>
        <translation>nästa, förra rad</translation>
    </message>
    <message>
        <source>open patient</source>
        <translation>öppna patient</translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation>kvittera</translation>
    </message>
    <message>
        <source>take over, give back</source>
        <translation>ta över, lämna tillbaka</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>kö</translation>
    </message>
    <message>
        <source>show what is new</source>
        <translation>visa det nya</translation>
    </message>
    <message>
        <source>all green</source>
        <translation>alla gröna</translation>
    </message>
    <message>
        <source>search</source>
        <translation>sök</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>ångra</translation>
    </message>
    <message>
        <source>next, previous patient</source>
        <translation>nästa, förra patient</translation>
    </message>
    <message>
        <source>move the line by one value</source>
        <translation>flytta linjen ett värde</translation>
    </message>
    <message>
        <source>range</source>
        <translation>period</translation>
    </message>
    <message>
        <source>the same as a table</source>
        <translation>samma som tabell</translation>
    </message>
    <message>
        <source>why</source>
        <translation>varför</translation>
    </message>
    <message>
        <source>the value&apos;s path</source>
        <translation>värdets väg</translation>
    </message>
    <message>
        <source>write</source>
        <translation>skriv</translation>
    </message>
    <message>
        <source>limits</source>
        <translation>gränser</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>plan</translation>
    </message>
    <message>
        <source>back</source>
        <translation>tillbaka</translation>
    </message>
    <message>
        <source>choose action</source>
        <translation>välj åtgärd</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>nästa fält</translation>
    </message>
    <message>
        <source>acknowledge, next</source>
        <translation>kvittera, nästa</translation>
    </message>
    <message>
        <source>save limits or plan</source>
        <translation>spara gränser eller plan</translation>
    </message>
    <message>
        <source>close</source>
        <translation>stäng</translation>
    </message>
    <message>
        <source>next part of the window</source>
        <translation>nästa del av fönstret</translation>
    </message>
    <message>
        <source>this list</source>
        <translation>den här listan</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>Arbetslista</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Paneler</translation>
    </message>
    <message>
        <source>hand over</source>
        <translation>lämna över</translation>
    </message>
    <message>
        <source>note, task</source>
        <translation>anteckna, uppgift</translation>
    </message>
    <message>
        <source>another view</source>
        <translation>annan vy</translation>
    </message>
</context>
<context>
    <name>AppointmentsCard</name>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>None agreed</source>
        <translation>Inga avtalade</translation>
    </message>
    <message>
        <source>Agreed meetings</source>
        <translation>Avtalade tider</translation>
    </message>
    <message>
        <source>Such as: follow-up by video</source>
        <translation>Till exempel: uppföljning med video</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Vad</translation>
    </message>
    <message>
        <source>When</source>
        <translation>När</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
    <message>
        <source>Link to a video meeting, https://</source>
        <translation>Länk till videomöte, https://</translation>
    </message>
</context>
<context>
    <name>Arrivals</name>
    <message numerus="yes">
        <source>%n new.</source>
        <translation>
            <numerusform>%n ny.</numerusform>
            <numerusform>%n nya.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new, {red} red.</source>
        <translation>
            <numerusform>%n ny, {red} röd.</numerusform>
            <numerusform>%n nya, {red} röda.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: {reason}</source>
        <translation>{name}: {reason}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Visa</translation>
    </message>
</context>
<context>
    <name>Ask</name>
    <message>
        <source>Sputum: more, thicker, another colour?</source>
        <translation>Slem: mer, tjockare, annan färg?</translation>
    </message>
    <message>
        <source>Short of breath at rest, or only when walking?</source>
        <translation>Andnöd i vila eller bara vid gång?</translation>
    </message>
    <message>
        <source>Is the inhaler used the right way?</source>
        <translation>Används inhalationen rätt?</translation>
    </message>
    <message>
        <source>Swollen legs or a bigger waist?</source>
        <translation>Svullna ben eller större midja?</translation>
    </message>
    <message>
        <source>Sleeping well? More pillows?</source>
        <translation>Sover bra? Fler kuddar?</translation>
    </message>
    <message>
        <source>Are the water tablets taken?</source>
        <translation>Tas de vätskedrivande tabletterna?</translation>
    </message>
    <message>
        <source>Medicines taken as agreed?</source>
        <translation>Tas medicinerna som avtalat?</translation>
    </message>
    <message>
        <source>Dizzy when standing up?</source>
        <translation>Yr när du reser dig?</translation>
    </message>
    <message>
        <source>Five minutes of rest before measuring?</source>
        <translation>Fem minuters vila före mätning?</translation>
    </message>
    <message>
        <source>Feelings of low sugar?</source>
        <translation>Känningar av lågt socker?</translation>
    </message>
    <message>
        <source>Meals and insulin as usual?</source>
        <translation>Mat och insulin som vanligt?</translation>
    </message>
    <message>
        <source>Sores on the feet?</source>
        <translation>Sår på fötterna?</translation>
    </message>
    <message>
        <source>How are you?</source>
        <translation>Hur mår du?</translation>
    </message>
    <message>
        <source>Does measuring work well?</source>
        <translation>Fungerar mätningen bra?</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Another person</source>
        <translation>Byt person</translation>
    </message>
    <message>
        <source>Nobody is chosen</source>
        <translation>Ingen är vald</translation>
    </message>
    <message>
        <source>Measuring is off</source>
        <translation>Mätning är av</translation>
    </message>
    <message>
        <source>A value that comes now goes to nobody; you are asked about it.</source>
        <translation>Ett värde som kommer nu blir ingens, och du får frågan vems det är.</translation>
    </message>
    <message>
        <source>Measuring for:</source>
        <translation>Mäter åt:</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>All</source>
        <translation>Alla</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Mina</translation>
    </message>
    <message>
        <source>Nobody&apos;s</source>
        <translation>Utan ansvarig</translation>
    </message>
    <message>
        <source>New since yesterday</source>
        <translation>Nya sedan i går</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Olästa</translation>
    </message>
</context>
<context>
    <name>ChipBar</name>
    <message>
        <source>Team without a name</source>
        <translation>Team utan namn</translation>
    </message>
</context>
<context>
    <name>ClashPane</name>
    <message>
        <source>Changed meanwhile</source>
        <translation>Ändrat under tiden</translation>
    </message>
    <message>
        <source>Two have done something without knowing of each other. Nothing was overwritten.</source>
        <translation>Två har gjort något utan att veta om varandra. Inget har skrivits över.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>I have seen it</source>
        <translation>Jag har sett det</translation>
    </message>
    <message>
        <source>The record</source>
        <translation>Journalen</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>{name}, morning</source>
        <translation>{name}, morgon</translation>
    </message>
    <message>
        <source>{name}, evening</source>
        <translation>{name}, kväll</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Mått</translation>
    </message>
    <message>
        <source>Change of the mean</source>
        <translation>Ändring av medel</translation>
    </message>
    <message>
        <source>no values</source>
        <translation>inga värden</translation>
    </message>
    <message>
        <source>{mean}  ({spread}, {count} values)</source>
        <translation>{mean}  ({spread}, {count} värden)</translation>
    </message>
</context>
<context>
    <name>ConfirmCard</name>
    <message>
        <source>Who is here?</source>
        <translation>Vem är här?</translation>
    </message>
    <message>
        <source>Let the person say name and birth date. Do not say them yourself.</source>
        <translation>Låt personen säga namn och födelsedatum. Säg dem inte själv.</translation>
    </message>
    <message>
        <source>Birth date as the person says it, year month day</source>
        <translation>Födelsedatum som personen säger det, år månad dag</translation>
    </message>
    <message>
        <source>YYYYMMDD</source>
        <translation>ÅÅÅÅMMDD</translation>
    </message>
    <message>
        <source>Cannot say it: I have seen an identity document</source>
        <translation>Kan inte säga det: jag har sett en legitimation</translation>
    </message>
    <message>
        <source>It is this person</source>
        <translation>Det är den här personen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>Contact</name>
    <message>
        <source>telephone</source>
        <translation>telefon</translation>
    </message>
    <message>
        <source>message</source>
        <translation>meddelande</translation>
    </message>
    <message>
        <source>visit</source>
        <translation>besök</translation>
    </message>
</context>
<context>
    <name>ContactCard</name>
    <message>
        <source>Fixed care contact</source>
        <translation>Fast vårdkontakt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Roll</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Tider</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n oläst meddelande</numerusform>
            <numerusform>%n olästa meddelanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reading(s) and messages</source>
        <translation>
            <numerusform>%n mätning eller meddelande</numerusform>
            <numerusform>%n mätningar och meddelanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) left to send</source>
        <translation>
            <numerusform>%n kvar att skicka</numerusform>
            <numerusform>%n kvar att skicka</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) lie encrypted here.</source>
        <translation>
            <numerusform>%n sak ligger krypterad här.</numerusform>
            <numerusform>%n saker ligger krypterade här.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) changed meanwhile</source>
        <translation>
            <numerusform>%n sak ändrades under tiden</numerusform>
            <numerusform>%n saker ändrades under tiden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Questions, %n</source>
        <translation>
            <numerusform>Frågor, %n</numerusform>
            <numerusform>Frågor, %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n bild</numerusform>
            <numerusform>%n bilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataCard</name>
    <message>
        <source>Data of everybody here</source>
        <translation>Uppgifter om alla här</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Spara en kopia</translation>
    </message>
    <message>
        <source>Make a backup</source>
        <translation>Gör en säkerhetskopia</translation>
    </message>
    <message>
        <source>Put a backup back</source>
        <translation>Återställ en säkerhetskopia</translation>
    </message>
</context>
<context>
    <name>Decision</name>
    <message>
        <source>Go on as now</source>
        <translation>Fortsätt som nu</translation>
    </message>
    <message>
        <source>Change limits</source>
        <translation>Ändra gränser</translation>
    </message>
    <message>
        <source>Change the plan</source>
        <translation>Ändra plan</translation>
    </message>
    <message>
        <source>Ask a physician</source>
        <translation>Fråga läkare</translation>
    </message>
    <message>
        <source>Book a visit</source>
        <translation>Boka besök</translation>
    </message>
</context>
<context>
    <name>Diagnosis</name>
    <message>
        <source>Hypertension</source>
        <translation>Hypertoni</translation>
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
        <translation>Diabetes typ 2</translation>
    </message>
    <message>
        <source>Type 1 diabetes</source>
        <translation>Diabetes typ 1</translation>
    </message>
    <message>
        <source>Asthma</source>
        <translation>Astma</translation>
    </message>
</context>
<context>
    <name>DutiesCard</name>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Nothing said</source>
        <translation>Inget sagt</translation>
    </message>
    <message>
        <source>Who does what</source>
        <translation>Vem gör vad</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Vem</translation>
    </message>
    <message>
        <source>Does what</source>
        <translation>Gör vad</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
</context>
<context>
    <name>Empty</name>
    <message>
        <source>Choose a visit in the list.</source>
        <translation>Välj ett besök i listan.</translation>
    </message>
</context>
<context>
    <name>EndCard</name>
    <message>
        <source>The last day is {day}</source>
        <translation>Sista dagen är {day}</translation>
    </message>
    <message>
        <source>It goes on until further notice</source>
        <translation>Den fortsätter tills vidare</translation>
    </message>
    <message>
        <source>End of the monitoring</source>
        <translation>Monitoreringens slut</translation>
    </message>
    <message>
        <source>After the last day nothing is expected or missing. Values that come are still judged.</source>
        <translation>Efter sista dagen väntas inget och inget uteblir. Värden som ändå kommer bedöms.</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Sista dag</translation>
    </message>
    <message>
        <source>End on this day</source>
        <translation>Avsluta den dagen</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>Låt den fortsätta</translation>
    </message>
    <message>
        <source>Nobody at home</source>
        <translation>Ingen hemma</translation>
    </message>
    <message>
        <source>End the visit</source>
        <translation>Avsluta besöket</translation>
    </message>
    <message>
        <source>Goes to the centre with the values, at once or when there is a network.</source>
        <translation>Går till centralen med värdena, genast eller när det finns nät.</translation>
    </message>
    <message>
        <source>To the centre</source>
        <translation>Till centralen</translation>
    </message>
    <message>
        <source>The centre has to do something</source>
        <translation>Centralen behöver göra något</translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation>Vad som ska göras</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Senast</translation>
    </message>
    <message>
        <source>Hand over and end</source>
        <translation>Lämna över och avsluta</translation>
    </message>
    <message>
        <source>Go on with the visit</source>
        <translation>Fortsätt besöket</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>done</source>
        <translation>klar</translation>
    </message>
    <message>
        <source>left for later</source>
        <translation>lämnad till senare</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>väntar</translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message>
        <source>Acknowledged by {name}: {actions} · {when}</source>
        <translation>Kvitterad av {name}: {actions} · {when}</translation>
    </message>
    <message>
        <source>nobody on it</source>
        <translation>ingen ansvarig</translation>
    </message>
    <message>
        <source>open for {age} · {owner}</source>
        <translation>öppen i {age} · {owner}</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Varför</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakta</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bekräftad</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Källa</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Ta över</translation>
    </message>
    <message>
        <source>The value&apos;s path</source>
        <translation>Värdets väg</translation>
    </message>
    <message>
        <source>({rule}, version {version})</source>
        <translation>({rule}, version {version})</translation>
    </message>
    <message>
        <source>{zone} if {limit} {rule}</source>
        <translation>{zone} om {limit} {rule}</translation>
    </message>
    <message>
        <source>Yes, measured again</source>
        <translation>Ja, ommätt</translation>
    </message>
    <message>
        <source>No, one more reading from {time}</source>
        <translation>Nej, ommätning från {time}</translation>
    </message>
    <message>
        <source>No, waits for one more reading</source>
        <translation>Nej, väntar på ommätning</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>Behövs inte</translation>
    </message>
    <message>
        <source>Version {version}, not signed</source>
        <translation>Version {version}, inte signerad</translation>
    </message>
    <message>
        <source>Version {version}, signed {day} by {name}</source>
        <translation>Version {version}, signerad {day} av {name}</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>flags</source>
        <translation>flaggor</translation>
    </message>
    <message>
        <source>the device&apos;s time</source>
        <translation>enhetens tid</translation>
    </message>
    <message>
        <source>time offset</source>
        <translation>tidsförskjutning</translation>
    </message>
    <message>
        <source>user in the device</source>
        <translation>användare i enheten</translation>
    </message>
    <message>
        <source>status</source>
        <translation>status</translation>
    </message>
    <message>
        <source>sensor status</source>
        <translation>givarstatus</translation>
    </message>
    <message>
        <source>record number</source>
        <translation>postnummer</translation>
    </message>
    <message>
        <source>sample and place</source>
        <translation>prov och ställe</translation>
    </message>
    <message>
        <source>place on the body</source>
        <translation>ställe på kroppen</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>energi</translation>
    </message>
    <message>
        <source>SpO2, fast</source>
        <translation>SpO2, snabb</translation>
    </message>
    <message>
        <source>pulse, fast</source>
        <translation>puls, snabb</translation>
    </message>
    <message>
        <source>SpO2, slow</source>
        <translation>SpO2, långsam</translation>
    </message>
    <message>
        <source>pulse, slow</source>
        <translation>puls, långsam</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>övrigt</translation>
    </message>
    <message>
        <source>{fields} follow</source>
        <translation>{fields} följer</translation>
    </message>
    <message>
        <source>nothing remarked</source>
        <translation>inget anmärkt</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>används inte</translation>
    </message>
    <message numerus="yes">
        <source>Raw frame, %n byte(s)</source>
        <translation>
            <numerusform>Rå ram, %n byte</numerusform>
            <numerusform>Rå ram, %n byte</numerusform>
        </translation>
    </message>
    <message>
        <source>No frame: {how}</source>
        <translation>Ingen ram: {how}</translation>
    </message>
    <message>
        <source>characteristic {source}</source>
        <translation>karaktäristik {source}</translation>
    </message>
</context>
<context>
    <name>GoalsCard</name>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>None agreed</source>
        <translation>Inga avtalade</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>Mål</translation>
    </message>
    <message>
        <source>In the patient&apos;s own words</source>
        <translation>Med patientens egna ord</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Mått</translation>
    </message>
    <message>
        <source>Goal for the mean</source>
        <translation>Mål för medelvärdet</translation>
    </message>
    <message>
        <source>under</source>
        <translation>under</translation>
    </message>
    <message>
        <source>over</source>
        <translation>över</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
    <message>
        <source>{figure}, mean under {value}</source>
        <translation>{figure}, medel under {value}</translation>
    </message>
    <message>
        <source>{figure}, mean over {value}</source>
        <translation>{figure}, medel över {value}</translation>
    </message>
</context>
<context>
    <name>GreenPanel</name>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patienter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n green kept back: unread message.</source>
        <translation>
            <numerusform>%n grön hålls kvar: oläst meddelande.</numerusform>
            <numerusform>%n gröna hålls kvar: oläst meddelande.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing open, nothing unread, nothing missing. They are told that you have looked.</source>
        <translation>Inget öppet, inget oläst, inget saknas. De får veta att du har tittat.</translation>
    </message>
    <message numerus="yes">
        <source>Acknowledge %n green</source>
        <translation>
            <numerusform>Kvittera %n grön</numerusform>
            <numerusform>Kvittera %n gröna</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>och %n till</numerusform>
            <numerusform>och %n till</numerusform>
        </translation>
    </message>
    <message>
        <source>Acknowledge all green</source>
        <translation>Kvittera alla gröna</translation>
    </message>
</context>
<context>
    <name>GuestPage</name>
    <message>
        <source>next part of the window</source>
        <translation>nästa del av fönstret</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alla tangenter</translation>
    </message>
</context>
<context>
    <name>HandOver</name>
    <message>
        <source>{name} (you)</source>
        <translation>{name} (du)</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Ingen</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>Keys</source>
        <translation>Tangenter</translation>
    </message>
    <message>
        <source>An empty field turns the key off. Everything is on the screen as well.</source>
        <translation>Ett tomt fält stänger av tangenten. Allt finns också på skärmen.</translation>
    </message>
    <message>
        <source>Two commands have the same key. The change is not kept.</source>
        <translation>Två kommandon har samma tangent. Ändringen sparas inte.</translation>
    </message>
    <message>
        <source>Show the key guide</source>
        <translation>Visa tangentguiden</translation>
    </message>
    <message>
        <source>next</source>
        <translation>nästa</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>förra</translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation>kvittera</translation>
    </message>
    <message>
        <source>take over</source>
        <translation>ta över</translation>
    </message>
    <message>
        <source>show what is new</source>
        <translation>visa nytt</translation>
    </message>
    <message>
        <source>note, task</source>
        <translation>anteckna, uppgift</translation>
    </message>
    <message>
        <source>write</source>
        <translation>skriv</translation>
    </message>
    <message>
        <source>limits</source>
        <translation>gränser</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>plan</translation>
    </message>
    <message>
        <source>why</source>
        <translation>varför</translation>
    </message>
    <message>
        <source>the value&apos;s path</source>
        <translation>värdets väg</translation>
    </message>
    <message>
        <source>table</source>
        <translation>tabell</translation>
    </message>
    <message>
        <source>another view</source>
        <translation>annan vy</translation>
    </message>
    <message>
        <source>done; save a copy</source>
        <translation>klar; spara en kopia</translation>
    </message>
    <message>
        <source>unread or mine only</source>
        <translation>bara olästa eller mina</translation>
    </message>
    <message>
        <source>call</source>
        <translation>ring</translation>
    </message>
    <message>
        <source>meeting</source>
        <translation>möte</translation>
    </message>
    <message>
        <source>hand over</source>
        <translation>lämna över</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>hoppa över</translation>
    </message>
</context>
<context>
    <name>KindRow</name>
    <message>
        <source>Red: {limits}</source>
        <translation>Röd: {limits}</translation>
    </message>
    <message>
        <source>no limits in the plan</source>
        <translation>inga gränser i planen</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>En gång till</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starta</translation>
    </message>
    <message>
        <source>sent {time}</source>
        <translation>skickat {time}</translation>
    </message>
    <message>
        <source>saved {time}</source>
        <translation>sparat {time}</translation>
    </message>
</context>
<context>
    <name>Lanes</name>
    <message>
        <source>goal {value}</source>
        <translation>mål {value}</translation>
    </message>
    <message>
        <source>baseline {value}</source>
        <translation>baslinje {value}</translation>
    </message>
    <message>
        <source>over {value}</source>
        <translation>över {value}</translation>
    </message>
    <message>
        <source>from {value}</source>
        <translation>från {value}</translation>
    </message>
    <message>
        <source>under {value}</source>
        <translation>under {value}</translation>
    </message>
    <message>
        <source>up to {value}</source>
        <translation>till och med {value}</translation>
    </message>
    <message>
        <source>Plan {version}</source>
        <translation>Plan {version}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anteckning</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>{value}, MAP {mean}</source>
        <translation>{value}, MAP {mean}</translation>
    </message>
    <message>
        <source>mean of {days} days: too few values</source>
        <translation>medel {days} dagar: för få värden</translation>
    </message>
    <message>
        <source>mean of {days} days {value} ({count} values)</source>
        <translation>medel {days} dagar {value} ({count} värden)</translation>
    </message>
    <message>
        <source>mean of {days} days {value}</source>
        <translation>medel {days} dagar {value}</translation>
    </message>
</context>
<context>
    <name>Letters</name>
    <message>
        <source>Measure again</source>
        <translation>Mät igen</translation>
    </message>
    <message>
        <source>Hello {name}! I have seen your value. Please measure again tomorrow.
Regards {me}</source>
        <translation>Hej {name}! Jag har sett ditt värde. Mät gärna igen i morgon.
Hälsningar {me}</translation>
    </message>
    <message>
        <source>We will call</source>
        <translation>Vi ringer</translation>
    </message>
    <message>
        <source>Hello {name}! I have seen your value and will call you today.
Regards {me}</source>
        <translation>Hej {name}! Jag har sett ditt värde och ringer dig i dag.
Hälsningar {me}</translation>
    </message>
    <message>
        <source>Looks fine</source>
        <translation>Ser bra ut</translation>
    </message>
    <message>
        <source>Hello {name}! I have seen your values. They look fine. Go on.
Regards {me}</source>
        <translation>Hej {name}! Jag har sett dina värden. De ser bra ut. Fortsätt som nu.
Hälsningar {me}</translation>
    </message>
    <message>
        <source>Measurements missing</source>
        <translation>Mätningar saknas</translation>
    </message>
    <message>
        <source>Hello {name}! I miss your measurements. Is everything all right?
Regards {me}</source>
        <translation>Hej {name}! Jag saknar dina mätningar. Är allt som det ska?
Hälsningar {me}</translation>
    </message>
    <message>
        <source>Keep this text as a template</source>
        <translation>Behåll texten som mall</translation>
    </message>
    <message>
        <source>Take a template away</source>
        <translation>Ta bort en mall</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Mall</translation>
    </message>
    <message>
        <source>What is it called?</source>
        <translation>Vad heter den?</translation>
    </message>
</context>
<context>
    <name>LimitsChart</name>
    <message>
        <source>Drag the line, or Tab and arrow up or down</source>
        <translation>Dra linjen, eller Tab och pil upp eller ner</translation>
    </message>
    <message>
        <source>now {value}</source>
        <translation>nu {value}</translation>
    </message>
    <message numerus="yes">
        <source>{unit}, %n measurement(s) in the period</source>
        <translation>
            <numerusform>{unit}, %n mätning i perioden</numerusform>
            <numerusform>{unit}, %n mätningar i perioden</numerusform>
        </translation>
    </message>
    <message>
        <source>baseline {value}</source>
        <translation>baslinje {value}</translation>
    </message>
</context>
<context>
    <name>LimitsTable</name>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Plan {version}</source>
        <translation>Plan {version}</translation>
    </message>
    <message>
        <source>New, plan {version}</source>
        <translation>Ny, plan {version}</translation>
    </message>
    <message>
        <source>Rests on</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>ändrad</translation>
    </message>
    <message>
        <source>{zone}, over</source>
        <translation>{zone}, över</translation>
    </message>
    <message>
        <source>{zone}, from</source>
        <translation>{zone}, från</translation>
    </message>
    <message>
        <source>{zone}, under</source>
        <translation>{zone}, under</translation>
    </message>
    <message>
        <source>{zone}, up to</source>
        <translation>{zone}, till och med</translation>
    </message>
</context>
<context>
    <name>MessagesCard</name>
    <message>
        <source>No messages</source>
        <translation>Inga meddelanden</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>Alla {count}</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meddelanden</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Skicka</translation>
    </message>
    <message>
        <source>Write to the patient</source>
        <translation>Skriv till patienten</translation>
    </message>
</context>
<context>
    <name>MessagesPage</name>
    <message>
        <source>next, previous</source>
        <translation>nästa, förra</translation>
    </message>
    <message>
        <source>write</source>
        <translation>skriv</translation>
    </message>
    <message>
        <source>unread only</source>
        <translation>bara olästa</translation>
    </message>
    <message>
        <source>search</source>
        <translation>sök</translation>
    </message>
    <message>
        <source>whole patient</source>
        <translation>hela patienten</translation>
    </message>
    <message>
        <source>send</source>
        <translation>skicka</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alla tangenter</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meddelanden</translation>
    </message>
    <message>
        <source>Name or words</source>
        <translation>Namn eller ord</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Sök</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Samtal</translation>
    </message>
    <message>
        <source>Whole patient</source>
        <translation>Hela patienten</translation>
    </message>
    <message>
        <source>Nobody has written</source>
        <translation>Ingen har skrivit</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Mall</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>Bifoga fil</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Skicka</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Inga meddelanden än</translation>
    </message>
    <message>
        <source>Write to {name}</source>
        <translation>Skriv till {name}</translation>
    </message>
    <message>
        <source>Unread {count}</source>
        <translation>Olästa {count}</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Olästa</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alla</translation>
    </message>
</context>
<context>
    <name>MovingPage</name>
    <message>
        <source>back</source>
        <translation>tillbaka</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alla tangenter</translation>
    </message>
    <message>
        <source>Everybody here</source>
        <translation>Alla här</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Spara en kopia</translation>
    </message>
    <message>
        <source>Bring values in</source>
        <translation>Hämta in värden</translation>
    </message>
    <message>
        <source>Make a backup</source>
        <translation>Gör en säkerhetskopia</translation>
    </message>
    <message>
        <source>Put a backup back</source>
        <translation>Återställ en säkerhetskopia</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
</context>
<context>
    <name>Nights</name>
    <message>
        <source>Which night</source>
        <translation>Vilken natt</translation>
    </message>
    <message>
        <source>No night has been recorded</source>
        <translation>Ingen natt har registrerats</translation>
    </message>
    <message>
        <source>SpO2 mean {mean} %, lowest {lowest} %</source>
        <translation>SpO2 medel {mean} %, lägst {lowest} %</translation>
    </message>
    <message>
        <source>under 90 % for {minutes} min ({share} %)</source>
        <translation>under 90 % i {minutes} min ({share} %)</translation>
    </message>
    <message>
        <source>no signal for {minutes} min</source>
        <translation>ingen signal i {minutes} min</translation>
    </message>
</context>
<context>
    <name>NoteCard</name>
    <message>
        <source>Note about the person who is here</source>
        <translation>Anteckning om den som är här</translation>
    </message>
    <message>
        <source>What you see, what was said</source>
        <translation>Vad du ser, vad som sades</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>Fotografera</translation>
    </message>
    <message>
        <source>Picture from a file</source>
        <translation>Bild från fil</translation>
    </message>
    <message>
        <source>Pictures are kept sealed, without place and camera. Erase those on the camera.</source>
        <translation>Bilder sparas förseglade, utan plats och kamera. Radera dem i kameran.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>That is not a picture that can be read.</source>
        <translation>Det är ingen bild som går att läsa.</translation>
    </message>
    <message>
        <source>No more pictures fit into one note. Keep this one and begin another.</source>
        <translation>Fler bilder ryms inte i en anteckning. Spara den här och börja en ny.</translation>
    </message>
    <message>
        <source>Picture {number}</source>
        <translation>Bild {number}</translation>
    </message>
    <message>
        <source>Take the picture away</source>
        <translation>Ta bort bilden</translation>
    </message>
</context>
<context>
    <name>NurseProblem</name>
    <message>
        <source>It could not be saved. What was saved before is safe. Restart the program.</source>
        <translation>Det gick inte att spara. Det som sparats tidigare är tryggt. Starta om programmet.</translation>
    </message>
    <message>
        <source>The disk is full. The last change was not saved; what was saved before is.</source>
        <translation>Disken är full. Den senaste ändringen sparades inte; det som sparats tidigare finns kvar.</translation>
    </message>
    <message>
        <source>A sealed message failed its check. It is kept, and not used. Tell those who run the system.</source>
        <translation>Ett förseglat meddelande klarade inte kontrollen. Det sparas men används inte. Säg till driften.</translation>
    </message>
    <message>
        <source>Somebody else has changed the plan meanwhile. Look at it, and make your change again.</source>
        <translation>Någon annan har ändrat planen under tiden. Titta på den och gör din ändring igen.</translation>
    </message>
    <message>
        <source>The exchange with the post-box went wrong. The program tries again by itself.</source>
        <translation>Utbytet med postfacket gick fel. Programmet försöker igen av sig självt.</translation>
    </message>
    <message>
        <source>No contact with the post-box. What you do is saved here and is sent later.</source>
        <translation>Ingen kontakt med postfacket. Det du gör sparas här och skickas senare.</translation>
    </message>
    <message>
        <source>The post-box answered with something that makes no sense. Nothing has been accepted from it.</source>
        <translation>Postfacket svarade något som inte går att förstå. Inget därifrån har tagits emot.</translation>
    </message>
    <message>
        <source>Something went wrong. Nothing that was saved is lost.</source>
        <translation>Något gick fel. Inget som var sparat har gått förlorat.</translation>
    </message>
    <message>
        <source>Something that was sent has not arrived. What has arrived is used; the rest may come yet.</source>
        <translation>Något som skickats har inte kommit fram. Det som kommit används, resten kan komma än.</translation>
    </message>
    <message>
        <source>A colleague has seen something that the post-box does not show here. Tell those who run it.</source>
        <translation>En kollega har sett något som postfacket inte visar här. Säg till dem som sköter det.</translation>
    </message>
    <message>
        <source>The post-box has forgotten or changed what it had shown. What was lost is sent to it again. Ask those who run it whether it was put back from a backup.</source>
        <translation>Postfacket har glömt eller ändrat det den visat. Det som gått förlorat skickas dit igen. Fråga dem som sköter det om det återställts från en säkerhetskopia.</translation>
    </message>
    <message>
        <source>A computer has sent two different histories: it may be copied, or its key stolen. Call its owner, and shut it out if that is not explained.</source>
        <translation>En dator har skickat två olika historiker: den kan vara kopierad eller nyckeln stulen. Ring dess ägare, och stäng ute den om det inte får en förklaring.</translation>
    </message>
    <message>
        <source>Something came from a computer that may not write there. It is kept, and not used.</source>
        <translation>Något kom från en dator som inte får skriva där. Det är sparat men används inte.</translation>
    </message>
    <message>
        <source>Two different lists of who is who are in use. Do not let anybody in. Tell those who run the system.</source>
        <translation>Två olika listor över vem som är vem används. Släpp inte in någon. Säg till dem som sköter systemet.</translation>
    </message>
    <message>
        <source>The post-box does not take something from here. It is saved. Tell those who run the post-box.</source>
        <translation>Postfacket tar inte emot något härifrån. Det är sparat. Säg till dem som sköter postfacket.</translation>
    </message>
</context>
<context>
    <name>NurseWindow</name>
    <message>
        <source>Outside staffed hours patients are referred to 1177 and 112</source>
        <translation>När det inte är bemannat hänvisas patienten till 1177 och 112</translation>
    </message>
    <message>
        <source>Staffed {hours}. At other times patients are referred to 1177 and 112</source>
        <translation>Bemannat {hours}. Övrig tid hänvisas patienten till 1177 och 112</translation>
    </message>
    <message>
        <source>Other times 1177 and 112</source>
        <translation>Övrig tid 1177 och 112</translation>
    </message>
    <message>
        <source>Not CE marked, development and research only</source>
        <translation>Ej CE-märkt, endast utveckling och forskning</translation>
    </message>
    <message>
        <source>{name}: red for {time} of staffed time without anybody acknowledging.</source>
        <translation>{name}: röd i {time} arbetstid utan att någon har kvitterat.</translation>
    </message>
    <message>
        <source>Tell {whom}.</source>
        <translation>Meddela {whom}.</translation>
    </message>
    <message numerus="yes">
        <source>%n more wait(s).</source>
        <translation>
            <numerusform>%n till väntar.</numerusform>
            <numerusform>%n till väntar.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} was already acknowledged.</source>
        <translation>{name} var redan kvitterad.</translation>
    </message>
    <message>
        <source>{who}, {when}: {done}.</source>
        <translation>{who}, {when}: {done}.</translation>
    </message>
    <message>
        <source>That stands first; yours is kept beside it.</source>
        <translation>Den gäller som den första; din finns kvar bredvid.</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Ansluter</translation>
    </message>
    <message>
        <source>No contact since {when}. What you do is saved here and is sent later.</source>
        <translation>Ingen kontakt sedan {when}. Det du gör sparas här och skickas senare.</translation>
    </message>
    <message>
        <source>No contact. What you do is saved here and is sent later.</source>
        <translation>Ingen kontakt. Det du gör sparas här och skickas senare.</translation>
    </message>
    <message numerus="yes">
        <source>Connected, %n envelope(s) on the way</source>
        <translation>
            <numerusform>Ansluten, %n kuvert på väg</numerusform>
            <numerusform>Ansluten, %n kuvert på väg</numerusform>
        </translation>
    </message>
    <message>
        <source>Connected, fetched {when}</source>
        <translation>Ansluten, hämtat {when}</translation>
    </message>
    <message>
        <source>Another team&apos;s patient</source>
        <translation>Annat teams patient</translation>
    </message>
    <message>
        <source>It concerns {names}.</source>
        <translation>Det gäller {names}.</translation>
    </message>
    <message>
        <source>Waiting for the history from a colleague&apos;s program</source>
        <translation>Väntar på historiken från en kollegas program</translation>
    </message>
    <message>
        <source>Connected. History of {done} of {total} patients has come</source>
        <translation>Ansluten. Historiken för {done} av {total} patienter har kommit</translation>
    </message>
</context>
<context>
    <name>NurseWorklist</name>
    <message>
        <source>Missing for</source>
        <translation>Saknas i</translation>
    </message>
    <message>
        <source>Open for</source>
        <translation>Öppen i</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zon</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Orsak</translation>
    </message>
    <message>
        <source>14 days, newest</source>
        <translation>14 dygn, senast</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Ansvarig</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Senaste kontakt</translation>
    </message>
    <message>
        <source>{made} of {planned}</source>
        <translation>{made} av {planned}</translation>
    </message>
    <message>
        <source>measurements</source>
        <translation>mätningar</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fel</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klar</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ångra</translation>
    </message>
    <message>
        <source>open for {age}</source>
        <translation>öppen i {age}</translation>
    </message>
    <message>
        <source>owner {name}</source>
        <translation>ansvarig {name}</translation>
    </message>
    <message>
        <source>No measurements yet</source>
        <translation>Inga mätningar än</translation>
    </message>
    <message>
        <source>Newest data {when}</source>
        <translation>Senaste data {when}</translation>
    </message>
    <message>
        <source>Nothing open</source>
        <translation>Inget öppet</translation>
    </message>
    <message>
        <source>Acknowledged {time}: {actions}</source>
        <translation>Kvitterad {time}: {actions}</translation>
    </message>
    <message>
        <source>Stays here until you change view</source>
        <translation>Ligger kvar tills du byter vy</translation>
    </message>
    <message>
        <source>no values</source>
        <translation>inga värden</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Ingen</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
</context>
<context>
    <name>Origin</name>
    <message>
        <source>from the device</source>
        <translation>från enheten</translation>
    </message>
    <message>
        <source>typed in by hand</source>
        <translation>inskrivet för hand</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importerat</translation>
    </message>
</context>
<context>
    <name>OtherPatients</name>
    <message>
        <source>The patient has blocked this record: it opens with consent, or in an emergency.</source>
        <translation>Patienten har spärrat uppgifterna: de öppnas med samtycke, eller vid nödöppning.</translation>
    </message>
    <message>
        <source>Say why you open the record.</source>
        <translation>Skriv varför du öppnar.</translation>
    </message>
    <message>
        <source>Another team&apos;s patient</source>
        <translation>Annat teams patient</translation>
    </message>
    <message>
        <source>Only patients whose keys are on this computer. Others cannot be opened here at all.</source>
        <translation>Bara patienter vars nycklar finns på den här datorn. Andra kan inte öppnas här alls.</translation>
    </message>
    <message>
        <source>Name or date of birth</source>
        <translation>Namn eller födelsedatum</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienter</translation>
    </message>
    <message>
        <source>On what ground</source>
        <translation>På vilken grund</translation>
    </message>
    <message>
        <source>A colleague asks</source>
        <translation>En kollega ber</translation>
    </message>
    <message>
        <source>The patient agrees</source>
        <translation>Patienten samtycker</translation>
    </message>
    <message>
        <source>Emergency access</source>
        <translation>Nödöppning</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Varför</translation>
    </message>
    <message>
        <source>The opening is marked in the access log.</source>
        <translation>Öppningen märks i åtkomstloggen.</translation>
    </message>
    <message>
        <source>The patient sees it too.</source>
        <translation>Patienten ser den också.</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>{who} (blocked)</source>
        <translation>{who} (spärrad)</translation>
    </message>
    <message>
        <source>Choose a patient.</source>
        <translation>Välj en patient.</translation>
    </message>
    <message>
        <source>Choose a ground.</source>
        <translation>Välj en grund.</translation>
    </message>
</context>
<context>
    <name>PatientHeader</name>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n år</numerusform>
            <numerusform>%n år</numerusform>
        </translation>
    </message>
    <message>
        <source>Data until {when}</source>
        <translation>Data till {when}</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Inga data än</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} av {count}</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>Arbetslista</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Skriv</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Gränser</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Kvittera</translation>
    </message>
    <message>
        <source>Previous patient</source>
        <translation>Förra patienten</translation>
    </message>
    <message>
        <source>Next patient</source>
        <translation>Nästa patient</translation>
    </message>
    <message>
        <source>Fixed contact: {name}, {phone}</source>
        <translation>Fast vårdkontakt: {name}, {phone}</translation>
    </message>
    <message>
        <source>Save a copy, or bring values in (x)</source>
        <translation>Spara en kopia eller hämta in värden (x)</translation>
    </message>
    <message>
        <source>Protect the record</source>
        <translation>Skydda journalen</translation>
    </message>
    <message>
        <source>Opened for a colleague</source>
        <translation>Öppnad åt en kollega</translation>
    </message>
    <message>
        <source>Opened with consent</source>
        <translation>Öppnad med samtycke</translation>
    </message>
    <message>
        <source>Emergency access</source>
        <translation>Nödöppning</translation>
    </message>
    <message>
        <source>Blocked record</source>
        <translation>Spärrad journal</translation>
    </message>
    <message>
        <source>Protected identity</source>
        <translation>Skyddade personuppgifter</translation>
    </message>
</context>
<context>
    <name>PatientPage</name>
    <message>
        <source>next, previous patient</source>
        <translation>nästa, förra patient</translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation>kvittera</translation>
    </message>
    <message>
        <source>write</source>
        <translation>skriv</translation>
    </message>
    <message>
        <source>limits</source>
        <translation>gränser</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>plan</translation>
    </message>
    <message>
        <source>why</source>
        <translation>varför</translation>
    </message>
    <message>
        <source>the value&apos;s path</source>
        <translation>värdets väg</translation>
    </message>
    <message>
        <source>to the list</source>
        <translation>till listan</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alla tangenter</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 d</translation>
    </message>
    <message>
        <source>90 d</source>
        <translation>90 d</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 år</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Allt</translation>
    </message>
    <message>
        <source>move the line</source>
        <translation>flytta linjen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabell</translation>
    </message>
    <message>
        <source>Values as a table</source>
        <translation>Värden som tabell</translation>
    </message>
    <message>
        <source>No measurements yet</source>
        <translation>Inga mätningar än</translation>
    </message>
    <message>
        <source>Sent to {name}.</source>
        <translation>Skickat till {name}.</translation>
    </message>
    <message>
        <source>The message is sent in {seconds} s.</source>
        <translation>Meddelandet skickas om {seconds} s.</translation>
    </message>
    <message>
        <source>{name} acknowledged.</source>
        <translation>{name} kvitterad.</translation>
    </message>
    <message>
        <source>save a copy</source>
        <translation>spara en kopia</translation>
    </message>
    <message>
        <source>note, task</source>
        <translation>anteckna, uppgift</translation>
    </message>
    <message>
        <source>another view</source>
        <translation>annan vy</translation>
    </message>
    <message>
        <source>As long before</source>
        <translation>Lika långt före</translation>
    </message>
    <message>
        <source>Before and after plan {version}</source>
        <translation>Före och efter plan {version}</translation>
    </message>
    <message>
        <source>Stacked</source>
        <translation>Staplade</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Dygnet</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Jämför</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>Alla händelser</translation>
    </message>
    <message>
        <source>Two periods</source>
        <translation>Två perioder</translation>
    </message>
    <message>
        <source>A task is done.</source>
        <translation>En uppgift är klar.</translation>
    </message>
    <message>
        <source>Nights</source>
        <translation>Nätter</translation>
    </message>
</context>
<context>
    <name>PatientSide</name>
    <message>
        <source>Nothing open</source>
        <translation>Inget öppet</translation>
    </message>
    <message>
        <source>No plan yet</source>
        <translation>Ingen plan än</translation>
    </message>
    <message>
        <source>Plan {version}</source>
        <translation>Plan {version}</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Gränser</translation>
    </message>
    <message>
        <source>Open plan</source>
        <translation>Öppna plan</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Mäter</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Röd</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nästa tid</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Framme</translation>
    </message>
    <message>
        <source>{name} has plan {version}</source>
        <translation>{name} har plan {version}</translation>
    </message>
    <message>
        <source>{name} has no plan yet</source>
        <translation>{name} har ingen plan än</translation>
    </message>
    <message>
        <source>{name} has plan {old}, plan {new} comes at the next contact</source>
        <translation>{name} har plan {old}, plan {new} kommer vid nästa hämtning</translation>
    </message>
    <message>
        <source>Seen by {people}</source>
        <translation>Sett av {people}</translation>
    </message>
    <message>
        <source>Seen by nobody yet</source>
        <translation>Inte sett av någon än</translation>
    </message>
</context>
<context>
    <name>PictureSheet</name>
    <message>
        <source>This picture cannot be shown.</source>
        <translation>Den här bilden går inte att visa.</translation>
    </message>
</context>
<context>
    <name>PlanCard</name>
    <message>
        <source>Anybody of the team</source>
        <translation>Vem som helst i teamet</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>Planera ett besök</translation>
    </message>
    <message>
        <source>Change the visit</source>
        <translation>Ändra besöket</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adress</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Anledning</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mät</translation>
    </message>
    <message>
        <source>Who goes</source>
        <translation>Vem åker</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>day</source>
        <translation>dag</translation>
    </message>
    <message>
        <source>on, off</source>
        <translation>på, av</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>nästa fält</translation>
    </message>
    <message>
        <source>save</source>
        <translation>spara</translation>
    </message>
    <message>
        <source>to the patient</source>
        <translation>till patienten</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alla tangenter</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Återställ</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Gränser</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Mätschema</translation>
    </message>
    <message>
        <source>M morning, E evening</source>
        <translation>M morgon, K kväll</translation>
    </message>
    <message>
        <source>Why is the plan changed?</source>
        <translation>Varför ändras planen?</translation>
    </message>
    <message>
        <source>required</source>
        <translation>krävs</translation>
    </message>
    <message>
        <source>plan {version} since {day}</source>
        <translation>plan {version} gäller sedan {day}</translation>
    </message>
    <message>
        <source>{name} gets the new plan at the next contact.</source>
        <translation>{name} får den nya planen vid nästa hämtning.</translation>
    </message>
    <message>
        <source>Save as plan {version}</source>
        <translation>Spara som plan {version}</translation>
    </message>
    <message>
        <source>measurements</source>
        <translation>mätningar</translation>
    </message>
    <message>
        <source>questionnaires</source>
        <translation>frågeformulär</translation>
    </message>
    <message>
        <source>advice</source>
        <translation>råd</translation>
    </message>
    <message>
        <source>meetings</source>
        <translation>tider</translation>
    </message>
    <message>
        <source>contact</source>
        <translation>kontakt</translation>
    </message>
    <message>
        <source>absence</source>
        <translation>frånvaro</translation>
    </message>
    <message>
        <source>Changed: {parts}</source>
        <translation>Ändrat: {parts}</translation>
    </message>
    <message>
        <source>Plan {version} saved.</source>
        <translation>Plan {version} sparad.</translation>
    </message>
    <message>
        <source>{name} gets it at the next contact.</source>
        <translation>{name} får den vid nästa hämtning.</translation>
    </message>
    <message>
        <source>goals</source>
        <translation>mål</translation>
    </message>
    <message>
        <source>who does what</source>
        <translation>vem gör vad</translation>
    </message>
    <message>
        <source>end</source>
        <translation>slut</translation>
    </message>
</context>
<context>
    <name>PreviewCard</name>
    <message>
        <source>As {name} sees it</source>
        <translation>Så ser {name} det</translation>
    </message>
    <message>
        <source>The program&apos;s own words</source>
        <translation>Programmets egna ord</translation>
    </message>
    <message>
        <source>{name} is your fixed contact, {phone}.</source>
        <translation>{name} är din fasta kontakt, {phone}.</translation>
    </message>
    <message>
        <source>The program is not watched around the clock.</source>
        <translation>Programmet övervakas inte dygnet runt.</translation>
    </message>
</context>
<context>
    <name>Protections</name>
    <message>
        <source>Protect the record</source>
        <translation>Skydda journalen</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Spärrad</translation>
    </message>
    <message>
        <source>Protected identity</source>
        <translation>Skyddade personuppgifter</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Varför</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>The patient wishes it: the record stays with your team. Others open it with the patient&apos;s consent, or in an emergency.</source>
        <translation>Patienten önskar det: journalen stannar hos ert team. Andra öppnar den med patientens samtycke, eller i en nödsituation.</translation>
    </message>
    <message>
        <source>Address and personal number are not to be shown or read out.</source>
        <translation>Adress och personnummer ska inte visas eller läsas upp.</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Gäller</translation>
    </message>
    <message>
        <source>Not in force</source>
        <translation>Gäller inte</translation>
    </message>
    <message>
        <source>In force, set by {who}: {why}</source>
        <translation>Gäller, satt av {who}: {why}</translation>
    </message>
    <message>
        <source>Lift it</source>
        <translation>Häv</translation>
    </message>
    <message>
        <source>Put it in force</source>
        <translation>Sätt i kraft</translation>
    </message>
    <message>
        <source>Say why.</source>
        <translation>Ange varför.</translation>
    </message>
</context>
<context>
    <name>QuestionsCard</name>
    <message>
        <source>None</source>
        <translation>Inga</translation>
    </message>
    <message>
        <source>Questionnaires</source>
        <translation>Frågeformulär</translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation>Frågeformulär</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n fråga</numerusform>
            <numerusform>%n frågor</numerusform>
        </translation>
    </message>
    <message>
        <source>{count}; the plan&apos;s limits rest on it</source>
        <translation>{count}; planens gränser vilar på det</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>The days are chosen in the week above.</source>
        <translation>Dagarna väljs i veckan ovanför.</translation>
    </message>
    <message>
        <source>an answer that needs the nurse the same day raises a signal</source>
        <translation>ett svar som kräver sjuksköterskan samma dag ger en signal</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Clinical</source>
        <translation>Kliniskt</translation>
    </message>
    <message>
        <source>Missing measurements</source>
        <translation>Uteblivna mätningar</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Utrustning</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienter</translation>
    </message>
</context>
<context>
    <name>RailItem</name>
    <message>
        <source>Worklist</source>
        <translation>Arbetslista</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Rond</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meddelanden</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Uppgifter</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienter</translation>
    </message>
    <message>
        <source>Care centre</source>
        <translation>Vårdcentral</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Inställningar</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>Mobilt</translation>
    </message>
</context>
<context>
    <name>Round</name>
    <message>
        <source>{name} {before} to {since} {unit}</source>
        <translation>{name} {before} till {since} {unit}</translation>
    </message>
    <message>
        <source>plan {version} since {day}: {reason}</source>
        <translation>plan {version} sedan {day}: {reason}</translation>
    </message>
    <message>
        <source>{name} writes: ”{text}”</source>
        <translation>{name} skriver: ”{text}”</translation>
    </message>
    <message>
        <source>note: {text}</source>
        <translation>anteckning: {text}</translation>
    </message>
</context>
<context>
    <name>RoundLetter</name>
    <message>
        <source>Hello {name}! I have gone through your values.</source>
        <translation>Hej {name}! Jag har gått igenom dina värden.</translation>
    </message>
    <message>
        <source>Go on as before.</source>
        <translation>Fortsätt som tidigare.</translation>
    </message>
    <message>
        <source>Your limits are being changed.</source>
        <translation>Dina gränser ändras.</translation>
    </message>
    <message>
        <source>Your plan is being changed.</source>
        <translation>Din plan ändras.</translation>
    </message>
    <message>
        <source>I am asking a physician and come back to you.</source>
        <translation>Jag frågar en läkare och återkommer till dig.</translation>
    </message>
    <message>
        <source>We are booking a visit.</source>
        <translation>Vi bokar ett besök.</translation>
    </message>
    <message>
        <source>Next time: {day}.</source>
        <translation>Nästa gång: {day}.</translation>
    </message>
    <message>
        <source>Regards {me}</source>
        <translation>Hälsningar {me}</translation>
    </message>
</context>
<context>
    <name>RoundPage</name>
    <message>
        <source>choose a list</source>
        <translation>välj lista</translation>
    </message>
    <message>
        <source>next part of the window</source>
        <translation>nästa del av fönstret</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alla tangenter</translation>
    </message>
    <message>
        <source>decision</source>
        <translation>beslut</translation>
    </message>
    <message>
        <source>look without deciding</source>
        <translation>bläddra utan att avsluta</translation>
    </message>
    <message>
        <source>why</source>
        <translation>varför</translation>
    </message>
    <message>
        <source>call</source>
        <translation>ring</translation>
    </message>
    <message>
        <source>meeting</source>
        <translation>möte</translation>
    </message>
    <message>
        <source>done, next</source>
        <translation>klar, nästa</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>ångra</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Rond</translation>
    </message>
    <message>
        <source>Open signals</source>
        <translation>Öppna signaler</translation>
    </message>
    <message>
        <source>Nothing open</source>
        <translation>Inget öppet</translation>
    </message>
    <message>
        <source>To ask today</source>
        <translation>Att fråga i dag</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Whole patient</source>
        <translation>Hela patienten</translation>
    </message>
    <message>
        <source>The round is paused at {place} of {count}.</source>
        <translation>Ronden är pausad vid {place} av {count}.</translation>
    </message>
    <message numerus="yes">
        <source>The round is over: %n patient(s) in {time}.</source>
        <translation>
            <numerusform>Ronden är slut: %n patient på {time}.</numerusform>
            <numerusform>Ronden är slut: %n patienter på {time}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Asked: {questions}</source>
        <translation>Frågat: {questions}</translation>
    </message>
    <message>
        <source>{name} is done.</source>
        <translation>{name} är klar.</translation>
    </message>
    <message>
        <source>A summary is sent in {seconds} s.</source>
        <translation>En sammanfattning skickas om {seconds} s.</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n år</numerusform>
            <numerusform>%n år</numerusform>
        </translation>
    </message>
    <message>
        <source>Since the last round, {day}</source>
        <translation>Sedan förra ronden, {day}</translation>
    </message>
    <message>
        <source>The last week, since {day}</source>
        <translation>Senaste veckan, sedan {day}</translation>
    </message>
    <message>
        <source>{made} of {planned} measurements</source>
        <translation>{made} av {planned} mätningar</translation>
    </message>
    <message>
        <source>Open:</source>
        <translation>Öppet:</translation>
    </message>
    <message>
        <source>Changed:</source>
        <translation>Ändrat:</translation>
    </message>
    <message>
        <source>Unchanged:</source>
        <translation>Oförändrat:</translation>
    </message>
    <message>
        <source>New:</source>
        <translation>Nytt:</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} av {count}</translation>
    </message>
    <message numerus="yes">
        <source>%n done in {time}</source>
        <translation>
            <numerusform>%n klar på {time}</numerusform>
            <numerusform>%n klara på {time}</numerusform>
        </translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>ungefär {time} kvar</translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n kvar</numerusform>
            <numerusform>%n kvar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoundPanel</name>
    <message numerus="yes">
        <source>Acknowledge %n signal(s)</source>
        <translation>
            <numerusform>Kvittera %n signal</numerusform>
            <numerusform>Kvittera %n signaler</numerusform>
        </translation>
    </message>
    <message>
        <source>Send a summary to {name}</source>
        <translation>Skicka sammanfattning till {name}</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Beslut</translation>
    </message>
    <message>
        <source>Choose at least one.</source>
        <translation>Välj minst ett.</translation>
    </message>
    <message>
        <source>Round note</source>
        <translation>Rondanteckning</translation>
    </message>
    <message>
        <source>Summary to the patient</source>
        <translation>Sammanfattning till patienten</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Uppgift</translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation>Vad som ska göras</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Senast</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
    <message>
        <source>Next round</source>
        <translation>Nästa rond</translation>
    </message>
    <message>
        <source>After this</source>
        <translation>Härnäst</translation>
    </message>
    <message>
        <source>Done, next</source>
        <translation>Klar, nästa</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Hoppa över</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Inte satt</translation>
    </message>
</context>
<context>
    <name>RoundStart</name>
    <message>
        <source>Start a round</source>
        <translation>Starta en rond</translation>
    </message>
    <message>
        <source>You step through the list with a prepared summary of each patient. The order stands.</source>
        <translation>Du går igenom listan med en förberedd sammanfattning av varje patient. Ordningen står fast.</translation>
    </message>
    <message>
        <source>Go on with the round</source>
        <translation>Fortsätt ronden</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>I tur i dag</translation>
    </message>
    <message>
        <source>Set to today by the last round, or earlier</source>
        <translation>Satta till i dag av förra ronden, eller tidigare</translation>
    </message>
    <message>
        <source>With open signals</source>
        <translation>Med öppna signaler</translation>
    </message>
    <message>
        <source>The most urgent first</source>
        <translation>De mest angelägna först</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Mina</translation>
    </message>
    <message>
        <source>Patients that you have taken over</source>
        <translation>Patienter som du har tagit över</translation>
    </message>
    <message>
        <source>No round for a week</source>
        <translation>Ingen rond på en vecka</translation>
    </message>
    <message>
        <source>Or never</source>
        <translation>Eller aldrig</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alla</translation>
    </message>
    <message>
        <source>All who are being monitored</source>
        <translation>Alla som följs</translation>
    </message>
</context>
<context>
    <name>RoundTile</name>
    <message>
        <source>{value} before</source>
        <translation>{value} före</translation>
    </message>
    <message>
        <source>baseline {value}</source>
        <translation>baslinje {value}</translation>
    </message>
    <message>
        <source>goal under {value}</source>
        <translation>mål under {value}</translation>
    </message>
    <message>
        <source>goal over {value}</source>
        <translation>mål över {value}</translation>
    </message>
</context>
<context>
    <name>RouteList</name>
    <message>
        <source>Visits today</source>
        <translation>Besök i dag</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>Dagen före</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>Dagen efter</translation>
    </message>
    <message>
        <source>No visits on this day.</source>
        <translation>Inga besök den här dagen.</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>Planera besök</translation>
    </message>
    <message>
        <source>The bag</source>
        <translation>Väskan</translation>
    </message>
    <message>
        <source>{done} of {all} done</source>
        <translation>{done} av {all} klara</translation>
    </message>
    <message>
        <source>No network since {when}</source>
        <translation>Inget nät sedan {when}</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>Inget nät</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Ansluter</translation>
    </message>
    <message>
        <source>Connected, fetched {when}</source>
        <translation>Ansluten, hämtat {when}</translation>
    </message>
    <message>
        <source>They are on the way.</source>
        <translation>De är på väg.</translation>
    </message>
    <message>
        <source>They are sent by themselves when there is a network.</source>
        <translation>De skickas av sig själva när det finns nät.</translation>
    </message>
    <message>
        <source>Everything is sent.</source>
        <translation>Allt är skickat.</translation>
    </message>
</context>
<context>
    <name>Rule</name>
    <message>
        <source>{zone}, over the baseline by</source>
        <translation>{zone}, över baslinjen med</translation>
    </message>
    <message>
        <source>{zone}, under the baseline by</source>
        <translation>{zone}, under baslinjen med</translation>
    </message>
    <message>
        <source>{zone}, up within {days} days by</source>
        <translation>{zone}, upp inom {days} dygn med</translation>
    </message>
    <message>
        <source>{zone}, down within {days} days by</source>
        <translation>{zone}, ner inom {days} dygn med</translation>
    </message>
    <message>
        <source>{zone}, mean of {days} days over</source>
        <translation>{zone}, medel {days} dygn över</translation>
    </message>
    <message>
        <source>{zone}, mean of {days} days from</source>
        <translation>{zone}, medel {days} dygn från</translation>
    </message>
    <message>
        <source>{zone}, mean of {days} days under</source>
        <translation>{zone}, medel {days} dygn under</translation>
    </message>
    <message>
        <source>{zone}, mean of {days} days up to</source>
        <translation>{zone}, medel {days} dygn upp till</translation>
    </message>
    <message>
        <source>{days} days in a row</source>
        <translation>{days} dagar i rad</translation>
    </message>
    <message>
        <source>and {percent} %</source>
        <translation>och {percent} %</translation>
    </message>
    <message>
        <source>or {percent} %</source>
        <translation>eller {percent} %</translation>
    </message>
    <message>
        <source>{value}, frozen {day} by {name}</source>
        <translation>{value}, låst {day} av {name}</translation>
    </message>
    <message>
        <source>, median of {days} days</source>
        <translation>, median av {days} dagar</translation>
    </message>
    <message>
        <source>{measure}, baseline: {old} → {new}</source>
        <translation>{measure}, baslinje: {old} → {new}</translation>
    </message>
</context>
<context>
    <name>RulesCard</name>
    <message>
        <source>Against the person&apos;s own level</source>
        <translation>Mot personens egen nivå</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>Lägg till regel</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Baslinje</translation>
    </message>
    <message>
        <source>New baseline</source>
        <translation>Ny baslinje</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Lås</translation>
    </message>
    <message>
        <source>none frozen</source>
        <translation>ingen låst</translation>
    </message>
    <message numerus="yes">
        <source>Proposed: {value}, the median of %n clean day(s)</source>
        <translation>
            <numerusform>Förslag: {value}, medianen av %n ren dag</numerusform>
            <numerusform>Förslag: {value}, medianen av %n rena dagar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fewer than %n clean day(s): type a value to freeze</source>
        <translation>
            <numerusform>Färre än %n ren dag: skriv ett värde att låsa</numerusform>
            <numerusform>Färre än %n rena dagar: skriv ett värde att låsa</numerusform>
        </translation>
    </message>
    <message>
        <source>Take the rule away</source>
        <translation>Ta bort regeln</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <source>Up over days</source>
        <translation>Upp över dagar</translation>
    </message>
    <message>
        <source>Down over days</source>
        <translation>Ner över dagar</translation>
    </message>
    <message>
        <source>Mean of days too high</source>
        <translation>Dygnsmedel för högt</translation>
    </message>
    <message>
        <source>Mean of days too low</source>
        <translation>Dygnsmedel för lågt</translation>
    </message>
    <message>
        <source>Over the baseline</source>
        <translation>Över baslinjen</translation>
    </message>
    <message>
        <source>Under the baseline</source>
        <translation>Under baslinjen</translation>
    </message>
</context>
<context>
    <name>ScheduleGrid</name>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>E</source>
        <translation>K</translation>
    </message>
    <message>
        <source>morning</source>
        <translation>morgon</translation>
    </message>
    <message>
        <source>evening</source>
        <translation>kväll</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>next part of the window</source>
        <translation>nästa del av fönstret</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alla tangenter</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Inställningar</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Färger</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textstorlek</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Som systemet</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Ljust</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Mörkt</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hög kontrast</translation>
    </message>
</context>
<context>
    <name>StateKey</name>
    <message>
        <source>goes, {n}</source>
        <translation>försvinner, {n}</translation>
    </message>
    <message>
        <source>stays, {n}</source>
        <translation>kvar, {n}</translation>
    </message>
    <message>
        <source>comes, {n}</source>
        <translation>tillkommer, {n}</translation>
    </message>
</context>
<context>
    <name>StrayBox</name>
    <message>
        <source>A value came that is nobody&apos;s.</source>
        <translation>Ett värde kom som är ingens.</translation>
    </message>
</context>
<context>
    <name>StrayLine</name>
    <message>
        <source>{kind} {value} {unit} is nobody&apos;s</source>
        <translation>{kind} {value} {unit} är ingens</translation>
    </message>
    <message>
        <source>Measured {when}. It may be an earlier person&apos;s.</source>
        <translation>Mätt {when}. Det kan vara en tidigare persons.</translation>
    </message>
    <message>
        <source>Measured {when}, while nobody was chosen.</source>
        <translation>Mätt {when}, medan ingen var vald.</translation>
    </message>
    <message>
        <source>It is {name}&apos;s</source>
        <translation>Det är {name}</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Lägg undan</translation>
    </message>
</context>
<context>
    <name>Talks</name>
    <message>
        <source>A file</source>
        <translation>En fil</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
</context>
<context>
    <name>TaskItems</name>
    <message>
        <source>Follow up</source>
        <translation>Följ upp</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>I dag</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>I morgon</translation>
    </message>
    <message>
        <source>Late, {day}</source>
        <translation>Försenad, {day}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>set by {name}</source>
        <translation>satt av {name}</translation>
    </message>
</context>
<context>
    <name>TaskPlace</name>
    <message>
        <source>Back to the visit</source>
        <translation>Tillbaka till besöket</translation>
    </message>
</context>
<context>
    <name>TasksPage</name>
    <message>
        <source>next, previous</source>
        <translation>nästa, förra</translation>
    </message>
    <message>
        <source>done</source>
        <translation>klar</translation>
    </message>
    <message>
        <source>whole patient</source>
        <translation>hela patienten</translation>
    </message>
    <message>
        <source>mine only</source>
        <translation>bara mina</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>ångra</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alla tangenter</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Uppgifter</translation>
    </message>
    <message>
        <source>Nothing is waiting to be done</source>
        <translation>Inget väntar på att göras</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alla</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Mina</translation>
    </message>
    <message>
        <source>{task} is done.</source>
        <translation>{task} är klar.</translation>
    </message>
    <message numerus="yes">
        <source>%n due today or late</source>
        <translation>
            <numerusform>%n i dag eller försenad</numerusform>
            <numerusform>%n i dag eller försenade</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Thread</name>
    <message>
        <source>unread</source>
        <translation>oläst</translation>
    </message>
    <message>
        <source>{name}: only PDF, pictures and plain text can be sent.</source>
        <translation>{name}: bara PDF, bilder och ren text kan skickas.</translation>
    </message>
    <message>
        <source>{name} could not be read.</source>
        <translation>{name} kunde inte läsas.</translation>
    </message>
    <message>
        <source>{name} is {size}. At most {most} a file and {together} a message fit.</source>
        <translation>{name} är {size}. Högst {most} per fil och {together} per meddelande får plats.</translation>
    </message>
    <message>
        <source>PDF, pictures, text</source>
        <translation>PDF, bilder, text</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>Bifoga fil</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
</context>
<context>
    <name>ThresholdsPage</name>
    <message>
        <source>next line or field</source>
        <translation>nästa linje eller fält</translation>
    </message>
    <message>
        <source>move the limit</source>
        <translation>flytta gränsen</translation>
    </message>
    <message>
        <source>save</source>
        <translation>spara</translation>
    </message>
    <message>
        <source>to the patient</source>
        <translation>till patienten</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alla tangenter</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Gränser</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Återställ</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 d</translation>
    </message>
    <message>
        <source>6 weeks</source>
        <translation>6 veckor</translation>
    </message>
    <message>
        <source>90 d</source>
        <translation>90 d</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 år</translation>
    </message>
    <message>
        <source>Why is the limit changed?</source>
        <translation>Varför ändras gränsen?</translation>
    </message>
    <message>
        <source>required</source>
        <translation>krävs</translation>
    </message>
    <message>
        <source>Red must lie beyond yellow, and low limits under high ones.</source>
        <translation>Röd måste ligga utanför gul, och låga gränser under höga.</translation>
    </message>
    <message>
        <source>plan {version} since {day}</source>
        <translation>plan {version} gäller sedan {day}</translation>
    </message>
    <message>
        <source>{name} gets the new plan at the next contact. What was judged before stands.</source>
        <translation>{name} får den nya planen vid nästa hämtning. Gamla bedömningar räknas inte om.</translation>
    </message>
    <message>
        <source>Save as plan {version}</source>
        <translation>Spara som plan {version}</translation>
    </message>
    <message>
        <source>Plan {version} saved.</source>
        <translation>Plan {version} sparad.</translation>
    </message>
    <message>
        <source>{name} gets it at the next contact.</source>
        <translation>{name} får den vid nästa hämtning.</translation>
    </message>
    <message>
        <source>Limits as in plan {version}</source>
        <translation>Gränser som i plan {version}</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>A value was marked as wrong</source>
        <translation>Ett värde markerades som felaktigt</translation>
    </message>
    <message>
        <source>Signal: {text}</source>
        <translation>Signal: {text}</translation>
    </message>
    <message>
        <source>Plan {version}, {author}</source>
        <translation>Plan {version}, {author}</translation>
    </message>
    <message>
        <source>Note, {name}</source>
        <translation>Anteckning, {name}</translation>
    </message>
    <message>
        <source>Acknowledged, {name}: {actions}</source>
        <translation>Kvitterad, {name}: {actions}</translation>
    </message>
    <message>
        <source>Round, {name}: {decisions}</source>
        <translation>Rond, {name}: {decisions}</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>Följ upp</translation>
    </message>
    <message>
        <source>by {day}</source>
        <translation>senast {day}</translation>
    </message>
    <message>
        <source>Task, {name}</source>
        <translation>Uppgift, {name}</translation>
    </message>
    <message>
        <source>Task done, {name}</source>
        <translation>Uppgift klar, {name}</translation>
    </message>
    <message>
        <source>Seen by {name}</source>
        <translation>Sett av {name}</translation>
    </message>
    <message>
        <source>Visit, {name}: {outcome}</source>
        <translation>Besök, {name}: {outcome}</translation>
    </message>
    <message>
        <source>Visit called off, {name}</source>
        <translation>Besök avbokat, {name}</translation>
    </message>
    <message>
        <source>Visit planned, {name}</source>
        <translation>Besök planerat, {name}</translation>
    </message>
</context>
<context>
    <name>TodoCard</name>
    <message>
        <source>Picture {number}</source>
        <translation>Bild {number}</translation>
    </message>
    <message>
        <source>Notes and tasks</source>
        <translation>Anteckningar och uppgifter</translation>
    </message>
    <message>
        <source>Note, or what is to be done</source>
        <translation>Anteckning, eller vad som ska göras</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Senast</translation>
    </message>
    <message>
        <source>Keep note</source>
        <translation>Spara anteckning</translation>
    </message>
    <message>
        <source>Set task</source>
        <translation>Ny uppgift</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>{done} of {people}</source>
        <translation>{done} av {people}</translation>
    </message>
    <message>
        <source>done today</source>
        <translation>klara i dag</translation>
    </message>
</context>
<context>
    <name>Usefulness</name>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>Partly</source>
        <translation>Delvis</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nej</translation>
    </message>
</context>
<context>
    <name>ValuePath</name>
    <message>
        <source>Received and opened here</source>
        <translation>Mottagen och öppnad här</translation>
    </message>
    <message>
        <source>The signature matches, and nothing before it is missing</source>
        <translation>Underskriften stämmer, och inget före den saknas</translation>
    </message>
    <message>
        <source>No device: {how}</source>
        <translation>Ingen enhet: {how}</translation>
    </message>
    <message>
        <source>Device: {model}, number {serial}</source>
        <translation>Enhet: {model}, nummer {serial}</translation>
    </message>
    <message>
        <source>user {slot} in the device</source>
        <translation>användare {slot} i enheten</translation>
    </message>
    <message>
        <source>record {number}</source>
        <translation>post {number}</translation>
    </message>
    <message>
        <source>The computer&apos;s time stands</source>
        <translation>Datorns tid gäller</translation>
    </message>
    <message>
        <source>The device gave no time. Received {host}</source>
        <translation>Enheten gav ingen tid. Mottaget {host}</translation>
    </message>
    <message>
        <source>The device stamped {device}, the computer received {host}</source>
        <translation>Enheten stämplade {device}, datorn tog emot {host}</translation>
    </message>
    <message>
        <source>The device&apos;s clock was {offset} slow</source>
        <translation>Enhetens klocka gick {offset} efter</translation>
    </message>
    <message>
        <source>The device&apos;s clock was {offset} fast</source>
        <translation>Enhetens klocka gick {offset} före</translation>
    </message>
    <message>
        <source>{detail}. Time corrected, raw time kept</source>
        <translation>{detail}. Tiden rättad, råtiden sparad</translation>
    </message>
    <message>
        <source>The device&apos;s clock was not usable, the computer&apos;s time stands</source>
        <translation>Enhetens klocka gick inte att använda, datorns tid gäller</translation>
    </message>
    <message>
        <source>The device&apos;s time stands</source>
        <translation>Enhetens tid gäller</translation>
    </message>
    <message>
        <source>Nothing was decoded</source>
        <translation>Inget avkodades</translation>
    </message>
    <message>
        <source>No special values</source>
        <translation>Inga specialvärden</translation>
    </message>
    <message>
        <source>The device gave no value for: {names}</source>
        <translation>Enheten gav inget värde för: {names}</translation>
    </message>
    <message>
        <source>Decoder {name}</source>
        <translation>Avkodare {name}</translation>
    </message>
    <message>
        <source>Saved at {name}&apos;s</source>
        <translation>Sparad hos {name}</translation>
    </message>
    <message>
        <source>Value {id}</source>
        <translation>Värde {id}</translation>
    </message>
    <message>
        <source>Shown as {value}, not rounded</source>
        <translation>Visas som {value}, ingen avrundning</translation>
    </message>
    <message>
        <source>No plan was in force</source>
        <translation>Ingen plan gällde</translation>
    </message>
    <message>
        <source>By the limits of plan {version}: {zone}</source>
        <translation>Enligt gränserna i plan {version}: {zone}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} tim {minutes} min</translation>
    </message>
    <message>
        <source>The value&apos;s path</source>
        <translation>Värdets väg</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Kopiera som text</translation>
    </message>
    <message>
        <source>Mark as wrong</source>
        <translation>Markera som felaktig</translation>
    </message>
    <message>
        <source>Why is it wrong?</source>
        <translation>Varför är det fel?</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>close</source>
        <translation>stäng</translation>
    </message>
</context>
<context>
    <name>VersionsCard</name>
    <message>
        <source>Versions</source>
        <translation>Versioner</translation>
    </message>
    <message>
        <source>Plan {version}</source>
        <translation>Plan {version}</translation>
    </message>
    <message>
        <source>Limits as before</source>
        <translation>Gränser som förut</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>{name} has plan {version}.</source>
        <translation>{name} har plan {version}.</translation>
    </message>
    <message>
        <source>Plan {version} has not yet arrived at {name}.</source>
        <translation>Plan {version} har inte kommit fram till {name} än.</translation>
    </message>
    <message>
        <source>Begin with the limits of plan {version}</source>
        <translation>Börja med gränserna från plan {version}</translation>
    </message>
</context>
<context>
    <name>Visit</name>
    <message>
        <source>born {day}</source>
        <translation>född {day}</translation>
    </message>
    <message>
        <source>Protected address, shown at the visit</source>
        <translation>Skyddad adress, visas vid besöket</translation>
    </message>
    <message>
        <source>Here now</source>
        <translation>Här nu</translation>
    </message>
    <message>
        <source>Called off</source>
        <translation>Avbokat</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Påbörjat</translation>
    </message>
    <message>
        <source>No plan here yet</source>
        <translation>Ingen plan här än</translation>
    </message>
    <message>
        <source>connect before the trip</source>
        <translation>anslut före resan</translation>
    </message>
    <message>
        <source>Here on the computer</source>
        <translation>Finns i datorn</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klart</translation>
    </message>
    <message>
        <source>Nobody at home</source>
        <translation>Ingen hemma</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Avbrutet</translation>
    </message>
    <message>
        <source>name and birth date asked {time}</source>
        <translation>namn och födelsedag frågade {time}</translation>
    </message>
    <message>
        <source>document shown {time}</source>
        <translation>legitimation visad {time}</translation>
    </message>
    <message>
        <source>{name}: the plan was changed meanwhile</source>
        <translation>{name}: planen ändrades under tiden</translation>
    </message>
    <message>
        <source>The values of the visit were judged by plan {old}. {by} has issued plan {new} ({when}), which is in force: the values are judged again by it. Both are kept.</source>
        <translation>Besökets värden bedömdes efter plan {old}. {by} har utfärdat plan {new} ({when}) som gäller, och värdena bedöms på nytt efter den. Båda är kvar.</translation>
    </message>
    <message>
        <source>{name}: two have changed the plan</source>
        <translation>{name}: två har ändrat planen</translation>
    </message>
    <message>
        <source>The version of {new} ({when}) stands, that of {old} is kept beside it. Look at both.</source>
        <translation>Versionen från {new} ({when}) gäller, den från {old} är kvar bredvid. Titta på båda.</translation>
    </message>
    <message>
        <source>{name}: the visit had been planned anew</source>
        <translation>{name}: besöket var omplanerat</translation>
    </message>
    <message>
        <source>{by} planned it anew ({when}). It was made by the older word; both are kept.</source>
        <translation>{by} planerade om det ({when}). Det gjordes enligt det äldre beskedet; båda är kvar.</translation>
    </message>
    <message>
        <source>{name}: the visit had been called off</source>
        <translation>{name}: besöket var avbokat</translation>
    </message>
    <message>
        <source>{by} called it off ({when}). It was made all the same. Both are kept.</source>
        <translation>{by} avbokade det ({when}). Det gjordes ändå. Båda är kvar.</translation>
    </message>
    <message>
        <source>{name}: two have been there</source>
        <translation>{name}: två har varit där</translation>
    </message>
    <message>
        <source>{new} was there first, {old} after that ({when}). Both are kept.</source>
        <translation>{new} var där först, {old} därefter ({when}). Båda är kvar.</translation>
    </message>
    <message>
        <source>Questions answered.</source>
        <translation>Frågor besvarade.</translation>
    </message>
    <message>
        <source>That is not this person&apos;s birth date. Nobody is chosen. Ask again for both.</source>
        <translation>Det är inte den här personens födelsedatum. Ingen är vald. Fråga om båda igen.</translation>
    </message>
    <message>
        <source>Nobody is chosen. Say first who the value is for.</source>
        <translation>Ingen är vald. Säg först vem värdet gäller.</translation>
    </message>
</context>
<context>
    <name>VisitCard</name>
    <message>
        <source>Where</source>
        <translation>Var</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Varför</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mät</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Överlämnat</translation>
    </message>
    <message>
        <source>Begin the visit</source>
        <translation>Börja besöket</translation>
    </message>
    <message>
        <source>Nobody at home</source>
        <translation>Ingen hemma</translation>
    </message>
    <message>
        <source>The record</source>
        <translation>Journalen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändra</translation>
    </message>
    <message>
        <source>Have it on again</source>
        <translation>Låt det gälla igen</translation>
    </message>
    <message>
        <source>Call off</source>
        <translation>Avboka</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Tidigare</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Senare</translation>
    </message>
</context>
<context>
    <name>VisitsPage</name>
    <message>
        <source>note</source>
        <translation>anteckna</translation>
    </message>
    <message>
        <source>the record</source>
        <translation>journalen</translation>
    </message>
    <message>
        <source>end the visit</source>
        <translation>avsluta besöket</translation>
    </message>
    <message>
        <source>next part of the window</source>
        <translation>nästa del av fönstret</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alla tangenter</translation>
    </message>
    <message>
        <source>next, previous visit</source>
        <translation>nästa, föregående besök</translation>
    </message>
    <message>
        <source>begin the visit</source>
        <translation>börja besöket</translation>
    </message>
    <message>
        <source>plan a visit</source>
        <translation>planera besök</translation>
    </message>
    <message>
        <source>Mobile team</source>
        <translation>Mobila teamet</translation>
    </message>
    <message>
        <source>This record does not open here. Ask the centre.</source>
        <translation>Den här journalen öppnas inte här. Fråga centralen.</translation>
    </message>
    <message>
        <source>It is sent now.</source>
        <translation>Det skickas nu.</translation>
    </message>
    <message>
        <source>It is sent when there is a network.</source>
        <translation>Det skickas när det finns nät.</translation>
    </message>
    <message>
        <source>The visit to {name} is handed over.</source>
        <translation>Besöket hos {name} är överlämnat.</translation>
    </message>
    <message>
        <source>The visit is planned.</source>
        <translation>Besöket är planerat.</translation>
    </message>
    <message>
        <source>A value came that may not be this person&apos;s. Decide above.</source>
        <translation>Ett värde kom som kanske inte är den här personens. Avgör ovanför.</translation>
    </message>
</context>
<context>
    <name>WhatIfCard</name>
    <message numerus="yes">
        <source>With these limits, over %n day(s) of {name}&apos;s values</source>
        <translation>
            <numerusform>Med dessa gränser, räknat på {name}s senaste dygn</numerusform>
            <numerusform>Med dessa gränser, räknat på {name}s senaste %n dygn</numerusform>
        </translation>
    </message>
    <message>
        <source>{now} → {then} signals a week</source>
        <translation>{now} → {then} signaler i veckan</translation>
    </message>
    <message>
        <source>{now} signals a week</source>
        <translation>{now} signaler i veckan</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Nu</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nytt</translation>
    </message>
    <message numerus="yes">
        <source>%n go</source>
        <translation>
            <numerusform>försvinner %n</numerusform>
            <numerusform>försvinner %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay</source>
        <translation>
            <numerusform>kvar %n</numerusform>
            <numerusform>kvar %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n come</source>
        <translation>
            <numerusform>tillkommer %n</numerusform>
            <numerusform>tillkommer %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Fewer than 14 days with measurements.</source>
        <translation>Färre än 14 dygn med mätningar.</translation>
    </message>
    <message>
        <source>The figure says little.</source>
        <translation>Siffran säger inte mycket.</translation>
    </message>
    <message>
        <source>All {n}</source>
        <translation>Alla {n}</translation>
    </message>
    <message>
        <source>Go {n}</source>
        <translation>Bort {n}</translation>
    </message>
    <message>
        <source>Come {n}</source>
        <translation>Nya {n}</translation>
    </message>
    <message numerus="yes">
        <source>%n signal(s)</source>
        <translation>
            <numerusform>%n signal</numerusform>
            <numerusform>%n signaler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of those that go</source>
        <translation>
            <numerusform>%n av dem som försvinner</numerusform>
            <numerusform>%n av dem som försvinner</numerusform>
        </translation>
    </message>
    <message>
        <source>led to contact or a visit.</source>
        <translation>ledde till kontakt eller besök.</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Visa %n till</numerusform>
            <numerusform>Visa %n till</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkPane</name>
    <message>
        <source>Note, picture</source>
        <translation>Anteckna, bild</translation>
    </message>
    <message>
        <source>The record</source>
        <translation>Journalen</translation>
    </message>
    <message>
        <source>End the visit</source>
        <translation>Avsluta besöket</translation>
    </message>
    <message>
        <source>Measurements, {done} of {all} done</source>
        <translation>Mätningar, {done} av {all} klara</translation>
    </message>
    <message>
        <source>Severe breathlessness at rest, chest pain or confusion: call 112.</source>
        <translation>Svår andnöd i vila, bröstsmärta eller förvirring: ring 112.</translation>
    </message>
    <message>
        <source>Call the centre now if it cannot wait.</source>
        <translation>Ring centralen nu om det inte kan vänta.</translation>
    </message>
    <message>
        <source>Call the centre now, the value does not get there until there is a network.</source>
        <translation>Ring centralen nu, värdet når inte fram förrän det finns nät.</translation>
    </message>
    <message>
        <source>Noted:</source>
        <translation>Antecknat:</translation>
    </message>
</context>
<context>
    <name>WorklistPage</name>
    <message>
        <source>choose action</source>
        <translation>välj åtgärd</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>nästa fält</translation>
    </message>
    <message>
        <source>acknowledge, next</source>
        <translation>kvittera, nästa</translation>
    </message>
    <message>
        <source>close the panel</source>
        <translation>stäng panelen</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alla tangenter</translation>
    </message>
    <message>
        <source>next, previous</source>
        <translation>nästa, förra</translation>
    </message>
    <message>
        <source>open patient</source>
        <translation>öppna patient</translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation>kvittera</translation>
    </message>
    <message>
        <source>take over</source>
        <translation>ta över</translation>
    </message>
    <message>
        <source>search</source>
        <translation>sök</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>kö</translation>
    </message>
    <message>
        <source>all green</source>
        <translation>alla gröna</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>ångra</translation>
    </message>
    <message>
        <source>Name, birth year, reason</source>
        <translation>Namn, födelseår, orsak</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Sök</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienter</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>Arbetslista</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Inget här</translation>
    </message>
    <message>
        <source>Acknowledge all green</source>
        <translation>Kvittera alla gröna</translation>
    </message>
    <message numerus="yes">
        <source>%n green acknowledged.</source>
        <translation>
            <numerusform>%n grön kvitterad.</numerusform>
            <numerusform>%n gröna kvitterade.</numerusform>
        </translation>
    </message>
    <message>
        <source>They are told that you have looked.</source>
        <translation>De får veta att du har tittat.</translation>
    </message>
    <message>
        <source>The message is sent in {seconds} s.</source>
        <translation>Meddelandet skickas om {seconds} s.</translation>
    </message>
    <message>
        <source>{name} acknowledged.</source>
        <translation>{name} kvitterad.</translation>
    </message>
    <message numerus="yes">
        <source>%n green</source>
        <translation>
            <numerusform>%n grön</numerusform>
            <numerusform>%n gröna</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing open, nothing unread</source>
        <translation>utan fynd, inget oläst</translation>
    </message>
    <message>
        <source>hand over</source>
        <translation>lämna över</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Spara vy</translation>
    </message>
    <message>
        <source>What is it called?</source>
        <translation>Vad heter den?</translation>
    </message>
</context>
</TS>
