// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/theme.h"

#include "tests/support/testmain.h"
#include "views/theme/colormap.h"
#include "views/theme/number.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace vsq;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// WCAG 2.1.
double contrast(const QColor &a, const QColor &b)
{
    const double low = std::min(luminance(a), luminance(b));
    const double high = std::max(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void inksCanBeReadOnTheirSurface()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const QColor surface = colorOf(Role::Surface, scheme);
            for (int role = 0; role <= static_cast<int>(Role::PerTensor); ++role) {
                const double ratio = contrast(inkOf(static_cast<Role>(role), scheme), surface);
                QVERIFY2(ratio >= 3.0, qPrintable(QStringLiteral("role %1 in %2: %3").arg(role).arg(int(scheme)).arg(ratio)));
            }
            QVERIFY(contrast(colorOf(Role::Text, scheme), surface) >= 7.0);
            QVERIFY(contrast(colorOf(Role::MutedText, scheme), surface) >= 4.5);
            QVERIFY(contrast(colorOf(Role::MutedText, scheme), colorOf(Role::Background, scheme)) >= 4.5);
            QVERIFY(contrast(colorOf(Role::AccentText, scheme), colorOf(Role::Accent, scheme)) >= 4.5);
        }
    }

    void followsTheApplicationsPaletteLive()
    {
        Theme::applyTo(*qApp, Theme::Preference::Light);
        Theme &theme = Theme::current();
        theme.setPreference(Theme::Preference::System);
        QPalette light;
        light.setColor(QPalette::Window, Qt::white);
        light.setColor(QPalette::WindowText, Qt::black);
        QApplication::setPalette(light);
        QCOMPARE(theme.scheme(), Scheme::Light);
        QSignalSpy changed(&theme, &Theme::changed);
        QPalette dark = light;
        dark.setColor(QPalette::Window, Qt::black);
        dark.setColor(QPalette::WindowText, Qt::white);
        QApplication::setPalette(dark);
        QCOMPARE(theme.scheme(), Scheme::Dark);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(QApplication::palette().color(QPalette::Window), colorOf(Role::Background, Scheme::Dark));
        theme.setPreference(Theme::Preference::Light);
        QCOMPARE(theme.scheme(), Scheme::Light);
    }

    void mapsAreMonotoneInLightness()
    {
        for (const auto kind : {ColorMap::Kind::Viridis, ColorMap::Kind::Cividis}) {
            double last = -1.0;
            for (const QRgb color : ColorMap::of(kind).table()) {
                QVERIFY(luminance(QColor::fromRgb(color)) >= last - 1e-3);
                last = luminance(QColor::fromRgb(color));
            }
        }
        QCOMPARE(ColorMap::magnitude().at(0.0), 0xff440154U);
        QCOMPARE(ColorMap::magnitude().at(1.0), 0xfffde725U);
        QCOMPARE(ColorMap::magnitude().at(std::nan("")), ColorMap::nanColor());
    }

    void numbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const QChar gap(0x202f);
        QTest::newRow("mega") << number::si(10912000) << QStringLiteral("10.9") + gap + QLatin1Char('M');
        QTest::newRow("rounds up a prefix") << number::si(999.9e3) << QStringLiteral("1.00") + gap + QLatin1Char('M');
        QTest::newRow("unit") << number::si(976e6, QStringLiteral("Hz")) << QStringLiteral("976") + gap + QStringLiteral("MHz");
        QTest::newRow("femto") << number::si(13.5e-15, QStringLiteral("J"))
                               << QStringLiteral("13.5") + gap + QStringLiteral("fJ");
        QTest::newRow("zero") << number::si(0.0) << QStringLiteral("0");
        QTest::newRow("negative") << number::significant(-12.345) << QStringLiteral("-12.3");
        QTest::newRow("integer") << number::integer(10912000) << QStringLiteral("10,912,000");
        QTest::newRow("percent") << number::percent(0.1234) << QStringLiteral("12.3") + gap + QLatin1Char('%');
        QTest::newRow("nan") << number::significant(std::nan("")) << QStringLiteral("\u2013");
        QTest::newRow("infinite") << number::decibel(std::numeric_limits<double>::infinity())
                                  << QStringLiteral("\u221e") + gap + QStringLiteral("dB");
        QTest::newRow("minutes") << number::duration(129.5)
                                 << QStringLiteral("2") + gap + QStringLiteral("min 10") + gap + QLatin1Char('s');
    }
    void numbers()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(text, expected);
    }

    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
};

VSQ_TEST(ThemeTest)
#include "theme.moc"
