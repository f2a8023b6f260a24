// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/workloads.h"

#include "core/study/deviation.h"

#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;

class WorkloadsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPublishedRowWithinItsBounds()
    {
        const std::vector<WorkloadResult> results = runPublishedWorkloads(ChipConfig());
        QCOMPARE(results.size(), std::size_t{20});
        const auto off = [](double value, double published) { return 100.0 * (value / published - 1.0); };
        int compared = 0;
        for (const WorkloadResult &r : results) {
            QVERIFY(r.published);
            if (!r.published->utilisationPercent) {
                continue;
            }
            ++compared;
            const double points = r.utilisationPercent - *r.published->utilisationPercent;
            const double speed = off(r.inferencesPerSecond().value, *r.published->inferencesPerSecond);
            const double efficiency = off(r.energy.topsPerWatt().value, *r.published->topsPerWatt);
            const double perWatt = off(r.inferencesPerSecondPerWatt().value, *r.published->inferencesPerSecondPerWatt);
            qInfo("%s %d %d: utilisation %.1f (%+.1f), inferences/s %+.1f %%, TOPS/W %.1f (%+.1f %%), /s/W %+.1f %%",
                  r.network.c_str(), r.tokens.value_or(0), static_cast<int>(r.mode), r.utilisationPercent, points, speed,
                  r.energy.topsPerWatt().value, efficiency, perWatt);
            QVERIFY(std::abs(points) < 2.6);
            QVERIFY(std::abs(speed) < 4.0);
            QVERIFY(std::abs(efficiency) < 20.0);
            QVERIFY(std::abs(perWatt) < 20.5);
            QVERIFY2(deviation(r).empty(), deviation(r).c_str());
            QVERIFY(std::abs(static_cast<double>(r.macs) * 1e-9 / r.published->gmacs - 1.0) < 0.005);
        }
        QCOMPARE(compared, 14);
    }

    void oneDensityForAllTransformers()
    {
        for (const NamedNetwork &network : namedNetworks()) {
            if (network.tokens) {
                for (const Mode mode : {Mode::Int8, Mode::Int4, Mode::Vsq}) {
                    QCOMPARE(defaultDensities(network, mode).a, 0.60);
                    QCOMPARE(defaultDensities(network, mode).b, 0.60);
                }
            }
        }
    }

    void outputFormatsFollowTheNextLayersInput()
    {
        const ChipConfig config;
        const auto output = [&config](const NamedNetwork &network, const char *layer, Mode run) {
            return layerCost(network, network.layer(layer), run, config).output();
        };
        const NamedNetwork &bert = namedNetwork("BERT-Base", 128);
        QCOMPARE(output(bert, "query", Mode::Vsq), OutputFormat::Vsq);
        QCOMPARE(output(bert, "scores", Mode::Vsq), OutputFormat::Softmax);
        QCOMPARE(output(bert, "feed_forward_2", Mode::Vsq), OutputFormat::Int8Vector); // K = 3072
        QCOMPARE(output(bert, "feed_forward_2", Mode::Int8), OutputFormat::Int8);
        QCOMPARE(output(namedNetwork("DeiT-Small"), "feed_forward_2", Mode::Vsq), OutputFormat::Vsq); // K = 1536

        const NamedNetwork &resnet = namedNetwork("ResNet-50");
        QCOMPARE(layerMode(resnet, "conv1", Mode::Vsq), Mode::Int8);
        QCOMPARE(layerMode(resnet, "conv1", Mode::Int4), Mode::Int8);
        QCOMPARE(layerMode(resnet, "res2a_2a", Mode::Vsq), Mode::Int4);
        QCOMPARE(layerMode(resnet, "res4c_2c", Mode::Vsq), Mode::Int4);
        QCOMPARE(layerMode(resnet, "res4c_2b", Mode::Vsq), Mode::Vsq);
        QCOMPARE(output(resnet, "conv1", Mode::Vsq), OutputFormat::Int4);
        QCOMPARE(output(resnet, "res2a_2a", Mode::Vsq), OutputFormat::Vsq);
        QCOMPARE(output(resnet, "res4a_2b", Mode::Vsq), OutputFormat::Int4);
        QCOMPARE(output(resnet, "res5c_2c", Mode::Vsq), OutputFormat::Int8);
        QCOMPARE(output(resnet, "res4a_2b", Mode::Int4), OutputFormat::Int4);
    }

    void nothingOfTheNetworksNeedsTheHostToAddSums()
    {
        for (const WorkloadResult &r : runPublishedWorkloads(ChipConfig())) {
            for (const WorkloadLayer &layer : r.layers) {
                QCOMPARE(layer.cost.plan.hostParts, 1);
                QVERIFY2(layer.cost.plan.note.empty(), layer.cost.plan.note.c_str());
            }
        }
    }

    void cyclesAddUp()
    {
        const WorkloadResult r = runWorkload(namedNetwork("BERT-Base", 128), Mode::Vsq, ChipConfig());
        std::int64_t cycles = 0;
        double joules = 0.0;
        for (const WorkloadLayer &layer : r.layers) {
            cycles += layer.cycles();
            joules += layer.energy.total().value;
        }
        QCOMPARE(r.cycles, cycles);
        QVERIFY(std::abs(r.energy.total().value - joules) < 1e-12);
        QVERIFY(std::abs(r.inferencesPerSecond().value - 976e6 / static_cast<double>(cycles)) < 1e-6);
    }

    void sharesAddUpAndTheirUsefulPartIsTheUtilisation()
    {
        for (const WorkloadResult &r : runPublishedWorkloads(ChipConfig())) {
            const CycleShares &s = r.shares;
            QVERIFY(std::abs((s.useful + s.paddingM + s.paddingN + s.paddingK + s.fillDrain + s.stalls) / s.total - 1.0) < 1e-12);
            QVERIFY(std::abs(100.0 * s.useful / s.total - r.utilisationPercent) < 1e-9);
            QCOMPARE(s.stalls, 0.0);
        }
        // ResNet-50: nearly all of what is lost are padded rows of feature maps and short channels.
        const CycleShares resnet = runWorkload(namedNetwork("ResNet-50"), Mode::Int4, ChipConfig()).shares;
        QVERIFY(resnet.paddingN + resnet.paddingK > 5.0 * resnet.fillDrain);
        const CycleShares bert = runWorkload(namedNetwork("BERT-Base", 128), Mode::Vsq, ChipConfig()).shares;
        QCOMPARE(bert.paddingM + bert.paddingN + bert.paddingK, 0.0);
    }

    void eachRowHasItsOwnReason()
    {
        const auto reason = [](const char *network, std::optional<int> tokens, Mode mode, const ChipConfig &config,
                               const std::optional<OperandDensities> &densities = {}) {
            return deviation(runWorkload(namedNetwork(network, tokens), mode, config, densities));
        };
        ChipConfig config;
        config.fillDrainCycles = 2000;
        config.fillDrainCyclesVsq = 2000;
        const std::string fill = reason("BERT-Base", 128, Mode::Vsq, config);
        QVERIFY2(fill.starts_with("utilisation -"), fill.c_str());
        QVERIFY2(fill.find("in the silicon 2.0 %: fill and drain ") != std::string::npos, fill.c_str());
        QVERIFY2(fill.find("subtiles of 2000 cycles)") != std::string::npos, fill.c_str());
        QVERIFY2(fill.find("padding along") == std::string::npos, fill.c_str());

        config = {};
        config.operandSupply = ChipConfig::Operands::Streaming;
        config.streamBytesPerCycle = 4.0; // a whole subtile wants 8 a cycle
        const std::string stalls = reason("BERT-Base", 128, Mode::Vsq, config);
        QVERIFY2(stalls.find(" %: stalls ") != std::string::npos, stalls.c_str());
        QVERIFY2(stalls.find("waiting for A ") != std::string::npos, stalls.c_str());

        config = {};
        config.convolutionFlatBelow = 1000; // unpadded rows: faster than the silicon
        const std::string flat = reason("ResNet-50", {}, Mode::Int4, config);
        QVERIFY2(flat.starts_with("utilisation +"), flat.c_str());
        QVERIFY2(flat.find("the silicon loses 11.0 % of its multiplier-cycles, this configuration ") != std::string::npos,
                 flat.c_str());

        config = {};
        config.packedChannels = 0; // the first layer's 3 channels padded to a vector of 32
        const std::string channels = reason("ResNet-50", {}, Mode::Int4, config);
        QVERIFY2(channels.find("padding along K ") < channels.find("padding along N "), channels.c_str());

        const std::string dense = reason("BERT-Base", 384, Mode::Int8, {}, OperandDensities{1.0, 1.0, Origin::Assumed});
        QVERIFY2(dense.starts_with("TOPS/W -"), dense.c_str());
        QVERIFY2(dense.find("here it is 1.00 (A) and 1.00 (B), assumed") != std::string::npos, dense.c_str());
        QVERIFY2(dense.find("utilisation") == std::string::npos, dense.c_str());
    }

    void theDensityThatFitsGivesThePublishedFigure()
    {
        for (const WorkloadResult &r : runPublishedWorkloads(ChipConfig())) {
            const std::optional<double> density = densityThatFits(r);
            QCOMPARE(density.has_value(), r.published->topsPerWatt.has_value());
            if (density) {
                const WorkloadResult fitted = runWorkload(namedNetwork(r.network, r.tokens), r.mode, ChipConfig(),
                                                          OperandDensities{*density, *density, Origin::Assumed});
                QVERIFY(std::abs(fitted.energy.topsPerWatt().value / *r.published->topsPerWatt - 1.0) < 1e-6);
            }
        }
    }
};

VSQ_TEST(WorkloadsTest)
#include "workloads.moc"
