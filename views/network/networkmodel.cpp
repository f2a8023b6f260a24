// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/network/networkmodel.h"

#include "core/run/chipmode.h"
#include "views/theme/coretext.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/measuretext.h"
#include "views/workspace/runlist.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

/// "VSQ" for the chip's formats, the long form for others.
QString formatName(const NumberFormat &format)
{
    const std::string name = nameOf(format);
    return name.empty() ? coreText(describe(format)) : text(name).toUpper();
}

std::optional<LayerMeasure> measureOf(int column)
{
    switch (column) {
    case NetworkModel::Cycles: return LayerMeasure::Cycles;
    case NetworkModel::Utilisation: return LayerMeasure::Utilisation;
    case NetworkModel::Sqnr: return LayerMeasure::Sqnr;
    case NetworkModel::Energy: return LayerMeasure::Energy;
    default: break;
    }
    return std::nullopt;
}

} // namespace

NetworkModel::NetworkModel(Workspace *workspace, QObject *parent) : QAbstractTableModel(parent), m_workspace(workspace)
{
    connect(workspace, &Workspace::networkChanged, this, &NetworkModel::reload);
    connect(workspace, &Workspace::formatsChanged, this, &NetworkModel::tellOfAll);
    connect(workspace, &Workspace::layerCostsChanged, this, &NetworkModel::refreshMaxima);
    connect(workspace, &Workspace::measurementsChanged, this, &NetworkModel::refreshMaxima);
    connect(&Theme::current(), &Theme::changed, this, &NetworkModel::tellOfAll);
    connect(workspace->runs(), &RunList::comparedChanged, this, &NetworkModel::refreshMaxima);
    reload();
}

void NetworkModel::tellOfAll()
{
    if (m_rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
    }
}

void NetworkModel::reload()
{
    beginResetModel();
    m_rows = static_cast<int>(m_workspace->layers().size());
    endResetModel();
    refreshMaxima();
}

const LayerCost *NetworkModel::costOf(int row) const
{
    const auto &costs = m_workspace->layerCosts();
    const auto at = static_cast<std::size_t>(row);
    return at < costs.size() && costs[at] ? &*costs[at] : nullptr;
}

void NetworkModel::refreshMaxima()
{
    if (m_rows != static_cast<int>(m_workspace->layers().size())) {
        return; // another network: reload() follows
    }
    for (int column = 0; column < ColumnCount; ++column) {
        double largest = 0.0;
        for (int row = 0; row < rowCount(); ++row) {
            largest = std::max(largest, value(row, column).value_or(0.0));
        }
        m_maxima[static_cast<std::size_t>(column)] = largest;
    }
    tellOfAll();
}

bool NetworkModel::runsOnChip(int row) const
{
    return m_workspace->layers()[static_cast<std::size_t>(row)].onChip && modeOf(m_workspace->layerFormat(row)).has_value();
}

const LayerReport *NetworkModel::measured(int row) const
{
    const auto &reports = m_workspace->measurements();
    const auto at = static_cast<std::size_t>(row);
    return at < reports.size() && reports[at] ? &*reports[at] : nullptr;
}

int NetworkModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int NetworkModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool NetworkModel::isNumeric(int column)
{
    return column != Name && column != Operator && column != Where && column != Format;
}

double NetworkModel::maximum(int column) const
{
    return m_maxima[static_cast<std::size_t>(column)];
}

std::optional<double> NetworkModel::value(int row, int column) const
{
    const Layer &layer = m_workspace->layers()[static_cast<std::size_t>(row)];
    const LayerCost *cost = costOf(row);
    const LayerReport *report = measured(row);
    const auto integer = [](std::int64_t number) { return std::optional(static_cast<double>(number)); };
    switch (column) {
    case M: return integer(layer.m);
    case N: return integer(layer.n);
    case K: return integer(layer.k);
    case Count: return integer(layer.count);
    case Macs: return integer(layer.macs);
    case Cycles: return cost != nullptr ? integer(cost->cycles()) : std::nullopt;
    case Utilisation: return cost != nullptr ? std::optional(cost->utilisation()) : std::nullopt;
    case Sqnr: return report != nullptr && std::isfinite(report->sqnrOut) ? std::optional(report->sqnrOut) : std::nullopt;
    case Energy: return report != nullptr ? report->energy : std::nullopt;
    default: return std::nullopt;
    }
}

QString NetworkModel::display(int row, int column) const
{
    const Layer &layer = m_workspace->layers()[static_cast<std::size_t>(row)];
    switch (column) {
    case Name: return text(layer.name);
    case Operator: return text(layer.op);
    case Where: return runsOnChip(row) ? tr("chip") : layer.onChip ? tr("software") : tr("host");
    case Format: return layer.onChip ? formatName(m_workspace->layerFormat(row)) : tr("FP32");
    default: break;
    }
    const std::optional<double> number = value(row, column);
    if (!number || (!layer.onChip && *number == 0.0)) {
        return {};
    }
    // Which way it went from the baseline.
    const std::optional<double> before = baseline(row, column);
    const QString arrow = !before || number::withoutResidue(*number - *before, *number) == 0.0 ? QString()
                          : *number > *before                                                  ? QStringLiteral(" \u25b4")
                                                                                               : QStringLiteral(" \u25be");
    return shown(column, *number) + arrow;
}

