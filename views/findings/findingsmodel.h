// SPDX-License-Identifier: GPL-3.0-or-later
// Findings as rows: how bad, which rule, where, what, how it was in the baseline, and what to do.
#pragma once

#include "core/study/findingscompared.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace vsq {

class FindingsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Severity, Rule, Layer, Place, What, Baseline, Remedy, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    /// baseline: another run's, whose own follow as gone; null: none, and nothing is said of it.
    void setFindings(const std::shared_ptr<const std::vector<Finding>> &findings,
                     const std::shared_ptr<const std::vector<Finding>> &baseline = {});
    [[nodiscard]] const Finding &finding(int row) const { return m_rows[static_cast<std::size_t>(row)].finding; }
    [[nodiscard]] const std::vector<ComparedFinding> &rows() const { return m_rows; }
    [[nodiscard]] bool hasBaseline() const { return m_hasBaseline; }
    /// "new", "gone", "as before", "was 12.3 %"; empty without a baseline.
    [[nodiscard]] QString besideText(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// "Scale underflows", as people read it.
    static QString titleOf(FindingRule rule);
    static QString titleOf(FindingSeverity severity);

private:
    std::vector<ComparedFinding> m_rows;
    bool m_hasBaseline = false;
};

} // namespace vsq
