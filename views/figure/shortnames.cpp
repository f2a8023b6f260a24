// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/shortnames.h"

#include <QMap>

#include <algorithm>

namespace vsq {

namespace {

/// What the names of several parts begin with that share the most frequent first part, up to and including a dot; empty where
/// they are fewer than two.
QString commonBeginning(const QStringList &names)
{
    QMap<QString, QStringList> families;
    for (const QString &name : names) {
        if (name.contains(QLatin1Char('.'))) {
            families[name.section(QLatin1Char('.'), 0, 0)].append(name);
        }
    }
    const auto largest = std::max_element(families.cbegin(), families.cend(),
                                          [](const QStringList &a, const QStringList &b) { return a.size() < b.size(); });
    if (largest == families.cend() || largest->size() < 2) {
        return {};
    }
    QString common = largest->front();
    for (const QString &name : *largest) {
        qsizetype same = 0;
        while (same < std::min(common.size(), name.size()) && common[same] == name[same]) {
            ++same;
        }
        common.truncate(same);
    }
    return common.left(common.lastIndexOf(QLatin1Char('.')) + 1);
}

} // namespace

QStringList shortNames(const QStringList &names, const QFontMetricsF &metrics, double room)
{
    const auto fits = [&](const QString &name) { return metrics.horizontalAdvance(name) <= room; };
    if (std::all_of(names.begin(), names.end(), fits)) {
        return names;
    }
    const QString beginning = commonBeginning(names);
    QStringList shorter;
    for (const QString &name : names) {
        const bool drops = !beginning.isEmpty() && name.startsWith(beginning);
        shorter.append(
            metrics.elidedText(drops ? QStringLiteral("\u2026") + name.mid(beginning.size()) : name, Qt::ElideMiddle, room));
    }
    return shorter;
}

} // namespace vsq
