// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/number.h"

#include <QLocale>

#include <array>
#include <cmath>

namespace vsq::number {

namespace {

const QString kNone = QStringLiteral("\u2013");

struct Prefix {
    int exponent;
    const char16_t *symbol;
};

constexpr std::array<Prefix, 13> kPrefixes = {{{-18, u"a"},
                                               {-15, u"f"},
                                               {-12, u"p"},
                                               {-9, u"n"},
                                               {-6, u"\u00b5"},
                                               {-3, u"m"},
                                               {0, u""},
                                               {3, u"k"},
                                               {6, u"M"},
                                               {9, u"G"},
                                               {12, u"T"},
                                               {15, u"P"},
                                               {18, u"E"}}};

/// The exponent of ten once the value is rounded to so many digits (999.6 has 3, not 2).
int roundedExponent(double value, int digits)
{
    int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
    const double unit = std::pow(10.0, exponent - digits + 1);
    if (std::round(std::abs(value) / unit) * unit >= std::pow(10.0, exponent + 1)) {
        ++exponent;
    }
    return exponent;
}

} // namespace

QString significant(double value, int digits)
{
    if (!std::isfinite(value)) {
        return std::isnan(value) ? kNone : value > 0 ? QStringLiteral("\u221e") : QStringLiteral("\u2212\u221e");
    }
    const QLocale locale;
    if (value == 0.0) {
        return locale.toString(0);
    }
    const int exponent = roundedExponent(value, digits);
    if (exponent < -4 || exponent > 6) {
        return locale.toString(value, 'e', digits - 1);
    }
    const int decimals = std::max(0, digits - 1 - exponent);
    double shown = value;
    if (exponent >= digits) {
        const double unit = std::pow(10.0, exponent - digits + 1);
        shown = std::round(value / unit) * unit;
    }
    return locale.toString(shown, 'f', decimals);
}

QString si(double value, const QString &unit, int digits)
{
    if (!std::isfinite(value)) {
        return significant(value, digits);
    }
    const QLocale locale;
    if (value == 0.0) {
        return unit.isEmpty() ? locale.toString(0) : locale.toString(0) + QChar(0x202f) + unit;
    }
    const int exponent = roundedExponent(value, digits);
    const int group = std::clamp(static_cast<int>(std::floor(exponent / 3.0)), -6, 6);
    const Prefix &prefix = kPrefixes[static_cast<std::size_t>(group + 6)];
    const double scaled = value / std::pow(10.0, prefix.exponent);
    const int decimals = std::max(0, digits - 1 - (exponent - prefix.exponent));
    const QString text = locale.toString(scaled, 'f', decimals);
    const QString suffix = QString::fromUtf16(prefix.symbol) + unit;
    return suffix.isEmpty() ? text : text + QChar(0x202f) + suffix;
}

double withoutResidue(double value, double size)
{
    constexpr double kResidue = 1e-9; // far above what binary64 leaves, far below what anybody would mean
    return std::abs(value) <= kResidue * std::abs(size) ? 0.0 : value;
}

QString integer(qint64 value)
{
    return QLocale().toString(value);
}

QString percent(double fraction, int digits)
{
    if (!std::isfinite(fraction)) {
        return kNone;
    }
    return significant(fraction * 100.0, digits) + QChar(0x202f) + QLatin1Char('%');
}

QString volts(double supply)
{
    return QLocale().toString(supply, 'f', 2) + QStringLiteral("\u202fV");
}

QString decibel(double value)
{
    return std::isnan(value) ? kNone : significant(value, 3) + QChar(0x202f) + QStringLiteral("dB");
}

QString duration(double seconds)
{
    if (!(seconds >= 0.0)) {
        return kNone;
    }
    const auto whole = static_cast<qint64>(std::ceil(seconds));
    const QChar gap(0x202f);
    const QLocale locale;
    if (whole < 60) {
        return locale.toString(whole) + gap + QStringLiteral("s");
    }
    if (whole < 3600) {
        return locale.toString(whole / 60) + gap + QStringLiteral("min ") + locale.toString(whole % 60) + gap
               + QStringLiteral("s");
    }
    return locale.toString(whole / 3600) + gap + QStringLiteral("h ") + locale.toString(whole % 3600 / 60) + gap
           + QStringLiteral("min");
}

} // namespace vsq::number
