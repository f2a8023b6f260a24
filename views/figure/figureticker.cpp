// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figureticker.h"

#include <cmath>

namespace vsq {

double FigureTicker::getTickStep(const QCPRange &range)
{
    const double step = QCPAxisTicker::getTickStep(range);
    return m_integers ? std::max(1.0, std::round(step)) : step;
}

QString FigureTicker::getTickLabel(double tick, const QLocale &locale, QChar, int)
{
    const QLocale shown = m_localNumbers ? locale : QLocale::c();
    const double size = std::abs(tick);
    if (size < 1e-300) {
        return shown.toString(0);
    }
    struct Prefix {
        double factor;
        const char *symbol;
    };
    if (size >= 1e4 && size < 1e15) {
        const Prefix prefixes[] = {{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
        for (const Prefix &prefix : prefixes) {
            if (size >= prefix.factor) {
                return shown.toString(tick / prefix.factor, 'g', 6) + QChar(0x202f) + QLatin1String(prefix.symbol);
            }
        }
    }
    if (size < 1e-3) {
        return shown.toString(tick, 'g', 4);
    }
    return shown.toString(std::round(tick * 1e9) / 1e9, 'g', 6);
}

QVector<double> CategoryTicker::createTickVector(double, const QCPRange &range)
{
    const int first = std::max(0, static_cast<int>(std::ceil(range.lower)));
    const int last = std::min(static_cast<int>(m_names.size()) - 1, static_cast<int>(std::floor(range.upper)));
    // By the length as laid out: legends and names of the other axis leave much less than the widget's.
    const QSize size = m_axis->axisRect()->size();
    const double each = (m_axis->orientation() == Qt::Vertical ? size.height() : size.width()) / std::max(1.0, range.size());
    const int stride = each > 0 ? std::max(1, static_cast<int>(std::ceil(m_needs / each))) : std::max(1, last - first);
    QVector<double> ticks;
    for (int i = first; i <= last; i += stride) {
        ticks.append(i);
    }
    return ticks;
}

QString CategoryTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    return m_names.value(static_cast<int>(std::lround(tick)));
}

QString DecadeTicker::getTickLabel(double tick, const QLocale &locale, QChar, int)
{
    const QLocale shown = m_localNumbers ? locale : QLocale::c();
    const double exponent = std::log10(tick);
    if (std::abs(exponent - std::round(exponent)) > 1e-9 || (exponent > -2.5 && exponent < 3.5)) {
        return shown.toString(tick, 'g', 6);
    }
    static const QString digits = QStringLiteral("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079");
    QString text = QStringLiteral("10");
    for (const QChar c : QString::number(static_cast<int>(std::lround(exponent)))) {
        text += c == QLatin1Char('-') ? QChar(0x207b) : digits.at(c.digitValue());
    }
    return text;
}

} // namespace vsq
