// SPDX-License-Identifier: GPL-3.0-or-later
// Sorts the layers by value and keeps those whose name or operator matches a regular expression.
#pragma once

#include <QRegularExpression>
#include <QSortFilterProxyModel>

namespace vsq {

class NetworkFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit NetworkFilter(QObject *parent = nullptr);
    /// Case-insensitive; an invalid expression keeps everything. Returns why it is invalid, empty when it is not.
    QString setPattern(const QString &pattern);
    [[nodiscard]] bool isFiltering() const { return !m_pattern.pattern().isEmpty(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QRegularExpression m_pattern;
};

} // namespace vsq
