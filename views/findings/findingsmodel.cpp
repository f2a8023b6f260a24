// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/findingsmodel.h"

#include "views/icons/icon.h"
#include "views/theme/coretext.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"

namespace vsq {

namespace {

QString iconOf(FindingSeverity severity)
{
    switch (severity) {
    case FindingSeverity::Note: return QStringLiteral("information");
    case FindingSeverity::Warning: return QStringLiteral("warning");
    case FindingSeverity::Problem: break;
    }
    return QStringLiteral("error");
}

QString definitionOf(FindingRule rule)
{
    switch (rule) {
    case FindingRule::ScaleUnderflow:
        return FindingsModel::tr("A vector has values that are not 0, but its integer scale rounded to 0: all of it is lost.");
    case FindingRule::SaturatingSum:
        return FindingsModel::tr("An addition left the collector's 24 bits and was clamped to the end of their range.");
    case FindingRule::VectorsWinNothing:
        return FindingsModel::tr("Per-vector scales win less than 0.1 dB of signal to noise over one scale a channel.");
    case FindingRule::PaddingAlongK:
        return FindingsModel::tr("K is no multiple of the vector: the last vector of a row is filled up with zeros.");
    case FindingRule::DenserTransposed:
        return FindingsModel::tr("The product as C^T = B A^T fills the lanes better and takes fewer cycles.");
    case FindingRule::AssertionFails: break;
    }
    return FindingsModel::tr("What you claim of every value does not hold for some.");
}

/// A finding's number in its rule's unit.
QString numberText(FindingRule rule, double value)
{
    switch (rule) {
    case FindingRule::VectorsWinNothing: return number::decibel(value);
    case FindingRule::ScaleUnderflow:
    case FindingRule::PaddingAlongK:
    case FindingRule::DenserTransposed: return number::percent(value / 100.0);
    case FindingRule::SaturatingSum:
    case FindingRule::AssertionFails: break;
    }
    return number::integer(static_cast<qint64>(value));
}

} // namespace

QString FindingsModel::titleOf(FindingRule rule)
{
    switch (rule) {
    case FindingRule::ScaleUnderflow: return tr("Scale underflows");
    case FindingRule::SaturatingSum: return tr("Sum saturates");
    case FindingRule::VectorsWinNothing: return tr("Vectors win nothing");
    case FindingRule::PaddingAlongK: return tr("Padding along K");
    case FindingRule::DenserTransposed: return tr("Denser transposed");
    case FindingRule::AssertionFails: break;
    }
    return tr("Assertion fails");
}

QString FindingsModel::titleOf(FindingSeverity severity)
{
    switch (severity) {
    case FindingSeverity::Note: return tr("Note");
    case FindingSeverity::Warning: return tr("Warning");
    case FindingSeverity::Problem: break;
    }
    return tr("Problem");
}

void FindingsModel::setFindings(const std::shared_ptr<const std::vector<Finding>> &findings,
                                const std::shared_ptr<const std::vector<Finding>> &baseline)
{
    beginResetModel();
    m_hasBaseline = findings && baseline;
    m_rows.clear();
    if (m_hasBaseline) {
        m_rows = compareFindings(*findings, *baseline);
    } else if (findings) {
        for (const Finding &finding : *findings) {
            m_rows.push_back({finding, std::nullopt, false});
        }
    }
    endResetModel();
}

QString FindingsModel::besideText(int row) const
{
    const ComparedFinding &compared = m_rows[static_cast<std::size_t>(row)];
    if (!m_hasBaseline) {
        return {};
    }
    if (compared.isGone) {
        return tr("gone");
    }
    if (compared.isNew()) {
        return tr("new");
    }
    return *compared.before == compared.finding.number ? tr("as before")
                                                       : tr("was %1").arg(numberText(compared.finding.rule, *compared.before));
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Finding &found = finding(index.row());
    if (role == Qt::DecorationRole && index.column() == Severity) {
        return icon(iconOf(found.severity));
    }
    if (role == Qt::ForegroundRole && m_rows[static_cast<std::size_t>(index.row())].isGone) {
        return Theme::current().color(Role::MutedText);
    }
    if (role == Qt::ToolTipRole) {
        return index.column() == Rule ? definitionOf(found.rule) : data(index, Qt::DisplayRole);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case Severity: return titleOf(found.severity);
    case Rule: return titleOf(found.rule);
    case Layer: return QString::fromStdString(found.layer);
    case Place: return coreText(found.place);
    case What: return coreText(found.text);
    case Baseline: return besideText(index.row());
    case Remedy: return coreText(found.remedy);
    default: return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const QStringList kHeaders{tr("Severity"), tr("Rule"),     tr("Layer"),     tr("Place"),
                                      tr("What"),     tr("Baseline"), tr("What to do")};
    return orientation == Qt::Horizontal && role == Qt::DisplayRole && section < Columns ? QVariant(kHeaders[section])
                                                                                         : QVariant();
}

} // namespace vsq
