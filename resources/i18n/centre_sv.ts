<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en_GB">
<context>
    <name>AccessLog</name>
    <message>
        <source>Opened patient</source>
        <translation>Öppnade patient</translation>
    </message>
    <message>
        <source>Read the worklist</source>
        <translation>Läste arbetslista</translation>
    </message>
    <message>
        <source>Exported {form}</source>
        <translation>Exporterade {form}</translation>
    </message>
    <message>
        <source>Opened the program</source>
        <translation>Öppnade programmet</translation>
    </message>
    <message>
        <source>Checked an access</source>
        <translation>Granskade en åtkomst</translation>
    </message>
    <message>
        <source>Wrote a log extract</source>
        <translation>Skrev ut loggutdrag</translation>
    </message>
    <message>
        <source>Changed the centre</source>
        <translation>Ändrade i vårdcentralen</translation>
    </message>
    <message>
        <source>Changed plan</source>
        <translation>Ändrade plan</translation>
    </message>
    <message>
        <source>Acknowledged signal</source>
        <translation>Kvitterade signal</translation>
    </message>
    <message>
        <source>Took an acknowledgement back</source>
        <translation>Tog tillbaka en kvittens</translation>
    </message>
    <message>
        <source>Sent message</source>
        <translation>Skickade meddelande</translation>
    </message>
    <message>
        <source>Took over</source>
        <translation>Tog över</translation>
    </message>
    <message>
        <source>Registered patient</source>
        <translation>Skrev in patient</translation>
    </message>
    <message>
        <source>Marked a value as not valid</source>
        <translation>Märkte ett värde som ogiltigt</translation>
    </message>
    <message>
        <source>Wrote a note</source>
        <translation>Skrev en anteckning</translation>
    </message>
    <message>
        <source>Set a task</source>
        <translation>Lade en uppgift</translation>
    </message>
    <message>
        <source>Closed a task</source>
        <translation>Avslutade en uppgift</translation>
    </message>
    <message>
        <source>Held a round</source>
        <translation>Höll rond</translation>
    </message>
    <message>
        <source>Planned a visit</source>
        <translation>Planerade ett besök</translation>
    </message>
    <message>
        <source>Made a visit</source>
        <translation>Gjorde ett besök</translation>
    </message>
    <message>
        <source>Changed a protection</source>
        <translation>Ändrade ett skydd</translation>
    </message>
    <message>
        <source>Entered a value</source>
        <translation>Skrev in ett värde</translation>
    </message>
    <message>
        <source>Changed the record</source>
        <translation>Ändrade uppgifter</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>Arbetslista</translation>
    </message>
    <message>
        <source>Looked up by name</source>
        <translation>Sökning på namn</translation>
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
        <source>A reason was given</source>
        <translation>Orsak angiven</translation>
    </message>
    <message>
        <source>red signal</source>
        <translation>röd signal</translation>
    </message>
    <message>
        <source>yellow signal</source>
        <translation>gul signal</translation>
    </message>
    <message>
        <source>no measurement</source>
        <translation>ingen mätning</translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation>inget öppet</translation>
    </message>
    <message>
        <source>unread message</source>
        <translation>oläst meddelande</translation>
    </message>
    <message>
        <source>appointment today</source>
        <translation>bokning i dag</translation>
    </message>
    <message>
        <source>Own team&apos;s patient</source>
        <translation>Eget teams patient</translation>
    </message>
    <message>
        <source>Another team&apos;s patient</source>
        <translation>Annat teams patient</translation>
    </message>
    <message>
        <source>With the patient&apos;s consent</source>
        <translation>Med patientens samtycke</translation>
    </message>
    <message>
        <source>Emergency access</source>
        <translation>Nödöppning</translation>
    </message>
    <message>
        <source>shut a device out</source>
        <translation>spärrade en enhet</translation>
    </message>
    <message>
        <source>invited staff</source>
        <translation>bjöd in personal</translation>
    </message>
    <message>
        <source>made a team</source>
        <translation>skapade ett team</translation>
    </message>
    <message>
        <source>changed a patient&apos;s teams</source>
        <translation>ändrade en patients team</translation>
    </message>
    <message>
        <source>changed a team&apos;s devices</source>
        <translation>ändrade ett teams enheter</translation>
    </message>
    <message>
        <source>changed hours, templates or contacts</source>
        <translation>ändrade tider, mallar eller kontakter</translation>
    </message>
    <message>
        <source>held the recovery drill</source>
        <translation>höll återställningsövningen</translation>
    </message>
    <message>
        <source>made key sheets</source>
        <translation>gjorde nyckelblad</translation>
    </message>
    <message>
        <source>checked key sheets</source>
        <translation>kontrollerade nyckelblad</translation>
    </message>
    <message>
        <source>took the root and archive keys off the computer</source>
        <translation>tog bort rot- och arkivnycklarna från datorn</translation>
    </message>
    <message>
        <source>exported for research</source>
        <translation>exporterade för forskning</translation>
    </message>
    <message>
        <source>Justified</source>
        <translation>Befogad</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fråga</translation>
    </message>
    <message>
        <source>Investigate</source>
        <translation>Utred</translation>
    </message>
    <message>
        <source>The record was opened on a reason that was given.</source>
        <translation>Öppnad med angiven orsak.</translation>
    </message>
    <message>
        <source>Outside staffed hours.</source>
        <translation>Utanför arbetstid.</translation>
    </message>
    <message>
        <source>Looked up by name, with no signal, message or appointment.</source>
        <translation>Sökt på namn, utan signal, meddelande eller bokning.</translation>
    </message>
    <message>
        <source>The colleague and the patient share a family name.</source>
        <translation>Kollegan och patienten har samma efternamn.</translation>
    </message>
    <message>
        <source>The record left the program as a file.</source>
        <translation>Uppgifterna lämnade programmet som en fil.</translation>
    </message>
    <message>
        <source>{who}: entry {number} was altered after it was written.</source>
        <translation>{who}: post {number} har ändrats efter att den skrevs.</translation>
    </message>
    <message>
        <source>{who}: entries {number} to {last} are missing.</source>
        <translation>{who}: post {number} till {last} saknas.</translation>
    </message>
    <message>
        <source>{who}: there are two entries with number {number}.</source>
        <translation>{who}: det finns två poster med nummer {number}.</translation>
    </message>
    <message>
        <source>{who}: entry {number} stands out of order.</source>
        <translation>{who}: post {number} står i fel ordning.</translation>
    </message>
    <message>
        <source>Openings</source>
        <translation>Öppningar</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listor</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Ändringar</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>Inloggningar</translation>
    </message>
    <message>
        <source>Spot checks</source>
        <translation>Stickprov</translation>
    </message>
    <message>
        <source>Log extracts</source>
        <translation>Loggutdrag</translation>
    </message>
    <message>
        <source>Staff and settings</source>
        <translation>Personal och inställningar</translation>
    </message>
</context>
<context>
    <name>AskedPanel</name>
    <message>
        <source>Let {name} read out the digits on the new computer. Let in only if they are these.</source>
        <translation>Låt {name} läsa upp siffrorna på den nya datorn. Släpp in bara om de är dessa.</translation>
    </message>
    <message>
        <source>Waiting. The code can be used until {day}: {code}</source>
        <translation>Väntar. Koden kan användas till {day}: {code}</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Neka</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Ta tillbaka</translation>
    </message>
    <message>
        <source>Compare the digits</source>
        <translation>Jämför siffrorna</translation>
    </message>
    <message>
        <source>Nobody has used the code yet.</source>
        <translation>Ingen har använt koden än.</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>Släpp in</translation>
    </message>
