<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en_GB">
<context>
    <name>BackupFlow</name>
    <message>
        <source>Make a backup</source>
        <translation>Gör en säkerhetskopia</translation>
    </message>
    <message>
        <source>The two passphrases differ. Type the second one again.</source>
        <translation>Lösenfraserna är olika. Skriv den andra igen.</translation>
    </message>
    <message>
        <source>Writing the backup</source>
        <translation>Säkerhetskopian skrivs</translation>
    </message>
    <message>
        <source>The backup is saved: {name}</source>
        <translation>Säkerhetskopian är sparad: {name}</translation>
    </message>
    <message>
        <source>Keep it on another computer or memory stick, and the passphrase somewhere else.</source>
        <translation>Förvara den på en annan dator eller ett USB-minne, och lösenfrasen någon annanstans.</translation>
    </message>
    <message>
        <source>A backup holds all values, messages and plans. If this computer breaks, nothing is lost.</source>
        <translation>I en säkerhetskopia finns alla värden, meddelanden och planer. Går datorn sönder går inget förlorat.</translation>
    </message>
    <message>
        <source>A passphrase, such as four words</source>
        <translation>En lösenfras, till exempel fyra ord</translation>
    </message>
    <message>
        <source>The same passphrase again</source>
        <translation>Samma lösenfras igen</translation>
    </message>
    <message>
        <source>Write it down. Without the passphrase nobody can open the backup, not even we.</source>
        <translation>Skriv upp den. Utan lösenfrasen kan ingen öppna säkerhetskopian, inte heller vi.</translation>
    </message>
    <message>
        <source>Choose where, and save</source>
        <translation>Välj plats och spara</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n värde</numerusform>
            <numerusform>%n värden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) have been taken in.</source>
        <translation>
            <numerusform>%n värde är hämtat.</numerusform>
            <numerusform>%n värden är hämtade.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) have been taken back.</source>
        <translation>
            <numerusform>%n värde är borttaget igen.</numerusform>
            <numerusform>%n värden är borttagna igen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take in %n value(s)</source>
        <translation>
            <numerusform>Hämta %n värde</numerusform>
            <numerusform>Hämta %n värden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are here already and are left out</source>
        <translation>
            <numerusform>%n värde finns redan och tas inte med</numerusform>
            <numerusform>%n värden finns redan och tas inte med</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) cannot be right: kept, but not used</source>
        <translation>
            <numerusform>%n värde kan inte stämma: sparas men används inte</numerusform>
            <numerusform>%n värden kan inte stämma: sparas men används inte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) cannot be read and are left out</source>
        <translation>
            <numerusform>%n rad kan inte läsas och tas inte med</numerusform>
            <numerusform>%n rader kan inte läsas och tas inte med</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>och %n till</numerusform>
            <numerusform>och %n till</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n uppgift</numerusform>
            <numerusform>%n uppgifter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) were put back.</source>
        <translation>
            <numerusform>%n uppgift är återställd.</numerusform>
            <numerusform>%n uppgifter är återställda.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportFlow</name>
    <message>
        <source>Save a copy of the values</source>
        <translation>Spara en kopia av värdena</translation>
    </message>
    <message>
        <source>Writing the file</source>
        <translation>Filen skrivs</translation>
    </message>
    <message>
        <source>The file is saved: {name}</source>
        <translation>Filen är sparad: {name}</translation>
    </message>
    <message>
        <source>It is not encrypted. Remove it when you no longer need it.</source>
        <translation>Den är inte krypterad. Ta bort den när du inte behöver den längre.</translation>
    </message>
    <message>
        <source>Open it, to print</source>
        <translation>Öppna, för att skriva ut</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>Days in the report</source>
        <translation>Dagar i rapporten</translation>
    </message>
    <message>
        <source>Choose where, and save</source>
        <translation>Välj plats och spara</translation>
    </message>
