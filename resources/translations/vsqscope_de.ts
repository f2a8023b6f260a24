<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>vsq</name>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open a network (.onnx, .safetensors) or a project (.vsq).</source>
        <translation>Ein Netz (.onnx, .safetensors) oder ein Projekt (.vsq) öffnen.</translation>
    </message>
    <message>
        <source>Open &amp;data…</source>
        <translation>&amp;Daten öffnen…</translation>
    </message>
    <message>
        <source>Give the open network another data set: arrays (.npz) or a table of texts (.csv).</source>
        <translation>Dem offenen Netz andere Daten geben: Arrays (.npz) oder eine Tabelle von Texten (.csv).</translation>
    </message>
    <message>
        <source>Open a data &amp;folder…</source>
        <translation>Daten&amp;ordner öffnen…</translation>
    </message>
    <message>
        <source>Give the open network a folder as data: images, one directory a class, or IDX files.</source>
        <translation>Dem offenen Netz einen Ordner als Daten geben: Bilder, ein Verzeichnis je Klasse, oder IDX-Dateien.</translation>
    </message>
    <message>
        <source>Sizes of the &amp;inputs…</source>
        <translation>Größen der E&amp;ingaben…</translation>
    </message>
    <message>
        <source>Say how large the inputs are where the network's file leaves it open.</source>
        <translation>Sagen, wie groß die Eingaben sind, wo die Datei des Netzes es offen lässt.</translation>
    </message>
    <message>
        <source>S&amp;tart page</source>
        <translation>S&amp;tartseite</translation>
    </message>
    <message>
        <source>Recent files and bundled samples.</source>
        <translation>Zuletzt geöffnete Dateien und mitgelieferte Beispiele.</translation>
    </message>
    <message>
        <source>&amp;Reload from disk</source>
        <translation>Neu &amp;laden</translation>
    </message>
    <message>
        <source>Read the network's file again, keeping formats and settings.</source>
        <translation>Die Datei des Netzes noch einmal lesen; Formate und Einstellungen bleiben.</translation>
    </message>
    <message>
        <source>&amp;Save project</source>
        <translation>Projekt &amp;speichern</translation>
    </message>
    <message>
        <source>Save paths, formats, chip settings and results as one .vsq file.</source>
        <translation>Pfade, Formate, Einstellungen des Chips und Ergebnisse als eine .vsq-Datei speichern.</translation>
    </message>
    <message>
        <source>Save project &amp;as…</source>
        <translation>Projekt speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Save the project under another name.</source>
        <translation>Das Projekt unter einem anderen Namen speichern.</translation>
    </message>
    <message>
        <source>&amp;Export figure…</source>
        <translation>Abbildung &amp;exportieren…</translation>
    </message>
    <message>
        <source>Write the current view as a figure (PDF, SVG, PNG) or its data (CSV).</source>
        <translation>Die gegenwärtige Ansicht als Abbildung (PDF, SVG, PNG) oder ihre Daten (CSV) schreiben.</translation>
    </message>
    <message>
        <source>&amp;Close network</source>
        <translation>Netz s&amp;chließen</translation>
    </message>
    <message>
        <source>Close the network and show the start page.</source>
        <translation>Das Netz schließen und die Startseite zeigen.</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Leave; the session is restored at the next start.</source>
        <translation>Aufhören; beim nächsten Start kommt die Sitzung wieder.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take the last change of formats, settings or breakpoints back.</source>
        <translation>Die letzte Änderung an Formaten, Einstellungen oder Haltepunkten zurücknehmen.</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Make the change again that was taken back.</source>
        <translation>Die zurückgenommene Änderung wieder vornehmen.</translation>
    </message>
    <message>
        <source>&amp;Number format…</source>
        <translation>&amp;Zahlenformat…</translation>
    </message>
    <message>
        <source>Choose the number format of the whole network.</source>
        <translation>Das Zahlenformat des ganzen Netzes wählen.</translation>
    </message>
    <message>
        <source>&amp;Chip settings…</source>
        <translation>&amp;Chip einstellen…</translation>
    </message>
    <message>
        <source>Sizes of the chip, and every assumption about it, with its number.</source>
        <translation>Größen des Chips und jede Annahme über ihn, mit ihrer Nummer.</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Theme and motion.</source>
        <translation>Farben und Bewegung.</translation>
    </message>
    <message>
        <source>&amp;Help on this view</source>
        <translation>&amp;Hilfe zu dieser Ansicht</translation>
    </message>
    <message>
        <source>What the view in front shows, its mouse and its keys.</source>
        <translation>Was die vordere Ansicht zeigt, ihre Maus und ihre Tasten.</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Rundgang</translation>
    </message>
    <message>
        <source>Five steps through a bundled sample.</source>
        <translation>Fünf Schritte durch ein mitgeliefertes Beispiel.</translation>
    </message>
    <message>
        <source>Command &amp;palette…</source>
        <translation>Befehls&amp;palette…</translation>
    </message>
    <message>
        <source>Find any command or layer by typing a part of its name.</source>
        <translation>Einen Befehl oder eine Schicht finden, indem man einen Teil des Namens tippt.</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>All commands with their keys.</source>
        <translation>Alle Befehle mit ihren Tasten.</translation>
    </message>
    <message>
        <source>&amp;About Vsqscope</source>
        <translation>Ü&amp;ber Vsqscope</translation>
    </message>
    <message>
        <source>Version, licence and sources.</source>
        <translation>Version, Lizenz und Quellen.</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>&amp;Aufträge</translation>
    </message>
    <message>
        <source>What runs, how far it is, and what has ended.</source>
        <translation>Was läuft, wie weit es ist und was geendet hat.</translation>
    </message>
    <message>
        <source>Restore &amp;default layout</source>
        <translation>&amp;Standardanordnung</translation>
    </message>
    <message>
        <source>Put all views back where they were at the first start.</source>
        <translation>Alle Ansichten dorthin zurück, wo sie beim ersten Start waren.</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>Light colours.</source>
        <translation>Helle Farben.</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Dark colours.</source>
        <translation>Dunkle Farben.</translation>
    </message>
    <message>
        <source>&amp;Follow the desktop</source>
        <translation>Wie der &amp;Schreibtisch</translation>
    </message>
    <message>
        <source>Light or dark as the desktop is.</source>
        <translation>Hell oder dunkel, wie der Schreibtisch es ist.</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Use the whole screen.</source>
        <translation>Den ganzen Bildschirm benutzen.</translation>
    </message>
    <message>
        <source>per-vector</source>
        <translation>je Vektor</translation>
    </message>
    <message>
        <source>per-channel</source>
        <translation>je Kanal</translation>
    </message>
    <message>
        <source>per-tensor</source>
        <translation>je Tensor</translation>
    </message>
    <message>
        <source>%1 %2, VS-Quant (published)</source>
        <translation>%1 %2, VS-Quant (veröffentlicht)</translation>
    </message>
    <message>
        <source>real scales</source>
        <translation>reelle Skalen</translation>
    </message>
    <message>
        <source>Accuracy against bits</source>
        <translation>Genauigkeit über Bits</translation>
    </message>
    <message>
        <source>Accuracy of %1 against weight bits</source>
        <translation>Genauigkeit von %1 über Gewichtsbits</translation>
    </message>
    <message>
        <source>Weight bits</source>
        <translation>Gewichtsbits</translation>
    </message>
    <message>
        <source>Top-1 accuracy</source>
        <translation>Top-1-Genauigkeit</translation>
    </message>
    <message>
        <source>FP32 %1</source>
        <translation>FP32 %1</translation>
    </message>
    <message>
        <source>%1 runs in %2 curves on %3 images; FP32 %4.</source>
        <translation>%1 Läufe in %2 Kurven auf %3 Bildern; FP32 %4.</translation>
    </message>
    <message>
        <source>Weight × activation bits, %1</source>
        <translation>Gewichts- × Aktivierungsbits, %1</translation>
    </message>
    <message>
        <source>Activation bits</source>
        <translation>Aktivierungsbits</translation>
    </message>
    <message>
        <source>Share of %1 images classified right; in brackets the 95 % Wilson score interval.</source>
        <translation>Anteil der %1 Bilder, die richtig eingeordnet werden; in Klammern das 95-%-Wilson-Intervall.</translation>
    </message>
    <message>
        <source>selected run, %1</source>
        <translation>gewählter Lauf, %1</translation>
    </message>
    <message>
        <source>Number format of the run and how faithfully it was computed: with the chip's integers, or as codes times scales in FP32.</source>
        <translation>Zahlenformat des Laufs und wie getreu er gerechnet wurde: mit den Ganzzahlen des Chips oder als Codes mal Skalen in FP32.</translation>
    </message>
    <message>
        <source>%1 (%2 – %3)</source>
        <translation>%1 (%2 – %3)</translation>
    </message>
    <message>
        <source>top-1 accuracy</source>
        <translation>Top-1-Genauigkeit</translation>
    </message>
    <message>
        <source>points below FP32</source>
        <translation>Punkte unter FP32</translation>
    </message>
    <message>
        <source>FP32's accuracy on the same images less the run's, in percentage points.</source>
        <translation>Genauigkeit von FP32 auf denselben Bildern minus die des Laufs, in Prozentpunkten.</translation>
    </message>
    <message>
        <source>computed in</source>
        <translation>gerechnet in</translation>
    </message>
    <message>
        <source>Time that the run took on this machine.</source>
        <translation>Zeit, die der Lauf auf diesem Rechner brauchte.</translation>
    </message>
    <message>
        <source>Step one &amp;cycle</source>
        <translation>Einen &amp;Zyklus weiter</translation>
    </message>
    <message>
        <source>Execute the next clock cycle.</source>
        <translation>Den nächsten Taktzyklus ausführen.</translation>
    </message>
    <message>
        <source>Step back one c&amp;ycle</source>
        <translation>Einen Z&amp;yklus zurück</translation>
    </message>
    <message>
        <source>Undo the last clock cycle.</source>
        <translation>Den letzten Taktzyklus zurücknehmen.</translation>
    </message>
    <message>
        <source>Step one &amp;vector</source>
        <translation>Einen &amp;Vektor weiter</translation>
    </message>
    <message>
        <source>Run to the next vector along K.</source>
        <translation>Bis zum nächsten Vektor entlang K laufen.</translation>
    </message>
    <message>
        <source>Back one v&amp;ector</source>
        <translation>Einen V&amp;ektor zurück</translation>
    </message>
    <message>
        <source>Go to the beginning of this or the previous vector along K.</source>
        <translation>An den Anfang dieses oder des vorigen Vektors entlang K gehen.</translation>
    </message>
    <message>
        <source>Step one &amp;tile</source>
        <translation>Eine &amp;Kachel weiter</translation>
    </message>
    <message>
        <source>Run to the next tile.</source>
        <translation>Bis zur nächsten Kachel laufen.</translation>
    </message>
    <message>
        <source>Back one t&amp;ile</source>
        <translation>Eine K&amp;achel zurück</translation>
    </message>
    <message>
        <source>Go to the beginning of this or the previous tile.</source>
        <translation>An den Anfang dieser oder der vorigen Kachel gehen.</translation>
    </message>
    <message>
        <source>Step one &amp;subtile</source>
        <translation>Eine &amp;Teilmatrix weiter</translation>
    </message>
    <message>
        <source>Run to the next subtile.</source>
        <translation>Bis zur nächsten Teilmatrix laufen.</translation>
    </message>
    <message>
        <source>Back one su&amp;btile</source>
        <translation>Eine Te&amp;ilmatrix zurück</translation>
    </message>
    <message>
        <source>Go to the beginning of this or the previous subtile.</source>
        <translation>An den Anfang dieser oder der vorigen Teilmatrix gehen.</translation>
    </message>
    <message>
        <source>To the en&amp;d of the layer</source>
        <translation>Zum En&amp;de der Schicht</translation>
    </message>
    <message>
        <source>Run to the last cycle.</source>
        <translation>Bis zum letzten Zyklus laufen.</translation>
    </message>
    <message>
        <source>To the be&amp;ginning of the layer</source>
        <translation>Zum An&amp;fang der Schicht</translation>
    </message>
    <message>
        <source>Go to cycle 0.</source>
        <translation>Zu Zyklus 0 gehen.</translation>
    </message>
    <message>
        <source>%1, published</source>
        <translation>%1, veröffentlicht</translation>
    </message>
    <message>
        <source>Supply</source>
        <translation>Versorgung</translation>
    </message>
    <message>
        <source>Energy by component at %1</source>
        <translation>Energie nach Bestandteil bei %1</translation>
    </message>
    <message>
        <source>Energy of one inference</source>
        <translation>Energie einer Inferenz</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>fill, drain, stalls</source>
        <translation>Füllen, Leeren, Warten</translation>
    </message>
    <message>
        <source>%1 layers, %2 in all at %3.</source>
        <translation>%1 Schichten, zusammen %2 bei %3.</translation>
    </message>
    <message>
        <source>Efficiency at 50 % density</source>
        <translation>Wirkungsgrad bei 50 % Dichte</translation>
    </message>
    <message>
        <source>Efficiency</source>
        <translation>Wirkungsgrad</translation>
    </message>
    <message>
        <source>points: published</source>
        <translation>Punkte: veröffentlicht</translation>
    </message>
    <message>
        <source>Published efficiency of three formats at %1 supplies, and the curve through them.</source>
        <translation>Veröffentlichter Wirkungsgrad dreier Formate bei %1 Versorgungsspannungen und die Kurve hindurch.</translation>
    </message>
    <message>
        <source>Power against supply</source>
        <translation>Leistung über Versorgung</translation>
    </message>
    <message>
        <source>Power at full use</source>
        <translation>Leistung bei voller Nutzung</translation>
    </message>
    <message>
        <source>%1, from published clock and TOPS/W</source>
        <translation>%1, aus veröffentlichtem Takt und TOPS/W</translation>
    </message>
    <message>
        <source>points: derived</source>
        <translation>Punkte: abgeleitet</translation>
    </message>
    <message>
        <source>Power of three formats at the published supplies: two operations a multiply-accumulate over TOPS/W.</source>
        <translation>Leistung dreier Formate bei den veröffentlichten Spannungen: zwei Operationen je Multiplikation mit Addition durch TOPS/W.</translation>
    </message>
    <message>
        <source> Published: a number of the publication. Derived: calculated from published numbers and counted events. Assumed: rests on a setting, such as densities that were not measured.</source>
        <translation> Veröffentlicht: eine Zahl der Publikation. Abgeleitet: aus veröffentlichten Zahlen und gezählten Ereignissen berechnet. Angenommen: beruht auf einer Einstellung, etwa auf Dichten, die nicht gemessen wurden.</translation>
    </message>
    <message>
        <source>an inference</source>
        <translation>je Inferenz</translation>
    </message>
    <message>
        <source>Sum over all layers on the chip: events times published energies, scaled by density and supply.</source>
        <translation>Summe über alle Schichten auf dem Chip: Ereignisse mal veröffentlichte Energien, nach Dichte und Versorgung skaliert.</translation>
    </message>
    <message>
        <source>power</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Energy over time.</source>
        <translation>Energie durch Zeit.</translation>
    </message>
    <message>
        <source>TOPS/W</source>
        <translation>TOPS/W</translation>
    </message>
    <message>
        <source>Useful operations, two a multiply-accumulate, a joule.</source>
        <translation>Nützliche Operationen, zwei je Multiplikation mit Addition, je Joule.</translation>
    </message>
    <message>
        <source>inferences/s</source>
        <translation>Inferenzen/s</translation>
    </message>
    <message>
        <source>Clock over cycles of one inference.</source>
        <translation>Takt durch Zyklen einer Inferenz.</translation>
    </message>
    <message>
        <source>inferences/s/W</source>
        <translation>Inferenzen/s/W</translation>
    </message>
    <message>
        <source>Inferences a joule.</source>
        <translation>Inferenzen je Joule.</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>Takt</translation>
    </message>
    <message>
        <source>Clock at this supply (JSSC Fig. 13).</source>
        <translation>Takt bei dieser Versorgung (JSSC Fig. 13).</translation>
    </message>
    <message>
        <source>Layers by signal to noise, worst first</source>
        <translation>Schichten nach Rauschabstand, die schlechteste zuerst</translation>
    </message>
    <message>
        <source>SQNR</source>
        <translation>SQNR</translation>
    </message>
    <message>
        <source>result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>operand A</source>
        <translation>Operand A</translation>
    </message>
    <message>
        <source>operand B</source>
        <translation>Operand B</translation>
    </message>
    <message>
        <source>%1 layers; the worst is %2 with %3.</source>
        <translation>%1 Schichten; die schlechteste ist %2 mit %3.</translation>
    </message>
    <message>
        <source>FP32</source>
        <translation>FP32</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>Quantisiert</translation>
    </message>
    <message>
        <source>Quantized − FP32</source>
        <translation>Quantisiert − FP32</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Column (K)</source>
        <translation>Spalte (K)</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>%1 by %2 values of the %3.</source>
        <translation>%1 mal %2 Werte: %3.</translation>
    </message>
    <message>
        <source>Error of the %1 in steps</source>
        <translation>Fehler in Stufen: %1</translation>
    </message>
    <message>
        <source>(quantized − FP32) / step of the vector</source>
        <translation>(quantisiert − FP32) / Stufe des Vektors</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>quantized is smaller</source>
        <translation>quantisiert ist kleiner</translation>
    </message>
    <message>
        <source>quantized is larger</source>
        <translation>quantisiert ist größer</translation>
    </message>
    <message>
        <source>half a step</source>
        <translation>eine halbe Stufe</translation>
    </message>
    <message>
        <source>%1 of the values err by more than half a step.</source>
        <translation>%1 der Werte weichen um mehr als eine halbe Stufe ab.</translation>
    </message>
    <message>
        <source>Signal to quantization noise ratio: 10 log10(Σ x² / Σ (x − q(x))²).</source>
        <translation>Verhältnis von Signal zu Quantisierungsrauschen: 10 log10(Σ x² / Σ (x − q(x))²).</translation>
    </message>
    <message>
        <source>RMS error</source>
        <translation>RMS-Fehler</translation>
    </message>
    <message>
        <source>Root of the mean (x − q(x))².</source>
        <translation>Wurzel des Mittels von (x − q(x))².</translation>
    </message>
    <message>
        <source>largest error</source>
        <translation>größter Fehler</translation>
    </message>
    <message>
        <source>max |x − q(x)|.</source>
        <translation>max |x − q(x)|.</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>x·q(x) / (|x| |q(x)|): 1 where the direction is kept.</source>
        <translation>x·q(x) / (|x| |q(x)|): 1, wo die Richtung erhalten bleibt.</translation>
    </message>
    <message>
        <source>From FP32 to the chip's value</source>
        <translation>Von FP32 zum Wert des Chips</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>error added</source>
        <translation>hinzugekommener Fehler</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>Zyklus</translation>
    </message>
    <message>
        <source>The chip's value is off by %1 of FP32's.</source>
        <translation>Der Wert des Chips weicht um %1 von FP32 ab.</translation>
    </message>
    <message>
        <source>The pairs that weigh most</source>
        <translation>Die Paare mit dem größten Gewicht</translation>
    </message>
    <message>
        <source>code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Vector by vector</source>
        <translation>Vektor für Vektor</translation>
    </message>
    <message>
        <source>term</source>
        <translation>Term</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Padding of an output row</source>
        <translation>Auffüllung einer Ausgabezeile</translation>
    </message>
    <message>
        <source>lane %1, collector entry %2</source>
        <translation>Lane %1, Kollektoreintrag %2</translation>
    </message>
    <message>
        <source>The result has no such element: this place of the tile is padding.</source>
        <translation>Das Ergebnis hat kein solches Element: Diese Stelle der Kachel ist Auffüllung.</translation>
    </message>
    <message>
        <source>The layer does not run on the chip as it is configured now.</source>
        <translation>Die Schicht läuft nicht auf dem Chip, wie er jetzt eingestellt ist.</translation>
    </message>
    <message>
        <source>Row %1 of A times row %2 of B: %3 elements in vectors of %4. Each vector's codes are multiplied and added up, the sum is multiplied by the rounded product of the two vectors' scales, and added to the collector entry.</source>
        <translation>Zeile %1 von A mal Zeile %2 von B: %3 Elemente in Vektoren von %4. Die Codes jedes Vektors werden multipliziert und addiert, die Summe mit dem gerundeten Produkt der Skalen beider Vektoren multipliziert und zum Kollektoreintrag addiert.</translation>
    </message>
    <message>
        <source>Row %1 of A times row %2 of B: %3 elements in vectors of %4. Each vector's codes are multiplied, added up, and added to the collector entry.</source>
        <translation>Zeile %1 von A mal Zeile %2 von B: %3 Elemente in Vektoren von %4. Die Codes jedes Vektors werden multipliziert, addiert und zum Kollektoreintrag addiert.</translation>
    </message>
    <message>
        <source>Now, after vector %1</source>
        <translation>Jetzt, nach Vektor %1</translation>
    </message>
    <message>
        <source>Coarse scales</source>
        <translation>Grobe Skalen</translation>
    </message>
    <message>
        <source>of row %1</source>
        <translation>der Zeile %1</translation>
    </message>
    <message>
        <source>of the tensor</source>
        <translation>des Tensors</translation>
    </message>
    <message>
        <source>A number of a cycle or a vector goes there; a scale shows its vector.</source>
        <translation>Eine Zahl eines Zyklus oder Vektors führt dorthin; eine Skale zeigt ihren Vektor.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>row %1, vector %2 of the stationary operand (weights)</source>
        <translation>Zeile %1, Vektor %2 des stehenden Operanden (Gewichte)</translation>
    </message>
    <message>
        <source>row %1, vector %2 of the broadcast operand (activations)</source>
        <translation>Zeile %1, Vektor %2 des verteilten Operanden (Aktivierungen)</translation>
    </message>
    <message>
        <source>The operand has no such vector: it is padding.</source>
        <translation>Der Operand hat keinen solchen Vektor: Es ist Auffüllung.</translation>
    </message>
    <message>
        <source>elements</source>
        <translation>Elemente</translation>
    </message>
    <message>
        <source>the rest of %1 is padding</source>
        <translation>der Rest von %1 ist Auffüllung</translation>
    </message>
    <message>
        <source>largest |x|</source>
        <translation>größtes |x|</translation>
    </message>
    <message>
        <source>scale s</source>
        <translation>Skale s</translation>
    </message>
    <message>
        <source>largest |x| / %1</source>
        <translation>größtes |x| / %1</translation>
    </message>
    <message>
        <source>of the row</source>
        <translation>der Zeile</translation>
    </message>
    <message>
        <source>integer scale</source>
        <translation>ganzzahlige Skale</translation>
    </message>
    <message>
        <source>rounded to zero: the vector is lost</source>
        <translation>auf null gerundet: Der Vektor ist verloren</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>Skale</translation>
    </message>
    <message>
        <source>one for the row</source>
        <translation>eine für die Zeile</translation>
    </message>
    <message>
        <source>one for the tensor</source>
        <translation>eine für den Tensor</translation>
    </message>
    <message>
        <source>step of a code</source>
        <translation>Stufe eines Codes</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>Elemente</translation>
    </message>
    <message>
        <source>hex</source>
        <translation>hex</translation>
    </message>
    <message>
        <source>bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>stands for</source>
        <translation>steht für</translation>
    </message>
    <message>
        <source>own</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>%1, product %2 of %3</source>
        <translation>%1, Produkt %2 von %3</translation>
    </message>
    <message>
        <source>C = A B&lt;sup&gt;T&lt;/sup&gt;: %1 rows of A times %2 rows of B, %3 elements added up for each of %4 results.</source>
        <translation>C = A B&lt;sup&gt;T&lt;/sup&gt;: %1 Zeilen von A mal %2 Zeilen von B, %3 Elemente je Ergebnis addiert, %4 Ergebnisse.</translation>
    </message>
    <message>
        <source>M (features)</source>
        <translation>M (Merkmale)</translation>
    </message>
    <message>
        <source>N (tokens, pixels)</source>
        <translation>N (Token, Pixel)</translation>
    </message>
    <message>
        <source>K (added up)</source>
        <translation>K (addiert)</translation>
    </message>
    <message>
        <source>multiplications</source>
        <translation>Multiplikationen</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>Zyklen</translation>
    </message>
    <message>
        <source>utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>cycles of all %1 products</source>
        <translation>Zyklen aller %1 Produkte</translation>
    </message>
    <message>
        <source>format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Quantization against FP32</source>
        <translation>Quantisierung gegen FP32</translation>
    </message>
    <message>
        <source>operand</source>
        <translation>Operand</translation>
    </message>
    <message>
        <source>vectors</source>
        <translation>Vektoren</translation>
    </message>
    <message>
        <source>largest γ</source>
        <translation>größtes γ</translation>
    </message>
    <message>
        <source>A, weights</source>
        <translation>A, Gewichte</translation>
    </message>
    <message>
        <source>A, stationary</source>
        <translation>A, stehend</translation>
    </message>
    <message>
        <source>B, activations</source>
        <translation>B, Aktivierungen</translation>
    </message>
    <message>
        <source>Measured on the activations of an FP32 run.</source>
        <translation>Gemessen an den Aktivierungen eines FP32-Laufs.</translation>
    </message>
    <message>
        <source>Up to this cycle</source>
        <translation>Bis zu diesem Zyklus</translation>
    </message>
    <message>
        <source>computing</source>
        <translation>rechnend</translation>
    </message>
    <message>
        <source>filling, draining</source>
        <translation>füllend, leerend</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>useful multiplications</source>
        <translation>nützliche Multiplikationen</translation>
    </message>
    <message>
        <source>padding in M, N, K</source>
        <translation>Auffüllung in M, N, K</translation>
    </message>
    <message>
        <source>saturated additions</source>
        <translation>gesättigte Additionen</translation>
    </message>
    <message>
        <source>zero scales</source>
        <translation>Skalen null</translation>
    </message>
    <message>
        <source>scales rounded to zero</source>
        <translation>auf null gerundete Skalen</translation>
    </message>
    <message>
        <source>Lane %1</source>
        <translation>Lane %1</translation>
    </message>
    <message>
        <source>row %1 of A, computes C[%1, %2 ...]</source>
        <translation>Zeile %1 von A, berechnet C[%1, %2 ...]</translation>
    </message>
    <message>
        <source>Nothing was computed in the last cycle.</source>
        <translation>Im letzten Zyklus wurde nichts berechnet.</translation>
    </message>
    <message>
        <source>A has no row %1: the lane computes padding.</source>
        <translation>A hat keine Zeile %1: Die Lane rechnet mit Auffüllung.</translation>
    </message>
    <message>
        <source>The cycle executed last</source>
        <translation>Der zuletzt ausgeführte Zyklus</translation>
    </message>
    <message>
        <source>sum of products</source>
        <translation>Summe der Produkte</translation>
    </message>
    <message>
        <source>%1 products of codes</source>
        <translation>%1 Produkte von Codes</translation>
    </message>
    <message>
        <source>rounded</source>
        <translation>gerundet</translation>
    </message>
    <message>
        <source>sum read</source>
        <translation>gelesene Summe</translation>
    </message>
    <message>
        <source>0 in the first pass</source>
        <translation>0 im ersten Durchgang</translation>
    </message>
    <message>
        <source>sum written</source>
        <translation>geschriebene Summe</translation>
    </message>
    <message>
        <source>saturated to 24 bits</source>
        <translation>auf 24 Bits gesättigt</translation>
    </message>
    <message>
        <source>Its collector entries</source>
        <translation>Ihre Kollektoreinträge</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>real value so far</source>
        <translation>reeller Wert bisher</translation>
    </message>
    <message>
        <source>Collector entry %1</source>
        <translation>Kollektoreintrag %1</translation>
    </message>
    <message>
        <source>padding of an output row</source>
        <translation>Auffüllung einer Ausgabezeile</translation>
    </message>
    <message>
        <source>row %1 of B in all lanes</source>
        <translation>Zeile %1 von B in allen Lanes</translation>
    </message>
    <message>
        <source>It holds no sums yet.</source>
        <translation>Er hält noch keine Summen.</translation>
    </message>
    <message>
        <source>lane</source>
        <translation>Lane</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>The network's layers: what runs on the chip, in which format, and what it costs.</source>
        <translation>Die Schichten des Netzes: was auf dem Chip läuft, in welchem Format und was es kostet.</translation>
    </message>
    <message>
        <source>Dataflow</source>
        <translation>Datenfluss</translation>
    </message>
    <message>
        <source>The chip computing a layer, cycle by cycle: what moves, what every lane makes of it.</source>
        <translation>Der Chip beim Rechnen einer Schicht, Zyklus für Zyklus: was sich bewegt und was jede Lane daraus macht.</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>The selected value in full: codes, scales, sums, and the error of each step.</source>
        <translation>Der gewählte Wert im Ganzen: Codes, Skalen, Summen und der Fehler jedes Schritts.</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Skalen</translation>
    </message>
    <message>
        <source>The per-vector scales of a layer or of all: histogram, map, and what they win over one scale a channel.</source>
        <translation>Die Skalen je Vektor einer Schicht oder aller: Histogramm, Karte und was sie gegenüber einer Skale je Kanal gewinnen.</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Which lanes and multipliers do useful work, and where a layer's cycles go.</source>
        <translation>Welche Lanes und Multiplizierer nützlich arbeiten und wohin die Zyklen einer Schicht gehen.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Accuracy against bits, with 95 % intervals and the published curves.</source>
        <translation>Genauigkeit über Bits, mit 95-%-Intervallen und den veröffentlichten Kurven.</translation>
    </message>
    <message>
        <source>What quantization lost: layers ranked by signal to noise, a layer's operands as FP32, quantized and difference.</source>
        <translation>Was die Quantisierung verlor: Schichten nach Rauschabstand, die Operanden einer Schicht als FP32, quantisiert und als Differenz.</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>Energy by component and layer at a chosen supply, beside the published efficiency and power.</source>
        <translation>Energie nach Bestandteil und Schicht bei gewählter Versorgung, neben veröffentlichtem Wirkungsgrad und Leistung.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What happened in this session, message by message.</source>
        <translation>Was in dieser Sitzung geschah, Meldung für Meldung.</translation>
    </message>
    <message>
        <source>γ of its row</source>
        <translation>γ ihrer Zeile</translation>
    </message>
    <message>
        <source>γ of the tensor</source>
        <translation>γ des Tensors</translation>
    </message>
    <message>
        <source>scale 0: the vector is lost</source>
        <translation>Skale 0: Der Vektor ist verloren</translation>
    </message>
    <message>
        <source>per-channel scale</source>
        <translation>Skale je Kanal</translation>
    </message>
    <message>
        <source>per-tensor scale</source>
        <translation>Skale je Tensor</translation>
    </message>
    <message>
        <source>per-channel scales (median, range)</source>
        <translation>Skalen je Kanal (Median, Bereich)</translation>
    </message>
    <message>
        <source>Scales of the %1</source>
        <translation>Skalen: %1</translation>
    </message>
    <message>
        <source>Integer scale, in units of %1</source>
        <translation>Ganzzahlige Skale, in Einheiten von %1</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skale</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>Vektoren</translation>
    </message>
    <message>
        <source>%1 underflow to 0</source>
        <translation>%1 fallen auf 0</translation>
    </message>
    <message>
        <source>Histogram of %1 per-vector scales; %2 underflow to 0; signal to noise %3, per-channel %4.</source>
        <translation>Histogramm von %1 Skalen je Vektor; %2 fallen auf 0; Rauschabstand %3, je Kanal %4.</translation>
    </message>
    <message>
        <source>Map of the scales</source>
        <translation>Karte der Skalen</translation>
    </message>
    <message>
        <source>Vector along K</source>
        <translation>Vektor entlang K</translation>
    </message>
    <message>
        <source>Row of A (output feature)</source>
        <translation>Zeile von A (Ausgabemerkmal)</translation>
    </message>
    <message>
        <source>Row of B (token or pixel)</source>
        <translation>Zeile von B (Token oder Pixel)</translation>
    </message>
    <message>
        <source>Integer scale</source>
        <translation>Ganzzahlige Skale</translation>
    </message>
    <message>
        <source>Map of the scales of the %1: %2 rows by %3 vectors.</source>
        <translation>Karte der Skalen, %1: %2 Zeilen mal %3 Vektoren.</translation>
    </message>
    <message>
        <source>Scales by layer</source>
        <translation>Skalen nach Schicht</translation>
    </message>
    <message>
        <source>Share of the layer's vectors</source>
        <translation>Anteil der Vektoren der Schicht</translation>
    </message>
    <message>
        <source>Distribution of the integer scales in each of %1 layers.</source>
        <translation>Verteilung der ganzzahligen Skalen in jeder von %1 Schichten.</translation>
    </message>
    <message>
        <source>Row %1, vector %2: scale %3 × γ %4</source>
        <translation>Zeile %1, Vektor %2: Skale %3 × γ %4</translation>
    </message>
    <message>
        <source>Row %1, vector %2: scale %3</source>
        <translation>Zeile %1, Vektor %2: Skale %3</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>code × scale</source>
        <translation>Code × Skale</translation>
    </message>
    <message>
        <source>%1 values of row %2, vector %3; step %4; signal to noise %5.</source>
        <translation>%1 Werte von Zeile %2, Vektor %3; Stufe %4; Rauschabstand %5.</translation>
    </message>
    <message>
        <source>scales</source>
        <translation>Skalen</translation>
    </message>
    <message>
        <source>Number of scales: one for each vector of %1 values along K.</source>
        <translation>Zahl der Skalen: eine für jeden Vektor von %1 Werten entlang K.</translation>
    </message>
    <message>
        <source>underflow to 0</source>
        <translation>fallen auf 0</translation>
    </message>
    <message>
        <source>Share of vectors whose scale s = max|x| / %1 rounds to 0 in units of γ = max s / %2: all of their values are lost.</source>
        <translation>Anteil der Vektoren, deren Skale s = max|x| / %1 in Einheiten von γ = max s / %2 auf 0 rundet: Alle ihre Werte sind verloren.</translation>
    </message>
    <message>
        <source>bits over per-channel</source>
        <translation>Bits über je Kanal</translation>
    </message>
    <message>
        <source>What per-vector scaling is worth beside one scale a channel with as many bits: (SQNR − SQNR per-channel) / 6.02 dB.</source>
        <translation>Was Skalen je Vektor gegenüber einer je Kanal mit ebenso vielen Bits wert sind: (SQNR − SQNR je Kanal) / 6,02 dB.</translation>
    </message>
    <message>
        <source>bits over per-tensor</source>
        <translation>Bits über je Tensor</translation>
    </message>
    <message>
        <source>What per-vector scaling is worth beside one scale for the tensor with as many bits: (SQNR − SQNR per-tensor) / 6.02 dB.</source>
        <translation>Was Skalen je Vektor gegenüber einer für den Tensor mit ebenso vielen Bits wert sind: (SQNR − SQNR je Tensor) / 6,02 dB.</translation>
    </message>
    <message>
        <source>vectors of zeros</source>
        <translation>Vektoren aus Nullen</translation>
    </message>
    <message>
        <source>Vectors whose values are all 0; nothing is lost there.</source>
        <translation>Vektoren, deren Werte alle 0 sind; dort geht nichts verloren.</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Lane</translation>
    </message>
    <message>
        <source>Useful work</source>
        <translation>Nützliche Arbeit</translation>
    </message>
    <message>
        <source>Where the cycles go</source>
        <translation>Wohin die Zyklen gehen</translation>
    </message>
    <message>
        <source>Share of the layer's cycles</source>
        <translation>Anteil an den Zyklen der Schicht</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>Zyklen</translation>
    </message>
    <message>
        <source>all layers</source>
        <translation>alle Schichten</translation>
    </message>
    <message>
        <source>%1 layers, %2 cycles, %3 of them useful.</source>
        <translation>%1 Schichten, %2 Zyklen, davon %3 nützlich.</translation>
    </message>
    <message>
        <source>Lanes over time: %1</source>
        <translation>Lanes über der Zeit: %1</translation>
    </message>
    <message>
        <source>Cycle</source>
        <translation>Zyklus</translation>
    </message>
    <message>
        <source>Useful work of %1 lanes over %2 cycles.</source>
        <translation>Nützliche Arbeit von %1 Lanes über %2 Zyklen.</translation>
    </message>
    <message>
        <source>Lanes × multipliers: %1</source>
        <translation>Lanes × Multiplizierer: %1</translation>
    </message>
    <message>
        <source>Multiplier of the lane</source>
        <translation>Multiplizierer der Lane</translation>
    </message>
    <message>
        <source>Useful work of each of %1 multipliers in the cycles with products.</source>
        <translation>Nützliche Arbeit jedes von %1 Multiplizierern in den Zyklen mit Produkten.</translation>
    </message>
    <message>
        <source>Useful multiply-accumulates over what all multipliers could have done in these cycles: M·N·K / (cycles · lanes · vector size).</source>
        <translation>Nützliche Multiplikationen durch das, was alle Multiplizierer in diesen Zyklen gekonnt hätten: M·N·K / (Zyklen · Lanes · Vektorgröße).</translation>
    </message>
    <message>
        <source>Clock cycles, fill and drain of each subtile included.</source>
        <translation>Taktzyklen, Füllen und Leeren jeder Teilmatrix eingeschlossen.</translation>
    </message>
    <message>
        <source>FP32: Σ a · b. Codes: Σ code · code · s · s with unrounded scales. Integer scales: Σ tree · sA · sB · γA · γB. Rounded product: Σ tree · p8 · 256 · γA · γB. 24-bit sum: what is left after saturation.</source>
        <translation>FP32: Σ a · b. Codes: Σ Code · Code · s · s mit ungerundeten Skalen. Ganzzahlige Skalen: Σ Baum · sA · sB · γA · γB. Gerundetes Produkt: Σ Baum · p8 · 256 · γA · γB. 24-Bit-Summe: was nach der Sättigung bleibt.</translation>
    </message>
    <message>
        <source>FP32: Σ a · b. Codes: Σ code · code · γA · γB. 24-bit sum: what is left after saturation.</source>
        <translation>FP32: Σ a · b. Codes: Σ Code · Code · γA · γB. 24-Bit-Summe: was nach der Sättigung bleibt.</translation>
    </message>
