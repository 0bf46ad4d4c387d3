<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en_GB">
<context>
    <name>AfterCard</name>
    <message>
        <source>Your readings</source>
        <translation>Dina mätningar</translation>
    </message>
    <message>
        <source>It was not me who measured</source>
        <translation>Det var inte jag som mätte</translation>
    </message>
    <message>
        <source>That was all for today</source>
        <translation>Det var allt för i dag</translation>
    </message>
    <message>
        <source>You need not do anything more now.</source>
        <translation>Du behöver inte göra något mer nu.</translation>
    </message>
    <message>
        <source>Next time</source>
        <translation>Nästa gång</translation>
    </message>
    <message>
        <source>{name}, at {hour}</source>
        <translation>{name}, kl {hour}</translation>
    </message>
</context>
<context>
    <name>Alert</name>
    <message>
        <source>Why: what you answered to the questions</source>
        <translation>Därför: så som du svarade på frågorna</translation>
    </message>
    <message>
        <source>Why: an irregular pulse several times</source>
        <translation>Därför: oregelbunden puls flera gånger</translation>
    </message>
    <message>
        <source>Why: {name} has changed much</source>
        <translation>Därför: {name} har ändrats mycket</translation>
    </message>
    <message>
        <source>Why: {name}, your mean of several days is over your red limit</source>
        <translation>Därför: {name}, medel av flera dagar är över din röda gräns</translation>
    </message>
    <message>
        <source>Why: {name}, your mean of several days is under your red limit</source>
        <translation>Därför: {name}, medel av flera dagar är under din röda gräns</translation>
    </message>
    <message>
        <source>Why: {name} is over your red limit</source>
        <translation>Därför: {name} är över din röda gräns</translation>
    </message>
    <message>
        <source>Why: {name} is under your red limit</source>
        <translation>Därför: {name} är under din röda gräns</translation>
    </message>
    <message>
        <source>Why: very low blood pressure {times}</source>
        <translation>Därför: mycket lågt blodtryck {times}</translation>
    </message>
    <message>
        <source>Why: very high blood pressure {times}, even though you rested</source>
        <translation>Därför: mycket högt blodtryck {times}, fast du vilade</translation>
    </message>
    <message>
        <source>Why: very high blood pressure {times}</source>
        <translation>Därför: mycket högt blodtryck {times}</translation>
    </message>
</context>
<context>
    <name>AlertPage</name>
    <message>
        <source>Do not write if it is urgent.</source>
        <translation>Skriv inte om det är bråttom.</translation>
    </message>
    <message>
        <source>Evenings and weekends: call 1177.</source>
        <translation>Kväll och helg: ring 1177.</translation>
    </message>
    <message>
        <source>Call your care centre today</source>
        <translation>Ring din vårdcentral i dag</translation>
    </message>
    <message>
        <source>Good that you called</source>
        <translation>Bra att du ringde</translation>
    </message>
    <message>
        <source>Do as they told you. Call again if you get worse.</source>
        <translation>Gör som de sa. Ring igen om du blir sämre.</translation>
    </message>
    <message>
        <source>Contact care</source>
        <translation>Kontakta vården</translation>
    </message>
    <message>
        <source>I have called</source>
        <translation>Jag har ringt</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ångra</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Gå vidare</translation>
    </message>
    <message numerus="yes">
        <source>mean of %n reading(s)</source>
        <translation>
            <numerusform>%n mätning</numerusform>
            <numerusform>medel av %n mätningar</numerusform>
        </translation>
    </message>
    <message>
        <source>Your red limit</source>
        <translation>Din röda gräns</translation>
    </message>
    <message>
        <source>Call 112 now</source>
        <translation>Ring 112 nu</translation>
    </message>
    <message>
        <source>Your answers say that it may be urgent.</source>
        <translation>Dina svar säger att det kan vara bråttom.</translation>
    </message>
    <message>
        <source>if you have</source>
        <translation>om du har</translation>
    </message>
    <message>
        <source>if it is an emergency</source>
        <translation>om det är akut</translation>
    </message>
    <message>
        <source>Do not wait for an answer in the app. It is not watched around the clock.</source>
        <translation>Vänta inte på svar i appen. Den övervakas inte dygnet runt.</translation>
    </message>
    <message>
        <source>if it is an emergency. The signs are listed under Show more.</source>
        <translation>om det är akut. Tecknen står under Visa mer.</translation>
    </message>
    <message>
        <source>Write to {name}</source>
        <translation>Skriv till {name}</translation>
    </message>
    <message>
        <source>Write to the care centre</source>
        <translation>Skriv till vårdcentralen</translation>
    </message>
</context>
<context>
    <name>BeforeCard</name>
    <message>
        <source>Before you begin</source>
        <translation>Innan du börjar</translation>
    </message>
    <message>
        <source>No coffee, tobacco or hard work for half an hour. Empty your bladder first.</source>
        <translation>Inget kaffe, tobak eller tungt arbete den senaste halvtimmen. Gå på toaletten först.</translation>
    </message>
</context>
<context>
    <name>BestCard</name>
    <message>
        <source>Your best today</source>
        <translation>Ditt bästa i dag</translation>
    </message>
    <message>
        <source>The best of your good blows comes here.</source>
        <translation>Det bästa av dina bra blås kommer hit.</translation>
    </message>
    <message>
        <source>{percent} of your best</source>
        <translation>{percent} av ditt bästa</translation>
    </message>
    <message>
        <source>FEV1 is the air that you can blow out in the first second.</source>
        <translation>FEV1 är luften du hinner blåsa ut på första sekunden.</translation>
    </message>
</context>
<context>
    <name>Blow</name>
    <message>
        <source>Keep an eye on it: under {limit}</source>
        <translation>Håll koll: under {limit}</translation>
    </message>
    <message>
        <source>Contact your care centre: under {limit}</source>
        <translation>Kontakta vården: under {limit}</translation>
    </message>
    <message>
        <source>Your best {value}</source>
        <translation>Ditt bästa {value}</translation>
    </message>
    <message>
        <source>Today {value}</source>
        <translation>I dag {value}</translation>
    </message>
</context>
<context>
    <name>BlowCard</name>
    <message>
        <source>Good blow</source>
        <translation>Bra blås</translation>
    </message>
    <message>
        <source>Does not count</source>
        <translation>Räknas inte</translation>
    </message>
    <message>
        <source>Blow hard from the start, and go on until it beeps, about 6 seconds.</source>
        <translation>Blås hårt från början, och fortsätt tills det piper, ungefär 6 sekunder.</translation>
    </message>
    <message>
        <source>Best so far.</source>
        <translation>Bäst hittills.</translation>
    </message>
    <message>
        <source>Hard from the start and all the way.</source>
        <translation>Hårt från början och hela vägen ut.</translation>
    </message>
</context>
<context>
    <name>BlowFrame</name>
    <message>
        <source>I am ready</source>
        <translation>Jag är redo</translation>
    </message>
    <message>
        <source>Type the value</source>
        <translation>Skriv in värdet</translation>
    </message>
    <message>
        <source>Enough for today</source>
        <translation>Räcker för i dag</translation>
    </message>
    <message>
        <source>It was not me who measured</source>
        <translation>Det var inte jag som mätte</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klart</translation>
    </message>
    <message>
        <source>You need three good ones</source>
        <translation>Du behöver tre bra</translation>
    </message>
    <message>
        <source>Dizzy or very short of breath? Stop and rest. Bad trouble breathing: {call}.</source>
        <translation>Yr eller mycket andfådd? Sluta och vila. Svår andnöd: {call}.</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Förbered</translation>
    </message>
    <message>
        <source>Blow</source>
        <translation>Blås</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Well done. The blows agree.</source>
        <translation>Bra gjort. Blåsen stämmer överens.</translation>
    </message>
    <message>
        <source>Well done. The best one counts.</source>
        <translation>Bra gjort. Det bästa räknas.</translation>
    </message>
    <message>
        <source>Saved. The next time we try for three.</source>
        <translation>Sparat. Nästa gång siktar vi på tre.</translation>
    </message>
    <message>
        <source>The blows differ. One more makes it sure.</source>
        <translation>Blåsen skiljer sig. Ett till gör det säkert.</translation>
    </message>
    <message numerus="yes">
        <source>%n blow(s) to go</source>
        <translation>
            <numerusform>%n blås kvar</numerusform>
            <numerusform>%n blås kvar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n good blow(s).</source>
        <translation>
            <numerusform>%n bra blås.</numerusform>
            <numerusform>%n bra blås.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left.</source>
        <translation>
            <numerusform>%n kvar.</numerusform>
            <numerusform>%n kvar.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallBox</name>
    <message>
        <source>Emergency: 112</source>
        <translation>Akut: ring 112</translation>
    </message>
    <message>
        <source>Advice: 1177</source>
        <translation>Råd: ring 1177</translation>
    </message>
</context>
<context>
    <name>ChooseFrame</name>
    <message>
        <source>Measure</source>
        <translation>Mät</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>What do you want to measure?</source>
        <translation>Vad vill du mäta?</translation>
    </message>
    <message>
        <source>You can also just use the device: the value comes here by itself.</source>
        <translation>Du kan också bara använda apparaten: värdet kommer hit av sig självt.</translation>
    </message>
</context>
<context>
    <name>CircleCard</name>
    <message>
        <source>Who may read your values</source>
        <translation>Vem som får läsa dina värden</translation>
    </message>
    <message numerus="yes">
        <source>%n computer(s)</source>
        <translation>
            <numerusform>%n dator</numerusform>
            <numerusform>%n datorer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n team(s)</source>
        <translation>
            <numerusform>%n team</numerusform>
            <numerusform>%n team</numerusform>
        </translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du själv</translation>
    </message>
    <message>
        <source>Staff at {centre}</source>
        <translation>Personal på {centre}</translation>
    </message>
    <message>
        <source>last {when}</source>
        <translation>senast {when}</translation>
    </message>
    <message numerus="yes">
        <source>%n of the computers of staff</source>
        <translation>
            <numerusform>%n av personalens datorer</numerusform>
            <numerusform>%n av personalens datorer</numerusform>
        </translation>
    </message>
    <message>
        <source>has not opened your page</source>
        <translation>har inte öppnat din sida</translation>
    </message>
    <message numerus="yes">
        <source>%n computer(s) of staff taken away</source>
        <translation>
            <numerusform>%n av personalens datorer är borttagen</numerusform>
            <numerusform>%n av personalens datorer är borttagna</numerusform>
        </translation>
    </message>
    <message>
        <source>reads nothing new</source>
        <translation>läser inget nytt</translation>
    </message>
    <message numerus="yes">
        <source>%n measuring room(s)</source>
        <translation>
            <numerusform>%n mätrum</numerusform>
            <numerusform>%n mätrum</numerusform>
        </translation>
    </message>
    <message>
        <source>sends values, reads nothing</source>
        <translation>skickar värden, läser inget</translation>
    </message>
    <message>
        <source>The care centre&apos;s spare key</source>
        <translation>Vårdcentralens reservnyckel</translation>
    </message>
    <message>
        <source>locked away, only if all computers are lost</source>
        <translation>inlåst, bara om datorerna går förlorade</translation>
    </message>
    <message>
        <source>Your computer has checked this list. Nobody can be added without being seen here.</source>
        <translation>Din dator har kontrollerat listan. Ingen kan läggas till utan att det syns här.</translation>
    </message>
