<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en_GB">
<context>
    <name>Attached</name>
    <message>
        <source>file</source>
        <translation>fil</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Spara filen</translation>
    </message>
    <message>
        <source>The file could not be saved there. Choose another folder.</source>
        <translation>Filen kunde inte sparas där. Välj en annan mapp.</translation>
    </message>
    <message>
        <source>A picture. Open it large.</source>
        <translation>En bild. Öppna den stor.</translation>
    </message>
    <message>
        <source>Open it large</source>
        <translation>Öppna stor</translation>
    </message>
    <message>
        <source>Save {name}</source>
        <translation>Spara {name}</translation>
    </message>
    <message>
        <source>A picture</source>
        <translation>En bild</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Spara bilden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>The photograph is taken.</source>
        <translation>Fotot är taget.</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>Kamera {number}</translation>
    </message>
    <message>
        <source>Use the camera</source>
        <translation>Använd kameran</translation>
    </message>
    <message>
        <source>Take another</source>
        <translation>Ta ett nytt</translation>
    </message>
    <message>
        <source>Try the camera again</source>
        <translation>Försök med kameran igen</translation>
    </message>
    <message>
        <source>The camera was turned off, since nobody used it.</source>
        <translation>Kameran stängdes av, eftersom ingen använde den.</translation>
    </message>
    <message>
        <source>The camera is starting.</source>
        <translation>Kameran startar.</translation>
    </message>
    <message>
        <source>The camera is on. Hold it still.</source>
        <translation>Kameran är på. Håll den stilla.</translation>
    </message>
    <message>
        <source>Turn off the camera</source>
        <translation>Stäng av kameran</translation>
    </message>
    <message>
        <source>Take the photograph</source>
        <translation>Ta fotot</translation>
    </message>
    <message>
        <source>Which camera</source>
        <translation>Vilken kamera</translation>
    </message>
    <message>
        <source>Picture from the camera</source>
        <translation>Bilden från kameran</translation>
    </message>
    <message>
        <source>No camera was found on this computer. Use another way.</source>
        <translation>Ingen kamera hittades på den här datorn. Använd ett annat sätt.</translation>
    </message>
    <message>
        <source>The program may not use the camera. Allow it in the computer&apos;s settings.</source>
        <translation>Programmet får inte använda kameran. Tillåt det i datorns inställningar.</translation>
    </message>
    <message>
        <source>The camera cannot be opened. Close other programs that use it, then try again.</source>
        <translation>Kameran går inte att öppna. Stäng andra program som använder den och försök igen.</translation>
    </message>
    <message>
        <source>The camera gives no picture any more. Is its cable in?</source>
        <translation>Kameran ger ingen bild längre. Sitter sladden i?</translation>
    </message>
    <message>
        <source>The camera cannot be used on this computer. Use another way.</source>
        <translation>Kameran går inte att använda på den här datorn. Använd ett annat sätt.</translation>
    </message>
    <message>
        <source>Hold it still, about 20 cm away.</source>
        <translation>Håll stilla, ungefär 20 cm bort.</translation>
    </message>