</context>
<context>
    <name>vsq::AccuracyView</name>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>&amp;Use This Format</source>
        <translation>Dieses Format &amp;nehmen</translation>
    </message>
    <message>
        <source>Published curves</source>
        <translation>Veröffentlichte Kurven</translation>
    </message>
    <message>
        <source>Curves of VS-Quant (Dai et al., 2021): accuracy without fine-tuning, vectors of 16, 8-bit activations. Another network and task: for the shape, not the height</source>
        <translation>Kurven von VS-Quant (Dai et al., 2021): Genauigkeit ohne Nachtraining, Vektoren von 16, Aktivierungen mit 8 Bits. Ein anderes Netz und eine andere Aufgabe: für die Form, nicht für die Höhe</translation>
    </message>
    <message>
        <source>No published curves</source>
        <translation>Keine veröffentlichten Kurven</translation>
    </message>
    <message>
        <source>Published: %1</source>
        <translation>Veröffentlicht: %1</translation>
    </message>
    <message>
        <source>Makes the selected run's number format that of the network; can be undone</source>
        <translation>Macht das Zahlenformat des gewählten Laufs zu dem des Netzes; kann zurückgenommen werden</translation>
    </message>
    <message>
        <source>&amp;Cancel the study</source>
        <translation>Studie &amp;abbrechen</translation>
    </message>
    <message>
        <source>Stop the running accuracy study; finished points stay.</source>
        <translation>Die laufende Genauigkeitsstudie anhalten; fertige Punkte bleiben.</translation>
    </message>
    <message>
        <source>C&amp;lear its results</source>
        <translation>Ergebnisse &amp;löschen</translation>
    </message>
    <message>
        <source>Forget all points of accuracy studies.</source>
        <translation>Alle Punkte der Genauigkeitsstudien vergessen.</translation>
    </message>
    <message>
        <source>No accuracy yet</source>
        <translation>Noch keine Genauigkeit</translation>
    </message>
    <message>
        <source>Open a network with its data set, then start a study of how many bits it needs.</source>
        <translation>Öffnen Sie ein Netz mit seinen Daten und beginnen Sie eine Studie, wie viele Bits es braucht.</translation>
    </message>
    <message>
        <source>Classifying in FP32</source>
        <translation>FP32 ordnet ein</translation>
    </message>
    <message>
        <source>The first point follows when the reference is known.</source>
        <translation>Der erste Punkt folgt, wenn die Vergleichsgröße bekannt ist.</translation>
    </message>
    <message>
        <source>This network has no data set</source>
        <translation>Dieses Netz hat keine Daten</translation>
    </message>
    <message>
        <source>Open it with an .npz of x and y or a folder of IDX files to measure its accuracy.</source>
        <translation>Öffnen Sie es mit einer .npz aus x und y oder einem Ordner mit IDX-Dateien, um seine Genauigkeit zu messen.</translation>
    </message>
    <message>
        <source>Choose formats on the left and start a study.</source>
        <translation>Wählen Sie links Formate und beginnen Sie eine Studie.</translation>
    </message>
