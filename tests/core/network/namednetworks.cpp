// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/architectures/namednetworks.h"

#include "core/base/error.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

class NamedNetworksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void macsAreExact()
    {
        QCOMPARE(namedNetwork("BERT-Base", 128).macs(), 11173625856);
        QCOMPARE(namedNetwork("ResNet-50").macs(), 4089184256);
        // Closed form of an encoder: blocks * tokens * (4 width^2 + 2 width hidden + 2 tokens width).
        const auto encoder = [](std::int64_t blocks, std::int64_t tokens, std::int64_t width) {
            return blocks * tokens * (12 * width * width + 2 * tokens * width);
        };
        QCOMPARE(namedNetwork("BERT-Base", 384).macs(), encoder(12, 384, 768));
        QCOMPARE(namedNetwork("BERT-Large", 128).macs(), encoder(24, 128, 1024));
        QCOMPARE(namedNetwork("BERT-Large", 384).macs(), encoder(24, 384, 1024));
        QCOMPARE(namedNetwork("DeiT-Small").macs(), encoder(12, 197, 384));
        QCOMPARE(namedNetwork("DeiT-Base").macs(), encoder(12, 197, 768));
    }

    void everyConsumerExists()
    {
        for (const NamedNetwork &network : namedNetworks()) {
            for (const Layer &each : network.layers) {
                QCOMPARE(each.macs, each.m * each.n * each.k * each.count);
                if (each.use == OutputUse::NextLayer) {
                    QCOMPARE(network.layer(each.consumer).name, each.consumer);
                }
                if (each.outputWidth > 0) {
                    QCOMPARE(each.n, each.outputHeight * each.outputWidth);
                    QCOMPARE(each.k, each.channels * each.kernelHeight * each.kernelWidth);
                }
            }
        }
        QCOMPARE(namedNetwork("ResNet-50").layers.size(), std::size_t{54});
    }

    void unknownNamesListTheKnown()
    {
        const auto message = [](auto &&...arguments) {
            try {
                namedNetwork(arguments...);
            } catch (const Error &error) {
                return std::string(error.what());
            }
            return std::string();
        };
        QCOMPARE(message("BERT-Base"), std::string("named network: expected a number of tokens for BERT-Base, found none"));
        QVERIFY(message("BERT", 128).find("BERT-Base at 128, BERT-Base at 384") != std::string::npos);
        QVERIFY(message("BERT-Base", 129).ends_with("found 'BERT-Base' at 129"));
    }
};

VSQ_TEST(NamedNetworksTest)
#include "namednetworks.moc"
