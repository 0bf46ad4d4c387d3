<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en_GB">
<context>
    <name>CentrePage</name>
    <message>
        <source>Found a care centre</source>
        <translation>Starta en vårdcentral</translation>
    </message>
    <message>
        <source>Address of the post-box</source>
        <translation>Adress till postfacket</translation>
    </message>
    <message>
        <source>It stores and forwards, and cannot read.</source>
        <translation>Det lagrar och skickar vidare, och kan inte läsa.</translation>
    </message>
    <message>
        <source>Name of the care centre</source>
        <translation>Vårdcentralens namn</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ditt namn</translation>
    </message>
    <message>
        <source>Patients see it as their contact.</source>
        <translation>Patienterna ser det som sin kontakt.</translation>
    </message>
    <message>
        <source>Your role</source>
        <translation>Din roll</translation>
    </message>
    <message>
        <source>Telephone for patients</source>
        <translation>Telefon för patienter</translation>
    </message>
    <message>
        <source>Staffed hours</source>
        <translation>Bemannade tider</translation>
    </message>
    <message>
        <source>Such as: weekdays 8-16</source>
        <translation>Till exempel: vardagar 8–16</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Fyll i det här.</translation>
    </message>
    <message>
        <source>This computer becomes the centre&apos;s first. Staff and patients are invited from it.</source>
        <translation>Den här datorn blir vårdcentralens första. Personal och patienter bjuds in från den.</translation>
    </message>
</context>
<context>
    <name>ChoosePage</name>
    <message>
        <source>Choose a PIN</source>
        <translation>Välj en pinkod</translation>
    </message>
    <message>
        <source>Choose a PIN or a passphrase</source>
        <translation>Välj en pinkod eller lösenfras</translation>
    </message>
    <message>
        <source>You type it each time you open Hemmonitor. Nobody else can open it for you.</source>
        <translation>Du skriver den varje gång du öppnar Hemmonitor. Ingen annan kan öppna åt dig.</translation>
    </message>
    <message>
        <source>Write it down and keep it in a safe place.</source>
        <translation>Skriv upp den och förvara den säkert.</translation>
    </message>
    <message>
        <source>This computer&apos;s key store</source>
        <translation>Datorns nyckelring</translation>
    </message>
    <message>
        <source>How the program is locked</source>
        <translation>Hur programmet låses</translation>
    </message>
    <message>
        <source>Whoever is logged in to this computer as you can open Hemmonitor. It does not lock itself after a while. Choose this only if nobody else uses your login.</source>
        <translation>Den som är inloggad som du på datorn kan öppna Hemmonitor. Programmet låser sig inte självt efter en stund. Välj det här bara om ingen annan använder din inloggning.</translation>
    </message>
    <message>
        <source>At least {count} digits</source>
        <translation>Minst {count} siffror</translation>
    </message>
    <message>
        <source>At least {count} letters and digits</source>
        <translation>Minst {count} bokstäver och siffror</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Samma en gång till</translation>
    </message>
    <message>
        <source>It is too short.</source>
        <translation>Den är för kort.</translation>
    </message>
    <message>
        <source>That one is the first that others would try. Choose one that is harder to guess.</source>
        <translation>Den skulle andra pröva först. Välj en som är svårare att gissa.</translation>
    </message>
    <message>
        <source>The two are not the same. Type the second one again.</source>
        <translation>De är inte lika. Skriv den andra en gång till.</translation>
    </message>
</context>
<context>
    <name>CodeBoxes</name>
    <message>
        <source>Code, group {number}</source>
        <translation>Kod, grupp {number}</translation>
    </message>
