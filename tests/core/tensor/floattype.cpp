// SPDX-License-Identifier: GPL-3.0-or-later
// float32 in narrower and wider types.
#include "core/tensor/floattype.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>
#include <cstring>

using namespace vsq;

namespace {

std::uint16_t bitsOf(float value, DType type)
{
    const Tensor narrow = inFloatType(Tensor::scalar(value), type);
    std::uint16_t bits = 0;
    std::memcpy(&bits, narrow.bytes(), sizeof bits);
    return bits;
}

float valueOf(std::uint16_t bits, DType type)
{
    return type == DType::Float16 ? toFloat(Float16{bits}) : toFloat(BFloat16{bits});
}

} // namespace

class TestFloatType : public QObject {
    Q_OBJECT
private slots:
    void everyValueComesBack_data();
    void everyValueComesBack();
    void theNearestIsTaken_data() { everyValueComesBack_data(); }
    void theNearestIsTaken();
    void whatIsTooLargeIsInfinite();
    void wideValuesAreTheSame();
};

void TestFloatType::everyValueComesBack_data()
{
    QTest::addColumn<int>("type");
    QTest::newRow("float16") << int(DType::Float16);
    QTest::newRow("bfloat16") << int(DType::BFloat16);
}

void TestFloatType::everyValueComesBack()
{
    QFETCH(int, type);
    for (std::uint32_t bits = 0; bits < 0x10000U; ++bits) {
        const float value = valueOf(static_cast<std::uint16_t>(bits), static_cast<DType>(type));
        const std::uint16_t back = bitsOf(value, static_cast<DType>(type));
        if (std::isnan(value)) {
            QVERIFY(std::isnan(valueOf(back, static_cast<DType>(type))));
        } else {
            QCOMPARE(std::uint32_t{back}, bits);
        }
    }
}

void TestFloatType::theNearestIsTaken()
{
    QFETCH(int, type);
    const auto of = static_cast<DType>(type);
    const std::uint32_t last = of == DType::Float16 ? 0x7bffU : 0x7f7fU;
    for (std::uint32_t bits = 0; bits < last; bits += 7) {
        const auto low = static_cast<std::uint16_t>(bits);
        const auto high = static_cast<std::uint16_t>(bits + 1);
        const float a = valueOf(low, of);
        const float b = valueOf(high, of);
        const float middle = a + (b - a) / 2.0F; // exact: float32 has more digits
        QCOMPARE(bitsOf(middle, of), bits % 2 == 0 ? low : high);
        QCOMPARE(bitsOf(std::nextafterf(middle, a), of), low);
        QCOMPARE(bitsOf(std::nextafterf(middle, b), of), high);
        QCOMPARE(bitsOf(-std::nextafterf(middle, b), of), static_cast<std::uint16_t>(high | 0x8000U));
    }
}

void TestFloatType::whatIsTooLargeIsInfinite()
{
    QCOMPARE(valueOf(bitsOf(65519.0F, DType::Float16), DType::Float16), 65504.0F);
    QVERIFY(std::isinf(valueOf(bitsOf(65520.0F, DType::Float16), DType::Float16)));
    QVERIFY(std::isinf(valueOf(bitsOf(-3.4e38F, DType::BFloat16), DType::BFloat16)));
}

void TestFloatType::wideValuesAreTheSame()
{
    QCOMPARE(inFloatType(Tensor::scalar(0.1F), DType::Float64).values<double>()[0], static_cast<double>(0.1F));
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(inFloatType(Tensor::scalar(0.1F), DType::Int8)), Error);
}

VSQ_TEST(TestFloatType)
#include "floattype.moc"
