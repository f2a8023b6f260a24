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
        <source>Say how large the inputs are where the network&apos;s file leaves it open.</source>
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
        <source>Read the network&apos;s file again, keeping formats and settings.</source>
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
        <source>real scales</source>
        <translation>reelle Skalen</translation>
    </message>
    <message>
        <source>Accuracy against bits</source>
        <translation>Genauigkeit über Bits</translation>
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
        <source>%1 runs in %2 curves on %3 items; FP32 %4.</source>
        <translation>%1 Läufe in %2 Kurven auf %3 Beispielen; FP32 %4.</translation>
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
        <source>Share of %1 items classified right; in brackets the 95 % Wilson score interval.</source>
        <translation>Anteil der %1 Beispiele, die richtig eingeordnet werden; in Klammern das 95-%-Wilson-Intervall.</translation>
    </message>
    <message>
        <source>selected run, %1</source>
        <translation>gewählter Lauf, %1</translation>
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
        <source>FP32&apos;s accuracy on the same items less the run&apos;s, in percentage points.</source>
        <translation>Genauigkeit von FP32 auf denselben Beispielen minus die des Laufs, in Prozentpunkten.</translation>
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
        <source>lane %1, collector entry %2</source>
        <translation>Lane %1, Kollektoreintrag %2</translation>
    </message>
    <message>
        <source>The layer does not run on the chip as it is configured now.</source>
        <translation>Die Schicht läuft nicht auf dem Chip, wie er jetzt eingestellt ist.</translation>
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
        <source>row %1, vector %2 of the stationary operand (weights)</source>
        <translation>Zeile %1, Vektor %2 des stehenden Operanden (Gewichte)</translation>
    </message>
    <message>
        <source>row %1, vector %2 of the broadcast operand (activations)</source>
        <translation>Zeile %1, Vektor %2 des verteilten Operanden (Aktivierungen)</translation>
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
        <source>lane</source>
        <translation>Lane</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>The network&apos;s layers: what runs on the chip, in which format, and what it costs.</source>
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
        <source>Which lanes and multipliers do useful work, and where a layer&apos;s cycles go.</source>
        <translation>Welche Lanes und Multiplizierer nützlich arbeiten und wohin die Zyklen einer Schicht gehen.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
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
        <source>Share of the layer&apos;s vectors</source>
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
        <source>Share of the layer&apos;s cycles</source>
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
        <source>Recovered of FP32</source>
        <translation>Erhalten von FP32</translation>
    </message>
    <message>
        <source>FP32, noise floor ±%1 %</source>
        <translation>FP32, Rauschgrenze ±%1 %</translation>
    </message>
    <message>
        <source>published: %1</source>
        <translation>veröffentlicht: %1</translation>
    </message>
    <message>
        <source>Published of %1, not measured here</source>
        <translation>Veröffentlicht zu %1, hier nicht gemessen</translation>
    </message>
    <message>
        <source>Published lines of %1: %2.</source>
        <translation>Veröffentlichte Linien zu %1: %2.</translation>
    </message>
    <message>
        <source>Accuracy of %1</source>
        <translation>Genauigkeit von %1</translation>
    </message>
    <message>
        <source>Bits of a weight&apos;s code</source>
        <translation>Bits eines Gewichtscodes</translation>
    </message>
    <message>
        <source>Stored bits a weight, scales included</source>
        <translation>Gespeicherte Bits je Gewicht, Skalen eingeschlossen</translation>
    </message>
    <message>
        <source>Stored bits a value, scales included</source>
        <translation>Gespeicherte Bits je Wert, Skalen eingeschlossen</translation>
    </message>
    <message>
        <source>What no other run beats: accuracy for storage</source>
        <translation>Was kein anderer Lauf schlägt: Genauigkeit für Speicher</translation>
    </message>
    <message>
        <source>What no other run beats: accuracy for energy</source>
        <translation>Was kein anderer Lauf schlägt: Genauigkeit für Energie</translation>
    </message>
    <message>
        <source>Energy an inference</source>
        <translation>Energie je Inferenz</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>front</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>%1 of %2 runs are on the front.</source>
        <translation>%1 von %2 Läufen liegen auf der Front.</translation>
    </message>
    <message>
        <source>%1. How faithfully it was computed: with the chip&apos;s integers, or as codes times scales in FP32.</source>
        <translation>%1. Wie getreu gerechnet wurde: mit den Ganzzahlen des Chips oder als Codes mal Skalen in FP32.</translation>
    </message>
    <message>
        <source>points below FP32, p = %1</source>
        <translation>Punkte unter FP32, p = %1</translation>
    </message>
    <message>
        <source>FP32&apos;s accuracy less the run&apos;s, item by item: %1 items only FP32 has right, %2 only the run. In brackets the 95 % interval (Agresti and Min, 2005); p is McNemar&apos;s exact two-sided test that both are as good.</source>
        <translation>Genauigkeit von FP32 minus die des Laufs, Beispiel für Beispiel: %1 Beispiele hat nur FP32 richtig, %2 nur der Lauf. In Klammern das 95-%-Intervall (Agresti und Min, 2005); p ist McNemars exakter zweiseitiger Test, dass beide gleich gut sind.</translation>
    </message>
    <message>
        <source>%1 % ±%2</source>
        <translation>%1 % ±%2</translation>
    </message>
    <message>
        <source>of FP32, noise floor</source>
        <translation>von FP32, Rauschgrenze</translation>
    </message>
    <message>
        <source>Per cent of FP32&apos;s accuracy that the run keeps. The noise floor is half of the 95 % interval of FP32&apos;s own accuracy over %1 resamples of the items: a smaller loss is no evidence.</source>
        <translation>Prozent der Genauigkeit von FP32, die der Lauf behält. Die Rauschgrenze ist die Hälfte des 95-%-Intervalls der Genauigkeit von FP32 selbst über %1 Neuziehungen der Beispiele: Ein kleinerer Verlust ist kein Beleg.</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>stored bits, weights / activations</source>
        <translation>gespeicherte Bits, Gewichte / Aktivierungen</translation>
    </message>
    <message>
        <source>Bits that a value costs in storage, its share of its block&apos;s scale included; scales a row or a tensor are not counted.</source>
        <translation>Bits, die ein Wert im Speicher kostet, sein Anteil an der Skale seines Blocks eingeschlossen; Skalen je Zeile oder Tensor zählen nicht.</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>energy an inference</source>
        <translation>Energie je Inferenz</translation>
    </message>
    <message>
        <source>Of all products on the chip, operand densities assumed 50 %.</source>
        <translation>Aller Produkte auf dem Chip, Dichten der Operanden mit 50 % angenommen.</translation>
    </message>
    <message>
        <source>Not known: the chip runs VSQ, INT4 and INT8 alone, and only for the network that is open.</source>
        <translation>Nicht bekannt: Der Chip rechnet nur VSQ, INT4 und INT8, und nur für das offene Netz.</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>Formats layer by layer: accuracy for cost</source>
        <translation>Formate Schicht für Schicht: Genauigkeit für Kosten</translation>
    </message>
    <message>
        <source>MACs times the bits of both codes</source>
        <translation>MACs mal die Bits beider Codes</translation>
    </message>
    <message>
        <source>within the budget: %1</source>
        <translation>im Rahmen: %1</translation>
    </message>
    <message>
        <source>budget</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>%1 measured choices on %2 items; FP32 %3.</source>
        <translation>%1 gemessene Wahlen auf %2 Beispielen; FP32 %3.</translation>
    </message>
    <message>
        <source>layers by format: %1</source>
        <translation>Schichten nach Format: %1</translation>
    </message>
    <message>
        <source>How many layers on the chip have which format.</source>
        <translation>Wie viele Schichten auf dem Chip welches Format haben.</translation>
    </message>
    <message>
        <source>FP32&apos;s accuracy on the same items less the choice&apos;s, in percentage points.</source>
        <translation>Genauigkeit von FP32 auf denselben Beispielen minus die der Wahl, in Prozentpunkten.</translation>
    </message>
    <message>
        <source>cost of an inference</source>
        <translation>Kosten einer Inferenz</translation>
    </message>
    <message>
        <source>Energy of all products on the chip, operand densities assumed 50 %; each result leaves in the format that the next layer takes.</source>
        <translation>Energie aller Produkte auf dem Chip, Dichten der Operanden mit 50 % angenommen; jedes Ergebnis verlässt ihn in dem Format, das die nächste Schicht nimmt.</translation>
    </message>
    <message>
        <source>Sum over the layers of MACs times the bits of a weight&apos;s and an activation&apos;s code.</source>
        <translation>Summe über die Schichten der MACs mal die Bits des Codes eines Gewichts und einer Aktivierung.</translation>
    </message>
    <message>
        <source>Error budget of %1, from FP32 to the chip</source>
        <translation>Fehlerhaushalt von %1, von FP32 zum Chip</translation>
    </message>
    <message>
        <source>Energy of the error / of the values</source>
        <translation>Energie des Fehlers / der Werte</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>stages before</source>
        <translation>Stufen davor</translation>
    </message>
    <message>
        <source>adds</source>
        <translation>kommt hinzu</translation>
    </message>
    <message>
        <source>cancels</source>
        <translation>hebt auf</translation>
    </message>
    <message>
        <source>alone</source>
        <translation>nur sie</translation>
    </message>
    <message>
        <source>The error of %1 is %2; %3 adds most of it: %4.</source>
        <translation>Der Fehler von %1 ist %2; das meiste davon bringt %3: %4.</translation>
    </message>
    <message>
        <source>SQNR of %1</source>
        <translation>SQNR von %1</translation>
    </message>
    <message>
        <source>10 log10 of the values&apos; energy over that of the error, all stages on.</source>
        <translation>10 log10 der Energie der Werte über der des Fehlers, mit allen Stufen.</translation>
    </message>
    <message>
        <source>The stage&apos;s part of the whole error: what switching it on adds, all stages before it on. Below 0 where it cancels error. Alone: %1.</source>
        <translation>Der Teil der Stufe am ganzen Fehler: was ihr Einschalten bringt, mit allen Stufen davor. Unter 0, wo sie Fehler aufhebt. Nur sie: %1.</translation>
    </message>
    <message>
        <source>not possible without the others</source>
        <translation>nicht möglich ohne die anderen</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Ranges of channels, a box a layer</source>
        <translation>Bereiche der Kanäle, ein Kasten je Schicht</translation>
    </message>
    <message>
        <source>Ranges of tokens or pixels, a box a layer</source>
        <translation>Bereiche der Token oder Pixel, ein Kasten je Schicht</translation>
    </message>
    <message>
        <source>Layer, in the network&apos;s order</source>
        <translation>Schicht, in der Reihenfolge des Netzes</translation>
    </message>
    <message>
        <source>max |w| of a channel</source>
        <translation>max |w| eines Kanals</translation>
    </message>
    <message>
        <source>max |x| of a row</source>
        <translation>max |x| einer Zeile</translation>
    </message>
    <message>
        <source>median, least and most</source>
        <translation>Median, kleinster und größter</translation>
    </message>
    <message>
        <source>%1 layers; the rows of %2 range furthest apart: the largest is %3 times the median.</source>
        <translation>%1 Schichten; am weitesten auseinander liegen die Zeilen von %2: Die größte ist das %3-fache des Medians.</translation>
    </message>
    <message>
        <source>SQNR against crest factor, the vectors of the %1</source>
        <translation>SQNR über Scheitelfaktor, die Vektoren: %1</translation>
    </message>
    <message>
        <source>Crest factor of the vector, max |x| / rms</source>
        <translation>Scheitelfaktor des Vektors, max |x| / Effektivwert</translation>
    </message>
    <message>
        <source>SQNR of the vector</source>
        <translation>SQNR des Vektors</translation>
    </message>
    <message>
        <source>vectors of the network</source>
        <translation>Vektoren des Netzes</translation>
    </message>
    <message>
        <source>of the selected layer</source>
        <translation>der gewählten Schicht</translation>
    </message>
    <message>
        <source>%1 vectors; the median crest factor is %2.</source>
        <translation>%1 Vektoren; der mittlere Scheitelfaktor ist %2.</translation>
    </message>
    <message>
        <source>How the quantized run moves away from FP32&apos;s</source>
        <translation>Wie der quantisierte Lauf sich von FP32 entfernt</translation>
    </message>
    <message>
        <source>Layer, in the order of execution</source>
        <translation>Schicht, in der Reihenfolge der Ausführung</translation>
    </message>
    <message>
        <source>SQNR of the layer&apos;s output</source>
        <translation>SQNR der Ausgabe der Schicht</translation>
    </message>
    <message>
        <source>quantized run against FP32 run</source>
        <translation>quantisierter Lauf gegen FP32-Lauf</translation>
    </message>
    <message>
        <source>runs part at %1</source>
        <translation>Läufe trennen sich bei %1</translation>
    </message>
    <message>
        <source>falls most: %1</source>
        <translation>fällt am meisten: %1</translation>
    </message>
    <message>
        <source>The runs are the same.</source>
        <translation>Die Läufe sind gleich.</translation>
    </message>
    <message>
        <source>The runs part at %1; at the last layer the ratio is %2.</source>
        <translation>Die Läufe trennen sich bei %1; an der letzten Schicht ist das Verhältnis %2.</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> von %1</translation>
    </message>
    <message>
        <source>The activation is made here</source>
        <translation>Hier entsteht die Aktivierung</translation>
    </message>
    <message>
        <source>The activation is the network&apos;s input %1, element %2</source>
        <translation>Die Aktivierung ist die Eingabe %1 des Netzes, Element %2</translation>
    </message>
    <message>
        <source>Not followed further</source>
        <translation>Nicht weiter verfolgt</translation>
    </message>
    <message>
        <source>, on the host then: %1 (bold: what was followed, the operand that weighs most)</source>
        <translation>, dann auf dem Host: %1 (fett: was verfolgt wurde, der Operand mit dem größten Gewicht)</translation>
    </message>
    <message>
        <source>Why: from FP32 to the chip&apos;s value</source>
        <translation>Warum: von FP32 zum Wert des Chips</translation>
    </message>
    <message>
        <source>b is made</source>
        <translation>b entsteht</translation>
    </message>
    <message>
        <source>before</source>
        <translation>davor</translation>
    </message>
    <message>
        <source>‹ Back</source>
        <translation>‹ Zurück</translation>
    </message>
    <message>
        <source>Forward ›</source>
        <translation>Vorwärts ›</translation>
    </message>
    <message>
        <source>The layer is being laid out on the chip.</source>
        <translation>Die Schicht wird auf dem Chip ausgelegt.</translation>
    </message>
    <message>
        <source>Row %1 of A times row %2 of B: %3 elements in vectors of %4. Each vector&apos;s codes are multiplied and added up, the sum is multiplied by the rounded product of the two vectors&apos; scales, and added to entry %5 of lane %6.</source>
        <translation>Zeile %1 von A mal Zeile %2 von B: %3 Elemente in Vektoren von %4. Die Codes jedes Vektors werden multipliziert und addiert, die Summe mit dem gerundeten Produkt der Skalen beider Vektoren multipliziert und zum Eintrag %5 der Lane %6 addiert.</translation>
    </message>
    <message>
        <source>Row %1 of A times row %2 of B: %3 elements in vectors of %4. Each vector&apos;s codes are multiplied, added up, and added to entry %5 of lane %6.</source>
        <translation>Zeile %1 von A mal Zeile %2 von B: %3 Elemente in Vektoren von %4. Die Codes jedes Vektors werden multipliziert, addiert und zum Eintrag %5 der Lane %6 addiert.</translation>
    </message>
    <message>
        <source>A cycle&apos;s or a vector&apos;s number goes there with all views; a scale or a code shows its vector; before goes to the layer that made the activation.</source>
        <translation>Die Zahl eines Zyklus oder Vektors führt alle Ansichten dorthin; eine Skale oder ein Code zeigt ihren Vektor; davor geht zu der Schicht, die die Aktivierung machte.</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Auffüllung</translation>
    </message>
    <message>
        <source>both operands</source>
        <translation>beide Operanden</translation>
    </message>
    <message>
        <source>weights alone</source>
        <translation>nur Gewichte</translation>
    </message>
    <message>
        <source>activations alone</source>
        <translation>nur Aktivierungen</translation>
    </message>
    <message>
        <source>One layer at a time in %1, %2</source>
        <translation>Eine Schicht nach der anderen in %1, %2</translation>
    </message>
    <message>
        <source>Accuracy lost</source>
        <translation>Verlorene Genauigkeit</translation>
    </message>
    <message>
        <source>SQNR of the network&apos;s output</source>
        <translation>SQNR der Ausgabe des Netzes</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>accuracy lost</source>
        <translation>verlorene Genauigkeit</translation>
    </message>
    <message>
        <source>%1 layers on %2 items; %3 suffers most: %4 points lost (p = %5), %6 at the output.</source>
        <translation>%1 Schichten auf %2 Beispielen; am meisten leidet %3: %4 Punkte verloren (p = %5), %6 am Ausgang.</translation>
    </message>
    <message>
        <source>Accuracy against bits, storage and energy, with 95 % intervals and published lines; which layers suffer, and the cheapest formats.</source>
        <translation>Genauigkeit über Bits, Speicher und Energie, mit 95-%-Intervallen und veröffentlichten Linien; welche Schichten leiden, und die billigsten Formate.</translation>
    </message>
    <message>
        <source>What quantization lost and where it comes from: layers ranked, operands, error budget, ranges, crest factors.</source>
        <translation>Was die Quantisierung verlor und woher es kommt: Schichten in Reihenfolge, Operanden, Fehlerhaushalt, Bereiche, Scheitelfaktoren.</translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation>Dachlinie</translation>
    </message>
    <message>
        <source>What limits each layer: operations a byte of a port, under the peaks of the formats at the supply.</source>
        <translation>Was jede Schicht begrenzt: Operationen je Byte eines Ports, unter den Spitzen der Formate bei der Versorgung.</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>What a reviewer would point at, and your own assertions, with the place and what to do.</source>
        <translation>Worauf ein Gutachter zeigen würde, und Ihre eigenen Behauptungen, mit dem Ort und dem, was zu tun ist.</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>The open layer over its cycles: fills, passes, post-processing, drains, stalls and memory ports.</source>
        <translation>Die offene Schicht über ihren Zyklen: Füllen, Durchgänge, Nachverarbeitung, Leeren, Warten und Speicherports.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>What watched values of the chip did over the cycles of the open layer.</source>
        <translation>Was beobachtete Werte des Chips über den Zyklen der offenen Schicht taten.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Kept runs beside each other layer by layer, and where two of them first part.</source>
        <translation>Behaltene Läufe nebeneinander, Schicht für Schicht, und wo zwei davon sich zuerst trennen.</translation>
    </message>
    <message>
        <source>Notebook</source>
        <translation>Notizbuch</translation>
    </message>
    <message>
        <source>Moments kept with a sentence: go back to them, export them as Markdown with figures.</source>
        <translation>Mit einem Satz behaltene Augenblicke: zu ihnen zurückgehen, sie als Markdown mit Abbildungen ausführen.</translation>
    </message>
    <message>
        <source>%1  %2 b</source>
        <translation>%1  %2 b</translation>
    </message>
    <message>
        <source>Format, stored bits a value</source>
        <translation>Format, gespeicherte Bits je Wert</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie es ist</translation>
    </message>
    <message>
        <source>rotated (Hadamard)</source>
        <translation>gedreht (Hadamard)</translation>
    </message>
    <message>
        <source>Signal to noise of the %1 in each format</source>
        <translation>Rauschabstand in jedem Format: %1</translation>
    </message>
    <message>
        <source>worst block, as it is</source>
        <translation>schlechtester Block, wie er ist</translation>
    </message>
    <message>
        <source>%1 formats; most signal to noise has %2: %3.</source>
        <translation>%1 Formate; den größten Rauschabstand hat %2: %3.</translation>
    </message>
    <message>
        <source>Values of the %1 that become 0</source>
        <translation>Werte, die 0 werden: %1</translation>
    </message>
    <message>
        <source>Became 0, of those that are not</source>
        <translation>Wurden 0, von denen, die es nicht sind</translation>
    </message>
    <message>
        <source>Most values are lost in %1: %2.</source>
        <translation>Die meisten Werte gehen in %1 verloren: %2.</translation>
    </message>
    <message>
        <source>Subtiles</source>
        <translation>Teilmatrizen</translation>
    </message>
    <message>
        <source>Parts of the product that are resident in the buffers, with their fill and drain</source>
        <translation>Teile des Produkts, die in den Puffern liegen, mit ihrem Füllen und Leeren</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Kacheln</translation>
    </message>
    <message>
        <source>16 rows of A by up to 16 columns, all vectors along K</source>
        <translation>16 Zeilen von A mal bis zu 16 Spalten, alle Vektoren entlang K</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>Durchgänge</translation>
    </message>
    <message>
        <source>One vector along K of a tile: the A register stands still</source>
        <translation>Ein Vektor entlang K einer Kachel: Das A-Register steht still</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>A subtile&apos;s first words arrive (A-18)</source>
        <translation>Die ersten Worte einer Teilmatrix kommen an (A-18)</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Cycles with a product in the lanes</source>
        <translation>Zyklen mit einem Produkt in den Lanes</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>The last results leave the collector (A-18)</source>
        <translation>Die letzten Ergebnisse verlassen den Kollektor (A-18)</translation>
    </message>
    <message>
        <source>Stalls for A</source>
        <translation>Warten auf A</translation>
    </message>
    <message>
        <source>A word of A has not arrived</source>
        <translation>Ein Wort von A ist nicht angekommen</translation>
    </message>
    <message>
        <source>Stalls for B</source>
        <translation>Warten auf B</translation>
    </message>
    <message>
        <source>A word of B has not arrived</source>
        <translation>Ein Wort von B ist nicht angekommen</translation>
    </message>
    <message>
        <source>Stalls for output</source>
        <translation>Warten auf die Ausgabe</translation>
    </message>
    <message>
        <source>No room in the output buffer</source>
        <translation>Kein Platz im Ausgabepuffer</translation>
    </message>
    <message>
        <source>Post-processing</source>
        <translation>Nachverarbeitung</translation>
    </message>
    <message>
        <source>An entry is in its stages, or a word waits for the output port</source>
        <translation>Ein Eintrag ist in ihren Stufen, oder ein Wort wartet auf den Ausgabeport</translation>
    </message>
    <message>
        <source>A buffer, read</source>
        <translation>A-Puffer, lesen</translation>
    </message>
    <message>
        <source>All banks at once, at the beginning of a pass</source>
        <translation>Alle Bänke zugleich, am Anfang eines Durchgangs</translation>
    </message>
    <message>
        <source>B buffer, read</source>
        <translation>B-Puffer, lesen</translation>
    </message>
    <message>
        <source>The word that is broadcast</source>
        <translation>Das Wort, das verteilt wird</translation>
    </message>
    <message>
        <source>Collector, read</source>
        <translation>Kollektor, lesen</translation>
    </message>
    <message>
        <source>A sum to be added to, or handed over</source>
        <translation>Eine Summe, zu der addiert oder die übergeben wird</translation>
    </message>
    <message>
        <source>Collector, write</source>
        <translation>Kollektor, schreiben</translation>
    </message>
    <message>
        <source>The sum with its new term</source>
        <translation>Die Summe mit ihrem neuen Term</translation>
    </message>
    <message>
        <source>VSQ buffer, write</source>
        <translation>VSQ-Puffer, schreiben</translation>
    </message>
    <message>
        <source>Values of a vector that is not complete</source>
        <translation>Werte eines Vektors, der nicht vollständig ist</translation>
    </message>
    <message>
        <source>VSQ buffer, read</source>
        <translation>VSQ-Puffer, lesen</translation>
    </message>
    <message>
        <source>A complete vector, to be quantized</source>
        <translation>Ein vollständiger Vektor, zu quantisieren</translation>
    </message>
    <message>
        <source>Output, write</source>
        <translation>Ausgabe, schreiben</translation>
    </message>
    <message>
        <source>Words into the output buffer, or slices on the softmax port</source>
        <translation>Worte in den Ausgabepuffer, oder Stücke am Softmax-Port</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>tile %1</source>
        <translation>Kachel %1</translation>
    </message>
    <message>
        <source>cycle %1</source>
        <translation>Zyklus %1</translation>
    </message>
    <message>
        <source>lane %1</source>
        <translation>Lane %1</translation>
    </message>
    <message>
        <source>after vector %1</source>
        <translation>nach Vektor %1</translation>
    </message>
    <message>
        <source>element %1</source>
        <translation>Element %1</translation>
    </message>
    <message>
        <source>First difference: %1. %2 now, %3 in %4.</source>
        <translation>Erster Unterschied: %1. %2 jetzt, %3 in %4.</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Vergleichslauf</translation>
    </message>
    <message>
        <source>points from the baseline</source>
        <translation>Punkte vom Vergleichslauf</translation>
    </message>
    <message>
        <source>Accuracy of the run less the %1 of the baseline&apos;s format, %2, in percentage points.</source>
        <translation>Genauigkeit des Laufs weniger die %1 des Formats des Vergleichslaufs, %2, in Prozentpunkten.</translation>
    </message>
    <message>
        <source>baseline: %1</source>
        <translation>Vergleichslauf: %1</translation>
    </message>
    <message>
        <source>SQNR from the baseline</source>
        <translation>SQNR gegenüber dem Vergleichslauf</translation>
    </message>
    <message>
        <source>Of the same values: now less the %1 in the baseline&apos;s format, where %2 of the vectors underflow.</source>
        <translation>Derselben Werte: jetzt weniger die %1 im Format des Vergleichslaufs, wo %2 der Vektoren unterlaufen.</translation>
    </message>
    <message>
        <source>%1, fine-tuned</source>
        <translation>%1, feinabgestimmt</translation>
    </message>
    <message>
        <source>%1, before</source>
        <translation>%1, vorher</translation>
    </message>
    <message>
        <source>%1 fine-tuned networks beside it.</source>
        <translation>%1 feinabgestimmte Netze daneben.</translation>
    </message>
    <message>
        <source>Energy under each format at %1</source>
        <translation>Energie unter jedem Format bei %1</translation>
    </message>
    <message>
        <source>%1 layers at %2, all in one format: %3.</source>
        <translation>%1 Schichten bei %2, alle in einem Format: %3.</translation>
    </message>
    <message>
        <source>Errors of the %1, a box a channel</source>
        <translation>Fehler der %1, ein Kasten je Kanal</translation>
    </message>
    <message>
        <source>Errors of the %1, a box a row</source>
        <translation>Fehler der %1, ein Kasten je Zeile</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Channel, largest error first</source>
        <translation>Kanal, größter Fehler zuerst</translation>
    </message>
    <message>
        <source>Row, largest error first</source>
        <translation>Zeile, größter Fehler zuerst</translation>
    </message>
    <message>
        <source>quantized − FP32</source>
        <translation>quantisiert − FP32</translation>
    </message>
    <message>
        <source>%1 of %2 rows; the largest error is %3, in row %4, that of the median row %5.</source>
        <translation>%1 von %2 Zeilen; der größte Fehler ist %3, in Zeile %4, der der mittleren Zeile %5.</translation>
    </message>
    <message>
        <source>Beside the baseline</source>
        <translation>Neben dem Vergleichslauf</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>This value in the baseline</source>
        <translation>Dieser Wert im Vergleichslauf</translation>
    </message>
    <message>
        <source>24-bit sum</source>
        <translation>24-Bit-Summe</translation>
    </message>
    <message>
        <source>A buffer</source>
        <translation>A-Puffer</translation>
    </message>
    <message>
        <source>The operand that stands still, one bank a lane, in words of 264 bits: 256 of codes, 8 of scale. A lane&apos;s register takes a word in each pass.</source>
        <translation>Der Operand, der stillsteht, eine Bank je Lane, in Wörtern von 264 Bits: 256 für Codes, 8 für die Skale. Das Register einer Lane nimmt in jedem Durchgang ein Wort.</translation>
    </message>
    <message>
        <source>B buffer</source>
        <translation>B-Puffer</translation>
    </message>
    <message>
        <source>The operand that passes by, in words of 264 bits; one is read in a cycle and broadcast to all lanes.</source>
        <translation>Der Operand, der vorbeiläuft, in Wörtern von 264 Bits; eines wird je Zyklus gelesen und an alle Lanes gegeben.</translation>
    </message>
    <message>
        <source>PPU scale buffer</source>
        <translation>Skalenpuffer der PPU</translation>
    </message>
    <message>
        <source>The factors that sums are multiplied by before they are quantized again, one a feature; an entry has one for each lane.</source>
        <translation>Die Faktoren, mit denen Summen multipliziert werden, bevor sie neu quantisiert werden, einer je Merkmal; ein Eintrag hat einen für jede Lane.</translation>
    </message>
    <message>
        <source>PPU bias buffer</source>
        <translation>Biaspuffer der PPU</translation>
    </message>
    <message>
        <source>What is added to the scaled sums, one a feature, shifted left by a constant of the layer; an entry has one for each lane.</source>
        <translation>Was zu den skalierten Summen addiert wird, eines je Merkmal, um eine Konstante der Schicht nach links verschoben; ein Eintrag hat eines für jede Lane.</translation>
    </message>
    <message>
        <source>VSQ buffer</source>
        <translation>VSQ-Puffer</translation>
    </message>
    <message>
        <source>Values of 16 bits wait here until all of an output vector is there and its largest magnitude is known; a row a column of the tile, in segments of 16 lanes.</source>
        <translation>Hier warten Werte von 16 Bits, bis ein Ausgabevektor ganz da und sein größter Betrag bekannt ist; eine Zeile je Spalte der Kachel, in Abschnitten von 16 Lanes.</translation>
    </message>
    <message>
        <source>Output buffer</source>
        <translation>Ausgabepuffer</translation>
    </message>
    <message>
        <source>Words of 128 bits of codes and 8 of scale, the next layer&apos;s activations; one port, one word a cycle.</source>
        <translation>Wörter von 128 Bits Codes und 8 Bits Skale, die Aktivierungen der nächsten Schicht; ein Port, ein Wort je Zyklus.</translation>
    </message>
    <message>
        <source>Softmax port</source>
        <translation>Softmax-Port</translation>
    </message>
    <message>
        <source>The approximate softmax in base 2 over slices of 16 keys, with a running maximum and denominator for each query.</source>
        <translation>Der genäherte Softmax zur Basis 2 über Stücke von 16 Schlüsseln, mit laufendem Maximum und Nenner für jede Anfrage.</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>Auffüllung</translation>
    </message>
    <message>
        <source>How full it is</source>
        <translation>Wie voll er ist</translation>
    </message>
    <message>
        <source>words in use</source>
        <translation>benutzte Wörter</translation>
    </message>
    <message>
        <source>in each bank</source>
        <translation>in jeder Bank</translation>
    </message>
    <message>
        <source>room for</source>
        <translation>Platz für</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>filled since the layer began</source>
        <translation>gefüllt seit Beginn der Schicht</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>aufgegeben</translation>
    </message>
    <message>
        <source>Its ports in the cycle executed last</source>
        <translation>Seine Ports im zuletzt ausgeführten Zyklus</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>address %1</source>
        <translation>Adresse %1</translation>
    </message>
    <message>
        <source>written</source>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>This word over time</source>
        <translation>Dieses Wort über die Zeit</translation>
    </message>
    <message>
        <source>last write</source>
        <translation>zuletzt geschrieben</translation>
    </message>
    <message>
        <source>next read</source>
        <translation>als nächstes gelesen</translation>
    </message>
    <message>
        <source>writes in the layer</source>
        <translation>Schreibzugriffe in der Schicht</translation>
    </message>
    <message>
        <source>reads in the layer</source>
        <translation>Lesezugriffe in der Schicht</translation>
    </message>
    <message>
        <source>The word holds nothing in this subtile.</source>
        <translation>Das Wort enthält in dieser Teilmatrix nichts.</translation>
    </message>
    <message>
        <source>The word holds vector %1 of row %2 of %3.</source>
        <translation>Das Wort enthält Vektor %1 von Zeile %2 von %3.</translation>
    </message>
    <message>
        <source>feature</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>added</source>
        <translation>addiert</translation>
    </message>
    <message>
        <source>segment</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>largest |x| as far as here: %1</source>
        <translation>größtes |x| bis hierher: %1</translation>
    </message>
    <message>
        <source>It holds C[%1 … %2, %3], written in cycle %4.</source>
        <translation>Es enthält C[%1 … %2, %3], geschrieben in Zyklus %4.</translation>
    </message>
    <message>
        <source>C[%1 … %2, %3] comes here in cycle %4.</source>
        <translation>C[%1 … %2, %3] kommt in Zyklus %4 hierher.</translation>
    </message>
    <message>
        <source>static</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>Taken in the cycle executed last</source>
        <translation>Genommen im zuletzt ausgeführten Zyklus</translation>
    </message>
    <message>
        <source>query</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>grew: the sum so far was shifted</source>
        <translation>wuchs: die bisherige Summe wurde verschoben</translation>
    </message>
    <message>
        <source>sum, in 1/64</source>
        <translation>Summe, in 1/64</translation>
    </message>
    <message>
        <source>x, Q(6,2)</source>
        <translation>x, Q(6,2)</translation>
    </message>
    <message>
        <source>y, U(1,15)</source>
        <translation>y, U(1,15)</translation>
    </message>
    <message>
        <source>bank %1, word %2</source>
        <translation>Bank %1, Wort %2</translation>
    </message>
    <message>
        <source>row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>word %1</source>
        <translation>Wort %1</translation>
    </message>
    <message>
        <source>The 24-bit sum times its feature&apos;s scale: 40 bits.</source>
        <translation>Die 24-Bit-Summe mal der Skale ihres Merkmals: 40 Bits.</translation>
    </message>
    <message>
        <source>Plus the feature&apos;s bias, saturated to 40 bits.</source>
        <translation>Plus den Bias des Merkmals, auf 40 Bits gesättigt.</translation>
    </message>
    <message>
        <source>This layer has no ReLU: values pass.</source>
        <translation>Diese Schicht hat keine ReLU: Werte gehen durch.</translation>
    </message>
    <message>
        <source>Negative values become 0.</source>
        <translation>Negative Werte werden 0.</translation>
    </message>
    <message>
        <source>The running maximum of the output vector; values are truncated to 16 bits and wait in the VSQ buffer.</source>
        <translation>Das laufende Maximum des Ausgabevektors; Werte werden auf 16 Bits gekürzt und warten im VSQ-Puffer.</translation>
    </message>
    <message>
        <source>Times the reciprocal of the maximum, rounded half up to a code.</source>
        <translation>Mal dem Kehrwert des Maximums, kaufmännisch zu einem Code gerundet.</translation>
    </message>
    <message>
        <source>Codes and the vector&apos;s scale go to the output buffer.</source>
        <translation>Codes und die Skale des Vektors gehen in den Ausgabepuffer.</translation>
    </message>
    <message>
        <source>Post-processing, stage %1</source>
        <translation>Nachverarbeitung, Stufe %1</translation>
    </message>
    <message>
        <source>This layer&apos;s sums leave the chip as they are: the unit stands still.</source>
        <translation>Die Summen dieser Schicht verlassen den Chip, wie sie sind: die Einheit steht still.</translation>
    </message>
    <message>
        <source>The unit has fewer stages as it is configured.</source>
        <translation>Die Einheit hat, wie sie eingestellt ist, weniger Stufen.</translation>
    </message>
    <message>
        <source>What leaves it in the cycle executed last</source>
        <translation>Was sie im zuletzt ausgeführten Zyklus verlässt</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>Training that recovers what a format costs: loss and accuracy while it learns, and how far each layer moved.</source>
        <translation>Training, das zurückholt, was ein Format kostet: Verlust und Genauigkeit, während es lernt, und wie weit sich jede Schicht bewegt hat.</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Accuracy of %1 by epoch</source>
        <translation>Genauigkeit von %1 nach Epoche</translation>
    </message>
    <message>
        <source>held-out items</source>
        <translation>zurückgehaltene Daten</translation>
    </message>
    <message>
        <source>training items</source>
        <translation>Trainingsdaten</translation>
    </message>
    <message>
        <source>fine-tuned, reported items</source>
        <translation>feinabgestimmt, berichtete Daten</translation>
    </message>
    <message>
        <source>quantized %1</source>
        <translation>quantisiert %1</translation>
    </message>
    <message>
        <source>%1 of %2 epochs; best on the held-out items: epoch %3 with %4.</source>
        <translation>%1 von %2 Epochen; auf den zurückgehaltenen Daten die beste: Epoche %3 mit %4.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>mean of an epoch</source>
        <translation>Mittel einer Epoche</translation>
    </message>
    <message>
        <source>Loss by step</source>
        <translation>Verlust nach Schritt</translation>
    </message>
    <message>
        <source>Cross entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>Loss of the last step: %1.</source>
        <translation>Verlust des letzten Schritts: %1.</translation>
    </message>
    <message>
        <source>Mean loss of the first epoch %1, of the last %2.</source>
        <translation>Mittlerer Verlust der ersten Epoche %1, der letzten %2.</translation>
    </message>
    <message>
        <source>How far each layer moved</source>
        <translation>Wie weit sich jede Schicht bewegt hat</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>weights, |w − w₀| / |w₀|</source>
        <translation>Gewichte, |w − w₀| / |w₀|</translation>
    </message>
    <message>
        <source>scales, mean largest magnitude of a channel</source>
        <translation>Skalen, mittlerer größter Betrag eines Kanals</translation>
    </message>
    <message>
        <source>%1 layers; %2 moved most: its weights by %3 of their length.</source>
        <translation>%1 Schichten; %2 bewegte sich am meisten: ihre Gewichte um %3 ihrer Länge.</translation>
    </message>
    <message>
        <source>Published: what is lost after fine-tuning</source>
        <translation>Veröffentlicht: was nach der Feinabstimmung verloren ist</translation>
    </message>
    <message>
        <source>Below FP32</source>
        <translation>Unter FP32</translation>
    </message>
    <message>
        <source>VS-Quant (arXiv 2102.04503), table 9: after quantization-aware fine-tuning, not measured here.</source>
        <translation>VS-Quant (arXiv 2102.04503), Tabelle 9: nach quantisierungsbewusster Feinabstimmung, nicht hier gemessen.</translation>
    </message>
    <message>
        <source>VS-Quant, table 9; not measured here</source>
        <translation>VS-Quant, Tabelle 9; nicht hier gemessen</translation>
    </message>
    <message>
        <source>On %1 items none of which was trained on.</source>
        <translation>Auf %1 Daten, von denen keines zum Training gehörte.</translation>
    </message>
    <message>
        <source>On %1 items; those that were trained on are among them.</source>
        <translation>Auf %1 Daten; die des Trainings sind darunter.</translation>
    </message>
    <message>
        <source>%1 In brackets the 95 % Wilson score interval.</source>
        <translation>%1 In Klammern das 95-%-Intervall nach Wilson.</translation>
    </message>
    <message>
        <source>quantized</source>
        <translation>quantisiert</translation>
    </message>
    <message>
        <source>fine-tuned</source>
        <translation>feinabgestimmt</translation>
    </message>
    <message>
        <source>of the loss recovered</source>
        <translation>des Verlusts zurückgeholt</translation>
    </message>
    <message>
        <source>(fine-tuned − quantized) / (FP32 − quantized).</source>
        <translation>(feinabgestimmt − quantisiert) / (FP32 − quantisiert).</translation>
    </message>
    <message>
        <source>best epoch</source>
        <translation>beste Epoche</translation>
    </message>
    <message>
        <source>The epoch that was best on the held-out items is kept; 0: the network before the first step.</source>
        <translation>Die auf den zurückgehaltenen Daten beste Epoche bleibt; 0: das Netz vor dem ersten Schritt.</translation>
    </message>
    <message>
        <source>fine-tuned in</source>
        <translation>feinabgestimmt in</translation>
    </message>
    <message>
        <source>Time that it took on this machine.</source>
        <translation>Zeit, die es auf diesem Rechner brauchte.</translation>
    </message>
    <message>
        <source>Products that are not 0</source>
        <translation>Produkte, die nicht 0 sind</translation>
    </message>
    <message>
        <source>Products of two codes that are not 0, of %1 lanes over %2 cycles.</source>
        <translation>Produkte zweier Codes, die nicht 0 sind, von %1 Lanes über %2 Zyklen.</translation>
    </message>
    <message>
        <source>Products of two codes that are not 0, of each of %1 multipliers in the cycles with products.</source>
        <translation>Produkte zweier Codes, die nicht 0 sind, jedes von %1 Multiplizierern in den Zyklen mit Produkten.</translation>
    </message>
    <message>
        <source>saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>zero scale</source>
        <translation>Skale null</translation>
    </message>
    <message>
        <source>scale rounded to zero</source>
        <translation>Skale zu null gerundet</translation>
    </message>
    <message>
        <source>stall</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>tile done</source>
        <translation>Kachel fertig</translation>
    </message>
    <message>
        <source>softmax row done</source>
        <translation>Softmax-Zeile fertig</translation>
    </message>
    <message>
        <source>subtile done</source>
        <translation>Teilmatrix fertig</translation>
    </message>
    <message>
        <source>layer done</source>
        <translation>Schicht fertig</translation>
    </message>
    <message>
        <source>position</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source> in lane %1</source>
        <translation> in Lane %1</translation>
    </message>
    <message>
        <source>%1 is %2 (%3)</source>
        <translation>%1 ist %2 (%3)</translation>
    </message>
    <message>
        <source>any position</source>
        <translation>jede Stelle</translation>
    </message>
    <message>
        <source>cycle %1 of %2 · subtile %3</source>
        <translation>Zyklus %1 von %2 · Teilmatrix %3</translation>
    </message>
    <message>
        <source> · done</source>
        <translation> · fertig</translation>
    </message>
    <message>
        <source> · filling the buffers</source>
        <translation> · Puffer werden gefüllt</translation>
    </message>
    <message>
        <source> · draining</source>
        <translation> · leerend</translation>
    </message>
    <message>
        <source> · m %1 n %2 k %3 a %4</source>
        <translation> · m %1 n %2 k %3 a %4</translation>
    </message>
    <message>
        <source> · stalled</source>
        <translation> · wartend</translation>
    </message>
    <message>
        <source> · stalled for %1</source>
        <translation> · wartet auf %1</translation>
    </message>
    <message>
        <source>No layer is open on the chip.</source>
        <translation>Auf dem Chip ist keine Schicht offen.</translation>
    </message>
    <message>
        <source>Vector %2 of row %1 of B is broadcast to the lanes. </source>
        <translation>Vektor %2 von Zeile %1 von B wird an die Lanes gegeben. </translation>
    </message>
    <message>
        <source>%1 lanes are active; their sums run from %2 to %3. </source>
        <translation>%1 Lanes sind tätig; ihre Summen reichen von %2 bis %3. </translation>
    </message>
    <message>
        <source>Lane %1 is selected. </source>
        <translation>Lane %1 ist gewählt. </translation>
    </message>
    <message>
        <source>Event: %1. </source>
        <translation>Ereignis: %1. </translation>
    </message>
    <message>
        <source>tree, lane %1</source>
        <translation>Baum, Lane %1</translation>
    </message>
    <message>
        <source>p8, lane %1</source>
        <translation>p8, Lane %1</translation>
    </message>
    <message>
        <source>term, lane %1</source>
        <translation>Term, Lane %1</translation>
    </message>
    <message>
        <source>sum, lane %1</source>
        <translation>Summe, Lane %1</translation>
    </message>
    <message>
        <source>entry %1, lane %2</source>
        <translation>Eintrag %1, Lane %2</translation>
    </message>
    <message>
        <source>A code %1, lane %2</source>
        <translation>A-Code %1, Lane %2</translation>
    </message>
    <message>
        <source>B code %1</source>
        <translation>B-Code %1</translation>
    </message>
    <message>
        <source>product %1, lane %2</source>
        <translation>Produkt %1, Lane %2</translation>
    </message>
    <message>
        <source>A scale, lane %1</source>
        <translation>A-Skale, Lane %1</translation>
    </message>
    <message>
        <source>B scale</source>
        <translation>B-Skale</translation>
    </message>
    <message>
        <source>PPU stage %1, lane %2</source>
        <translation>PPU-Stufe %1, Lane %2</translation>
    </message>
    <message>
        <source>No layer moved: the best network is the one it began with</source>
        <translation>Keine Schicht bewegte sich: das beste Netz ist das, mit dem es begann</translation>
    </message>
    <message>
        <source>No layer moved</source>
        <translation>Keine Schicht bewegte sich</translation>
    </message>
    <message>
        <source>multipliers</source>
        <translation>Multiplizierer</translation>
    </message>
    <message>
        <source>Roofline of the %1 at %2</source>
        <translation>Dachlinie: %1 bei %2</translation>
    </message>
    <message>
        <source>Operations a byte, %1</source>
        <translation>Operationen je Byte, %1</translation>
    </message>
    <message>
        <source>Operations a second</source>
        <translation>Operationen je Sekunde</translation>
    </message>
    <message>
        <source>%1 peak</source>
        <translation>Spitze %1</translation>
    </message>
    <message>
        <source>layers, %1</source>
        <translation>Schichten, %1</translation>
    </message>
    <message>
        <source>%1 layers under the roof of the %2.</source>
        <translation>%1 Schichten unter dem Dach: %2.</translation>
    </message>
    <message>
        <source>Reached of the lowest roof</source>
        <translation>Erreicht vom niedrigsten Dach</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>Erreicht</translation>
    </message>
    <message>
        <source>limit: %1</source>
        <translation>Grenze: %1</translation>
    </message>
    <message>
        <source>%1 layers and how much of the lowest roof over them they reach.</source>
        <translation>%1 Schichten und wie viel vom niedrigsten Dach über ihnen sie erreichen.</translation>
    </message>
    <message>
        <source>selected layer, %1</source>
        <translation>gewählte Schicht, %1</translation>
    </message>
    <message>
        <source>The selected layer.</source>
        <translation>Die gewählte Schicht.</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>erreicht</translation>
    </message>
    <message>
        <source>Useful operations (2 a MAC) over the layer&apos;s cycles at the chip&apos;s clock.</source>
        <translation>Nützliche Operationen (2 je MAC) durch die Zyklen der Schicht beim Takt des Chips.</translation>
    </message>
    <message>
        <source>peak of its format</source>
        <translation>Spitze ihres Formats</translation>
    </message>
    <message>
        <source>2 operations of every multiplier of the format&apos;s datapath in every cycle.</source>
        <translation>2 Operationen jedes Multiplizierers des Datenpfads ihres Formats in jedem Zyklus.</translation>
    </message>
    <message>
        <source>operations a byte, %1</source>
        <translation>Operationen je Byte, %1</translation>
    </message>
    <message>
        <source>Useful operations over the bytes that pass the port: words read or written times their size.</source>
        <translation>Nützliche Operationen durch die Bytes, die den Port passieren: gelesene oder geschriebene Worte mal ihre Größe.</translation>
    </message>
    <message>
        <source>of the lowest roof: %1</source>
        <translation>vom niedrigsten Dach: %1</translation>
    </message>
    <message>
        <source>The lowest of the format&apos;s peak and of all ports&apos; roofs over this layer, and how much of it the layer reaches; the rest is padding, filling and draining.</source>
        <translation>Das niedrigste der Spitze ihres Formats und der Dächer aller Ports über dieser Schicht, und wie viel davon sie erreicht; der Rest ist Auffüllung, Füllen und Leeren.</translation>
    </message>
    <message>
        <source>speed from the baseline</source>
        <translation>Tempo gegenüber dem Vergleichslauf</translation>
    </message>
    <message>
        <source>Operations a second of this layer now over the %1 of the baseline, less 1.</source>
        <translation>Operationen je Sekunde dieser Schicht jetzt durch die %1 des Vergleichslaufs, weniger 1.</translation>
    </message>
    <message>
        <source>emptied</source>
        <translation>geleert</translation>
    </message>
    <message>
        <source>The baseline has no such layer.</source>
        <translation>Der Vergleichslauf hat keine solche Schicht.</translation>
    </message>
    <message>
        <source>As the run of %1 has it: with its own activations, codes and sums.</source>
        <translation>Wie der Lauf von %1 ihn hat: mit seinen eigenen Aktivierungen, Codes und Summen.</translation>
    </message>
    <message>
        <source>The entry is not used in this subtile.</source>
        <translation>Der Eintrag wird in dieser Teilmatrix nicht benutzt.</translation>
    </message>
    <message>
        <source>Row %1 has %2 of its segments.</source>
        <translation>Zeile %1 hat %2 ihrer Segmente.</translation>
    </message>
    <message>
        <source>%1 words wait for the port.</source>
        <translation>%1 Wörter warten auf den Port.</translation>
    </message>
    <message>
        <source>The word is not written in this subtile.</source>
        <translation>Das Wort wird in dieser Teilmatrix nicht geschrieben.</translation>
    </message>
    <message>
        <source>This layer&apos;s results do not leave through it.</source>
        <translation>Die Ergebnisse dieser Schicht gehen nicht durch ihn hinaus.</translation>
    </message>
    <message>
        <source>Nothing came in.</source>
        <translation>Nichts kam herein.</translation>
    </message>
    <message>
        <source>The slice of keys from %1 of query %2 leaves.</source>
        <translation>Der Abschnitt der Schlüssel ab %1 der Anfrage %2 geht hinaus.</translation>
    </message>
    <message>
        <source>The operand has no such vector: it is padding.</source>
        <translation>Der Operand hat keinen solchen Vektor: Er ist Auffüllung.</translation>
    </message>
    <message>
        <source>C = A B&lt;sup&gt;T&lt;/sup&gt;: %1 rows of A times %2 rows of B, %3 elements added up for each of %4 results.</source>
        <translation>C = A B&lt;sup&gt;T&lt;/sup&gt;: %1 Zeilen von A mal %2 Zeilen von B, %3 Elemente aufaddiert für jedes von %4 Ergebnissen.</translation>
    </message>
    <message>
        <source>Measured on the activations of the run itself.</source>
        <translation>Gemessen auf den Aktivierungen des Laufs selbst.</translation>
    </message>
    <message>
        <source>It holds no sums yet.</source>
        <translation>Er hält noch keine Summen.</translation>
    </message>
    <message>
        <source>The stage is empty in this cycle.</source>
        <translation>Die Stufe ist in diesem Zyklus leer.</translation>
    </message>
    <message>
        <source>The chip&apos;s value is off by %1 of FP32&apos;s.</source>
        <translation>Der Wert des Chips weicht um %1 von dem in FP32 ab.</translation>
    </message>
    <message>
        <source>The open layer has no such element.</source>
        <translation>Die offene Schicht hat kein solches Element.</translation>
    </message>
    <message>
        <source>Row %1 of B is the token “%2”.</source>
        <translation>Zeile %1 von B ist das Token „%2“.</translation>
    </message>
    <message>
        <source>The result has no such element: this place of the tile is padding.</source>
        <translation>Das Ergebnis hat kein solches Element: Diese Stelle der Kachel ist Auffüllung.</translation>
    </message>
