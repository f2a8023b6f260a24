// SPDX-License-Identifier: GPL-3.0-or-later
// Every instruction-set path against the chip's product by plain loops, bit for bit, saturation counts included.
#include "core/engine/engine.h"

#include "core/base/error.h"
#include "core/chip/referenceproduct.h"
#include "tests/core/engine/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <thread>

using namespace vsq;
using namespace vsq::test;

namespace {

constexpr std::array kModes{Mode::Int8, Mode::Int4, Mode::Vsq};

/// 1 to 300, small ones more often: most edges are there, and thousands of products stay a matter of seconds.
std::int64_t size(Random &random)
{
    const double u = random.uniform();
    return 1 + static_cast<std::int64_t>(300.0 * u * u * u * u);
}

void compare(const Operands &operands, const ReferenceSums &expected, const ChipConfig &config, Isa isa, std::uint64_t seed)
{
    const ProductSums found = multiply(operands, config, {.isa = isa});
    const QString where = QStringLiteral("seed %1, %2, %3, M=%4 N=%5 K=%6")
                              .arg(seed)
                              .arg(QLatin1String(nameOf(isa).data(), static_cast<qsizetype>(nameOf(isa).size())),
                                   QLatin1String(nameOf(operands.mode).data(),
                                                 static_cast<qsizetype>(nameOf(operands.mode).size())))
                              .arg(operands.m())
                              .arg(operands.n())
                              .arg(operands.k());
    QVERIFY2(found.sums == expected.sums, qPrintable(where));
    QVERIFY2(found.saturations == expected.saturations, qPrintable(where));
}

void compare(const Operands &operands, const ChipConfig &config, Isa isa, std::uint64_t seed)
{
    compare(operands, referenceProduct(operands, config), config, isa, seed);
}

} // namespace

class EngineTest : public QObject {
    Q_OBJECT
private slots:
    void equalsTheChipOnRandomShapes();
    void equalsTheChipOnLargeAndOddShapes();
    void equalsTheChipUnderEveryAssumption();
    void countsSaturations();
    void goldenValues();
    void threadsChangeNothing();
    void stopEndsTheWork();
    void pathsHaveNames();
    void environmentForcesThePath();
    void foreignPathIsAnError();
    void mismatchedOperandsAreErrors();
};

void EngineTest::equalsTheChipOnRandomShapes()
{
    std::uint64_t seed = 1000;
    qInfo("seeds from %llu, every path on each", static_cast<unsigned long long>(seed));
    for (int round = 0; round < 3000; ++round, ++seed) {
        Random random(seed);
        const std::int64_t m = size(random);
        const std::int64_t n = size(random);
        const std::int64_t k = random.between(1, 300);
        const Operands operands = randomOperands(random, kModes[random.below(3)], m, n, k);
        const ReferenceSums expected = referenceProduct(operands, {});
        for (const Isa isa : supportedIsas()) {
            compare(operands, expected, {}, isa, seed);
            if (QTest::currentTestFailed()) {
                return;
            }
        }
    }
}

void EngineTest::equalsTheChipOnLargeAndOddShapes()
{
    struct Shape {
        std::int64_t m, n, k;
    };
    std::uint64_t seed = 7;
    for (const Shape &shape : {Shape{300, 299, 65}, Shape{1, 300, 300}, Shape{300, 1, 64}, Shape{33, 97, 1000},
                               Shape{16, 193, 5000}, Shape{65, 7, 2049}}) {
        for (const Mode mode : kModes) {
            for (const Isa isa : supportedIsas()) {
                Random random(++seed);
                compare(randomOperands(random, mode, shape.m, shape.n, shape.k), {}, isa, seed);
            }
        }
    }
}

void EngineTest::equalsTheChipUnderEveryAssumption()
{
    for (const auto rounding : {ChipConfig::Rounding::HalfUp, ChipConfig::Rounding::NearestEven}) {
        for (const auto product : {ChipConfig::ScaleProduct::TopByte, ChipConfig::ScaleProduct::Full}) {
            for (const auto overflow : {ChipConfig::Overflow::Saturate, ChipConfig::Overflow::Wrap}) {
                ChipConfig config;
                config.rounding = rounding;
                config.scaleProduct = product;
                config.overflow = overflow;
                for (const Isa isa : supportedIsas()) {
                    std::uint64_t seed = 50000 + static_cast<std::uint64_t>(isa) * 1000;
                    for (int round = 0; round < 60; ++round, ++seed) {
                        Random random(seed);
                        const std::int64_t m = random.between(1, 40);
                        const std::int64_t n = random.between(1, 20);
                        const std::int64_t k = random.between(1, 1500);
                        compare(randomOperands(random, kModes[random.below(3)], m, n, k), config, isa, seed);
                        if (QTest::currentTestFailed()) {
                            return;
                        }
                    }
                }
            }
        }
    }
}