</context>
<context>
    <name>DigitsPage</name>
    <message>
        <source>Use another code</source>
        <translation>Använd en annan kod</translation>
    </message>
    <message>
        <source>Compare the digits with your care centre</source>
        <translation>Jämför siffrorna med din vårdcentral</translation>
    </message>
    <message>
        <source>Reaching your care centre</source>
        <translation>Kontaktar din vårdcentral</translation>
    </message>
    <message>
        <source>They call you, or you call them. Read the digits out to them. They must see the same.</source>
        <translation>De ringer dig, eller så ringer du dem. Läs upp siffrorna. De ska se samma siffror.</translation>
    </message>
    <message>
        <source>Your digits</source>
        <translation>Dina siffror</translation>
    </message>
    <message>
        <source>Waiting until they have said yes.</source>
        <translation>Väntar tills de har sagt ja.</translation>
    </message>
    <message>
        <source>One moment.</source>
        <translation>Ett ögonblick.</translation>
    </message>
    <message>
        <source>No contact right now. It is tried again by itself.</source>
        <translation>Ingen kontakt just nu. Programmet försöker igen av sig självt.</translation>
    </message>
    <message>
        <source>You may close the program. Next time it goes on from here, with the same digits.</source>
        <translation>Du kan stänga programmet. Nästa gång fortsätter det här, med samma siffror.</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>Devices later</source>
        <translation>Apparater senare</translation>
    </message>
    <message>
        <source>Done. You are connected.</source>
        <translation>Klart. Du är ansluten.</translation>
    </message>
    <message>
        <source>Only your care centre can read what you measure.</source>
        <translation>Bara din vårdcentral kan läsa det du mäter.</translation>
    </message>
    <message>
        <source>Now connect your first device, and measure once.</source>
        <translation>Anslut nu din första apparat och mät en gång.</translation>
    </message>
    <message>
        <source>My first device</source>
        <translation>Min första apparat</translation>
    </message>
    <message>
        <source>Nobody watches the values day and night. If it is urgent: call 112. For advice: 1177.</source>
        <translation>Ingen övervakar värdena dygnet runt. Om det är bråttom: ring 112. För råd: 1177.</translation>
    </message>
</context>
<context>
    <name>FacePage</name>
    <message>
        <source>What is this computer for?</source>
        <translation>Vad ska datorn användas till?</translation>
    </message>
    <message>
        <source>You are asked only once.</source>
        <translation>Du får bara frågan en gång.</translation>
    </message>
    <message>
        <source>I measure at home</source>
        <translation>Jag mäter hemma</translation>
    </message>
    <message>
        <source>You are a patient and measure by yourself.</source>
        <translation>Du är patient och mäter själv.</translation>
    </message>
    <message>
        <source>I work at a care centre</source>
        <translation>Jag arbetar på en vårdcentral</translation>
    </message>
    <message>
        <source>You follow patients who measure at home.</source>
        <translation>Du följer patienter som mäter hemma.</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>The patients&apos; history is on its way</source>
        <translation>Patienternas historik är på väg</translation>
    </message>
    <message>
        <source>You may go on. Those who have come are in the worklist; the others follow.</source>
        <translation>Du kan gå vidare. De som har kommit finns i arbetslistan; de andra följer.</translation>
    </message>
    <message>
        <source>You may close the program. Next time it goes on from where it was.</source>
        <translation>Du kan stänga programmet. Nästa gång fortsätter det där det var.</translation>
    </message>
    <message>
        <source>It is sealed to this computer alone, and checked against the post-box afterwards.</source>
        <translation>Den är förseglad till bara den här datorn, och kontrolleras mot postlådan efteråt.</translation>
    </message>
    <message>
        <source>To the worklist</source>
        <translation>Till arbetslistan</translation>
    </message>
    <message>
        <source>No contact right now. It is tried again by itself.</source>
        <translation>Ingen kontakt just nu. Nytt försök görs av sig självt.</translation>
    </message>
    <message>
        <source>Waiting for a colleague&apos;s program to begin.</source>
        <translation>Väntar på att en kollegas program ska börja.</translation>
    </message>
    <message>
        <source>{done} of {total} patients</source>
        <translation>{done} av {total} patienter</translation>
    </message>
    <message>
        <source>The program of whoever let you in has to be running, with contact.</source>
        <translation>Programmet hos den som släppte in dig måste vara igång och ha kontakt.</translation>
    </message>