</context>
<context>
    <name>vsq::AccuracyView</name>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Published: %1</source>
        <translation>Veröffentlicht: %1</translation>
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
        <source>No accuracy yet</source>
        <translation>Noch keine Genauigkeit</translation>
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
        <source>Give it data to measure its accuracy, by File &gt; Open data: an .npz of x and y, a table of texts, a folder of images or of IDX files.</source>
        <translation>Daten dazu, und die Genauigkeit wird gemessen (Datei &gt; Daten öffnen): eine .npz mit x und y, eine Tabelle von Texten, ein Ordner mit Bildern oder IDX-Dateien.</translation>
    </message>
    <message>
        <source>Choose formats on the left and start a study.</source>
        <translation>Wählen Sie links Formate und beginnen Sie eine Studie.</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>Was gefragt ist</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Accuracy of the whole network against bits and formats</source>
        <translation>Genauigkeit des ganzen Netzes über Bits und Formate</translation>
    </message>
    <message>
        <source>Which layers a format hurts, and which formats to give them</source>
        <translation>Welchen Schichten ein Format schadet, und welche Formate ihnen zu geben sind</translation>
    </message>
    <message>
        <source>Bits along the axis</source>
        <translation>Bits auf der Achse</translation>
    </message>
    <message>
        <source>Bits of a weight&apos;s code, or bits that a value costs in storage with its share of its block&apos;s scale</source>
        <translation>Bits eines Gewichtscodes, oder Bits, die ein Wert im Speicher mit seinem Anteil an der Skale seines Blocks kostet</translation>
    </message>
    <message>
        <source>Bits of a code</source>
        <translation>Bits eines Codes</translation>
    </message>
    <message>
        <source>Stored bits a weight</source>
        <translation>Gespeicherte Bits je Gewicht</translation>
    </message>
    <message>
        <source>Stored bits, both</source>
        <translation>Gespeicherte Bits, beide</translation>
    </message>
    <message>
        <source>Height of a run</source>
        <translation>Höhe eines Laufs</translation>
    </message>
    <message>
        <source>Accuracy with its 95 % Wilson interval, or per cent of FP32&apos;s accuracy with the interval over paired resamples and FP32&apos;s noise floor</source>
        <translation>Genauigkeit mit ihrem 95-%-Wilson-Intervall, oder Prozent von FP32 mit dem Intervall über gepaarte Neuziehungen und der Rauschgrenze von FP32</translation>
    </message>
    <message>
        <source>Recovered of FP32</source>
        <translation>Erhalten von FP32</translation>
    </message>
    <message>
        <source>Cost of the front</source>
        <translation>Kosten der Front</translation>
    </message>
    <message>
        <source>What the front is against: stored bits a value, or the chip&apos;s energy an inference</source>
        <translation>Wogegen die Front steht: gespeicherte Bits je Wert, oder die Energie des Chips je Inferenz</translation>
    </message>
    <message>
        <source>Front: storage</source>
        <translation>Front: Speicher</translation>
    </message>
    <message>
        <source>Front: energy</source>
        <translation>Front: Energie</translation>
    </message>
    <message>
        <source>Published lines</source>
        <translation>Veröffentlichte Linien</translation>
    </message>
    <message>
        <source>Lines of VS-Quant (Dai et al., 2021) and points of the chip (Keller et al., 2023): other networks, data and conditions, for the shape, not the height</source>
        <translation>Linien von VS-Quant (Dai et al., 2021) und Punkte des Chips (Keller et al., 2023): andere Netze, Daten und Bedingungen, für die Form, nicht für die Höhe</translation>
    </message>
    <message>
        <source>No published lines</source>
        <translation>Keine veröffentlichten Linien</translation>
    </message>
    <message>
        <source>Ranked by</source>
        <translation>Geordnet nach</translation>
    </message>
    <message>
        <source>What is drawn of each layer: accuracy lost with this layer alone quantized, or the signal-to-noise ratio that it leaves at the network&apos;s output</source>
        <translation>Was von jeder Schicht gezeichnet wird: die Genauigkeit, die verloren geht, wenn nur sie quantisiert ist, oder der Rauschabstand, den sie am Ausgang des Netzes lässt</translation>
    </message>
    <message>
        <source>SQNR at the output</source>
        <translation>SQNR am Ausgang</translation>
    </message>
    <message>
        <source>Accuracy lost</source>
        <translation>Verlorene Genauigkeit</translation>
    </message>
    <message>
        <source>&amp;Use these formats</source>
        <translation>Diese Formate &amp;nehmen</translation>
    </message>
    <message>
        <source>Gives every layer the selected choice&apos;s format; can be undone</source>
        <translation>Gibt jeder Schicht das Format der gewählten Wahl; kann zurückgenommen werden</translation>
    </message>
    <message>
        <source>&amp;Open a study…</source>
        <translation>Eine Studie ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open a STUDY.db of vsq sweep or of this application; what is missing in it can go on here.</source>
        <translation>Eine STUDY.db von vsq sweep oder aus diesem Programm öffnen; was darin fehlt, kann hier weitergehen.</translation>
    </message>
    <message>
        <source>Write the results to a STUDY.db, and go on in it; vsq study and vsq sweep read it.</source>
        <translation>Die Ergebnisse in eine STUDY.db schreiben und darin weitergehen; vsq study und vsq sweep lesen sie.</translation>
    </message>
    <message>
        <source>Forget all points of accuracy studies, and close the study&apos;s file.</source>
        <translation>Alle Punkte der Genauigkeitsstudien vergessen und die Datei der Studie schließen.</translation>
    </message>
    <message>
        <source>Keep the study</source>
        <translation>Die Studie behalten</translation>
    </message>
    <message>
        <source>Open a study</source>
        <translation>Eine Studie öffnen</translation>
    </message>
    <message>
        <source>Studies (*.db);;All files (*)</source>
        <translation>Studien (*.db);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Costs of the study&apos;s formats</source>
        <translation>Kosten der Formate der Studie</translation>
    </message>
    <message>
        <source>Open a network with its data set, then start a study of how many bits it needs; or open a study.</source>
        <translation>Öffnen Sie ein Netz mit seinen Daten und beginnen Sie eine Studie, wie viele Bits es braucht; oder öffnen Sie eine Studie.</translation>
    </message>
    <message>
        <source>No energy is known of these runs</source>
        <translation>Von diesen Läufen ist keine Energie bekannt</translation>
    </message>
    <message>
        <source>The chip&apos;s energy is known of VSQ, INT4 and INT8 in the network that is open.</source>
        <translation>Die Energie des Chips ist für VSQ, INT4 und INT8 im offenen Netz bekannt.</translation>
    </message>
    <message>
        <source>Quantizing one layer at a time</source>
        <translation>Eine Schicht nach der anderen wird quantisiert</translation>
    </message>
    <message>
        <source>Every run begins at its layer.</source>
        <translation>Jeder Lauf beginnt bei seiner Schicht.</translation>
    </message>
    <message>
        <source>No layers yet</source>
        <translation>Noch keine Schichten</translation>
    </message>
    <message>
        <source>Open a network with its data set to see which of its layers suffer.</source>
        <translation>Öffnen Sie ein Netz mit seinen Daten, um zu sehen, welche seiner Schichten leiden.</translation>
    </message>
    <message>
        <source>No ranking yet</source>
        <translation>Noch keine Reihenfolge</translation>
    </message>
    <message>
        <source>Choose “Rank layers” to see which of them a format hurts.</source>
        <translation>„Schichten ordnen“ zeigt, welchen von ihnen ein Format schadet.</translation>
    </message>
    <message>
        <source>Searching the cheapest formats</source>
        <translation>Die billigsten Formate werden gesucht</translation>
    </message>
    <message>
        <source>Each layer alone first, then choices along the front.</source>
        <translation>Erst jede Schicht für sich, dann Wahlen entlang der Front.</translation>
    </message>
    <message>
        <source>No formats found yet</source>
        <translation>Noch keine Formate gefunden</translation>
    </message>
    <message>
        <source>Choose “Find formats” for the cheapest format of each layer within a budget.</source>
        <translation>„Formate finden“ sucht das billigste Format jeder Schicht in einem Rahmen.</translation>
    </message>
    <message>
        <source>Keep the study &amp;as…</source>
        <translation>Die Studie &amp;behalten als…</translation>
    </message>
