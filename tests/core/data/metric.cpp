// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics on numbers worked out by hand.
#include "core/data/metric.h"
#include "core/reference/executor.h"
#include "core/study/evaluation.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;
using namespace vsq::test;

namespace {

std::vector<Prediction> answers(const std::vector<std::int64_t> &best)
{
    std::vector<Prediction> list;
    for (const std::int64_t index : best) {
        list.push_back({.best = index, .rank = 0, .value = 0.0F});
    }
    return list;
}

} // namespace

class MetricTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void f1OfTwoClassesIsThatOfTheSecond()
    {
        // Class 1: 2 right, answered 3 times, labelled 4 times: 2 * 2 / (3 + 4).
        const std::vector<std::int64_t> labels{1, 1, 1, 1, 0, 0};
        QCOMPARE(f1Score(answers({1, 1, 0, 0, 1, 0}), labels, 2), 4.0 / 7.0);
        QCOMPARE(f1Score(answers({0, 0}), std::vector<std::int64_t>{0, 0}, 2), 0.0);
    }

    void f1OfMoreIsTheMean()
    {
        // Class 0: 2*1/(1+2), class 1: 2*1/(2+1), class 2: 2*1/(1+1); class 3 does not occur.
        const std::vector<std::int64_t> labels{0, 0, 1, 2};
        QCOMPARE(f1Score(answers({0, 1, 1, 2}), labels, 4), (2.0 / 3 + 2.0 / 3 + 1.0) / 3);
    }

    void correlations()
    {
        const std::vector<double> x{1, 2, 3, 4};
        const std::vector<double> y{1, 8, 27, 64};
        QCOMPARE(spearman(x, y), 1.0);
        // Deviations -1.5 -0.5 0.5 1.5 and -24 -17 2 39: 104 / sqrt(5 * 2390).
        QVERIFY(std::abs(pearson(x, y) - 104.0 / std::sqrt(5.0 * 2390.0)) < 1e-12);
        // Ranks 1, 2.5, 2.5, 4 against 1 2 3 4: 4.5 / sqrt(4.5 * 5).
        const std::vector<double> ties{1, 5, 5, 9};
        QVERIFY(std::abs(spearman(ties, x) - 4.5 / std::sqrt(4.5 * 5.0)) < 1e-12);
        const std::vector<double> falling{4, 3, 2, 1};
        QCOMPARE(pearson(x, falling), -1.0);
        QCOMPARE(pearson(x, std::vector<double>{2, 2, 2, 2}), 0.0);
    }

    void namesAreThoseOfTheOption()
    {
        for (const char *name : {"top1", "top5", "f1", "spearman", "pearson"}) {
            QCOMPARE(std::string(nameOf(metricFromName(name))), std::string(name));
        }
        QVERIFY_THROWS_EXCEPTION(Error, metricFromName("top3"));
    }

    void evaluationUsesThem()
    {
        const auto graph = oneProduct(64, 8);
        Dataset data = images(1, 1, 1);
        data.inputs = {randomTensor({50, 64}, 5)};
        data.labels.clear();
        const auto backend = makeFloatBackend();
        const Tensor y = Executor(graph).run({{"x", data.inputs[0]}}, *backend).at("y");
        // The label is the fifth best of even items and the sixth best of odd ones.
        for (std::size_t i = 0; i < 50; ++i) {
            const auto row = y.values<float>().subspan(8 * i, 8);
            std::vector<std::int64_t> order{0, 1, 2, 3, 4, 5, 6, 7};
            std::sort(order.begin(), order.end(),
                      [&](auto a, auto b) { return row[static_cast<std::size_t>(a)] > row[static_cast<std::size_t>(b)]; });
            data.labels.push_back(order[i % 2 == 0 ? 4 : 5]);
        }
        const EvaluationOptions top5{.engine = {}, .scales = {}, .metric = Metric::Top5};
        const Evaluation e = evaluate(graph, data, {}, {}, Fidelity::Float, {}, nullptr, top5);
        QCOMPARE(e.fp32.correct, std::int64_t{25});
        QCOMPARE(e.score, 0.5);
        QCOMPARE(evaluate(graph, data, {}, {}, Fidelity::Float).fp32.correct, std::int64_t{0});

        const EvaluationOptions correlation{.engine = {}, .scales = {}, .metric = Metric::Pearson};
        try {
            evaluate(graph, data, {}, {}, Fidelity::Float, {}, nullptr, correlation);
            QFAIL("taken");
        } catch (const Error &error) {
            QCOMPARE(std::string(error.what()),
                     std::string("images: labels for metric pearson: expected real numbers, found classes"));
        }
        data.labels.clear();
        const auto one = oneProduct(64, 1);
        const Tensor number = Executor(one).run({{"x", data.inputs[0]}}, *backend).at("y");
        for (std::size_t i = 0; i < 50; ++i) {
            data.targets.push_back(3.0 * number.values<float>()[i] - 1.0);
        }
        QVERIFY(std::abs(evaluate(one, data, {}, {}, Fidelity::Float, {}, nullptr, correlation).score - 1.0) < 1e-9);
        const double eight = evaluate(one, data, namedFormat("int8"), {}, Fidelity::Chip, {}, nullptr, correlation).score;
        QVERIFY2(eight > 0.999 && eight < 1.0, qPrintable(QString::number(eight)));
    }
};

VSQ_TEST(MetricTest)

#include "metric.moc"