</context>
<context>
    <name>InvitationPage</name>
    <message>
        <source>Connect to your care centre</source>
        <translation>Anslut till din vårdcentral</translation>
    </message>
    <message>
        <source>No letter? Call your care centre.</source>
        <translation>Har du inget brev? Ring din vårdcentral.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Anslut</translation>
    </message>
    <message>
        <source>Large and small letters are the same. O is zero, and I is one.</source>
        <translation>Stora och små bokstäver går lika bra. O är noll och I är ett.</translation>
    </message>
    <message>
        <source>The address in the letter</source>
        <translation>Adressen i brevet</translation>
    </message>
    <message>
        <source>You have a letter with a square and a code. Use the way that is easiest.</source>
        <translation>Du har fått ett brev med en ruta och en kod. Använd det sätt som är lättast.</translation>
    </message>
    <message>
        <source>Or type the code</source>
        <translation>Eller skriv koden</translation>
    </message>
    <message>
        <source>Show the square to the camera</source>
        <translation>Visa rutan för kameran</translation>
    </message>
    <message>
        <source>Or paste the text of the code</source>
        <translation>Eller klistra in koden som text</translation>
    </message>
    <message>
        <source>The text of the code</source>
        <translation>Kodens text</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Klistra in</translation>
    </message>
    <message>
        <source>Only your care centre can read your values.</source>
        <translation>Bara din vårdcentral kan läsa dina värden.</translation>
    </message>
    <message>
        <source>They are locked on your computer before they are sent.</source>
        <translation>De låses på din dator innan de skickas.</translation>
    </message>
    <message>
        <source>This is the card for the measuring room. Show the square in the letter.</source>
        <translation>Det här är kortet till hälsorummet. Visa rutan i brevet.</translation>
    </message>
    <message>
        <source>This is another square. Show the one in the letter from your care centre.</source>
        <translation>Det här är en annan ruta. Visa den i brevet från din vårdcentral.</translation>
    </message>
    <message>
        <source>The code is complete.</source>
        <translation>Koden är komplett.</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) left</source>
        <translation>
            <numerusform>%n tecken kvar</numerusform>
            <numerusform>%n tecken kvar</numerusform>
        </translation>
    </message>
    <message>
        <source>Some of the text is missing or changed. Copy all of it, and paste it again.</source>
        <translation>En del av texten saknas eller är ändrad. Kopiera hela och klistra in den igen.</translation>
    </message>
    <message>
        <source>This is not the text of a code. It begins with HM1.</source>
        <translation>Det här är inte texten till en kod. Den börjar med HM1.</translation>
    </message>
    <message>
        <source>Something is mistyped. Compare with the letter, one group at a time.</source>
        <translation>Något är felskrivet. Jämför med brevet, en grupp i taget.</translation>
    </message>
    <message>
        <source>Type the address as it stands in the letter. It begins with https.</source>
        <translation>Skriv adressen som den står i brevet. Den börjar med https.</translation>
    </message>
    <message>
        <source>Join the care centre</source>
        <translation>Anslut till vårdcentralen</translation>
    </message>
    <message>
        <source>Type the address and the code that your colleague sees, or paste the text.</source>
        <translation>Skriv adressen och koden som din kollega ser, eller klistra in texten.</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Erase the last digit</source>
        <translation>Sudda den sista siffran</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>The centre&apos;s keys are on this computer for now</source>
        <translation>Vårdcentralens nycklar finns på den här datorn tills vidare</translation>
    </message>
    <message>
        <source>Read this before there are real patients.</source>
        <translation>Läs det här innan det finns riktiga patienter.</translation>
    </message>
    <message>
        <source>The root key</source>
        <translation>Rotnyckeln</translation>
    </message>
    <message>
        <source>decides who belongs to the centre. Whoever has it can make themselves staff.</source>
        <translation>bestämmer vilka som hör till vårdcentralen. Den som har den kan göra sig själv till personal.</translation>
    </message>
    <message>
        <source>The archive key</source>
        <translation>Arkivnyckeln</translation>
    </message>
    <message>
        <source>opens everything that patients send, for recovery.</source>
        <translation>öppnar allt som patienterna skickar, för återställning.</translation>
    </message>
    <message>
        <source>Both must be moved off line</source>
        <translation>Båda måste flyttas till en plats utan nät</translation>
    </message>
    <message>
        <source>There is no copy.</source>
        <translation>Det finns ingen kopia.</translation>
    </message>
    <message>
        <source>If this computer is lost, so is the centre. Make backups of its files.</source>
        <translation>Försvinner datorn försvinner vårdcentralen. Säkerhetskopiera dess filer.</translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation>Jag har läst det här</translation>
    </message>
    <message>
        <source>and split among three people before real use: Care centre, Recovery. Use the program for development and research only.</source>
        <translation>och delas mellan tre personer före verkligt bruk: Vårdcentral, Återställning. Använd programmet bara för utveckling och forskning.</translation>
    </message>