</context>
<context>
    <name>vsq::AssertionBar</name>
    <message>
        <source>Assertion</source>
        <translation>Behauptung</translation>
    </message>
    <message>
        <source>Claim: sum &lt; 2^22</source>
        <translation>Behauptung: sum &lt; 2^22</translation>
    </message>
    <message>
        <source>Take the assertion %1 away</source>
        <translation>Die Behauptung %1 wegnehmen</translation>
    </message>
    <message>
        <source>Take the assertion away</source>
        <translation>Die Behauptung wegnehmen</translation>
    </message>
    <message>
        <source>What is to hold for every value of the run, Enter adds it: sum, scale, scale_a, scale_b, code, code_a or code_b, tree, p8 or term of every vector, or a signal as breakpoints name it, in bars for its magnitude; &lt;, &lt;=, &gt;, &gt;=, == or !=; a number or a power as 2^22. Examples: |sum| &lt;= 2^22, scale != 0, p8 != 0, collector:5:any &gt; -2^20</source>
        <translation>Was für jeden Wert des Laufs gelten soll, Eingabe fügt es hinzu: sum, scale, scale_a, scale_b, code, code_a oder code_b, tree, p8 oder term jedes Vektors, oder ein Signal, wie Haltepunkte es nennen, in Strichen für seinen Betrag; &lt;, &lt;=, &gt;, &gt;=, == oder !=; eine Zahl oder eine Potenz wie 2^22. Beispiele: |sum| &lt;= 2^22, scale != 0, p8 != 0, collector:5:any &gt; -2^20</translation>
    </message>
</context>
<context>
    <name>vsq::Baseline</name>
    <message>
        <source>baseline: %1</source>
        <translation>Vergleichslauf: %1</translation>
    </message>
    <message>
        <source>not in the baseline</source>
        <translation>nicht im Vergleichslauf</translation>
    </message>
    <message>
        <source>%1 from the baseline</source>
        <translation>%1 gegenüber dem Vergleichslauf</translation>
    </message>
    <message>
        <source>Now minus the baseline, %1, over the %2 layers that both have: %3 and %4.</source>
        <translation>Jetzt weniger der Vergleichslauf, %1, über die %2 Schichten, die beide haben: %3 und %4.</translation>
    </message>
    <message>
        <source>%1 layers are only in one of the two.</source>
        <translation>%1 Schichten sind nur in einem von beiden.</translation>
    </message>
</context>
<context>
    <name>vsq::BaselineChip</name>
    <message>
        <source>Running to %1 as the baseline does</source>
        <translation>Bis %1 rechnen wie der Vergleichslauf</translation>
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
    <message>
        <source>%1 with %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message>
        <source>What must happen in the cycle, or only the position; or a condition on a value, as sum:any &gt;= 4194304, collector:5:3 &lt; 0, p8:0 = 0, ppu:2:0 &gt; 100</source>
        <translation>Was in dem Zyklus geschehen muss, oder nur die Stelle; oder eine Bedingung an einen Wert, wie sum:any &gt;= 4194304, collector:5:3 &lt; 0, p8:0 = 0, ppu:2:0 &gt; 100</translation>
    </message>
    <message>
        <source>sum:any &gt;= 4194304</source>
        <translation>sum:any &gt;= 4194304</translation>
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
        <source>Network&apos;s (%1)</source>
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
    <message>
        <source>The comparison was written to %1</source>
        <translation>Der Vergleich wurde nach %1 geschrieben</translation>
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
    <message>
        <source>lane %1</source>
        <translation>Lane %1</translation>
    </message>
    <message>
        <source>Collector minus the baseline&apos;s, in units of the sums</source>
        <translation>Kollektor weniger den des Vergleichslaufs, in Einheiten der Summen</translation>
    </message>
    <message>
        <source>Collector minus the baseline&apos;s</source>
        <translation>Kollektor weniger den des Vergleichslaufs</translation>
    </message>
    <message>
        <source>Collector Δ</source>
        <translation>Kollektor Δ</translation>
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
        <source>What the chip&apos;s settings change</source>
        <translation>Was die Einstellungen des Chips ändern</translation>
    </message>
    <message numerus="yes">
        <source>; %n layer(s) do not fit</source>
        <translation>
            <numerusform>; %n Schicht passt nicht</numerusform>
            <numerusform>; %n Schichten passen nicht</numerusform>
        </translation>
    </message>
    <message>
        <source> (was %1)</source>
        <translation> (war %1)</translation>
    </message>
    <message>
        <source>%1 does not run on this chip</source>
        <translation>%1 läuft nicht auf diesem Chip</translation>
    </message>
    <message>
        <source>%1: %2 cycles, utilisation %3, energy %4 at 50 % density, time %5</source>
        <translation>%1: %2 Zyklen, Auslastung %3, Energie %4 bei 50 % Dichte, Zeit %5</translation>
    </message>
    <message>
        <source>%1: %2 cycles, SQNR %3 on this run&apos;s activations</source>
        <translation>%1: %2 Zyklen, SQNR %3 auf den Aktivierungen dieses Laufs</translation>
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
    <name>vsq::CompareModel</name>
    <message>
        <source>only in the baseline</source>
        <translation>nur in der Grundlage</translation>
    </message>
    <message>
        <source>not in the baseline</source>
        <translation>nicht in der Grundlage</translation>
    </message>
    <message>
        <source>Now minus the baseline&apos;s %1</source>
        <translation>Jetzt minus %1 der Grundlage</translation>
    </message>
    <message>
        <source>The baseline has no such number</source>
        <translation>Die Grundlage hat keine solche Zahl</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
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
        <source>Different</source>
        <translation>Verschieden</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größter</translation>
    </message>
    <message>
        <source>Layers of what is set now, then those that only the baseline has</source>
        <translation>Schichten dessen, was jetzt eingestellt ist, dann die, die nur die Grundlage hat</translation>
    </message>
    <message>
        <source>Of all products of the layer, overheads and stalls included</source>
        <translation>Aller Produkte der Schicht, Aufwand und Warten eingeschlossen</translation>
    </message>
    <message>
        <source>Useful multiplications over those that the cycles had room for</source>
        <translation>Nützliche Multiplikationen durch die, für die in den Zyklen Platz war</translation>
    </message>
    <message>
        <source>Signal to quantization noise of the layer&apos;s products, in dB</source>
        <translation>Verhältnis von Signal zu Quantisierungsrauschen der Produkte der Schicht, in dB</translation>
    </message>
    <message>
        <source>Energy of the layer&apos;s products at the supply that is set</source>
        <translation>Energie der Produkte der Schicht bei der eingestellten Versorgung</translation>
    </message>
    <message>
        <source>Values of the layer that differ between the two runs</source>
        <translation>Werte der Schicht, die sich zwischen den Läufen unterscheiden</translation>
    </message>
    <message>
        <source>Largest difference of a value of the layer: sums as whole numbers</source>
        <translation>Größter Unterschied eines Wertes der Schicht: Summen als ganze Zahlen</translation>
    </message>
    <message>
        <source>Now minus the baseline</source>
        <translation>Jetzt minus Grundlage</translation>
    </message>
</context>
<context>
    <name>vsq::CompareView</name>
    <message>
        <source>Keep this run</source>
        <translation>Diesen Lauf behalten</translation>
    </message>
    <message>
        <source>Keep what is set now, with what has been measured of it, to compare with</source>
        <translation>Behalten, was jetzt eingestellt und gemessen ist, um damit zu vergleichen</translation>
    </message>
    <message>
        <source>First divergence</source>
        <translation>Erste Abweichung</translation>
    </message>
    <message>
        <source>Run the baseline and what is set now, and find where they first part</source>
        <translation>Grundlage und jetzige Einstellung laufen lassen und finden, wo sie sich zuerst trennen</translation>
    </message>
    <message>
        <source>Tensors…</source>
        <translation>Tensoren…</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin gehen</translation>
    </message>
    <message>
        <source>Show the first difference in all views</source>
        <translation>Den ersten Unterschied in allen Ansichten zeigen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Kept runs beside each other, and where they first part</source>
        <translation>Behaltene Läufe nebeneinander, und wo sie sich zuerst trennen</translation>
    </message>
    <message>
        <source>Tolerance of real values</source>
        <translation>Toleranz reeller Werte</translation>
    </message>
    <message>
        <source>Real values differ where they are further apart than this part of a tensor&apos;s largest magnitude; integers of the chip are compared exactly</source>
        <translation>Reelle Werte sind verschieden, wo sie weiter auseinander liegen als dieser Teil des größten Betrags eines Tensors; Ganzzahlen des Chips werden genau verglichen</translation>
    </message>
    <message>
        <source>± </source>
        <translation>± </translation>
    </message>
    <message>
        <source>First difference</source>
        <translation>Erster Unterschied</translation>
    </message>
    <message>
        <source>Layers beside the baseline&apos;s</source>
        <translation>Schichten neben der Grundlage</translation>
    </message>
    <message>
        <source>Keep what is set now, with what has been measured of it.</source>
        <translation>Behalten, was jetzt eingestellt und gemessen ist.</translation>
    </message>
    <message>
        <source>Run the baseline and what is set now, and find where they first part.</source>
        <translation>Grundlage und jetzige Einstellung laufen lassen und finden, wo sie sich zuerst trennen.</translation>
    </message>
    <message>
        <source>No network is open</source>
        <translation>Kein Netz ist offen</translation>
    </message>
    <message>
        <source>Open a network or a sample, keep a run, change its formats, and see what that does to each layer.</source>
        <translation>Öffnen Sie ein Netz oder ein Beispiel, behalten Sie einen Lauf, ändern Sie seine Formate und sehen Sie, was das mit jeder Schicht macht.</translation>
    </message>
    <message>
        <source>No run is kept</source>
        <translation>Kein Lauf ist behalten</translation>
    </message>
    <message>
        <source>Keep this run, then change formats or the chip: each layer stands beside what it was.</source>
        <translation>Behalten Sie diesen Lauf und ändern Sie dann Formate oder den Chip: Jede Schicht steht neben dem, was sie war.</translation>
    </message>
    <message>
        <source>Running both and comparing …</source>
        <translation>Beide laufen und werden verglichen …</translation>
    </message>
    <message>
        <source>Tick a run to make it the baseline.</source>
        <translation>Ein Kreuz macht einen Lauf zur Grundlage.</translation>
    </message>
    <message>
        <source>Beside %1. First divergence runs both and finds where they part.</source>
        <translation>Neben %1. Erste Abweichung lässt beide laufen und findet, wo sie sich trennen.</translation>
    </message>
    <message>
        <source>No difference from %1.</source>
        <translation>Kein Unterschied zu %1.</translation>
    </message>
    <message>
        <source>There is no baseline: keep a run first, then change something.</source>
        <translation>Es gibt keine Grundlage: Behalten Sie erst einen Lauf, dann ändern Sie etwas.</translation>
    </message>
    <message>
        <source>Comparing with %1</source>
        <translation>Vergleich mit %1</translation>
    </message>
    <message>
        <source>Tensors of another runtime</source>
        <translation>Tensoren eines anderen Programms</translation>
    </message>
    <message>
        <source>%1 is no layer of the network that is open.</source>
        <translation>%1 ist keine Schicht des offenen Netzes.</translation>
    </message>
    <message>
        <source>Keep this run to compare with</source>
        <translation>Diesen Lauf zum Vergleich behalten</translation>
    </message>
    <message>
        <source>First divergence from the baseline</source>
        <translation>Erste Abweichung von der Grundlage</translation>
    </message>
    <message>
        <source>Compare with another runtime&apos;s tensors, an .npz with arrays by the names of nodes&apos; outputs, or with the dump of a bench of golden vectors</source>
        <translation>Mit den Tensoren einer anderen Laufzeit vergleichen, einer .npz mit Feldern nach den Namen der Ausgänge von Knoten, oder mit dem Auszug einer Prüfbank goldener Vektoren</translation>
    </message>
    <message>
        <source>Arrays by name (*.npz);;A bench&apos;s dump (*.hex)</source>
        <translation>Felder nach Namen (*.npz);;Auszug einer Prüfbank (*.hex)</translation>
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
    <name>vsq::CycleCanvas</name>
    <message>
        <source>cycle</source>
        <translation>Zyklus</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
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
        <source>The chip&apos;s blocks with their values, its loop nest, and the controls of the simulation</source>
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
        <source>The chip&apos;s buffers are being filled.</source>
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
    <message>
        <source>Go to the last write of the word that is pointed at or selected.</source>
        <translation>Zum letzten Schreiben des Wortes gehen, auf das gezeigt wird oder das gewählt ist.</translation>
    </message>
    <message>
        <source>Go to the next read of the word that is pointed at or selected.</source>
        <translation>Zum nächsten Lesen des Wortes gehen, auf das gezeigt wird oder das gewählt ist.</translation>
    </message>
    <message>
        <source>stopped at breakpoint %1: %2</source>
        <translation>angehalten am Haltepunkt %1: %2</translation>
    </message>
    <message>
        <source>Stopped before cycle %1 at breakpoint %2: %3</source>
        <translation>Angehalten vor Zyklus %1 am Haltepunkt %2: %3</translation>
    </message>
    <message>
        <source>The breakpoint stays as it was.</source>
        <translation>Der Haltepunkt bleibt, wie er war.</translation>
    </message>
    <message>
        <source>point at a word or a register, or select one</source>
        <translation>zeigen Sie auf ein Wort oder Register, oder wählen Sie eines</translation>
    </message>
    <message>
        <source>the layer is being laid out</source>
        <translation>die Schicht wird ausgelegt</translation>
    </message>
    <message>
        <source>Looking for the last write</source>
        <translation>Das letzte Schreiben wird gesucht</translation>
    </message>
    <message>
        <source>Looking for the next read</source>
        <translation>Das nächste Lesen wird gesucht</translation>
    </message>
    <message>
        <source>%1 was not written before</source>
        <translation>%1 wurde davor nicht geschrieben</translation>
    </message>
    <message>
        <source>%1 is not read any more</source>
        <translation>%1 wird nicht mehr gelesen</translation>
    </message>
    <message>
        <source>Last write of %1</source>
        <translation>Letztes Schreiben von %1</translation>
    </message>
    <message>
        <source>Next read of %1</source>
        <translation>Nächstes Lesen von %1</translation>
    </message>
    <message>
        <source>Last write</source>
        <translation>Letztes Schreiben</translation>
    </message>
    <message>
        <source>Next read</source>
        <translation>Nächstes Lesen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>not in the baseline</source>
        <translation>nicht im Vergleichslauf</translation>
    </message>
    <message>
        <source>Δ %1 cycles</source>
        <translation>Δ %1 Zyklen</translation>
    </message>
    <message>
        <source>To the worst error</source>
        <translation>Zum größten Fehler</translation>
    </message>
    <message>
        <source>Go to the sum of the layer that is furthest from FP32, when its last vector is added.</source>
        <translation>Zur Summe der Schicht gehen, die von FP32 am weitesten abliegt, wenn ihr letzter Vektor addiert wird.</translation>
    </message>
    <message>
        <source>Looking for the worst error</source>
        <translation>Der größte Fehler wird gesucht</translation>
    </message>
    <message>
        <source>Worst error of the layer: C[%1, %2] is %3 on the chip, %4 in FP32.</source>
        <translation>Größter Fehler der Schicht: C[%1, %2] ist %3 auf dem Chip, %4 in FP32.</translation>
    </message>
    <message>
        <source>%1 adds vectors of another length: no sum stands beside another</source>
        <translation>%1 addiert Vektoren anderer Länge: keine Summe hat eine Entsprechung</translation>
    </message>
    <message>
        <source>Sums beside the baseline</source>
        <translation>Summen gegenüber dem Vergleichslauf</translation>
    </message>
    <message>
        <source>Show in the collector how far its sums are from those of the baseline.</source>
        <translation>Im Kollektor zeigen, wie weit seine Summen von denen des Vergleichslaufs entfernt sind.</translation>
    </message>
    <message>
        <source>laying the layer out</source>
        <translation>die Schicht wird ausgelegt</translation>
    </message>
    <message>
        <source>no layer is laid out</source>
        <translation>keine Schicht ist ausgelegt</translation>
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
        <source>The chip computes VSQ, INT4 and INT8; choose one of them as the network&apos;s format.</source>
        <translation>Der Chip rechnet VSQ, INT4 und INT8; wählen Sie eines davon als Format des Netzes.</translation>
    </message>
    <message>
        <source>What of each layer is drawn</source>
        <translation>Was von jeder Schicht gezeichnet wird</translation>
    </message>
    <message>
        <source>The layer&apos;s energy by component, in the format that it has; or its energy if it had each of the chip&apos;s formats</source>
        <translation>Die Energie der Schicht nach Bestandteilen, in dem Format, das sie hat; oder ihre Energie, wenn sie jedes Format des Chips hätte</translation>
    </message>
    <message>
        <source>By component</source>
        <translation>Nach Bestandteil</translation>
    </message>
    <message>
        <source>Under each format</source>
        <translation>Unter jedem Format</translation>
    </message>
</context>
<context>
    <name>vsq::ErrorView</name>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>&amp;Measure layers</source>
        <translation>Schichten &amp;messen</translation>
    </message>
    <message>
        <source>Operand</source>
        <translation>Operand</translation>
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
        <source>Run the network once in its formats and compare every layer&apos;s result with FP32</source>
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
        <source>Choose “Measure layers” to compare every layer&apos;s result with FP32.</source>
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
    <message>
        <source>Shown beside the layers</source>
        <translation>Neben den Schichten gezeigt</translation>
    </message>
    <message>
        <source>What stands beside the ranking of the layers</source>
        <translation>Was neben der Reihenfolge der Schichten steht</translation>
    </message>
    <message>
        <source>Operands of the layer</source>
        <translation>Operanden der Schicht</translation>
    </message>
    <message>
        <source>Error budget</source>
        <translation>Fehlerhaushalt</translation>
    </message>
    <message>
        <source>Ranges of rows</source>
        <translation>Bereiche der Zeilen</translation>
    </message>
    <message>
        <source>Crest factor</source>
        <translation>Scheitelfaktor</translation>
    </message>
    <message>
        <source>Along the network</source>
        <translation>Entlang des Netzes</translation>
    </message>
    <message>
        <source>One layer at a time</source>
        <translation>Eine Schicht nach der anderen</translation>
    </message>
    <message>
        <source>Which operand: weights (A) or activations (B)</source>
        <translation>Welcher Operand: Gewichte (A) oder Aktivierungen (B)</translation>
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
        <source>Budget of</source>
        <translation>Haushalt von</translation>
    </message>
    <message>
        <source>Of the network at its output, or of the selected layer on FP32&apos;s operands</source>
        <translation>Des Netzes an seinem Ausgang, oder der gewählten Schicht an den Operanden von FP32</translation>
    </message>
    <message>
        <source>Budget of the network</source>
        <translation>Haushalt des Netzes</translation>
    </message>
    <message>
        <source>Budget of the layer</source>
        <translation>Haushalt der Schicht</translation>
    </message>
    <message>
        <source>Activations: of the quantized run</source>
        <translation>Aktivierungen: des quantisierten Laufs</translation>
    </message>
    <message>
        <source>Activations: of the run with each set of stages</source>
        <translation>Aktivierungen: des Laufs mit jeder Menge von Stufen</translation>
    </message>
    <message>
        <source>Activations: of an FP32 run</source>
        <translation>Aktivierungen: eines FP32-Laufs</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Measure the &amp;budget</source>
        <translation>Haushalt &amp;messen</translation>
    </message>
    <message>
        <source>Run the network once for each set of stages of the chip, on the open item</source>
        <translation>Das Netz einmal für jede Menge von Stufen des Chips laufen lassen, am offenen Beispiel</translation>
    </message>
    <message>
        <source>Switching stages on, one after the other</source>
        <translation>Stufen werden eingeschaltet, eine nach der anderen</translation>
    </message>
    <message>
        <source>The chip does not run this format</source>
        <translation>Der Chip rechnet dieses Format nicht</translation>
    </message>
    <message>
        <source>A budget has the chip&apos;s stages: choose VSQ, INT4 or INT8 as the network&apos;s format.</source>
        <translation>Ein Haushalt hat die Stufen des Chips: Wählen Sie VSQ, INT4 oder INT8 als Format des Netzes.</translation>
    </message>
    <message>
        <source>No budget yet</source>
        <translation>Noch kein Haushalt</translation>
    </message>
    <message>
        <source>Choose “Measure the budget”: codes, integer scales, rounded scale products, saturation, softmax and PPU, each alone and in order.</source>
        <translation>„Haushalt messen“: Codes, ganzzahlige Skalen, gerundete Skalenprodukte, Sättigung, Softmax und PPU, jede für sich und der Reihe nach.</translation>
    </message>
    <message>
        <source>No layer of the chip is selected</source>
        <translation>Keine Schicht des Chips ist gewählt</translation>
    </message>
    <message>
        <source>Click a bar on the left to see the budget of its layer.</source>
        <translation>Ein Klick auf einen Balken links zeigt den Haushalt seiner Schicht.</translation>
    </message>
    <message>
        <source>&amp;Look at the vectors</source>
        <translation>Vektoren &amp;ansehen</translation>
    </message>
    <message>
        <source>Run the network once in FP32 and look at every product&apos;s operands</source>
        <translation>Das Netz einmal in FP32 laufen lassen und die Operanden jedes Produkts ansehen</translation>
    </message>
    <message>
        <source>Looking at the network&apos;s vectors</source>
        <translation>Die Vektoren des Netzes werden angesehen</translation>
    </message>
    <message>
        <source>Not looked yet</source>
        <translation>Noch nicht angesehen</translation>
    </message>
    <message>
        <source>Choose “Look at the vectors” to run the network once in FP32.</source>
        <translation>„Vektoren ansehen“ lässt das Netz einmal in FP32 laufen.</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>Nichts zu zeigen</translation>
    </message>
    <message>
        <source>No layer of this network runs on the chip.</source>
        <translation>Keine Schicht dieses Netzes läuft auf dem Chip.</translation>
    </message>
    <message>
        <source>Vectors of %1</source>
        <translation>Vektoren von %1</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>Nichts zu vergleichen</translation>
    </message>
    <message>
        <source>No layer&apos;s output is left in both runs.</source>
        <translation>Die Ausgabe keiner Schicht ist in beiden Läufen geblieben.</translation>
    </message>
    <message>
        <source>&amp;Compare the runs</source>
        <translation>Läufe &amp;vergleichen</translation>
    </message>
    <message>
        <source>Run the network in FP32 and in its formats, and compare every layer&apos;s output</source>
        <translation>Das Netz in FP32 und in seinen Formaten laufen lassen und die Ausgabe jeder Schicht vergleichen</translation>
    </message>
    <message>
        <source>Running the network twice</source>
        <translation>Das Netz läuft zweimal</translation>
    </message>
    <message>
        <source>Not compared yet</source>
        <translation>Noch nicht verglichen</translation>
    </message>
    <message>
        <source>Choose “Compare the runs” to see where the quantized run leaves FP32&apos;s.</source>
        <translation>„Läufe vergleichen“ zeigt, wo der quantisierte Lauf FP32 verlässt.</translation>
    </message>
    <message>
        <source>Runs of %1</source>
        <translation>Läufe von %1</translation>
    </message>
    <message>
        <source>&amp;Rank layers</source>
        <translation>Schichten &amp;ordnen</translation>
    </message>
    <message>
        <source>Quantize one layer at a time in the network&apos;s format, the rest in FP32, on the first %1 items</source>
        <translation>Eine Schicht nach der anderen im Format des Netzes quantisieren, den Rest in FP32, auf den ersten %1 Beispielen</translation>
    </message>
    <message>
        <source>Quantizing one layer at a time</source>
        <translation>Eine Schicht nach der anderen wird quantisiert</translation>
    </message>
    <message>
        <source>No ranking yet</source>
        <translation>Noch keine Reihenfolge</translation>
    </message>
    <message>
        <source>Choose “Rank layers” to see which of them the format hurts.</source>
        <translation>„Schichten ordnen“ zeigt, welchen von ihnen das Format schadet.</translation>
    </message>
    <message>
        <source>Open the network with its data set to see which layers the format hurts.</source>
        <translation>Öffnen Sie das Netz mit seinen Daten, um zu sehen, welchen Schichten das Format schadet.</translation>
    </message>
    <message>
        <source>Errors of channels</source>
        <translation>Fehler der Kanäle</translation>
    </message>
    <message>
        <source>Comparing the operands with FP32</source>
        <translation>Die Operanden werden mit FP32 verglichen</translation>
    </message>
</context>
<context>
    <name>vsq::ExportDialog</name>
    <message>
        <source>Export figure</source>
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
        <source> and %1-a.csv, %1-b.csv … (their data)</source>
        <translation> und %1-a.csv, %1-b.csv … (ihre Daten)</translation>
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
    <name>vsq::FindingsModel</name>
    <message>
        <source>A vector has values that are not 0, but its integer scale rounded to 0: all of it is lost.</source>
        <translation>Ein Vektor hat Werte, die nicht 0 sind, aber seine ganzzahlige Skale rundete auf 0: Er ist ganz verloren.</translation>
    </message>
    <message>
        <source>An addition left the collector&apos;s 24 bits and was clamped to the end of their range.</source>
        <translation>Eine Addition verließ die 24 Bits des Kollektors und wurde ans Ende ihres Bereichs geklemmt.</translation>
    </message>
    <message>
        <source>Per-vector scales win less than 0.1 dB of signal to noise over one scale a channel.</source>
        <translation>Skalen je Vektor gewinnen weniger als 0,1 dB Rauschabstand über eine Skale je Kanal.</translation>
    </message>
    <message>
        <source>K is no multiple of the vector: the last vector of a row is filled up with zeros.</source>
        <translation>K ist kein Vielfaches des Vektors: Der letzte Vektor einer Zeile wird mit Nullen aufgefüllt.</translation>
    </message>
    <message>
        <source>The product as C^T = B A^T fills the lanes better and takes fewer cycles.</source>
        <translation>Das Produkt als C^T = B A^T füllt die Lanes besser und braucht weniger Zyklen.</translation>
    </message>
    <message>
        <source>What you claim of every value does not hold for some.</source>
        <translation>Was Sie von jedem Wert behaupten, gilt für einige nicht.</translation>
    </message>
    <message>
        <source>Scale underflows</source>
        <translation>Skale fällt auf 0</translation>
    </message>
    <message>
        <source>Sum saturates</source>
        <translation>Summe sättigt</translation>
    </message>
    <message>
        <source>Vectors win nothing</source>
        <translation>Vektoren gewinnen nichts</translation>
    </message>
    <message>
        <source>Padding along K</source>
        <translation>Auffüllung entlang K</translation>
    </message>
    <message>
        <source>Denser transposed</source>
        <translation>Transponiert dichter</translation>
    </message>
    <message>
        <source>Assertion fails</source>
        <translation>Behauptung gilt nicht</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Mangel</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>wie zuvor</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>war %1</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Vergleichslauf</translation>
    </message>