</context>
<context>
    <name>CentrePages</name>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Staff and devices</source>
        <translation>Personal och enheter</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>Inbjudningar</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Hälsorum</translation>
    </message>
    <message>
        <source>Access log</source>
        <translation>Åtkomstlogg</translation>
    </message>
    <message>
        <source>Templates and hours</source>
        <translation>Mallar och tider</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Återställning</translation>
    </message>
</context>
<context>
    <name>CentreProblem</name>
    <message>
        <source>This person is already a patient here, or has an invitation that is still open.</source>
        <translation>Den här personen är redan patient här, eller har en öppen inbjudan.</translation>
    </message>
    <message>
        <source>No contact with the post-box. What you typed is kept; try again in a moment.</source>
        <translation>Ingen kontakt med postfacket. Det du skrivit finns kvar; försök igen om en stund.</translation>
    </message>
    <message>
        <source>Somebody else&apos;s computer has answered. Nobody was let in. Make a new invitation.</source>
        <translation>Någon annans dator har svarat. Ingen släpptes in. Gör en ny inbjudan.</translation>
    </message>
    <message>
        <source>The post-box said no. Nobody was let in.</source>
        <translation>Postfacket sa nej. Ingen släpptes in.</translation>
    </message>
    <message>
        <source>A check of keys failed. Nobody was let in.</source>
        <translation>En kontroll av nycklar misslyckades. Ingen släpptes in.</translation>
    </message>
    <message>
        <source>It could not be saved. What was saved before is safe. Restart the program.</source>
        <translation>Det kunde inte sparas. Det som var sparat är tryggt. Starta om programmet.</translation>
    </message>
    <message>
        <source>Something went wrong. Nothing that was saved is lost.</source>
        <translation>Något gick fel. Inget som var sparat har gått förlorat.</translation>
    </message>
    <message>
        <source>This concerns a computer that lets others in. It takes the centre&apos;s root key, not kept here.</source>
        <translation>Det gäller en dator som släpper in andra. Det kräver vårdcentralens rotnyckel, som inte finns här.</translation>
    </message>
    <message>
        <source>The words do not make the centre&apos;s keys. Nothing was changed. Check that the sheets are of one set, and that no word is missing.</source>
        <translation>Orden ger inte vårdcentralens nycklar. Inget har ändrats. Se efter att bladen hör till samma uppsättning och att inget ord saknas.</translation>
    </message>
    <message>
        <source>Somebody else has changed this meanwhile. Look at it, and make your change again.</source>
        <translation>Någon annan har ändrat under tiden. Se efter, och gör din ändring igen.</translation>
    </message>
    <message>
        <source>That cannot be done. Look at what is filled in, and try again.</source>
        <translation>Det går inte. Se över det som är ifyllt och försök igen.</translation>
    </message>
    <message>
        <source>This record opens with a reason only, from the patients&apos; list.</source>
        <translation>Den här patienten öppnas bara med en orsak, från patientlistan.</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>Who</source>
        <translation>Vem</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>When</source>
        <translation>När</translation>
    </message>
    <message>
        <source>Did</source>
        <translation>Gjorde</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Hur</translation>
    </message>
    <message>
        <source>Why it was drawn</source>
        <translation>Därför valdes den</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Bedömning</translation>
    </message>
    <message>
        <source>Note for the check</source>
        <translation>Anteckning till kontrollen</translation>
    </message>
    <message>
        <source>Save, next</source>
        <translation>Spara, nästa</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Hoppa över</translation>
    </message>
    <message>
        <source>The finding is itself an entry in the log. It cannot be changed, only added to.</source>
        <translation>Bedömningen blir själv en post i loggen och kan inte ändras, bara kompletteras.</translation>
    </message>
    <message>
        <source>Outside the pattern</source>
        <translation>Utanför mönster</translation>
    </message>
    <message>
        <source>Spot check {month}</source>
        <translation>Stickprov {month}</translation>
    </message>
    <message>
        <source>{lot} by lot and {odd} outside the pattern. To be done by {day}.</source>
        <translation>{lot} slumpade och {odd} utanför mönster. Klart senast {day}.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} av {total}</translation>
    </message>
    <message>
        <source>Nothing to check this month yet.</source>
        <translation>Inget att granska den här månaden än.</translation>
    </message>
    <message>
        <source>Access {number}</source>
        <translation>Åtkomst {number}</translation>
    </message>
    <message>
        <source>no one patient</source>
        <translation>ingen enskild patient</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>inte angivet</translation>
    </message>
    <message>
        <source>Drawn by lot.</source>
        <translation>Slumpad.</translation>
    </message>
    <message>
        <source>Checked by {who} {when}: {finding}.</source>
        <translation>Granskad av {who} {when}: {finding}.</translation>
    </message>
    <message>
        <source>Choose a finding.</source>
        <translation>Välj en bedömning.</translation>
    </message>
    <message>
        <source>Write what is asked or investigated.</source>
        <translation>Skriv vad som frågas eller utreds.</translation>
    </message>
</context>
<context>
    <name>ChoosePanel</name>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>At least one is needed.</source>
        <translation>Minst en behövs.</translation>
    </message>
</context>
<context>
    <name>Drill</name>
    <message>
        <source>A centre, a patient, messages each way.</source>
        <translation>En vårdcentral, en patient, meddelanden åt båda håll.</translation>
    </message>
    <message>
        <source>One sheet typed twice does not do.</source>
        <translation>Samma blad två gånger räcker inte.</translation>
    </message>
    <message>
        <source>Root and archive keys are on paper, two of three, and off the computer.</source>
        <translation>Rot- och arkivnyckel är på papper, två av tre, och borta från datorn.</translation>
    </message>
    <message>
        <source>The centre&apos;s only computer is gone, and its keys with it.</source>
        <translation>Vårdcentralens enda dator är borta, och nycklarna med den.</translation>
    </message>
    <message>
        <source>From two sheets: a new computer has everything, and the lost one is shut out.</source>
        <translation>Med två blad: en ny dator har allt, och den förlorade är spärrad.</translation>
    </message>
    <message>
        <source>Patient and centre go on as before.</source>
        <translation>Patient och vårdcentral fortsätter som förut.</translation>
    </message>
    <message>
        <source>A lost sheet: the two others make a new set; old and new do not mix.</source>
        <translation>Ett förlorat blad: de två andra ger en ny uppsättning; gammalt och nytt går inte att blanda.</translation>
    </message>
    <message>
        <source>The patient&apos;s computer is gone too.</source>
        <translation>Patientens dator är också borta.</translation>
    </message>
    <message>
        <source>A new computer for the patient: the history is back, the old one is shut out.</source>
        <translation>En ny dator till patienten: historiken är tillbaka, den gamla är spärrad.</translation>
    </message>