</context>
<context>
    <name>LanguagePage</name>
    <message>
        <source>Welcome to Hemmonitor</source>
        <translation>Välkommen till Hemmonitor</translation>
    </message>
    <message>
        <source>Choose a language, and how large the text is.</source>
        <translation>Välj språk, och hur stor texten ska vara.</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textstorlek</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Use another code</source>
        <translation>Använd en annan kod</translation>
    </message>
    <message>
        <source>Change the address</source>
        <translation>Ändra adressen</translation>
    </message>
    <message>
        <source>Founding the care centre</source>
        <translation>Startar vårdcentralen</translation>
    </message>
    <message>
        <source>An address begins with https:// and has nothing after its name.</source>
        <translation>En adress börjar med https:// och har inget efter namnet.</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Visa mer</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsätt</translation>
    </message>
    <message>
        <source>Not CE marked. For development and research only.</source>
        <translation>Ej CE-märkt, endast utveckling och forskning.</translation>
    </message>
</context>
<context>
    <name>StartWindow</name>
    <message>
        <source>Text size and language</source>
        <translation>Textstorlek och språk</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Your code</source>
        <translation>Din kod</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lås</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bekräfta</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Apparat</translation>
    </message>
    <message>
        <source>Care centre</source>
        <translation>Vårdcentral</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Nycklar</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historik</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Nothing was sent, and nothing on this computer was changed.</source>
        <translation>Inget har skickats, och inget på datorn har ändrats.</translation>
    </message>
    <message>
        <source>Do not go on. Call the care centre, on a number you know from before, and say what you see here.</source>
        <translation>Fortsätt inte. Ring vårdcentralen, på ett nummer du känner till sedan tidigare, och berätta vad du ser här.</translation>
    </message>
    <message>
        <source>No contact with the care centre&apos;s post-box</source>
        <translation>Ingen kontakt med vårdcentralens postfack</translation>
    </message>
    <message>
        <source>What you have typed is kept.</source>
        <translation>Det du har skrivit finns kvar.</translation>
    </message>
    <message>
        <source>Check that the computer is on the internet, then try again.</source>
        <translation>Kontrollera att datorn har internet, och försök sedan igen.</translation>
    </message>
    <message>
        <source>The post-box answered with something that makes no sense</source>
        <translation>Postfacket svarade med något obegripligt</translation>
    </message>
    <message>
        <source>Nothing has been accepted from it.</source>
        <translation>Inget därifrån har tagits emot.</translation>
    </message>
    <message>
        <source>Check the address. If it is right, try again later.</source>
        <translation>Kontrollera adressen. Om den stämmer, försök igen senare.</translation>
    </message>
    <message>
        <source>The post-box said no</source>
        <translation>Postfacket sa nej</translation>
    </message>
    <message>
        <source>Check the address, or ask those who run the post-box.</source>
        <translation>Kontrollera adressen, eller fråga dem som sköter postfacket.</translation>
    </message>
    <message>
        <source>This code cannot be used</source>
        <translation>Den här koden går inte att använda</translation>
    </message>
    <message>
        <source>It has been used already, or it is too old. What you typed is kept.</source>
        <translation>Den är redan använd eller för gammal. Det du skrivit finns kvar.</translation>
    </message>
    <message>
        <source>Call your care centre and ask for a new code.</source>
        <translation>Ring din vårdcentral och be om en ny kod.</translation>
    </message>
    <message>
        <source>Your care centre did not let this computer in</source>
        <translation>Din vårdcentral släppte inte in den här datorn</translation>
    </message>
    <message>
        <source>The digits were not the same, or the code was taken back.</source>
        <translation>Siffrorna var inte lika, eller så har koden tagits tillbaka.</translation>
    </message>
    <message>
        <source>This is not the care centre that your code comes from</source>
        <translation>Det här är inte vårdcentralen som din kod kommer från</translation>
    </message>
    <message>
        <source>The care centre&apos;s list of who is who does not check out</source>
        <translation>Vårdcentralens lista över vem som är vem stämmer inte</translation>
    </message>
    <message>
        <source>Two different lists of who is who are being shown</source>
        <translation>Två olika listor över vem som är vem visas</translation>
    </message>
    <message>
        <source>Everything that was saved is still there, as it was.</source>
        <translation>Allt som var sparat finns kvar, som det var.</translation>
    </message>
    <message>
        <source>Start the computer again. If that does not help, call for help.</source>
        <translation>Starta om datorn. Om det inte hjälper, ring efter hjälp.</translation>
    </message>
    <message>
        <source>Do not remove any files. Call for help, or restore the files from a backup of this computer.</source>
        <translation>Ta inte bort några filer. Ring efter hjälp, eller återställ filerna från en säkerhetskopia av datorn.</translation>
    </message>
    <message>
        <source>Hemmonitor is already running</source>
        <translation>Hemmonitor är redan igång</translation>
    </message>
    <message>
        <source>Look for its window, and close this one.</source>
        <translation>Leta upp dess fönster och stäng det här.</translation>
    </message>
    <message>
        <source>A newer version of Hemmonitor has been used here</source>
        <translation>En nyare version av Hemmonitor har använts här</translation>
    </message>
    <message>
        <source>Install the newest version, then start it again.</source>
        <translation>Installera den nyaste versionen och starta igen.</translation>
    </message>
    <message>
        <source>The saved values do not fit this computer&apos;s key</source>
        <translation>De sparade värdena passar inte datorns nyckel</translation>
    </message>
    <message>
        <source>The file with the saved values is not locked as it should be</source>
        <translation>Filen med de sparade värdena är inte låst som den ska</translation>
    </message>
    <message>
        <source>It was not opened, so that nothing is written without the lock.</source>
        <translation>Den öppnades inte, så att inget skrivs utan lås.</translation>
    </message>
    <message>
        <source>The computer&apos;s disk is full</source>
        <translation>Datorns disk är full</translation>
    </message>
    <message>
        <source>Make room on the disk, then try again.</source>
        <translation>Gör plats på disken och försök sedan igen.</translation>
    </message>
    <message>
        <source>The saved values could not be opened</source>
        <translation>De sparade värdena gick inte att öppna</translation>
    </message>
    <message>
        <source>The computer&apos;s key store is locked or missing</source>
        <translation>Datorns nyckelring är låst eller saknas</translation>
    </message>
    <message>
        <source>Unlock the key store, or log in to the computer again, then try again.</source>
        <translation>Lås upp nyckelringen, eller logga in på datorn igen, och försök sedan igen.</translation>
    </message>
    <message>
        <source>A file that Hemmonitor needs is damaged</source>
        <translation>En fil som Hemmonitor behöver är skadad</translation>
    </message>
    <message>
        <source>The keys in the saved values do not fit</source>
        <translation>Nycklarna i de sparade värdena passar inte</translation>
    </message>
    <message>
        <source>This computer has been without contact for too long</source>
        <translation>Den här datorn har varit utan kontakt för länge</translation>
    </message>
    <message>
        <source>Connect it to the internet and try again. Then it opens, and sends what waits.</source>
        <translation>Anslut den till internet och försök igen. Då öppnas den, och skickar det som väntar.</translation>
    </message>
    <message>
        <source>The care centre has shut this computer out</source>
        <translation>Vårdcentralen har stängt ute den här datorn</translation>
    </message>
    <message>
        <source>What it held of the patients has been removed from it. The centre has the rest.</source>
        <translation>Det som fanns om patienterna på den är borttaget. Vårdcentralen har sitt kvar.</translation>
    </message>
    <message>
        <source>If that is a mistake, ask those who look after your computers for a new invitation.</source>
        <translation>Om det är ett misstag, be dem som sköter era datorer om en ny inbjudan.</translation>
    </message>
    <message>
        <source>A check of keys or signatures failed</source>
        <translation>En kontroll av nycklar eller underskrifter misslyckades</translation>
    </message>
    <message>
        <source>The exchange with the care centre went wrong</source>
        <translation>Utbytet med vårdcentralen gick fel</translation>
    </message>
    <message>
        <source>A setting of this computer has a mistake</source>
        <translation>En inställning på datorn är fel</translation>
    </message>
    <message>
        <source>Correct the setting, then start Hemmonitor again.</source>
        <translation>Rätta inställningen och starta Hemmonitor igen.</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Något gick fel</translation>
    </message>
    <message>
        <source>Nothing that was saved is lost.</source>
        <translation>Inget som var sparat har gått förlorat.</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>Try again</source>
        <translation>Försök igen</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>That PIN is not right. Try again.</source>
        <translation>Fel pinkod. Försök igen.</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öppnar</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>Hemmonitor has locked itself</source>
        <translation>Hemmonitor har låst sig</translation>
    </message>
    <message>
        <source>Open Hemmonitor</source>
        <translation>Öppna Hemmonitor</translation>
    </message>
    <message>
        <source>Your PIN</source>
        <translation>Din pinkod</translation>
    </message>
    <message>
        <source>Your PIN or passphrase</source>
        <translation>Din pinkod eller lösenfras</translation>
    </message>
    <message>
        <source>Show what I type</source>
        <translation>Visa det jag skriver</translation>
    </message>
    <message>
        <source>Forgotten it? Call your care centre. What you have sent is safe with them.</source>
        <translation>Har du glömt den? Ring din vårdcentral. Det du har skickat finns tryggt hos dem.</translation>
    </message>
    <message>
        <source>Forgotten it? Nobody can open this computer&apos;s data without it.</source>
        <translation>Har du glömt den? Utan den kan ingen öppna datorns uppgifter.</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minut</numerusform>
            <numerusform>%n minuter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n sekund</numerusform>
            <numerusform>%n sekunder</numerusform>
        </translation>
    </message>
    <message>
        <source>That PIN was wrong several times. Wait {time}, then try again.</source>
        <translation>Pinkoden var fel flera gånger. Vänta {time} och försök sedan igen.</translation>
    </message>