</context>
<context>
    <name>Flow</name>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>ImportFlow</name>
    <message>
        <source>Bring values in</source>
        <translation>Hämta in värden</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>Filen läses</translation>
    </message>
    <message>
        <source>Taking the values in</source>
        <translation>Värdena sparas</translation>
    </message>
    <message>
        <source>They say of themselves that they were imported.</source>
        <translation>De är märkta som importerade.</translation>
    </message>
    <message>
        <source>Taking the values back</source>
        <translation>Värdena tas bort igen</translation>
    </message>
    <message>
        <source>Choose a file with your measurements. You see what it holds before anything is stored.</source>
        <translation>Välj en fil med mätvärden. Du får se vad den innehåller innan något sparas.</translation>
    </message>
    <message>
        <source>Omron Connect, Withings, Apple Health, UBPM, 24-hour recorders, FHIR, Hemmonitor&apos;s own, and other tables (CSV).</source>
        <translation>Omron Connect, Withings, Apple Hälsa, UBPM, dygnsblodtrycksmätare, FHIR, Hemmonitors egna filer och andra tabeller (CSV).</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Välj fil</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>En annan fil</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ångra</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Ta bort igen</translation>
    </message>
    <message>
        <source>It is a 24-hour recording: the values are not part of the home mean</source>
        <translation>Det är en dygnsmätning: värdena räknas inte in i hemmedelvärdet</translation>
    </message>
    <message>
        <source>Which is first in the dates?</source>
        <translation>Vad står först i datumen?</translation>
    </message>
    <message>
        <source>The day</source>
        <translation>Dagen</translation>
    </message>
    <message>
        <source>The month</source>
        <translation>Månaden</translation>
    </message>
    <message>
        <source>Say what the columns hold</source>
        <translation>Ange vad kolumnerna innehåller</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsätt</translation>
    </message>
    <message>
        <source>What does each column hold? A date and a value are needed.</source>
        <translation>Vad innehåller varje kolumn? Ett datum och ett värde behövs.</translation>
    </message>
    <message>
        <source>Newest import: {values} from {form}, {when}.</source>
        <translation>Senast hämtat: {values} från {form}, {when}.</translation>
    </message>
    <message>
        <source>There is nothing new to take in.</source>
        <translation>Det finns inget nytt att hämta.</translation>
    </message>
</context>
<context>
    <name>Moving</name>
    <message>
        <source>leave out</source>
        <translation>ta inte med</translation>
    </message>
    <message>
        <source>date, or date and time</source>
        <translation>datum, eller datum och tid</translation>
    </message>
    <message>
        <source>time of day</source>
        <translation>klockslag</translation>
    </message>
    <message>
        <source>note</source>
        <translation>anteckning</translation>
    </message>
    <message>
        <source>Report (PDF)</source>
        <translation>Rapport (PDF)</translation>
    </message>
    <message>
        <source>For the doctor&apos;s visit: mean, chart and values, to read or print.</source>
        <translation>Till läkarbesöket: medelvärde, diagram och värden att läsa eller skriva ut.</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabell (CSV)</translation>
    </message>
    <message>
        <source>Every value in a plain table.</source>
        <translation>Alla värden i en enkel tabell.</translation>
    </message>
    <message>
        <source>Spreadsheet (Excel)</source>
        <translation>Kalkylblad (Excel)</translation>
    </message>
    <message>
        <source>Every value, with one sheet a measure.</source>
        <translation>Alla värden, med ett blad för varje mått.</translation>
    </message>
    <message>
        <source>For other health systems (FHIR)</source>
        <translation>För andra vårdsystem (FHIR)</translation>
    </message>
    <message>
        <source>Everything in the form that journals and health apps exchange.</source>
        <translation>Allt i den form som journaler och hälsoappar utbyter.</translation>
    </message>
    <message>
        <source>FHIR to load into a server</source>
        <translation>FHIR att ladda in i en server</translation>
    </message>
    <message>
        <source>A transaction; loaded twice it makes nothing twice.</source>
        <translation>En transaktion; laddas den två gånger blir inget dubbelt.</translation>
    </message>
    <message>
        <source>FHIR, one line a resource</source>
        <translation>FHIR, en rad per resurs</translation>
    </message>
    <message>
        <source>For analysis and bulk loading (NDJSON).</source>
        <translation>För analys och stora mängder (NDJSON).</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Appointments and measuring times for a calendar. Names nobody.</source>
        <translation>Besök och mättider till en kalender. Nämner ingen vid namn.</translation>
    </message>
    <message>
        <source>Everything (zip)</source>
        <translation>Allt (zip)</translation>
    </message>
    <message>
        <source>All that is kept: values, messages, plans, and who has looked.</source>
        <translation>Allt som finns sparat: värden, meddelanden, planer och vem som har tittat.</translation>
    </message>
    <message>
        <source>Hemmonitor&apos;s own table</source>
        <translation>Hemmonitors egen tabell</translation>
    </message>
    <message>
        <source>24-hour blood pressure recording</source>
        <translation>Dygnsblodtrycksmätning</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>ingen tid</translation>
    </message>
    <message>
        <source>the time cannot be read</source>
        <translation>tiden kan inte läsas</translation>
    </message>
    <message>
        <source>which is the day and which the month?</source>
        <translation>vilket är dagen och vilket månaden?</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>inte ett tal</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>inget värde</translation>
    </message>
    <message>
        <source>a unit that is not known</source>
        <translation>okänd enhet</translation>
    </message>
    <message>
        <source>too few columns</source>
        <translation>för få kolumner</translation>
    </message>
    <message>
        <source>marked as not valid</source>
        <translation>märkt som ogiltig</translation>
    </message>
    <message>
        <source>in the future</source>
        <translation>i framtiden</translation>
    </message>
    <message>
        <source>before the year 2000</source>
        <translation>före år 2000</translation>
    </message>
    <message>
        <source>not understood</source>
        <translation>förstås inte</translation>
    </message>
    <message>
        <source>cannot be right</source>
        <translation>kan inte stämma</translation>
    </message>
    <message>
        <source>about another person</source>
        <translation>gäller en annan person</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: {reason}</source>
        <translation>Rad {line}, kolumn {column}: {reason}</translation>
    </message>
    <message>
        <source>Line {line}: {reason}</source>
        <translation>Rad {line}: {reason}</translation>
    </message>
    <message>
        <source>Line {line}, column {column}.</source>
        <translation>Rad {line}, kolumn {column}.</translation>
    </message>
    <message>
        <source>Line {line}.</source>
        <translation>Rad {line}.</translation>
    </message>
    <message>
        <source>The file cannot be read. Nothing has been changed.</source>
        <translation>Filen kan inte läsas. Inget har ändrats.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was written.</source>
        <translation>Disken är full. Inget skrevs.</translation>
    </message>
    <message>
        <source>The file could not be written there. Choose another place.</source>
        <translation>Filen kunde inte skrivas där. Välj en annan plats.</translation>
    </message>
    <message>
        <source>That is not the passphrase of this backup.</source>
        <translation>Det är inte lösenfrasen till den här säkerhetskopian.</translation>
    </message>
    <message>
        <source>The passphrase is too short: at least 12 characters.</source>
        <translation>Lösenfrasen är för kort: minst 12 tecken.</translation>
    </message>
    <message>
        <source>It was stopped. Nothing has been changed.</source>
        <translation>Det avbröts. Inget har ändrats.</translation>
    </message>
    <message>
        <source>The backup is about another person. Nothing was put back.</source>
        <translation>Säkerhetskopian gäller en annan person. Inget återställdes.</translation>
    </message>
    <message>
        <source>The care centre has not said yet whose computer this is. Try again later.</source>
        <translation>Vårdcentralen har ännu inte sagt vems dator detta är. Försök igen senare.</translation>
    </message>
    <message>
        <source>There is no plan in force, so there is nothing for a calendar.</source>
        <translation>Ingen plan gäller, så det finns inget till en kalender.</translation>
    </message>
    <message>
        <source>There is nothing to write.</source>
        <translation>Det finns inget att skriva.</translation>
    </message>
    <message>
        <source>That did not work. Nothing has been changed.</source>
        <translation>Det gick inte. Inget har ändrats.</translation>
    </message>
    <message>
        <source>The file is not encrypted.</source>
        <translation>Filen är inte krypterad.</translation>
    </message>
    <message>
        <source>Whoever opens it can read it. Save it where only you come, and remove it after use.</source>
        <translation>Den som öppnar den kan läsa den. Spara den där bara du kommer åt den, och ta bort den när du är klar.</translation>
    </message>
