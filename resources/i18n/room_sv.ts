<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en_GB">
<context>
    <name>ChoosePage</name>
    <message>
        <source>What do you want to measure?</source>
        <translation>Vad vill du mäta?</translation>
    </message>
    <message>
        <source>Press the picture</source>
        <translation>Tryck på bilden</translation>
    </message>
</context>
<context>
    <name>Dots</name>
    <message numerus="yes">
        <source>%n of 6 digits typed</source>
        <translation>
            <numerusform>%n av 6 siffror inskrivna</numerusform>
            <numerusform>%n av 6 siffror inskrivna</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Help</source>
        <translation>Hjälp</translation>
    </message>
    <message>
        <source>Emergency: call 112.</source>
        <translation>Akut: ring 112.</translation>
    </message>
    <message>
        <source>Chest pain, trouble breathing, sudden weakness.</source>
        <translation>Bröstsmärta, svårt att andas, plötslig svaghet.</translation>
    </message>
    <message>
        <source>Questions about the room or your card: call the care centre.</source>
        <translation>Frågor om rummet eller ditt kort: ring vårdcentralen.</translation>
    </message>
    <message>
        <source>Call 1177</source>
        <translation>Ring 1177</translation>
    </message>
    <message>
        <source>Wash your hands before and after. Wipe the device with a cloth from the box.</source>
        <translation>Tvätta händerna före och efter. Torka av mätaren med en duk ur lådan.</translation>
    </message>
    <message>
        <source>Nobody watches the values around the clock.</source>
        <translation>Ingen bevakar värdena dygnet runt.</translation>
    </message>
    <message>
        <source>Nothing you measure stays in the room: it is sealed and sent to your own care centre.</source>
        <translation>Inget du mäter blir kvar i rummet: det förseglas och skickas till din egen vårdcentral.</translation>
    </message>
    <message>
        <source>Press Finish when you leave. If you forget, the screen empties by itself.</source>
        <translation>Tryck på Avsluta när du går. Om du glömmer det töms skärmen av sig själv.</translation>
    </message>
    <message>
        <source>For staff</source>
        <translation>För personal</translation>
    </message>