</context>
<context>
    <name>vsq::FindingsView</name>
    <message>
        <source>Notes</source>
        <translation>Bemerkungen</translation>
    </message>
    <message>
        <source>Also what costs little or nothing</source>
        <translation>Auch, was wenig oder nichts kostet</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>A click or Enter goes to the place of a finding, in all views</source>
        <translation>Ein Klick oder die Eingabetaste geht in allen Ansichten an den Ort eines Befunds</translation>
    </message>
    <message>
        <source>Run the network once and list what a reviewer would point at.</source>
        <translation>Das Netz einmal laufen lassen und aufführen, worauf ein Gutachter zeigen würde.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Run the network once in its formats on the open item, and look at every product</source>
        <translation>Das Netz einmal in seinen Formaten am offenen Beispiel laufen lassen und jedes Produkt ansehen</translation>
    </message>
    <message>
        <source>Nothing to point at</source>
        <translation>Nichts, worauf zu zeigen wäre</translation>
    </message>
    <message>
        <source>No rule found anything, and every assertion holds.</source>
        <translation>Keine Regel fand etwas, und jede Behauptung gilt.</translation>
    </message>
    <message>
        <source>Only notes were found, which are hidden.</source>
        <translation>Nur Bemerkungen wurden gefunden, die verborgen sind.</translation>
    </message>
    <message>
        <source>No findings yet</source>
        <translation>Noch keine Befunde</translation>
    </message>
    <message>
        <source>Open a network to see what a reviewer would point at.</source>
        <translation>Öffnen Sie ein Netz, um zu sehen, worauf ein Gutachter zeigen würde.</translation>
    </message>
    <message>
        <source>Looking at every product</source>
        <translation>Jedes Produkt wird angesehen</translation>
    </message>
    <message>
        <source>Not looked yet</source>
        <translation>Noch nicht angesehen</translation>
    </message>
    <message>
        <source>Choose “Look” to run %1 once and list what a reviewer would point at.</source>
        <translation>„Suchen“ lässt %1 einmal laufen und führt auf, worauf ein Gutachter zeigen würde.</translation>
    </message>
    <message>
        <source>Finding the sum</source>
        <translation>Die Summe wird gesucht</translation>
    </message>
    <message>
        <source>Findings in %1</source>
        <translation>Befunde in %1</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Look for fi&amp;ndings</source>
        <translation>Nach &amp;Befunden suchen</translation>
    </message>
    <message>
        <source>problems: %1, warnings: %2, notes: %3</source>
        <translation>Mängel: %1, Warnungen: %2, Bemerkungen: %3</translation>
    </message>
    <message>
        <source>; beside %1: %2 new, %3 gone</source>
        <translation>; gegenüber %1: %2 neu, %3 weg</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Vergleichslauf</translation>
    </message>
</context>
<context>
    <name>vsq::FormPanel</name>
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
        <source>Both operands are rotated along K in blocks of so many elements before they are quantized: the host&apos;s work, exact in real numbers</source>
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
        <source>Large columns of the activations are made smaller and the weights&apos; larger by the same factor</source>
        <translation>Große Spalten der Aktivierungen werden kleiner und die der Gewichte um denselben Faktor größer gemacht</translation>
    </message>
    <message>
        <source>Alpha of smoothing</source>
        <translation>Alpha der Glättung</translation>
    </message>
    <message>
        <source>How much of the activations&apos; range moves into the weights: 0 none, 1 all</source>
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
        <source>Integer bits of a vector&apos;s scale, or real scales</source>
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
        <source>Each vector&apos;s integer scale is the one with the least squared error</source>
        <translation>Die ganzzahlige Skale jedes Vektors ist die mit dem kleinsten quadratischen Fehler</translation>
    </message>
    <message>
        <source>%1 and %2 bits an element in storage.</source>
        <translation>%1 und %2 Bits je Element im Speicher.</translation>
    </message>
    <message>
        <source>Not one of the chip&apos;s formats: computed in software.</source>
        <translation>Keines der Formate des Chips: in Software gerechnet.</translation>
    </message>
    <message>
        <source>The chip&apos;s %1 mode.</source>
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
    <name>vsq::HistoryCanvas</name>
    <message>
        <source>Watched values over cycles</source>
        <translation>Beobachtete Werte über Zyklen</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
    <message>
        <source>reading …</source>
        <translation>wird gelesen …</translation>
    </message>
    <message>
        <source>no value in these cycles</source>
        <translation>kein Wert in diesen Zyklen</translation>
    </message>
    <message>
        <source>cycle %1</source>
        <translation>Zyklus %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>no event</source>
        <translation>kein Ereignis</translation>
    </message>
    <message>
        <source>Show all cycles</source>
        <translation>Alle Zyklen zeigen</translation>
    </message>
    <message>
        <source>Remove the rulers</source>
        <translation>Lineale entfernen</translation>
    </message>
    <message>
        <source>Stop watching %1</source>
        <translation>%1 nicht mehr beobachten</translation>
    </message>
    <message>
        <source>baseline: %1</source>
        <translation>Vergleichslauf: %1</translation>
    </message>
</context>
<context>
    <name>vsq::HistoryView</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Draw the value that is named</source>
        <translation>Den genannten Wert zeichnen</translation>
    </message>
    <message>
        <source>Watch selected</source>
        <translation>Gewähltes beobachten</translation>
    </message>
    <message>
        <source>Draw the values of the selected lane, entry or element</source>
        <translation>Die Werte der gewählten Lane, des Eintrags oder Elements zeichnen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>What watched values did over the cycles of the open layer</source>
        <translation>Was beobachtete Werte über den Zyklen der offenen Schicht taten</translation>
    </message>
    <message>
        <source>Value to draw</source>
        <translation>Zu zeichnender Wert</translation>
    </message>
    <message>
        <source>collector:5:3, sum:0, tree:0, ppu:2:0 …</source>
        <translation>collector:5:3, sum:0, tree:0, ppu:2:0 …</translation>
    </message>
    <message>
        <source>A value on the chip: collector:ENTRY:LANE, sum:LANE, tree:LANE, p8:LANE, term:LANE, a:LANE:ELEMENT, b:ELEMENT, a-scale:LANE, b-scale, product:LANE:ELEMENT, ppu:STAGE:LANE</source>
        <translation>Ein Wert auf dem Chip: collector:EINTRAG:LANE, sum:LANE, tree:LANE, p8:LANE, term:LANE, a:LANE:ELEMENT, b:ELEMENT, a-scale:LANE, b-scale, product:LANE:ELEMENT, ppu:STUFE:LANE</translation>
    </message>
    <message>
        <source>Draw the watched values over the whole layer.</source>
        <translation>Die beobachteten Werte über die ganze Schicht zeichnen.</translation>
    </message>
    <message numerus="yes">
        <source>Reading %n value(s) over the layer</source>
        <translation>
            <numerusform>%n Wert wird über die Schicht gelesen</numerusform>
            <numerusform>%n Werte werden über die Schicht gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the cycles in view</source>
        <translation>Die sichtbaren Zyklen werden gelesen</translation>
    </message>
    <message>
        <source>ruler A</source>
        <translation>Lineal A</translation>
    </message>
    <message>
        <source>A cycle: the key A, or where a drag with Shift begins</source>
        <translation>Ein Zyklus: die Taste A, oder wo ein Ziehen mit Umschalt beginnt</translation>
    </message>
    <message>
        <source>ruler B</source>
        <translation>Lineal B</translation>
    </message>
    <message>
        <source>A cycle: the key B, or where a drag with Shift ends</source>
        <translation>Ein Zyklus: die Taste B, oder wo ein Ziehen mit Umschalt endet</translation>
    </message>
    <message>
        <source>B − A, cycles</source>
        <translation>B − A, Zyklen</translation>
    </message>
    <message>
        <source>Cycles between the rulers</source>
        <translation>Zyklen zwischen den Linealen</translation>
    </message>
    <message>
        <source>, B − A</source>
        <translation>, B − A</translation>
    </message>
    <message>
        <source>The value at the ruler, or its difference between the two</source>
        <translation>Der Wert am Lineal, oder sein Unterschied zwischen beiden</translation>
    </message>
    <message>
        <source>Nothing is watched</source>
        <translation>Nichts wird beobachtet</translation>
    </message>
    <message>
        <source>Select a lane or a collector entry of the chip and press Watch selected, or type collector:0:0 above.</source>
        <translation>Wählen Sie eine Lane oder einen Kollektoreintrag des Chips und dann Gewähltes beobachten, oder tippen Sie oben collector:0:0.</translation>
    </message>
    <message>
        <source>Laying the layer out</source>
        <translation>Die Schicht wird ausgelegt</translation>
    </message>
    <message>
        <source>Its schedule is being made.</source>
        <translation>Ihr Ablauf wird gemacht.</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>Zyklus</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>%1 over the cycles %2 to %3 of %4</source>
        <translation>%1 über die Zyklen %2 bis %3 von %4</translation>
    </message>
    <message>
        <source>Show all cycles of the history</source>
        <translation>Alle Zyklen des Verlaufs zeigen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>to see what its values did over time</source>
        <translation>um zu sehen, was ihre Werte über die Zeit taten</translation>
    </message>
    <message numerus="yes">
        <source>Reading %n value(s) of the baseline</source>
        <translation>
            <numerusform>%n Wert des Vergleichslaufs wird gelesen</numerusform>
            <numerusform>%n Werte des Vergleichslaufs werden gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>from the baseline</source>
        <translation>gegenüber dem Vergleichslauf</translation>
    </message>
    <message>
        <source>%1 from the baseline</source>
        <translation>%1 gegenüber dem Vergleichslauf</translation>
    </message>
    <message>
        <source>In the cycle shown, now minus %1; its values are the grey lines</source>
        <translation>Im gezeigten Zyklus, jetzt weniger %1; dessen Werte sind die grauen Linien</translation>
    </message>
    <message>
        <source>%1 takes other cycles for this layer: no value stands beside another</source>
        <translation>%1 braucht andere Zyklen für diese Schicht: kein Wert hat eine Entsprechung</translation>
    </message>
    <message>
        <source>baseline: %1</source>
        <translation>Vergleichslauf: %1</translation>
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
    <message>
        <source>Where the chip was before a link was followed.</source>
        <translation>Wo der Chip war, bevor einem Verweis gefolgt wurde.</translation>
    </message>
    <message>
        <source>Where it was gone back from.</source>
        <translation>Von wo zurückgegangen wurde.</translation>
    </message>
    <message>
        <source>Looking for what made b[%1, %2] …</source>
        <translation>Gesucht wird, was b[%1, %2] machte …</translation>
    </message>
    <message>
        <source>Following a value to the layer before</source>
        <translation>Ein Wert wird in die Schicht davor verfolgt</translation>
    </message>
    <message>
        <source>Back to the place before</source>
        <translation>Zurück an die Stelle davor</translation>
    </message>
    <message>
        <source>Forward again</source>
        <translation>Wieder vorwärts</translation>
    </message>
    <message>
        <source>Looking for a word&apos;s writes and reads</source>
        <translation>Zugriffe auf ein Wort werden gesucht</translation>
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
    <name>vsq::Laboratory</name>
    <message>
        <source>Sensitivity of %1</source>
        <translation>Empfindlichkeit von %1</translation>
    </message>
    <message>
        <source>Formats for %1</source>
        <translation>Formate für %1</translation>
    </message>
    <message>
        <source>Findings in %1</source>
        <translation>Befunde in %1</translation>
    </message>
    <message>
        <source>Error budget of %1</source>
        <translation>Fehlerhaushalt von %1</translation>
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
        <source>Which of the layer&apos;s matrix products: attention head, group or image of the batch</source>
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
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>vsq::LayerChip</name>
    <message>
        <source>Laying out %1 on the chip</source>
        <translation>%1 wird auf dem Chip ausgelegt</translation>
    </message>
</context>
<context>
    <name>vsq::LayersPanel</name>
    <message>
        <source>published choice (JSSC 2023, Table V)</source>
        <translation>veröffentlichte Wahl (JSSC 2023, Tabelle V)</translation>
    </message>
    <message>
        <source>first and last INT8, VSQ inside</source>
        <translation>erste und letzte INT8, innen VSQ</translation>
    </message>
    <message>
        <source>and what others chose</source>
        <translation>und was andere wählten</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Format of the one layer</source>
        <translation>Format der einen Schicht</translation>
    </message>
    <message>
        <source>The number format that one layer at a time gets; the rest of the network stays in FP32</source>
        <translation>Das Zahlenformat, das eine Schicht nach der anderen bekommt; der Rest des Netzes bleibt in FP32</translation>
    </message>
    <message>
        <source>Operands</source>
        <translation>Operanden</translation>
    </message>
    <message>
        <source>Which of the layer&apos;s operands are quantized</source>
        <translation>Welche der Operanden der Schicht quantisiert werden</translation>
    </message>
    <message>
        <source>both operands</source>
        <translation>beide Operanden</translation>
    </message>
    <message>
        <source>weights alone</source>
        <translation>nur Gewichte</translation>
    </message>
    <message>
        <source>activations alone</source>
        <translation>nur Aktivierungen</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>How many of the data set&apos;s items each run classifies</source>
        <translation>Wie viele Beispiele der Daten jeder Lauf einordnet</translation>
    </message>
    <message>
        <source>One layer in</source>
        <translation>Eine Schicht in</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>Quantisiert</translation>
    </message>
    <message>
        <source>A layer may get this format</source>
        <translation>Eine Schicht darf dieses Format bekommen</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>How many percentage points of accuracy may be lost</source>
        <translation>Wie viele Prozentpunkte Genauigkeit verloren gehen dürfen</translation>
    </message>
    <message>
        <source> points</source>
        <translation> Punkte</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>What is to be saved: the chip&apos;s energy an inference, or MACs times the bits of both codes</source>
        <translation>Was gespart werden soll: die Energie des Chips je Inferenz, oder MACs mal die Bits beider Codes</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>operand bits</source>
        <translation>Operandenbits</translation>
    </message>
    <message>
        <source>Choose among</source>
        <translation>Wählen unter</translation>
    </message>
    <message>
        <source>Cheapest in</source>
        <translation>Am billigsten in</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Rank layers</source>
        <translation>Schichten &amp;ordnen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Quantize one layer at a time and classify the items: about half a run a layer</source>
        <translation>Eine Schicht nach der anderen quantisieren und die Beispiele einordnen: etwa ein halber Lauf je Schicht</translation>
    </message>
    <message>
        <source>&amp;Find formats</source>
        <translation>Formate &amp;finden</translation>
    </message>
    <message>
        <source>The cheapest format for each layer within the budget, and the front of accuracy against cost</source>
        <translation>Das billigste Format für jede Schicht im Rahmen, und die Front von Genauigkeit über Kosten</translation>
    </message>
    <message>
        <source>&amp;Enter the published choice</source>
        <translation>Veröffentlichte Wahl &amp;eintragen</translation>
    </message>
    <message>
        <source>&amp;Enter: ends INT8, VSQ inside</source>
        <translation>E&amp;intragen: Enden INT8, innen VSQ</translation>
    </message>
    <message>
        <source>Gives every layer the format that the publication&apos;s mixed run has (JSSC 2023, Table V): INT8 first and last, VSQ and INT4 inside. Can be undone</source>
        <translation>Gibt jeder Schicht das Format, das der gemischte Lauf der Publikation hat (JSSC 2023, Tabelle V): INT8 zuerst und zuletzt, innen VSQ und INT4. Kann zurückgenommen werden</translation>
    </message>
    <message>
        <source>INT8 for the first and the last layer with weights, VSQ for all others, as the publication does with ResNet-50. Can be undone</source>
        <translation>INT8 für die erste und die letzte Schicht mit Gewichten, VSQ für alle anderen, wie die Publikation es mit ResNet-50 macht. Kann zurückgenommen werden</translation>
    </message>
    <message>
        <source>Measure beside the front: %1</source>
        <translation>Neben der Front messen: %1</translation>
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
    <message>
        <source>Open a network, a project or a study</source>
        <translation>Netz, Projekt oder Studie öffnen</translation>
    </message>
    <message>
        <source>Networks, projects and studies (*.onnx *.safetensors *.vsq *.db);;All files (*)</source>
        <translation>Netze, Projekte und Studien (*.onnx *.safetensors *.vsq *.db);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>vsq::Measure</name>
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
        <source>the baseline, %1, has no such layer</source>
        <translation>der Vergleichslauf, %1, hat keine solche Schicht</translation>
    </message>
    <message>
        <source>%1 from the %2 of the baseline, %3</source>
        <translation>%1 gegenüber %2 des Vergleichslaufs, %3</translation>
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
    <name>vsq::NetworkFolds</name>
    <message>
        <source>%1 layers</source>
        <translation>%1 Schichten</translation>
    </message>
    <message>
        <source>Block %1, %2</source>
        <translation>Block %1, %2</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>gefaltet</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>entfaltet</translation>
    </message>
    <message>
        <source>Mean over the cycles of the block&apos;s layers</source>
        <translation>Mittel über die Zyklen der Schichten des Blocks</translation>
    </message>
    <message>
        <source>A block that the network repeats: sums over its %1 layers. A click on the arrow, Left and Right fold it.</source>
        <translation>Ein Block, den das Netz wiederholt: Summen über seine %1 Schichten. Ein Klick auf den Pfeil, Links und Rechts falten ihn.</translation>
    </message>
    <message>
        <source>Util.</source>
        <translation>Ausl.</translation>
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
        <source>its format is not one of the chip&apos;s: computed by software, codes times scales</source>
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
        <source>Number format; bold where it is the layer&apos;s own</source>
        <translation>Zahlenformat; fett, wo es das eigene der Schicht ist</translation>
    </message>
    <message>
        <source>Clock cycles of all its products, fill and drain of subtiles included</source>
        <translation>Taktzyklen aller ihrer Produkte, Füllen und Leeren der Teilmatrizen eingeschlossen</translation>
    </message>
    <message>
        <source>Utilisation: useful MACs / (cycles × MACs a cycle)</source>
        <translation>Auslastung: nützliche MACs / (Zyklen × MACs je Zyklus)</translation>
    </message>
    <message>
        <source>Signal to quantization noise of the layer&apos;s products: 10 log₁₀(Σy² / Σ(ŷ−y)²)</source>
        <translation>Signal zu Quantisierungsrauschen der Produkte der Schicht: 10 log₁₀(Σy² / Σ(ŷ−y)²)</translation>
    </message>
    <message>
        <source>Energy of the layer at the chip&apos;s supply voltage</source>
        <translation>Energie der Schicht bei der Versorgungsspannung des Chips</translation>
    </message>
    <message>
        <source>Does not run as configured: %1</source>
        <translation>Läuft nicht, wie eingestellt: %1</translation>
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
        <source>The network&apos;s</source>
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
    <message>
        <source>One row with sums for each block that the network repeats.</source>
        <translation>Eine Zeile mit Summen für jeden Block, den das Netz wiederholt.</translation>
    </message>
    <message>
        <source>U&amp;nfold the repeated blocks</source>
        <translation>Wiederholte Blöcke &amp;entfalten</translation>
    </message>
    <message>
        <source>Show the layers of every block of the network again.</source>
        <translation>Die Schichten aller Blöcke des Netzes wieder zeigen.</translation>
    </message>
    <message>
        <source>Rows of repeated blocks</source>
        <translation>Zeilen wiederholter Blöcke</translation>
    </message>
    <message>
        <source>Fold the repeated &amp;blocks</source>
        <translation>Wiederholte Blöcke &amp;falten</translation>
    </message>
</context>
<context>
    <name>vsq::NotebookView</name>
    <message>
        <source>Notebook</source>
        <translation>Notizbuch</translation>
    </message>
    <message>
        <source>Moments that were kept with a sentence, to go back to and to export</source>
        <translation>Mit einem Satz behaltene Augenblicke, um zu ihnen zurückzugehen und sie auszuführen</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>What is seen here, in a sentence</source>
        <translation>Was hier zu sehen ist, in einem Satz</translation>
    </message>
    <message>
        <source>Said of the moment that is kept</source>
        <translation>Gesagt von dem Augenblick, der behalten wird</translation>
    </message>
    <message>
        <source>Keep this moment</source>
        <translation>Diesen Augenblick behalten</translation>
    </message>
    <message>
        <source>Keep layer, cycle, selection and the figures of the views that are seen</source>
        <translation>Schicht, Zyklus, Auswahl und die Abbildungen der sichtbaren Ansichten behalten</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Ausführen…</translation>
    </message>
    <message>
        <source>Write the moments as Markdown with figures</source>
        <translation>Die Augenblicke als Markdown mit Abbildungen schreiben</translation>
    </message>
    <message>
        <source>Kept moments</source>
        <translation>Behaltene Augenblicke</translation>
    </message>
    <message>
        <source>Double-click or Enter goes to a moment; F2 edits its sentence; Delete removes it</source>
        <translation>Doppelklick oder Eingabetaste geht zu einem Augenblick; F2 ändert seinen Satz; Entf entfernt ihn</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Cycle</source>
        <translation>Zyklus</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Figure of the moment</source>
        <translation>Abbildung des Augenblicks</translation>
    </message>
    <message>
        <source>Keep layer, cycle, selection and the figures of the views that are seen.</source>
        <translation>Schicht, Zyklus, Auswahl und die Abbildungen der sichtbaren Ansichten behalten.</translation>
    </message>
    <message>
        <source>; lane %1, entry %2</source>
        <translation>; Lane %1, Eintrag %2</translation>
    </message>
    <message>
        <source>, sum %1</source>
        <translation>, Summe %1</translation>
    </message>
    <message>
        <source>; lane %1</source>
        <translation>; Lane %1</translation>
    </message>
    <message>
        <source>There is no moment to keep: no layer is on the chip.</source>
        <translation>Es gibt keinen Augenblick zu behalten: Keine Schicht ist auf dem Chip.</translation>
    </message>
    <message>
        <source>Cycle %1 of %2</source>
        <translation>Zyklus %1 von %2</translation>
    </message>
    <message>
        <source>The moment is in the notebook.</source>
        <translation>Der Augenblick ist im Notizbuch.</translation>
    </message>
    <message>
        <source>The network that is open has no layer %1.</source>
        <translation>Das offene Netz hat keine Schicht %1.</translation>
    </message>
    <message>
        <source>No moment is kept</source>
        <translation>Kein Augenblick ist behalten</translation>
    </message>
    <message>
        <source>Say in a sentence what is seen, and keep the moment: layer, cycle, selection and figures.</source>
        <translation>Sagen Sie in einem Satz, was zu sehen ist, und behalten Sie den Augenblick: Schicht, Zyklus, Auswahl und Abbildungen.</translation>
    </message>
    <message>
        <source>Open a layer on the chip; what is worth keeping is kept here, to go back to.</source>
        <translation>Öffnen Sie eine Schicht auf dem Chip; was sich lohnt, wird hier behalten, um zurückzukommen.</translation>
    </message>
    <message>
        <source>Notebook written to %1</source>
        <translation>Notizbuch nach %1 geschrieben</translation>
    </message>
    <message>
        <source>Export the notebook</source>
        <translation>Das Notizbuch ausführen</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin gehen</translation>
    </message>
    <message>
        <source>Edit the sentence</source>
        <translation>Den Satz ändern</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>not in the baseline</source>
        <translation>nicht im Vergleichslauf</translation>
    </message>
    <message>
        <source>as in the baseline, %1</source>
        <translation>wie im Vergleichslauf, %1</translation>
    </message>
    <message>
        <source>from the baseline, %1: %2</source>
        <translation>gegenüber dem Vergleichslauf, %1: %2</translation>
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
        <source>&amp;Export figure…</source>
        <translation>Abbildung &amp;exportieren…</translation>
    </message>
    <message>
        <source>&amp;Copy as picture</source>
        <translation>Als &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;values (TSV)</source>
        <translation>&amp;Werte kopieren (TSV)</translation>
    </message>
    <message>
        <source>&amp;Reset zoom</source>
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
    <name>vsq::RooflineView</name>
    <message>
        <source>Roofline</source>
        <translation>Dachlinie</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Whose bytes the operations are counted against: words that enter the buffers, words that the A register and the lanes read, partial sums, or results</source>
        <translation>Gegen wessen Bytes die Operationen gezählt werden: Worte, die in die Puffer gehen, Worte, die A-Register und Lanes lesen, Teilsummen oder Ergebnisse</translation>
    </message>
    <message>
        <source>Port: %1</source>
        <translation>Port: %1</translation>
    </message>
    <message>
        <source>Roofline of %1</source>
        <translation>Dachlinie von %1</translation>
    </message>
    <message>
        <source>No layers under the roof yet</source>
        <translation>Noch keine Schichten unter dem Dach</translation>
    </message>
    <message>
        <source>Open a network to see what limits each of its layers.</source>
        <translation>Öffnen Sie ein Netz, um zu sehen, was jede seiner Schichten begrenzt.</translation>
    </message>
    <message>
        <source>No layer runs on the chip</source>
        <translation>Keine Schicht läuft auf dem Chip</translation>
    </message>
    <message>
        <source>The chip computes VSQ, INT4 and INT8; choose one of them as the network&apos;s format.</source>
        <translation>Der Chip rechnet VSQ, INT4 und INT8; wählen Sie eines davon als Format des Netzes.</translation>
    </message>
    <message>
        <source>No bytes pass this port</source>
        <translation>Durch diesen Port gehen keine Bytes</translation>
    </message>
    <message>
        <source>Choose another port.</source>
        <translation>Wählen Sie einen anderen Port.</translation>
    </message>
</context>
<context>
    <name>vsq::RunList</name>
    <message numerus="yes">
        <source> and %n layer(s) of their own</source>
        <translation>
            <numerusform> und %n Schicht mit eigenem</numerusform>
            <numerusform> und %n Schichten mit eigenem</numerusform>
        </translation>
    </message>
    <message>
        <source>, other chip</source>
        <translation>, anderer Chip</translation>
    </message>
</context>
<context>
    <name>vsq::RunsPanel</name>
    <message>
        <source>Kept runs</source>
        <translation>Behaltene Läufe</translation>
    </message>
    <message>
        <source>Kept runs; the one that is ticked is the baseline</source>
        <translation>Behaltene Läufe; der angekreuzte ist die Grundlage</translation>
    </message>
    <message>
        <source>The baseline: </source>
        <translation>Die Grundlage: </translation>
    </message>
    <message>
        <source>No baseline</source>
        <translation>Keine Grundlage</translation>
    </message>
    <message>
        <source>Make it the baseline</source>
        <translation>Zur Grundlage machen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
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
        <source>Which scales: of the open layer&apos;s weights (operand A) or activations (operand B), or of the weights of all layers</source>
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
    <message>
        <source>Formats side by side</source>
        <translation>Formate nebeneinander</translation>
    </message>
    <message>
        <source>The operand in every format and under every rule: signal to noise, worst block, values that become 0, as it is and rotated</source>
        <translation>Der Operand in jedem Format und nach jeder Regel: Rauschabstand, schlechtester Block, Werte, die 0 werden, wie er ist und gedreht</translation>
    </message>
    <message>
        <source>Quantizing the %1 in every format</source>
        <translation>In jedem Format quantisiert: %1</translation>
    </message>
    <message>
        <source>Formats of %1</source>
        <translation>Formate von %1</translation>
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
    <name>vsq::StateView</name>
    <message>
        <source>No network is open</source>
        <translation>Kein Netz ist offen</translation>
    </message>
    <message>
        <source>Open a network or a sample, then a layer, %1.</source>
        <translation>Öffnen Sie ein Netz oder ein Beispiel, dann eine Schicht, %1.</translation>
    </message>
    <message>
        <source>No layer is on the chip</source>
        <translation>Keine Schicht ist auf dem Chip</translation>
    </message>
    <message>
        <source>Double-click a layer in the Network view %1.</source>
        <translation>Doppelklicken Sie auf eine Schicht in der Ansicht Netz, %1.</translation>
    </message>
    <message>
        <source>The chip cannot run this layer</source>
        <translation>Der Chip kann diese Schicht nicht ausführen</translation>
    </message>
    <message>
        <source>This format does not run on the chip</source>
        <translation>Dieses Format läuft nicht auf dem Chip</translation>
    </message>
    <message>
        <source>The chip computes VSQ, INT4 and INT8. Choose one of them for this layer in the Network view.</source>
        <translation>Der Chip rechnet VSQ, INT4 und INT8. Wählen Sie eines davon für diese Schicht in der Ansicht Netz.</translation>
    </message>