</context>
<context>
    <name>vsq::BreakpointModel</name>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>enabled</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Never met in the open layer: its indices end before</source>
        <translation>Wird in der offenen Schicht nie erreicht: Ihre Indizes enden vor</translation>
    </message>
    <message>
        <source>Value of the loop index, 0 to %1 in the open layer, or any</source>
        <translation>Wert des Schleifenindex, 0 bis %1 in der offenen Schicht, oder beliebig</translation>
    </message>
    <message>
        <source>What must happen in the cycle, or only the position</source>
        <translation>Was in dem Zyklus geschehen muss, oder nur die Stelle</translation>
    </message>
    <message>
        <source>Value of the loop index, or any</source>
        <translation>Wert des Schleifenindex, oder beliebig</translation>
    </message>
    <message>
        <source>Whether runs stop here</source>
        <translation>Ob Läufe hier anhalten</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Stop at</source>
        <translation>Hält bei</translation>
    </message>
</context>
<context>
    <name>vsq::BreakpointPanel</name>
    <message>
        <source>Breakpoints</source>
        <translation>Haltepunkte</translation>
    </message>
    <message>
        <source>Where runs stop; double-click a field to change it</source>
        <translation>Wo Läufe anhalten; ein Doppelklick ändert ein Feld</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Add here</source>
        <translation>Hier setzen</translation>
    </message>
    <message>
        <source>Add a breakpoint at the position shown; its fields can be edited</source>
        <translation>Einen Haltepunkt an der gezeigten Stelle setzen; seine Felder lassen sich ändern</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the selected breakpoints</source>
        <translation>Die gewählten Haltepunkte entfernen</translation>
    </message>
</context>
<context>
    <name>vsq::CellDelegate</name>
    <message>
        <source>Format of the layer</source>
        <translation>Format der Schicht</translation>
    </message>
    <message>
        <source>Network's (%1)</source>
        <translation>Des Netzes (%1)</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Anderes…</translation>
    </message>
</context>
<context>
    <name>vsq::ChipCanvas</name>
    <message>
        <source>Chip</source>
        <translation>Chip</translation>
    </message>
</context>
<context>
    <name>vsq::ChipDialog</name>
    <message>
        <source>Chip settings</source>
        <translation>Chip einstellen</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Whole chips; fields can be changed after choosing one</source>
        <translation>Ganze Chips; Felder lassen sich danach noch ändern</translation>
    </message>
    <message>
        <source>As set</source>
        <translation>Wie eingestellt</translation>
    </message>
    <message>
        <source>&amp;Preset</source>
        <translation>&amp;Vorlage</translation>
    </message>
    <message>
        <source>Export &amp;comparison…</source>
        <translation>&amp;Vergleich exportieren…</translation>
    </message>
    <message>
        <source>Export comparison</source>
        <translation>Vergleich exportieren</translation>
    </message>
    <message>
        <source>The open network on this chip and on all presets, as a LaTeX table (booktabs)</source>
        <translation>Das offene Netz auf diesem Chip und allen Vorlagen, als LaTeX-Tabelle (booktabs)</translation>
    </message>
    <message>
        <source>Fields of the chip</source>
        <translation>Felder des Chips</translation>
    </message>
    <message>
        <source>Names as --set and JSON spell them; A-n: number of the assumption</source>
        <translation>Namen, wie --set und JSON sie schreiben; A-n: Nummer der Annahme</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Sizes and operation</source>
        <translation>Größen und Betrieb</translation>
    </message>
    <message>
        <source>What the publication leaves open</source>
        <translation>Was die Publikation offen lässt</translation>
    </message>
    <message>
        <source>(built in)</source>
        <translation>(fest)</translation>
    </message>
    <message>
        <source>Allowed: %1</source>
        <translation>Erlaubt: %1</translation>
    </message>
    <message>
        <source>Choose a field to read what it means.</source>
        <translation>Wählen Sie ein Feld, um zu lesen, was es bedeutet.</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Voreinstellung: %1</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>Warum: %1</translation>
    </message>
    <message>
        <source>Otherwise: %1</source>
        <translation>Sonst: %1</translation>
    </message>
    <message>
        <source>LaTeX table (*.tex)</source>
        <translation>LaTeX-Tabelle (*.tex)</translation>
    </message>
    <message>
        <source>As set here</source>
        <translation>Wie hier eingestellt</translation>
    </message>
    <message>
        <source>Change the chip</source>
        <translation>Chip ändern</translation>
    </message>