</context>
<context>
    <name>Component</name>
    <message>
        <source>Upper pressure</source>
        <translation>Övre trycket</translation>
    </message>
    <message>
        <source>Lower pressure</source>
        <translation>Nedre trycket</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>Puls</translation>
    </message>
    <message>
        <source>Oxygen level</source>
        <translation>Syremättnad</translation>
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
        <source>Blood sugar</source>
        <translation>Blodsocker</translation>
    </message>
    <message>
        <source>Air in the first second (FEV1)</source>
        <translation>Luft på första sekunden (FEV1)</translation>
    </message>
    <message>
        <source>Breaths a minute</source>
        <translation>Andetag per minut</translation>
    </message>
</context>
<context>
    <name>ConsentCard</name>
    <message>
        <source>The scale did not know that code. Look in its own menu.</source>
        <translation>Vågen kände inte igen koden. Titta i vågens egen meny.</translation>
    </message>
    <message>
        <source>You find both in the scale&apos;s own menu.</source>
        <translation>Du hittar båda i vågens egen meny.</translation>
    </message>
    <message>
        <source>The scale asks who you are</source>
        <translation>Vågen frågar vem du är</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>Ditt nummer</translation>
    </message>
    <message>
        <source>Your code</source>
        <translation>Din kod</translation>
    </message>
    <message>
        <source>Send to the scale</source>
        <translation>Skicka till vågen</translation>
    </message>
</context>
<context>
    <name>ContactCard</name>
    <message>
        <source>Your care contact</source>
        <translation>Din fasta vårdkontakt</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Skriv</translation>
    </message>
    <message>
        <source>Your care centre has not said who yet.</source>
        <translation>Din vårdcentral har inte sagt vem än.</translation>
    </message>
</context>
<context>
    <name>CuffCard</name>
    <message>
        <source>The cuff on your bare arm</source>
        <translation>Manschetten på bar arm</translation>
    </message>
    <message>
        <source>A few centimetres above the elbow. Two fingers should fit under it.</source>
        <translation>Ett par centimeter ovanför armvecket. Två fingrar ska få plats under den.</translation>
    </message>
</context>
<context>
    <name>DataCard</name>
    <message>
        <source>My values</source>
        <translation>Mina värden</translation>
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
        <source>Back up</source>
        <translation>Säkerhetskopiera</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Återställ</translation>
    </message>
</context>
<context>
    <name>Device</name>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Någon annan</translation>
    </message>
    <message>
        <source>Not said yet</source>
        <translation>Inte svarat än</translation>
    </message>
    <message>
        <source>{name}, place {number}</source>
        <translation>{name}, plats {number}</translation>
    </message>
    <message>
        <source>Blood pressure monitor</source>
        <translation>Blodtrycksmätare</translation>
    </message>
    <message>
        <source>Oxygen meter</source>
        <translation>Syremätare</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Våg</translation>
    </message>
    <message>
        <source>Lung meter</source>
        <translation>Lungmätare</translation>
    </message>
    <message>
        <source>Thermometer</source>
        <translation>Termometer</translation>
    </message>
    <message>
        <source>Blood sugar meter</source>
        <translation>Blodsockermätare</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Apparat</translation>
    </message>
    <message>
        <source>Press START on the monitor.</source>
        <translation>Tryck på START på mätaren.</translation>
    </message>
    <message>
        <source>Put a finger in the meter.</source>
        <translation>Sätt ett finger i mätaren.</translation>
    </message>
    <message>
        <source>Step on the scale with one foot.</source>
        <translation>Ställ en fot på vågen.</translation>
    </message>
    <message>
        <source>Switch the meter on.</source>
        <translation>Slå på mätaren.</translation>
    </message>
    <message>
        <source>Switch the thermometer on.</source>
        <translation>Slå på termometern.</translation>
    </message>
    <message>
        <source>Switch the device on.</source>
        <translation>Slå på apparaten.</translation>
    </message>
    <message>
        <source>Put the device beside the computer, with fresh batteries in it.</source>
        <translation>Ställ apparaten bredvid datorn, med nya batterier i.</translation>
    </message>
    <message>
        <source>Hold the START or Bluetooth button until the display blinks.</source>
        <translation>Håll in START eller Bluetooth-knappen tills displayen blinkar.</translation>
    </message>
    <message>
        <source>Put a finger in the meter. It searches by itself.</source>
        <translation>Sätt ett finger i mätaren. Den söker av sig själv.</translation>
    </message>
    <message>
        <source>Press the button under the scale, or step on it.</source>
        <translation>Tryck på knappen under vågen, eller kliv på den.</translation>
    </message>
    <message>
        <source>Switch the meter on. Hold the button with the Bluetooth sign.</source>
        <translation>Slå på mätaren. Håll in knappen med Bluetooth-tecknet.</translation>
    </message>
    <message>
        <source>Switch it on and hold the button until the sign blinks.</source>
        <translation>Slå på den och håll in knappen tills tecknet blinkar.</translation>
    </message>
    <message>
        <source>Switch it on and choose Bluetooth or Pair in its menu.</source>
        <translation>Slå på den och välj Bluetooth eller Parkoppla i menyn.</translation>
    </message>
    <message>
        <source>Hold its Bluetooth button until something blinks.</source>
        <translation>Håll in Bluetooth-knappen tills något blinkar.</translation>
    </message>
    <message>
        <source>Choose the device in the list when it shows up.</source>
        <translation>Välj apparaten i listan när den dyker upp.</translation>
    </message>
    <message>
        <source>Looking for it ...</source>
        <translation>Letar efter den ...</translation>
    </message>
    <message>
        <source>Connecting ...</source>
        <translation>Kopplar ...</translation>
    </message>
    <message>
        <source>Connecting for the first time ...</source>
        <translation>Kopplar för första gången ...</translation>
    </message>
    <message>
        <source>In contact now</source>
        <translation>I kontakt nu</translation>
    </message>
    <message>
        <source>Measuring now</source>
        <translation>Mäter nu</translation>
    </message>
    <message>
        <source>The scale asks who you are.</source>
        <translation>Vågen frågar vem du är.</translation>
    </message>
    <message>
        <source>The scale did not know that code.</source>
        <translation>Vågen kände inte igen koden.</translation>
    </message>
    <message>
        <source>Give it your number and code, and it sends your weight.</source>
        <translation>Ge den ditt nummer och din kod, så skickar den vikten.</translation>
    </message>
    <message>
        <source>Who uses place {number}?</source>
        <translation>Vem använder plats {number}?</translation>
    </message>
    <message>
        <source>Say so once. The values wait until then.</source>
        <translation>Svara en gång. Värdena väntar så länge.</translation>
    </message>
    <message>
        <source>The battery is almost empty.</source>
        <translation>Batteriet är snart slut.</translation>
    </message>
    <message>
        <source>Change the batteries today, so that you miss no measurement.</source>
        <translation>Byt batterierna i dag, så tappar du ingen mätning.</translation>
    </message>
    <message>
        <source>The device&apos;s clock is wrong.</source>
        <translation>Apparatens klocka går fel.</translation>
    </message>
    <message>
        <source>Set its time and date. Your values get the right time anyway.</source>
        <translation>Ställ in tid och datum. Dina värden får ändå rätt tid.</translation>
    </message>
    <message>
        <source>It has forgotten this computer.</source>
        <translation>Den har glömt den här datorn.</translation>
    </message>
    <message>
        <source>Connect it again.</source>
        <translation>Koppla den igen.</translation>
    </message>
    <message>
        <source>It is not connected to this computer yet.</source>
        <translation>Den är inte kopplad till datorn än.</translation>
    </message>
    <message>
        <source>It did not want to connect.</source>
        <translation>Den ville inte koppla.</translation>
    </message>
    <message>
        <source>Hold its Bluetooth button and connect it again.</source>
        <translation>Håll in dess Bluetooth-knapp och koppla den igen.</translation>
    </message>
    <message>
        <source>It does not answer.</source>
        <translation>Den svarar inte.</translation>
    </message>
    <message>
        <source>Is it near and switched on? Change the batteries if they are old.</source>
        <translation>Är den nära och påslagen? Byt batterier om de är gamla.</translation>
    </message>
    <message>
        <source>The program cannot read it.</source>
        <translation>Programmet kan inte läsa den.</translation>
    </message>
    <message>
        <source>Type its values by hand, and ask your care centre for another one.</source>
        <translation>Skriv in värdena själv, och be vårdcentralen om en annan.</translation>
    </message>
    <message>
        <source>The contact was lost.</source>
        <translation>Kontakten bröts.</translation>
    </message>
    <message>
        <source>What had arrived is saved. Measure once more, near the computer.</source>
        <translation>Det som hann fram är sparat. Mät en gång till, nära datorn.</translation>
    </message>
    <message>
        <source>Something is wrong with it.</source>
        <translation>Något är fel med den.</translation>
    </message>
</context>
<context>
    <name>DeviceFrame</name>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Remove the device</source>
        <translation>Ta bort apparaten</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Testa igen</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>Koppla igen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klart</translation>
    </message>
    <message>
        <source>What we know of it</source>
        <translation>Det vi vet om den</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>inte än</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Senaste kontakt</translation>
    </message>
    <message>
        <source>Last value</source>
        <translation>Senaste värde</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Batteri</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rätt</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) wrong</source>
        <translation>
            <numerusform>%n minut fel</numerusform>
            <numerusform>%n minuter fel</numerusform>
        </translation>
    </message>
    <message>
        <source>Its clock</source>
        <translation>Klockan i den</translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>Answer</source>
        <translation>Svara</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testa</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Senast</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>inte än</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Devices</source>
        <translation>Apparater</translation>
    </message>
    <message>
        <source>Add a device</source>
        <translation>Lägg till apparat</translation>
    </message>
    <message>
        <source>No device is connected yet. You can type your values by hand meanwhile.</source>
        <translation>Ingen apparat är kopplad än. Du kan skriva in dina värden själv så länge.</translation>
    </message>
    <message>
        <source>Use the device as usual, near the computer.</source>
        <translation>Använd apparaten som vanligt, nära datorn.</translation>
    </message>
    <message>
        <source>The value comes here by itself. If we are unsure who measured, we ask you.</source>
        <translation>Värdet kommer hit av sig självt. Är vi osäkra på vem som mätte frågar vi dig.</translation>
    </message>
    <message>
        <source>Bluetooth is on</source>
        <translation>Bluetooth är på</translation>
    </message>
    <message>
        <source>Looking for Bluetooth ...</source>
        <translation>Letar efter Bluetooth ...</translation>
    </message>