</context>
<context>
    <name>RestoreFlow</name>
    <message>
        <source>Put a backup back</source>
        <translation>Återställ en säkerhetskopia</translation>
    </message>
    <message>
        <source>Choose the file, and type its passphrase.</source>
        <translation>Välj filen och skriv dess lösenfras.</translation>
    </message>
    <message>
        <source>Checking the backup</source>
        <translation>Säkerhetskopian kontrolleras</translation>
    </message>
    <message>
        <source>Putting the backup back</source>
        <translation>Säkerhetskopian återställs</translation>
    </message>
    <message>
        <source>What was here already has stayed as it is.</source>
        <translation>Det som redan fanns är som förut.</translation>
    </message>
    <message>
        <source>What is in the backup and not here is put back. Nothing that is here goes away.</source>
        <translation>Det som finns i säkerhetskopian men inte här återställs. Inget som finns här försvinner.</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Välj fil</translation>
    </message>
    <message>
        <source>The backup&apos;s passphrase</source>
        <translation>Säkerhetskopians lösenfras</translation>
    </message>
    <message>
        <source>Check the backup</source>
        <translation>Kontrollera säkerhetskopian</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Återställ</translation>
    </message>
    <message>
        <source>A whole backup of {when}: {entries}</source>
        <translation>En hel säkerhetskopia från {when}: {entries}</translation>
    </message>
    <message>
        <source>It is from an earlier computer. Its values come here as new ones, and are sent to the care centre.</source>
        <translation>Den är från en tidigare dator. Värdena kommer hit som nya och skickas till vårdcentralen.</translation>
    </message>
    <message>
        <source>It is from this computer. Only what is missing is put back.</source>
        <translation>Den är från den här datorn. Bara det som saknas återställs.</translation>
    </message>
</context>
</TS>