</context>
<context>
    <name>vsq::ChipPainter</name>
    <message>
        <source>%1 lanes x %2 multipliers</source>
        <translation>%1 Lanes x %2 Multiplizierer</translation>
    </message>
    <message>
        <source>Multipliers</source>
        <translation>Multiplizierer</translation>
    </message>
    <message>
        <source>Adder tree</source>
        <translation>Addierbaum</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skale</translation>
    </message>
    <message>
        <source>Sum, 24 b</source>
        <translation>Summe, 24 b</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Collector, %1 entries x %2 lanes x 24 b</source>
        <translation>Kollektor, %1 Einträge x %2 Lanes x 24 b</translation>
    </message>
    <message>
        <source>Collector, %1 x %2 x 24 b</source>
        <translation>Kollektor, %1 x %2 x 24 b</translation>
    </message>
    <message>
        <source>Collector</source>
        <translation>Kollektor</translation>
    </message>
    <message>
        <source>entry %1</source>
        <translation>Eintrag %1</translation>
    </message>
    <message>
        <source>A buffer</source>
        <translation>A-Puffer</translation>
    </message>
    <message>
        <source>A buf</source>
        <translation>A-Puf</translation>
    </message>
    <message>
        <source>%1 of %2 words a bank</source>
        <translation>%1 von %2 Worten je Bank</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>A register</source>
        <translation>A-Register</translation>
    </message>
    <message>
        <source>A reg</source>
        <translation>A-Reg</translation>
    </message>
    <message>
        <source>%1 vectors, %2 codes and a scale each</source>
        <translation>%1 Vektoren, je %2 Codes und eine Skale</translation>
    </message>
    <message>
        <source>B buffer</source>
        <translation>B-Puffer</translation>
    </message>
    <message>
        <source>%1 of %2 words</source>
        <translation>%1 von %2 Worten</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>Auffüllung</translation>
    </message>
    <message>
        <source>Broadcast vector</source>
        <translation>Verteilter Vektor</translation>
    </message>
    <message>
        <source>B vector</source>
        <translation>B-Vektor</translation>
    </message>
    <message>
        <source>%1 to all lanes</source>
        <translation>%1 an alle Lanes</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>written</source>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Truncate</source>
        <translation>Kürzen</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Quantize</source>
        <translation>Quantisieren</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>×</source>
        <translation>×</translation>
    </message>
    <message>
        <source>+b</source>
        <translation>+b</translation>
    </message>
    <message>
        <source>R</source>
        <translation>R</translation>
    </message>
    <message>
        <source>t</source>
        <translation>t</translation>
    </message>
    <message>
        <source>m</source>
        <translation>m</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>Q</source>
        <translation>Q</translation>
    </message>
    <message>
        <source>P</source>
        <translation>P</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>n %1</source>
        <translation>n %1</translation>
    </message>
    <message>
        <source>scales</source>
        <translation>Skalen</translation>
    </message>
    <message>
        <source>biases</source>
        <translation>Biaswerte</translation>
    </message>
    <message>
        <source>Softmax port</source>
        <translation>Softmax-Port</translation>
    </message>
    <message>
        <source>not used by</source>
        <translation>nicht benutzt von</translation>
    </message>
    <message>
        <source>no slice in</source>
        <translation>kein Stück in</translation>
    </message>
    <message>
        <source>this layer</source>
        <translation>dieser Schicht</translation>
    </message>
    <message>
        <source>this cycle</source>
        <translation>diesem Zyklus</translation>
    </message>
    <message>
        <source>row complete</source>
        <translation>Zeile fertig</translation>
    </message>
    <message>
        <source>m %1</source>
        <translation>m %1</translation>
    </message>
    <message>
        <source>slice</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>ruht</translation>
    </message>
    <message>
        <source>VSQ buffer</source>
        <translation>VSQ-Puffer</translation>
    </message>
    <message>
        <source>Output buffer</source>
        <translation>Ausgabepuffer</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>sums leave the chip</source>
        <translation>Summen verlassen den Chip</translation>
    </message>
    <message>
        <source>results leave by the softmax port</source>
        <translation>Ergebnisse verlassen ihn durch den Softmax-Port</translation>
    </message>
    <message>
        <source>no word in this cycle</source>
        <translation>kein Wort in diesem Zyklus</translation>
    </message>
</context>
<context>
    <name>vsq::ChipPreview</name>
    <message>
        <source>Open a network to see here what a change costs.</source>
        <translation>Öffnen Sie ein Netz, um hier zu sehen, was eine Änderung kostet.</translation>
    </message>
    <message>
        <source>Planning the network on this chip</source>
        <translation>Das Netz wird auf diesem Chip geplant</translation>
    </message>
    <message>
        <source>What the chip's settings change</source>
        <translation>Was die Einstellungen des Chips ändern</translation>
    </message>
    <message>
        <source>%1: %2 cycles, utilisation %3, energy %4, time %5</source>
        <translation>%1: %2 Zyklen, Auslastung %3, Energie %4, Zeit %5</translation>
    </message>
    <message numerus="yes">
        <source>; %n layer(s) do not fit</source>
        <translation><numerusform>; %n Schicht passt nicht</numerusform><numerusform>; %n Schichten passen nicht</numerusform></translation>
    </message>
    <message>
        <source>%1: %2 cycles, SQNR %3</source>
        <translation>%1: %2 Zyklen, SQNR %3</translation>
    </message>
    <message>
        <source> (was %1)</source>
        <translation> (war %1)</translation>
    </message>
    <message>
        <source>%1 does not run on this chip</source>
        <translation>%1 läuft nicht auf diesem Chip</translation>
    </message>
</context>
<context>
    <name>vsq::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Search commands and layers</source>
        <translation>Befehle und Schichten suchen</translation>
    </message>
    <message>
        <source>A few letters of a command or a layer</source>
        <translation>Einige Buchstaben eines Befehls oder einer Schicht</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>Passende Befehle</translation>
    </message>
    <message>
        <source>Enter runs the command</source>
        <translation>Eingabe führt den Befehl aus</translation>
    </message>
</context>
<context>
    <name>vsq::CommandTable</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Chip</source>
        <translation>&amp;Chip</translation>
    </message>
    <message>
        <source>&amp;Study</source>
        <translation>&amp;Studie</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
</context>
<context>
    <name>vsq::Commands</name>
    <message>
        <source>Main toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
</context>
<context>
    <name>vsq::ControlBar</name>
    <message>
        <source>Simulation controls</source>
        <translation>Steuerung der Simulation</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Cycles a second while running</source>
        <translation>Zyklen je Sekunde beim Laufen</translation>
    </message>
    <message>
        <source>1 cycle/s</source>
        <translation>1 Zyklus/s</translation>
    </message>
    <message>
        <source>%1 cycles/s</source>
        <translation>%1 Zyklen/s</translation>
    </message>
    <message>
        <source>full speed</source>
        <translation>volles Tempo</translation>
    </message>
</context>
<context>
    <name>vsq::DataflowView</name>
    <message>
        <source>The chip in cycle %1 of %2</source>
        <translation>Der Chip in Zyklus %1 von %2</translation>
    </message>
    <message>
        <source>Export figure or values…</source>
        <translation>Abbildung oder Werte exportieren…</translation>
    </message>
    <message>
        <source>Dataflow</source>
        <translation>Datenfluss</translation>
    </message>
    <message>
        <source>The chip's blocks with their values, its loop nest, and the controls of the simulation</source>
        <translation>Die Blöcke des Chips mit ihren Werten, sein Schleifennest und die Steuerung der Simulation</translation>
    </message>
    <message>
        <source>Watched values and breakpoints</source>
        <translation>Beobachtete Werte und Haltepunkte</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Beobachtung</translation>
    </message>
    <message>
        <source>Breakpoints</source>
        <translation>Haltepunkte</translation>
    </message>
    <message>
        <source>Go to cyc&amp;le…</source>
        <translation>Zu Zy&amp;klus gehen…</translation>
    </message>
    <message>
        <source>Type the cycle to go to.</source>
        <translation>Den Zyklus eintippen, zu dem es gehen soll.</translation>
    </message>
    <message>
        <source>Set or re&amp;move a breakpoint</source>
        <translation>Haltepunkt setzen oder &amp;entfernen</translation>
    </message>
    <message>
        <source>On the current line of the loop nest.</source>
        <translation>In der gegenwärtigen Zeile des Schleifennests.</translation>
    </message>
    <message>
        <source>Break &amp;here</source>
        <translation>&amp;Hier anhalten</translation>
    </message>
    <message>
        <source>Add a breakpoint at the position shown.</source>
        <translation>Einen Haltepunkt an der gezeigten Stelle setzen.</translation>
    </message>
    <message>
        <source>&amp;Watch selected</source>
        <translation>Gewähltes &amp;beobachten</translation>
    </message>
    <message>
        <source>Watch the values of the selected lane, entry or element.</source>
        <translation>Die Werte der gewählten Lane, des Eintrags oder Elements beobachten.</translation>
    </message>
    <message>
        <source>&amp;Zoom in</source>
        <translation>&amp;Vergrößern</translation>
    </message>
    <message>
        <source>Show the chip larger, with more detail; also + and the wheel.</source>
        <translation>Den Chip größer und genauer zeigen; auch + und das Rad.</translation>
    </message>
    <message>
        <source>Zoom o&amp;ut</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Show the chip smaller; also − and the wheel.</source>
        <translation>Den Chip kleiner zeigen; auch − und das Rad.</translation>
    </message>
    <message>
        <source>&amp;Fit the whole chip</source>
        <translation>&amp;Ganzer Chip</translation>
    </message>
    <message>
        <source>Show the whole chip; also 0 and a double click.</source>
        <translation>Den ganzen Chip zeigen; auch 0 und ein Doppelklick.</translation>
    </message>
    <message>
        <source>Copy &amp;picture</source>
        <translation>&amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Copy the chip as a picture.</source>
        <translation>Den Chip als Bild kopieren.</translation>
    </message>
    <message>
        <source>Copy v&amp;alues</source>
        <translation>&amp;Werte kopieren</translation>
    </message>
    <message>
        <source>Copy the values of lanes and collector as a table.</source>
        <translation>Die Werte von Lanes und Kollektor als Tabelle kopieren.</translation>
    </message>
    <message>
        <source>stopped at breakpoint %1</source>
        <translation>angehalten am Haltepunkt %1</translation>
    </message>
    <message>
        <source>no %1 after this cycle</source>
        <translation>kein %1 nach diesem Zyklus</translation>
    </message>
    <message>
        <source>no %1 before this cycle</source>
        <translation>kein %1 vor diesem Zyklus</translation>
    </message>
    <message>
        <source>Loop nest</source>
        <translation>Schleifennest</translation>
    </message>
    <message>
        <source>No network is open</source>
        <translation>Kein Netz ist offen</translation>
    </message>
    <message>
        <source>Open a network or a sample, then double-click one of its layers to watch the chip compute it.</source>
        <translation>Öffnen Sie ein Netz oder ein Beispiel und doppelklicken Sie eine seiner Schichten, um dem Chip beim Rechnen zuzusehen.</translation>
    </message>
    <message>
        <source>No layer is on the chip</source>
        <translation>Keine Schicht ist auf dem Chip</translation>
    </message>
    <message>
        <source>Double-click a layer in the Network view to watch the chip compute it.</source>
        <translation>Doppelklicken Sie eine Schicht in der Ansicht Netz, um dem Chip beim Rechnen zuzusehen.</translation>
    </message>
    <message>
        <source>This format does not run on the chip</source>
        <translation>Dieses Format läuft nicht auf dem Chip</translation>
    </message>
    <message>
        <source>The chip computes VSQ, INT4 and INT8. Choose one of them for this layer in the Network view.</source>
        <translation>Der Chip rechnet VSQ, INT4 und INT8. Wählen Sie eines davon für diese Schicht in der Ansicht Netz.</translation>
    </message>
    <message>
        <source>The chip, as it is set, cannot run this layer</source>
        <translation>Der Chip kann, wie er eingestellt ist, diese Schicht nicht rechnen</translation>
    </message>
    <message>
        <source>Undo takes the last change of the settings back.</source>
        <translation>Rückgängig nimmt die letzte Änderung der Einstellungen zurück.</translation>
    </message>
    <message>
        <source>Loading the layer</source>
        <translation>Die Schicht wird geladen</translation>
    </message>
    <message>
        <source>The chip's buffers are being filled.</source>
        <translation>Die Puffer des Chips werden gefüllt.</translation>
    </message>
    <message>
        <source>, lane %1</source>
        <translation>, Lane %1</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation> und %1 weitere</translation>
    </message>
</context>
<context>
    <name>vsq::DockArea</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Detach %1</source>
        <translation>%1 ablösen</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
</context>
<context>
    <name>vsq::DockTitle</name>
    <message>
        <source>Detach %1 or put it back</source>
        <translation>%1 ablösen oder zurückbringen</translation>
    </message>
    <message>
        <source>Close %1; the View menu brings it back</source>
        <translation>%1 schließen; das Menü Ansicht bringt sie zurück</translation>
    </message>
</context>
<context>
    <name>vsq::DropArea</name>
    <message>
        <source>Drop a network (.onnx) or a project (.vsq) here, or click to choose one</source>
        <translation>Ein Netz (.onnx) oder ein Projekt (.vsq) hier ablegen, oder klicken, um eines zu wählen</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Open a network or a project</source>
        <translation>Netz oder Projekt öffnen</translation>
    </message>
</context>
<context>
    <name>vsq::EnergyView</name>
    <message>
        <source>datapath</source>
        <translation>Datenpfad</translation>
    </message>
    <message>
        <source>A buffer</source>
        <translation>A-Puffer</translation>
    </message>
    <message>
        <source>B buffer</source>
        <translation>B-Puffer</translation>
    </message>
    <message>
        <source>collector</source>
        <translation>Kollektor</translation>
    </message>
    <message>
        <source>other</source>
        <translation>Übriges</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>Supply voltage</source>
        <translation>Versorgungsspannung</translation>
    </message>
    <message>
        <source>Supply of the chip: clock and energy follow the published operating points (0.46 .. 1.05 V). Letting go sets it for the whole application</source>
        <translation>Versorgung des Chips: Takt und Energie folgen den veröffentlichten Arbeitspunkten (0,46 .. 1,05 V). Loslassen stellt sie für das ganze Programm ein</translation>
    </message>
    <message>
        <source>&amp;Supply</source>
        <translation>&amp;Versorgung</translation>
    </message>
    <message>
        <source>No network to power yet</source>
        <translation>Noch kein Netz zu versorgen</translation>
    </message>
    <message>
        <source>Open a network to see the energy of each of its layers.</source>
        <translation>Öffnen Sie ein Netz, um die Energie jeder seiner Schichten zu sehen.</translation>
    </message>
    <message>
        <source>Operand densities assumed: 50 %</source>
        <translation>Angenommene Dichten der Operanden: 50 %</translation>
    </message>
    <message>
        <source>Operand densities measured on the open item</source>
        <translation>Dichten der Operanden am offenen Beispiel gemessen</translation>
    </message>
    <message>
        <source>Energy of %1</source>
        <translation>Energie von %1</translation>
    </message>
    <message>
        <source>No layer runs on the chip</source>
        <translation>Keine Schicht läuft auf dem Chip</translation>
    </message>
    <message>
        <source>The chip computes VSQ, INT4 and INT8; choose one of them as the network's format.</source>
        <translation>Der Chip rechnet VSQ, INT4 und INT8; wählen Sie eines davon als Format des Netzes.</translation>
    </message>
</context>
<context>
    <name>vsq::ErrorView</name>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>&amp;Measure Layers</source>
        <translation>Schichten &amp;messen</translation>
    </message>
    <message>
        <source>Operand</source>
        <translation>Operand</translation>
    </message>
    <message>
        <source>Operand of the open layer: weights (A) or activations (B)</source>
        <translation>Operand der offenen Schicht: Gewichte (A) oder Aktivierungen (B)</translation>
    </message>
    <message>
        <source>Weights of the layer</source>
        <translation>Gewichte der Schicht</translation>
    </message>
    <message>
        <source>Activations of the layer</source>
        <translation>Aktivierungen der Schicht</translation>
    </message>
    <message>
        <source>Values shown</source>
        <translation>Gezeigte Werte</translation>
    </message>
    <message>
        <source>The tensor as it is, as its codes and scales stand for it, or the difference of the two</source>
        <translation>Der Tensor, wie er ist, wie seine Codes und Skalen für ihn stehen, oder die Differenz der beiden</translation>
    </message>
    <message>
        <source>FP32</source>
        <translation>FP32</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>Quantisiert</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Run the network once in its formats and compare every layer's result with FP32</source>
        <translation>Das Netz einmal in seinen Formaten rechnen und das Ergebnis jeder Schicht mit FP32 vergleichen</translation>
    </message>
    <message>
        <source>No errors yet</source>
        <translation>Noch keine Fehler</translation>
    </message>
    <message>
        <source>Open a network to see what its number formats lose in each layer.</source>
        <translation>Öffnen Sie ein Netz, um zu sehen, was seine Zahlenformate in jeder Schicht verlieren.</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht gemessen</translation>
    </message>
    <message>
        <source>Choose “Measure Layers” to compare every layer's result with FP32.</source>
        <translation>„Schichten messen“ vergleicht das Ergebnis jeder Schicht mit FP32.</translation>
    </message>
    <message>
        <source>No layer is open</source>
        <translation>Keine Schicht ist offen</translation>
    </message>
    <message>
        <source>Double-click a layer in the Network view to see the error of its operands.</source>
        <translation>Doppelklicken Sie eine Schicht in der Ansicht Netz, um den Fehler ihrer Operanden zu sehen.</translation>
    </message>
    <message>
        <source>activations of %1</source>
        <translation>Aktivierungen von %1</translation>
    </message>
    <message>
        <source>weights of %1</source>
        <translation>Gewichte von %1</translation>
    </message>
    <message>
        <source>stationary activation of %1</source>
        <translation>stehende Aktivierung von %1</translation>
    </message>
    <message>
        <source>Errors of %1</source>
        <translation>Fehler von %1</translation>
    </message>