</context>
<context>
    <name>DrillPage</name>
    <message>
        <source>Recovery drill</source>
        <translation>Återställningsövning</translation>
    </message>
    <message>
        <source>A made-up centre with a patient loses its computer, its keys and the patient&apos;s computer, and gets everything back from sheets of paper. It runs beside the real centre and touches nothing of it. It takes about a minute. Hold it before the first patient, and once a year.</source>
        <translation>En påhittad vårdcentral med en patient förlorar sin dator, sina nycklar och patientens dator, och får tillbaka allt från pappersblad. Den går bredvid den riktiga vårdcentralen och rör inget i den. Den tar ungefär en minut. Håll den före första patienten, och en gång om året.</translation>
    </message>
    <message>
        <source>Run the drill</source>
        <translation>Kör övningen</translation>
    </message>
    <message>
        <source>When it is real</source>
        <translation>När det gäller</translation>
    </message>
    <message>
        <source>Two of the three sheets of each key, the root&apos;s fingerprint and the post-box&apos;s address are enough. On a new computer: hemmonitor recover. The sheets are checked with hemmonitor recover --check, without anything being changed.</source>
        <translation>Två av tre blad för varje nyckel, rotens fingeravtryck och brevlådans adress räcker. På en ny dator: hemmonitor recover. Bladen kontrolleras med hemmonitor recover --check, utan att något ändras.</translation>
    </message>
    <message>
        <source>The drill is running.</source>
        <translation>Övningen pågår.</translation>
    </message>
    <message>
        <source>Held {when}. It is in the access log.</source>
        <translation>Hållen {when}. Den står i åtkomstloggen.</translation>
    </message>
    <message>
        <source>The drill did not end as it must.</source>
        <translation>Övningen slutade inte som den ska.</translation>
    </message>
    <message>
        <source>Do not rely on a recovery before this is mended.</source>
        <translation>Lita inte på en återställning förrän det är lagat.</translation>
    </message>
    <message>
        <source>The drill has passed.</source>
        <translation>Övningen är godkänd.</translation>
    </message>
    <message>
        <source>Every step held.</source>
        <translation>Varje steg höll.</translation>
    </message>
</context>
<context>
    <name>InvitationState</name>
    <message>
        <source>Waiting, can be used until {day}</source>
        <translation>Väntar, gäller till {day}</translation>
    </message>
    <message>
        <source>Call and compare the digits</source>
        <translation>Ring och jämför siffrorna</translation>
    </message>
    <message>
        <source>Confirmed. Is connected as soon as there is contact</source>
        <translation>Bekräftad. Ansluts så snart det finns kontakt</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Ansluten</translation>
    </message>
    <message>
        <source>Refused or taken back</source>
        <translation>Nekad eller återkallad</translation>
    </message>
    <message>
        <source>Ran out, or cannot be used</source>
        <translation>Gick ut, eller kan inte användas</translation>
    </message>
</context>
<context>
    <name>InviteForm</name>
    <message>
        <source>New invitation</source>
        <translation>Ny inbjudan</translation>
    </message>
    <message>
        <source>to a patient&apos;s own computer</source>
        <translation>till en patients egen dator</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Tilltalsnamn</translation>
    </message>
    <message>
        <source>Personal identity number</source>
        <translation>Personnummer</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>First plan, from a template</source>
        <translation>Första plan, från en mall</translation>
    </message>
    <message>
        <source>Fixed care contact</source>
        <translation>Fast vårdkontakt</translation>
    </message>
    <message>
        <source>The contact&apos;s telephone</source>
        <translation>Kontaktens telefon</translation>
    </message>
    <message>
        <source>Staffed hours</source>
        <translation>Bemannade tider</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Välj</translation>
    </message>
    <message>
        <source>Make the letter</source>
        <translation>Gör brevet</translation>
    </message>
    <message>
        <source>The code is good once, for seven days. Nobody gets in before you have compared the digits.</source>
        <translation>Koden gäller en gång, i sju dagar. Ingen släpps in innan du har jämfört siffrorna.</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Fyll i det här.</translation>
    </message>
    <message>
        <source>This is not a valid personal identity number. Check every digit.</source>
        <translation>Det är inget giltigt personnummer. Kontrollera varje siffra.</translation>
    </message>
    <message>
        <source>Choose a template for the first plan.</source>
        <translation>Välj en mall för den första planen.</translation>
    </message>
</context>
<context>
    <name>InvitePage</name>
    <message>
        <source>Save as PDF</source>
        <translation>Spara som PDF</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Återkalla</translation>
    </message>
    <message>
        <source>Fill in the form to make a letter, or choose an invitation in the list.</source>
        <translation>Fyll i formuläret för att göra ett brev, eller välj en inbjudan i listan.</translation>
    </message>
    <message>
        <source>Call the patient and compare the digits</source>
        <translation>Ring patienten och jämför siffrorna</translation>
    </message>
    <message>
        <source>Let the patient read out the digits from the screen. Confirm only if they are these:</source>
        <translation>Låt patienten läsa upp siffrorna från skärmen. Bekräfta bara om de är dessa:</translation>
    </message>
    <message>
        <source>They are the same: let in</source>
        <translation>De är lika: släpp in</translation>
    </message>
    <message>
        <source>They differ: refuse</source>
        <translation>De är olika: neka</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>Inbjudningar</translation>
    </message>
    <message>
        <source>A letter astray is not enough: nobody gets in without the call.</source>
        <translation>Ett brev på villovägar räcker inte: utan samtalet ansluts ingen.</translation>
    </message>
    <message>
        <source>Start of monitoring at home</source>
        <translation>Start av hemmonitorering</translation>
    </message>
    <message>
        <source>The letter could not be written there. Choose another place.</source>
        <translation>Brevet kunde inte skrivas dit. Välj ett annat ställe.</translation>
    </message>
    <message>
        <source>The letter is saved. It holds the code: remove the file once it is printed.</source>
        <translation>Brevet är sparat. Det innehåller koden: ta bort filen när brevet är utskrivet.</translation>
    </message>
    <message>
        <source>Care centre</source>
        <translation>Vårdcentral</translation>
    </message>