</context>
<context>
    <name>IdentifyPage</name>
    <message>
        <source>Thank you</source>
        <translation>Tack</translation>
    </message>
    <message>
        <source>Now press the PIN that belongs to your card.</source>
        <translation>Tryck nu pinkoden som hör till ditt kort.</translation>
    </message>
    <message>
        <source>Your PIN, 6 digits</source>
        <translation>Din pinkod, 6 siffror</translation>
    </message>
    <message>
        <source>Show your card</source>
        <translation>Visa ditt kort</translation>
    </message>
    <message>
        <source>Hold the square on the card before the reader.</source>
        <translation>Håll rutan på kortet mot läsaren.</translation>
    </message>
    <message>
        <source>Or press your code</source>
        <translation>Eller tryck din kod</translation>
    </message>
    <message>
        <source>Another card</source>
        <translation>Ett annat kort</translation>
    </message>
    <message>
        <source>The screen forgets you when you are done.</source>
        <translation>Skärmen glömmer dig när du är klar.</translation>
    </message>
    <message>
        <source>A hand that holds a card with a square code</source>
        <translation>En hand som håller ett kort med en rutkod</translation>
    </message>
    <message>
        <source>That PIN is not right.</source>
        <translation>Pinkoden stämmer inte.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Försök igen.</translation>
    </message>
    <message>
        <source>That code is not right.</source>
        <translation>Koden stämmer inte.</translation>
    </message>
    <message>
        <source>A code works once, for a day. Try again or call the care centre.</source>
        <translation>En kod gäller en gång, i ett dygn. Försök igen eller ring vårdcentralen.</translation>
    </message>
    <message>
        <source>The card could not be read.</source>
        <translation>Kortet gick inte att läsa.</translation>
    </message>
    <message>
        <source>Hold it still. If it does not work, call the care centre for a new one.</source>
        <translation>Håll det stilla. Om det inte går, ring vårdcentralen och be om ett nytt.</translation>
    </message>
    <message>
        <source>The card is too old.</source>
        <translation>Kortet är för gammalt.</translation>
    </message>
    <message>
        <source>Call the care centre for a new one.</source>
        <translation>Ring vårdcentralen och be om ett nytt.</translation>
    </message>
    <message>
        <source>The room cannot take your values just now.</source>
        <translation>Rummet kan inte ta emot dina värden just nu.</translation>
    </message>
    <message>
        <source>Nothing is wrong with your card. Call the care centre.</source>
        <translation>Det är inget fel på ditt kort. Ring vårdcentralen.</translation>
    </message>
    <message numerus="yes">
        <source>Wait %n second(s), then try again.</source>
        <translation>
            <numerusform>Vänta %n sekund och försök igen.</numerusform>
            <numerusform>Vänta %n sekunder och försök igen.</numerusform>
        </translation>
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
    <name>OperatorPage</name>
    <message>
        <source>The room, for staff</source>
        <translation>Rummet, för personal</translation>
    </message>
    <message>
        <source>Add a device</source>
        <translation>Lägg till en mätare</translation>
    </message>
    <message>
        <source>Back to the room</source>
        <translation>Tillbaka till rummet</translation>
    </message>
    <message numerus="yes">
        <source>%n sealed message(s) wait to be sent.</source>
        <translation>
            <numerusform>%n förseglat meddelande väntar på att skickas.</numerusform>
            <numerusform>%n förseglade meddelanden väntar på att skickas.</numerusform>
        </translation>
    </message>
    <message>
        <source>never</source>
        <translation>aldrig</translation>
    </message>
    <message>
        <source>Last contact with the post-box: {when}.</source>
        <translation>Senaste kontakt med brevlådan: {when}.</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) may be somebody else&apos;s.</source>
        <translation>
            <numerusform>%n värde kan vara någon annans.</numerusform>
            <numerusform>%n värden kan vara någon annans.</numerusform>
        </translation>
    </message>
    <message>
        <source>They went to nobody. The care centre sees them under Rooms.</source>
        <translation>De gick till ingen. Vårdcentralen ser dem under Hälsorum.</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Mätare</translation>
    </message>
    <message>
        <source>No device has been added yet.</source>
        <translation>Ingen mätare är tillagd än.</translation>
    </message>
    <message>
        <source>battery {n} %</source>
        <translation>batteri {n} %</translation>
    </message>
    <message>
        <source>no contact yet</source>
        <translation>ingen kontakt än</translation>
    </message>
    <message numerus="yes">
        <source>clock off by %n minute(s)</source>
        <translation>
            <numerusform>klockan går %n minut fel</numerusform>
            <numerusform>klockan går %n minuter fel</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Hygiene and stock</source>
        <translation>Hygien och förråd</translation>
    </message>
    <message>
        <source>due, last {when}</source>
        <translation>dags, senast {when}</translation>
    </message>
    <message>
        <source>done {when}</source>
        <translation>gjort {when}</translation>
    </message>
    <message>
        <source>Done now</source>
        <translation>Gjort nu</translation>
    </message>
    <message>
        <source>Devices and table wiped</source>
        <translation>Mätare och bord avtorkade</translation>
    </message>
    <message>
        <source>Cloths and hand sanitiser filled</source>
        <translation>Dukar och handsprit påfyllda</translation>
    </message>
    <message>
        <source>Mouthpieces for the lung test</source>
        <translation>Munstycken till lungtestet</translation>
    </message>
    <message>
        <source>Strips and lancets</source>
        <translation>Stickor och lansetter</translation>
    </message>
    <message>
        <source>Spare batteries</source>
        <translation>Reservbatterier</translation>
    </message>