</context>
<context>
    <name>vsq::ExportDialog</name>
    <message>
        <source>Export Figure</source>
        <translation>Abbildung exportieren</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>Choose the file in a dialog</source>
        <translation>Die Datei in einem Dialog wählen</translation>
    </message>
    <message>
        <source>P&amp;lots</source>
        <translation>Dia&amp;gramme</translation>
    </message>
    <message>
        <source>Beside each othe&amp;r</source>
        <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>&amp;For</source>
        <translation>&amp;Für</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>&amp;Höhe</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>Date&amp;i</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Several become one figure: (a), (b), ... with one scale and one legend where they have the same</source>
        <translation>Mehrere werden eine Abbildung: (a), (b), ... mit einer Teilung und einer Legende, wo sie dieselbe haben</translation>
    </message>
    <message>
        <source>Plots beside each other</source>
        <translation>Diagramme nebeneinander</translation>
    </message>
    <message>
        <source>How many of the plots stand in a row</source>
        <translation>Wie viele Diagramme in einer Reihe stehen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Where it is written</source>
        <translation>Wohin geschrieben wird</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>PDF: vectors, embedded fonts</source>
        <translation>PDF: Vektoren, eingebettete Schriften</translation>
    </message>
    <message>
        <source>SVG: vectors, editable</source>
        <translation>SVG: Vektoren, bearbeitbar</translation>
    </message>
    <message>
        <source>PNG: picture, 600 dots per inch</source>
        <translation>PNG: Bild, 600 Punkte je Zoll</translation>
    </message>
    <message>
        <source>LaTeX: pgfplots or booktabs source</source>
        <translation>LaTeX: Quelltext für pgfplots oder booktabs</translation>
    </message>
    <message>
        <source>CSV: the data alone</source>
        <translation>CSV: nur die Daten</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Width, type and weight of lines as the publisher wants them</source>
        <translation>Breite, Schrift und Linienstärke, wie der Verlag sie will</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Height of the whole figure</source>
        <translation>Höhe der ganzen Abbildung</translation>
    </message>
    <message>
        <source> in</source>
        <translation> in</translation>
    </message>
    <message>
        <source>Figures (*.pdf *.svg *.png *.tex);;Data (*.csv)</source>
        <translation>Abbildungen (*.pdf *.svg *.png *.tex);;Daten (*.csv)</translation>
    </message>
    <message>
        <source>The name must end in .pdf, .svg, .png, .csv or .tex.</source>
        <translation>Der Name muss auf .pdf, .svg, .png, .csv oder .tex enden.</translation>
    </message>
    <message>
        <source>Beside it: %1.json (where it came from)%2</source>
        <translation>Daneben: %1.json (woher sie kommt)%2</translation>
    </message>
    <message>
        <source> and %1.csv (its data)</source>
        <translation> und %1.csv (ihre Daten)</translation>
    </message>
    <message>
        <source>%1 × %2 in, at its true size</source>
        <translation>%1 × %2 in, in wahrer Größe</translation>
    </message>
</context>
<context>
    <name>vsq::FigurePreset</name>
    <message>
        <source>IEEE, one column: 3.5 in, 8 pt</source>
        <translation>IEEE, eine Spalte: 3,5 in, 8 pt</translation>
    </message>
    <message>
        <source>IEEE, two columns: 7.16 in, 8 pt</source>
        <translation>IEEE, zwei Spalten: 7,16 in, 8 pt</translation>
    </message>
    <message>
        <source>Nature, one column: 89 mm, 7 pt</source>
        <translation>Nature, eine Spalte: 89 mm, 7 pt</translation>
    </message>
    <message>
        <source>Nature, two columns: 183 mm, 7 pt</source>
        <translation>Nature, zwei Spalten: 183 mm, 7 pt</translation>
    </message>
    <message>
        <source>Slide, 16:9: 10 in, 18 pt</source>
        <translation>Folie, 16:9: 10 in, 18 pt</translation>
    </message>
</context>
<context>
    <name>vsq::FormatDialog</name>
    <message>
        <source>Number format</source>
        <translation>Zahlenformat</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Bits of a code</source>
        <translation>Bits eines Codes</translation>
    </message>
    <message>
        <source>Scale shared by</source>
        <translation>Eine Skale je</translation>
    </message>
    <message>
        <source>Vector size</source>
        <translation>Vektorgröße</translation>
    </message>
    <message>
        <source>Bits of a scale</source>
        <translation>Bits einer Skale</translation>
    </message>
    <message>
        <source>Scale rule</source>
        <translation>Skalenregel</translation>
    </message>
    <message>
        <source>Scale search</source>
        <translation>Skalensuche</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>How the largest representable magnitude is chosen from data</source>
        <translation>Wie die größte darstellbare Größe aus den Daten gewählt wird</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message>
        <source>Entropy (KL)</source>
        <translation>Entropie (KL)</translation>
    </message>
    <message>
        <source>Mean square error</source>
        <translation>Mittlerer quadratischer Fehler</translation>
    </message>
    <message>
        <source>OCTAV</source>
        <translation>OCTAV</translation>
    </message>
    <message>
        <source>Share of magnitudes that the range covers, in percent</source>
        <translation>Anteil der Beträge, die der Bereich deckt, in Prozent</translation>
    </message>
    <message>
        <source>Both operands are rotated along K in blocks of so many elements before they are quantized: the host's work, exact in real numbers</source>
        <translation>Beide Operanden werden vor der Quantisierung entlang K in Blöcken so vieler Elemente gedreht: Arbeit des Hosts, in reellen Zahlen exakt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Hadamard, %1</source>
        <translation>Hadamard, %1</translation>
    </message>
    <message>
        <source>Smooth columns</source>
        <translation>Spalten glätten</translation>
    </message>
    <message>
        <source>Large columns of the activations are made smaller and the weights' larger by the same factor</source>
        <translation>Große Spalten der Aktivierungen werden kleiner und die der Gewichte um denselben Faktor größer gemacht</translation>
    </message>
    <message>
        <source>Alpha of smoothing</source>
        <translation>Alpha der Glättung</translation>
    </message>
    <message>
        <source>How much of the activations' range moves into the weights: 0 none, 1 all</source>
        <translation>Wie viel vom Bereich der Aktivierungen in die Gewichte geht: 0 nichts, 1 alles</translation>
    </message>
    <message>
        <source>Format, %1</source>
        <translation>Format, %1</translation>
    </message>
    <message>
        <source>A named format, or integers as they are set below</source>
        <translation>Ein benanntes Format, oder Ganzzahlen, wie sie unten eingestellt sind</translation>
    </message>
    <message>
        <source>Integers, free</source>
        <translation>Ganzzahlen, frei</translation>
    </message>
    <message>
        <source>%1; %2 bits an element (%3)</source>
        <translation>%1; %2 Bits je Element (%3)</translation>
    </message>
    <message>
        <source>Bits of a code, %1</source>
        <translation>Bits eines Codes, %1</translation>
    </message>
    <message>
        <source>2 to 8 bits, signed, symmetric</source>
        <translation>2 bis 8 Bits, mit Vorzeichen, symmetrisch</translation>
    </message>
    <message>
        <source>Scale shared by, %1</source>
        <translation>Eine Skale je, %1</translation>
    </message>
    <message>
        <source>A vector along K, an output channel, or the whole tensor</source>
        <translation>Ein Vektor entlang K, ein Ausgabekanal oder der ganze Tensor</translation>
    </message>
    <message>
        <source>Vector</source>
        <translation>Vektor</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Vector size, %1</source>
        <translation>Vektorgröße, %1</translation>
    </message>
    <message>
        <source>Elements along K that share a scale</source>
        <translation>Elemente entlang K, die eine Skale teilen</translation>
    </message>
    <message>
        <source>Bits of a scale, %1</source>
        <translation>Bits einer Skale, %1</translation>
    </message>
    <message>
        <source>Integer bits of a vector's scale, or real scales</source>
        <translation>Ganzzahlige Bits der Skale eines Vektors, oder reelle Skalen</translation>
    </message>
    <message>
        <source>Real (FP32)</source>
        <translation>Reell (FP32)</translation>
    </message>
    <message>
        <source>Scale rule, %1</source>
        <translation>Skalenregel, %1</translation>
    </message>
    <message>
        <source>Which power of two a block of an MX format gets</source>
        <translation>Welche Zweierpotenz ein Block eines MX-Formats bekommt</translation>
    </message>
    <message>
        <source>Least squares</source>
        <translation>Kleinste Quadrate</translation>
    </message>
    <message>
        <source>Scale search, %1</source>
        <translation>Skalensuche, %1</translation>
    </message>
    <message>
        <source>Each vector's integer scale is the one with the least squared error</source>
        <translation>Die ganzzahlige Skale jedes Vektors ist die mit dem kleinsten quadratischen Fehler</translation>
    </message>
    <message>
        <source>%1 and %2 bits an element in storage.</source>
        <translation>%1 und %2 Bits je Element im Speicher.</translation>
    </message>
    <message>
        <source>Not one of the chip's formats: computed in software.</source>
        <translation>Keines der Formate des Chips: in Software gerechnet.</translation>
    </message>
    <message>
        <source>The chip's %1 mode.</source>
        <translation>Modus %1 des Chips.</translation>
    </message>
</context>
<context>
    <name>vsq::HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>A page for each view</source>
        <translation>Eine Seite für jede Ansicht</translation>
    </message>
    <message>
        <source>How to begin</source>
        <translation>Wie man anfängt</translation>
    </message>
    <message>
        <source>There is no page of this name: %1</source>
        <translation>Es gibt keine Seite dieses Namens: %1</translation>
    </message>
</context>
<context>
    <name>vsq::InputSizesDialog</name>
    <message>
        <source>Sizes of the inputs</source>
        <translation>Größen der Eingaben</translation>
    </message>
    <message>
        <source>The file leaves these sizes open. The network is read again with what you say here, and the project keeps it.</source>
        <translation>Die Datei lässt diese Größen offen. Das Netz wird mit dem, was Sie hier sagen, noch einmal gelesen, und das Projekt behält es.</translation>
    </message>
    <message>
        <source>Size %1</source>
        <translation>Größe %1</translation>
    </message>
    <message>
        <source>Dimension %1 of %2</source>
        <translation>Dimension %1 von %2</translation>
    </message>
</context>
<context>
    <name>vsq::InspectorView</name>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>The selected layer, lane, result or vector in full</source>
        <translation>Die gewählte Schicht, Lane, das Ergebnis oder der Vektor im Ganzen</translation>
    </message>
    <message>
        <source>Comparing the operands of %1 with FP32</source>
        <translation>Operanden von %1 werden mit FP32 verglichen</translation>
    </message>
    <message>
        <source>Nothing to inspect</source>
        <translation>Nichts zu betrachten</translation>
    </message>
    <message>
        <source>Open a network or a sample, then double-click a layer and click a part of the chip to see it here in full.</source>
        <translation>Öffnen Sie ein Netz oder ein Beispiel, doppelklicken Sie eine Schicht und klicken Sie einen Teil des Chips an, um ihn hier ganz zu sehen.</translation>
    </message>
    <message>
        <source>Double-click a layer in the Network view, then click a part of the chip to see it here in full.</source>
        <translation>Doppelklicken Sie eine Schicht in der Ansicht Netz und klicken Sie einen Teil des Chips an, um ihn hier ganz zu sehen.</translation>
    </message>
</context>
<context>
    <name>vsq::JobIndicator</name>
    <message>
        <source>Running job</source>
        <translation>Laufender Auftrag</translation>
    </message>
    <message>
        <source>Click for all jobs</source>
        <translation>Ein Klick zeigt alle Aufträge</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Progress of the running job</source>
        <translation>Fortschritt des laufenden Auftrags</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Stop this job</source>
        <translation>Diesen Auftrag anhalten</translation>
    </message>
    <message>
        <source> (+%1)</source>
        <translation> (+%1)</translation>
    </message>
</context>
<context>
    <name>vsq::JobQueue</name>
    <message>
        <source>Not enough memory for this.</source>
        <translation>Nicht genug Speicher dafür.</translation>
    </message>
</context>
<context>
    <name>vsq::JobsPanel</name>
    <message>
        <source>Progress of %1</source>
        <translation>Fortschritt von %1</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>Stop this job</source>
        <translation>Diesen Auftrag anhalten</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>Nichts läuft.</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>%1  %2: ended after %3</source>
        <translation>%1  %2: endete nach %3</translation>
    </message>
</context>
<context>
    <name>vsq::KeyList</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Commands and keys</source>
        <translation>Befehle und Tasten</translation>
    </message>
    <message>
        <source>All commands with their keys</source>
        <translation>Alle Befehle mit ihren Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
</context>
<context>
    <name>vsq::LayerBar</name>
    <message>
        <source>product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Open layer</source>
        <translation>Offene Schicht</translation>
    </message>
    <message>
        <source>Product of the layer</source>
        <translation>Produkt der Schicht</translation>
    </message>
    <message>
        <source>Which of the layer's matrix products: attention head, group or image of the batch</source>
        <translation>Welches der Matrixprodukte der Schicht: Attention-Kopf, Gruppe oder Bild des Stapels</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>The item of the data set that the activations come from</source>
        <translation>Das Beispiel der Daten, von dem die Aktivierungen kommen</translation>
    </message>
    <message>
        <source>Kind of event</source>
        <translation>Art des Ereignisses</translation>
    </message>
    <message>
        <source>Kind of event that previous and next go to</source>
        <translation>Art des Ereignisses, zu dem Voriges und Nächstes gehen</translation>
    </message>
    <message>
        <source>No layer on the chip</source>
        <translation>Keine Schicht auf dem Chip</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> von %1</translation>
    </message>
    <message>
        <source>M %1  N %2  K %3  ·  %4</source>
        <translation>M %1  N %2  K %3  ·  %4</translation>
    </message>
    <message>
        <source>M: rows of A (features); N: rows of B (tokens, pixels); K: elements added up; then the number format</source>
        <translation>M: Zeilen von A (Merkmale); N: Zeilen von B (Token, Pixel); K: addierte Elemente; dann das Zahlenformat</translation>
    </message>
</context>
<context>
    <name>vsq::LogView</name>
    <message>
        <source>Information</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Messages of this session</source>
        <translation>Meldungen dieser Sitzung</translation>
    </message>
    <message>
        <source>Messages of this session, newest last. Copy with Ctrl+C.</source>
        <translation>Meldungen dieser Sitzung, die neueste zuletzt. Strg+C kopiert.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Network closed.</source>
        <translation>Netz geschlossen.</translation>
    </message>
    <message>
        <source>%1 opened, %2 layers.</source>
        <translation>%1 geöffnet, %2 Schichten.</translation>
    </message>
    <message>
        <source>Session started.</source>
        <translation>Sitzung begonnen.</translation>
    </message>
</context>
<context>
    <name>vsq::LoopNestView</name>
    <message>
        <source>Loop nest</source>
        <translation>Schleifennest</translation>
    </message>
    <message>
        <source>Breakpoint (F9). %1</source>
        <translation>Haltepunkt (F9). %1</translation>
    </message>
    <message>
        <source>No breakpoint can be set on this line.</source>
        <translation>In dieser Zeile kann kein Haltepunkt stehen.</translation>
    </message>
    <message>
        <source>Line %1: %2.</source>
        <translation>Zeile %1: %2.</translation>
    </message>
    <message>
        <source>Has a breakpoint.</source>
        <translation>Hat einen Haltepunkt.</translation>
    </message>