</context>
<context>
    <name>DoneCard</name>
    <message>
        <source>{name} is connected</source>
        <translation>{name} är kopplad</translation>
    </message>
    <message>
        <source>From now on its values come here by themselves. Measure once now, to see that it works.</source>
        <translation>Från och med nu kommer dess värden hit av sig själva. Mät en gång nu, så ser du att det fungerar.</translation>
    </message>
</context>
<context>
    <name>Emergency</name>
    <message>
        <source>if it is an emergency.</source>
        <translation>om det är akut.</translation>
    </message>
    <message>
        <source>if you have {symptoms}.</source>
        <translation>om du har {symptoms}.</translation>
    </message>
    <message>
        <source>Call 112 now</source>
        <translation>Ring 112 nu</translation>
    </message>
</context>
<context>
    <name>FailedCards</name>
    <message>
        <source>Too loose</source>
        <translation>För löst</translation>
    </message>
    <message>
        <source>There is air between the cuff and the arm.</source>
        <translation>Det finns luft mellan manschetten och armen.</translation>
    </message>
    <message>
        <source>Just right</source>
        <translation>Lagom</translation>
    </message>
    <message>
        <source>Tighten it. Two fingers should fit.</source>
        <translation>Dra åt. Två fingrar ska få plats.</translation>
    </message>
    <message>
        <source>The cuff sits on the bare arm, a few centimetres above the elbow. Keep the arm still.</source>
        <translation>Manschetten sitter på bar arm, ett par centimeter ovanför armvecket. Håll sedan armen stilla.</translation>
    </message>
    <message>
        <source>Keep your arm quite still.</source>
        <translation>Håll armen helt stilla.</translation>
    </message>
    <message>
        <source>Do not talk, and do not move your fingers, until the figures are there.</source>
        <translation>Prata inte och rör inte fingrarna förrän siffrorna kommer.</translation>
    </message>
    <message>
        <source>Rest your arm on the table.</source>
        <translation>Lägg armen på bordet.</translation>
    </message>
    <message>
        <source>The cuff should be as high as your heart.</source>
        <translation>Manschetten ska vara i höjd med hjärtat.</translation>
    </message>
    <message>
        <source>Check the cuff and sit still.</source>
        <translation>Se efter manschetten och sitt stilla.</translation>
    </message>
    <message>
        <source>The cuff sits tight on the bare arm, with the hose towards your hand.</source>
        <translation>Manschetten sitter tätt på bar arm, med slangen mot handen.</translation>
    </message>
    <message>
        <source>Like this</source>
        <translation>Så här</translation>
    </message>
</context>
<context>
    <name>FailedHead</name>
    <message>
        <source>There was no value this time</source>
        <translation>Det blev inget värde den här gången</translation>
    </message>
    <message>
        <source>It is common and easy to put right.</source>
        <translation>Det är vanligt och lätt att rätta till.</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>The monitor noticed that</source>
        <translation>Mätaren märkte att</translation>
    </message>
    <message>
        <source>the cuff was loose</source>
        <translation>manschetten satt löst</translation>
    </message>
    <message>
        <source>you moved</source>
        <translation>du rörde dig</translation>
    </message>
    <message>
        <source>the arm was not at heart height</source>
        <translation>armen inte var i höjd med hjärtat</translation>
    </message>
    <message>
        <source>The monitor could not</source>
        <translation>Mätaren kunde inte</translation>
    </message>
    <message>
        <source>feel your pulse well enough</source>
        <translation>känna din puls tillräckligt bra</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Back up</source>
        <translation>Tillbaka</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Visa mer</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>You have called about your alert.</source>
        <translation>Du har ringt vården.</translation>
    </message>
    <message>
        <source>Call again if you get worse.</source>
        <translation>Ring igen om du blir sämre.</translation>
    </message>
    <message>
        <source>Your latest values</source>
        <translation>Dina senaste värden</translation>
    </message>
    <message>
        <source>Good evening, {name}</source>
        <translation>God kväll, {name}</translation>
    </message>
    <message>
        <source>Good evening</source>
        <translation>God kväll</translation>
    </message>
    <message>
        <source>Good morning, {name}</source>
        <translation>God morgon, {name}</translation>
    </message>
    <message>
        <source>Good morning</source>
        <translation>God morgon</translation>
    </message>
    <message>
        <source>Hello, {name}</source>
        <translation>Hej {name}</translation>
    </message>
    <message>
        <source>Hello</source>
        <translation>Hej</translation>
    </message>
    <message>
        <source>The monitoring is over</source>
        <translation>Hemmonitoreringen är slut</translation>
    </message>
    <message>
        <source>Call your care centre if you feel worse.</source>
        <translation>Ring din vårdcentral om du mår sämre.</translation>
    </message>
    <message>
        <source>Pause up to and including {day}</source>
        <translation>Paus till och med {day}</translation>
    </message>
    <message>
        <source>You do not need to measure. You can measure anyway.</source>
        <translation>Du behöver inte mäta. Du kan mäta ändå.</translation>
    </message>
    <message>
        <source>Start measuring</source>
        <translation>Börja mäta</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Nästa steg</translation>
    </message>
    <message>
        <source>Measure once more</source>
        <translation>Mät en gång till</translation>
    </message>
    <message>
        <source>Rest for five minutes first.</source>
        <translation>Vila i fem minuter först.</translation>
    </message>
    <message>
        <source>All done for today</source>
        <translation>Allt klart för i dag</translation>
    </message>
    <message>
        <source>Nothing more is planned today</source>
        <translation>Inget mer är planerat i dag</translation>
    </message>
    <message>
        <source>Measure when you like</source>
        <translation>Mät när du vill</translation>
    </message>
    <message>
        <source>You can measure anyway.</source>
        <translation>Du kan mäta ändå om du vill.</translation>
    </message>
    <message>
        <source>The value is saved on your computer.</source>
        <translation>Värdet sparas på din dator.</translation>
    </message>
    <message>
        <source>Next: {name}, at {hour}.</source>
        <translation>Nästa: {name}, kl {hour}.</translation>
    </message>
    <message>
        <source>Nothing to do right now</source>
        <translation>Inget att göra just nu</translation>
    </message>
    <message>
        <source>Measure anyway</source>
        <translation>Mät ändå</translation>
    </message>
    <message>
        <source>This evening&apos;s reading, preferably before {hour}.</source>
        <translation>Kvällens mätning, gärna före kl {hour}.</translation>
    </message>
    <message>
        <source>Preferably before {hour}. It takes about 8 minutes.</source>
        <translation>Gärna före kl {hour}. Det tar ungefär 8 minuter.</translation>
    </message>
    <message>
        <source>Preferably before {hour}</source>
        <translation>Gärna före kl {hour}</translation>
    </message>
    <message>
        <source>It takes a few minutes.</source>
        <translation>Det tar ett par minuter.</translation>
    </message>
    <message>
        <source>Start answering</source>
        <translation>Börja svara</translation>
    </message>
    <message>
        <source>Use the device as usual, near the computer. The value comes here by itself.</source>
        <translation>Använd apparaten som vanligt, nära datorn. Värdet kommer hit av sig självt.</translation>
    </message>
</context>
<context>
    <name>HowCard</name>
    <message>
        <source>Do it like this</source>
        <translation>Gör så här</translation>
    </message>
</context>
<context>
    <name>Kind</name>
    <message>
        <source>Blood pressure</source>
        <translation>Blodtryck</translation>
    </message>
    <message>
        <source>Oxygen level</source>
        <translation>Syremättnad</translation>
    </message>
    <message>
        <source>Oxygen level at night</source>
        <translation>Syremättnad på natten</translation>
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
        <source>Lung function</source>
        <translation>Lungfunktion</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Blood sugar</source>
        <translation>Blodsocker</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>Puls</translation>
    </message>
    <message>
        <source>Breathing rate</source>
        <translation>Andningstakt</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Frågor</translation>
    </message>
    <message>
        <source>Measure blood pressure</source>
        <translation>Mät ditt blodtryck</translation>
    </message>
    <message>
        <source>Measure your oxygen level</source>
        <translation>Mät din syremättnad</translation>
    </message>
    <message>
        <source>Measure your oxygen level while you sleep</source>
        <translation>Mät din syremättnad medan du sover</translation>
    </message>
    <message>
        <source>Weigh yourself</source>
        <translation>Väg dig</translation>
    </message>
    <message>
        <source>Weigh yourself with bare feet</source>
        <translation>Väg dig barfota</translation>
    </message>
    <message>
        <source>Measure your lung function</source>
        <translation>Mät din lungfunktion</translation>
    </message>
    <message>
        <source>Take your temperature</source>
        <translation>Ta din temperatur</translation>
    </message>
    <message>
        <source>Measure your blood sugar</source>
        <translation>Mät ditt blodsocker</translation>
    </message>
    <message>
        <source>Measure your pulse</source>
        <translation>Mät din puls</translation>
    </message>
    <message>
        <source>Count your breathing</source>
        <translation>Räkna dina andetag</translation>
    </message>
    <message>
        <source>Answer how you feel</source>
        <translation>Svara på hur du mår</translation>
    </message>
    <message>
        <source>Blood pressure over 24 hours</source>
        <translation>Blodtryck under ett dygn</translation>
    </message>
    <message>
        <source>Wear the 24-hour recorder</source>
        <translation>Bär dygnsmätaren</translation>
    </message>
</context>
<context>
    <name>KnownCard</name>
    <message>
        <source>What the program knows of you</source>
        <translation>Det programmet vet om dig</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n värde</numerusform>
            <numerusform>%n värden</numerusform>
        </translation>
    </message>
    <message>
        <source>{values} since {day}</source>
        <translation>{values} sedan {day}</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n meddelande</numerusform>
            <numerusform>%n meddelanden</numerusform>
        </translation>
    </message>
    <message>
        <source>your name, your number and your plan</source>
        <translation>ditt namn, ditt nummer och din plan</translation>
    </message>
    <message>
        <source>It lies locked on this computer.</source>
        <translation>Det ligger låst på den här datorn.</translation>
    </message>
    <message>
        <source>What is sent can be read by your care centre and by nobody else on the way.</source>
        <translation>Det som skickas kan din vårdcentral läsa, och ingen annan på vägen.</translation>
    </message>
