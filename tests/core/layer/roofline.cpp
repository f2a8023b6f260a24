// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/roofline.h"

#include "core/energy/operatingpoints.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;

class RooflineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// JSSC: 3.6 TOPS in 4 bits and 1.8 TOPS in 8 bits at 1.05 V, 1024 and 512 MACs a cycle.
    void peaksAreThePublishedOnes()
    {
        ChipConfig config;
        config.voltage = 1.05;
        QVERIFY(std::abs(peakOperations(Mode::Vsq, config) / 1e12 - 3.6) < 0.05);
        QVERIFY(std::abs(peakOperations(Mode::Int8, config) / 1e12 - 1.8) < 0.03);
    }

    /// Every B word of 33 bytes meets 16 lanes of 64 multipliers: 2048 operations a word, exactly the ridge, so that the port is
    /// never below the multipliers' roof; and an A word is used for 16 columns.
    void aFullProductTouchesEachWordAsTheLoopNestSays()
    {
        const ChipConfig config;
        const Layer layer = bareProduct(128, 256, 512);
        const LayerCost cost = *costOf(layer, namedFormat("vsq"), config);
        const LayerRoofline roof = rooflineOf(layer, cost, config);
        QCOMPARE(roof.operations, 2.0 * 128 * 256 * 512);
        QVERIFY(std::abs(roof.operationsPerByte(RoofPort::BBuffer) - 2048.0 / 33.0) < 1e-9);
        QVERIFY(std::abs(roof.operationsPerByte(RoofPort::ABuffer) - 16 * 128.0 / 33.0) < 1e-9);
        QVERIFY(std::abs(roofOf(RoofPort::BBuffer, roof.operationsPerByte(RoofPort::BBuffer), config)
                         - peakOperations(Mode::Vsq, config))
                < 1e-3 * peakOperations(Mode::Vsq, config));
        const double utilisation = roof.operationsPerSecond() / peakOperations(Mode::Vsq, config);
        QVERIFY(std::abs(utilisation - cost.utilisation()) < 1e-9);
        QVERIFY(roof.operationsPerByte(RoofPort::Outside) > roof.operationsPerByte(RoofPort::BBuffer));
        QVERIFY(roof.operationsPerByte(RoofPort::Output) > 0.0);
    }

    void noLayerIsAboveARoof()
    {
        const ChipConfig config;
        for (const auto &[m, n, k] : {std::tuple{16, 16, 64}, {17, 5, 100}, {768, 128, 768}, {64, 3136, 64}}) {
            for (const char *name : {"vsq", "int4", "int8"}) {
                const Layer layer = bareProduct(m, n, k);
                const LayerCost cost = *costOf(layer, namedFormat(name), config);
                const LayerRoofline roof = rooflineOf(layer, cost, config);
                QVERIFY(roof.operationsPerSecond() <= peakOperations(roof.mode, config) * (1 + 1e-9));
                for (const RoofPort port : {RoofPort::ABuffer, RoofPort::BBuffer, RoofPort::Collector}) {
                    QVERIFY2(roof.operationsPerSecond() <= roofOf(port, roof.operationsPerByte(port), config) * (1 + 1e-9),
                             std::string(nameOf(port)).c_str());
                }
            }
        }
    }
};

VSQ_TEST(RooflineTest)
#include "roofline.moc"