</context>
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
    <name>Doctor</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Obs</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Laga</translation>
    </message>
    <message>
        <source>This computer has no Bluetooth.</source>
        <translation>Den här datorn har ingen Bluetooth.</translation>
    </message>
    <message>
        <source>Connect a Bluetooth adapter, or switch the built-in one on.</source>
        <translation>Anslut en Bluetooth-adapter, eller slå på den inbyggda.</translation>
    </message>
    <message>
        <source>Bluetooth is switched off.</source>
        <translation>Bluetooth är avstängt.</translation>
    </message>
    <message>
        <source>Switch it on in the computer&apos;s settings.</source>
        <translation>Slå på det i datorns inställningar.</translation>
    </message>
    <message>
        <source>The computer does not let the program use it.</source>
        <translation>Datorn låter inte programmet använda det.</translation>
    </message>
    <message>
        <source>Allow it in the settings. On Linux the user must be in the group bluetooth, or dialout for serial ports.</source>
        <translation>Tillåt det i inställningarna. På Linux måste användaren vara med i gruppen bluetooth, eller dialout för serieportar.</translation>
    </message>
    <message>
        <source>The computer&apos;s Bluetooth service does not answer.</source>
        <translation>Datorns Bluetooth-tjänst svarar inte.</translation>
    </message>
    <message>
        <source>Restart it: on Linux with sudo systemctl restart bluetooth. Or restart the computer.</source>
        <translation>Starta om den: på Linux med sudo systemctl restart bluetooth. Eller starta om datorn.</translation>
    </message>
    <message>
        <source>The device was not reached.</source>
        <translation>Apparaten gick inte att nå.</translation>
    </message>
    <message>
        <source>Press its button near the computer, and look at its batteries.</source>
        <translation>Tryck på dess knapp nära datorn, och se efter batterierna.</translation>
    </message>
    <message>
        <source>The device did not accept the pairing.</source>
        <translation>Apparaten gick inte med på att parkopplas.</translation>
    </message>
    <message>
        <source>Hold its Bluetooth button, and connect it again on the Devices page.</source>
        <translation>Håll in dess Bluetooth-knapp, och anslut den på nytt på sidan Apparater.</translation>
    </message>
    <message>
        <source>The code did not match the one on the device&apos;s display.</source>
        <translation>Koden stämde inte med den på apparatens skärm.</translation>
    </message>
    <message>
        <source>Connect it again on the Devices page.</source>
        <translation>Anslut den på nytt på sidan Apparater.</translation>
    </message>
    <message>
        <source>The device has forgotten this computer.</source>
        <translation>Apparaten har glömt den här datorn.</translation>
    </message>
    <message>
        <source>The device does not offer what its kind should offer.</source>
        <translation>Apparaten har inte det som en sådan apparat ska ha.</translation>
    </message>
    <message>
        <source>Send us a capture: docs/devices/captures.md says how.</source>
        <translation>Skicka oss en inspelning: docs/devices/captures.md säger hur.</translation>
    </message>
    <message>
        <source>The device does not answer in time.</source>
        <translation>Apparaten svarar inte i tid.</translation>
    </message>
    <message>
        <source>Switch it off and on, and measure again.</source>
        <translation>Stäng av den och slå på den, och mät igen.</translation>
    </message>
    <message>
        <source>The contact with the device was lost.</source>
        <translation>Kontakten med apparaten bröts.</translation>
    </message>
    <message>
        <source>Hold it closer to the computer while it sends.</source>
        <translation>Håll den närmare datorn medan den sänder.</translation>
    </message>
    <message>
        <source>The program is running, so its list of devices is not looked through here.</source>
        <translation>Programmet är igång, så dess apparater gås inte igenom här.</translation>
    </message>
    <message>
        <source>Look at its Devices page, or close it first.</source>
        <translation>Titta på dess sida Apparater, eller stäng det först.</translation>
    </message>
    <message>
        <source>It did not work ({code}).</source>
        <translation>Det fungerade inte ({code}).</translation>
    </message>
    <message>
        <source>Try again; then restart the computer.</source>
        <translation>Försök igen; starta sedan om datorn.</translation>
    </message>
    <message>
        <source>The battery is at {percent} %.</source>
        <translation>Batteriet är på {percent} %.</translation>
    </message>
    <message>
        <source>Change the batteries today.</source>
        <translation>Byt batterier i dag.</translation>
    </message>
    <message>
        <source>Its clock is wrong.</source>
        <translation>Dess klocka går fel.</translation>
    </message>
    <message>
        <source>Set its date and time. Values get the right time anyway.</source>
        <translation>Ställ dess datum och tid. Värdena får rätt tid ändå.</translation>
    </message>
    <message>
        <source>The serial port it is connected to is not there.</source>
        <translation>Serieporten som den är ansluten till finns inte.</translation>
    </message>
    <message>
        <source>Connect it, or pair it again in the computer&apos;s settings.</source>
        <translation>Anslut den, eller parkoppla den på nytt i datorns inställningar.</translation>
    </message>
    <message>
        <source>It has not been in contact yet.</source>
        <translation>Den har inte varit i kontakt ännu.</translation>
    </message>
    <message>
        <source>Measure with it once.</source>
        <translation>Mät med den en gång.</translation>
    </message>
    <message>
        <source>Nothing has been heard of it for a week.</source>
        <translation>Den har inte hörts av på en vecka.</translation>
    </message>
    <message>
        <source>Measure with it near the computer. Remove it from the list if it is not used.</source>
        <translation>Mät med den nära datorn. Ta bort den ur listan om den inte används.</translation>
    </message>
    <message>
        <source>last contact {when}</source>
        <translation>senaste kontakt {when}</translation>
    </message>
    <message>
        <source>battery {percent} %</source>
        <translation>batteri {percent} %</translation>
    </message>
    <message>
        <source>Bluetooth listens, and the program may use it.</source>
        <translation>Bluetooth lyssnar, och programmet får använda det.</translation>
    </message>
    <message>
        <source>Pairing works: the program can answer for you when a device asks for a code.</source>
        <translation>Parkoppling fungerar: programmet kan svara för dig när en apparat frågar efter en kod.</translation>
    </message>
    <message>
        <source>Pairing does not work: nobody could answer when a device asks for a code.</source>
        <translation>Parkoppling fungerar inte: ingen kan svara när en apparat frågar efter en kod.</translation>
    </message>
    <message>
        <source>There is no serial port. Only older lung meters and oximeters need one.</source>
        <translation>Det finns ingen serieport. Bara äldre lungmätare och syremätare behöver en.</translation>
    </message>
    <message>
        <source>Serial port {path}</source>
        <translation>Serieport {path}</translation>
    </message>
    <message>
        <source>The program may not open the serial port {path}.</source>
        <translation>Programmet får inte öppna serieporten {path}.</translation>
    </message>
    <message>
        <source>Add the user to the group dialout, and log in again.</source>
        <translation>Lägg till användaren i gruppen dialout, och logga in på nytt.</translation>
    </message>
    <message>
        <source>No device is connected to this program yet.</source>
        <translation>Ingen apparat är ansluten till programmet ännu.</translation>
    </message>
    <message>
        <source>Open the program, and choose Add a device on the Devices page.</source>
        <translation>Öppna programmet, och välj Lägg till apparat på sidan Apparater.</translation>
    </message>
    <message>
        <source>No patient&apos;s profile is on this computer, so there are no devices to look through.</source>
        <translation>På den här datorn finns ingen patients profil, så det finns inga apparater att gå igenom.</translation>
    </message>
    <message>
        <source>The profile was not opened, so its devices are not looked through.</source>
        <translation>Profilen öppnades inte, så dess apparater gås inte igenom.</translation>
    </message>
    <message>
        <source>Run the command in a terminal, and type the PIN when it asks.</source>
        <translation>Kör kommandot i en terminal, och skriv PIN-koden när det frågar.</translation>
    </message>
    <message>
        <source>on the air now</source>
        <translation>hörs just nu</translation>
    </message>
    <message>
        <source>Near here: {name}, which the program can read.</source>
        <translation>I närheten: {name}, som programmet kan läsa.</translation>
    </message>
    <message>
        <source>Is it yours? Add it on the Devices page.</source>
        <translation>Är den din? Lägg till den på sidan Apparater.</translation>
    </message>
    <message>
        <source>Near here: {name}. Devices of {maker} use a closed format that the program cannot read.</source>
        <translation>I närheten: {name}. Apparater från {maker} använder ett slutet format som programmet inte kan läsa.</translation>
    </message>
    <message>
        <source>Ask the care centre for another device, or type the values by hand.</source>
        <translation>Be vårdcentralen om en annan apparat, eller skriv in värdena för hand.</translation>
    </message>
    <message>
        <source>The patient&apos;s program</source>
        <translation>Patientens program</translation>
    </message>
    <message>
        <source>The care centre&apos;s program</source>
        <translation>Vårdcentralens program</translation>
    </message>
    <message>
        <source>Close the program and copy the folder {folder} to a safe place. Then restore your backup, or ask the care centre for a new invitation: what was sent is kept there, and comes back.</source>
        <translation>Stäng programmet och kopiera mappen {folder} till ett säkert ställe. Återställ sedan din säkerhetskopia, eller be vårdcentralen om en ny inbjudan: det som är skickat finns kvar där och kommer tillbaka.</translation>
    </message>
    <message>
        <source>Close the program and copy the folder {folder} to a safe place. Then set this computer up again with an invitation from a colleague, whose program hands the history over.</source>
        <translation>Stäng programmet och kopiera mappen {folder} till ett säkert ställe. Ställ sedan in datorn på nytt med en inbjudan från en kollega, vars program lämnar över historiken.</translation>
    </message>
    <message>
        <source>{program}: what is stored is whole. Entries compared with what was sent of them: {count}.</source>
        <translation>{program}: det som är sparat är helt. Uppgifter som jämförts med det som skickats av dem: {count}.</translation>
    </message>
    <message>
        <source>{program}: the stored data cannot be opened. It is damaged, or cut off.</source>
        <translation>{program}: det som är sparat kan inte öppnas. Det är skadat eller avklippt.</translation>
    </message>
    <message>
        <source>{program}: the stored data was not looked through.</source>
        <translation>{program}: det som är sparat gicks inte igenom.</translation>
    </message>
    <message>
        <source>Close the program, and run the command again.</source>
        <translation>Stäng programmet och kör kommandot igen.</translation>
    </message>
    <message>
        <source>Do not rely on the values on this computer.</source>
        <translation>Lita inte på värdena på den här datorn.</translation>
    </message>
    <message>
        <source>{program}: the file is damaged. Damaged places: {count}.</source>
        <translation>{program}: filen är skadad. Skadade ställen: {count}.</translation>
    </message>
    <message>
        <source>{program}: stored entries are not as they were written: {count}.</source>
        <translation>{program}: sparade uppgifter är inte som de skrevs: {count}.</translation>
    </message>
    <message>
        <source>{program}: what was sent from here has gaps or changes: {count}.</source>
        <translation>{program}: det som skickats härifrån har luckor eller ändringar: {count}.</translation>
    </message>
    <message>
        <source>{program}: the access log does not hold. Entries: {count}.</source>
        <translation>{program}: åtkomstloggen håller inte. Rader: {count}.</translation>
    </message>
    <message>
        <source>{program}: summaries that did not fit the stored entries: {count}.</source>
        <translation>{program}: sammanfattningar som inte stämde med de sparade uppgifterna: {count}.</translation>
    </message>
    <message>
        <source>{program}: the tables do not fit together.</source>
        <translation>{program}: tabellerna stämmer inte överens.</translation>
    </message>
    <message>
        <source>{program}: the list of who belongs to the care centre does not hold.</source>
        <translation>{program}: listan över vilka som hör till vårdcentralen håller inte.</translation>
    </message>
    <message>
        <source>Tell whoever answers for the centre&apos;s records. The log&apos;s page says which entries.</source>
        <translation>Säg till den som ansvarar för vårdcentralens journaler. Loggens sida visar vilka rader det gäller.</translation>
    </message>
    <message>
        <source>They have been dropped, and are made anew when the program starts. Nothing is lost.</source>
        <translation>De är borttagna och görs om när programmet startar. Ingenting är förlorat.</translation>
    </message>
    <message>
        <source>Nothing needs mending.</source>
        <translation>Ingenting behöver lagas.</translation>
    </message>
    <message>
        <source>To mend: {count}</source>
        <translation>Att laga: {count}</translation>
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
        <source>24-hour blood pressure</source>
        <translation>Dygnsblodtryck</translation>
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
        <source>Night oximetry</source>
        <translation>Nattlig oximetri</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Vikt</translation>
    </message>
    <message>
        <source>Body composition</source>
        <translation>Kroppssammansättning</translation>
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
    <name>Mobile</name>
    <message>
        <source>The bag&apos;s devices</source>
        <translation>Väskans apparater</translation>
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
    <name>Tray</name>
    <message>
        <source>Open Hemmonitor</source>
        <translation>Öppna Hemmonitor</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>Stäng programmet</translation>
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
