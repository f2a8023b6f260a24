// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/shortnames.h"

#include <QMap>

#include <algorithm>

namespace vsq {

namespace {

/// What the names of several parts begin with that share their first part, up to and including a dot; empty where they are fewer
/// than two, or where another first part has several names too, which could not be told apart from them then.
QString commonBeginning(const QStringList &names)
{
    QMap<QString, QStringList> families;
    for (const QString &name : names) {
        if (name.contains(QLatin1Char('.'))) {
            families[name.section(QLatin1Char('.'), 0, 0)].append(name);
        }
    }
    const auto isFamily = [](const QStringList &family) { return family.size() > 1; };
    if (std::count_if(families.cbegin(), families.cend(), isFamily) != 1) {
        return {};
    }
    const QStringList &family = *std::find_if(families.cbegin(), families.cend(), isFamily);
    QString common = family.front();
    for (const QString &name : family) {
        qsizetype same = 0;
        while (same < std::min(common.size(), name.size()) && common[same] == name[same]) {
            ++same;
        }
        common.truncate(same);
    }
    return common.left(common.lastIndexOf(QLatin1Char('.')) + 1);
}

/// The last part, with its dot, that most names share: "stage1.0.a.conv" needs no ".conv". Empty where there is none.
QString commonEnding(const QStringList &names)
{
    QMap<QString, int> endings;
    for (const QString &name : names) {
        if (name.contains(QLatin1Char('.'))) {
            ++endings[name.mid(name.lastIndexOf(QLatin1Char('.')))];
        }
    }
    const auto most = std::max_element(endings.cbegin(), endings.cend());
    return most != endings.cend() && 3 * *most > 2 * names.size() ? most.key() : QString();
}

} // namespace

QStringList shortNames(const QStringList &names, const QFontMetricsF &metrics, double room)
{
    const auto fits = [&](const QString &name) { return metrics.horizontalAdvance(name) <= room; };
    if (std::all_of(names.begin(), names.end(), fits)) {
        return names;
    }
    const QString dots = QStringLiteral("\u2026");
    const QString beginning = commonBeginning(names);
    const QString ending = commonEnding(names);
    QStringList shorter;
    for (const QString &name : names) {
        QString cut = name;
        if (!beginning.isEmpty() && name.startsWith(beginning)) {
            cut = dots + name.mid(beginning.size());
        } else if (!ending.isEmpty() && name.endsWith(ending)) {
            cut = name.chopped(ending.size()) + dots;
        }
        shorter.append(metrics.elidedText(cut, Qt::ElideMiddle, room));
    }
    return shorter;
}

} // namespace vsq