</context>
<context>
    <name>LiveCard</name>
    <message>
        <source>Measuring. Sit still.</source>
        <translation>Mäter nu. Sitt stilla.</translation>
    </message>
    <message>
        <source>mmHg in the cuff</source>
        <translation>mmHg i manschetten</translation>
    </message>
    <message>
        <source>This is the pressure in the cuff, not your blood pressure.</source>
        <translation>Det här är trycket i manschetten, inte ditt blodtryck.</translation>
    </message>
</context>
<context>
    <name>Manual</name>
    <message>
        <source>That looks like kPa. Type the value in mmHg.</source>
        <translation>Det ser ut som kPa. Skriv värdet i mmHg.</translation>
    </message>
    <message>
        <source>The upper pressure should be the higher one. Did they change places?</source>
        <translation>Övre trycket ska vara det högre. Har de bytt plats?</translation>
    </message>
    <message>
        <source>That time has not been yet.</source>
        <translation>Den tiden har inte varit än.</translation>
    </message>
    <message>
        <source>{name} cannot be right. Look at the monitor again.</source>
        <translation>{name} kan inte stämma. Titta på mätaren igen.</translation>
    </message>
    <message>
        <source>The pressures are an unusual pair. Look again. If they are right, save them.</source>
        <translation>Trycken är ett ovanligt par. Titta en gång till. Stämmer de, så spara.</translation>
    </message>
    <message>
        <source>{name} is unusual. Look again. If it is right, save it.</source>
        <translation>{name} är ovanligt. Titta en gång till. Stämmer det, så spara.</translation>
    </message>
    <message>
        <source>That looks like mg/dL. Type the value in mmol/litre.</source>
        <translation>Det ser ut som mg/dL. Skriv värdet i mmol/liter.</translation>
    </message>
    <message>
        <source>That looks like Fahrenheit. Type it in °C.</source>
        <translation>Det ser ut som Fahrenheit. Skriv i °C.</translation>
    </message>
    <message>
        <source>That looks like pounds. Type your weight in kg.</source>
        <translation>Det ser ut som pund. Skriv din vikt i kg.</translation>
    </message>
</context>
<context>
    <name>ManualFrame</name>
    <message>
        <source>Type your blood pressure</source>
        <translation>Skriv in ditt blodtryck</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>What does the monitor show?</source>
        <translation>Vad visar mätaren?</translation>
    </message>
    <message>
        <source>Upper pressure (SYS)</source>
        <translation>Övre trycket (SYS)</translation>
    </message>
    <message>
        <source>Lower pressure (DIA)</source>
        <translation>Nedre trycket (DIA)</translation>
    </message>
    <message>
        <source>Pulse, if it is shown</source>
        <translation>Puls, om den visas</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>per minut</translation>
    </message>
    <message>
        <source>When did you measure?</source>
        <translation>När mätte du?</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>I dag</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>I går</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>I förrgår</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Klockan</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Klockslag</translation>
    </message>
    <message>
        <source>Type the time with figures, such as 8.30.</source>
        <translation>Skriv klockslaget med siffror, till exempel 8.30.</translation>
    </message>
    <message>
        <source>Note, if you like</source>
        <translation>Anteckning, om du vill</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>Spara ändå</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Type both the upper and the lower pressure.</source>
        <translation>Skriv både övre och nedre trycket.</translation>
    </message>
    <message>
        <source>Type figures only, such as 132.</source>
        <translation>Skriv bara siffror, till exempel 132.</translation>
    </message>
    <message>
        <source>Type your value</source>
        <translation>Skriv in ditt värde</translation>
    </message>
    <message>
        <source>What does the device show?</source>
        <translation>Vad visar apparaten?</translation>
    </message>
    <message>
        <source>FEV6, if it is shown</source>
        <translation>FEV6, om det visas</translation>
    </message>
    <message>
        <source>Type the value that the device shows.</source>
        <translation>Skriv värdet som apparaten visar.</translation>
    </message>
</context>
<context>
    <name>MeasureFoot</name>
    <message numerus="yes">
        <source>Done in about %n second(s)</source>
        <translation>
            <numerusform>Klart om ungefär %n sekund</numerusform>
            <numerusform>Klart om ungefär %n sekunder</numerusform>
        </translation>
    </message>
    <message>
        <source>Resting makes the value right.</source>
        <translation>Vilan gör att värdet blir rätt.</translation>
    </message>
    <message>
        <source>I am ready</source>
        <translation>Jag är redo</translation>
    </message>
    <message>
        <source>I have rested already</source>
        <translation>Jag har redan vilat</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Ljud på</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Ljud av</translation>
    </message>
    <message>
        <source>Measure later instead</source>
        <translation>Mät hellre senare</translation>
    </message>
    <message>
        <source>Type the value</source>
        <translation>Skriv in värdet</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Mät igen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klart</translation>
    </message>
    <message>
        <source>No value has been saved or sent.</source>
        <translation>Inget värde har sparats eller skickats.</translation>
    </message>
    <message>
        <source>Call {name}, {phone}.</source>
        <translation>Ring {name}, {phone}.</translation>
    </message>
    <message>
        <source>Does it fail again? Call {name}, {phone}.</source>
        <translation>Går det inte nu heller? Ring {name}, {phone}.</translation>
    </message>
    <message>
        <source>Looking for your monitor ...</source>
        <translation>Söker efter mätaren ...</translation>
    </message>
    <message>
        <source>Connecting to your monitor ...</source>
        <translation>Ansluter till mätaren ...</translation>
    </message>
    <message>
        <source>Connecting to your monitor for the first time ...</source>
        <translation>Ansluter till mätaren för första gången ...</translation>
    </message>
    <message>
        <source>Your monitor is connected.</source>
        <translation>Blodtrycksmätaren är ansluten.</translation>
    </message>
    <message>
        <source>The monitor connects when you press START.</source>
        <translation>Mätaren ansluter när du trycker på START.</translation>
    </message>
</context>
<context>
    <name>MeasureFrame</name>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>Nytt värde</translation>
    </message>
    <message>
        <source>Measure blood pressure</source>
        <translation>Mät blodtryck</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Mät igen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klart</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Vila</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Förbered</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mät</translation>
    </message>
    <message>
        <source>Reading {number} of {count}</source>
        <translation>Mätning {number} av {count}</translation>
    </message>
    <message>
        <source>Next reading in {time}</source>
        <translation>Nästa mätning om {time}</translation>
    </message>
    <message numerus="yes">
        <source>Next reading in %n second(s)</source>
        <translation>
            <numerusform>Nästa mätning om %n sekund</numerusform>
            <numerusform>Nästa mätning om %n sekunder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessagesPage</name>
    <message>
        <source>Messages</source>
        <translation>Meddelanden</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Skicka</translation>
    </message>
    <message>
        <source>Write to {name}</source>
        <translation>Skriv till {name}</translation>
    </message>
    <message>
        <source>Write to the care centre</source>
        <translation>Skriv till vårdcentralen</translation>
    </message>
    <message>
        <source>Do not write if it is urgent. Then call.</source>
        <translation>Skriv inte om det är bråttom. Ring då.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>No messages yet.</source>
        <translation>Inga meddelanden än.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>Ta bort den</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>Inte läst än</translation>
    </message>
    <message>
        <source>Read by {who} {when}</source>
        <translation>Läst av {who} {when}</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Välj en bild</translation>
    </message>
    <message>
        <source>That file is not a picture that we can read. Choose another one.</source>
        <translation>Filen är inte en bild som vi kan läsa. Välj en annan.</translation>
    </message>
    <message>
        <source>A picture goes with the message.</source>
        <translation>En bild följer med meddelandet.</translation>
    </message>
    <message>
        <source>A picture</source>
        <translation>En bild</translation>
    </message>
</context>
<context>
    <name>Month</name>
    <message>
        <source>Done</source>
        <translation>Klart</translation>
    </message>
    <message>
        <source>Partly</source>
        <translation>Delvis</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>Inte gjort</translation>
    </message>
    <message>
        <source>To come</source>
        <translation>Kommer</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Paus</translation>
    </message>
    <message>
        <source>Nothing planned</source>
        <translation>Inget planerat</translation>
    </message>
    <message>
        <source>{done} of {planned}</source>
        <translation>{done} av {planned}</translation>
    </message>
    <message>
        <source>Not done: {times}.</source>
        <translation>Inte gjort: {times}.</translation>
    </message>
    <message>
        <source>{count} partly</source>
        <translation>{count} delvis</translation>
    </message>
    <message>
        <source>{count} not done</source>
        <translation>{count} inte gjorda</translation>
    </message>
    <message>
        <source>{count} in a pause</source>
        <translation>{count} i paus</translation>
    </message>
    <message>
        <source>Nothing was planned this month.</source>
        <translation>Inget var planerat den här månaden.</translation>
    </message>
</context>
<context>
    <name>MonthCard</name>
    <message>
        <source>Earlier month</source>
        <translation>Tidigare månad</translation>
    </message>
    <message>
        <source>Later month</source>
        <translation>Senare månad</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) done</source>
        <translation>
            <numerusform>%n dag klar</numerusform>
            <numerusform>%n dagar klara</numerusform>
        </translation>
    </message>
    <message>
        <source>Older values are being read.</source>
        <translation>Äldre värden hämtas.</translation>
    </message>
</context>
<context>
    <name>MovingFrame</name>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>NearbyCard</name>
    <message>
        <source>The six digits on the device&apos;s display</source>
        <translation>De sex siffrorna på apparatens display</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Koppla</translation>
    </message>
    <message>
        <source>The computer cannot listen</source>
        <translation>Datorn kan inte lyssna</translation>
    </message>
    <message>
        <source>Found near you</source>
        <translation>Hittade nära dig</translation>
    </message>
    <message>
        <source>Which one is yours?</source>
        <translation>Vilken är din?</translation>
    </message>
    <message>
        <source>Looking for it ...</source>
        <translation>Letar efter den ...</translation>
    </message>
    <message>
        <source>It can take half a minute.</source>
        <translation>Det kan ta en halv minut.</translation>
    </message>
    <message>
        <source>Type the code</source>
        <translation>Skriv in koden</translation>
    </message>
    <message>
        <source>The device shows six digits on its display.</source>
        <translation>Apparaten visar sex siffror på sin display.</translation>
    </message>
    <message>
        <source>Connecting to {name} ...</source>
        <translation>Kopplar till {name} ...</translation>
    </message>
    <message>
        <source>Keep the device near.</source>
        <translation>Ha apparaten nära.</translation>
    </message>
    <message>
        <source>cannot be read by any program but the maker&apos;s own.</source>
        <translation>kan bara läsas av tillverkarens eget program.</translation>
    </message>
    <message>
        <source>Connect {name}</source>
        <translation>Koppla {name}</translation>
    </message>
