// SPDX-License-Identifier: GPL-3.0-or-later
// Findings as rows: how bad, which rule, where, what, and what to do.
#pragma once

#include "core/study/findings.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace vsq {

class FindingsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Severity, Rule, Layer, Place, What, Remedy, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setFindings(std::shared_ptr<const std::vector<Finding>> findings);
    [[nodiscard]] const Finding &finding(int row) const { return (*m_findings)[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// "Scale underflows", as people read it.
    static QString titleOf(FindingRule rule);
    static QString titleOf(FindingSeverity severity);

private:
    std::shared_ptr<const std::vector<Finding>> m_findings;
};

} // namespace vsq
