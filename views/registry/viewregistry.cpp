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

QString tr(const char *text)
{
    return QCoreApplication::translate("vsq::ViewRegistry", text);
}

} // namespace

const std::vector<ViewEntry> &viewRegistry()
{
    static const std::vector<ViewEntry> entries{
        {QStringLiteral("network"), tr("Network"), QStringLiteral("network"),
         tr("The network's layers: what runs on the chip, in which format, and what it costs."), ViewArea::Left,
         make<NetworkView>},
        {QStringLiteral("dataflow"), tr("Dataflow"), QStringLiteral("dataflow"),
         tr("The chip computing a layer, cycle by cycle: what moves, what every lane makes of it."), ViewArea::Centre,
         make<DataflowView>},
        {QStringLiteral("inspector"), tr("Inspector"), QStringLiteral("inspector"),
         tr("The selected value in full: codes, scales, sums, and the error of each step."), ViewArea::Right,
         make<InspectorView>},
        {QStringLiteral("scales"), tr("Scales"), QStringLiteral("scales"),
         tr("The per-vector scales of a layer or of all: histogram, map, and what they win over one scale a channel."),
         ViewArea::Bottom, make<ScalesView>},
        {QStringLiteral("utilisation"), tr("Utilisation"), QStringLiteral("utilisation"),
         tr("Which lanes and multipliers do useful work, and where a layer's cycles go."), ViewArea::Bottom,
         make<UtilisationView>},
        {QStringLiteral("accuracy"), tr("Accuracy"), QStringLiteral("accuracy"),
         tr("Accuracy against bits, storage and energy, with 95 % intervals and published lines; which layers suffer, and the cheapest formats."),
         ViewArea::Bottom, make<AccuracyView>},
        {QStringLiteral("error"), tr("Error"), QStringLiteral("difference"),
         tr("What quantization lost and where it comes from: layers ranked, operands, error budget, ranges, crest factors."),
         ViewArea::Bottom, make<ErrorView>},
        {QStringLiteral("energy"), tr("Energy"), QStringLiteral("energy"),
         tr("Energy by component and layer at a chosen supply, beside the published efficiency and power."), ViewArea::Bottom,
         make<EnergyView>},
        {QStringLiteral("roofline"), tr("Roofline"), QStringLiteral("utilisation"),
         tr("What limits each layer: operations a byte of a port, under the peaks of the formats at the supply."),
         ViewArea::Bottom, make<RooflineView>},
        {QStringLiteral("tuning"), tr("Fine-tuning"), QStringLiteral("tuning"),
         tr("Training that recovers what a format costs: loss and accuracy while it learns, and how far each layer moved."),
         ViewArea::Bottom, make<TuningView>},
        {QStringLiteral("findings"), tr("Findings"), QStringLiteral("warning"),
         tr("What a reviewer would point at, and your own assertions, with the place and what to do."), ViewArea::Bottom,
         make<FindingsView>},
        {QStringLiteral("timeline"), tr("Timeline"), QStringLiteral("timeline"),
         tr("The open layer over its cycles: fills, passes, post-processing, drains, stalls and memory ports."), ViewArea::Bottom,
         make<TimelineView>},
        {QStringLiteral("history"), tr("History"), QStringLiteral("history"),
         tr("What watched values of the chip did over the cycles of the open layer."), ViewArea::Bottom, make<HistoryView>},
        {QStringLiteral("compare"), tr("Compare"), QStringLiteral("compare"),
         tr("Kept runs beside each other layer by layer, and where two of them first part."), ViewArea::Bottom,
         make<CompareView>},
        {QStringLiteral("notebook"), tr("Notebook"), QStringLiteral("notebook"),
         tr("Moments kept with a sentence: go back to them, export them as Markdown with figures."), ViewArea::Bottom,
         make<NotebookView>},
        {QStringLiteral("log"), tr("Log"), QStringLiteral("log"), tr("What happened in this session, message by message."),
         ViewArea::Bottom, make<LogView>},
    };
    return entries;
}

} // namespace vsq