</context>
<context>
    <name>WayPage</name>
    <message>
        <source>Is there a care centre already?</source>
        <translation>Finns vårdcentralen redan?</translation>
    </message>
    <message>
        <source>Join it with an invitation</source>
        <translation>Anslut till den med en inbjudan</translation>
    </message>
    <message>
        <source>A colleague has made a code for this computer: Care centre, Staff and devices.</source>
        <translation>En kollega har gjort en kod för den här datorn: Vårdcentral, Personal och enheter.</translation>
    </message>
    <message>
        <source>Found a care centre here</source>
        <translation>Grunda en vårdcentral här</translation>
    </message>
    <message>
        <source>This computer becomes its first. Staff and patients are invited from it.</source>
        <translation>Den här datorn blir den första. Personal och patienter bjuds in från den.</translation>
    </message>
</context>
<context>
    <name>WorkstationDigitsPage</name>
    <message>
        <source>Compare the digits with your colleague</source>
        <translation>Jämför siffrorna med din kollega</translation>
    </message>
    <message>
        <source>Reaching the care centre</source>
        <translation>Söker vårdcentralen</translation>
    </message>
    <message>
        <source>Read the digits out to whoever made the invitation. They must see the same.</source>
        <translation>Läs upp siffrorna för den som gjorde inbjudan. De ska se samma siffror.</translation>
    </message>
</context>
</TS>
