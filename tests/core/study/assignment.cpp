// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/assignment.h"

#include "core/layer/chipcomparison.h"
#include "core/study/publishedchoice.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vsq;
using namespace vsq::test;

class AssignmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What an assignment costs is what the network costs with those formats: each result leaves in the format that its consumer
    /// takes, not in the layer's own.
    void costsAreTheNetworksWithTheConsumersFormats()
    {
        const auto graph = smallTransformer();
        const Dataset data = images(6, 8, 10);
        AssignmentRequest request;
        request.graph = graph;
        request.data = &data;
        request.formats = {namedFormat("vsq"), namedFormat("int4"), namedFormat("int8")};
        request.budget = 1.0;
        request.measured = 4;
        const std::vector<Layer> layers = lower(*graph);
        request.compared.push_back({.title = "ends", .formats = endsInInt8(layers, namedFormat("vsq"))});
        const AssignmentResult result = assignFormats(request);
        QVERIFY(!result.front.empty() && result.chosen);
        // Each layer with its own format behind it.
        const auto alone = [&](const std::map<std::string, NumberFormat> &own) {
            double energy = 0.0;
            for (const Layer &layer : layers) {
                energy += networkCost({layer}, own.at(layer.name), {}, {}).energy;
            }
            return energy;
        };
        for (const Assignment &assignment : result.front) {
            const auto own = formatsOf(assignment, result.layers, request.formats);
            QVERIFY(std::abs(assignment.cost - networkCost(layers, request.formats.front(), own, {}).energy) < 1e-15);
        }
        const double ends = result.compared.at(0).cost;
        QVERIFY2(std::abs(alone(request.compared[0].formats) - ends) > 1e-6 * ends, "else the test says nothing");
        QVERIFY(std::is_sorted(result.front.begin(), result.front.end(),
                               [](const Assignment &a, const Assignment &b) { return a.cost < b.cost; }));
        QVERIFY(std::is_sorted(result.front.begin(), result.front.end(),
                               [](const Assignment &a, const Assignment &b) { return a.noise > b.noise; }));
        QCOMPARE(result.compared.size(), std::size_t{1});
        QVERIFY(
            std::abs(result.compared[0].cost - networkCost(layers, namedFormat("vsq"), request.compared[0].formats, {}).energy)
            < 1e-15);
        QCOMPARE(result.compared[0].outcome.accuracy.count, 6);
        QCOMPARE(result.uniform.size(), std::size_t{3});
        QVERIFY(std::abs(result.uniform[2].cost - networkCost(layers, namedFormat("int8"), {}, {}).energy) < 1e-15);
    }
};

VSQ_TEST(AssignmentTest)
#include "assignment.moc"