</context>
<context>
    <name>NextBlow</name>
    <message>
        <source>Sit up, breathe in deep, lips tight around the mouthpiece.</source>
        <translation>Sitt upp, djupt andetag, läpparna tätt om munstycket.</translation>
    </message>
    <message>
        <source>The meter could not use that blow.</source>
        <translation>Mätaren kunde inte använda det blåset.</translation>
    </message>
    <message>
        <source>Rest a little. Then blow hard from the very start.</source>
        <translation>Vila en stund. Blås sedan hårt från första början.</translation>
    </message>
    <message>
        <source>Blow when you are ready.</source>
        <translation>Blås när du är redo.</translation>
    </message>
    <message>
        <source>Rest a little. Blow again when you like.</source>
        <translation>Vila en stund. Blås igen när du vill.</translation>
    </message>
</context>
<context>
    <name>Night</name>
    <message>
        <source>Oxygen level</source>
        <translation>Syremättnad</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>Puls</translation>
    </message>
    <message>
        <source>beats/min</source>
        <translation>slag/min</translation>
    </message>
    <message>
        <source>The night before {day}</source>
        <translation>Natten till {day}</translation>
    </message>
    <message>
        <source>{day} {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>less than 1 min</source>
        <translation>mindre än 1 min</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} tim</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>oxygen level, mean of the night</source>
        <translation>syremättnad, medel under natten</translation>
    </message>
    <message>
        <source>the lowest value</source>
        <translation>lägsta värdet</translation>
    </message>
    <message>
        <source>under 90 %, {share} of the time</source>
        <translation>under 90 %, {share} av tiden</translation>
    </message>
    <message>
        <source>falls of {fall} % or more an hour ({sign})</source>
        <translation>fall på {fall} procentenheter eller mer i timmen ({sign})</translation>
    </message>
    <message>
        <source>pulse, mean of the night ({between})</source>
        <translation>puls, medel under natten ({between})</translation>
    </message>
    <message>
        <source>Falls an hour: {indexes}.</source>
        <translation>Fall i timmen: {indexes}.</translation>
    </message>
    <message>
        <source>Measured for {length}, {times}.</source>
        <translation>Mätt i {length}, kl {times}.</translation>
    </message>
    <message>
        <source>No signal for {length}.</source>
        <translation>Ingen signal i {length}.</translation>
    </message>
    <message>
        <source>The program does not judge a night. Your care centre does.</source>
        <translation>Programmet bedömer inte en natt. Det gör din vårdcentral.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Klockan</translation>
    </message>
    <message>
        <source>Oxygen, mean</source>
        <translation>Syre, medel</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Lägst</translation>
    </message>
    <message>
        <source>Under 90 %</source>
        <translation>Under 90 %</translation>
    </message>
    <message>
        <source>Pulse, mean</source>
        <translation>Puls, medel</translation>
    </message>
    <message>
        <source>No signal</source>
        <translation>Ingen signal</translation>
    </message>
</context>
<context>
    <name>NightCard</name>
    <message>
        <source>Oxygen level at night</source>
        <translation>Syre på natten</translation>
    </message>
    <message>
        <source>Which night</source>
        <translation>Vilken natt</translation>
    </message>
    <message>
        <source>Earlier night</source>
        <translation>Tidigare natt</translation>
    </message>
    <message>
        <source>Later night</source>
        <translation>Senare natt</translation>
    </message>
</context>
<context>
    <name>NoValues</name>
    <message>
        <source>No values yet</source>
        <translation>Inga värden än</translation>
    </message>
    <message>
        <source>Start measuring</source>
        <translation>Börja mäta</translation>
    </message>
</context>
<context>
    <name>NotMine</name>
    <message>
        <source>Not my value</source>
        <translation>Inte mitt värde</translation>
    </message>
    <message>
        <source>Choose a row first, if a value is somebody else&apos;s.</source>
        <translation>Välj först en rad, om ett värde är någon annans.</translation>
    </message>
</context>
<context>
    <name>NowCard</name>
    <message>
        <source>Measuring. Keep still.</source>
        <translation>Mäter. Håll stilla.</translation>
    </message>
    <message>
        <source>The value is saved when it is steady.</source>
        <translation>Värdet sparas när det är stadigt.</translation>
    </message>
    <message>
        <source>pulse {pulse}</source>
        <translation>puls {pulse}</translation>
    </message>
    <message>
        <source>Measure once more</source>
        <translation>Mät en gång till</translation>
    </message>
    <message>
        <source>The value comes here by itself.</source>
        <translation>Värdet kommer hit av sig självt.</translation>
    </message>
</context>
<context>
    <name>OopsCard</name>
    <message>
        <source>There was no value this time</source>
        <translation>Det blev inget värde den här gången</translation>
    </message>
    <message>
        <source>No value has been saved or sent.</source>
        <translation>Inget värde har sparats eller skickats.</translation>
    </message>
</context>
<context>
    <name>PainCard</name>
    <message>
        <source>Does it hurt too much?</source>
        <translation>Gör det för ont?</translation>
    </message>
    <message>
        <source>Press the big button on the monitor. The pressure goes at once.</source>
        <translation>Tryck på den stora knappen på mätaren. Då släpper trycket direkt.</translation>
    </message>
</context>
<context>
    <name>PairFrame</name>
    <message>
        <source>Add a device</source>
        <translation>Lägg till apparat</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Välj</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Koppla</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klart</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>What do you want to connect?</source>
        <translation>Vad vill du koppla?</translation>
    </message>
    <message>
        <source>Another sort</source>
        <translation>En annan sort</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Sök igen</translation>
    </message>
    <message>
        <source>Measure now</source>
        <translation>Mät nu</translation>
    </message>
    <message>
        <source>Is it connected to a telephone? Switch Bluetooth off there first.</source>
        <translation>Är den kopplad till en telefon? Stäng av Bluetooth där först.</translation>
    </message>
    <message>
        <source>Your first device</source>
        <translation>Din första apparat</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mät</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Senare</translation>
    </message>
    <message>
        <source>Which device have you got?</source>
        <translation>Vilken apparat har du fått?</translation>
    </message>
    <message>
        <source>You can do this later too, under Devices.</source>
        <translation>Du kan göra det senare också, under Apparater.</translation>
    </message>
</context>
<context>
    <name>PatientWindow</name>
    <message>
        <source>That did not work.</source>
        <translation>Det gick inte.</translation>
    </message>
    <message>
        <source>The value is saved.</source>
        <translation>Värdet är sparat.</translation>
    </message>
    <message>
        <source>Thank you. Your answers are saved.</source>
        <translation>Tack. Dina svar är sparade.</translation>
    </message>
    <message>
        <source>The value is taken away.</source>
        <translation>Värdet är borttaget.</translation>
    </message>
    <message>
        <source>It does not count as yours.</source>
        <translation>Det räknas inte som ditt.</translation>
    </message>
    <message>
        <source>The device is removed.</source>
        <translation>Apparaten är borttagen.</translation>
    </message>
    <message>
        <source>Its values stay.</source>
        <translation>Dess värden är kvar.</translation>
    </message>
    <message>
        <source>About {name} {when}:</source>
        <translation>Om {name} {when}:</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>Home</source>
        <translation>Hem</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mät</translation>
    </message>
    <message>
        <source>My values</source>
        <translation>Mina värden</translation>
    </message>
    <message>
        <source>My plan</source>
        <translation>Min plan</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Frågor</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meddelanden</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Apparater</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Inställningar</translation>
    </message>
    <message>
        <source>The app is not watched around the clock.</source>
        <translation>Appen övervakas inte dygnet runt.</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>Go on measuring as planned. Take your medicines as usual.</source>
        <translation>Mät som planerat. Ta dina mediciner som vanligt.</translation>
    </message>
    <message>
        <source>Rest for five minutes and measure again.</source>
        <translation>Vila i fem minuter och mät igen.</translation>
    </message>
    <message>
        <source>Call your care centre today. Evenings and weekends: call 1177.</source>
        <translation>Ring vårdcentralen i dag. Kväll och helg: ring 1177.</translation>
    </message>
    <message>
        <source>Mean under {limit}</source>
        <translation>Medel under {limit}</translation>
    </message>
    <message>
        <source>{name} under {limit}</source>
        <translation>{name} under {limit}</translation>
    </message>
    <message>
        <source>{name} at most {limit}</source>
        <translation>{name} högst {limit}</translation>
    </message>
    <message>
        <source>{name} over {limit}</source>
        <translation>{name} över {limit}</translation>
    </message>
    <message>
        <source>{name} at least {limit}</source>
        <translation>{name} minst {limit}</translation>
    </message>
    <message>
        <source>Pause up to and including {last}. You do not need to measure.</source>
        <translation>Paus till och med {last}. Du behöver inte mäta.</translation>
    </message>
    <message>
        <source>Pause from {first} up to and including {last}.</source>
        <translation>Paus från {first} till och med {last}.</translation>
    </message>
    <message>
        <source>Why: {reason}.</source>
        <translation>Därför: {reason}.</translation>
    </message>
    <message>
        <source>You measure up to and including {day}. Then the monitoring is over.</source>
        <translation>Du mäter till och med {day}. Sedan är hemmonitoreringen slut.</translation>
    </message>
    <message>
        <source>The monitoring ended on {day}. Your values are kept. Call your care centre if you feel worse.</source>
        <translation>Hemmonitoreringen slutade {day}. Dina värden finns kvar. Ring din vårdcentral om du mår sämre.</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} och {last}</translation>
    </message>
    <message>
        <source>{measure}: {when}</source>
        <translation>{measure}: {when}</translation>
    </message>
    <message>
        <source> or </source>
        <translation> eller </translation>
    </message>
    <message>
        <source>{name}: {limits}</source>
        <translation>{name}: {limits}</translation>
    </message>
    <message>
        <source>Upper</source>
        <translation>Övre</translation>
    </message>
    <message>
        <source>Lower</source>
        <translation>Nedre</translation>
    </message>
    <message>
        <source>under {limit}</source>
        <translation>under {limit}</translation>
    </message>
    <message>
        <source>{limit} or less</source>
        <translation>{limit} eller mindre</translation>
    </message>
    <message>
        <source>over {limit}</source>
        <translation>över {limit}</translation>
    </message>
    <message>
        <source>{limit} or more</source>
        <translation>{limit} eller mer</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>My plan</source>
        <translation>Min plan</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Skriv ut</translation>
    </message>
    <message>
        <source>Your care centre has not sent a plan yet. You can measure all the same.</source>
        <translation>Din vårdcentral har inte skickat någon plan än. Du kan mäta ändå.</translation>
    </message>
    <message>
        <source>The limits wait for a doctor.</source>
        <translation>Gränserna väntar på läkare.</translation>
    </message>
    <message>
        <source>Nobody has signed them yet.</source>
        <translation>Ingen har skrivit under dem än.</translation>
    </message>
    <message>
        <source>Do this:</source>
        <translation>Gör så här:</translation>
    </message>
    <message>
        <source>Call 112 now</source>
        <translation>Ring 112 nu</translation>
    </message>
    <message>
        <source>if you have {symptoms}.</source>
        <translation>om du har {symptoms}.</translation>
    </message>
    <message>
        <source>My goals</source>
        <translation>Mina mål</translation>
    </message>
    <message>
        <source>Who does what</source>
        <translation>Vem gör vad</translation>
    </message>
    <message>
        <source>Agreed times</source>
        <translation>Avtalade tider</translation>
    </message>
    <message>
        <source>In force since {day}. {author} made it.</source>
        <translation>Gäller från {day}. {author} gjorde planen.</translation>
    </message>
    <message>
        <source>Why: {reason}</source>
        <translation>Därför: {reason}</translation>
    </message>
    <message>
        <source>No goals are set.</source>
        <translation>Inga mål är satta.</translation>
    </message>
    <message>
        <source>By video</source>
        <translation>Via video</translation>
    </message>
    <message>
        <source>Now {value}, mean of 7 days</source>
        <translation>Nu {value}, medel av 7 dagar</translation>
    </message>
    <message>
        <source>I</source>
        <translation>Jag</translation>
    </message>
    <message>
        <source>reads your values</source>
        <translation>läser dina värden</translation>
    </message>
    <message>
        <source>answers for the limits</source>
        <translation>ansvarar för gränserna</translation>
    </message>
    <message numerus="yes">
        <source>%n more later</source>
        <translation>
            <numerusform>%n till senare</numerusform>
            <numerusform>%n till senare</numerusform>
        </translation>
    </message>
    <message>
        <source>No times are booked.</source>
        <translation>Inga tider är bokade.</translation>
    </message>
    <message>
        <source>Earlier plans</source>
        <translation>Tidigare planer</translation>
    </message>
    <message>
        <source>Open the video call at {host}</source>
        <translation>Öppna videosamtalet hos {host}</translation>
    </message>
    <message>
        <source>Save to a calendar</source>
        <translation>Spara till en kalender</translation>
    </message>
    <message>
        <source>From {day}</source>
        <translation>Från {day}</translation>
    </message>
    <message>
        <source>{author}: {reason}</source>
        <translation>{author}: {reason}</translation>
    </message>