</context>
<context>
    <name>vsq::StudyPanel</name>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Bits of the activations&apos; codes</source>
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
        <source>Values along K that share a scale under per-vector scaling; the chip&apos;s are 64</source>
        <translation>Werte entlang K, die bei Skalen je Vektor eine teilen; die des Chips sind 64</translation>
    </message>
    <message>
        <source>Bits of a per-vector scale; real: scales stay in FP32. The chip&apos;s are 8</source>
        <translation>Bits einer Skale je Vektor; reell: Skalen bleiben in FP32. Die des Chips haben 8</translation>
    </message>
    <message>
        <source>real</source>
        <translation>reell</translation>
    </message>
    <message>
        <source>How many of the data set&apos;s items each run classifies: four times as many halve the interval</source>
        <translation>Wie viele Beispiele der Daten jeder Lauf einordnet: Viermal so viele halbieren das Intervall</translation>
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
        <source>&amp;Start study</source>
        <translation>Studie &amp;beginnen</translation>
    </message>
    <message>
        <source>Classify the items once in each format and in FP32</source>
        <translation>Die Beispiele einmal in jedem Format und in FP32 einordnen</translation>
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
        <source>%1 formats and FP32 on %2 items</source>
        <translation>%1 Formate und FP32 auf %2 Beispielen</translation>
    </message>
    <message>
        <source>each rotated too</source>
        <translation>jedes auch gedreht</translation>
    </message>
    <message>
        <source>Every format again with both operands rotated before quantizing: blocks of 64 along K times Hadamard&apos;s matrix. The product is the same; outliers are spread over their block</source>
        <translation>Jedes Format noch einmal mit vor dem Quantisieren gedrehten Operanden: Blöcke von 64 entlang K mal Hadamards Matrix. Das Produkt ist dasselbe; Ausreißer verteilen sich über ihren Block</translation>
    </message>
    <message>
        <source>Other formats</source>
        <translation>Andere Formate</translation>
    </message>
    <message>
        <source>Formats beside the grid of bits and scales, each for both operands: the chip&apos;s, MX, NVFP4 and their kin. Those that the chip does not run are computed on the host, as codes times scales</source>
        <translation>Formate neben dem Raster von Bits und Skalen, jedes für beide Operanden: die des Chips, MX, NVFP4 und ihre Verwandten. Die der Chip nicht rechnet, rechnet der Host, als Codes mal Skalen</translation>
    </message>
    <message>
        <source>%1; %2 bits a value</source>
        <translation>%1; %2 Bits je Wert</translation>
    </message>
    <message>
        <source>&amp;Go on: %1 left</source>
        <translation>&amp;Weiter: noch %1</translation>
    </message>
    <message>
        <source>Stop; the results so far stay, and the study goes on from here</source>
        <translation>Anhalten; die Ergebnisse bis hier bleiben, und die Studie geht von hier weiter</translation>
    </message>
    <message>
        <source>Measure what is not measured yet</source>
        <translation>Messen, was noch nicht gemessen ist</translation>
    </message>
    <message>
        <source>Close the study&apos;s file; it stays as it is</source>
        <translation>Die Datei der Studie schließen; sie bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 formats</source>
        <translation>%1 Formate</translation>
    </message>
    <message>
        <source>The study is of %1, or of other data or settings.</source>
        <translation>Die Studie ist von %1, oder von anderen Daten oder Einstellungen.</translation>
    </message>
    <message>
        <source>All %1 formats are measured on %2 items.</source>
        <translation>Alle %1 Formate sind auf %2 Beispielen gemessen.</translation>
    </message>
    <message>
        <source>%1 formats of the file are left, on %2 items</source>
        <translation>%1 Formate der Datei bleiben, auf %2 Beispielen</translation>
    </message>
</context>
<context>
    <name>vsq::TimelineCanvas</name>
    <message>
        <source>subtile %1</source>
        <translation>Teilmatrix %1</translation>
    </message>
    <message>
        <source>m %1, n %2</source>
        <translation>m %1, n %2</translation>
    </message>
    <message>
        <source>k %1</source>
        <translation>k %1</translation>
    </message>
    <message>
        <source>Timeline of the layer</source>
        <translation>Zeitachse der Schicht</translation>
    </message>
    <message>
        <source>too many to show one by one: zoom in</source>
        <translation>zu viele, um sie einzeln zu zeigen: vergrößern</translation>
    </message>
    <message>
        <source>cycle %1</source>
        <translation>Zyklus %1</translation>
    </message>
    <message>
        <source>: </source>
        <translation>: </translation>
    </message>
    <message>
        <source>%1: cycles %2 to %3, %4 in all</source>
        <translation>%1: Zyklen %2 bis %3, zusammen %4</translation>
    </message>
    <message>
        <source>in this cycle: yes</source>
        <translation>in diesem Zyklus: ja</translation>
    </message>
    <message>
        <source>in this cycle: no</source>
        <translation>in diesem Zyklus: nein</translation>
    </message>
    <message>
        <source>%1 of %2 cycles here</source>
        <translation>%1 von %2 Zyklen hier</translation>
    </message>
    <message>
        <source>Show all cycles</source>
        <translation>Alle Zyklen zeigen</translation>
    </message>
    <message>
        <source>Zoom to the rulers</source>
        <translation>Auf die Lineale vergrößern</translation>
    </message>
    <message>
        <source>Remove the rulers</source>
        <translation>Lineale entfernen</translation>
    </message>
    <message>
        <source>%1 cycles, a row each: %2</source>
        <translation>%1 Zyklen, je eine Zeile: %2</translation>
    </message>
</context>
<context>
    <name>vsq::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>What the chip does over the cycles of the open layer</source>
        <translation>Was der Chip über den Zyklen der offenen Schicht tut</translation>
    </message>
    <message>
        <source>Draw the whole layer.</source>
        <translation>Die ganze Schicht zeichnen.</translation>
    </message>
    <message>
        <source>Drawing up the timeline</source>
        <translation>Die Zeitachse wird gezeichnet</translation>
    </message>
    <message>
        <source>cycles, A to B</source>
        <translation>Zyklen, A bis B</translation>
    </message>
    <message>
        <source>cycles in view</source>
        <translation>sichtbare Zyklen</translation>
    </message>
    <message>
        <source>Drag with Shift, or press A and B, to measure a range of cycles</source>
        <translation>Ziehen mit Umschalt, oder A und B, misst einen Bereich von Zyklen</translation>
    </message>
    <message>
        <source>products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Cycles with a product over all cycles of the range</source>
        <translation>Zyklen mit einem Produkt durch alle Zyklen des Bereichs</translation>
    </message>
    <message>
        <source>fill and drain</source>
        <translation>Füllen und Leeren</translation>
    </message>
    <message>
        <source>Overhead of subtiles (A-18)</source>
        <translation>Aufwand der Teilmatrizen (A-18)</translation>
    </message>
    <message>
        <source>stalls</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Cycles in which a word or room was awaited</source>
        <translation>Zyklen, in denen auf ein Wort oder auf Platz gewartet wurde</translation>
    </message>
    <message>
        <source>A reads a cycle</source>
        <translation>A-Lesen je Zyklus</translation>
    </message>
    <message>
        <source>Loads of the A register: every AD cycles at best</source>
        <translation>Laden des A-Registers: bestenfalls alle AD Zyklen</translation>
    </message>
    <message>
        <source>collector reads a cycle</source>
        <translation>Kollektorlesen je Zyklus</translation>
    </message>
    <message>
        <source>Of its one read port</source>
        <translation>Von seinem einen Leseport</translation>
    </message>
    <message>
        <source>words out a cycle</source>
        <translation>Worte hinaus je Zyklus</translation>
    </message>
    <message>
        <source>Into the output buffer, or slices on the softmax port</source>
        <translation>In den Ausgabepuffer, oder Stücke am Softmax-Port</translation>
    </message>
    <message>
        <source>Timeline of %1</source>
        <translation>Zeitachse von %1</translation>
    </message>
    <message>
        <source>share of cycles</source>
        <translation>Anteil der Zyklen</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>Zyklus</translation>
    </message>
    <message>
        <source>What the chip does in the cycles %1 to %2 of %3: %4</source>
        <translation>Was der Chip in den Zyklen %1 bis %2 von %3 tut: %4</translation>
    </message>
    <message>
        <source>Show all cycles of the timeline</source>
        <translation>Alle Zyklen der Zeitachse zeigen</translation>
    </message>
    <message>
        <source>No layer is drawn</source>
        <translation>Keine Schicht ist gezeichnet</translation>
    </message>
    <message>
        <source>to see where its cycles go</source>
        <translation>um zu sehen, wohin ihre Zyklen gehen</translation>
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
        <source>Sum of the lane&apos;s products, %1 bits.</source>
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
        <source>p8 = (sA · sB + 128) &amp;gt;&amp;gt; 8: the product&apos;s top byte, rounded (A-2).</source>
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
        <source>Sum times the lane&apos;s 16-bit scale: 40 bits.</source>
        <translation>Summe mal die 16-Bit-Skale der Lane: 40 Bits.</translation>
    </message>
    <message>
        <source>Plus the lane&apos;s bias, saturated to 40 bits.</source>
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
    <message>
        <source>token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>minus the baseline&apos;s</source>
        <translation>weniger die des Vergleichslaufs</translation>
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
    <name>vsq::TuningList</name>
    <message>
        <source>Open a network with its data set to fine-tune it.</source>
        <translation>Öffnen Sie ein Netz mit seinen Daten, um es feinabzustimmen.</translation>
    </message>
    <message>
        <source>Fine-tuning %1</source>
        <translation>%1 wird feinabgestimmt</translation>
    </message>
    <message>
        <source>%1, fine-tuned in %2</source>
        <translation>%1, feinabgestimmt in %2</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>Fine-tuning needs the program vsq-train beside vsqscope: install vsqscope-train, or libtorch-dev and build again. Everything else works without it.</source>
        <translation>Fine-Tuning braucht das Programm vsq-train neben vsqscope: Installieren Sie vsqscope-train, oder libtorch-dev und bauen Sie erneut. Alles andere geht ohne.</translation>
    </message>
