// SPDX-License-Identifier: GPL-3.0-or-later
// Kept weights: found by their data and format, no more of them than there is room for.
#include "core/run/operandcache.h"

#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

namespace {

struct Made {
    int number = 0;
    [[nodiscard]] std::size_t byteSize() const { return 100; }
};

ProductRequest requestOf(const std::vector<float> &a)
{
    ProductRequest request;
    request.a = a.data();
    request.m = 2;
    request.k = static_cast<std::int64_t>(a.size()) / 2;
    request.aIsConstant = true;
    return request;
}

} // namespace

class OperandCacheTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sameDataAndFormatAreMadeOnce()
    {
        OperandCache<Made> cache;
        std::vector<float> weights(64, 1.0F);
        int made = 0;
        const auto make = [&] { return Made{++made}; };
        const NumberFormat vsq = namedFormat("vsq");
        QCOMPARE(cache.get(requestOf(weights), vsq, make)->number, 1);
        QCOMPARE(cache.get(requestOf(weights), vsq, make)->number, 1);
        QCOMPARE(cache.get(requestOf(weights), namedFormat("int8"), make)->number, 2);
        const std::vector<float> others(64, 1.0F); // the same numbers elsewhere may change there
        QCOMPARE(cache.get(requestOf(others), vsq, make)->number, 3);
        std::fill(weights.begin(), weights.end(), 2.0F); // the same memory with another matrix
        QCOMPARE(cache.get(requestOf(weights), vsq, make)->number, 4);
    }

    void theOneUsedLongestAgoGoes()
    {
        OperandCache<Made> cache(250); // two of them
        const std::vector<std::vector<float>> weights(3, std::vector<float>(8, 1.0F));
        int made = 0;
        const auto make = [&] { return Made{++made}; };
        const NumberFormat format = namedFormat("vsq");
        const auto first = cache.get(requestOf(weights[0]), format, make);
        cache.get(requestOf(weights[1]), format, make);
        cache.get(requestOf(weights[0]), format, make);
        cache.get(requestOf(weights[2]), format, make); // the second one goes
        QCOMPARE(cache.byteSize(), std::size_t{200});
        QCOMPARE(cache.get(requestOf(weights[0]), format, make)->number, 1);
        QCOMPARE(cache.get(requestOf(weights[1]), format, make)->number, 4);
        QCOMPARE(first->number, 1); // who holds it keeps it
    }

    void activationsAreNotKept()
    {
        OperandCache<Made> cache;
        const std::vector<float> values(8, 1.0F);
        ProductRequest request = requestOf(values);
        request.aIsConstant = false;
        int made = 0;
        const auto make = [&] { return Made{++made}; };
        cache.operand(request, namedFormat("vsq"), make);
        QCOMPARE(cache.operand(request, namedFormat("vsq"), make)->number, 2);
        QCOMPARE(cache.byteSize(), std::size_t{0});
    }
};

VSQ_TEST(OperandCacheTest)
#include "operandcache.moc"
