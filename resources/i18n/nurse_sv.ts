<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en_GB">
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
        <source>Hello {name}! I have seen your values. They look fine. Go on as usual.
Regards {me}</source>
        <translation>Hej {name}! Jag har sett dina värden. De ser bra ut. Fortsätt som vanligt.
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
    <name>Counted</name>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n oläst meddelande</numerusform>
            <numerusform>%n olästa meddelanden</numerusform>
        </translation>
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
        <source>The exchange with the post-box went wrong. The program tries again by itself.</source>
        <translation>Utbytet med postfacket gick fel. Programmet försöker igen av sig självt.</translation>
    </message>
    <message>
        <source>No contact with the post-box. What you do is saved here and is sent later.</source>
        <translation>Ingen kontakt med postfacket. Det du gör sparas här och skickas senare.</translation>
    </message>
    <message>
        <source>Messages are missing, doubled or out of order. Somebody must look at this first.</source>
        <translation>Meddelanden saknas, är dubbla eller i fel ordning. Någon måste se på det först.</translation>
    </message>
    <message>
        <source>The post-box answered with something that makes no sense. Nothing has been accepted from it.</source>
        <translation>Postfacket svarade något som inte går att förstå. Inget därifrån har tagits emot.</translation>
    </message>
    <message>
        <source>Something went wrong. Nothing that was saved is lost.</source>
        <translation>Något gick fel. Inget som var sparat har gått förlorat.</translation>
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
        <source>Not CE marked, development and research only</source>
        <translation>Ej CE-märkt, endast utveckling och forskning</translation>
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
        <source>Patients</source>
        <translation>Patienter</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Inställningar</translation>
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
        <source>The message is sent in {seconds} s.</source>
        <translation>Meddelandet skickas om {seconds} s.</translation>
    </message>
    <message>
        <source>{name} acknowledged.</source>
        <translation>{name} kvitterad.</translation>
    </message>
    <message numerus="yes">
        <source>%n new, show</source>
        <translation>
            <numerusform>%n ny, visa</numerusform>
            <numerusform>%n nya, visa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new, {red} red, show</source>
        <translation>
            <numerusform>%n ny, {red} röd, visa</numerusform>
            <numerusform>%n nya, {red} röda, visa</numerusform>
        </translation>
    </message>
</context>
</TS>