</context>
<context>
    <name>InvitePanel</name>
    <message>
        <source>Team without a name</source>
        <translation>Team utan namn</translation>
    </message>
    <message>
        <source>Invite staff</source>
        <translation>Bjud in personal</translation>
    </message>
    <message>
        <source>a colleague, or a second workstation</source>
        <translation>en kollega, eller en andra dator</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Role, as patients see it</source>
        <translation>Roll, som patienter ser den</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>May let others in</source>
        <translation>Får släppa in andra</translation>
    </message>
    <message>
        <source>Only while the root key is on this computer.</source>
        <translation>Bara medan rotnyckeln finns på den här datorn.</translation>
    </message>
    <message>
        <source>The code is good once, for seven days. Nobody gets in before you have compared the digits.</source>
        <translation>Koden gäller en gång, i sju dygn. Ingen kommer in innan du har jämfört siffrorna.</translation>
    </message>
    <message>
        <source>Make the code</source>
        <translation>Skapa koden</translation>
    </message>
    <message>
        <source>Fill in name and role.</source>
        <translation>Fyll i namn och roll.</translation>
    </message>
    <message>
        <source>Choose at least one team.</source>
        <translation>Välj minst ett team.</translation>
    </message>
    <message>
        <source>Start the program on the new computer, choose “I work at a care centre” and to join one, and type the address and the code there:</source>
        <translation>Starta programmet på den nya datorn, välj ”Jag arbetar på en vårdcentral” och att ansluta, och skriv adressen och koden där:</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>key-sheet-{number}.pdf</source>
        <translation>nyckelblad-{number}.pdf</translation>
    </message>
    <message>
        <source>Key sheet {number} of {all}</source>
        <translation>Nyckelblad {number} av {all}</translation>
    </message>
    <message>
        <source>Held by {name}</source>
        <translation>Innehavare: {name}</translation>
    </message>
    <message>
        <source>Any {needed} of the {all} sheets make the care centre&apos;s keys again, when its computer is lost. Keep this one locked in, apart from the others. Never photograph it or type it into a computer but for a recovery, or for the yearly check.</source>
        <translation>Vilka {needed} som helst av de {all} bladen ger vårdcentralens nycklar igen när dess dator är borta. Förvara det här inlåst, skilt från de andra. Fotografera det aldrig, och skriv in det i en dator bara vid en återställning eller vid den årliga kontrollen.</translation>
    </message>
    <message>
        <source>Root key: lets a new computer in</source>
        <translation>Rotnyckeln: släpper in en ny dator</translation>
    </message>
    <message>
        <source>Archive key: reads what the post-box has</source>
        <translation>Arkivnyckeln: läser det som postlådan har</translation>
    </message>
    <message>
        <source>The root&apos;s fingerprint</source>
        <translation>Rotens fingeravtryck</translation>
    </message>
    <message>
        <source>Address of the post-box</source>
        <translation>Postlådans adress</translation>
    </message>
    <message>
        <source>On a new computer: hemmonitor recover. It asks for these words.</source>
        <translation>På en ny dator: hemmonitor recover. Det frågar efter de här orden.</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>The centre&apos;s keys on paper</source>
        <translation>Vårdcentralens nycklar på papper</translation>
    </message>
    <message>
        <source>The root key lets computers in when all are lost; the archive key reads what the post-box has. They belong on three sheets with three people, kept apart. Any two sheets make the keys again; one alone tells nothing.</source>
        <translation>Rotnyckeln släpper in datorer när alla är borta; arkivnyckeln läser det som postlådan har. De hör hemma på tre blad hos tre personer, åtskilda. Vilka två blad som helst ger nycklarna igen; ett ensamt säger ingenting.</translation>
    </message>
    <message>
        <source>The root and archive keys are still on this computer.</source>
        <translation>Rotnyckeln och arkivnyckeln finns kvar på den här datorn.</translation>
    </message>
    <message>
        <source>Put them on paper in three parts, held by three people, and take them off it.</source>
        <translation>Lägg dem på papper i tre delar hos tre personer, och ta bort dem från datorn.</translation>
    </message>
    <message>
        <source>The keys are not on this computer.</source>
        <translation>Nycklarna finns inte på den här datorn.</translation>
    </message>
    <message>
        <source>A recovery takes two of the sheets.</source>
        <translation>En återställning kräver två av bladen.</translation>
    </message>
    <message>
        <source>Who holds each sheet?</source>
        <translation>Vem har vilket blad?</translation>
    </message>
    <message>
        <source>Holder of sheet {number}</source>
        <translation>Innehavare av blad {number}</translation>
    </message>
    <message>
        <source>Make the sheets</source>
        <translation>Gör bladen</translation>
    </message>
    <message>
        <source>Type the words of two sheets again</source>
        <translation>Skriv orden från två blad igen</translation>
    </message>
    <message>
        <source>Sheet {number} of the two</source>
        <translation>Blad {number} av de två</translation>
    </message>
    <message>
        <source>Root key, 33 words</source>
        <translation>Rotnyckeln, 33 ord</translation>
    </message>
    <message>
        <source>Archive key, 33 words</source>
        <translation>Arkivnyckeln, 33 ord</translation>
    </message>
    <message>
        <source>{which}, sheet {number}</source>
        <translation>{which}, blad {number}</translation>
    </message>
    <message>
        <source>Check the sheets</source>
        <translation>Kontrollera bladen</translation>
    </message>
    <message>
        <source>Take the keys off this computer</source>
        <translation>Ta bort nycklarna från datorn</translation>
    </message>
    <message>
        <source>The keys are taken off this computer once two sheets have made the same keys. That cannot be undone.</source>
        <translation>Nycklarna tas bort från datorn först när två blad har gett samma nycklar. Det kan inte ångras.</translation>
    </message>
    <message>
        <source>Once a year: see that two sheets still make the keys. What is typed is not kept.</source>
        <translation>En gång om året: se att två blad fortfarande ger nycklarna. Det som skrivs sparas inte.</translation>
    </message>
    <message>
        <source>The sheets could not be written there. Choose another place.</source>
        <translation>Bladen kunde inte skrivas där. Välj en annan plats.</translation>
    </message>
    <message>
        <source>Three files are written. Print each on a printer of your own, give each to its holder, and remove the files. Then type the words of two sheets below, from the paper.</source>
        <translation>Tre filer är skrivna. Skriv ut var och en på en egen skrivare, ge den till sin innehavare och ta bort filerna. Skriv sedan in orden från två blad nedan, från papperet.</translation>
    </message>
    <message>
        <source>The two sheets make both keys.</source>
        <translation>De två bladen ger båda nycklarna.</translation>
    </message>
    <message>
        <source>The keys are off this computer. The sheets are all there is of them.</source>
        <translation>Nycklarna är borta från datorn. Bladen är allt som finns av dem.</translation>
    </message>
</context>
<context>
    <name>Letter</name>
    <message>
        <source>Get started with measuring at home</source>
        <translation>Kom i gång med att mäta hemma</translation>
    </message>
    <message>
        <source>Hello {name}! We have agreed that you measure at home. This is how you connect to us.</source>
        <translation>Hej {name}! Vi har kommit överens om att du mäter hemma. Så här ansluter du till oss.</translation>
    </message>
    <message>
        <source>Go on with measuring on a new computer</source>
        <translation>Fortsätt mäta på en ny dator</translation>
    </message>
    <message>
        <source>Hello {name}! This is how your new computer connects to us. What you have measured comes back.</source>
        <translation>Hej {name}! Så här ansluter du din nya dator till oss. Det du har mätt kommer tillbaka.</translation>
    </message>
    <message>
        <source>Open Hemmonitor and choose “I measure at home”.</source>
        <translation>Öppna Hemmonitor och välj ”Jag mäter hemma”.</translation>
    </message>
    <message>
        <source>We call you and compare six digits. Then it is done.</source>
        <translation>Vi ringer dig och jämför sex siffror. Sedan är det klart.</translation>
    </message>
    <message>
        <source>Questions? {who}, {phone}, {hours}.</source>
        <translation>Frågor? {who}, {phone}, {hours}.</translation>
    </message>
    <message>
        <source>Nobody watches the values day and night. Evenings and weekends: 1177. Urgent: 112.</source>
        <translation>Värdena övervakas inte dygnet runt. Kväll och helg: 1177. Akut: 112.</translation>
    </message>
    <message>
        <source>Not CE marked. For development and research only.</source>
        <translation>Ej CE-märkt, endast utveckling och forskning.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adress</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Can be used once, until {day}.</source>
        <translation>Gäller en gång, till och med {day}.</translation>
    </message>
    <message>
        <source>invitation.pdf</source>
        <translation>inbjudan.pdf</translation>
    </message>
    <message>
        <source>Show the square to the computer’s camera. Or type the address and the code.</source>
        <translation>Visa rutan för datorns kamera. Eller skriv adressen och koden.</translation>
    </message>
