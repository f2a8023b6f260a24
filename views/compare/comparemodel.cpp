// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/comparemodel.h"

#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/measuretext.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

/// Of a column of numbers, or of the column of its differences.
std::optional<LayerMeasure> measureOf(int column)
{
    switch (column) {
    case CompareModel::Cycles:
    case CompareModel::CyclesDifference: return LayerMeasure::Cycles;
    case CompareModel::Utilisation:
    case CompareModel::UtilisationDifference: return LayerMeasure::Utilisation;
    case CompareModel::Sqnr:
    case CompareModel::SqnrDifference: return LayerMeasure::Sqnr;
    case CompareModel::Energy:
    case CompareModel::EnergyDifference: return LayerMeasure::Energy;
    default: break;
    }
    return std::nullopt;
}

} // namespace

bool CompareModel::isDifference(int column)
{
    return column == CyclesDifference || column == UtilisationDifference || column == SqnrDifference
           || column == EnergyDifference;
}

void CompareModel::setLayers(const std::vector<LayerNumbers> &now)
{
    setRows(compareLayers(now, {}), false);
}

void CompareModel::setLayers(const std::vector<ComparedLayer> &compared)
{
    setRows(compared, true);
}

void CompareModel::setRows(const std::vector<ComparedLayer> &layers, bool hasBaseline)
{
    beginResetModel();
    m_rows.clear();
    m_hasBaseline = hasBaseline;
    for (const ComparedLayer &layer : layers) {
        m_rows.push_back({layer, std::nullopt});
    }
    takeDifference();
    endResetModel();
}

void CompareModel::setDifference(std::optional<RunDifference> difference)
{
    beginResetModel();
    m_difference = std::move(difference);
    takeDifference();
    endResetModel();
}

void CompareModel::takeDifference()
{
    for (Row &row : m_rows) {
        row.difference.reset();
        if (!m_difference) {
            continue;
        }
        const auto found = std::find_if(m_difference->layers.begin(), m_difference->layers.end(),
                                        [&](const LayerDifference &layer) { return layer.name == row.layer.name; });
        if (found != m_difference->layers.end() && found->missing.empty()) {
            row.difference = *found;
        }
    }
}

std::optional<double> CompareModel::value(const Row &row, int column) const
{
    if (column == Different || column == Largest) {
        return !row.difference       ? std::nullopt
               : column == Different ? std::optional(static_cast<double>(row.difference->different))
               : row.difference->notFinite > 0
                   ? std::optional(std::numeric_limits<double>::infinity()) // infinite or no number: without a distance
                   : std::optional(row.difference->largest);
    }
    const std::optional<LayerMeasure> measure = measureOf(column);
    return !measure ? std::nullopt : isDifference(column) ? row.layer.difference(*measure) : row.layer.nowOf(*measure);
}

QString CompareModel::missing(const Row &row) const
{
    return !row.layer.now                       ? tr("only in the baseline")
           : m_hasBaseline && !row.layer.before ? tr("not in the baseline")
                                                : QString();
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    const auto number = column == Name ? std::nullopt : value(row, column);
    switch (role) {
    case Qt::DisplayRole:
        if (column == Name) {
            const QString mark = missing(row);
            const QString name = QString::fromStdString(row.layer.name);
            return mark.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, mark);
        }
        if (!number) {
            return QStringLiteral("\u2013");
        }
        if (const auto measure = measureOf(column)) {
            return isDifference(column) ? differenceText(*measure, *number, row.layer.nowOf(*measure).value_or(0.0))
                                        : measureText(*measure, *number);
        }
        return column == Different ? number::integer(static_cast<qint64>(std::llround(*number))) : number::significant(*number);
    case ValueRole: return number ? QVariant(*number) : QVariant();
    case PlainRole:
        return column == Name ? QVariant(QString::fromStdString(row.layer.name))
                              : QVariant(number ? QString::number(*number, 'g', 12) : QString());
    case Qt::TextAlignmentRole:
        return column == Name ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::FontRole:
        if (column != Name) {
            return Theme::monospace();
        }
        break;
    case Qt::ForegroundRole:
        if (!missing(row).isEmpty()) {
            return Theme::current().color(Role::MutedText);
        }
        if (column == Different && row.difference && row.difference->different > 0) {
            return Theme::current().ink(Role::ErrorPositive);
        }
        break;
    case Qt::ToolTipRole:
        if (column == Name) {
            const QString mark = missing(row);
            return QString::fromStdString(row.layer.name) + (mark.isEmpty() ? QString() : QStringLiteral("\n") + mark);
        }
        if (isDifference(column)) {
            const LayerMeasure measure = *measureOf(column);
            const auto before = row.layer.beforeOf(measure);
            return before ? tr("Now minus the baseline's %1").arg(measureText(measure, *before))
                          : tr("The baseline has no such number");
        }
        return headerData(column, Qt::Horizontal, Qt::ToolTipRole);
    default: break;
    }
    return {};
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        switch (section) {
        case Name: return tr("Layer");
        case Cycles: return tr("Cycles");
        case Utilisation: return tr("Utilisation");
        case Sqnr: return tr("SQNR");
        case Energy: return tr("Energy");
        case Different: return tr("Different");
        case Largest: return tr("Largest");
        default: return QStringLiteral("\u0394");
        }
    }
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Name: return tr("Layers of what is set now, then those that only the baseline has");
        case Cycles: return tr("Of all products of the layer, overheads and stalls included");
        case Utilisation: return tr("Useful multiplications over those that the cycles had room for");
        case Sqnr: return tr("Signal to quantization noise of the layer's products, in dB");
        case Energy: return tr("Energy of the layer's products at the supply that is set");
        case Different: return tr("Values of the layer that differ between the two runs");
        case Largest: return tr("Largest difference of a value of the layer: sums as whole numbers");
        default: return tr("Now minus the baseline");
        }
    }
    if (role == Qt::TextAlignmentRole) {
        return section == Name ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    }
    return {};
}

std::vector<QStringList> CompareModel::table() const
{
    std::vector<QStringList> rows{{QStringLiteral("layer"), QStringLiteral("cycles"), QStringLiteral("cycles difference"),
                                   QStringLiteral("utilisation"), QStringLiteral("utilisation difference"),
                                   QStringLiteral("SQNR dB"), QStringLiteral("SQNR difference dB"), QStringLiteral("energy J"),
                                   QStringLiteral("energy difference J"), QStringLiteral("values different"),
                                   QStringLiteral("largest difference"), QStringLiteral("missing")}};
    for (int row = 0; row < rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column) {
            cells.append(data(index(row, column), PlainRole).toString());
        }
        cells.append(missing(m_rows[static_cast<std::size_t>(row)]));
        rows.push_back(cells);
    }
    return rows;
}

} // namespace vsq
