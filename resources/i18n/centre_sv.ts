<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en_GB">
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
        <source>Open Hemmonitor and choose “I measure at home”.</source>
        <translation>Öppna Hemmonitor och välj ”Jag mäter hemma”.</translation>
    </message>
    <message>
        <source>Type the address and the code. With a hand scanner, read the square.</source>
        <translation>Skriv adressen och koden. Med en handläsare läser du av rutan.</translation>
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
</context>
<context>
    <name>LetterView</name>
    <message>
        <source>The letter. Address {address}. Code {code}.</source>
        <translation>Brevet. Adress {address}. Kod {code}.</translation>
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
</TS>
