// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/network/networkfilter.h"

#include "views/network/networkmodel.h"

namespace vsq {

NetworkFilter::NetworkFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

QString NetworkFilter::setPattern(const QString &pattern)
{
    const QRegularExpression expression(pattern, QRegularExpression::CaseInsensitiveOption);
    m_pattern = expression.isValid() ? expression : QRegularExpression();
    invalidateFilter();
    return expression.isValid() ? QString() : expression.errorString();
}

bool NetworkFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_pattern.pattern().isEmpty()) {
        return true;
    }
    for (const int column : {NetworkModel::Name, NetworkModel::Operator}) {
        const QString text = sourceModel()->index(row, column, parent).data().toString();
        if (m_pattern.match(text).hasMatch()) {
            return true;
        }
    }
    return false;
}

bool NetworkFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (!NetworkModel::isNumeric(left.column())) {
        return QSortFilterProxyModel::lessThan(left, right);
    }
    const QVariant a = left.data(NetworkModel::ValueRole);
    const QVariant b = right.data(NetworkModel::ValueRole);
    if (a.isValid() != b.isValid()) {
        return !a.isValid(); // what is not known comes before the smallest
    }
    return a.toDouble() < b.toDouble();
}

} // namespace vsq
