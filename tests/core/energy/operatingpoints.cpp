// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/operatingpoints.h"

#include "core/base/error.h"
#include "core/energy/densitymodel.h"
#include "core/energy/publishedtables.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace vsq;

class OperatingPointsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void publishedPointsComeBack()
    {
        for (const OperatingPointRow &row : operatingPointRows()) {
            QVERIFY(std::abs(clockAt(row.supply).value - row.clockMHz * 1e6) < 1.0);
            QVERIFY(std::abs(clockAt(row.supply, ChipConfig::ClockCurve::Linear).value - row.clockMHz * 1e6) < 1.0);
            for (const Mode mode : {Mode::Int8, Mode::Int4, Mode::Vsq}) {
                QVERIFY(std::abs(efficiencyAt(mode, row.supply).value - of(row.topsPerWatt, mode)) < 1e-9);
                QCOMPARE(efficiencyAt(mode, row.supply).origin, Origin::Published);
            }
        }
        QCOMPARE(clockAt(1.05).origin, Origin::Published);
        QCOMPARE(clockAt(0.67).origin, Origin::Derived); // itself interpolated in the publication's figure
        QCOMPARE(clockAt(0.68).origin, Origin::Derived);
        QCOMPARE(efficiencyAt(Mode::Vsq, 0.68).origin, Origin::Derived);
    }

    void clockRisesAndEfficiencyFallsWithTheSupply()
    {
        for (double supply = 0.461; supply <= 1.05; supply += 0.001) {
            QVERIFY(clockAt(supply).value > clockAt(supply - 0.001).value);
            for (const Mode mode : {Mode::Int8, Mode::Int4, Mode::Vsq}) {
                QVERIFY(efficiencyAt(mode, supply).value < efficiencyAt(mode, supply - 0.001).value);
            }
        }
    }

    void peakAndSuppliesAsPublished()
    {
        QVERIFY(std::abs(clockAt(1.05).value * 2 * 1024 * 1e-12 - 3.6) < 0.01);
        QVERIFY(std::abs(clockAt(1.05).value * 2 * 512 * 1e-12 - 1.8) < 0.005);
    }

    void efficienciesPrintedAtOtherSuppliesWithinThreePercent()
    {
        for (const DensityAnchorRow &row : densityAnchorRows()) {
            const double half = energyPerMac(Mode::Vsq, 0.5);
            const double share = staticShare(Mode::Vsq, row.supply);
            const double energy = ((1.0 - share) * energyPerMac(Mode::Vsq, row.density) + share * half)
                                  * supplyFactor(Mode::Vsq, row.supply);
            const double topsPerWatt = 2e3 / energy;
            qInfo("%.2f V, density %.1f: %.1f TOPS/W, printed %.1f", row.supply, row.density, topsPerWatt, row.topsPerWatt);
            QVERIFY(std::abs(topsPerWatt / row.topsPerWatt - 1.0) < 0.03);
        }
    }

    void outsideThePublishedRangeIsAnError()
    {
        const auto message = [](double supply) {
            try {
                (void)clockAt(supply);
            } catch (const Error &error) {
                return std::string(error.what());
            }
            return std::string();
        };
        QCOMPARE(message(0.45), std::string("supply voltage: expected 0.46 .. 1.05 V, found 0.45"));
        QCOMPARE(message(1.06), std::string("supply voltage: expected 0.46 .. 1.05 V, found 1.06"));
        QVERIFY(!message(std::numeric_limits<double>::quiet_NaN()).empty());
    }
};

VSQ_TEST(OperatingPointsTest)
#include "operatingpoints.moc"