</context>
<context>
    <name>PressurePlot</name>
    <message>
        <source>pumping up</source>
        <translation>pumpar</translation>
    </message>
    <message>
        <source>feeling for your pulse</source>
        <translation>känner av din puls</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>The monitor could not be read. Try to measure again.</source>
        <translation>Det gick inte att läsa av mätaren. Försök mäta igen.</translation>
    </message>
    <message>
        <source>This computer has no Bluetooth. Connect a Bluetooth adapter, or type your values.</source>
        <translation>Datorn har inget Bluetooth. Sätt i en Bluetooth-sticka, eller skriv in dina värden.</translation>
    </message>
    <message>
        <source>Bluetooth is off. Switch it on in the computer&apos;s settings.</source>
        <translation>Bluetooth är avstängt. Slå på det i datorns inställningar.</translation>
    </message>
    <message>
        <source>The computer does not let the program use Bluetooth. Allow it in the computer&apos;s settings.</source>
        <translation>Datorn låter inte programmet använda Bluetooth. Tillåt det i datorns inställningar.</translation>
    </message>
    <message>
        <source>The computer&apos;s Bluetooth does not answer. Restart the computer.</source>
        <translation>Datorns Bluetooth svarar inte. Starta om datorn.</translation>
    </message>
    <message>
        <source>The monitor is not near, or it is asleep. Press its button and wait a moment.</source>
        <translation>Mätaren är inte nära, eller så sover den. Tryck på dess knapp och vänta en stund.</translation>
    </message>
    <message>
        <source>The monitor did not want to connect. Hold its Bluetooth button and try again.</source>
        <translation>Mätaren ville inte ansluta. Håll in dess Bluetooth-knapp och försök igen.</translation>
    </message>
    <message>
        <source>The code was not the one on the monitor&apos;s display. Try again.</source>
        <translation>Koden var inte den som står på mätaren. Försök igen.</translation>
    </message>
    <message>
        <source>The monitor has to be connected to this computer first.</source>
        <translation>Mätaren måste först anslutas till den här datorn.</translation>
    </message>
    <message>
        <source>The monitor has forgotten this computer. Connect it again.</source>
        <translation>Mätaren har glömt den här datorn. Anslut den på nytt.</translation>
    </message>
    <message>
        <source>The contact with the monitor was lost. What had arrived is saved. Measure again.</source>
        <translation>Kontakten med mätaren bröts. Det som hann komma är sparat. Mät igen.</translation>
    </message>
    <message>
        <source>The monitor did not answer. Press its button and measure again.</source>
        <translation>Mätaren svarade inte. Tryck på dess knapp och mät igen.</translation>
    </message>
    <message>
        <source>The program cannot read this monitor.</source>
        <translation>Programmet kan inte läsa av den här mätaren.</translation>
    </message>
    <message>
        <source>The value could not be saved. What was saved before is safe. Restart the program.</source>
        <translation>Värdet kunde inte sparas. Det som sparats tidigare finns kvar. Starta om programmet.</translation>
    </message>
    <message>
        <source>The computer&apos;s disk is full. The last value was not saved; what was saved before is. Make room, and measure again.</source>
        <translation>Datorns disk är full. Det senaste värdet sparades inte, men allt tidigare finns kvar. Gör plats och mät igen.</translation>
    </message>
    <message>
        <source>No contact with your care centre right now. Everything is saved and is sent later.</source>
        <translation>Ingen kontakt med vårdcentralen just nu. Allt är sparat och skickas senare.</translation>
    </message>
    <message>
        <source>A message could not be checked, so it is not shown. Call your care centre.</source>
        <translation>Ett meddelande gick inte att kontrollera och visas därför inte. Ring din vårdcentral.</translation>
    </message>
    <message>
        <source>Something went wrong. Nothing that was saved is lost.</source>
        <translation>Något gick fel. Inget som var sparat har försvunnit.</translation>
    </message>
    <message>
        <source>Something from your care centre has not arrived yet. Your values are saved. If this stays, call them.</source>
        <translation>Något från din vårdcentral har inte kommit fram än. Dina värden är sparade. Ring dem om det här står kvar.</translation>
    </message>
    <message>
        <source>The post-box had lost something. Your computer sends it again. You need not do anything.</source>
        <translation>Postfacket hade tappat något. Din dator skickar det igen. Du behöver inte göra något.</translation>
    </message>
    <message>
        <source>Something that did not come from your care centre was put aside. Tell them so.</source>
        <translation>Något som inte kom från din vårdcentral har lagts åt sidan. Berätta det för dem.</translation>
    </message>
    <message>
        <source>Something that does not fit together was put aside. Call your care centre and say so.</source>
        <translation>Något som inte stämmer har lagts åt sidan. Ring din vårdcentral och berätta det.</translation>
    </message>
    <message>
        <source>Something is wrong with the list of who may read your values. Call your care centre, on a number you know from before.</source>
        <translation>Något är fel med listan över vem som får läsa dina värden. Ring din vårdcentral, på ett nummer du har sedan tidigare.</translation>
    </message>
    <message>
        <source>Something could not be sent. It is saved. If this stays, call your care centre.</source>
        <translation>Något kunde inte skickas. Det är sparat. Ring din vårdcentral om det här står kvar.</translation>
    </message>
</context>
<context>
    <name>QuestionsFrame</name>
    <message>
        <source>Go on later</source>
        <translation>Fortsätt senare</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
    <message>
        <source>Question {number} of {count}</source>
        <translation>Fråga {number} av {count}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klart</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nästa</translation>
    </message>
    <message>
        <source>Your answers stay here until you are done.</source>
        <translation>Dina svar finns kvar tills du är klar.</translation>
    </message>
    <message>
        <source>Type a number from {low} to {high}.</source>
        <translation>Skriv en siffra från {low} till {high}.</translation>
    </message>
    <message>
        <source>Choose an answer.</source>
        <translation>Välj ett svar.</translation>
    </message>
</context>
<context>
    <name>QuestionsPage</name>
    <message>
        <source>Questions</source>
        <translation>Frågor</translation>
    </message>
    <message>
        <source>Last answered {when}</source>
        <translation>Senast besvarat {when}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsätt</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Svara</translation>
    </message>
</context>
<context>
    <name>RailItem</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n nytt</numerusform>
            <numerusform>%n nya</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadersCard</name>
    <message>
        <source>Who has looked at your values</source>
        <translation>Vem som har tittat på dina värden</translation>
    </message>
    <message>
        <source>Nobody yet.</source>
        <translation>Ingen än.</translation>
    </message>
    <message>
        <source>read new values</source>
        <translation>läste nya värden</translation>
    </message>
    <message>
        <source>opened your page</source>
        <translation>öppnade din sida</translation>
    </message>
    <message>
        <source>saved a copy</source>
        <translation>sparade en kopia</translation>
    </message>
    <message>
        <source>for a colleague</source>
        <translation>åt en kollega</translation>
    </message>
    <message>
        <source>with your consent</source>
        <translation>med ditt samtycke</translation>
    </message>
    <message>
        <source>in an emergency</source>
        <translation>i en nödsituation</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Skäl: {reason}</translation>
    </message>
</context>
<context>
    <name>ReadyCard</name>
    <message>
        <source>Make it ready</source>
        <translation>Gör den redo</translation>
    </message>
</context>
<context>
    <name>RedFlag</name>
    <message>
        <source>severe trouble breathing</source>
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
        <source>trouble speaking</source>
        <translation>talsvårigheter</translation>
    </message>
    <message>
        <source>a sudden severe headache</source>
        <translation>plötslig svår huvudvärk</translation>
    </message>
    <message>
        <source>suddenly worse sight</source>
        <translation>plötsligt sämre syn</translation>
    </message>
    <message>
        <source>confusion</source>
        <translation>förvirring</translation>
    </message>
    <message>
        <source>fainting</source>
        <translation>svimning</translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>Time for your planned task</source>
        <translation>Dags för din uppgift</translation>
    </message>