</context>
<context>
    <name>ReceiptPage</name>
    <message>
        <source>A square code with your values</source>
        <translation>En rutkod med dina värden</translation>
    </message>
    <message>
        <source>Take your values with you</source>
        <translation>Ta med dig dina värden</translation>
    </message>
    <message>
        <source>Hold your telephone&apos;s camera before the square.</source>
        <translation>Håll telefonens kamera mot rutan.</translation>
    </message>
    <message>
        <source>Your values, the time and the room&apos;s name go to your telephone, and nowhere else.</source>
        <translation>Dina värden, tiden och rummets namn går till din telefon, och ingen annanstans.</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>The screen empties in</source>
        <translation>Skärmen töms om</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n sekund</numerusform>
            <numerusform>%n sekunder</numerusform>
        </translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Mer tid</translation>
    </message>
    <message>
        <source>Measure something more</source>
        <translation>Mät något mer</translation>
    </message>
    <message>
        <source>Finish now</source>
        <translation>Avsluta nu</translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation>Jag har läst</translation>
    </message>
    <message>
        <source>Take the values with you</source>
        <translation>Ta med värdena</translation>
    </message>
    <message>
        <source>Done. Thank you, {name}.</source>
        <translation>Klart. Tack, {name}.</translation>
    </message>
    <message>
        <source>Nothing was measured, {name}.</source>
        <translation>Inget blev mätt, {name}.</translation>
    </message>
    <message>
        <source>Judged by the limits on your card, of {day}.</source>
        <translation>Bedömt efter gränserna på ditt kort, från {day}.</translation>
    </message>
    <message>
        <source>Call your care centre now: {phone}.</source>
        <translation>Ring din vårdcentral nu: {phone}.</translation>
    </message>
    <message>
        <source>Call 1177 now.</source>
        <translation>Ring 1177 nu.</translation>
    </message>
    <message>
        <source>With chest pain, trouble breathing or sudden weakness: call 112.</source>
        <translation>Vid bröstsmärta, svårt att andas eller plötslig svaghet: ring 112.</translation>
    </message>
    <message>
        <source>Sent to your care centre at {time}.</source>
        <translation>Skickat till din vårdcentral kl {time}.</translation>
    </message>
    <message>
        <source>Saved. It is sent as soon as there is a network.</source>
        <translation>Sparat. Det skickas så fort det finns nät.</translation>
    </message>
    <message>
        <source>Read by {name}</source>
        <translation>Läses av {name}</translation>
    </message>
</context>
<context>
    <name>RoomWindow</name>
    <message>
        <source>Finish</source>
        <translation>Avsluta</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hjälp</translation>
    </message>
    <message>
        <source>Emergency: call 112.</source>
        <translation>Akut: ring 112.</translation>
    </message>
    <message>
        <source>Advice: call 1177. The values are not read around the clock.</source>
        <translation>Råd: ring 1177. Värdena läses inte dygnet runt.</translation>
    </message>
</context>
<context>
    <name>RoomWords</name>
    <message>
        <source>Blood pressure</source>
        <translation>Blodtryck</translation>
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
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Blood sugar</source>
        <translation>Blodsocker</translation>
    </message>
    <message>
        <source>A blood pressure meter with its cuff</source>
        <translation>En blodtrycksmätare med manschett</translation>
    </message>
    <message>
        <source>A meter on a finger</source>
        <translation>En mätare på ett finger</translation>
    </message>
    <message>
        <source>Bathroom scales</source>
        <translation>En våg</translation>
    </message>
    <message>
        <source>A meter to blow into</source>
        <translation>En mätare att blåsa i</translation>
    </message>
    <message>
        <source>A thermometer</source>
        <translation>En febertermometer</translation>
    </message>
    <message>
        <source>A blood sugar meter with a drop of blood</source>
        <translation>En blodsockermätare med en droppe blod</translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message>
        <source>That is not right.</source>
        <translation>Det stämmer inte.</translation>
    </message>
    <message numerus="yes">
        <source>Wait %n second(s).</source>
        <translation>
            <numerusform>Vänta %n sekund.</numerusform>
            <numerusform>Vänta %n sekunder.</numerusform>
        </translation>
    </message>
    <message>
        <source>For staff</source>
        <translation>För personal</translation>
    </message>
    <message>
        <source>The PIN of this computer</source>
        <translation>Datorns pinkod</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>The room is out of order</source>
        <translation>Rummet är ur funktion</translation>
    </message>
    <message>
        <source>What was saved before is safe. Please call {phone}.</source>
        <translation>Det som sparats tidigare är kvar. Ring {phone}.</translation>
    </message>
</context>
<context>
    <name>_Choice</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minut</numerusform>
            <numerusform>%n minuter</numerusform>
        </translation>
    </message>
    <message>
        <source>In your plan</source>
        <translation>I din plan</translation>
    </message>
</context>
<context>
    <name>_Page</name>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
</context>
</TS>