void EngineTest::countsSaturations()
{
    // The largest VSQ term is 4096 * 254; the ninth saturates, and so does each one after it.
    const std::vector<std::int8_t> codes(64 * 12, -8);
    const Operand row = makeOperand(Mode::Vsq, 1, 64 * 12, codes, std::vector<std::uint16_t>(12, 255));
    for (const Isa isa : supportedIsas()) {
        const ProductSums product = multiply({Mode::Vsq, row, row}, {}, {.isa = isa});
        QCOMPARE(product.sums, std::vector<std::int32_t>{8388607});
        QCOMPARE(product.saturations, 4);
    }
}

void EngineTest::goldenValues()
{
    const auto product = [](Mode mode, int a, int b, Isa isa) {
        const auto size = static_cast<std::size_t>(vectorSize(mode));
        const auto operand = [&](int code) {
            return makeOperand(mode, 1, vectorSize(mode), std::vector<std::int8_t>(size, static_cast<std::int8_t>(code)));
        };
        return multiply({mode, operand(a), operand(b)}, {}, {.isa = isa}).sums.front();
    };
    for (const Isa isa : supportedIsas()) {
        QCOMPARE(product(Mode::Int4, -8, -8, isa), 4096);
        QCOMPARE(product(Mode::Int4, -8, 7, isa), -3584);
        QCOMPARE(product(Mode::Int8, -128, -128, isa), 524288);
        QCOMPARE(product(Mode::Int8, -128, 127, isa), -520192);
        QCOMPARE(product(Mode::Int8, 127, -128, isa), -520192);
    }
}

void EngineTest::threadsChangeNothing()
{
    Random random(99);
    const Operands operands = randomOperands(random, Mode::Vsq, 257, 301, 520);
    const ProductSums one = multiply(operands, {}, {.threads = 1});
    for (const int threads : {0, 2, 5}) {
        const ProductSums many = multiply(operands, {}, {.threads = threads});
        QVERIFY(many.sums == one.sums);
        QCOMPARE(many.saturations, one.saturations);
    }
}

void EngineTest::stopEndsTheWork()
{
    Random random(5);
    const Operands operands{Mode::Int8, randomOperand(random, Mode::Int8, 2048, 2048, Data::Uniform),
                            randomOperand(random, Mode::Int8, 2048, 2048, Data::Uniform)};
    std::stop_source source;
    source.request_stop();
    for (const int threads : {0, 1, 2}) {
        QVERIFY_THROWS_EXCEPTION(Cancelled, multiply(operands, {}, {.threads = threads, .stop = source.get_token()}));
    }
}

void EngineTest::pathsHaveNames()
{
    for (const Isa isa : {Isa::Auto, Isa::Portable, Isa::Avx2, Isa::Avx512Bw, Isa::Avx512Vnni}) {
        QCOMPARE(isaFromName(nameOf(isa)), isa);
    }
    QVERIFY_THROWS_EXCEPTION(Error, isaFromName("sse9"));
    QCOMPARE(supportedIsas().front(), Isa::Portable);
}

void EngineTest::environmentForcesThePath()
{
    const QByteArray before = qgetenv("VSQ_ISA");
    qputenv("VSQ_ISA", "portable");
    QCOMPARE(chosenIsa(), Isa::Portable);
    qputenv("VSQ_ISA", "auto");
    QCOMPARE(chosenIsa(), supportedIsas().back());
    qputenv("VSQ_ISA", "sse9");
    QVERIFY_THROWS_EXCEPTION(Error, chosenIsa());
    before.isNull() ? qunsetenv("VSQ_ISA") : qputenv("VSQ_ISA", before);
}

void EngineTest::foreignPathIsAnError()
{
    for (const Isa isa : {Isa::Avx2, Isa::Avx512Bw, Isa::Avx512Vnni}) {
        const std::vector<Isa> have = supportedIsas();
        if (std::find(have.begin(), have.end(), isa) == have.end()) {
            QVERIFY_THROWS_EXCEPTION(Error, resolve(isa));
        } else {
            QCOMPARE(resolve(isa), isa);
        }
    }
}

void EngineTest::mismatchedOperandsAreErrors()
{
    Random random(3);
    Operands operands{Mode::Int4, randomOperand(random, Mode::Int4, 2, 10, Data::Small),
                      randomOperand(random, Mode::Int4, 2, 11, Data::Small)};
    QVERIFY_THROWS_EXCEPTION(Error, multiply(operands, {}));
    operands.b = operands.a;
    operands.b.codes[3] = 100; // not a 4-bit code
    QVERIFY_THROWS_EXCEPTION(Error, multiply(operands, {}));
    std::swap(operands.a, operands.b);
    QVERIFY_THROWS_EXCEPTION(Error, multiply(operands, {}));
}

VSQ_TEST(EngineTest)
#include "engine.moc"