</context>
<context>
    <name>LetterView</name>
    <message>
        <source>The letter. Address {address}. Code {code}.</source>
        <translation>Brevet. Adress {address}. Kod {code}.</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>Search name</source>
        <translation>Sök namn</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 dygn</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 dygn</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 dygn</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>Ett år</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Allt</translation>
    </message>
    <message>
        <source>All units</source>
        <translation>Alla enheter</translation>
    </message>
    <message>
        <source>All access</source>
        <translation>All åtkomst</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Enhet</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Åtkomst</translation>
    </message>
    <message>
        <source>Outside the pattern</source>
        <translation>Utanför mönster</translation>
    </message>
    <message>
        <source>Spot check</source>
        <translation>Stickprov</translation>
    </message>
    <message>
        <source>Extract</source>
        <translation>Utdrag</translation>
    </message>
    <message>
        <source>The chosen patient&apos;s own extract of the log</source>
        <translation>Den valda patientens eget utdrag ur loggen</translation>
    </message>
    <message>
        <source>The log is being read and checked.</source>
        <translation>Loggen läses och kontrolleras.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Vem</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Did</source>
        <translation>Gjorde</translation>
    </message>
    <message>
        <source>Why, how</source>
        <translation>Varför, hur</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} av {total}</translation>
    </message>
    <message>
        <source>The chain is whole: {count} entries, checked {when}. Kept for at least five years.</source>
        <translation>Kedjan är hel: {count} poster, kontrollerad {when}. Sparas minst fem år.</translation>
    </message>
    <message>
        <source>The chain does not hold: {count} entries, checked {when}.</source>
        <translation>Kedjan håller inte: {count} poster, kontrollerad {when}.</translation>
    </message>
    <message numerus="yes">
        <source> And %n more.</source>
        <translation>
            <numerusform> Och %n till.</numerusform>
            <numerusform> Och %n till.</numerusform>
        </translation>
    </message>
    <message>
        <source>The log was tampered with.</source>
        <translation>Loggen har ändrats.</translation>
    </message>
    <message>
        <source>not this team&apos;s</source>
        <translation>inte det egna teamets</translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patienter</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a line about the patient first.</source>
        <translation>Välj först en rad om patienten.</translation>
    </message>
    <message>
        <source>log-extract.csv</source>
        <translation>loggutdrag.csv</translation>
    </message>
    <message>
        <source>The file could not be written there. Choose another place.</source>
        <translation>Filen kunde inte skrivas där. Välj en annan plats.</translation>
    </message>
</context>
<context>
    <name>LostPanel</name>
    <message>
        <source>Shut out {device}</source>
        <translation>Spärra {device}</translation>
    </message>
    <message>
        <source>Everything of it that has come stays: numbers 1 to {number}.</source>
        <translation>Allt från den som har kommit fram står kvar: nummer 1 till {number}.</translation>
    </message>
    <message>
        <source>Nothing of it has come.</source>
        <translation>Inget har kommit från den.</translation>
    </message>
    <message>
        <source>What it sends from number {number} on counts nowhere: every program refuses it.</source>
        <translation>Det den skickar från nummer {number} räknas ingenstans: alla program vägrar ta emot det.</translation>
    </message>
    <message>
        <source>Nothing new is sealed to it: messages and plans from now on cannot be read with its key.</source>
        <translation>Inget nytt förseglas till den: meddelanden och planer från nu kan inte läsas med dess nyckel.</translation>
    </message>
    <message>
        <source>The patient goes on with: {devices}.</source>
        <translation>Patienten fortsätter med: {devices}.</translation>
    </message>
    <message>
        <source>The patient cannot send values until a new computer is let in. Agree on how until then.</source>
        <translation>Patienten kan inte skicka värden förrän en ny dator har släppts in. Kom överens om hur det görs till dess.</translation>
    </message>
    <message>
        <source>Type the device&apos;s name to confirm: {name}</source>
        <translation>Skriv enhetens namn för att bekräfta: {name}</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Det här händer</translation>
    </message>
    <message>
        <source>What is on the computer cannot be erased from here.</source>
        <translation>Det som finns på datorn kan inte raderas härifrån.</translation>
    </message>
    <message>
        <source>Its disk is encrypted, and it opens with key store or PIN.</source>
        <translation>Dess disk är krypterad, och den öppnas med nyckelring eller PIN-kod.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Anledning</translation>
    </message>
    <message>
        <source>Lost or stolen</source>
        <translation>Borttappad eller stulen</translation>
    </message>
    <message>
        <source>Broken or replaced</source>
        <translation>Trasig eller ersatt</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Annat</translation>
    </message>
    <message>
        <source>Shutting out cannot be undone. It is in the membership log and the access log.</source>
        <translation>En spärr kan inte ångras. Den står i medlemsloggen och åtkomstloggen.</translation>
    </message>
    <message>
        <source>Shut the device out</source>
        <translation>Spärra enheten</translation>
    </message>
    <message>
        <source>That is not the device&apos;s name.</source>
        <translation>Det är inte enhetens namn.</translation>
    </message>
</context>
<context>
    <name>NamePanel</name>
    <message>
        <source>New team</source>
        <translation>Nytt team</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>The team gets a key of its own. This computer is its first member.</source>
        <translation>Teamet får en egen nyckel. Den här datorn är dess första medlem.</translation>
    </message>
    <message>
        <source>Make the team</source>
        <translation>Skapa teamet</translation>
    </message>
    <message>
        <source>A team has a name.</source>
        <translation>Ett team har ett namn.</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>PatientPanel</name>
    <message>
        <source>no data yet</source>
        <translation>inga data än</translation>
    </message>
    <message>
        <source>Newest data: {when}</source>
        <translation>Senaste data: {when}</translation>
    </message>
    <message>
        <source>No computer sends anything for this patient now.</source>
        <translation>Ingen dator skickar något för den här patienten nu.</translation>
    </message>
    <message>
        <source>{device}, shut out</source>
        <translation>{device}, spärrad</translation>
    </message>
    <message>
        <source>Lost or stolen</source>
        <translation>Borttappad eller stulen</translation>
    </message>
    <message>
        <source>{device} is lost or stolen</source>
        <translation>{device} är borttappad eller stulen</translation>
    </message>
    <message>
        <source>Which teams look after the patient?</source>
        <translation>Vilka team följer patienten?</translation>
    </message>
    <message>
        <source>A team that is added reads what is on from now and what its members are given.</source>
        <translation>Ett team som läggs till läser det som kommer från nu, och det som dess medlemmar får.</translation>
    </message>
    <message>
        <source>The patient&apos;s computers</source>
        <translation>Patientens datorer</translation>
    </message>
    <message>
        <source>Invite a new computer</source>
        <translation>Bjud in en ny dator</translation>
    </message>
    <message>
        <source>A new letter. Letting the new computer in brings the history back, and shuts the old one out.</source>
        <translation>Ett nytt brev. När den nya datorn släpps in kommer historiken tillbaka, och den gamla spärras.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>At least one is needed.</source>
        <translation>Minst en behövs.</translation>
    </message>