</context>
<context>
    <name>vsq::TuningPanel</name>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Transformers: Adam at 3e-5, 5 epochs; residual networks: SGD at 1e-4, tenfold less every third, 6 epochs, both as published. Imitation: FP32&apos;s answers alone are learnt, 2 epochs, for any network</source>
        <translation>Transformer: Adam mit 3e-5, 5 Epochen; Residualnetze: SGD mit 1e-4, jedes Drittel ein Zehntel, 6 Epochen, beides wie veröffentlicht. Nachahmung: Gelernt werden allein die Antworten von FP32, 2 Epochen, für jedes Netz</translation>
    </message>
    <message>
        <source>the network&apos;s</source>
        <translation>das des Netzes</translation>
    </message>
    <message>
        <source>transformer</source>
        <translation>Transformer</translation>
    </message>
    <message>
        <source>residual</source>
        <translation>Residualnetz</translation>
    </message>
    <message>
        <source>imitation</source>
        <translation>Nachahmung</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>What the network is to be good in: the formats that are set now. Forward passes are the chip&apos;s integers to the bit</source>
        <translation>Worin das Netz gut sein soll: die jetzt eingestellten Formate. Vorwärtsläufe sind bitgenau die ganzen Zahlen des Chips</translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation>Lernen aus</translation>
    </message>
    <message>
        <source>Data to learn from: a folder of IDX files or of images, an .npz, a table of texts. The open data are then what is reported on. Nothing: the open data, a tenth of which only judges</source>
        <translation>Daten zum Lernen: ein Ordner mit IDX-Dateien oder Bildern, eine .npz, eine Tabelle von Texten. Berichtet wird dann über die offenen Daten. Nichts: die offenen Daten, von denen ein Zehntel nur beurteilt</translation>
    </message>
    <message>
        <source>the open data</source>
        <translation>den offenen Daten</translation>
    </message>
    <message>
        <source>Choose the data to learn from</source>
        <translation>Die Daten zum Lernen wählen</translation>
    </message>
    <message>
        <source>Choose a file of data to learn from</source>
        <translation>Eine Datei mit Daten zum Lernen wählen</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Passes over the items; the best epoch on the held-out items is kept</source>
        <translation>Durchläufe der Daten; die auf den zurückgehaltenen beste Epoche bleibt</translation>
    </message>
    <message>
        <source>the recipe&apos;s</source>
        <translation>wie im Rezept</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Highest of the schedule, such as 5e-4</source>
        <translation>Die höchste des Ablaufs, etwa 5e-4</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>At most so many training items: fewer are faster, more recover more</source>
        <translation>Höchstens so viele Trainingsdaten: weniger sind schneller, mehr holen mehr zurück</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Distillation</source>
        <translation>Destillation</translation>
    </message>
    <message>
        <source>Share of the loss that compares with the FP32 network&apos;s answers (arXiv 1503.02531), 0 .. 1</source>
        <translation>Anteil des Verlusts, der mit den Antworten des FP32-Netzes vergleicht (arXiv 1503.02531), 0 .. 1</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Share of each layer&apos;s weights that is kept; the smallest become and stay 0 (JSSC, Table VI)</source>
        <translation>Anteil der Gewichte jeder Schicht, der bleibt; die kleinsten werden und bleiben 0 (JSSC, Tabelle VI)</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>static scales</source>
        <translation>feste Skalen</translation>
    </message>
    <message>
        <source>Static scales</source>
        <translation>Feste Skalen</translation>
    </message>
    <message>
        <source>Activations have static coarse scales, chosen anew after each epoch; else each item has its own</source>
        <translation>Aktivierungen haben feste grobe Skalen, nach jeder Epoche neu gewählt; sonst hat jedes Datum eigene</translation>
    </message>
    <message>
        <source>Tuned network</source>
        <translation>Abgestimmtes Netz</translation>
    </message>
    <message>
        <source>The ONNX file that the fine-tuned network is written to</source>
        <translation>Die ONNX-Datei, in die das feinabgestimmte Netz geschrieben wird</translation>
    </message>
    <message>
        <source>Choose the file of the tuned network</source>
        <translation>Die Datei des abgestimmten Netzes wählen</translation>
    </message>
    <message>
        <source>Choose the file that the tuned network is written to</source>
        <translation>Die Datei wählen, in die das abgestimmte Netz geschrieben wird</translation>
    </message>
    <message>
        <source>Progress of the fine-tuning</source>
        <translation>Fortschritt der Feinabstimmung</translation>
    </message>
    <message>
        <source>The open network has no data set.</source>
        <translation>Das offene Netz hat keine Daten.</translation>
    </message>
    <message>
        <source>A tenth of the open data judges the epochs.</source>
        <translation>Ein Zehntel der offenen Daten beurteilt die Epochen.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Fine-tune</source>
        <translation>&amp;Feinabstimmen</translation>
    </message>
    <message>
        <source>It writes its state, so that the same call goes on from there</source>
        <translation>Der Zustand wird geschrieben, so dass derselbe Aufruf von dort weitergeht</translation>
    </message>
    <message>
        <source>Stop; the state is kept beside the tuned network, and the same call goes on from there</source>
        <translation>Anhalten; der Zustand bleibt neben dem abgestimmten Netz, und derselbe Aufruf geht von dort weiter</translation>
    </message>
    <message>
        <source>Train the network on forward passes that are the chip&apos;s integers to the bit</source>
        <translation>Das Netz mit Vorwärtsläufen trainieren, die bitgenau die ganzen Zahlen des Chips sind</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>wird angehalten</translation>
    </message>
    <message>
        <source>measuring the network as it is</source>
        <translation>das Netz wird gemessen, wie es ist</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>measuring the time</source>
        <translation>die Zeit wird gemessen</translation>
    </message>
    <message>
        <source>Data to learn from</source>
        <translation>Daten zum Lernen</translation>
    </message>
    <message>
        <source>Arrays and tables of texts (*.npz *.csv);;All files (*)</source>
        <translation>Arrays und Tabellen von Texten (*.npz *.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Where the tuned network goes</source>
        <translation>Wohin das abgestimmte Netz kommt</translation>
    </message>
    <message>
        <source>Networks (*.onnx);;All files (*)</source>
        <translation>Netze (*.onnx);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>vsq::TuningView</name>
    <message>
        <source>Fine-tuning</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>Which fine-tuning of this session is shown</source>
        <translation>Welche Feinabstimmung dieser Sitzung gezeigt wird</translation>
    </message>
    <message>
        <source>&amp;Open the tuned network</source>
        <translation>Abgestimmtes Netz &amp;öffnen</translation>
    </message>
    <message>
        <source>Opens the network with the same data; what it was made from is the baseline in Compare</source>
        <translation>Öffnet das Netz mit denselben Daten; woraus es entstand, ist der Vergleichslauf</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Takes this fine-tuning from the list; its files stay</source>
        <translation>Nimmt diese Feinabstimmung aus der Liste; ihre Dateien bleiben</translation>
    </message>
    <message>
        <source>&amp;Fine-tune the network</source>
        <translation>Netz &amp;feinabstimmen</translation>
    </message>
    <message>
        <source>Train the network on forward passes that are the chip&apos;s integers to the bit.</source>
        <translation>Das Netz mit Vorwärtsläufen trainieren, die bitgenau die ganzen Zahlen des Chips sind.</translation>
    </message>
    <message>
        <source>S&amp;top fine-tuning</source>
        <translation>Feinabstimmung an&amp;halten</translation>
    </message>
    <message>
        <source>Stop the running fine-tuning; the same call goes on from where it was.</source>
        <translation>Die laufende Feinabstimmung anhalten; derselbe Aufruf geht dort weiter, wo sie war.</translation>
    </message>
    <message>
        <source>%1, running</source>
        <translation>%1, läuft</translation>
    </message>
    <message>
        <source>%1, stopped</source>
        <translation>%1, angehalten</translation>
    </message>
    <message>
        <source>Measuring the network as it is</source>
        <translation>Das Netz wird gemessen, wie es ist</translation>
    </message>
    <message>
        <source>It was stopped before its first epoch</source>
        <translation>Sie wurde vor ihrer ersten Epoche angehalten</translation>
    </message>
    <message>
        <source>Start it again: it goes on from where it was.</source>
        <translation>Starten Sie sie wieder: sie geht dort weiter, wo sie war.</translation>
    </message>
    <message>
        <source>In FP32 and in the format, before the first step.</source>
        <translation>In FP32 und im Format, vor dem ersten Schritt.</translation>
    </message>
    <message>
        <source>The loss follows with the first steps.</source>
        <translation>Der Verlust folgt mit den ersten Schritten.</translation>
    </message>
    <message>
        <source>After each epoch: how far weights and scales moved.</source>
        <translation>Nach jeder Epoche: wie weit sich Gewichte und Skalen bewegt haben.</translation>
    </message>
    <message>
        <source>Fine-tuning is not installed</source>
        <translation>Feinabstimmung ist nicht installiert</translation>
    </message>
    <message>
        <source>Nothing is fine-tuned yet</source>
        <translation>Noch ist nichts feinabgestimmt</translation>
    </message>
    <message>
        <source>Choose “Fine-tune” to recover what the format costs: loss, accuracy and the movement of each layer are drawn while it learns.</source>
        <translation>Wählen Sie „Feinabstimmen“, um zurückzuholen, was das Format kostet: Verlust, Genauigkeit und die Bewegung jeder Schicht werden gezeichnet, während es lernt.</translation>
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
        <source>Columns that are padding: rows of a convolution&apos;s output are filled up to whole tiles</source>
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
        <source>Share of each layer&apos;s cycles, or cycles: the longest layer is then the longest bar</source>
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
        <source>The chip computes VSQ, INT4 and INT8; choose one of them as the network&apos;s format.</source>
        <translation>Der Chip rechnet VSQ, INT4 und INT8; wählen Sie eines davon als Format des Netzes.</translation>
    </message>
    <message>
        <source>This layer&apos;s format is not one of the chip&apos;s</source>
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
    <message>
        <source>What of the lanes is drawn</source>
        <translation>Was von den Lanes gezeichnet wird</translation>
    </message>
    <message>
        <source>Occupied: multipliers with an element of the product. Not zero: those of them whose two codes are not 0, which is what density costs energy for</source>
        <translation>Belegt: Multiplizierer mit einem Element des Produkts. Nicht null: diejenigen davon, deren zwei Codes nicht 0 sind; dafür kostet Dichte Energie</translation>
    </message>
    <message>
        <source>Occupied by the loop nest</source>
        <translation>Belegt vom Schleifennest</translation>
    </message>
    <message>
        <source>Operands that are not 0</source>
        <translation>Operanden, die nicht 0 sind</translation>
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
        <source>The chip&apos;s settings stay as they were.</source>
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
    <message>
        <source>formats of layers: %1</source>
        <translation>Formate der Schichten: %1</translation>
    </message>
    <message>
        <source>Left out of the study: %1</source>
        <translation>Aus der Studie gelassen: %1</translation>
    </message>
    <message>
        <source>%1 is a study of %2, or of other data or chip settings than are open.</source>
        <translation>%1 ist eine Studie von %2, oder von anderen Daten oder Einstellungen des Chips, als offen sind.</translation>
    </message>
    <message>
        <source>Its results are shown; it goes on where its network, data and settings are open.</source>
        <translation>Ihre Ergebnisse werden gezeigt; sie geht weiter, wo ihr Netz, ihre Daten und Einstellungen offen sind.</translation>
    </message>
    <message>
        <source>These are results of %1, which is not open.</source>
        <translation>Das sind Ergebnisse von %1, das nicht offen ist.</translation>
    </message>
    <message>
        <source>Open its network and data to keep them in a file.</source>
        <translation>Öffnen Sie sein Netz und seine Daten, um sie in einer Datei zu behalten.</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>%1 wird geschrieben</translation>
    </message>
    <message>
        <source>supply %1</source>
        <translation>Versorgung %1</translation>
    </message>
    <message>
        <source>Energy of %1</source>
        <translation>Energie von %1</translation>
    </message>
</context>
<context>
    <name>vsq::core</name>
    <message>
        <source>Vector lanes, VL: rows of A computed at once.</source>
        <translation>Vektor-Lanes, VL: Zeilen von A, die zugleich gerechnet werden.</translation>
    </message>
    <message>
        <source>Collector depth, AD: columns of C a tile.</source>
        <translation>Tiefe des Kollektors, AD: Spalten von C je Kachel.</translation>
    </message>
    <message>
        <source>Words a bank of the A buffer.</source>
        <translation>Wörter je Bank des A-Puffers.</translation>
    </message>
    <message>
        <source>Words of the B buffer.</source>
        <translation>Wörter des B-Puffers.</translation>
    </message>
    <message>
        <source>Words of the output buffer.</source>
        <translation>Wörter des Ausgabepuffers.</translation>
    </message>
    <message>
        <source>Entries of the PPU&apos;s scale and bias buffers.</source>
        <translation>Einträge der Skalen- und Biaspuffer der PPU.</translation>
    </message>
    <message>
        <source>The chip&apos;s rounding.</source>
        <translation>Das Runden des Chips.</translation>
    </message>
    <message>
        <source>Bits of the scale product that multiply the tree.</source>
        <translation>Bits des Skalenprodukts, mit denen der Baum multipliziert wird.</translation>
    </message>
    <message>
        <source>Additions beyond 24 bits; wrap concerns int8 and int4.</source>
        <translation>Additionen über 24 Bit hinaus; Umlauf (wrap) betrifft int8 und int4.</translation>
    </message>
    <message>
        <source>Codes that the PPU may write.</source>
        <translation>Codes, die die PPU schreiben darf.</translation>
    </message>
    <message>
        <source>Unsigned activations, in software-only formats.</source>
        <translation>Aktivierungen ohne Vorzeichen, nur in Software-Formaten.</translation>
    </message>
    <message>
        <source>Bits of a lane&apos;s unsigned PPU scale.</source>
        <translation>Bits der vorzeichenlosen PPU-Skale einer Lane.</translation>
    </message>
    <message>
        <source>Bits of a lane&apos;s signed bias.</source>
        <translation>Bits des vorzeichenbehafteten Bias einer Lane.</translation>
    </message>
    <message>
        <source>Shift of the scaled value to 16 bits.</source>
        <translation>Verschieben des skalierten Wertes auf 16 Bit.</translation>
    </message>
    <message>
        <source>M-tiles of an output vector held in the VSQ buffer.</source>
        <translation>M-Kacheln eines Ausgabevektors, die der VSQ-Puffer hält.</translation>
    </message>
    <message>
        <source>Rounding of a vector&apos;s scale from its maximum.</source>
        <translation>Runden der Skale eines Vektors aus seinem Maximum.</translation>
    </message>
    <message>
        <source>Scale stored for a vector of zeros.</source>
        <translation>Skale, die für einen Vektor aus Nullen gespeichert wird.</translation>
    </message>
    <message>
        <source>Scale that the PPU&apos;s codes are made with.</source>
        <translation>Skale, mit der die PPU ihre Codes bildet.</translation>
    </message>
    <message>
        <source>Reciprocal of a vector&apos;s maximum.</source>
        <translation>Kehrwert des Maximums eines Vektors.</translation>
    </message>
    <message>
        <source>Values that share a scale in int8 output with scales.</source>
        <translation>Werte, die sich bei int8-Ausgabe mit Skalen eine Skale teilen.</translation>
    </message>
    <message>
        <source>With VSQ output 4 M-tiles run inside the n loop.</source>
        <translation>Bei VSQ-Ausgabe laufen 4 M-Kacheln innerhalb der n-Schleife.</translation>
    </message>
    <message>
        <source>Both words of a 64-vector carry its scale.</source>
        <translation>Beide Wörter eines 64er-Vektors tragen seine Skale.</translation>
    </message>
    <message>
        <source>Pipeline stages of the PPU; 0: a word is written when its entry is read.</source>
        <translation>Stufen der PPU; 0: ein Wort wird geschrieben, wenn sein Eintrag gelesen wird.</translation>
    </message>
    <message>
        <source>Overhead of a subtile, int8 or int4 output.</source>
        <translation>Zusatzzyklen einer Teilmatrix bei int8- oder int4-Ausgabe.</translation>
    </message>
    <message>
        <source>Overhead of a subtile, VSQ output.</source>
        <translation>Zusatzzyklen einer Teilmatrix bei VSQ-Ausgabe.</translation>
    </message>
    <message>
        <source>Cycles of a load of the A register.</source>
        <translation>Zyklen für das Laden des A-Registers.</translation>
    </message>
    <message>
        <source>The A register is loaded during the pass before.</source>
        <translation>Das A-Register wird während des Durchgangs davor geladen.</translation>
    </message>
    <message>
        <source>Cycles from a buffer&apos;s address to its word.</source>
        <translation>Zyklen von der Adresse eines Puffers bis zu seinem Wort.</translation>
    </message>
    <message>
        <source>The first pass adds to 0 instead of reading a cleared entry.</source>
        <translation>Der erste Durchgang addiert zu 0, statt einen gelöschten Eintrag zu lesen.</translation>
    </message>
    <message>
        <source>Values that enter the softmax at once.</source>
        <translation>Werte, die zugleich in den Softmax gehen.</translation>
    </message>
    <message>
        <source>Linear segments of the softmax reciprocal; a power of two.</source>
        <translation>Lineare Abschnitte des Kehrwerts im Softmax; eine Zweierpotenz.</translation>
    </message>
    <message>
        <source>Rounding of the table of powers of two.</source>
        <translation>Runden der Tabelle der Zweierpotenzen.</translation>
    </message>
    <message>
        <source>Weight of B&apos;s density beside A&apos;s 1.</source>
        <translation>Gewicht der Dichte von B neben 1 für A.</translation>
    </message>
    <message>
        <source>Clock between the published operating points.</source>
        <translation>Takt zwischen den veröffentlichten Arbeitspunkten.</translation>
    </message>
    <message>
        <source>Share of power shown as leakage, an estimate.</source>
        <translation>Anteil der Leistung, der als Leckstrom gezeigt wird; eine Schätzung.</translation>
    </message>
    <message>
        <source>Where a word keeps its scale.</source>
        <translation>Wo ein Wort seine Skale hat.</translation>
    </message>
    <message>
        <source>Columns of a convolution&apos;s tiles.</source>
        <translation>Spalten der Kacheln einer Faltung.</translation>
    </message>
    <message>
        <source>Feature maps narrower than this run on.</source>
        <translation>Schmalere Merkmalskarten laufen in die nächste Zeile weiter.</translation>
    </message>
    <message>
        <source>Convolutions of at most as many channels are packed by im2col.</source>
        <translation>Faltungen mit höchstens so vielen Kanälen werden durch im2col gepackt.</translation>
    </message>
    <message>
        <source>Share of int4&apos;s &apos;other&apos; energy that goes with results read out, at K = 1024; an estimate.</source>
        <translation>Anteil der „sonstigen“ Energie von int4, der zu ausgelesenen Ergebnissen gehört, bei K = 1024; eine Schätzung.</translation>
    </message>
    <message>
        <source>Energy of a fill, drain or stall cycle beside that of a computing one.</source>
        <translation>Energie eines Füll-, Leer- oder Wartezyklus neben der eines rechnenden.</translation>
    </message>
    <message>
        <source>Splits &apos;other&apos; energy, an estimate.</source>
        <translation>Teilt die „sonstige“ Energie auf; eine Schätzung.</translation>
    </message>
    <message>
        <source>Supply, V.</source>
        <translation>Versorgung, V.</translation>
    </message>
    <message>
        <source>Where operands are when a subtile starts.</source>
        <translation>Wo die Operanden sind, wenn eine Teilmatrix beginnt.</translation>
    </message>
    <message>
        <source>Streaming: bytes of A and B arriving a cycle.</source>
        <translation>Strömend: Bytes von A und B, die je Zyklus ankommen.</translation>
    </message>
    <message>
        <source>Streaming: bytes of output leaving a cycle.</source>
        <translation>Strömend: Bytes der Ausgabe, die je Zyklus abgehen.</translation>
    </message>
    <message>
        <source>Attention&apos;s softmax in networks: FP32 on the host, or the chip&apos;s approximate unit.</source>
        <translation>Softmax der Attention in Netzen: FP32 auf dem Host oder die Näherung des Chips.</translation>
    </message>
    <message>
        <source>What leaves a network&apos;s layer whose result the next one takes directly: sums to the host, or the PPU&apos;s codes.</source>
        <translation>Was eine Schicht verlässt, deren Ergebnis die nächste direkt nimmt: Summen zum Host oder Codes der PPU.</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>eine Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>Published chip</source>
        <translation>Veröffentlichter Chip</translation>
    </message>
    <message>
        <source>All as published, and what the publication leaves open as the defaults have it.</source>
        <translation>Alles wie veröffentlicht; was die Veröffentlichung offen lässt, wie voreingestellt.</translation>
    </message>
    <message>
        <source>INT8 only</source>
        <translation>Nur INT8</translation>
    </message>
    <message>
        <source>The same sizes; every layer runs in INT8, as on a chip without the 4-bit paths.</source>
        <translation>Dieselben Größen; jede Schicht läuft in INT8, wie auf einem Chip ohne die 4-Bit-Wege.</translation>
    </message>
    <message>
        <source>Half the lanes</source>
        <translation>Halb so viele Lanes</translation>
    </message>
    <message>
        <source>8 lanes with a bank of the A buffer each, twice as deep, so that it holds as much.</source>
        <translation>8 Lanes mit je einer Bank des A-Puffers, doppelt so tief, so dass er gleich viel fasst.</translation>
    </message>
    <message>
        <source>Wider vectors</source>
        <translation>Längere Vektoren</translation>
    </message>
    <message>
        <source>INT8 output shares a scale over 64 values in place of 32: half the scales.</source>
        <translation>INT8-Ausgabe teilt eine Skale über 64 Werte statt 32: halb so viele Skalen.</translation>
    </message>
    <message>
        <source>Exact arithmetic</source>
        <translation>Genaues Rechnen</translation>
    </message>
    <message>
        <source>Rounding to the nearest even number, all bits of scale products, exact reciprocals.</source>
        <translation>Runden zur nächsten geraden Zahl, alle Bits der Skalenprodukte, genaue Kehrwerte.</translation>
    </message>
    <message>
        <source>External memory</source>
        <translation>Externer Speicher</translation>
    </message>
    <message>
        <source>Operands stream in while a subtile runs, results stream out.</source>
        <translation>Operanden strömen herein, während eine Teilmatrix läuft, Ergebnisse strömen hinaus.</translation>
    </message>
    <message>
        <source>Lowest supply</source>
        <translation>Niedrigste Versorgung</translation>
    </message>
    <message>
        <source>0.46 V: the most work for a joule.</source>
        <translation>0,46 V: die meiste Arbeit für ein Joule.</translation>
    </message>
    <message>
        <source>How does the chip round?</source>
        <translation>Wie rundet der Chip?</translation>
    </message>
    <message>
        <source>Half a unit is added and the rest cut off: halves go up.</source>
        <translation>Eine halbe Einheit wird addiert und der Rest abgeschnitten: Hälften gehen nach oben.</translation>
    </message>
    <message>
        <source>The cheapest rounding in hardware, and the usual one in fixed-point datapaths.</source>
        <translation>Das billigste Runden in Hardware und das übliche in Festkomma-Datenpfaden.</translation>
    </message>
    <message>
        <source>To nearest, halves to the even number, as software does.</source>
        <translation>Zur nächsten Zahl, Hälften zur geraden, wie es Software tut.</translation>
    </message>
    <message>
        <source>Which bits of the product of two scales multiply the sum?</source>
        <translation>Mit welchen Bits des Produkts zweier Skalen wird die Summe multipliziert?</translation>
    </message>
    <message>
        <source>The upper 8 of 16, rounded.</source>
        <translation>Mit den oberen 8 von 16, gerundet.</translation>
    </message>
    <message>
        <source>The published datapath has an 8-bit multiplier behind the rounding of the scale product.</source>
        <translation>Das veröffentlichte Datenpfad hat hinter dem Runden des Skalenprodukts einen 8-Bit-Multiplizierer.</translation>
    </message>
    <message>
        <source>All 16 bits; the term is rounded in its place.</source>
        <translation>Alle 16 Bit; stattdessen wird der Term gerundet.</translation>
    </message>
    <message>
        <source>What happens to sums beyond 24 bits?</source>
        <translation>Was geschieht mit Summen über 24 Bit hinaus?</translation>
    </message>
    <message>
        <source>They saturate after every addition, in all modes.</source>
        <translation>Sie sättigen nach jeder Addition, in allen Betriebsarten.</translation>
    </message>
    <message>
        <source>A wrapped sum has the wrong sign; saturation costs one multiplexer.</source>
        <translation>Eine umgelaufene Summe hat das falsche Vorzeichen; Sättigung kostet einen Multiplexer.</translation>
    </message>
    <message>
        <source>INT8 and INT4 wrap around.</source>
        <translation>INT8 und INT4 laufen um.</translation>
    </message>
    <message>
        <source>Which codes may the post-processing write?</source>
        <translation>Welche Codes darf die Nachverarbeitung schreiben?</translation>
    </message>
    <message>
        <source>A symmetric range, -7 to 7 or -127 to 127.</source>
        <translation>Einen symmetrischen Bereich, -7 bis 7 oder -127 bis 127.</translation>
    </message>
    <message>
        <source>VS-Quant&apos;s quantizer is symmetric; the datapath takes -8 and -128 too.</source>
        <translation>Der Quantisierer von VS-Quant ist symmetrisch; das Datenpfad nimmt auch -8 und -128.</translation>
    </message>
    <message>
        <source>The full range of two&apos;s complement.</source>
        <translation>Den ganzen Bereich des Zweierkomplements.</translation>
    </message>
    <message>
        <source>Can activations be unsigned?</source>
        <translation>Können Aktivierungen ohne Vorzeichen sein?</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nein.</translation>
    </message>
    <message>
        <source>The published multipliers are signed.</source>
        <translation>Die veröffentlichten Multiplizierer haben Vorzeichen.</translation>
    </message>
    <message>
        <source>Yes, for values after a ReLU: software formats only, the chip refuses.</source>
        <translation>Ja, für Werte nach einer ReLU: nur Software-Formate, der Chip lehnt ab.</translation>
    </message>
    <message>
        <source>How wide is the scale that post-processing multiplies by?</source>
        <translation>Wie breit ist die Skale, mit der die Nachverarbeitung multipliziert?</translation>
    </message>
    <message>
        <source>16 bits unsigned a lane, one right shift a layer.</source>
        <translation>16 Bit ohne Vorzeichen je Lane, eine Rechtsverschiebung je Schicht.</translation>
    </message>
    <message>
        <source>The scale buffer&apos;s entry has 256 bits for 16 lanes.</source>
        <translation>Ein Eintrag des Skalenpuffers hat 256 Bit für 16 Lanes.</translation>
    </message>
    <message>
        <source>Fewer bits: cheaper multipliers, coarser scales.</source>
        <translation>Weniger Bits: billigere Multiplizierer, gröbere Skalen.</translation>
    </message>
    <message>
        <source>How wide is the bias?</source>
        <translation>Wie breit ist der Bias?</translation>
    </message>
    <message>
        <source>8 bits signed a lane, one left shift a layer.</source>
        <translation>8 Bit mit Vorzeichen je Lane, eine Linksverschiebung je Schicht.</translation>
    </message>
    <message>
        <source>The bias buffer&apos;s entry has 128 bits for 16 lanes.</source>
        <translation>Ein Eintrag des Biaspuffers hat 128 Bit für 16 Lanes.</translation>
    </message>
    <message>
        <source>2 to 16 bits.</source>
        <translation>2 bis 16 Bit.</translation>
    </message>
    <message>
        <source>How do scaled values become 16 bits?</source>
        <translation>Wie werden aus skalierten Werten 16 Bit?</translation>
    </message>
    <message>
        <source>By an arithmetic shift that rounds down, saturating.</source>
        <translation>Durch eine arithmetische Verschiebung, die abrundet, mit Sättigung.</translation>
    </message>
    <message>
        <source>The publication says truncated.</source>
        <translation>Die Veröffentlichung sagt „abgeschnitten“.</translation>
    </message>
    <message>
        <source>The shift rounds to nearest.</source>
        <translation>Die Verschiebung rundet zur nächsten Zahl.</translation>
    </message>
    <message>
        <source>How many tiles of an output vector does the VSQ buffer hold?</source>
        <translation>Wie viele Kacheln eines Ausgabevektors hält der VSQ-Puffer?</translation>
    </message>
    <message>
        <source>Three; the fourth arrives live.</source>
        <translation>Drei; die vierte kommt unmittelbar.</translation>
    </message>
    <message>
        <source>The buffer is published with three segments, and 64 values are four tiles of 16 lanes.</source>
        <translation>Der Puffer ist mit drei Abschnitten veröffentlicht, und 64 Werte sind vier Kacheln von 16 Lanes.</translation>
    </message>
    <message>
        <source>Four: one cycle more a vector.</source>
        <translation>Vier: ein Zyklus mehr je Vektor.</translation>
    </message>
    <message>
        <source>How is a vector&apos;s scale rounded to an integer?</source>
        <translation>Wie wird die Skale eines Vektors zu einer ganzen Zahl gerundet?</translation>
    </message>
    <message>
        <source>To nearest, halves up.</source>
        <translation>Zur nächsten, Hälften nach oben.</translation>
    </message>
    <message>
        <source>As everywhere on the chip.</source>
        <translation>Wie überall auf dem Chip.</translation>
    </message>
    <message>
        <source>Up, so that no value of the vector is clamped.</source>
        <translation>Nach oben, so dass kein Wert des Vektors begrenzt wird.</translation>
    </message>
    <message>
        <source>What scale has a vector of zeros?</source>
        <translation>Welche Skale hat ein Vektor aus Nullen?</translation>
    </message>
    <message>
        <source>0.</source>
        <translation>0.</translation>
    </message>
    <message>
        <source>Nothing else needs a special case in the next layer.</source>
        <translation>Bei nichts anderem käme die nächste Schicht ohne Sonderfall aus.</translation>
    </message>
    <message>
        <source>Any other, 1 to 255.</source>
        <translation>Jede andere, 1 bis 255.</translation>
    </message>
    <message>
        <source>Which scale are the codes made with?</source>
        <translation>Mit welcher Skale werden die Codes gebildet?</translation>
    </message>
    <message>
        <source>The unrounded one, the vector&apos;s maximum.</source>
        <translation>Mit der ungerundeten, dem Maximum des Vektors.</translation>
    </message>
    <message>
        <source>VS-Quant quantizes with the real scale and stores the integer one.</source>
        <translation>VS-Quant quantisiert mit der reellen Skale und speichert die ganzzahlige.</translation>
    </message>
    <message>
        <source>The rounded integer scale: codes that fit what the next layer multiplies by.</source>
        <translation>Mit der gerundeten ganzzahligen: Codes, die zu dem passen, womit die nächste Schicht multipliziert.</translation>
    </message>
    <message>
        <source>How is the reciprocal of a maximum computed?</source>
        <translation>Wie wird der Kehrwert eines Maximums berechnet?</translation>
    </message>
    <message>
        <source>By 8 linear segments of 16 bits.</source>
        <translation>Durch 8 lineare Abschnitte von 16 Bit.</translation>
    </message>
    <message>
        <source>The publication names a reciprocal unit without a divider.</source>
        <translation>Die Veröffentlichung nennt eine Kehrwerteinheit ohne Dividierer.</translation>
    </message>
    <message>
        <source>An exact divide.</source>
        <translation>Eine genaue Division.</translation>
    </message>
    <message>
        <source>How many INT8 values share a scale, where INT8 output has scales?</source>
        <translation>Wie viele INT8-Werte teilen sich eine Skale, wo INT8-Ausgabe Skalen hat?</translation>
    </message>
    <message>
        <source>32, a vector of the INT8 mode.</source>
        <translation>32, ein Vektor der Betriebsart INT8.</translation>
    </message>
    <message>
        <source>BERT&apos;s second feed-forward product is published with INT8 output and per-vector scales.</source>
        <translation>BERTs zweites Feed-Forward-Produkt ist mit INT8-Ausgabe und Skalen je Vektor veröffentlicht.</translation>
    </message>
    <message>
        <source>16 to 64.</source>
        <translation>16 bis 64.</translation>
    </message>
    <message>
        <source>In which order do tiles run where output has vector scales?</source>
        <translation>In welcher Folge laufen Kacheln, wo die Ausgabe Skalen je Vektor hat?</translation>
    </message>
    <message>
        <source>Four M-tiles inside the loop over columns.</source>
        <translation>Vier M-Kacheln innerhalb der Schleife über die Spalten.</translation>
    </message>
    <message>
        <source>A vector&apos;s values meet in a VSQ buffer of 16 rows only so.</source>
        <translation>Nur so treffen sich die Werte eines Vektors in einem VSQ-Puffer von 16 Zeilen.</translation>
    </message>
    <message>
        <source>The plain nest, with a buffer as deep as N.</source>
        <translation>Die einfache Schachtelung, mit einem Puffer so tief wie N.</translation>
    </message>
    <message>
        <source>Where is the scale of a 64-value vector whose codes take two words?</source>
        <translation>Wo ist die Skale eines 64er-Vektors, dessen Codes zwei Wörter füllen?</translation>
    </message>
    <message>
        <source>In both words.</source>
        <translation>In beiden Wörtern.</translation>
    </message>
    <message>
        <source>Each word can then be read on its own.</source>
        <translation>So lässt sich jedes Wort für sich lesen.</translation>
    </message>
    <message>
        <source>In the first only.</source>
        <translation>Nur im ersten.</translation>
    </message>
    <message>
        <source>How long is the post-processing pipeline?</source>
        <translation>Wie lang ist die Pipeline der Nachverarbeitung?</translation>
    </message>
    <message>
        <source>6 stages.</source>
        <translation>6 Stufen.</translation>
    </message>
    <message>
        <source>Its published operations, one a stage.</source>
        <translation>Ihre veröffentlichten Operationen, eine je Stufe.</translation>
    </message>
    <message>
        <source>0 to 16 stages.</source>
        <translation>0 bis 16 Stufen.</translation>
    </message>
    <message>
        <source>What does it cost to fill and drain a subtile?</source>
        <translation>Was kostet es, eine Teilmatrix zu füllen und zu leeren?</translation>
    </message>
    <message>
        <source>40 cycles, 128 with VSQ output.</source>
        <translation>40 Zyklen, 128 bei VSQ-Ausgabe.</translation>
    </message>
    <message>
        <source>One pair of constants that gives the published utilisation of all seven networks.</source>
        <translation>Ein Paar von Konstanten, das die veröffentlichte Auslastung aller sieben Netze ergibt.</translation>
    </message>
    <message>
        <source>Any; the energy of such a cycle beside a computing one is a setting too.</source>
        <translation>Beliebig; auch die Energie eines solchen Zyklus neben einem rechnenden ist eine Einstellung.</translation>
    </message>
    <message>
        <source>How fast is the A register loaded?</source>
        <translation>Wie schnell wird das A-Register geladen?</translation>
    </message>
    <message>
        <source>All banks in one cycle, during the pass before.</source>
        <translation>Alle Bänke in einem Zyklus, während des Durchgangs davor.</translation>
    </message>
    <message>
        <source>The publication shows no bubbles between passes.</source>
        <translation>Die Veröffentlichung zeigt keine Lücken zwischen Durchgängen.</translation>
    </message>
    <message>
        <source>Over several cycles, or with the lanes standing still.</source>
        <translation>Über mehrere Zyklen, oder während die Lanes stillstehen.</translation>
    </message>
    <message>
        <source>How long does a buffer take to answer?</source>
        <translation>Wie lange braucht ein Puffer für eine Antwort?</translation>
    </message>
    <message>
        <source>1 cycle.</source>
        <translation>1 Zyklus.</translation>
    </message>
    <message>
        <source>Small synchronous SRAM.</source>
        <translation>Kleines synchrones SRAM.</translation>
    </message>
    <message>
        <source>0 to 8 cycles; seen where operands stream.</source>
        <translation>0 bis 8 Zyklen; zu sehen, wo Operanden strömen.</translation>
    </message>
    <message>
        <source>How does the first pass start its sums?</source>
        <translation>Wie beginnt der erste Durchgang seine Summen?</translation>
    </message>
    <message>
        <source>Its sum input is forced to zero.</source>
        <translation>Sein Summeneingang wird auf null gezwungen.</translation>
    </message>
    <message>
        <source>Finished tiles are read out meanwhile, without a bubble.</source>
        <translation>Fertige Kacheln werden währenddessen ausgelesen, ohne Lücke.</translation>
    </message>
    <message>
        <source>Entries are cleared as they are read out, and then read.</source>
        <translation>Einträge werden beim Auslesen gelöscht und dann gelesen.</translation>
    </message>
    <message>
        <source>How many scores enter the softmax at once?</source>
        <translation>Wie viele Bewertungen gehen zugleich in den Softmax?</translation>
    </message>
    <message>
        <source>16, a collector entry.</source>
        <translation>16, ein Eintrag des Kollektors.</translation>
    </message>
    <message>
        <source>What the lanes deliver in a cycle.</source>
        <translation>Was die Lanes in einem Zyklus liefern.</translation>
    </message>
    <message>
        <source>A divisor of the lanes.</source>
        <translation>Ein Teiler der Zahl der Lanes.</translation>
    </message>
    <message>
        <source>How fine is the softmax&apos;s reciprocal?</source>
        <translation>Wie fein ist der Kehrwert des Softmax?</translation>
    </message>
    <message>
        <source>8 linear segments.</source>
        <translation>8 lineare Abschnitte.</translation>
    </message>
    <message>
        <source>Softermax&apos;s unit.</source>
        <translation>Die Einheit von Softermax.</translation>
    </message>
    <message>
        <source>1 to 128 segments, a power of two.</source>
        <translation>1 bis 128 Abschnitte, eine Zweierpotenz.</translation>
    </message>
    <message>
        <source>How is the softmax&apos;s table of powers rounded?</source>
        <translation>Wie wird die Potenztabelle des Softmax gerundet?</translation>
    </message>
    <message>
        <source>To nearest.</source>
        <translation>Zur nächsten Zahl.</translation>
    </message>
    <message>
        <source>The smallest error for the same table.</source>
        <translation>Der kleinste Fehler bei derselben Tabelle.</translation>
    </message>
    <message>
        <source>Down.</source>
        <translation>Nach unten.</translation>
    </message>
    <message>
        <source>How much more do B&apos;s wires switch than A&apos;s?</source>
        <translation>Wie viel mehr schalten die Leitungen von B als die von A?</translation>
    </message>
    <message>
        <source>16 times, on operand wires.</source>
        <translation>16-mal, auf Operandenleitungen.</translation>
    </message>
    <message>
        <source>B changes in every cycle, A in every sixteenth; fitted to the published efficiency against density.</source>
        <translation>B wechselt in jedem Zyklus, A in jedem sechzehnten; angepasst an die veröffentlichte Effizienz über der Dichte.</translation>
    </message>
    <message>
        <source>Any ratio.</source>
        <translation>Jedes Verhältnis.</translation>
    </message>
    <message>
        <source>What is the clock between published operating points?</source>
        <translation>Wie ist der Takt zwischen veröffentlichten Arbeitspunkten?</translation>
    </message>
    <message>
        <source>A monotone curve through them.</source>
        <translation>Eine monotone Kurve durch sie.</translation>
    </message>
    <message>
        <source>No ringing, and never slower at a higher supply.</source>
        <translation>Kein Überschwingen, und nie langsamer bei höherer Versorgung.</translation>
    </message>
    <message>
        <source>Straight lines.</source>
        <translation>Geraden.</translation>
    </message>
    <message>
        <source>How much of the power is leakage?</source>
        <translation>Wie viel der Leistung ist Leckstrom?</translation>
    </message>
    <message>
        <source>It is in the published figures and not told apart.</source>
        <translation>Er steckt in den veröffentlichten Zahlen und wird nicht unterschieden.</translation>
    </message>
    <message>
        <source>The publication gives no split.</source>
        <translation>Die Veröffentlichung teilt nicht auf.</translation>
    </message>
    <message>
        <source>A share that is shown, labelled an estimate.</source>
        <translation>Ein Anteil, der gezeigt und als Schätzung bezeichnet wird.</translation>
    </message>
    <message>
        <source>Where is the scale in a word?</source>
        <translation>Wo in einem Wort ist die Skale?</translation>
    </message>
    <message>
        <source>In the upper byte.</source>
        <translation>Im oberen Byte.</translation>
    </message>
    <message>
        <source>The publication draws it there.</source>
        <translation>Dort zeichnet sie die Veröffentlichung.</translation>
    </message>
    <message>
        <source>In the lower byte.</source>
        <translation>Im unteren Byte.</translation>
    </message>
    <message>
        <source>How does a convolution become a matrix product?</source>
        <translation>Wie wird aus einer Faltung ein Matrixprodukt?</translation>
    </message>
    <message>
        <source>Channels fill vectors tap by tap; a tile lies in one output row, padded to whole tiles, but for maps narrower than 14; few channels are packed by im2col.</source>
        <translation>Kanäle füllen Vektoren Filterstelle für Filterstelle; eine Kachel liegt in einer Ausgabezeile, aufgefüllt auf ganze Kacheln, außer bei Karten schmaler als 14; wenige Kanäle werden durch im2col gepackt.</translation>
    </message>
    <message>
        <source>This reading explains ResNet-50&apos;s published utilisation of 89 %; unpadded rows would give 96 %.</source>
        <translation>So erklärt sich die veröffentlichte Auslastung von ResNet-50, 89 %; ohne Auffüllen wären es 96 %.</translation>
    </message>
    <message>
        <source>Rows that run on, another width, another number of channels that are packed.</source>
        <translation>Zeilen, die weiterlaufen, eine andere Breite, eine andere Zahl gepackter Kanäle.</translation>
    </message>
    <message>
        <source>What do post-processing, softmax and output cost?</source>
        <translation>Was kosten Nachverarbeitung, Softmax und Ausgabe?</translation>
    </message>
    <message>
        <source>They are inside the published &apos;other&apos;.</source>
        <translation>Sie stecken im veröffentlichten „Sonstigen“.</translation>
    </message>
    <message>
        <source>Split by words moved, labelled an estimate.</source>
        <translation>Aufgeteilt nach bewegten Wörtern, als Schätzung bezeichnet.</translation>
    </message>
    <message>
        <source>false on the chip (A-5: its products are signed; only software formats have unsigned codes)</source>
        <translation>false auf dem Chip (A-5: seine Produkte haben Vorzeichen; nur Software-Formate haben Codes ohne)</translation>
    </message>
    <message>
        <source>a divisor of lanes (%1) where a product&apos;s results go to the softmax</source>
        <translation>ein Teiler von lanes (%1), wo die Ergebnisse eines Produkts in den Softmax gehen</translation>
    </message>
    <message>
        <source>a divisor of an output word&apos;s %1 codes</source>
        <translation>ein Teiler der %1 Codes eines Ausgabeworts</translation>
    </message>
    <message>
        <source>an output vector of %1 in at most %2 tiles of rows (vsqSegments)</source>
        <translation>ein Ausgabevektor von %1 in höchstens %2 Zeilenkacheln (vsqSegments)</translation>
    </message>
    <message>
        <source>at least %1 (an output vector)</source>
        <translation>mindestens %1 (ein Ausgabevektor)</translation>
    </message>
    <message>
        <source>a power of two</source>
        <translation>eine Zweierpotenz</translation>
    </message>
    <message>
        <source>a multiple of an output word&apos;s 16 values</source>
        <translation>ein Vielfaches der 16 Werte eines Ausgabeworts</translation>
    </message>
    <message>
        <source>at most collectorEntries (%1): a load must end within a pass</source>
        <translation>höchstens collectorEntries (%1): Laden muss innerhalb eines Durchgangs enden</translation>
    </message>
    <message>
        <source>chip configuration</source>
        <translation>Einstellungen des Chips</translation>
    </message>
    <message>
        <source>%1: expected %2, found %3</source>
        <translation>%1: erwartet %2, gefunden %3</translation>
    </message>
    <message>
        <source>%1: expected %2</source>
        <translation>%1: erwartet %2</translation>
    </message>
    <message>
        <source>%1: found %2</source>
        <translation>%1: gefunden %2</translation>
    </message>
    <message>
        <source>cannot open</source>
        <translation>nicht zu öffnen</translation>
    </message>
    <message>
        <source>cannot read</source>
        <translation>nicht zu lesen</translation>
    </message>
    <message>
        <source>cannot write</source>
        <translation>nicht zu schreiben</translation>
    </message>
    <message>
        <source>cannot make the folder</source>
        <translation>der Ordner ist nicht anzulegen</translation>
    </message>
    <message>
        <source>cannot open external data</source>
        <translation>externe Daten sind nicht zu öffnen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>keine solche Datei</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>ein Verzeichnis</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; (%2)</source>
        <translation>Knoten &apos;%1&apos; (%2)</translation>
    </message>
    <message>
        <source>initializer &apos;%1&apos;</source>
        <translation>Initialisierer &apos;%1&apos;</translation>
    </message>
    <message>
        <source>constant &apos;%1&apos;</source>
        <translation>Konstante &apos;%1&apos;</translation>
    </message>
    <message>
        <source>output &apos;%1&apos;</source>
        <translation>Ausgabe &apos;%1&apos;</translation>
    </message>
    <message>
        <source>input &apos;%1&apos;</source>
        <translation>Eingabe &apos;%1&apos;</translation>
    </message>
    <message>
        <source>tensor &apos;%1&apos;</source>
        <translation>Tensor &apos;%1&apos;</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;</source>
        <translation>Schicht &apos;%1&apos;</translation>
    </message>
    <message>
        <source>array &apos;%1&apos;</source>
        <translation>Array &apos;%1&apos;</translation>
    </message>
    <message>
        <source>entry &apos;%1&apos;</source>
        <translation>Eintrag &apos;%1&apos;</translation>
    </message>
    <message>
        <source>field &apos;%1&apos;</source>
        <translation>Feld &apos;%1&apos;</translation>
    </message>
    <message>
        <source>attribute &apos;%1&apos;</source>
        <translation>Attribut &apos;%1&apos;</translation>
    </message>
    <message>
        <source>assertion &apos;%1&apos;</source>
        <translation>Behauptung &apos;%1&apos;</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>Byte %1</translation>
    </message>
    <message>
        <source>operator &apos;%1&apos; is not supported</source>
        <translation>der Operator &apos;%1&apos; wird nicht unterstützt</translation>
    </message>
    <message>
        <source>attribute &apos;%1&apos; is not supported</source>
        <translation>das Attribut &apos;%1&apos; wird nicht unterstützt</translation>
    </message>
    <message>
        <source>value &apos;%1&apos; is made twice</source>
        <translation>der Wert &apos;%1&apos; wird zweimal gebildet</translation>
    </message>
    <message>
        <source>static scale &apos;%1&apos;</source>
        <translation>feste Skale &apos;%1&apos;</translation>
    </message>
    <message>
        <source>shape for input &apos;%1&apos;</source>
        <translation>Form für die Eingabe &apos;%1&apos;</translation>
    </message>
    <message>
        <source>shape %1</source>
        <translation>Form %1</translation>
    </message>
    <message>
        <source>data of %1 %2</source>
        <translation>Daten von %1 %2</translation>
    </message>
    <message>
        <source>data of shape %1</source>
        <translation>Daten der Form %1</translation>
    </message>
    <message>
        <source>external data beyond the end of &apos;%1&apos;</source>
        <translation>externe Daten hinter dem Ende von &apos;%1&apos;</translation>
    </message>
    <message>
        <source>not an ONNX model</source>
        <translation>kein ONNX-Modell</translation>
    </message>
    <message>
        <source>damaged ONNX model</source>
        <translation>beschädigtes ONNX-Modell</translation>
    </message>
    <message>
        <source>ONNX IR version</source>
        <translation>ONNX-IR-Version</translation>
    </message>
    <message>
        <source>opset</source>
        <translation>Opset</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>outputs of the network</source>
        <translation>Ausgaben des Netzes</translation>
    </message>
    <message>
        <source>inner dimensions</source>
        <translation>innere Dimensionen</translation>
    </message>
    <message>
        <source>element type</source>
        <translation>Elementtyp</translation>
    </message>
    <message>
        <source>external data</source>
        <translation>externe Daten</translation>
    </message>
    <message>
        <source>external data&apos;s length</source>
        <translation>Länge der externen Daten</translation>
    </message>
    <message>
        <source>cycle in the network</source>
        <translation>Kreis im Netz</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>control flow</source>
        <translation>Ablaufsteuerung</translation>
    </message>
    <message>
        <source>not a safetensors file</source>
        <translation>keine safetensors-Datei</translation>
    </message>
    <message>
        <source>header</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>truncated header</source>
        <translation>abgeschnittener Kopf</translation>
    </message>
    <message>
        <source>data overlap another tensor&apos;s</source>
        <translation>die Daten überdecken die eines anderen Tensors</translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>architecture &apos;%1&apos;</source>
        <translation>Architektur &apos;%1&apos;</translation>
    </message>
    <message>
        <source>column names</source>
        <translation>Spaltennamen</translation>
    </message>
    <message>
        <source>columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>not a NumPy array</source>
        <translation>kein NumPy-Array</translation>
    </message>
    <message>
        <source>not a NumPy archive</source>
        <translation>kein NumPy-Archiv</translation>
    </message>
    <message>
        <source>not an array</source>
        <translation>kein Array</translation>
    </message>
    <message>
        <source>IDX header</source>
        <translation>IDX-Kopf</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>magic number</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>size of the file</source>
        <translation>Größe der Datei</translation>
    </message>
    <message>
        <source>data set</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Klassen der Bilder</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>items</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>table of texts</source>
        <translation>Tabelle von Texten</translation>
    </message>
    <message>
        <source>vocabulary</source>
        <translation>Wortschatz</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>format on the chip</source>
        <translation>Format auf dem Chip</translation>
    </message>
    <message>
        <source>the layer runs on the host</source>
        <translation>die Schicht läuft auf dem Host</translation>
    </message>
    <message>
        <source>fidelity</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>study file</source>
        <translation>Studiendatei</translation>
    </message>
    <message>
        <source>study of another %1</source>
        <translation>Studie mit anderem: %1</translation>
    </message>
    <message>
        <source>damaged project</source>
        <translation>beschädigtes Projekt</translation>
    </message>
    <message>
        <source>study of another version of the file format</source>
        <translation>Studie einer anderen Version des Dateiformats</translation>
    </message>
    <message>
        <source>number of items</source>
        <translation>Zahl der Daten</translation>
    </message>
    <message>
        <source>set of static scales</source>
        <translation>feste Skalen</translation>
    </message>
    <message>
        <source>set of input shapes</source>
        <translation>Formen der Eingaben</translation>
    </message>
    <message>
        <source>path of the network</source>
        <translation>Pfad des Netzes</translation>
    </message>
    <message>
        <source>path of the data</source>
        <translation>Pfad der Daten</translation>
    </message>
    <message>
        <source>changed while it was open</source>
        <translation>hat sich geändert, während sie offen war</translation>
    </message>
    <message>
        <source>a table of sizes has no weights to load</source>
        <translation>eine Tabelle von Größen hat keine Gewichte zum Laden</translation>
    </message>
    <message>
        <source>signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>breakpoint</source>
        <translation>Haltepunkt</translation>
    </message>
    <message>
        <source>assertion</source>
        <translation>Behauptung</translation>
    </message>
    <message>
        <source>error budget</source>
        <translation>Fehlerbudget</translation>
    </message>
    <message>
        <source>arrays</source>
        <translation>Arrays</translation>
    </message>
    <message>
        <source>the runs have no layer and no value in common</source>
        <translation>die Läufe haben keine Schicht und keinen Wert gemeinsam</translation>
    </message>
    <message>
        <source>multiplications</source>
        <translation>Multiplikationen</translation>
    </message>
    <message>
        <source>no such view</source>
        <translation>keine solche Ansicht</translation>
    </message>
    <message>
        <source>no such layer</source>
        <translation>keine solche Schicht</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>an ONNX model</source>
        <translation>ein ONNX-Modell</translation>
    </message>
    <message>
        <source>ONNX&apos;s protobuf format</source>
        <translation>ONNX im Protobuf-Format</translation>
    </message>
    <message>
        <source>an IR version and a graph</source>
        <translation>eine IR-Version und ein Graph</translation>
    </message>
    <message>
        <source>a whole model</source>
        <translation>ein ganzes Modell</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>a graph</source>
        <translation>ein Graph</translation>
    </message>
    <message>
        <source>finite numbers</source>
        <translation>endliche Zahlen</translation>
    </message>
    <message>
        <source>no value that depends on itself</source>
        <translation>kein Wert, der von sich selbst abhängt</translation>
    </message>
    <message>
        <source>the output of a node, an input or a constant</source>
        <translation>die Ausgabe eines Knotens, eine Eingabe oder eine Konstante</translation>
    </message>
    <message>
        <source>a node that makes it</source>
        <translation>ein Knoten, der sie bildet</translation>
    </message>
    <message>
        <source>at least one</source>
        <translation>mindestens eine</translation>
    </message>
    <message>
        <source>one source</source>
        <translation>eine Quelle</translation>
    </message>
    <message>
        <source>each initializer once</source>
        <translation>jeder Initialisierer einmal</translation>
    </message>
    <message>
        <source>each tensor once</source>
        <translation>jeder Tensor einmal</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>at most %1 bytes</source>
        <translation>höchstens %1 Bytes</translation>
    </message>
    <message>
        <source>%1 bytes at offset %2</source>
        <translation>%1 Bytes ab Byte %2</translation>
    </message>
    <message>
        <source>at most 2^48 elements</source>
        <translation>höchstens 2^48 Elemente</translation>
    </message>
    <message>
        <source>dimensions of 0 or more</source>
        <translation>Dimensionen von 0 oder mehr</translation>
    </message>
    <message>
        <source>a number type</source>
        <translation>ein Zahlentyp</translation>
    </message>
    <message>
        <source>a number type (F32, F16, BF16, F64, I64, ...)</source>
        <translation>ein Zahlentyp (F32, F16, BF16, F64, I64, ...)</translation>
    </message>
    <message>
        <source>a file in the model&apos;s folder, or in one that --external-data names</source>
        <translation>eine Datei im Ordner des Modells oder in einem, den --external-data nennt</translation>
    </message>
    <message>
        <source>the file &apos;%1&apos;</source>
        <translation>die Datei &apos;%1&apos;</translation>
    </message>
    <message>
        <source>a body of %1 inputs that hands on %2 values</source>
        <translation>ein Rumpf mit %1 Eingaben, der %2 Werte weitergibt</translation>
    </message>
    <message>
        <source>operators that run once each</source>
        <translation>Operatoren, die je einmal laufen</translation>
    </message>
    <message>
        <source>one bool</source>
        <translation>ein bool</translation>
    </message>
    <message>
        <source>a safetensors file</source>
        <translation>eine safetensors-Datei</translation>
    </message>
    <message>
        <source>8 bytes of the header&apos;s length</source>
        <translation>8 Bytes für die Länge des Kopfes</translation>
    </message>
    <message>
        <source>a JSON object</source>
        <translation>ein JSON-Objekt</translation>
    </message>
    <message>
        <source>the length of a JSON header, and the header</source>
        <translation>die Länge eines JSON-Kopfes und der Kopf</translation>
    </message>
    <message>
        <source>data from byte %1 on</source>
        <translation>Daten ab Byte %1</translation>
    </message>
    <message>
        <source>a piece of the file&apos;s %1 bytes of data</source>
        <translation>ein Stück der %1 Bytes Daten der Datei</translation>
    </message>
    <message>
        <source>name,M,N,K or SCALE-Sim&apos;s (Layer name, IFMAP Height, IFMAP Width, ...)</source>
        <translation>name,M,N,K oder die von SCALE-Sim (Layer name, IFMAP Height, IFMAP Width, ...)</translation>
    </message>
    <message>
        <source>a name and 3 numbers</source>
        <translation>ein Name und 3 Zahlen</translation>
    </message>
    <message>
        <source>an integer %1</source>
        <translation>eine ganze Zahl %1</translation>
    </message>
    <message>
        <source>at most the image&apos;s %1</source>
        <translation>höchstens die %1 des Bildes</translation>
    </message>
    <message>
        <source>a NumPy array</source>
        <translation>ein NumPy-Array</translation>
    </message>
    <message>
        <source>a file that starts with \x93NUMPY</source>
        <translation>eine Datei, die mit \x93NUMPY beginnt</translation>
    </message>
    <message>
        <source>a whole zip file</source>
        <translation>eine ganze Zip-Datei</translation>
    </message>
    <message>
        <source>a name that ends in .npy</source>
        <translation>ein Name, der auf .npy endet</translation>
    </message>
    <message>
        <source>two zero bytes, a type and a rank</source>
        <translation>zwei Nullbytes, ein Typ und ein Rang</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>a writable folder</source>
        <translation>ein beschreibbarer Ordner</translation>
    </message>
    <message>
        <source>a writable target</source>
        <translation>ein beschreibbares Ziel</translation>
    </message>
    <message>
        <source>a writable place</source>
        <translation>ein beschreibbarer Ort</translation>
    </message>
    <message>
        <source>a network&apos;s file</source>
        <translation>die Datei eines Netzes</translation>
    </message>
    <message>
        <source>a network (.onnx, .safetensors, .npz)</source>
        <translation>ein Netz (.onnx, .safetensors, .npz)</translation>
    </message>
    <message>
        <source>at least one item</source>
        <translation>mindestens ein Datensatz</translation>
    </message>
    <message>
        <source>at least one input</source>
        <translation>mindestens eine Eingabe</translation>
    </message>
    <message>
        <source>an .npz with x and y, a .csv of texts (text,label or text_a,text_b,label), a folder of IDX files, or one of images with a folder for each class</source>
        <translation>eine .npz mit x und y, eine .csv mit Texten (text,label oder text_a,text_b,label), ein Ordner mit IDX-Dateien oder einer mit Bildern, mit einem Ordner je Klasse</translation>
    </message>
    <message>
        <source>an array &apos;y&apos; of labels</source>
        <translation>ein Array &apos;y&apos; der Klassen</translation>
    </message>
    <message>
        <source>an array &apos;%1&apos; for that input</source>
        <translation>ein Array &apos;%1&apos; für diese Eingabe</translation>
    </message>
    <message>
        <source>an array &apos;x&apos;</source>
        <translation>ein Array &apos;x&apos;</translation>
    </message>
    <message>
        <source>a first line text,label or text_a,text_b,label</source>
        <translation>eine erste Zeile text,label oder text_a,text_b,label</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a whole number from 0</source>
        <translation>eine ganze Zahl ab 0</translation>
    </message>
    <message>
        <source>a class, a whole number of at most 2147483647</source>
        <translation>eine Klasse, eine ganze Zahl von höchstens 2147483647</translation>
    </message>
    <message>
        <source>at least one PNG or JPEG image</source>
        <translation>mindestens ein PNG- oder JPEG-Bild</translation>
    </message>
    <message>
        <source>one input</source>
        <translation>eine Eingabe</translation>
    </message>
    <message>
        <source>one of the chip&apos;s formats</source>
        <translation>eines der Formate des Chips</translation>
    </message>
    <message>
        <source>one of the chip&apos;s (vsq, int4, int8)</source>
        <translation>eines des Chips (vsq, int4, int8)</translation>
    </message>
    <message>
        <source>vsq, int4 or int8</source>
        <translation>vsq, int4 oder int8</translation>
    </message>
    <message>
        <source>one of the chip&apos;s, which has 24-bit sums</source>
        <translation>eines des Chips, das 24-Bit-Summen hat</translation>
    </message>
    <message>
        <source>one with integer scales of vectors</source>
        <translation>eines mit ganzzahligen Skalen je Vektor</translation>
    </message>
    <message>
        <source>a layer on the chip</source>
        <translation>eine Schicht auf dem Chip</translation>
    </message>
    <message>
        <source>a readable and writable SQLite database</source>
        <translation>eine lesbare und beschreibbare SQLite-Datenbank</translation>
    </message>
    <message>
        <source>a whole SQLite database</source>
        <translation>eine ganze SQLite-Datenbank</translation>
    </message>
    <message>
        <source>the tables of a study</source>
        <translation>die Tabellen einer Studie</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>eine Datei</translation>
    </message>
    <message>
        <source>%1 bytes that were there when it was opened</source>
        <translation>%1 Bytes, die beim Öffnen da waren</translation>
    </message>
    <message>
        <source>one of &lt; &lt;= = != &gt;= &gt; between a signal and a number</source>
        <translation>eines von &lt; &lt;= = != &gt;= &gt; zwischen einem Signal und einer Zahl</translation>
    </message>
    <message>
        <source>one of &lt; &lt;= = != &gt;= &gt;</source>
        <translation>eines von &lt; &lt;= = != &gt;= &gt;</translation>
    </message>
    <message>
        <source>NAME=VALUE of m, n, k, a, event or if</source>
        <translation>NAME=WERT mit m, n, k, a, event oder if</translation>
    </message>
    <message>
        <source>m, n, k, a, event or if</source>
        <translation>m, n, k, a, event oder if</translation>
    </message>
    <message>
        <source>%1 or any</source>
        <translation>%1 oder any</translation>
    </message>
    <message>
        <source>QUANTITY OP NUMBER as &apos;sum &lt; 2^22&apos; or &apos;|code_a| &lt;= 7&apos;: sum, scale, scale_a, scale_b, code, code_a, code_b, tree, p8, term, or a signal as &apos;collector:5:any&apos;; &lt;, &lt;=, &gt;, &gt;=, ==, !=</source>
        <translation>GRÖSSE OP ZAHL wie &apos;sum &lt; 2^22&apos; oder &apos;|code_a| &lt;= 7&apos;: sum, scale, scale_a, scale_b, code, code_a, code_b, tree, p8, term, oder ein Signal wie &apos;collector:5:any&apos;; &lt;, &lt;=, &gt;, &gt;=, ==, !=</translation>
    </message>
    <message>
        <source>at least one of the run&apos;s values</source>
        <translation>mindestens einer der Werte des Laufs</translation>
    </message>
    <message>
        <source>numbers of at most %1</source>
        <translation>Zahlen von höchstens %1</translation>
    </message>
    <message>
        <source>at most %1 levels of brackets</source>
        <translation>höchstens %1 Ebenen von Klammern</translation>
    </message>
    <message>
        <source>one of that name</source>
        <translation>eines dieses Namens</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a name of vsq info</source>
        <translation>ein Name aus vsq info</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>another</source>
        <translation>ein anderer</translation>
    </message>
    <message>
        <source>another name</source>
        <translation>ein anderer Name</translation>
    </message>
    <message>
        <source>others</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mehr</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>no array</source>
        <translation>kein Array</translation>
    </message>
    <message>
        <source>not enough</source>
        <translation>nicht genug</translation>
    </message>
    <message>
        <source>an empty file</source>
        <translation>eine leere Datei</translation>
    </message>
    <message>
        <source>one that ends early or contradicts itself</source>
        <translation>eines, das zu früh endet oder sich widerspricht</translation>
    </message>
    <message>
        <source>a file without them</source>
        <translation>eine Datei ohne sie</translation>
    </message>
    <message>
        <source>NaN at %1</source>
        <translation>NaN bei %1</translation>
    </message>
    <message>
        <source>infinity at %1</source>
        <translation>unendlich bei %1</translation>
    </message>
    <message>
        <source>value of float64</source>
        <translation>Wert in float64</translation>
    </message>
    <message>
        <source>at most 3.4e+38: networks are computed in float32</source>
        <translation>höchstens 3,4e+38: Netze werden in float32 gerechnet</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message>
        <source>weights of none of these; %1</source>
        <translation>Gewichte von keiner davon; %1</translation>
    </message>
    <message>
        <source>nearest is %1, with %2 of its %3 names: missing %4</source>
        <translation>am nächsten kommt %1 mit %2 von %3 Namen: es fehlt %4</translation>
    </message>
    <message>
        <source>nearest is %1, with %2 of its %3 names: missing %4; not part of it %5</source>
        <translation>am nächsten kommt %1 mit %2 von %3 Namen: es fehlt %4; nicht davon ist %5</translation>
    </message>
    <message>
        <source>weights of %1</source>
        <translation>Gewichte von %1</translation>
    </message>
    <message>
        <source>missing %1</source>
        <translation>es fehlt %1</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>%1 nodes in or behind a cycle</source>
        <translation>%1 Knoten in einem Kreis oder dahinter</translation>
    </message>
    <message>
        <source>none of that name</source>
        <translation>keine dieses Namens</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; (%2) too</source>
        <translation>auch Knoten &apos;%1&apos; (%2)</translation>
    </message>
    <message>
        <source>it twice</source>
        <translation>zweimal</translation>
    </message>
    <message>
        <source>%1 bytes in all</source>
        <translation>insgesamt %1 Bytes</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>etwas anderes</translation>
    </message>
    <message>
        <source>from byte %1 on</source>
        <translation>ab Byte %1</translation>
    </message>
    <message>
        <source>weights of none of these; none of their names: %1</source>
        <translation>Gewichte von keiner davon; keiner ihrer Namen: %1</translation>
    </message>
    <message>
        <source>&apos;%1&apos; and %2 others</source>
        <translation>&apos;%1&apos; und %2 andere</translation>
    </message>
    <message>
        <source>a body that is repeated while the network runs</source>
        <translation>ein Rumpf, der wiederholt wird, während das Netz läuft</translation>
    </message>
    <message>
        <source>%1 inputs and %2 outputs</source>
        <translation>%1 Eingaben und %2 Ausgaben</translation>
    </message>
    <message>
        <source>Python objects (%1)</source>
        <translation>Python-Objekte (%1)</translation>
    </message>
    <message>
        <source>Not a zip archive</source>
        <translation>kein Zip-Archiv</translation>
    </message>
    <message>
        <source>a syntax error</source>
        <translation>ein Schreibfehler</translation>
    </message>
    <message>
        <source>a JSON %1</source>
        <translation>ein JSON-%1</translation>
    </message>
    <message>
        <source>sizes, which vsq info and vsq workloads --model take</source>
        <translation>Größen, die vsq info und vsq workloads --model nehmen</translation>
    </message>
    <message>
        <source>one that says itself what it is</source>
        <translation>eine, die selbst sagt, was sie ist</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>ein Ordner</translation>
    </message>
    <message>
        <source>a folder (it has %1)</source>
        <translation>ein Ordner (darin %1)</translation>
    </message>
    <message>
        <source>a pipe</source>
        <translation>eine Pipe</translation>
    </message>
    <message>
        <source>a socket</source>
        <translation>ein Socket</translation>
    </message>
    <message>
        <source>a device</source>
        <translation>ein Gerät</translation>
    </message>
    <message>
        <source>real numbers</source>
        <translation>reelle Zahlen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>another file type</source>
        <translation>ein anderer Dateityp</translation>
    </message>
    <message>
        <source>a file that cannot be read</source>
        <translation>eine Datei, die nicht zu lesen ist</translation>
    </message>
    <message>
        <source>a Git LFS pointer</source>
        <translation>ein Verweis von Git LFS</translation>
    </message>
    <message>
        <source>git lfs pull fetches the file itself</source>
        <translation>git lfs pull holt die Datei selbst</translation>
    </message>
    <message>
        <source>a GGUF file of llama.cpp</source>
        <translation>eine GGUF-Datei von llama.cpp</translation>
    </message>
    <message>
        <source>a GGML file of llama.cpp</source>
        <translation>eine GGML-Datei von llama.cpp</translation>
    </message>
    <message>
        <source>take the original weights (.safetensors) or an ONNX export of them</source>
        <translation>die ursprünglichen Gewichte (.safetensors) nehmen oder ihren ONNX-Export</translation>
    </message>
    <message>
        <source>a TensorFlow Lite model</source>
        <translation>ein Modell von TensorFlow Lite</translation>
    </message>
    <message>
        <source>convert it to ONNX: %1</source>
        <translation>in ONNX umwandeln: %1</translation>
    </message>
    <message>
        <source>convert its folder to ONNX: %1</source>
        <translation>seinen Ordner in ONNX umwandeln: %1</translation>
    </message>
    <message>
        <source>a model in ONNX Runtime&apos;s own format (.ort)</source>
        <translation>ein Modell im eigenen Format von ONNX Runtime (.ort)</translation>
    </message>
    <message>
        <source>take the .onnx file it was made from</source>
        <translation>die .onnx-Datei nehmen, aus der es gemacht wurde</translation>
    </message>
    <message>
        <source>an HDF5 file, as Keras writes</source>
        <translation>eine HDF5-Datei, wie Keras sie schreibt</translation>
    </message>
    <message>
        <source>a NumPy array (.npy)</source>
        <translation>ein NumPy-Array (.npy)</translation>
    </message>
    <message>
        <source>a NumPy archive (.npz)</source>
        <translation>ein NumPy-Archiv (.npz)</translation>
    </message>
    <message>
        <source>a PyTorch checkpoint</source>
        <translation>ein Checkpoint von PyTorch</translation>
    </message>
    <message>
        <source>export it to ONNX (torch.onnx.export) or save its weights as safetensors</source>
        <translation>in ONNX ausgeben (torch.onnx.export) oder die Gewichte als safetensors speichern</translation>
    </message>
    <message>
        <source>export it to ONNX: %1</source>
        <translation>in ONNX ausgeben: %1</translation>
    </message>
    <message>
        <source>a TensorFlow SavedModel</source>
        <translation>ein SavedModel von TensorFlow</translation>
    </message>
    <message>
        <source>a TorchScript file of PyTorch</source>
        <translation>eine TorchScript-Datei von PyTorch</translation>
    </message>
    <message>
        <source>a Keras model</source>
        <translation>ein Modell von Keras</translation>
    </message>
    <message>
        <source>a PNG image</source>
        <translation>ein PNG-Bild</translation>
    </message>
    <message>
        <source>a JPEG image</source>
        <translation>ein JPEG-Bild</translation>
    </message>
    <message>
        <source>a GIF image</source>
        <translation>ein GIF-Bild</translation>
    </message>
    <message>
        <source>a WebP image</source>
        <translation>ein WebP-Bild</translation>
    </message>
    <message>
        <source>a TIFF image</source>
        <translation>ein TIFF-Bild</translation>
    </message>
    <message>
        <source>a BMP image</source>
        <translation>ein BMP-Bild</translation>
    </message>
    <message>
        <source>save it as PNG or JPEG</source>
        <translation>als PNG oder JPEG speichern</translation>
    </message>
    <message>
        <source>a HEIF, AVIF or MP4 file</source>
        <translation>eine HEIF-, AVIF- oder MP4-Datei</translation>
    </message>
    <message>
        <source>save images as PNG or JPEG</source>
        <translation>Bilder als PNG oder JPEG speichern</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>a gzip archive</source>
        <translation>ein gzip-Archiv</translation>
    </message>
    <message>
        <source>an xz archive</source>
        <translation>ein xz-Archiv</translation>
    </message>
    <message>
        <source>a Zstandard archive</source>
        <translation>ein Zstandard-Archiv</translation>
    </message>
    <message>
        <source>a bzip2 archive</source>
        <translation>ein bzip2-Archiv</translation>
    </message>
    <message>
        <source>a 7-Zip archive</source>
        <translation>ein 7-Zip-Archiv</translation>
    </message>
    <message>
        <source>a tar archive</source>
        <translation>ein tar-Archiv</translation>
    </message>
    <message>
        <source>a zip archive</source>
        <translation>ein Zip-Archiv</translation>
    </message>
    <message>
        <source>unpack it</source>
        <translation>auspacken</translation>
    </message>
    <message>
        <source>an SQLite database, as studies are</source>
        <translation>eine SQLite-Datenbank, wie Studien es sind</translation>
    </message>
    <message>
        <source>a Parquet table</source>
        <translation>eine Parquet-Tabelle</translation>
    </message>
    <message>
        <source>an Arrow table</source>
        <translation>eine Arrow-Tabelle</translation>
    </message>
    <message>
        <source>write it as .csv</source>
        <translation>als .csv schreiben</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <source>text in UTF-16</source>
        <translation>Text in UTF-16</translation>
    </message>
    <message>
        <source>save it as UTF-8</source>
        <translation>als UTF-8 speichern</translation>
    </message>
    <message>
        <source>an Office document</source>
        <translation>ein Office-Dokument</translation>
    </message>
    <message>
        <source>save tables as .csv</source>
        <translation>Tabellen als .csv speichern</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>eine Webseite</translation>
    </message>
    <message>
        <source>download the file itself: GitHub has it under raw, Hugging Face under resolve</source>
        <translation>die Datei selbst herunterladen: GitHub hat sie unter raw, Hugging Face unter resolve</translation>
    </message>
    <message>
        <source>a network in OpenVINO&apos;s format</source>
        <translation>ein Netz im Format von OpenVINO</translation>
    </message>
    <message>
        <source>take the ONNX file it was made from</source>
        <translation>die ONNX-Datei nehmen, aus der es gemacht wurde</translation>
    </message>
    <message>
        <source>an XML file</source>
        <translation>eine XML-Datei</translation>
    </message>
    <message>
        <source>ONNX in text format</source>
        <translation>ONNX als Text</translation>
    </message>
    <message>
        <source>a network of ncnn</source>
        <translation>ein Netz von ncnn</translation>
    </message>
    <message>
        <source>an index of weights in several files</source>
        <translation>ein Verzeichnis von Gewichten in mehreren Dateien</translation>
    </message>
    <message>
        <source>a JSON file</source>
        <translation>eine JSON-Datei</translation>
    </message>
    <message>
        <source>a table with tabs</source>
        <translation>eine Tabelle mit Tabulatoren</translation>
    </message>
    <message>
        <source>tables are .csv, with commas</source>
        <translation>Tabellen sind .csv, mit Kommas</translation>
    </message>
    <message>
        <source>a table with commas</source>
        <translation>eine Tabelle mit Kommas</translation>
    </message>
    <message>
        <source>name it .csv</source>
        <translation>.csv nennen</translation>
    </message>
    <message>
        <source>a table with semicolons</source>
        <translation>eine Tabelle mit Strichpunkten</translation>
    </message>
    <message>
        <source>a Python pickle</source>
        <translation>ein Pickle von Python</translation>
    </message>
    <message>
        <source>save arrays as .npz</source>
        <translation>Arrays als .npz speichern</translation>
    </message>
    <message>
        <source>name it .safetensors</source>
        <translation>.safetensors nennen</translation>
    </message>
    <message>
        <source>K = %1 channels x %2 taps</source>
        <translation>K = %1 Kanäle x %2 Filterstellen</translation>
    </message>
    <message>
        <source>%1 % of the multiplier-cycles pad vectors of %2 along K</source>
        <translation>%1 % der Multiplizierer-Zyklen füllen Vektoren von %2 entlang K auf</translation>
    </message>
    <message>
        <source>channels a multiple of %1, or taps packed (packedChannels) where they are few</source>
        <translation>Kanalzahl ein Vielfaches von %1, oder Filterstellen packen (packedChannels), wo es wenige sind</translation>
    </message>
    <message>
        <source>K a multiple of %1</source>
        <translation>K ein Vielfaches von %1</translation>
    </message>
    <message>
        <source>transposed it takes %1 cycles in place of %2, %3 % fewer</source>
        <translation>transponiert braucht es %1 Zyklen statt %2, %3 % weniger</translation>
    </message>
    <message>
        <source>let the activations stand still (C^T = B A^T) where the next layer takes the result so, or run more tokens or images at a time</source>
        <translation>die Aktivierungen stehen lassen (C^T = B A^T), wo die nächste Schicht das Ergebnis so nimmt, oder mehr Token oder Bilder zugleich rechnen</translation>
    </message>
    <message>
        <source>%1 of %2 vectors of the %3 have values but a scale of 0 (%4 %): they are lost</source>
        <translation>%1 von %2 Vektoren der %3 haben Werte, aber die Skale 0 (%4 %): sie sind verloren</translation>
    </message>
    <message>
        <source>%1, row %2, vector %3</source>
        <translation>%1, Zeile %2, Vektor %3</translation>
    </message>
    <message>
        <source>weights (A)</source>
        <translation>Gewichte (A)</translation>
    </message>
    <message>
        <source>activations (B)</source>
        <translation>Aktivierungen (B)</translation>
    </message>
    <message>
        <source>more scale bits, or rows of like magnitude under one coarse scale</source>
        <translation>mehr Skalenbits, oder Zeilen ähnlicher Größe unter einer groben Skale</translation>
    </message>
    <message>
        <source>per-vector scales win %1 dB over one scale a tensor</source>
        <translation>Skalen je Vektor gewinnen %1 dB gegenüber einer je Tensor</translation>
    </message>
    <message>
        <source>per-vector scales win %1 dB over one scale a row</source>
        <translation>Skalen je Vektor gewinnen %1 dB gegenüber einer je Zeile</translation>
    </message>
    <message>
        <source>one scale a channel does as well here: int4 saves the scales&apos; storage and multipliers</source>
        <translation>eine Skale je Kanal tut es hier auch: int4 spart Speicher und Multiplizierer der Skalen</translation>
    </message>
    <message>
        <source>sum of row %1, column %2</source>
        <translation>Summe von Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>within a sum</source>
        <translation>innerhalb einer Summe</translation>
    </message>
    <message>
        <source>%1 additions of %2 sums were clamped to 24 bits</source>
        <translation>%1 Additionen von %2 Summen wurden auf 24 Bit begrenzt</translation>
    </message>
    <message>
        <source>fewer bits of the codes, a clip below the maximum (percentile, mse), or K in parts</source>
        <translation>weniger Bits der Codes, eine Grenze unter dem Maximum (Perzentil, MSE) oder K in Teilen</translation>
    </message>
    <message>
        <source>%1 does not hold for %2 values; the furthest is %3</source>
        <translation>%1 gilt für %2 Werte nicht; am weitesten ab liegt %3</translation>
    </message>
    <message>
        <source>open the place and look at where the value comes from</source>
        <translation>die Stelle öffnen und nachsehen, woher der Wert kommt</translation>
    </message>
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
        <translation>Sonstiges</translation>
    </message>
    <message>
        <source>from outside</source>
        <translation>von außen</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>A register</source>
        <translation>A-Register</translation>
    </message>
    <message>
        <source>scale buffer</source>
        <translation>Skalenpuffer</translation>
    </message>
    <message>
        <source>bias buffer</source>
        <translation>Biaspuffer</translation>
    </message>
    <message>
        <source>VSQ buffer</source>
        <translation>VSQ-Puffer</translation>
    </message>
    <message>
        <source>output buffer</source>
        <translation>Ausgabepuffer</translation>
    </message>
    <message>
        <source>softmax state</source>
        <translation>Zustand des Softmax</translation>
    </message>
    <message>
        <source>softmax port</source>
        <translation>Ausgang zum Softmax</translation>
    </message>
    <message>
        <source>saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>zero scale</source>
        <translation>Skale null</translation>
    </message>
    <message>
        <source>scale product rounded to zero</source>
        <translation>Skalenprodukt zu null gerundet</translation>
    </message>
    <message>
        <source>stall</source>
        <translation>Wartezyklus</translation>
    </message>
    <message>
        <source>tile done</source>
        <translation>Kachel fertig</translation>
    </message>
    <message>
        <source>softmax row done</source>
        <translation>Softmax-Zeile fertig</translation>
    </message>
    <message>
        <source>subtile done</source>
        <translation>Teilmatrix fertig</translation>
    </message>
    <message>
        <source>layer done</source>
        <translation>Schicht fertig</translation>
    </message>
    <message>
        <source>fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>drain</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>stall for A</source>
        <translation>Warten auf A</translation>
    </message>
    <message>
        <source>stall for B</source>
        <translation>Warten auf B</translation>
    </message>
    <message>
        <source>stall for output</source>
        <translation>Warten auf die Ausgabe</translation>
    </message>
    <message>
        <source>post-processing</source>
        <translation>Nachverarbeitung</translation>
    </message>
    <message>
        <source>A buffer read</source>
        <translation>A-Puffer gelesen</translation>
    </message>
    <message>
        <source>B buffer read</source>
        <translation>B-Puffer gelesen</translation>
    </message>
    <message>
        <source>collector read</source>
        <translation>Kollektor gelesen</translation>
    </message>
    <message>
        <source>collector write</source>
        <translation>Kollektor geschrieben</translation>
    </message>
    <message>
        <source>VSQ write</source>
        <translation>VSQ-Puffer geschrieben</translation>
    </message>
    <message>
        <source>VSQ read</source>
        <translation>VSQ-Puffer gelesen</translation>
    </message>
    <message>
        <source>output write</source>
        <translation>Ausgabe geschrieben</translation>
    </message>
    <message>
        <source>codes</source>
        <translation>Codes</translation>
    </message>
    <message>
        <source>integer scales</source>
        <translation>ganzzahlige Skalen</translation>
    </message>
    <message>
        <source>rounded scale products</source>
        <translation>gerundete Skalenprodukte</translation>
    </message>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>derived</source>
        <translation>abgeleitet</translation>
    </message>
    <message>
        <source>assumed</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>float</source>
        <translation>Gleitkomma</translation>
    </message>
    <message>
        <source>quantized</source>
        <translation>quantisiert</translation>
    </message>
    <message>
        <source>chip</source>
        <translation>Chip</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>integer dot products</source>
        <translation>ganzzahlige Skalarprodukte</translation>
    </message>
    <message>
        <source>dequantized fp32 (host arithmetic)</source>
        <translation>dequantisiertes FP32 (gerechnet vom Host)</translation>
    </message>
    <message>
        <source>chip integers</source>
        <translation>ganze Zahlen des Chips</translation>
    </message>
    <message>
        <source>fp32 run</source>
        <translation>FP32-Lauf</translation>
    </message>
    <message>
        <source>The network&apos;s own codes</source>
        <translation>Die eigenen Codes des Netzes</translation>
    </message>
    <message>
        <source>The network&apos;s integers, quantized again</source>
        <translation>Die ganzen Zahlen des Netzes, neu quantisiert</translation>
    </message>
    <message>
        <source>int4, a scale of 8 bits for 64, binary32 a row or tensor</source>
        <translation>int4, eine Skale von 8 Bit für 64, binary32 je Zeile oder Tensor</translation>
    </message>
    <message>
        <source>int4, binary32 a row of weights, one for all activations</source>
        <translation>int4, binary32 je Gewichtszeile, eine für alle Aktivierungen</translation>
    </message>
    <message>
        <source>int8, binary32 a row of weights, one for all activations</source>
        <translation>int8, binary32 je Gewichtszeile, eine für alle Aktivierungen</translation>
    </message>
    <message>
        <source>%1, a power of two for 32</source>
        <translation>%1, eine Zweierpotenz für 32</translation>
    </message>
    <message>
        <source>int8 in 64ths, a power of two for 32</source>
        <translation>int8 in 64steln, eine Zweierpotenz für 32</translation>
    </message>
    <message>
        <source>%1, binary32 a tensor</source>
        <translation>%1, binary32 je Tensor</translation>
    </message>
    <message>
        <source>E2M1, E4M3 for 16</source>
        <translation>E2M1, E4M3 für 16</translation>
    </message>
    <message>
        <source>E2M1, E4M3 of at least 2^-6 for 16</source>
        <translation>E2M1, E4M3 von mindestens 2^-6 für 16</translation>
    </message>
    <message>
        <source>E2M1, E4M3 for 16, no scale a tensor</source>
        <translation>E2M1, E4M3 für 16, keine Skale je Tensor</translation>
    </message>
    <message>
        <source>nvfp4 with blocks scaled to 4 or 6</source>
        <translation>nvfp4, Blöcke auf 4 oder 6 skaliert</translation>
    </message>
    <message>
        <source>int4, E4M3 for 16</source>
        <translation>int4, E4M3 für 16</translation>
    </message>
    <message>
        <source>E2M1 or int4, E4M3 for 16</source>
        <translation>E2M1 oder int4, E4M3 für 16</translation>
    </message>
    <message>
        <source>16 normal quantiles, binary32 for 64</source>
        <translation>16 Quantile der Normalverteilung, binary32 für 64</translation>
    </message>
    <message>
        <source>-8..7, binary16 for 32</source>
        <translation>-8..7, binary16 für 32</translation>
    </message>
    <message>
        <source>int8, binary16 for 32</source>
        <translation>int8, binary16 für 32</translation>
    </message>
    <message>
        <source>%1 per-vector, %2</source>
        <translation>%1 je Vektor, %2</translation>
    </message>
    <message>
        <source>%1 per-channel, %2</source>
        <translation>%1 je Kanal, %2</translation>
    </message>
    <message>
        <source>%1 per-tensor, %2</source>
        <translation>%1 je Tensor, %2</translation>
    </message>
    <message>
        <source>percentile %1</source>
        <translation>Perzentil %1</translation>
    </message>
    <message>
        <source>entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>max</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>weights %1, activations %2</source>
        <translation>Gewichte %1, Aktivierungen %2</translation>
    </message>
    <message>
        <source>per-channel, best calibration, activations %1</source>
        <translation>je Kanal, beste Kalibrierung, Aktivierungen %1</translation>
    </message>
    <message>
        <source>per-vector, real scales, activations %1</source>
        <translation>je Vektor, reelle Skalen, Aktivierungen %1</translation>
    </message>
    <message>
        <source>per-vector, scales %1 bits (weights/activations), activations %2</source>
        <translation>je Vektor, Skalen %1 Bit (Gewichte/Aktivierungen), Aktivierungen %2</translation>
    </message>
    <message>
        <source>per-vector, activations %1, fine-tuned</source>
        <translation>je Vektor, Aktivierungen %1, feinabgestimmt</translation>
    </message>
    <message>
        <source>per-channel, activations %1, fine-tuned</source>
        <translation>je Kanal, Aktivierungen %1, feinabgestimmt</translation>
    </message>
    <message>
        <source>VS-Quant (arXiv 2102.04503), tables 3, 5, 6, 7</source>
        <translation>VS-Quant (arXiv 2102.04503), Tabellen 3, 5, 6, 7</translation>
    </message>
    <message>
        <source>VS-Quant (arXiv 2102.04503), table 9</source>
        <translation>VS-Quant (arXiv 2102.04503), Tabelle 9</translation>
    </message>
    <message>
        <source>post-training, vectors of 16, their data set and network</source>
        <translation>nach dem Training, Vektoren von 16, deren Daten und Netz</translation>
    </message>
    <message>
        <source>quantization-aware fine-tuning, %1 epochs</source>
        <translation>quantisierungsbewusste Feinabstimmung, %1 Epochen</translation>
    </message>
    <message>
        <source>%1 in silicon, %2 tokens</source>
        <translation>%1 in Silizium, %2 Token</translation>
    </message>
    <message>
        <source>%1 in silicon</source>
        <translation>%1 in Silizium</translation>
    </message>
    <message>
        <source>0.67 V, after quantization-aware fine-tuning</source>
        <translation>0,67 V, nach quantisierungsbewusster Feinabstimmung</translation>
    </message>
    <message>
        <source>The weights stay in the lanes while the activations stream past them.</source>
        <translation>Die Gewichte bleiben in den Lanes, während die Aktivierungen an ihnen vorbeiströmen.</translation>
    </message>
    <message>
        <source>The network&apos;s own integers: in int8 the chip takes their codes as they are, other formats quantize them again.</source>
        <translation>Eigene ganze Zahlen des Netzes: in int8 nimmt der Chip ihre Codes, wie sie sind, andere Formate quantisieren sie neu.</translation>
    </message>
    <message>
        <source>The network&apos;s own integers do not fit eight bits with sign without their zero points: they are quantized again.</source>
        <translation>Eigene ganze Zahlen des Netzes, die ohne ihre Nullpunkte nicht in acht Bit mit Vorzeichen passen: sie werden neu quantisiert.</translation>
    </message>
    <message>
        <source>A product of two activations: the right-hand one takes the weights&apos; place.</source>
        <translation>Ein Produkt zweier Aktivierungen: die rechte steht an der Stelle der Gewichte.</translation>
    </message>
    <message>
        <source>Attention scores Q K^T (scale %1): K takes the weights&apos; place, the queries stream past.</source>
        <translation>Bewertungen der Attention, Q K^T (Skale %1): K steht an der Stelle der Gewichte, die Anfragen strömen vorbei.</translation>
    </message>
    <message>
        <source>Attention&apos;s sum P V: V^T takes the weights&apos; place, the probabilities stream past.</source>
        <translation>Summe der Attention, P V: V^T steht an der Stelle der Gewichte, die Wahrscheinlichkeiten strömen vorbei.</translation>
    </message>
    <message>
        <source>Its shape is not known before the network runs (--shape gives the inputs&apos; sizes).</source>
        <translation>Seine Form ist vor dem Lauf nicht bekannt (--shape nennt die Größen der Eingaben).</translation>
    </message>
    <message>
        <source>Part of %1, whose weights are quantized again.</source>
        <translation>Teil von %1, dessen Gewichte neu quantisiert werden.</translation>
    </message>
    <message>
        <source>Part of %1.</source>
        <translation>Teil von %1.</translation>
    </message>
    <message>
        <source>Of a branch that runs where &apos;%1&apos; is true.</source>
        <translation>Aus einem Zweig, der läuft, wo &apos;%1&apos; wahr ist.</translation>
    </message>
    <message>
        <source>Of a branch that runs where &apos;%1&apos; is false.</source>
        <translation>Aus einem Zweig, der läuft, wo &apos;%1&apos; falsch ist.</translation>
    </message>
    <message>
        <source>The address generators know convolutions over one and two dimensions, not %1.</source>
        <translation>Die Adressgeneratoren kennen Faltungen über eine und zwei Dimensionen, nicht über %1.</translation>
    </message>
    <message>
        <source>A transposed convolution scatters its products over the output; the chip&apos;s address generators only gather.</source>
        <translation>Eine transponierte Faltung verstreut ihre Produkte über die Ausgabe; die Adressgeneratoren des Chips sammeln nur.</translation>
    </message>
    <message>
        <source>Nothing is summed over two operands here: no matrix product.</source>
        <translation>Hier wird nicht über zwei Operanden summiert: kein Matrixprodukt.</translation>
    </message>
    <message>
        <source>Recurrent steps wait for the host&apos;s gates between products; the host computes them.</source>
        <translation>Rekurrente Schritte warten zwischen Produkten auf die Gatter des Hosts; der Host rechnet sie.</translation>
    </message>
    <message>
        <source>No matrix product; the host computes it in FP32.</source>
        <translation>Kein Matrixprodukt; der Host rechnet es in FP32.</translation>
    </message>
    <message>
        <source>An operator of the domain %1; the chip has none of these.</source>
        <translation>Ein Operator der Domäne %1; der Chip hat keinen davon.</translation>
    </message>
    <message>
        <source>Counted for one turn of the loop &apos;%1&apos;, whose turns only the run knows.</source>
        <translation>Gezählt für einen Umlauf der Schleife &apos;%1&apos;, deren Umläufe nur der Lauf kennt.</translation>
    </message>
    <message>
        <source>A group has %1 %2: the other of the %3 lanes idle.</source>
        <translation>Eine Gruppe hat %1 %2: die übrigen der %3 Lanes sind müßig.</translation>
    </message>
    <message>
        <source>SCALE-Sim&apos;s N filters are the weights (M here), its M rows the activations (N here).</source>
        <translation>SCALE-Sims N Filter sind die Gewichte (hier M), seine M Zeilen die Aktivierungen (hier N).</translation>
    </message>
    <message>
        <source>Depthwise, as DP in SCALE-Sim&apos;s names says: each channel is a product of its own.</source>
        <translation>Tiefenweise, wie DP in SCALE-Sims Namen sagt: jeder Kanal ist ein eigenes Produkt.</translation>
    </message>
    <message>
        <source>Sizes only: planned as a product of weights with activations.</source>
        <translation>Nur Größen: geplant als Produkt von Gewichten mit Aktivierungen.</translation>
    </message>
    <message>
        <source>sum_k a[m,k] b[n,k], binary32 operands</source>
        <translation>sum_k a[m,k] b[n,k], Operanden in binary32</translation>
    </message>
    <message>
        <source>sum of %1 products</source>
        <translation>Summe von %1 Produkten</translation>
    </message>
    <message>
        <source>sum_v (sum_i qa qb) sA sB, scales not rounded</source>
        <translation>sum_v (sum_i qa qb) sA sB, Skalen nicht gerundet</translation>
    </message>
    <message>
        <source>%1 vectors of 64</source>
        <translation>%1 Vektoren von 64</translation>
    </message>
    <message>
        <source>sum = sat24(sum + term_v), vector after vector</source>
        <translation>sum = sat24(sum + term_v), Vektor um Vektor</translation>
    </message>
    <message>
        <source>sum of terms %1 * 256 * %2 * %3</source>
        <translation>Summe der Terme %1 * 256 * %2 * %3</translation>
    </message>
    <message>
        <source>%1, %2 of %3 additions clamped</source>
        <translation>%1, %2 von %3 Additionen begrenzt</translation>
    </message>
    <message>
        <source>parts of K added in binary32 on the host</source>
        <translation>Teile von K, in binary32 auf dem Host addiert</translation>
    </message>
    <message>
        <source>%1 parts, %2</source>
        <translation>%1 Teile, %2</translation>
    </message>
    <message>
        <source>sum * 256 * gammaA * gammaB in binary32</source>
        <translation>sum * 256 * gammaA * gammaB in binary32</translation>
    </message>
    <message>
        <source>sum * gammaA * gammaB in binary32</source>
        <translation>sum * gammaA * gammaB in binary32</translation>
    </message>
    <message>
        <source>More operators than are followed.</source>
        <translation>Mehr Operatoren, als verfolgt werden.</translation>
    </message>
    <message>
        <source>Not followed beyond %1: %2.</source>
        <translation>Nicht weiter verfolgt als %1: %2.</translation>
    </message>
    <message>
        <source>its values were not recorded</source>
        <translation>seine Werte wurden nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>which element of its operands belongs to which of its results is not known</source>
        <translation>welches Element seiner Operanden zu welchem Ergebnis gehört, ist nicht bekannt</translation>
    </message>
    <message>
        <source>it has no one operand to follow</source>
        <translation>es hat nicht den einen Operanden, dem zu folgen wäre</translation>
    </message>
    <message>
        <source>Which element of its input the product takes is not known for %1.</source>
        <translation>Welches Element seiner Eingabe das Produkt nimmt, ist für %1 nicht bekannt.</translation>
    </message>
    <message>
        <source>The largest product is one with padding.</source>
        <translation>Das größte Produkt ist eines mit dem Rand.</translation>
    </message>
    <message>
        <source>Layer &apos;%1&apos; does not run on the chip.</source>
        <translation>Schicht &apos;%1&apos; läuft nicht auf dem Chip.</translation>
    </message>
    <message>
        <source>reading the network</source>
        <translation>das Netz wird gelesen</translation>
    </message>
    <message>
        <source>reading the data</source>
        <translation>die Daten werden gelesen</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>lesen</translation>
    </message>
    <message>
        <source>stepping</source>
        <translation>Schritt um Schritt</translation>
    </message>
    <message>
        <source>interval to either side %1 points</source>
        <translation>Intervall nach jeder Seite %1 Punkte</translation>
    </message>
    <message>
        <source>Residual network on Fashion-MNIST</source>
        <translation>Residualnetz auf Fashion-MNIST</translation>
    </message>
    <message>
        <source>64 and 128 channels, batch norms as nodes; 93.5 % in FP32, whole vectors on the chip.</source>
        <translation>64 und 128 Kanäle, Batch-Normen als Knoten; 93,5 % in FP32, ganze Vektoren auf dem Chip.</translation>
    </message>
    <message>
        <source>Vision transformer on Fashion-MNIST</source>
        <translation>Vision Transformer auf Fashion-MNIST</translation>
    </message>
    <message>
        <source>Four blocks of 128 features, 2 heads of 64, 50 tokens; 90.1 % in FP32, attention on the chip.</source>
        <translation>Vier Blöcke von 128 Merkmalen, 2 Köpfe von 64, 50 Token; 90,1 % in FP32, Attention auf dem Chip.</translation>
    </message>
    <message>
        <source>%1 vectors along K are beyond the %2 (K &lt;= %3) that %4 output can have resident: the host splits K into %5 parts and adds their sums in FP32</source>
        <translation>%1 Vektoren entlang K sind mehr als die %2 (K &lt;= %3), die bei Ausgabe %4 im Puffer bleiben können: der Host teilt K in %5 Teile und addiert ihre Summen in FP32</translation>
    </message>
    <message>
        <source>%1 vectors along K are beyond the %2 (K &lt;= %3) that %4 output can have resident: the chip delivers sums and the host post-processes them</source>
        <translation>%1 Vektoren entlang K sind mehr als die %2 (K &lt;= %3), die bei Ausgabe %4 im Puffer bleiben können: der Chip liefert Summen, und der Host verarbeitet sie nach</translation>
    </message>
    <message>
        <source>graphs within graphs (branches and loops)</source>
        <translation>Graphen in Graphen (Zweige und Schleifen)</translation>
    </message>
    <message>
        <source>at most %1 levels</source>
        <translation>höchstens %1 Ebenen</translation>
    </message>
    <message>
        <source>Encoder of text on manual pages</source>
        <translation>Encoder für Text aus Handbuchseiten</translation>
    </message>
    <message>
        <source>BERT&apos;s form: four blocks of 128 features, 2 heads of 64, 64 word pieces; tells language and kind of a paragraph.</source>
        <translation>BERTs Form: vier Blöcke von 128 Merkmalen, 2 Köpfe von 64, 64 Wortstücke; erkennt Sprache und Art eines Absatzes.</translation>
    </message>
    <message>
        <source>a model in ExecuTorch&apos;s format (.pte)</source>
        <translation>ein Modell in ExecuTorchs Format (.pte)</translation>
    </message>
    <message>
        <source>export the PyTorch network to ONNX (torch.onnx.export)</source>
        <translation>das PyTorch-Netz als ONNX exportieren (torch.onnx.export)</translation>
    </message>
    <message>
        <source>an engine of TensorRT</source>
        <translation>eine Engine von TensorRT</translation>
    </message>
    <message>
        <source>a zip archive with an ONNX model</source>
        <translation>ein Zip-Archiv mit einem ONNX-Modell</translation>
    </message>
    <message>
        <source>a zip archive with safetensors</source>
        <translation>ein Zip-Archiv mit Safetensors</translation>
    </message>
    <message>
        <source>a zip archive with a TensorFlow SavedModel</source>
        <translation>ein Zip-Archiv mit einem SavedModel von TensorFlow</translation>
    </message>
    <message>
        <source>a zip archive with a Core ML model</source>
        <translation>ein Zip-Archiv mit einem Core-ML-Modell</translation>
    </message>
    <message>
        <source>a zip archive with a TensorFlow Lite model</source>
        <translation>ein Zip-Archiv mit einem Modell von TensorFlow Lite</translation>
    </message>
    <message>
        <source>a network of Caffe</source>
        <translation>ein Netz von Caffe</translation>
    </message>
    <message>
        <source>convert it to ONNX</source>
        <translation>in ONNX umwandeln</translation>
    </message>
    <message>
        <source>a model of TensorFlow.js</source>
        <translation>ein Modell von TensorFlow.js</translation>
    </message>
    <message>
        <source>convert the model it was made from to ONNX: tf2onnx</source>
        <translation>das Modell, aus dem es entstand, in ONNX umwandeln: tf2onnx</translation>
    </message>
    <message>
        <source>a Core ML model</source>
        <translation>ein Core-ML-Modell</translation>
    </message>
    <message>
        <source>export the network it was made from to ONNX</source>
        <translation>das Netz, aus dem es entstand, als ONNX exportieren</translation>
    </message>
    <message>
        <source>a frozen graph of TensorFlow</source>
        <translation>ein eingefrorener Graph von TensorFlow</translation>
    </message>
    <message>
        <source>the graph of a TensorFlow checkpoint</source>
        <translation>der Graph eines Checkpoints von TensorFlow</translation>
    </message>
    <message>
        <source>a graph of TensorFlow in text format</source>
        <translation>ein Graph von TensorFlow im Textformat</translation>
    </message>
    <message>
        <source>write it as protobuf and convert that to ONNX: tf2onnx</source>
        <translation>ihn als Protobuf schreiben und diesen in ONNX umwandeln: tf2onnx</translation>
    </message>
    <message>
        <source>a TensorFlow SavedModel in text format</source>
        <translation>ein SavedModel von TensorFlow im Textformat</translation>
    </message>
    <message>
        <source>the list of a folder of TensorFlow&apos;s checkpoints</source>
        <translation>die Liste eines Ordners mit Checkpoints von TensorFlow</translation>
    </message>
    <message>
        <source>the weights of a network in OpenVINO&apos;s format</source>
        <translation>die Gewichte eines Netzes in OpenVINOs Format</translation>
    </message>
    <message>
        <source>a Core ML package</source>
        <translation>ein Core-ML-Paket</translation>
    </message>
    <message>
        <source>a folder of TensorFlow&apos;s checkpoints</source>
        <translation>ein Ordner mit Checkpoints von TensorFlow</translation>
    </message>
    <message>
        <source>save the model and convert it to ONNX: tf2onnx</source>
        <translation>das Modell speichern und in ONNX umwandeln: tf2onnx</translation>
    </message>
    <message>
        <source>a folder with a PyTorch checkpoint</source>
        <translation>ein Ordner mit einem PyTorch-Checkpoint</translation>
    </message>
    <message>
        <source>values that follow from the inputs</source>
        <translation>Werte, die aus den Eingaben folgen</translation>
    </message>
    <message>
        <source>random ones</source>
        <translation>zufällige</translation>
    </message>
    <message>
        <source>false, or a ratio of 0: what training drops is random</source>
        <translation>false oder ein Anteil von 0: was das Training weglässt, ist zufällig</translation>
    </message>
    <message>
        <source>1: what training drops is random</source>
        <translation>1: was das Training weglässt, ist zufällig</translation>
    </message>
    <message>
        <source>the dump is of another layer</source>
        <translation>der Auszug ist von einer anderen Schicht</translation>
    </message>
    <message>
        <source>the dump is of another of the layer&apos;s products</source>
        <translation>der Auszug ist von einem anderen der Produkte der Schicht</translation>
    </message>
    <message>
        <source>the dump is of another format</source>
        <translation>der Auszug ist von einem anderen Format</translation>
    </message>
    <message>
        <source>the dump is of another configuration of the chip</source>
        <translation>der Auszug ist von einer anderen Einstellung des Chips</translation>
    </message>
    <message>
        <source>the dump is of other tiles</source>
        <translation>der Auszug ist von anderen Kacheln</translation>
    </message>
    <message>
        <source>the dump is of other golden vectors (inputs, weights or scales differ)</source>
        <translation>der Auszug ist von anderen Prüfvektoren (Eingaben, Gewichte oder Skalen sind andere)</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;, product %2, %3, tiles %4 .. %5, settings %6</source>
        <translation>Schicht „%1“, Produkt %2, %3, Kacheln %4 .. %5, Einstellungen %6</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;, product %2, %3, tiles %4 .. %5, settings %6, check %7</source>
        <translation>Schicht „%1“, Produkt %2, %3, Kacheln %4 .. %5, Einstellungen %6, Prüfsumme %7</translation>
    </message>
    <message>
        <source>a dump of the bench</source>
        <translation>ein Auszug der Prüfbank</translation>
    </message>
    <message>
        <source>first line</source>
        <translation>erste Zeile</translation>
    </message>
    <message>
        <source>&apos;// kit: ...&apos;, as the bench of vsq golden writes it</source>
        <translation>„// kit: ...“, wie die Prüfbank von vsq golden es schreibt</translation>
    </message>
    <message>
        <source>one of the network&apos;s (nearest: &apos;%1&apos;)</source>
        <translation>eine des Netzes (am nächsten: „%1“)</translation>
    </message>
    <message>
        <source>that of a node or of its output in the run (nearest: &apos;%1&apos;)</source>
        <translation>der eines Knotens oder seiner Ausgabe im Lauf (am nächsten: „%1“)</translation>
    </message>
    <message>
        <source>another one</source>
        <translation>eine andere</translation>
    </message>
</context>
</TS>