</context>
<context>
    <name>RemindersCard</name>
    <message>
        <source>Reminders</source>
        <translation>Påminnelser</translation>
    </message>
    <message>
        <source>Remind me when it is time to measure</source>
        <translation>Påminn mig när det är dags att mäta</translation>
    </message>
    <message>
        <source>Quiet between</source>
        <translation>Tyst mellan</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Tyst från</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Tyst till</translation>
    </message>
    <message>
        <source>I am away</source>
        <translation>Jag är borta</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nej</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>I dag</translation>
    </message>
    <message>
        <source>3 days</source>
        <translation>3 dagar</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1 vecka</translation>
    </message>
    <message>
        <source>2 weeks</source>
        <translation>2 veckor</translation>
    </message>
    <message>
        <source>Stay in the corner of the screen when the window is closed</source>
        <translation>Stanna kvar i hörnet av skärmen när fönstret stängs</translation>
    </message>
    <message numerus="yes">
        <source>No reminders for %n more day(s).</source>
        <translation>
            <numerusform>Inga påminnelser i %n dag till.</numerusform>
            <numerusform>Inga påminnelser i %n dagar till.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Stay seated. We measure once more and put both values together.</source>
        <translation>Sitt kvar. Vi mäter en gång till och räknar ihop båda värdena.</translation>
    </message>
    <message>
        <source>Rest for five minutes. Then we measure once more.</source>
        <translation>Vila i fem minuter. Sedan mäter vi en gång till.</translation>
    </message>
    <message>
        <source>You need not do anything more now.</source>
        <translation>Du behöver inte göra något mer nu.</translation>
    </message>
    <message>
        <source>Your care centre has not set any limits for it.</source>
        <translation>Din vårdcentral har inte satt några gränser för det.</translation>
    </message>
    <message>
        <source>Go on measuring as planned. Your care centre sees the value.</source>
        <translation>Fortsätt mäta som planerat. Din vårdcentral ser värdet.</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>Bra.</translation>
    </message>
    <message>
        <source>The value is saved.</source>
        <translation>Värdet är sparat.</translation>
    </message>
    <message>
        <source>A rather slow pulse.</source>
        <translation>Lite långsam puls.</translation>
    </message>
    <message>
        <source>A rather fast pulse.</source>
        <translation>Lite snabb puls.</translation>
    </message>
    <message>
        <source>Very low.</source>
        <translation>Mycket lågt.</translation>
    </message>
    <message>
        <source>Very high.</source>
        <translation>Mycket högt.</translation>
    </message>
    <message>
        <source>A little low.</source>
        <translation>Lite lågt.</translation>
    </message>
    <message>
        <source>A little high.</source>
        <translation>Lite högt.</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message numerus="yes">
        <source>Mean of %n reading(s)</source>
        <translation>
            <numerusform>%n mätning</numerusform>
            <numerusform>Medel av %n mätningar</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading {number} of {count}</source>
        <translation>Mätning {number} av {count}</translation>
    </message>
    <message>
        <source>Your blood pressure</source>
        <translation>Ditt blodtryck</translation>
    </message>
</context>
<context>
    <name>RingCard</name>
    <message numerus="yes">
        <source>Rest for %n minute(s)</source>
        <translation>
            <numerusform>Vila i %n minut</numerusform>
            <numerusform>Vila i %n minuter</numerusform>
        </translation>
    </message>
    <message>
        <source>Rest for a moment</source>
        <translation>Vila en stund</translation>
    </message>
    <message>
        <source>Breathe calmly. When you hear the signal: press START on the monitor.</source>
        <translation>Andas lugnt. När du hör signalen: tryck på START på mätaren.</translation>
    </message>
    <message>
        <source>Rest, then measure again</source>
        <translation>Vila, mät sedan igen</translation>
    </message>
    <message>
        <source>Sit still and breathe calmly. When you hear the signal: press START on the monitor.</source>
        <translation>Sitt stilla och andas lugnt. När du hör signalen: tryck på START på mätaren.</translation>
    </message>
    <message>
        <source>Next reading</source>
        <translation>Nästa mätning</translation>
    </message>
    <message>
        <source>Leave the cuff on. When you hear the signal: press START on the monitor.</source>
        <translation>Låt manschetten sitta kvar. När du hör signalen: tryck på START på mätaren.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Inställningar</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textstorlek</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>Utseende</translation>
    </message>
    <message>
        <source>As the computer</source>
        <translation>Som datorn</translation>
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
    <message>
        <source>Nothing moves by itself</source>
        <translation>Inget rör sig av sig självt</translation>
    </message>
    <message>
        <source>Hemmonitor is not CE marked. For development and research only.</source>
        <translation>Hemmonitor är inte CE-märkt. Endast för utveckling och forskning.</translation>
    </message>
</context>
<context>
    <name>SitCard</name>
    <message>
        <source>Sit like this</source>
        <translation>Sitt så här</translation>
    </message>
    <message>
        <source>A person sits at a table with the back against the chair and the arm on the table.</source>
        <translation>En person sitter vid ett bord med ryggen mot stolen och armen på bordet.</translation>
    </message>
    <message>
        <source>Back against the chair</source>
        <translation>Ryggen mot stolen</translation>
    </message>
    <message>
        <source>Both feet on the floor</source>
        <translation>Båda fötterna i golvet</translation>
    </message>
    <message>
        <source>Arm on the table, at heart height</source>
        <translation>Armen på bordet, i höjd med hjärtat</translation>
    </message>
    <message>
        <source>Do not talk</source>
        <translation>Prata inte</translation>
    </message>
</context>
<context>
    <name>SlotCard</name>
    <message>
        <source>Who uses which place?</source>
        <translation>Vem använder vilken plats?</translation>
    </message>
    <message>
        <source>Place {number}</source>
        <translation>Plats {number}</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>Somebody else&apos;s</source>
        <translation>Någon annans</translation>
    </message>
    <message>
        <source>{answer}, chosen</source>
        <translation>{answer}, vald</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) wait</source>
        <translation>
            <numerusform>%n värde väntar</numerusform>
            <numerusform>%n värden väntar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartCard</name>
    <message>
        <source>Measuring. Sit still.</source>
        <translation>Mäter nu. Sitt stilla.</translation>
    </message>
    <message>
        <source>Press START on the monitor</source>
        <translation>Tryck på START på mätaren</translation>
    </message>
    <message>
        <source>The value comes here by itself.</source>
        <translation>Värdet kommer hit av sig självt.</translation>
    </message>
</context>
<context>
    <name>StillCard</name>
    <message>
        <source>Keep your arm still and do not talk</source>
        <translation>Håll armen stilla och prata inte</translation>
    </message>
</context>
<context>
    <name>Take</name>
    <message>
        <source>Warm your hand. Take off nail varnish.</source>
        <translation>Värm handen. Ta bort nagellack.</translation>
    </message>
    <message>
        <source>Sit still for five minutes with the hand on the table.</source>
        <translation>Sitt stilla i fem minuter med handen på bordet.</translation>
    </message>
    <message>
        <source>Put a finger in the meter and keep it still.</source>
        <translation>Sätt ett finger i mätaren och håll det stilla.</translation>
    </message>
    <message>
        <source>In the morning, after the toilet and before breakfast.</source>
        <translation>På morgonen, efter toaletten och före frukost.</translation>
    </message>
    <message>
        <source>The same clothes each time, or none.</source>
        <translation>Samma kläder varje gång, eller inga.</translation>
    </message>
    <message>
        <source>Stand still with both feet until the figure stays.</source>
        <translation>Stå stilla med båda fötterna tills siffran står still.</translation>
    </message>
    <message>
        <source>Sit up straight with both feet on the floor.</source>
        <translation>Sitt rakt upp med båda fötterna i golvet.</translation>
    </message>
    <message>
        <source>Take the deepest breath you can, and close your lips tight around the mouthpiece.</source>
        <translation>Ta ett så djupt andetag du kan, och slut läpparna tätt om munstycket.</translation>
    </message>
    <message>
        <source>Blow as hard and as fast as you can, until it beeps or you are empty.</source>
        <translation>Blås så hårt och snabbt du kan, tills det piper eller luften är slut.</translation>
    </message>
    <message>
        <source>Rest for a quarter of an hour first. No hot or cold drinks.</source>
        <translation>Vila en kvart först. Drick inget varmt eller kallt.</translation>
    </message>
    <message>
        <source>Measure in the same place each time.</source>
        <translation>Mät på samma ställe varje gång.</translation>
    </message>
    <message>
        <source>Keep it still until it beeps.</source>
        <translation>Håll den stilla tills det piper.</translation>
    </message>
    <message>
        <source>Wash your hands with warm water and dry them.</source>
        <translation>Tvätta händerna i varmt vatten och torka dem.</translation>
    </message>
    <message>
        <source>Put a strip in the meter and prick the side of a finger.</source>
        <translation>Sätt en sticka i mätaren och stick i sidan av ett finger.</translation>
    </message>
    <message>
        <source>Hold the drop to the strip until the meter counts.</source>
        <translation>Håll droppen mot stickan tills mätaren räknar.</translation>
    </message>
    <message>
        <source>A cold finger gives too low a value.</source>
        <translation>Ett kallt finger ger för lågt värde.</translation>
    </message>
    <message>
        <source>The same time each morning shows what the body does.</source>
        <translation>Samma tid varje morgon visar vad kroppen gör.</translation>
    </message>
    <message>
        <source>Three good blows make the value sure.</source>
        <translation>Tre bra blås gör värdet säkert.</translation>
    </message>
    <message>
        <source>The place makes half a degree.</source>
        <translation>Stället gör en halv grad.</translation>
    </message>
    <message>
        <source>Sugar on the finger gives too high a value.</source>
        <translation>Socker på fingret ger för högt värde.</translation>
    </message>
    <message>
        <source>The meter could not feel your pulse.</source>
        <translation>Mätaren kunde inte känna din puls.</translation>
    </message>
    <message>
        <source>Warm the hand, try another finger, and keep it still.</source>
        <translation>Värm handen, prova ett annat finger och håll det stilla.</translation>
    </message>
    <message>
        <source>The scale did not get a steady value.</source>
        <translation>Vågen fick inget stadigt värde.</translation>
    </message>
    <message>
        <source>Put it on a hard floor, and stand still with both feet.</source>
        <translation>Ställ den på hårt golv, och stå stilla med båda fötterna.</translation>
    </message>
    <message>
        <source>The meter could not use that blow.</source>
        <translation>Mätaren kunde inte använda det blåset.</translation>
    </message>
    <message>
        <source>Rest a little. Then blow hard from the very start.</source>
        <translation>Vila en stund. Blås sedan hårt från första början.</translation>
    </message>
    <message>
        <source>The thermometer did not get a value.</source>
        <translation>Termometern fick inget värde.</translation>
    </message>
    <message>
        <source>Wait a minute, and put it in the same place again.</source>
        <translation>Vänta en minut, och sätt den på samma ställe igen.</translation>
    </message>
    <message>
        <source>The meter did not get a value.</source>
        <translation>Mätaren fick inget värde.</translation>
    </message>
    <message>
        <source>Take a new strip and a larger drop.</source>
        <translation>Ta en ny sticka och en större droppe.</translation>
    </message>
    <message>
        <source>Warm the hand and measure once more. Then we know for sure.</source>
        <translation>Värm handen och mät en gång till. Då vet vi säkert.</translation>
    </message>
    <message>
        <source>Measure once more. Then we know for sure.</source>
        <translation>Mät en gång till. Då vet vi säkert.</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>Bra.</translation>
    </message>
    <message>
        <source>The value is saved.</source>
        <translation>Värdet är sparat.</translation>
    </message>
    <message>
        <source>Your weight has changed.</source>
        <translation>Din vikt har ändrats.</translation>
    </message>
    <message>
        <source>A high value.</source>
        <translation>Ett högt värde.</translation>
    </message>
    <message>
        <source>A low value.</source>
        <translation>Ett lågt värde.</translation>
    </message>
    <message>
        <source>You need not do anything more now.</source>
        <translation>Du behöver inte göra något mer nu.</translation>
    </message>
    <message>
        <source>Your care centre has not set any limits for it.</source>
        <translation>Din vårdcentral har inte satt några gränser för det.</translation>
    </message>
    <message>
        <source>Go on measuring as planned. Your care centre sees the value.</source>
        <translation>Fortsätt mäta som planerat. Din vårdcentral ser värdet.</translation>
    </message>
