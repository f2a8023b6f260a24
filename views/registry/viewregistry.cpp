// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/registry/viewregistry.h"

#include "views/accuracy/accuracyview.h"
#include "views/compare/compareview.h"
#include "views/dataflow/dataflowview.h"
#include "views/energy/energyview.h"
#include "views/error/errorview.h"
#include "views/findings/findingsview.h"
#include "views/history/historyview.h"
#include "views/inspector/inspectorview.h"
#include "views/log/logview.h"
#include "views/network/networkview.h"
#include "views/notebook/notebookview.h"
#include "views/roofline/rooflineview.h"
#include "views/scales/scalesview.h"
#include "views/timeline/timelineview.h"
#include "views/tuning/tuningview.h"
#include "views/utilisation/utilisationview.h"

#include <QCoreApplication>

namespace vsq {

namespace {

template <typename Made>
View *make(Workspace *workspace, QWidget *parent)
{
    return new Made(workspace, parent);
}

QString registryText(const char *text)
{
    return QCoreApplication::translate("vsq::ViewRegistry", text);
}

} // namespace

const std::vector<ViewEntry> &viewRegistry()
{
    static const std::vector<ViewEntry> entries{
        {QStringLiteral("network"), registryText("Network"), QStringLiteral("network"),
         registryText("The network's layers: what runs on the chip, in which format, and what it costs."), ViewArea::Left,
         make<NetworkView>},
        {QStringLiteral("dataflow"), registryText("Dataflow"), QStringLiteral("dataflow"),
         registryText("The chip computing a layer, cycle by cycle: what moves, what every lane makes of it."), ViewArea::Centre,
         make<DataflowView>},
        {QStringLiteral("inspector"), registryText("Inspector"), QStringLiteral("inspector"),
         registryText("The selected value in full: codes, scales, sums, and the error of each step."), ViewArea::Right,
         make<InspectorView>},
        {QStringLiteral("scales"), registryText("Scales"), QStringLiteral("scales"),
         registryText("The per-vector scales of a layer or of all: histogram, map, and what they win over one scale a channel."),
         ViewArea::Bottom, make<ScalesView>},
        {QStringLiteral("utilisation"), registryText("Utilisation"), QStringLiteral("utilisation"),
         registryText("Which lanes and multipliers do useful work, and where a layer's cycles go."), ViewArea::Bottom,
         make<UtilisationView>},
        {QStringLiteral("accuracy"), registryText("Accuracy"), QStringLiteral("accuracy"),
         registryText(
             "Accuracy against bits, storage and energy, with 95 % intervals and published lines; which layers suffer, and the cheapest formats."),
         ViewArea::Bottom, make<AccuracyView>},
        {QStringLiteral("error"), registryText("Error"), QStringLiteral("difference"),
         registryText(
             "What quantization lost and where it comes from: layers ranked, operands, error budget, ranges, crest factors."),
         ViewArea::Bottom, make<ErrorView>},
        {QStringLiteral("energy"), registryText("Energy"), QStringLiteral("energy"),
         registryText("Energy by component and layer at a chosen supply, beside the published efficiency and power."),
         ViewArea::Bottom, make<EnergyView>},
        {QStringLiteral("roofline"), registryText("Roofline"), QStringLiteral("utilisation"),
         registryText("What limits each layer: operations a byte of a port, under the peaks of the formats at the supply."),
         ViewArea::Bottom, make<RooflineView>},
        {QStringLiteral("tuning"), registryText("Fine-tuning"), QStringLiteral("tuning"),
         registryText(
             "Training that recovers what a format costs: loss and accuracy while it learns, and how far each layer moved."),
         ViewArea::Bottom, make<TuningView>},
        {QStringLiteral("findings"), registryText("Findings"), QStringLiteral("warning"),
         registryText("What a reviewer would point at, and your own assertions, with the place and what to do."),
         ViewArea::Bottom, make<FindingsView>},
        {QStringLiteral("timeline"), registryText("Timeline"), QStringLiteral("timeline"),
         registryText("The open layer over its cycles: fills, passes, post-processing, drains, stalls and memory ports."),
         ViewArea::Bottom, make<TimelineView>},
        {QStringLiteral("history"), registryText("History"), QStringLiteral("history"),
         registryText("What watched values of the chip did over the cycles of the open layer."), ViewArea::Bottom,
         make<HistoryView>},
        {QStringLiteral("compare"), registryText("Compare"), QStringLiteral("compare"),
         registryText("Kept runs beside each other layer by layer, and where two of them first part."), ViewArea::Bottom,
         make<CompareView>},
        {QStringLiteral("notebook"), registryText("Notebook"), QStringLiteral("notebook"),
         registryText("Moments kept with a sentence: go back to them, export them as Markdown with figures."), ViewArea::Bottom,
         make<NotebookView>},
        {QStringLiteral("log"), registryText("Log"), QStringLiteral("log"),
         registryText("What happened in this session, message by message."), ViewArea::Bottom, make<LogView>},
    };
    return entries;
}

} // namespace vsq
