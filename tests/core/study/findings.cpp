// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/findings.h"
#include "core/base/random.h"
#include "core/network/graphbuilder.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vsq;

namespace {

/// y [n, m] = x [n, k] W, W [k, m].
std::shared_ptr<const Graph> oneProduct(std::int64_t m, std::int64_t n, std::int64_t k, const std::vector<float> &weights)
{
    auto graph = std::make_shared<Graph>();
    graph->inputs.push_back({.name = "x", .type = DType::Float32, .shape = {n, k}, .dimNames = {"", ""}});
    graph->outputs.push_back({.name = "y", .type = DType::Float32, .shape = {n, m}, .dimNames = {"", ""}});
    graph->constants.emplace("w", Tensor::of<float>({k, m}, weights));
    Node node;
    node.name = "product";
    node.op = "MatMul";
    node.inputs = {"x", "w"};
    node.outputs = {"y"};
    graph->nodes.push_back(node);
    return graph;
}

std::vector<float> normal(std::int64_t count, std::uint64_t seed, float scale = 1.0F)
{
    Random random(seed);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float &value : values) {
        value = scale * static_cast<float>(random.normal());
    }
    return values;
}

std::vector<Finding> of(const std::vector<Finding> &all, FindingRule rule)
{
    std::vector<Finding> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some), [rule](const Finding &f) { return f.rule == rule; });
    return some;
}

FindingsRequest requestFor(std::int64_t m, std::int64_t n, std::int64_t k, std::vector<float> weights, std::vector<float> x)
{
    FindingsRequest request;
    request.graph = oneProduct(m, n, k, weights);
    request.inputs.emplace("x", Tensor::of<float>({n, k}, x));
    request.hasData = true;
    request.format = namedFormat("vsq");
    return request;
}

} // namespace

class FindingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void assertionsAreRead()
    {
        const Assertion sum = assertionFromText("sum < 2^22");
        QVERIFY(sum.holds((1 << 22) - 1) && !sum.holds(1 << 22));
        QVERIFY(assertionFromText("|sum|<=7").holds(-7) && !assertionFromText("abs(sum) <= 7").holds(-8));
        QVERIFY(assertionFromText("sum >= -2^23").holds(-(1 << 23)));
        QVERIFY(!assertionFromText("scale != 0").holds(0) && assertionFromText("scale_a==3").holds(3));
        QVERIFY(assertionFromText("code_b > -7.5").holds(-7));
        for (const char *wrong : {"", "sum", "sum < ", "sum <> 3", "width < 3", "sum < x", "sum << 3", "sum < 2^x"}) {
            QVERIFY_EXCEPTION_THROWN(assertionFromText(wrong), Error);
        }
    }

    void assertionsNameSignalsAsBreakpointsDo()
    {
        const Assertion tree = assertionFromText("|tree| < 2000");
        QCOMPARE(tree.quantity, Assertion::Quantity::Signal);
        QVERIFY(tree.signal == chipSignalFromText("tree:any", {}, true));
        QVERIFY(assertionFromText("collector:5:any > -2^20").signal == chipSignalFromText("collector:5:any", {}, true));
        QVERIFY(assertionFromText("b-scale != 0").isOfScales());
        for (const char *wrong : {"collector < 3", "tree:99 < 3", "ppu:2:any < 3", "tree:any:2 < 3"}) {
            QVERIFY_EXCEPTION_THROWN(assertionFromText(wrong), Error);
        }
    }

    /// Seven in every code of both: each of the 64 products of a vector is 49.
    void signalsAreHeldOverTheWholeLayer()
    {
        FindingsRequest request = requestFor(8, 3, 128, std::vector<float>(8 * 128, 1.0F), std::vector<float>(3 * 128, 1.0F));
        request.assertions = {assertionFromText("tree < 3136"), assertionFromText("tree <= 3136"), assertionFromText("p8 < 254"),
                              assertionFromText("sum:any < 2^20")};
        const auto broken = of(findFindings(request), FindingRule::AssertionFails);
        // 64 * 49 = 3136; 255 * 255 / 256, rounded, is 254; after the second vector a sum is 2 * 3136 * 254 = 1593088.
        QCOMPARE(broken.size(), std::size_t{3});
        QCOMPARE(broken[0].number, 8.0 * 3 * 2);
        QCOMPARE(broken[1].number, 8.0 * 3 * 2);
        QCOMPARE(broken[2].number, 8.0 * 3);
        QVERIFY2(broken[2].text.find("1593088") != std::string::npos, broken[2].text.c_str());
        QVERIFY2(broken[0].place.find("vector") != std::string::npos, broken[0].place.c_str());
    }

    /// One row's first vector is a thousandth of the row's others: its integer scale, of 255 steps, becomes 0.
    void lostVectorsAreFound()
    {
        std::vector<float> weights = normal(32 * 128, 3); // [k, m]
        for (std::int64_t k = 0; k < 64; ++k) {
            weights[static_cast<std::size_t>(k * 32 + 5)] *= 1e-3F;
        }
        const auto all = findFindings(requestFor(32, 4, 128, weights, normal(4 * 128, 4)));
        const auto lost = of(all, FindingRule::ScaleUnderflow);
        QCOMPARE(lost.size(), std::size_t{1});
        QCOMPARE(lost[0].layer, std::string("product"));
        QCOMPARE(lost[0].place, std::string("weights (A), row 5, vector 0"));
        QCOMPARE(lost[0].number, 100.0 / 64); // of 32 rows with two vectors
        QCOMPARE(lost[0].severity, FindingSeverity::Warning);
        QVERIFY(!lost[0].remedy.empty());
    }

    void saturatingSumsAreFound()
    {
        // 8-bit codes at their largest: 127^2 * K leaves 24 bits at K = 521.
        const std::int64_t k = 1024;
        FindingsRequest request = requestFor(16, 2, k, std::vector<float>(16 * static_cast<std::size_t>(k), 1.0F),
                                             std::vector<float>(2 * static_cast<std::size_t>(k), 1.0F));
        request.format = namedFormat("int8");
        request.assertions = {assertionFromText("sum < 2^22"), assertionFromText("code_a <= 127")};
        const auto all = findFindings(request);
        const auto saturating = of(all, FindingRule::SaturatingSum);
        QCOMPARE(saturating.size(), std::size_t{1});
        QCOMPARE(saturating[0].row, 0);
        QCOMPARE(saturating[0].column, 0);
        QVERIFY(saturating[0].number > 0.0);
        QCOMPARE(saturating[0].severity, FindingSeverity::Problem);
        const auto broken = of(all, FindingRule::AssertionFails);
        QCOMPARE(broken.size(), std::size_t{1});
        QCOMPARE(broken[0].number, 32.0); // every element of 16 x 2
        QVERIFY2(broken[0].text.find("8388607") != std::string::npos, broken[0].text.c_str());
        QVERIFY(all.front().severity == FindingSeverity::Problem);
    }

    void vectorsThatWinNothingAreFound()
    {
        // All vectors of a row have the same maximum: per-vector scales are the row's.
        std::vector<float> weights = normal(16 * 128, 5);
        for (float &value : weights) {
            value = std::clamp(value, -2.0F, 2.0F);
        }
        for (std::int64_t m = 0; m < 16; ++m) {
            weights[static_cast<std::size_t>(m)] = 2.0F;
            weights[static_cast<std::size_t>(64 * 16 + m)] = 2.0F;
        }
        const auto all = findFindings(requestFor(16, 8, 128, weights, normal(8 * 128, 6)));
        const auto found = of(all, FindingRule::VectorsWinNothing);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].place, std::string("weights (A)"));
        QVERIFY(std::abs(found[0].number) < 0.1);
    }

    void lengthsAndShapesAreJudgedWithoutData()
    {
        FindingsRequest request = requestFor(16, 512, 80, normal(16 * 80, 7), std::vector<float>(512 * 80, 0.0F));
        request.hasData = false;
        const auto padding = of(findFindings(request), FindingRule::PaddingAlongK);
        QCOMPARE(padding.size(), std::size_t{1}); // 80 of 128
        QVERIFY(padding[0].number > 25.0 && padding[0].number < 37.5);
        QCOMPARE(padding[0].place, std::string("K = 80"));
        request = requestFor(64, 512, 64, normal(64 * 64, 8), std::vector<float>(512 * 64, 0.0F));
        request.hasData = false;
        QVERIFY(of(findFindings(request), FindingRule::PaddingAlongK).empty());
    }

    void assertionsNeedWhatTheyAreAbout()
    {
        FindingsRequest request = requestFor(8, 2, 64, normal(8 * 64, 9), normal(2 * 64, 10));
        request.format = namedFormat("int4");
        request.assertions = {assertionFromText("scale != 0")};
        try {
            findFindings(request);
            QFAIL("taken");
        } catch (const Error &error) {
            QVERIFY2(std::string(error.what()).starts_with("assertion 'scale != 0': format: expected one with integer scales"),
                     error.what());
        }
    }
};

VSQ_TEST(FindingsTest)

#include "findings.moc"