</context>
<context>
    <name>RevokePanel</name>
    <message>
        <source>nobody named</source>
        <translation>ingen angiven</translation>
    </message>
    <message>
        <source>Shut out {device}</source>
        <translation>Spärra {device}</translation>
    </message>
    <message>
        <source>The device counts no more. All that it sent before, and that has come, stays.</source>
        <translation>Enheten slutar gälla. Allt den har skickat, och som kommit fram, står kvar.</translation>
    </message>
    <message>
        <source>{team} gets a new key, generation {number}</source>
        <translation>{team} får ny nyckel, generation {number}</translation>
    </message>
    <message>
        <source>The team</source>
        <translation>Teamet</translation>
    </message>
    <message>
        <source>It is in no team; no key is replaced.</source>
        <translation>Den är inte med i något team; ingen nyckel byts.</translation>
    </message>
    <message numerus="yes">
        <source>It can read %n patient(s). Look at them in the access log.</source>
        <translation>
            <numerusform>Den kan läsa %n patient. Titta på den i åtkomstloggen.</numerusform>
            <numerusform>Den kan läsa %n patienter. Titta på dem i åtkomstloggen.</numerusform>
        </translation>
    </message>
    <message>
        <source>{who}&apos;s other devices stay as they are: {devices}.</source>
        <translation>Andra enheter för {who} påverkas inte: {devices}.</translation>
    </message>
    <message>
        <source>It is the only device of {who}.</source>
        <translation>Det är den enda enheten för {who}.</translation>
    </message>
    <message>
        <source>Needs the root key.</source>
        <translation>Kräver rotnyckeln.</translation>
    </message>
    <message>
        <source>This computer signs entries itself.</source>
        <translation>Den här datorn skriver själv i medlemsloggen.</translation>
    </message>
    <message>
        <source>Type the device&apos;s name to confirm: {name}</source>
        <translation>Skriv enhetens namn för att bekräfta: {name}</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Det här händer</translation>
    </message>
    <message>
        <source>What is on the computer cannot be erased from here.</source>
        <translation>Det som redan ligger på datorn kan inte raderas härifrån.</translation>
    </message>
    <message>
        <source>Its disk is encrypted, and it opens with key store or PIN.</source>
        <translation>Disken är krypterad och öppnas med nyckelring eller PIN.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Orsak</translation>
    </message>
    <message>
        <source>Lost or stolen</source>
        <translation>Borttappad eller stulen</translation>
    </message>
    <message>
        <source>Has left the centre</source>
        <translation>Har slutat</translation>
    </message>
    <message>
        <source>Replaced by another</source>
        <translation>Ersatt av en annan</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Annat</translation>
    </message>
    <message>
        <source>Shutting out cannot be undone. The computer can be let in anew by an invitation.</source>
        <translation>En spärr går inte att ångra. Datorn kan läggas till på nytt med en ny inbjudan.</translation>
    </message>
    <message>
        <source>Shut the device out</source>
        <translation>Spärra enheten</translation>
    </message>
    <message>
        <source>That is not the device&apos;s name.</source>
        <translation>Det är inte enhetens namn.</translation>
    </message>
</context>
<context>
    <name>RoomCard</name>
    <message>
        <source>Card for the measuring room</source>
        <translation>Kort till hälsorummet</translation>
    </message>
    <message>
        <source>Show the square, then press your PIN.</source>
        <translation>Visa rutan och tryck sedan din pinkod.</translation>
    </message>
    <message>
        <source>Good until {day}</source>
        <translation>Gäller till {day}</translation>
    </message>
    <message>
        <source>Lost? Call {phone}</source>
        <translation>Borttappat? Ring {phone}</translation>
    </message>
</context>
<context>
    <name>RoomsPage</name>
    <message>
        <source>Save the card</source>
        <translation>Spara kortet</translation>
    </message>
    <message>
        <source>That did not work.</source>
        <translation>Det gick inte.</translation>
    </message>
    <message>
        <source>A card for the measuring room</source>
        <translation>Ett kort till hälsorummet</translation>
    </message>
    <message>
        <source>The card holds a first name and the plan&apos;s limits of today, and opens with its PIN. Tell the person the PIN; it is kept nowhere and not on the paper.</source>
        <translation>Kortet har ett förnamn och dagens gränser ur planen, och öppnas med sin pinkod. Säg pinkoden till personen; den sparas ingenstans och står inte på papperet.</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Rum</translation>
    </message>
    <message>
        <source>Make a card</source>
        <translation>Gör ett kort</translation>
    </message>
    <message>
        <source>Make a one-time code</source>
        <translation>Gör en engångskod</translation>
    </message>
    <message>
        <source>Save to print</source>
        <translation>Spara för utskrift</translation>
    </message>
    <message>
        <source>Values that are nobody&apos;s</source>
        <translation>Värden som inte är någons</translation>
    </message>
    <message>
        <source>One-time code for {name}: {pin}</source>
        <translation>Engångskod för {name}: {pin}</translation>
    </message>
    <message>
        <source>Works once in {room}, until {time}.</source>
        <translation>Gäller en gång i {room}, till {time}.</translation>
    </message>
    <message>
        <source>PIN for {name}: {pin}</source>
        <translation>Pinkod för {name}: {pin}</translation>
    </message>
    <message>
        <source>Tell the person; it is not shown again.</source>
        <translation>Säg den till personen; den visas inte igen.</translation>
    </message>
    <message>
        <source>{kind} {value}, measured {taken}, sent {at} by {device}</source>
        <translation>{kind} {value}, mätt {taken}, skickat {at} av {device}</translation>
    </message>
    <message>
        <source>None. Every value from the rooms reached its owner.</source>
        <translation>Inga. Varje värde från rummen kom till sin ägare.</translation>
    </message>