QString NetworkModel::shown(int column, double number)
{
    // Cycles are short here; the tooltip has them in full.
    if (column == Macs || column == Cycles) {
        return number::si(number);
    }
    const auto measure = measureOf(column);
    return measure ? measureText(*measure, number) : number::integer(static_cast<qint64>(number));
}

std::optional<double> NetworkModel::baseline(int row, int column) const
{
    const ComparedLayer *layer = m_workspace->runs()->compared(row);
    const auto measure = measureOf(column);
    return layer != nullptr && measure ? layer->beforeOf(*measure) : std::nullopt;
}

QString NetworkModel::besideBaseline(int row, int column) const
{
    return vsq::besideBaseline(*m_workspace->runs(), row, *measureOf(column));
}

QVariant NetworkModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Layer &layer = m_workspace->layers()[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return display(index.row(), column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::FontRole:
        if (isNumeric(column)) {
            return Theme::monospace();
        }
        if (column == Format && m_workspace->hasLayerFormat(index.row())) {
            QFont font;
            font.setBold(true); // set for this layer, not the network's
            return font;
        }
        return {};
    case Qt::ForegroundRole: return layer.onChip ? QVariant() : QVariant(Theme::current().color(Role::MutedText));
    case Qt::ToolTipRole:
        if (column == Format) {
            return layer.onChip ? coreText(describe(m_workspace->layerFormat(index.row())))
                                : tr("Runs on the host in FP32: %1").arg(coreText(layer.reason));
        }
        if (const LayerCost *cost = costOf(index.row()); column == Cycles && cost != nullptr) {
            const QString beside = besideBaseline(index.row(), column);
            return tr("%1 cycles").arg(number::integer(cost->cycles()))
                   + (cost->note.empty() ? QString() : QLatin1Char('\n') + coreText(cost->note))
                   + (beside.isEmpty() ? QString() : QLatin1Char('\n') + beside);
        }
        if (column == Cycles && layer.onChip) {
            const std::string refusal = refusalOf(layer, m_workspace->layerFormat(index.row()), m_workspace->chipConfig(),
                                                  m_workspace->nextFormat(index.row()));
            return refusal.empty() ? QVariant() : tr("Does not run as configured: %1").arg(coreText(refusal));
        }
        if (column == Utilisation || column == Sqnr || column == Energy) {
            const QString beside = besideBaseline(index.row(), column);
            return beside.isEmpty() ? QVariant() : QVariant(beside);
        }
        if (column == Macs) {
            return tr("%1 multiply-accumulates").arg(number::integer(layer.macs));
        }
        if (column != Where && column != Name) {
            return QVariant();
        }
        return text(layer.name) + QLatin1Char('\n')
               + (layer.onChip && !runsOnChip(index.row())
                      ? tr("its format is not one of the chip's: computed by software, codes times scales")
                      : coreText(layer.reason));
    case ValueRole: {
        const std::optional<double> number = value(index.row(), column);
        return number ? QVariant(*number) : QVariant();
    }
    case PlainRole: {
        if (!isNumeric(column)) {
            return column != Where           ? display(index.row(), column)
                   : runsOnChip(index.row()) ? QStringLiteral("chip")
                   : layer.onChip            ? QStringLiteral("software")
                                             : QStringLiteral("host");
        }
        const std::optional<double> number = value(index.row(), column);
        return number ? QString::number(*number, 'g', 17) : QString();
    }
    case OnChipRole: return layer.onChip;
    default: return {};
    }
}

QString NetworkModel::plainName(int column)
{
    static constexpr std::array<const char *, ColumnCount> kNames{
        "name", "op", "M", "N", "K", "count", "macs", "where", "format", "cycles", "utilisation", "sqnr_dB", "energy_J"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(column)));
}

QVariant NetworkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        switch (section) {
        case Name: return tr("Layer");
        case Operator: return tr("Operator");
        case M: return tr("M");
        case N: return tr("N");
        case K: return tr("K");
        case Count: return tr("Count");
        case Macs: return tr("MACs");
        case Where: return tr("Runs on");
        case Format: return tr("Format");
        case Cycles: return tr("Cycles");
        case Utilisation: return tr("Utilisation");
        case Sqnr: return tr("SQNR");
        case Energy: return tr("Energy");
        default: return {};
        }
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case M: return tr("M: output features, rows of A (weights)");
        case N: return tr("N: tokens or pixels, rows of B (activations)");
        case K: return tr("K: length of the dot products");
        case Count: return tr("How many products of this shape the layer has: heads, groups, images");
        case Macs: return tr("Multiply-accumulates: M × N × K × count");
        case Where:
            return tr("Chip: the accelerator computes it. Software: a product in a format that the chip does not have. Host: no "
                      "product, or one that the chip cannot take");
        case Format: return tr("Number format; bold where it is the layer's own");
        case Cycles: return tr("Clock cycles of all its products, fill and drain of subtiles included");
        case Utilisation: return tr("Utilisation: useful MACs / (cycles × MACs a cycle)");
        case Sqnr: return tr("Signal to quantization noise of the layer's products: 10 log₁₀(Σy² / Σ(ŷ−y)²)");
        case Energy: return tr("Energy of the layer at the chip's supply voltage");
        default: return headerData(section, orientation, Qt::DisplayRole);
        }
    }
    return {};
}

Qt::ItemFlags NetworkModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Format && m_workspace->layers()[static_cast<std::size_t>(index.row())].onChip) {
        flags |= Qt::ItemIsEditable;
    }
    return flags;
}

} // namespace vsq