</context>
<context>
    <name>vsq::MainWindow</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Number format of the network</source>
        <translation>Zahlenformat des Netzes</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Number format of the network: %1</source>
        <translation>Zahlenformat des Netzes: %1</translation>
    </message>
    <message>
        <source>%1: %2 of %3 layers on the chip, %4</source>
        <translation>%1: %2 von %3 Schichten auf dem Chip, %4</translation>
    </message>
    <message>
        <source>, %1 items</source>
        <translation>, %1 Beispiele</translation>
    </message>
    <message>
        <source>Vsqscope did not end properly last time. Open the session again?</source>
        <translation>Vsqscope endete beim letzten Mal nicht ordentlich. Die Sitzung wieder öffnen?</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Start empty</source>
        <translation>Leer beginnen</translation>
    </message>
    <message>
        <source>%1 has no layer called %2.</source>
        <translation>%1 hat keine Schicht namens %2.</translation>
    </message>
    <message>
        <source>Layer: %1</source>
        <translation>Schicht: %1</translation>
    </message>
    <message>
        <source>VSQ: 4 bits, a scale for 64 values</source>
        <translation>VSQ: 4 Bits, eine Skale für 64 Werte</translation>
    </message>
    <message>
        <source>INT8: 8 bits, a scale a channel</source>
        <translation>INT8: 8 Bits, eine Skale je Kanal</translation>
    </message>
    <message>
        <source>INT4: 4 bits, a scale a channel</source>
        <translation>INT4: 4 Bits, eine Skale je Kanal</translation>
    </message>
    <message>
        <source>About Vsqscope</source>
        <translation>Über Vsqscope</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Vsqscope %1&lt;/h3&gt;&lt;p&gt;A microscope for per-vector scaled quantization on hardware: the accelerator of Keller et al., IEEE JSSC 58(4), 2023, bit for bit and cycle by cycle.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Vsqscope %1&lt;/h3&gt;&lt;p&gt;Ein Mikroskop für Quantisierung mit einer Skale je Vektor auf Hardware: der Beschleuniger von Keller et al., IEEE JSSC 58(4), 2023, Bit für Bit und Zyklus für Zyklus.&lt;/p&gt;&lt;p&gt;Freie Software unter der GNU General Public License, Version 3 oder später.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>%1: its network %2 is missing.</source>
        <translation>%1: Sein Netz %2 fehlt.</translation>
    </message>
    <message>
        <source>Formats, chip settings and results are kept with the network that you point at.</source>
        <translation>Formate, Einstellungen des Chips und Ergebnisse bleiben bei dem Netz, auf das Sie zeigen.</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>%1: its data %2 is missing.</source>
        <translation>%1: Seine Daten %2 fehlen.</translation>
    </message>
    <message>
        <source>The network is opened without data; File &gt; Open data gives it another set.</source>
        <translation>Das Netz wird ohne Daten geöffnet; Datei &gt; Daten öffnen gibt ihm andere.</translation>
    </message>
    <message>
        <source>Where is %1?</source>
        <translation>Wo ist %1?</translation>
    </message>
    <message>
        <source>Networks (*.onnx *.safetensors *.npz);;All files (*)</source>
        <translation>Netze (*.onnx *.safetensors *.npz);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 is no longer there</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>Nothing has been opened yet</source>
        <translation>Noch nichts wurde geöffnet</translation>
    </message>
    <message>
        <source>Open a network or a project</source>
        <translation>Netz oder Projekt öffnen</translation>
    </message>
    <message>
        <source>Networks and projects (*.onnx *.safetensors *.vsq);;All files (*)</source>
        <translation>Netze und Projekte (*.onnx *.safetensors *.vsq);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a folder of images or of IDX files</source>
        <translation>Einen Ordner mit Bildern oder IDX-Dateien öffnen</translation>
    </message>
    <message>
        <source>Open a data set</source>
        <translation>Daten öffnen</translation>
    </message>
    <message>
        <source>Arrays and tables of texts (*.npz *.csv);;All files (*)</source>
        <translation>Arrays und Tabellen von Texten (*.npz *.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 leaves sizes of its inputs open: %2. They count as 1.</source>
        <translation>%1 lässt Größen seiner Eingaben offen: %2. Sie zählen als 1.</translation>
    </message>
    <message>
        <source>Products are as large as the inputs are: say the sizes to see the network at them.</source>
        <translation>Produkte sind so groß wie die Eingaben: Sagen Sie die Größen, um das Netz mit ihnen zu sehen.</translation>
    </message>
    <message>
        <source>Set sizes…</source>
        <translation>Größen nennen…</translation>
    </message>
    <message>
        <source>Project saved as %1.</source>
        <translation>Projekt als %1 gespeichert.</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>Vsqscope projects (*.vsq)</source>
        <translation>Vsqscope-Projekte (*.vsq)</translation>
    </message>
    <message>
        <source>%1 is no longer on disk; it stays open as it was read.</source>
        <translation>%1 ist nicht mehr auf der Platte; es bleibt offen, wie es gelesen wurde.</translation>
    </message>
    <message>
        <source>%1 has changed on disk.</source>
        <translation>%1 hat sich auf der Platte geändert.</translation>
    </message>
    <message>
        <source>Formats, chip settings and results are kept when it is read again.</source>
        <translation>Formate, Einstellungen des Chips und Ergebnisse bleiben, wenn es noch einmal gelesen wird.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>Das Netz</translation>
    </message>
    <message>
        <source>Each row is a layer that became a matrix product on the chip, with what it costs. Double click one, or press Enter, to open it on the chip; F2 in the column Format gives it a format of its own.</source>
        <translation>Jede Zeile ist eine Schicht, die ein Matrixprodukt auf dem Chip wurde, mit dem, was sie kostet. Ein Doppelklick oder die Eingabetaste öffnet sie auf dem Chip; F2 in der Spalte Format gibt ihr ein eigenes.</translation>
    </message>
    <message>
        <source>The chip, cycle by cycle</source>
        <translation>Der Chip, Zyklus für Zyklus</translation>
    </message>
    <message>
        <source>F8 executes one clock cycle, Shift+F8 takes it back. F7 goes to the next event, such as a sum that saturates; F5 runs. What was read or written in this cycle lights up; beside it stands the loop nest.</source>
        <translation>F8 führt einen Taktzyklus aus, Umschalt+F8 nimmt ihn zurück. F7 geht zum nächsten Ereignis, etwa einer Summe, die sättigt; F5 läuft. Was in diesem Zyklus gelesen oder geschrieben wurde, leuchtet auf; daneben steht das Schleifennest.</translation>
    </message>
    <message>
        <source>Why is this number what it is?</source>
        <translation>Warum ist diese Zahl, was sie ist?</translation>
    </message>
    <message>
        <source>Click a lane, a sum or a word of the chip: here are its codes, scales and formula, from FP32 to the real value, with the error of each step.</source>
        <translation>Klicken Sie eine Lane, eine Summe oder ein Wort des Chips an: Hier stehen Codes, Skalen und Formel, von FP32 bis zum reellen Wert, mit dem Fehler jedes Schritts.</translation>
    </message>
    <message>
        <source>What the scales do</source>
        <translation>Was die Skalen tun</translation>
    </message>
    <message>
        <source>How the scales of short vectors spread, which of them round to 0, and how many bits they win over one scale a channel. Click a cell of the map to see its values.</source>
        <translation>Wie die Skalen kurzer Vektoren streuen, welche davon auf 0 runden und wie viele Bits sie gegenüber einer Skale je Kanal gewinnen. Ein Klick in die Karte zeigt die Werte eines Vektors.</translation>
    </message>
    <message>
        <source>Change a format, leave with a figure</source>
        <translation>Ein Format ändern, mit einer Abbildung gehen</translation>
    </message>
    <message>
        <source>Choose the number format of the network here; every change can be undone. Ctrl+E writes the view in front as a figure for a paper with its data beside it. F1 explains the view that you are in.</source>
        <translation>Hier wählen Sie das Zahlenformat des Netzes; jede Änderung lässt sich zurücknehmen. Strg+E schreibt die vordere Ansicht als Abbildung für eine Arbeit, mit ihren Daten daneben. F1 erklärt die Ansicht, in der Sie sind.</translation>
    </message>
</context>
<context>
    <name>vsq::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Show or hide the details</source>
        <translation>Die Einzelheiten zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Close this message; it stays in the log</source>
        <translation>Diese Meldung schließen; sie bleibt im Protokoll</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>Messages behind this one</source>
        <translation>Meldungen hinter dieser</translation>
    </message>
</context>
<context>
    <name>vsq::Nest</name>
    <message>
        <source>Stops when a subtile is done.</source>
        <translation>Hält, wenn eine Teilmatrix fertig ist.</translation>
    </message>
    <message>
        <source>Stops where m takes its next value.</source>
        <translation>Hält, wo m seinen nächsten Wert bekommt.</translation>
    </message>
    <message>
        <source>Stops where n takes its next value.</source>
        <translation>Hält, wo n seinen nächsten Wert bekommt.</translation>
    </message>
    <message>
        <source>Stops where k takes its next value.</source>
        <translation>Hält, wo k seinen nächsten Wert bekommt.</translation>
    </message>
    <message>
        <source>Stops where a is %1.</source>
        <translation>Hält, wo a gleich %1 ist.</translation>
    </message>
    <message>
        <source>Stops where a word has not arrived in time.</source>
        <translation>Hält, wo ein Wort nicht rechtzeitig gekommen ist.</translation>
    </message>
    <message>
        <source>Stops where a scale is zero.</source>
        <translation>Hält, wo eine Skale null ist.</translation>
    </message>
    <message>
        <source>Stops where a scale product is rounded to zero.</source>
        <translation>Hält, wo ein Skalenprodukt auf null gerundet wird.</translation>
    </message>
    <message>
        <source>Stops where a sum saturates.</source>
        <translation>Hält, wo eine Summe sättigt.</translation>
    </message>
    <message>
        <source>Stops when a tile is done.</source>
        <translation>Hält, wenn eine Kachel fertig ist.</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>Auffüllung</translation>
    </message>
</context>
<context>
    <name>vsq::NetworkModel</name>
    <message>
        <source>chip</source>
        <translation>Chip</translation>
    </message>
    <message>
        <source>software</source>
        <translation>Software</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>FP32</source>
        <translation>FP32</translation>
    </message>
    <message>
        <source>Runs on the host in FP32: %1</source>
        <translation>Läuft auf dem Host in FP32: %1</translation>
    </message>
    <message>
        <source>%1 cycles</source>
        <translation>%1 Zyklen</translation>
    </message>
    <message>
        <source>%1 multiply-accumulates</source>
        <translation>%1 Multiplikationen mit Addition</translation>
    </message>
    <message>
        <source>its format is not one of the chip's: computed by software, codes times scales</source>
        <translation>ihr Format ist keines der Formate des Chips: in Software gerechnet, Codes mal Skalen</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>K</source>
        <translation>K</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>Zyklen</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>SQNR</source>
        <translation>SQNR</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>M: output features, rows of A (weights)</source>
        <translation>M: Ausgabemerkmale, Zeilen von A (Gewichte)</translation>
    </message>
    <message>
        <source>N: tokens or pixels, rows of B (activations)</source>
        <translation>N: Token oder Pixel, Zeilen von B (Aktivierungen)</translation>
    </message>
    <message>
        <source>K: length of the dot products</source>
        <translation>K: Länge der Skalarprodukte</translation>
    </message>
    <message>
        <source>How many products of this shape the layer has: heads, groups, images</source>
        <translation>Wie viele Produkte dieser Form die Schicht hat: Köpfe, Gruppen, Bilder</translation>
    </message>
    <message>
        <source>Multiply-accumulates: M × N × K × count</source>
        <translation>Multiplikationen mit Addition: M × N × K × Anzahl</translation>
    </message>
    <message>
        <source>Chip: the accelerator computes it. Software: a product in a format that the chip does not have. Host: no product, or one that the chip cannot take</source>
        <translation>Chip: Der Beschleuniger rechnet sie. Software: ein Produkt in einem Format, das der Chip nicht hat. Host: kein Produkt, oder eines, das der Chip nicht nehmen kann</translation>
    </message>
    <message>
        <source>Number format; bold where it is the layer's own</source>
        <translation>Zahlenformat; fett, wo es das eigene der Schicht ist</translation>
    </message>
    <message>
        <source>Clock cycles of all its products, fill and drain of subtiles included</source>
        <translation>Taktzyklen aller ihrer Produkte, Füllen und Leeren der Teilmatrizen eingeschlossen</translation>
    </message>
    <message>
        <source>Useful MACs / (cycles × MACs a cycle)</source>
        <translation>Nützliche MACs / (Zyklen × MACs je Zyklus)</translation>
    </message>
    <message>
        <source>Signal to quantization noise of the layer's products: 10 log₁₀(Σy² / Σ(ŷ−y)²)</source>
        <translation>Signal zu Quantisierungsrauschen der Produkte der Schicht: 10 log₁₀(Σy² / Σ(ŷ−y)²)</translation>
    </message>
    <message>
        <source>Energy of the layer at the chip's supply voltage</source>
        <translation>Energie der Schicht bei der Versorgungsspannung des Chips</translation>
    </message>
</context>
<context>
    <name>vsq::NetworkView</name>
    <message>
        <source>Draw as bars</source>
        <translation>Als Balken zeichnen</translation>
    </message>
    <message>
        <source>Open on the chip</source>
        <translation>Auf dem Chip öffnen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>The network's</source>
        <translation>Das des Netzes</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Anderes…</translation>
    </message>
    <message>
        <source>Export figure or values…</source>
        <translation>Abbildung oder Werte exportieren…</translation>
    </message>
    <message>
        <source>Layers of %1</source>
        <translation>Schichten von %1</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>Kein Netz</translation>
    </message>
    <message>
        <source>Open a network to see its layers: File &gt; Open, or drop an .onnx file here.</source>
        <translation>Öffnen Sie ein Netz, um seine Schichten zu sehen: Datei &gt; Öffnen, oder legen Sie eine .onnx-Datei hier ab.</translation>
    </message>
    <message>
        <source>&amp;Find a layer</source>
        <translation>Eine Schicht &amp;finden</translation>
    </message>
    <message>
        <source>Filter the list of layers by a regular expression.</source>
        <translation>Die Liste der Schichten mit einem regulären Ausdruck filtern.</translation>
    </message>
    <message>
        <source>&amp;Measure every layer</source>
        <translation>Jede Schicht &amp;messen</translation>
    </message>
    <message>
        <source>Run the network once in its formats: SQNR and energy of each layer.</source>
        <translation>Das Netz einmal in seinen Formaten rechnen: SQNR und Energie jeder Schicht.</translation>
    </message>
    <message>
        <source>Filter layers</source>
        <translation>Schichten filtern</translation>
    </message>
    <message>
        <source>Regular expression on the name or the operator of a layer, such as fc[12] or ^conv</source>
        <translation>Regulärer Ausdruck auf den Namen oder den Operator einer Schicht, etwa fc[12] oder ^conv</translation>
    </message>
    <message>
        <source>Layers of the network</source>
        <translation>Schichten des Netzes</translation>
    </message>
    <message>
        <source>Double click or Enter opens a layer on the chip; F2 on a format changes it.</source>
        <translation>Doppelklick oder Eingabetaste öffnet eine Schicht auf dem Chip; F2 auf einem Format ändert es.</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation>1 Schicht</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 Schichten</translation>
    </message>
    <message>
        <source>not an expression</source>
        <translation>kein Ausdruck</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Layers that the filter shows</source>
        <translation>Schichten, die der Filter zeigt</translation>
    </message>
</context>
<context>
    <name>vsq::PlotView</name>
    <message>
        <source>%1 everywhere</source>
        <translation>überall %1</translation>
    </message>
    <message>
        <source>Rows of the plot</source>
        <translation>Zeilen des Diagramms</translation>
    </message>
    <message>
        <source>&amp;Export Figure…</source>
        <translation>Abbildung &amp;exportieren…</translation>
    </message>
    <message>
        <source>&amp;Copy as Picture</source>
        <translation>Als &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;Values (TSV)</source>
        <translation>&amp;Werte kopieren (TSV)</translation>
    </message>
    <message>
        <source>&amp;Reset Zoom</source>
        <translation>&amp;Ganz zeigen</translation>
    </message>
    <message>
        <source>%1 nearly everywhere</source>
        <translation>fast überall %1</translation>
    </message>
</context>
<context>
    <name>vsq::PositionBar</name>
    <message>
        <source>Position in the layer</source>
        <translation>Stelle in der Schicht</translation>
    </message>
    <message>
        <source>Cycle</source>
        <translation>Zyklus</translation>
    </message>
    <message>
        <source>Position in the layer, in cycles</source>
        <translation>Stelle in der Schicht, in Zyklen</translation>
    </message>
    <message>
        <source>Go to cycle</source>
        <translation>Zu Zyklus gehen</translation>
    </message>
    <message>
        <source>Type a cycle and press Enter to go there</source>
        <translation>Einen Zyklus eintippen und Eingabe drücken, um dorthin zu gehen</translation>
    </message>
    <message>
        <source>The cycle to come, and where the cycle executed last stands in the loop nest</source>
        <translation>Der kommende Zyklus, und wo der zuletzt ausgeführte im Schleifennest steht</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>Zyklus</translation>
    </message>
    <message>
        <source>no layer is open</source>
        <translation>keine Schicht ist offen</translation>
    </message>
</context>
<context>
    <name>vsq::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Light or dark colours</source>
        <translation>Helle oder dunkle Farben</translation>
    </message>
    <message>
        <source>Follow the desktop</source>
        <translation>Wie der Schreibtisch</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Reduced motion: nothing glows or fades</source>
        <translation>Weniger Bewegung: nichts glüht oder verblasst</translation>
    </message>
    <message>
        <source>What changed in the last step is marked without fading</source>
        <translation>Was sich im letzten Schritt änderte, wird ohne Verblassen gezeichnet</translation>
    </message>
</context>
<context>
    <name>vsq::ScalesView</name>
    <message>
        <source>Scales</source>
        <translation>Skalen</translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation>Logarithmische Skalen</translation>
    </message>
    <message>
        <source>Log counts</source>
        <translation>Logarithmische Anzahlen</translation>
    </message>
    <message>
        <source>Scales of</source>
        <translation>Skalen von</translation>
    </message>
    <message>
        <source>Which scales: of the open layer's weights (operand A) or activations (operand B), or of the weights of all layers</source>
        <translation>Welche Skalen: der Gewichte (Operand A) oder Aktivierungen (Operand B) der offenen Schicht, oder der Gewichte aller Schichten</translation>
    </message>
    <message>
        <source>Weights of the layer</source>
        <translation>Gewichte der Schicht</translation>
    </message>
    <message>
        <source>Activations of the layer</source>
        <translation>Aktivierungen der Schicht</translation>
    </message>
    <message>
        <source>Weights of all layers</source>
        <translation>Gewichte aller Schichten</translation>
    </message>
    <message>
        <source>Unit of the scales</source>
        <translation>Einheit der Skalen</translation>
    </message>
    <message>
        <source>Integer: the scale as the chip stores it, in units of the coarse scale γ. Real: s = max|x| / largest code</source>
        <translation>Ganzzahlig: die Skale, wie der Chip sie speichert, in Einheiten der groben Skale γ. Reell: s = max|x| / größter Code</translation>
    </message>
    <message>
        <source>Integer</source>
        <translation>Ganzzahlig</translation>
    </message>
    <message>
        <source>Real</source>
        <translation>Reell</translation>
    </message>
    <message>
        <source>Real scales on a logarithmic axis</source>
        <translation>Reelle Skalen auf logarithmischer Achse</translation>
    </message>
    <message>
        <source>Numbers of vectors on a logarithmic axis: rare scales become visible</source>
        <translation>Anzahlen der Vektoren auf logarithmischer Achse: Seltene Skalen werden sichtbar</translation>
    </message>
    <message>
        <source>weights of all layers</source>
        <translation>Gewichte aller Schichten</translation>
    </message>
    <message>
        <source>weights of %1</source>
        <translation>Gewichte von %1</translation>
    </message>
    <message>
        <source>stationary activation of %1</source>
        <translation>stehende Aktivierung von %1</translation>
    </message>
    <message>
        <source>activations of %1</source>
        <translation>Aktivierungen von %1</translation>
    </message>
    <message>
        <source>No scales yet</source>
        <translation>Noch keine Skalen</translation>
    </message>
    <message>
        <source>Open a network, then double-click one of its layers to see the scales of its weights and activations.</source>
        <translation>Öffnen Sie ein Netz und doppelklicken Sie eine seiner Schichten, um die Skalen ihrer Gewichte und Aktivierungen zu sehen.</translation>
    </message>
    <message>
        <source>No layer is open</source>
        <translation>Keine Schicht ist offen</translation>
    </message>
    <message>
        <source>Double-click a layer in the Network view, or choose the weights of all layers above.</source>
        <translation>Doppelklicken Sie eine Schicht in der Ansicht Netz, oder wählen Sie oben die Gewichte aller Schichten.</translation>
    </message>
    <message>
        <source>Looking at the scales</source>
        <translation>Skalen werden betrachtet</translation>
    </message>
    <message>
        <source>Scales of all weights</source>
        <translation>Skalen aller Gewichte</translation>
    </message>
    <message>
        <source>Scales of %1</source>
        <translation>Skalen von %1</translation>
    </message>
    <message>
        <source>This layer has no per-vector scales</source>
        <translation>Diese Schicht hat keine Skalen je Vektor</translation>
    </message>
    <message>
        <source>Its format shares one scale in each channel or tensor. Choose a per-vector format such as VSQ in the Network view.</source>
        <translation>Ihr Format teilt eine Skale je Kanal oder Tensor. Wählen Sie in der Ansicht Netz ein Format mit Skalen je Vektor wie VSQ.</translation>
    </message>
    <message>
        <source>No vector is selected</source>
        <translation>Kein Vektor ist gewählt</translation>
    </message>
    <message>
        <source>Click a cell of the map to see its values and levels.</source>
        <translation>Ein Klick in die Karte zeigt seine Werte und Stufen.</translation>
    </message>
</context>
<context>
    <name>vsq::SimulationActions</name>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Laufen</translation>
    </message>
    <message>
        <source>Run at the chosen speed to the next breakpoint or the end; pause while running.</source>
        <translation>Im gewählten Tempo bis zum nächsten Haltepunkt oder zum Ende laufen; beim Laufen anhalten.</translation>
    </message>
    <message>
        <source>Run to brea&amp;kpoint</source>
        <translation>Bis zum &amp;Haltepunkt laufen</translation>
    </message>
    <message>
        <source>Run as fast as it goes to the next breakpoint, or to the end.</source>
        <translation>So schnell es geht bis zum nächsten Haltepunkt oder zum Ende laufen.</translation>
    </message>
    <message>
        <source>Previ&amp;ous event</source>
        <translation>V&amp;origes Ereignis</translation>
    </message>
    <message>
        <source>Go back to the event of the chosen kind before this cycle.</source>
        <translation>Zurück zum Ereignis der gewählten Art vor diesem Zyklus.</translation>
    </message>
    <message>
        <source>&amp;Next event</source>
        <translation>&amp;Nächstes Ereignis</translation>
    </message>
    <message>
        <source>Run to the next event of the chosen kind.</source>
        <translation>Bis zum nächsten Ereignis der gewählten Art laufen.</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>Zyklus</translation>
    </message>
    <message>
        <source>vector</source>
        <translation>Vektor</translation>
    </message>
    <message>
        <source>tile</source>
        <translation>Kachel</translation>
    </message>
    <message>
        <source>subtile</source>
        <translation>Teilmatrix</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>vsq::SimulationController</name>
    <message>
        <source>change breakpoints</source>
        <translation>Haltepunkte ändern</translation>
    </message>
</context>
<context>
    <name>vsq::StartPage</name>
    <message>
        <source>Start page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>A microscope for per-vector scaled quantization on hardware</source>
        <translation>Ein Mikroskop für Quantisierung mit einer Skale je Vektor auf Hardware</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Take the tour</source>
        <translation>Rundgang machen</translation>
    </message>
    <message>
        <source>Five steps on a sample: open, step, ask why, look at scales, leave with a figure.</source>
        <translation>Fünf Schritte an einem Beispiel: öffnen, einen Schritt tun, nach dem Warum fragen, Skalen ansehen, mit einer Abbildung gehen.</translation>
    </message>
    <message>
        <source>Five steps through a bundled sample</source>
        <translation>Fünf Schritte durch ein mitgeliefertes Beispiel</translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation>fehlt: %1</translation>
    </message>
    <message>
        <source>%1 is no longer there</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>No samples were found beside the program.</source>
        <translation>Neben dem Programm wurden keine Beispiele gefunden.</translation>
    </message>
    <message>
        <source>Networks and projects that you open will be listed here.</source>
        <translation>Netze und Projekte, die Sie öffnen, werden hier aufgeführt.</translation>
    </message>
</context>
<context>
    <name>vsq::StatePage</name>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
</context>
<context>
    <name>vsq::StudyPanel</name>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Bits of the activations' codes</source>
        <translation>Bits der Codes der Aktivierungen</translation>
    </message>
    <message>
        <source>as the weights</source>
        <translation>wie die Gewichte</translation>
    </message>
    <message>
        <source>4 and 8</source>
        <translation>4 und 8</translation>
    </message>
    <message>
        <source>Values along K that share a scale under per-vector scaling; the chip's are 64</source>
        <translation>Werte entlang K, die bei Skalen je Vektor eine teilen; die des Chips sind 64</translation>
    </message>
    <message>
        <source>Bits of a per-vector scale; real: scales stay in FP32. The chip's are 8</source>
        <translation>Bits einer Skale je Vektor; reell: Skalen bleiben in FP32. Die des Chips haben 8</translation>
    </message>
    <message>
        <source>real</source>
        <translation>reell</translation>
    </message>
    <message>
        <source>How many of the data set's images each run classifies: four times as many halve the interval</source>
        <translation>Wie viele Bilder der Daten jeder Lauf einordnet: Viermal so viele halbieren das Intervall</translation>
    </message>
    <message>
        <source>Forget all results</source>
        <translation>Alle Ergebnisse vergessen</translation>
    </message>
    <message>
        <source>Progress of the study</source>
        <translation>Fortschritt der Studie</translation>
    </message>
    <message>
        <source>Weight bits</source>
        <translation>Gewichtsbits</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Skalen</translation>
    </message>
    <message>
        <source>Activation bits</source>
        <translation>Aktivierungsbits</translation>
    </message>
    <message>
        <source>Vector size</source>
        <translation>Vektorgröße</translation>
    </message>
    <message>
        <source>Scale bits</source>
        <translation>Skalenbits</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>%1 weight bits</source>
        <translation>%1 Gewichtsbits</translation>
    </message>
    <message>
        <source>Codes of the weights have %1 bits: %2 .. %3</source>
        <translation>Codes der Gewichte haben %1 Bits: %2 .. %3</translation>
    </message>
    <message>
        <source>per-vector</source>
        <translation>je Vektor</translation>
    </message>
    <message>
        <source>A scale for each vector of values along K, for weights and activations</source>
        <translation>Eine Skale für jeden Vektor von Werten entlang K, für Gewichte und Aktivierungen</translation>
    </message>
    <message>
        <source>per-channel</source>
        <translation>je Kanal</translation>
    </message>
    <message>
        <source>A scale for each row of the weights; one for all activations of an image</source>
        <translation>Eine Skale für jede Zeile der Gewichte; eine für alle Aktivierungen eines Bildes</translation>
    </message>
    <message>
        <source>per-tensor</source>
        <translation>je Tensor</translation>
    </message>
    <message>
        <source>One scale for all weights of a layer; one for all activations of an image</source>
        <translation>Eine Skale für alle Gewichte einer Schicht; eine für alle Aktivierungen eines Bildes</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Start Study</source>
        <translation>Studie &amp;beginnen</translation>
    </message>
    <message>
        <source>Stop; the results so far stay</source>
        <translation>Anhalten; die Ergebnisse bis hier bleiben</translation>
    </message>
    <message>
        <source>Classify the images once in each format and in FP32</source>
        <translation>Die Bilder einmal in jedem Format und in FP32 einordnen</translation>
    </message>
    <message>
        <source>The open network has no data set.</source>
        <translation>Das offene Netz hat keine Daten.</translation>
    </message>
    <message>
        <source>Tick at least one bit width and one kind of scales.</source>
        <translation>Wählen Sie mindestens eine Bitbreite und eine Art von Skalen.</translation>
    </message>
    <message>
        <source>%1 formats and FP32 on %2 images</source>
        <translation>%1 Formate und FP32 auf %2 Bildern</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>measuring the time</source>
        <translation>die Zeit wird gemessen</translation>
    </message>
</context>
<context>
    <name>vsq::ToolTip</name>
    <message>
        <source>padding</source>
        <translation>Auffüllung</translation>
    </message>
    <message>
        <source>PPU scale buffer</source>
        <translation>Skalenpuffer der PPU</translation>
    </message>
    <message>
        <source>8 entries of 16 unsigned 16-bit scales: one a lane, an entry for each M-tile.</source>
        <translation>8 Einträge von 16 Skalen mit 16 Bits ohne Vorzeichen: eine je Lane, ein Eintrag je M-Kachel.</translation>
    </message>
    <message>
        <source>PPU bias buffer</source>
        <translation>Biaspuffer der PPU</translation>
    </message>
    <message>
        <source>8 entries of 16 signed 8-bit biases, shifted left by a constant of the layer.</source>
        <translation>8 Einträge von 16 Biaswerten mit 8 Bits und Vorzeichen, um eine Konstante der Schicht nach links geschoben.</translation>
    </message>
    <message>
        <source>words in use</source>
        <translation>benutzte Worte</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>filled, given up</source>
        <translation>gefüllt, freigegeben</translation>
    </message>
    <message>
        <source>A buffer, bank %1</source>
        <translation>A-Puffer, Bank %1</translation>
    </message>
    <message>
        <source>Weights, or the activation that stands still: one bank a lane, words of 264 bits (256 of codes, 8 of scale).</source>
        <translation>Gewichte, oder die Aktivierung, die steht: eine Bank je Lane, Worte von 264 Bits (256 Codes, 8 Skale).</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>A register, lane %1</source>
        <translation>A-Register, Lane %1</translation>
    </message>
    <message>
        <source>The vector of A that stays in the lane while 16 vectors of B pass by; reloaded with every k.</source>
        <translation>Der Vektor von A, der in der Lane bleibt, während 16 Vektoren von B vorbeiziehen; mit jedem k neu geladen.</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>element %1, code</source>
        <translation>Element %1, Code</translation>
    </message>
    <message>
        <source>scale sA</source>
        <translation>Skale sA</translation>
    </message>
    <message>
        <source>word, 264 bits</source>
        <translation>Wort, 264 Bits</translation>
    </message>
    <message>
        <source>B buffer</source>
        <translation>B-Puffer</translation>
    </message>
    <message>
        <source>Activations: one word a cycle is read and broadcast to all lanes.</source>
        <translation>Aktivierungen: Ein Wort je Zyklus wird gelesen und an alle Lanes verteilt.</translation>
    </message>
    <message>
        <source>Broadcast vector</source>
        <translation>Verteilter Vektor</translation>
    </message>
    <message>
        <source>The vector of B that all lanes multiply by in this cycle.</source>
        <translation>Der Vektor von B, mit dem alle Lanes in diesem Zyklus multiplizieren.</translation>
    </message>
    <message>
        <source>nothing broadcast</source>
        <translation>nichts verteilt</translation>
    </message>
    <message>
        <source>scale sB</source>
        <translation>Skale sB</translation>
    </message>
    <message>
        <source>padding: A has no such row</source>
        <translation>Auffüllung: A hat keine solche Zeile</translation>
    </message>
    <message>
        <source>nothing computed in this cycle</source>
        <translation>nichts gerechnet in diesem Zyklus</translation>
    </message>
    <message>
        <source>Multiplier %1 of lane %2</source>
        <translation>Multiplizierer %1 der Lane %2</translation>
    </message>
    <message>
        <source>Signed 8 x 8 bits: code of A times code of B.</source>
        <translation>8 x 8 Bits mit Vorzeichen: Code von A mal Code von B.</translation>
    </message>
    <message>
        <source>Signed 4 x 4 bits: code of A times code of B.</source>
        <translation>4 x 4 Bits mit Vorzeichen: Code von A mal Code von B.</translation>
    </message>
    <message>
        <source>padding: beyond K</source>
        <translation>Auffüllung: jenseits von K</translation>
    </message>
    <message>
        <source>Adder tree, lane %1</source>
        <translation>Addierbaum, Lane %1</translation>
    </message>
    <message>
        <source>Sum of the lane's products, %1 bits.</source>
        <translation>Summe der Produkte der Lane, %1 Bits.</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Scale product, lane %1</source>
        <translation>Skalenprodukt, Lane %1</translation>
    </message>
    <message>
        <source>Not used in this mode: no scale per vector.</source>
        <translation>In diesem Modus nicht benutzt: keine Skale je Vektor.</translation>
    </message>
    <message>
        <source>p8 = (sA · sB + 128) &amp;gt;&amp;gt; 8: the product's top byte, rounded (A-2).</source>
        <translation>p8 = (sA · sB + 128) &amp;gt;&amp;gt; 8: das oberste Byte des Produkts, gerundet (A-2).</translation>
    </message>
    <message>
        <source>rounded</source>
        <translation>gerundet</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>rounded to zero: the vector is lost</source>
        <translation>auf null gerundet: Der Vektor ist verloren</translation>
    </message>
    <message>
        <source>Sum, lane %1</source>
        <translation>Summe, Lane %1</translation>
    </message>
    <message>
        <source>Collector entry plus term, saturated to 24 bits after every addition (A-3).</source>
        <translation>Kollektoreintrag plus Term, nach jeder Addition auf 24 Bits gesättigt (A-3).</translation>
    </message>
    <message>
        <source>sum read</source>
        <translation>gelesene Summe</translation>
    </message>
    <message>
        <source>term</source>
        <translation>Term</translation>
    </message>
    <message>
        <source>sum written</source>
        <translation>geschriebene Summe</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>gesättigt</translation>
    </message>
    <message>
        <source>Collector entry %1, lane %2</source>
        <translation>Kollektoreintrag %1, Lane %2</translation>
    </message>
    <message>
        <source>Partial sum of one element of C; stays here until all of K is added up.</source>
        <translation>Teilsumme eines Elements von C; bleibt hier, bis ganz K addiert ist.</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>element</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>complete, waits to be read out</source>
        <translation>fertig, wartet auf das Auslesen</translation>
    </message>
    <message>
        <source>read out in this cycle</source>
        <translation>in diesem Zyklus ausgelesen</translation>
    </message>
    <message>
        <source>Sum times the lane's 16-bit scale: 40 bits.</source>
        <translation>Summe mal die 16-Bit-Skale der Lane: 40 Bits.</translation>
    </message>
    <message>
        <source>Plus the lane's bias, saturated to 40 bits.</source>
        <translation>Plus der Bias der Lane, auf 40 Bits gesättigt.</translation>
    </message>
    <message>
        <source>Negative values become 0 where the layer has a ReLU.</source>
        <translation>Negative Werte werden 0, wo die Schicht ein ReLU hat.</translation>
    </message>
    <message>
        <source>Running maximum of the output vector; values truncated to 16 bits go to the VSQ buffer.</source>
        <translation>Laufendes Maximum des Ausgabevektors; auf 16 Bits gekürzte Werte gehen in den VSQ-Puffer.</translation>
    </message>
    <message>
        <source>Value times reciprocal of the maximum, rounded to a code.</source>
        <translation>Wert mal Kehrwert des Maximums, auf einen Code gerundet.</translation>
    </message>
    <message>
        <source>Codes and scale are written to the output buffer.</source>
        <translation>Codes und Skale werden in den Ausgabepuffer geschrieben.</translation>
    </message>
    <message>
        <source>Post-processing, stage %1</source>
        <translation>Nachverarbeitung, Stufe %1</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>VSQ buffer, row %1</source>
        <translation>VSQ-Puffer, Reihe %1</translation>
    </message>
    <message>
        <source>Values of an output vector wait here for its maximum: segments of 16 lanes x 16 bits and a running maximum.</source>
        <translation>Werte eines Ausgabevektors warten hier auf ihr Maximum: Segmente von 16 Lanes x 16 Bits und ein laufendes Maximum.</translation>
    </message>
    <message>
        <source>segment %1, lane %2</source>
        <translation>Segment %1, Lane %2</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Softmax port</source>
        <translation>Softmax-Port</translation>
    </message>
    <message>
        <source>Approximate softmax in base 2 over slices of 16 keys, for layers that end in one.</source>
        <translation>Genäherte Softmax zur Basis 2 über Stücke von 16 Schlüsseln, für Schichten, die mit einer enden.</translation>
    </message>
    <message>
        <source>taken in</source>
        <translation>aufgenommen</translation>
    </message>
    <message>
        <source>sum, in 1/64</source>
        <translation>Summe, in 1/64</translation>
    </message>
    <message>
        <source>leaving</source>
        <translation>geht hinaus</translation>
    </message>
    <message>
        <source>Output buffer</source>
        <translation>Ausgabepuffer</translation>
    </message>
    <message>
        <source>Words of 128 bits of codes and 8 of scale; one port, one word a cycle.</source>
        <translation>Worte von 128 Bits Codes und 8 Skale; ein Port, ein Wort je Zyklus.</translation>
    </message>
    <message>
        <source>address written</source>
        <translation>geschriebene Adresse</translation>
    </message>
    <message>
        <source>scale written</source>
        <translation>geschriebene Skale</translation>
    </message>
    <message>
        <source>words that wait for the port</source>
        <translation>Worte, die auf den Port warten</translation>
    </message>
</context>
<context>
    <name>vsq::Tour</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>The step before</source>
        <translation>Der Schritt davor</translation>
    </message>
    <message>
        <source>The next step</source>
        <translation>Der nächste Schritt</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>Rundgang beenden</translation>
    </message>
    <message>
        <source>End the tour (Esc); Help &gt; Tour begins it again</source>
        <translation>Rundgang beenden (Esc); Hilfe &gt; Rundgang beginnt ihn wieder</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
</context>
<context>
    <name>vsq::UtilisationView</name>
    <message>
        <source>useful</source>
        <translation>nützlich</translation>
    </message>
    <message>
        <source>Multiplier-cycles with elements of the product, M·N·K, over the number of multipliers</source>
        <translation>Multipliziererzyklen mit Elementen des Produkts, M·N·K, durch die Zahl der Multiplizierer</translation>
    </message>
    <message>
        <source>padding in M</source>
        <translation>Auffüllung in M</translation>
    </message>
    <message>
        <source>Lanes without a row of A: M is no multiple of the 16 lanes</source>
        <translation>Lanes ohne Zeile von A: M ist kein Vielfaches der 16 Lanes</translation>
    </message>
    <message>
        <source>padding in K</source>
        <translation>Auffüllung in K</translation>
    </message>
    <message>
        <source>Multipliers beyond K: it is no multiple of the vector size</source>
        <translation>Multiplizierer jenseits von K: Es ist kein Vielfaches der Vektorgröße</translation>
    </message>
    <message>
        <source>padding in N</source>
        <translation>Auffüllung in N</translation>
    </message>
    <message>
        <source>Columns that are padding: rows of a convolution's output are filled up to whole tiles</source>
        <translation>Spalten, die Auffüllung sind: Zeilen der Ausgabe einer Faltung werden zu ganzen Kacheln aufgefüllt</translation>
    </message>
    <message>
        <source>fill and drain</source>
        <translation>Füllen und Leeren</translation>
    </message>
    <message>
        <source>Overhead of each subtile before its first and after its last product</source>
        <translation>Aufwand jeder Teilmatrix vor ihrem ersten und nach ihrem letzten Produkt</translation>
    </message>
    <message>
        <source>stalls</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>A word of A, B or the output port was awaited</source>
        <translation>Ein Wort von A, B oder des Ausgabeports wurde erwartet</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Unit of the bars</source>
        <translation>Einheit der Balken</translation>
    </message>
    <message>
        <source>Share of each layer's cycles, or cycles: the longest layer is then the longest bar</source>
        <translation>Anteil an den Zyklen jeder Schicht, oder Zyklen: Die längste Schicht ist dann der längste Balken</translation>
    </message>
    <message>
        <source>Share of cycles</source>
        <translation>Anteil der Zyklen</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>Zyklen</translation>
    </message>
    <message>
        <source>Nothing to use the chip for yet</source>
        <translation>Noch nichts, wofür der Chip zu nutzen wäre</translation>
    </message>
    <message>
        <source>Open a network to see where its cycles go.</source>
        <translation>Öffnen Sie ein Netz, um zu sehen, wohin seine Zyklen gehen.</translation>
    </message>
    <message>
        <source>Planning the layers</source>
        <translation>Die Schichten werden geplant</translation>
    </message>
    <message>
        <source>Utilisation of %1</source>
        <translation>Auslastung von %1</translation>
    </message>
    <message>
        <source>No layer runs on the chip</source>
        <translation>Keine Schicht läuft auf dem Chip</translation>
    </message>
    <message>
        <source>The chip computes VSQ, INT4 and INT8; choose one of them as the network's format.</source>
        <translation>Der Chip rechnet VSQ, INT4 und INT8; wählen Sie eines davon als Format des Netzes.</translation>
    </message>
    <message>
        <source>This layer's format is not one of the chip's</source>
        <translation>Das Format dieser Schicht ist keines der Formate des Chips</translation>
    </message>
    <message>
        <source>Choose VSQ, INT4 or INT8 for it to see its lanes.</source>
        <translation>Wählen Sie VSQ, INT4 oder INT8 für sie, um ihre Lanes zu sehen.</translation>
    </message>
    <message>
        <source>No layer is open</source>
        <translation>Keine Schicht ist offen</translation>
    </message>
    <message>
        <source>Double-click a layer in the Network view to see its lanes.</source>
        <translation>Doppelklicken Sie eine Schicht in der Ansicht Netz, um ihre Lanes zu sehen.</translation>
    </message>
    <message>
        <source>Lanes of %1</source>
        <translation>Lanes von %1</translation>
    </message>
</context>
<context>
    <name>vsq::VectorPlot</name>
    <message>
        <source>Values of the vector and quantization levels</source>
        <translation>Werte des Vektors und Quantisierungsstufen</translation>
    </message>
    <message>
        <source>Each value of the vector and the level that its code stands for</source>
        <translation>Jeder Wert des Vektors und die Stufe, für die sein Code steht</translation>
    </message>
    <message>
        <source>%1 values, largest %2, SQNR %3</source>
        <translation>%1 Werte, größter %2, SQNR %3</translation>
    </message>
    <message>
        <source>element %1: x = %2, code %3 stands for %4, error %5</source>
        <translation>Element %1: x = %2, Code %3 steht für %4, Fehler %5</translation>
    </message>
</context>
<context>
    <name>vsq::View</name>
    <message>
        <source>There is nothing to export in this view yet.</source>
        <translation>In dieser Ansicht gibt es noch nichts zu exportieren.</translation>
    </message>
    <message>
        <source>Figure written to %1</source>
        <translation>Abbildung nach %1 geschrieben</translation>
    </message>
    <message>
        <source>Identifying %1</source>
        <translation>%1 wird erkannt</translation>
    </message>
</context>
<context>
    <name>vsq::WatchModel</name>
    <message>
        <source>Watched</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
</context>
<context>
    <name>vsq::WatchPanel</name>
    <message>
        <source>Watched values</source>
        <translation>Beobachtete Werte</translation>
    </message>
    <message>
        <source>Values of the selected lanes and entries, and how the last step changed them</source>
        <translation>Werte der gewählten Lanes und Einträge, und wie der letzte Schritt sie änderte</translation>
    </message>
    <message>
        <source>Watch selected</source>
        <translation>Gewähltes beobachten</translation>
    </message>
    <message>
        <source>Watch the values of the selected lane, entry or element</source>
        <translation>Die Werte der gewählten Lane, des Eintrags oder Elements beobachten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Watch the selected rows no longer</source>
        <translation>Die gewählten Zeilen nicht länger beobachten</translation>
    </message>
</context>
<context>
    <name>vsq::Workspace</name>
    <message>
        <source>No further event of this kind in the layer: %1.</source>
        <translation>Kein weiteres Ereignis dieser Art in der Schicht: %1.</translation>
    </message>
    <message>
        <source>No earlier event of this kind in the layer: %1.</source>
        <translation>Kein früheres Ereignis dieser Art in der Schicht: %1.</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Nothing was opened.</source>
        <translation>Nichts wurde geöffnet.</translation>
    </message>
    <message>
        <source>%1 stays open as it was.</source>
        <translation>%1 bleibt offen, wie es war.</translation>
    </message>
    <message>
        <source>format %1</source>
        <translation>Format %1</translation>
    </message>
    <message>
        <source>format of %1</source>
        <translation>Format von %1</translation>
    </message>
    <message>
        <source>chip settings</source>
        <translation>Einstellungen des Chips</translation>
    </message>
    <message>
        <source>The chip's settings stay as they were.</source>
        <translation>Die Einstellungen des Chips bleiben, wie sie waren.</translation>
    </message>
    <message>
        <source>Planning %1</source>
        <translation>%1 wird geplant</translation>
    </message>
    <message>
        <source>%1 does not run on the chip: %2</source>
        <translation>%1 läuft nicht auf dem Chip: %2</translation>
    </message>
    <message>
        <source>Opening layer %1</source>
        <translation>Schicht %1 wird geöffnet</translation>
    </message>
    <message>
        <source>Measuring the layers of %1</source>
        <translation>Die Schichten von %1 werden gemessen</translation>
    </message>
    <message>
        <source>The layers were not measured.</source>
        <translation>Die Schichten wurden nicht gemessen.</translation>
    </message>
    <message>
        <source>%1 has no data to measure accuracy on.</source>
        <translation>%1 hat keine Daten, an denen Genauigkeit zu messen wäre.</translation>
    </message>
    <message>
        <source>Open it with a data set: an .npz with x and y, or a folder of IDX files.</source>
        <translation>Öffnen Sie es mit Daten: einer .npz mit x und y oder einem Ordner mit IDX-Dateien.</translation>
    </message>
    <message>
        <source>Every one of these formats has been measured on %1 items.</source>
        <translation>Jedes dieser Formate wurde an %1 Beispielen gemessen.</translation>
    </message>
    <message>
        <source>Clear forgets the results, so that they can be measured again.</source>
        <translation>Löschen vergisst die Ergebnisse, so dass sie neu gemessen werden können.</translation>
    </message>
    <message>
        <source>Accuracy study of %1</source>
        <translation>Genauigkeitsstudie von %1</translation>
    </message>
</context>
</TS>