</context>
<context>
    <name>Rule</name>
    <message>
        <source>fixed limit</source>
        <translation>fast gräns</translation>
    </message>
    <message>
        <source>limit from the own baseline</source>
        <translation>personlig baslinje</translation>
    </message>
    <message>
        <source>change over days</source>
        <translation>ändring över dygn</translation>
    </message>
    <message>
        <source>mean of days</source>
        <translation>medel över dygn</translation>
    </message>
    <message>
        <source>share within the aim</source>
        <translation>andel inom målet</translation>
    </message>
    <message>
        <source>marked by the device</source>
        <translation>märkt av enheten</translation>
    </message>
    <message>
        <source>several together</source>
        <translation>flera tillsammans</translation>
    </message>
    <message>
        <source>symptom to act on at once</source>
        <translation>symtom att agera på genast</translation>
    </message>
    <message>
        <source>symptoms</source>
        <translation>symtom</translation>
    </message>
    <message>
        <source>score</source>
        <translation>poäng</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>After so many minutes of staffed time</source>
        <translation>Efter så många minuter arbetstid</translation>
    </message>
    <message>
        <source>Who is told</source>
        <translation>Vem som får veta</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>Kort namn</translation>
    </message>
    <message>
        <source>Text; {name} becomes the patient&apos;s given name</source>
        <translation>Text; {name} blir patientens tilltalsnamn</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Plan templates</source>
        <translation>Planmallar</translation>
    </message>
    <message>
        <source>Staffed hours</source>
        <translation>Bemannade tider</translation>
    </message>
    <message>
        <source>When nobody has acknowledged</source>
        <translation>När ingen har kvitterat</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakter</translation>
    </message>
    <message>
        <source>Message templates</source>
        <translation>Meddelandemallar</translation>
    </message>
    <message>
        <source>A responsible clinician stands for each template as it is. Choose one to sign it.</source>
        <translation>En ansvarig kliniker står för varje mall som den är. Välj en för att signera den.</translation>
    </message>
    <message>
        <source>Outside them patients are referred to 1177 and 112, and an opening is pointed out.</source>
        <translation>Övrig tid hänvisas patienter till 1177 och 112, och en öppning pekas ut.</translation>
    </message>
    <message>
        <source>A red signal that stands so many minutes of staffed time is told on, step by step.</source>
        <translation>En röd signal som står så många minuter arbetstid förs vidare, steg för steg.</translation>
    </message>
    <message>
        <source>Numbers that staff and letters use.</source>
        <translation>Nummer som personal och brev använder.</translation>
    </message>
    <message>
        <source>What messages start from. They are read through before they are sent.</source>
        <translation>Det som meddelanden börjar från. De läses igenom innan de skickas.</translation>
    </message>
    <message>
        <source>{day}, opens</source>
        <translation>{day}, öppnar</translation>
    </message>
    <message>
        <source>{day}, closes</source>
        <translation>{day}, stänger</translation>
    </message>
    <message>
        <source>Defaults are proposals.</source>
        <translation>Förval är förslag.</translation>
    </message>
    <message>
        <source>Every limit has its source, and needs sign-off by a responsible clinician before use.</source>
        <translation>Varje gräns har sin källa, och behöver signeras av en ansvarig kliniker före användning.</translation>
    </message>
    <message>
        <source>One more step</source>
        <translation>Ett steg till</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>En till</translation>
    </message>
    <message>
        <source>Clinician&apos;s name</source>
        <translation>Klinikerns namn</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Roll</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Signera</translation>
    </message>
    <message>
        <source>Save for all workstations</source>
        <translation>Spara för alla arbetsplatser</translation>
    </message>
    <message>
        <source>Version {version}, by {who}</source>
        <translation>Version {version}, av {who}</translation>
    </message>
    <message>
        <source>Nothing has been saved yet.</source>
        <translation>Inget har sparats än.</translation>
    </message>
    <message>
        <source>Changed since it was signed</source>
        <translation>Ändrad sedan den signerades</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>Inte signerad</translation>
    </message>
    <message numerus="yes">
        <source>%n limit(s)</source>
        <translation>
            <numerusform>%n gräns</numerusform>
            <numerusform>%n gränser</numerusform>
        </translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Mall</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signerad av</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Dag</translation>
    </message>
    <message>
        <source>I have read {template} and stand for its limits and advice:</source>
        <translation>Jag har läst {template} och står för dess gränser och råd:</translation>
    </message>
    <message>
        <source>Fill in name and role.</source>
        <translation>Fyll i namn och roll.</translation>
    </message>
    <message>
        <source>Hours must end after they begin, and each step must come later than the one before.</source>
        <translation>Tider måste sluta efter att de börjar, och varje steg komma senare än det förra.</translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message>
        <source>Teams</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>New team</source>
        <translation>Nytt team</translation>
    </message>
    <message>
        <source>Staff read their teams&apos; patients alone. Keys decide that, not menus.</source>
        <translation>Personal läser bara sina teams patienter. Det avgörs av nycklar, inte av menyer.</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Enheter</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienter</translation>
    </message>
    <message>
        <source>Devices in the team</source>
        <translation>Enheter i teamet</translation>
    </message>
    <message>
        <source>Invite staff</source>
        <translation>Bjud in personal</translation>
    </message>
    <message>
        <source>The team&apos;s key</source>
        <translation>Teamets nyckel</translation>
    </message>
    <message>
        <source>replaced each month and at each removal</source>
        <translation>byts minst varje månad och vid varje spärr</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Gäller nu</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Sedan</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nästa byte</translation>
    </message>
    <message>
        <source>Have the key</source>
        <translation>Har nyckeln</translation>
    </message>
    <message>
        <source>Membership log</source>
        <translation>Medlemslogg</translation>
    </message>
    <message>
        <source>Team without a name</source>
        <translation>Team utan namn</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n enhet</numerusform>
            <numerusform>%n enheter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patienter</numerusform>
        </translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Enhet</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Senast</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Läge</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Godkänd</translation>
    </message>
    <message>
        <source>Shut out</source>
        <translation>Spärrad</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Den här datorn</translation>
    </message>
    <message numerus="yes">
        <source>Unused for %n day(s)</source>
        <translation>
            <numerusform>Oanvänd %n dygn</numerusform>
            <numerusform>Oanvänd %n dygn</numerusform>
        </translation>
    </message>
    <message>
        <source>Never seen</source>
        <translation>Aldrig använd</translation>
    </message>
    <message>
        <source>nobody named</source>
        <translation>ingen angiven</translation>
    </message>
    <message>
        <source>measuring room</source>
        <translation>mätrum</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>Väntar på dig</translation>
    </message>
    <message>
        <source>since {when}</source>
        <translation>väntar sedan {when}</translation>
    </message>
    <message>
        <source>New computer</source>
        <translation>Ny dator</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Newest data</source>
        <translation>Nyaste data</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <source>generation {number}</source>
        <translation>generation {number}</translation>
    </message>
    <message>
        <source>{day} at the latest</source>
        <translation>senast {day}</translation>
    </message>
    <message>
        <source>{some} of {all} devices</source>
        <translation>{some} av {all} enheter</translation>
    </message>
    <message>
        <source>The root key</source>
        <translation>Rotnyckeln</translation>
    </message>
    <message>
        <source>chain whole, {count} entries</source>
        <translation>kedjan hel, {count} poster</translation>
    </message>
    <message>
        <source>a patient</source>
        <translation>en patient</translation>
    </message>
    <message>
        <source>the centre was founded</source>
        <translation>vårdcentralen grundades</translation>
    </message>
    <message>
        <source>{subject} was let in</source>
        <translation>{subject} släpptes in</translation>
    </message>
    <message>
        <source>{subject} joined to {target}</source>
        <translation>{subject} till {target}</translation>
    </message>
    <message>
        <source>{subject} taken from {target}</source>
        <translation>{subject} bort från {target}</translation>
    </message>
    <message>
        <source>new key for {subject}, generation {number}</source>
        <translation>nyckelbyte {subject}, generation {number}</translation>
    </message>
    <message>
        <source>key handed to {subject}</source>
        <translation>nyckel till {subject}</translation>
    </message>
    <message>
        <source>{subject} was shut out</source>
        <translation>{subject} spärrad</translation>
    </message>
    <message>
        <source>{subject} has a new sealing key</source>
        <translation>{subject} har bytt egen nyckel</translation>
    </message>
    <message>
        <source>A device that leaves keeps what it has read, and reads nothing new: the key is replaced.</source>
        <translation>En enhet som lämnar behåller det den läst, och läser inget nytt: nyckeln byts.</translation>
    </message>
    <message>
        <source>Which devices are in the team?</source>
        <translation>Vilka enheter är med i teamet?</translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message>
        <source>4 weeks</source>
        <translation>4 veckor</translation>
    </message>
    <message>
        <source>12 weeks</source>
        <translation>12 veckor</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 år</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>Alla team</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>All diagnoses</source>
        <translation>Alla diagnoser</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnos</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabell</translation>
    </message>
    <message>
        <source>Export for research</source>
        <translation>Exportera för forskning</translation>
    </message>
    <message>
        <source>The study&apos;s name; pseudonyms hold within it alone</source>
        <translation>Studiens namn; pseudonymer gäller bara inom den</translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation>Skriv filen</translation>
    </message>
    <message>
        <source>One line a patient and week, without name, number or date. Small groups are made coarser or left out. The file is still personal data: it needs an ethical approval and an agreement.</source>
        <translation>En rad per patient och vecka, utan namn, nummer eller datum. Små grupper görs grövre eller utelämnas. Filen är ändå personuppgifter: den kräver etikgodkännande och avtal.</translation>
    </message>
    <message>
        <source>Adherence by week</source>
        <translation>Följsamhet per vecka</translation>
    </message>
    <message>
        <source>made of planned measurements</source>
        <translation>gjorda av planerade mätningar</translation>
    </message>
    <message>
        <source>Signals per patient-week</source>
        <translation>Signaler per patientvecka</translation>
    </message>
    <message>
        <source>red and yellow together</source>
        <translation>summan av röd och gul</translation>
    </message>
    <message>
        <source>Precision by rule</source>
        <translation>Precision per regel</translation>
    </message>
    <message>
        <source>share called for, with 95 % interval</source>
        <translation>andel befogade, med 95 % intervall</translation>
    </message>
    <message>
        <source>Time to acknowledgement</source>
        <translation>Tid till kvittens</translation>
    </message>
    <message>
        <source>staffed time, share of the signals</source>
        <translation>kontorstid, andel av signalerna</translation>
    </message>
    <message>
        <source>Adherence</source>
        <translation>Följsamhet</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precision</translation>
    </message>
    <message>
        <source>Time to acknowledgement, red</source>
        <translation>Tid till kvittens, röd</translation>
    </message>
    <message>
        <source>Team without a name</source>
        <translation>Team utan namn</translation>
    </message>
    <message>
        <source>The figures are being gathered.</source>
        <translation>Siffrorna samlas in.</translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s). Groups under {least} are not shown.</source>
        <translation>
            <numerusform>%n patient. Grupper under {least} visas inte.</numerusform>
            <numerusform>%n patienter. Grupper under {least} visas inte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patienter</numerusform>
        </translation>
    </message>
    <message>
        <source>{patients}, {weeks} patient-weeks. Groups under {least} are not shown.</source>
        <translation>{patients}, {weeks} patientveckor. Grupper under {least} visas inte.</translation>
    </message>
    <message>
        <source>w {week}</source>
        <translation>v {week}</translation>
    </message>
    <message>
        <source>of planned measurements</source>
        <translation>av planerade mätningar</translation>
    </message>
    <message>
        <source>goal {goal}</source>
        <translation>mål {goal}</translation>
    </message>
    <message>
        <source>red {red}, yellow {yellow}</source>
        <translation>röd {red}, gul {yellow}</translation>
    </message>
    <message>
        <source>red {rate} per patient-month, goal under {goal}</source>
        <translation>röd {rate} per patientmånad, mål under {goal}</translation>
    </message>
    <message>
        <source>judged as called for</source>
        <translation>bedömda som befogade</translation>
    </message>
    <message numerus="yes">
        <source>goal {goal}, %n judged</source>
        <translation>
            <numerusform>mål {goal}, %n bedömd</numerusform>
            <numerusform>mål {goal}, %n bedömda</numerusform>
        </translation>
    </message>
    <message>
        <source>median in staffed time</source>
        <translation>median i kontorstid</translation>
    </message>
    <message>
        <source>nine of ten within {time}, goal {goal}</source>
        <translation>nio av tio inom {time}, mål {goal}</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h {minutes}</source>
        <translation>{hours} tim {minutes}</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} tim</translation>
    </message>
    <message>
        <source>red {rate}</source>
        <translation>röd {rate}</translation>
    </message>
    <message>
        <source>yellow {rate}</source>
        <translation>gul {rate}</translation>
    </message>
    <message>
        <source>Nobody has judged a signal in this time.</source>
        <translation>Ingen har bedömt en signal under tiden.</translation>
    </message>
    <message>
        <source>{share} of {total}</source>
        <translation>{share} av {total}</translation>
    </message>
    <message>
        <source>{low}–{high} min</source>
        <translation>{low}–{high} min</translation>
    </message>
    <message>
        <source>{low}–{high} h</source>
        <translation>{low}–{high} tim</translation>
    </message>
    <message>
        <source>over {high} h</source>
        <translation>över {high} tim</translation>
    </message>
    <message>
        <source>Red, median {median}, nine of ten within {ninth}</source>
        <translation>Röd, median {median}, nio av tio inom {ninth}</translation>
    </message>
    <message>
        <source>Yellow, median {median}, nine of ten within {ninth}</source>
        <translation>Gul, median {median}, nio av tio inom {ninth}</translation>
    </message>
    <message>
        <source>No change of limits has four weeks on both sides of it in this time.</source>
        <translation>Ingen ändring av gränser har fyra veckor på båda sidor under tiden.</translation>
    </message>
    <message>
        <source>After limits were changed: {after} signals per patient-week, before {before}.</source>
        <translation>Efter ändrade gränser: {after} signaler per patientvecka, före {before}.</translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s), four weeks on each side. Limits are changed when things are bad, so some of the difference comes by itself.</source>
        <translation>
            <numerusform>%n patient, fyra veckor på var sida. Gränser ändras när det är dåligt, så en del av skillnaden kommer av sig själv.</numerusform>
            <numerusform>%n patienter, fyra veckor på var sida. Gränser ändras när det är dåligt, så en del av skillnaden kommer av sig själv.</numerusform>
        </translation>
    </message>
    <message>
        <source>Week from</source>
        <translation>Vecka från</translation>
    </message>
    <message>
        <source>Patient-weeks</source>
        <translation>Patientveckor</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Planerade</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Gjorda</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Röda</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gula</translation>
    </message>
    <message>
        <source>Give the study a name.</source>
        <translation>Ge studien ett namn.</translation>
    </message>
    <message>
        <source>research.csv</source>
        <translation>forskning.csv</translation>
    </message>
    <message>
        <source>The file could not be written there. Choose another place.</source>
        <translation>Filen kunde inte skrivas där. Välj en annan plats.</translation>
    </message>
    <message numerus="yes">
        <source>Written: %n patient(s).</source>
        <translation>
            <numerusform>Skriven: %n patient.</numerusform>
            <numerusform>Skriven: %n patienter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out, in groups that are too small.</source>
        <translation>
            <numerusform>%n utelämnad, i för små grupper.</numerusform>
            <numerusform>%n utelämnade, i för små grupper.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Template</name>
    <message>
        <source>High blood pressure</source>
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
        <source>Diabetes</source>
        <translation>Diabetes</translation>
    </message>
    <message>
        <source>Frail older person</source>
        <translation>Skör äldre</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>New computer. {state}</source>
        <translation>Ny dator. {state}</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <source>Take away</source>
        <translation>Ta bort</translation>
    </message>
</context>
</TS>
