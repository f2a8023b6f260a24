// SPDX-License-Identifier: GPL-3.0-or-later
// Axis ticks: short numbers with SI prefixes, whole numbers where only those make sense, names for categories.
#pragma once

#include "views/figure/figurestyle.h"

#include <qcustomplot.h>

namespace vsq {

class FigureTicker : public QCPAxisTicker {
public:
    FigureTicker(bool integers, bool localNumbers) : m_integers(integers), m_localNumbers(localNumbers) {}

protected:
    double getTickStep(const QCPRange &range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    bool m_integers;
    bool m_localNumbers;
};

/// Categories 0, 1, 2 ...: as many of their names as fit.
class CategoryTicker : public QCPAxisTicker {
public:
    /// needs: pixels along the axis, which the ticker belongs to, that a name takes.
    CategoryTicker(QStringList names, const QCPAxis *axis, double needs) : m_names(std::move(names)), m_axis(axis), m_needs(needs)
    {
    }

protected:
    QVector<double> createTickVector(double tickStep, const QCPRange &range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    QStringList m_names;
    const QCPAxis *m_axis;
    double m_needs;
};

/// Decades only, as powers of ten; 1 and 10 as plain numbers.
class DecadeTicker : public QCPAxisTickerLog {
public:
    explicit DecadeTicker(bool localNumbers) : m_localNumbers(localNumbers) { setSubTickCount(8); }

protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    bool m_localNumbers;
};

} // namespace vsq
