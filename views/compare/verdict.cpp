// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/verdict.h"

#include "views/theme/number.h"

#include <QCoreApplication>
#include <QStringList>

namespace vsq {

QString verdictOf(const FirstDifference &first, const QString &other)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("vsq::CompareView", text); };
    QStringList place{tr("layer %1").arg(QString::fromStdString(first.layer))};
    const auto add = [&](const QString &text, std::int64_t value) {
        if (value >= 0) {
            place.append(text.arg(number::integer(value)));
        }
    };
    add(tr("tile %1"), first.tile);
    add(tr("cycle %1"), first.cycle);
    add(tr("lane %1"), first.lane);
    if (first.m >= 0) {
        place.append(QStringLiteral("C[%1, %2]").arg(first.m).arg(first.n));
    }
    add(tr("after vector %1"), first.k);
    if (first.m < 0) {
        add(tr("element %1"), first.index);
    }
    const auto valueText = [&](double value) {
        return first.what == "sum" ? number::integer(static_cast<qint64>(value)) : number::significant(value, 9);
    };
    return tr("First difference: %1. %2 now, %3 in %4.")
        .arg(place.join(QStringLiteral(", ")), valueText(first.a), valueText(first.b), other);
}

} // namespace vsq