</context>
<context>
    <name>TakeFrame</name>
    <message>
        <source>Type the value</source>
        <translation>Skriv in värdet</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Mät igen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klart</translation>
    </message>
    <message>
        <source>Measure later instead</source>
        <translation>Mät senare i stället</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mät</translation>
    </message>
    <message>
        <source>Saved on your computer.</source>
        <translation>Sparat på din dator.</translation>
    </message>
    <message>
        <source>The device connects by itself when you use it.</source>
        <translation>Apparaten kopplar upp sig själv när du använder den.</translation>
    </message>
    <message>
        <source>Your device is connected.</source>
        <translation>Din apparat har kontakt.</translation>
    </message>
</context>
<context>
    <name>TakenCard</name>
    <message>
        <source>Your readings</source>
        <translation>Dina mätningar</translation>
    </message>
    <message>
        <source>Write a note to your care centre</source>
        <translation>Skriv en rad till vården om värdet</translation>
    </message>
    <message>
        <source>It was not me who measured</source>
        <translation>Det var inte jag som mätte</translation>
    </message>
    <message>
        <source>That was all for today</source>
        <translation>Det var allt för i dag</translation>
    </message>
    <message>
        <source>You need not do anything more now.</source>
        <translation>Du behöver inte göra något mer nu.</translation>
    </message>
    <message>
        <source>Next time</source>
        <translation>Nästa gång</translation>
    </message>
    <message>
        <source>{name}, at {hour}</source>
        <translation>{name}, kl {hour}</translation>
    </message>
</context>
<context>
    <name>TaskFoot</name>
    <message>
        <source>Show more</source>
        <translation>Visa mer</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>Tillbaka</translation>
    </message>
</context>
<context>
    <name>TaskLine</name>
    <message>
        <source>done</source>
        <translation>klar</translation>
    </message>
    <message>
        <source>now</source>
        <translation>nu</translation>
    </message>
    <message>
        <source>at {hour}</source>
        <translation>kl {hour}</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>inte gjord</translation>
    </message>
</context>
<context>
    <name>TestCard</name>
    <message>
        <source>It answers. All is well.</source>
        <translation>Den svarar. Allt är bra.</translation>
    </message>
    <message>
        <source>It did not answer</source>
        <translation>Den svarade inte</translation>
    </message>
    <message>
        <source>Does it answer?</source>
        <translation>Svarar den?</translation>
    </message>
    <message>
        <source>The program and the device are in contact.</source>
        <translation>Programmet och apparaten har kontakt.</translation>
    </message>
    <message>
        <source>Waiting for it, up to a minute ...</source>
        <translation>Väntar på den, upp till en minut ...</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message>
        <source>Today</source>
        <translation>I dag</translation>
    </message>
    <message>
        <source>{done} of {count} done</source>
        <translation>{done} av {count} klara</translation>
    </message>
    <message>
        <source>Nothing is planned for today.</source>
        <translation>Inget är planerat för i dag.</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Menu</source>
        <translation>Meny</translation>
    </message>
    <message>
        <source>Menu ({new})</source>
        <translation>Meny ({new})</translation>
    </message>
    <message>
        <source>Emergency: 112 · Advice: 1177</source>
        <translation>Akut: 112 · Råd: 1177</translation>
    </message>
</context>
<context>
    <name>Trends</name>
    <message>
        <source>Blood pressure</source>
        <translation>Blodtryck</translation>
    </message>
    <message>
        <source>from {low} to {high}</source>
        <translation>från {low} till {high}</translation>
    </message>
    <message>
        <source>The night</source>
        <translation>Natten</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>Puls</translation>
    </message>
    <message>
        <source>Oxygen level</source>
        <translation>Syremättnad</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Vikt</translation>
    </message>
    <message>
        <source>Lung function</source>
        <translation>Lungfunktion</translation>
    </message>
    <message>
        <source>Blood sugar</source>
        <translation>Blodsocker</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Resting pulse</source>
        <translation>Vilopuls</translation>
    </message>
    <message>
        <source>Breathing rate</source>
        <translation>Andningstakt</translation>
    </message>
    <message>
        <source>New plan</source>
        <translation>Ny plan</translation>
    </message>
    <message>
        <source>Signal {value}</source>
        <translation>Signal {value}</translation>
    </message>
    <message>
        <source>from {limit}</source>
        <translation>från {limit}</translation>
    </message>
    <message>
        <source>over {limit}</source>
        <translation>över {limit}</translation>
    </message>
    <message>
        <source>up to {limit}</source>
        <translation>till {limit}</translation>
    </message>
    <message>
        <source>under {limit}</source>
        <translation>under {limit}</translation>
    </message>
    <message>
        <source>goal {limit}</source>
        <translation>mål {limit}</translation>
    </message>
    <message>
        <source>your best {value}</source>
        <translation>ditt bästa {value}</translation>
    </message>
</context>
<context>
    <name>TrendsPage</name>
    <message>
        <source>My values</source>
        <translation>Mina värden</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Vecka</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Månad</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>År</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Allt</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagram</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabell</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>mean of 7 days</source>
        <translation>medel 7 dagar</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Senast</translation>
    </message>
    <message>
        <source>Mean of 7 days</source>
        <translation>Medel 7 dagar</translation>
    </message>
    <message>
        <source>Each bar goes from the lowest to the highest pressure.</source>
        <translation>Stapeln går från lägsta till högsta trycket.</translation>
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
        <source>The bar goes from the lower to the upper pressure.</source>
        <translation>Stapeln går från nedre till övre trycket.</translation>
    </message>
    <message>
        <source>Print, or save for the doctor&apos;s visit</source>
        <translation>Skriv ut eller spara till läkarbesöket</translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>pulse {pulse}</source>
        <translation>puls {pulse}</translation>
    </message>
    <message>
        <source>mean of the night</source>
        <translation>medel under natten</translation>
    </message>
    <message>
        <source>A recording</source>
        <translation>Inspelning</translation>
    </message>
    <message>
        <source>No limit set</source>
        <translation>Ingen gräns satt</translation>
    </message>
    <message>
        <source>the same as {day}</source>
        <translation>samma som {day}</translation>
    </message>
    <message>
        <source>{amount} more than {day}</source>
        <translation>{amount} mer än {day}</translation>
    </message>
    <message>
        <source>{amount} less than {day}</source>
        <translation>{amount} mindre än {day}</translation>
    </message>
    <message>
        <source>morning</source>
        <translation>morgon</translation>
    </message>
    <message>
        <source>midday</source>
        <translation>mitt på dagen</translation>
    </message>
    <message>
        <source>evening</source>
        <translation>kväll</translation>
    </message>
    <message>
        <source>is sent when the net is back</source>
        <translation>skickas när nätet är tillbaka</translation>
    </message>
    <message>
        <source>Everything is saved on your computer.</source>
        <translation>Allt är sparat på din dator.</translation>
    </message>
    <message>
        <source>No values yet</source>
        <translation>Inga värden än</translation>
    </message>
    <message>
        <source>They are saved here and sent to your care centre.</source>
        <translation>De sparas här och skickas till din vårdcentral.</translation>
    </message>
    <message>
        <source>Sent. Read by {who}, {time}</source>
        <translation>Skickat. Läst av {who}, {time}</translation>
    </message>
    <message>
        <source>Sent {time}. Not read yet.</source>
        <translation>Skickat {time}. Inte läst än.</translation>
    </message>
    <message>
        <source>No network right now. It is sent by itself when the network is back.</source>
        <translation>Inget nät just nu. Skickas av sig självt när nätet är tillbaka.</translation>
    </message>
    <message>
        <source>Saved on your computer</source>
        <translation>Sparat på din dator</translation>
    </message>
    <message>
        <source>On its way to your care centre.</source>
        <translation>På väg till din vårdcentral.</translation>
    </message>
    <message>
        <source>Read {hours}.</source>
        <translation>Läses {hours}.</translation>
    </message>
</context>
<context>
    <name>WaitCard</name>
    <message>
        <source>Rest a little</source>
        <translation>Vila en stund</translation>
    </message>
</context>
<context>
    <name>WhoseFrame</name>
    <message>
        <source>Answer later</source>
        <translation>Svara senare</translation>
    </message>
    <message>
        <source>Who measured just now?</source>
        <translation>Vem mätte nyss?</translation>
    </message>
    <message>
        <source>It was me, {name}</source>
        <translation>Det var jag, {name}</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Jag</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Någon annan</translation>
    </message>
    <message>
        <source>We ask once. You can change it under Devices.</source>
        <translation>Vi frågar en gång. Du kan ändra det under Apparater.</translation>
    </message>
    <message>
        <source>The value came from place {number} in the device. It waits for your answer.</source>
        <translation>Värdet kom från plats {number} i apparaten. Det väntar på ditt svar.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{first} or {last}</source>
        <translation>{first} eller {last}</translation>
    </message>
    <message>
        <source>twice</source>
        <translation>två gånger</translation>
    </message>
    <message>
        <source>three times</source>
        <translation>tre gånger</translation>
    </message>
    <message>
        <source>{count} times</source>
        <translation>{count} gånger</translation>
    </message>
</context>
</TS>
