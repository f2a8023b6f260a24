// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/measuretext.h"

#include "views/theme/number.h"
#include "views/workspace/runlist.h"

#include <QCoreApplication>

#include <cmath>

namespace vsq {

namespace {

class Measure {
    Q_DECLARE_TR_FUNCTIONS(vsq::Measure)
};

} // namespace

QString titleOf(LayerMeasure measure)
{
    switch (measure) {
    case LayerMeasure::Cycles: return Measure::tr("Cycles");
    case LayerMeasure::Utilisation: return Measure::tr("Utilisation");
    case LayerMeasure::Sqnr: return Measure::tr("SQNR");
    case LayerMeasure::Energy: break;
    }
    return Measure::tr("Energy");
}

QString measureText(LayerMeasure measure, double value)
{
    switch (measure) {
    case LayerMeasure::Cycles: return number::integer(static_cast<qint64>(std::llround(value)));
    case LayerMeasure::Utilisation: return number::percent(value);
    case LayerMeasure::Sqnr: return number::decibel(value);
    case LayerMeasure::Energy: break;
    }
    return number::si(value, QStringLiteral("J"));
}

QString differenceText(LayerMeasure measure, double difference, double now)
{
    const double clean = number::withoutResidue(difference, std::abs(now));
    return (clean > 0.0 ? QStringLiteral("+") : QString()) + measureText(measure, clean);
}

QString besideBaseline(const RunList &runs, int layer, LayerMeasure measure)
{
    const ComparedLayer *compared = runs.compared(layer);
    if (compared == nullptr) {
        return {};
    }
    const QString name = runs.baselineRun()->name;
    if (!compared->before) {
        return Measure::tr("the baseline, %1, has no such layer").arg(name);
    }
    const auto difference = compared->difference(measure);
    return !difference ? QString()
                       : Measure::tr("%1 from the %2 of the baseline, %3")
                             .arg(differenceText(measure, *difference, *compared->nowOf(measure)),
                                  measureText(measure, *compared->beforeOf(measure)), name);
}

} // namespace vsq
