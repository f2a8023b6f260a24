// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/operands.h"

#include "core/base/error.h"
#include "core/chip/referenceproduct.h"
#include "tests/core/chip/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

class OperandsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsArePaddedToWholeVectors()
    {
        const Operand operand = makeOperand(Mode::Int8, 2, 33, std::vector<std::int8_t>(66, 5));
        QCOMPARE(operand.vectors, 2);
        QCOMPARE(operand.codes.size(), std::size_t{128});
        QCOMPARE(int(operand.vector(1, 1, 32)[0]), 5);
        QCOMPARE(int(operand.vector(1, 1, 32)[1]), 0);
    }

    void badOperandsSaySo()
    {
        const auto message = [](auto &&...arguments) {
            try {
                makeOperand(arguments...);
            } catch (const Error &error) {
                return std::string(error.what());
            }
            return std::string();
        };
        QCOMPARE(message(Mode::Int4, 1, 2, std::vector<std::int8_t>{1}),
                 std::string("operand: codes: expected 2 (1 x 2), found 1"));
        QCOMPARE(message(Mode::Int4, 2, 2, std::vector<std::int8_t>{1, 2, 8, 0}),
                 std::string("operand, row 1, column 0: code for int4: expected -8 .. 7, found 8"));
        QCOMPARE(message(Mode::Vsq, 1, 2, std::vector<std::int8_t>{1, 2}, std::vector<std::uint16_t>{}),
                 std::string("operand: scales: expected 1 (1 x 1), found 0"));
        QCOMPARE(message(Mode::Vsq, 1, 2, std::vector<std::int8_t>{1, 2}, std::vector<std::uint16_t>{256}),
                 std::string("operand, row 0, vector 0: scale: expected 0 .. 255, found 256"));
        QCOMPARE(message(Mode::Int8, 1, 2, std::vector<std::int8_t>{1, 2}, std::vector<std::uint16_t>{1}),
                 std::string("operand: scales a vector in int8: expected none, found 1"));
    }

    void productsMustAgreeInK()
    {
        Random random(1);
        Operands operands = *test::randomOperands(random, Mode::Vsq, 3, 2, 100);
        validate(operands);
        operands.b = test::randomOperand(random, Mode::Vsq, 2, 70, test::Data::Plain);
        QVERIFY_THROWS_EXCEPTION(Error, validate(operands));
    }

    void referenceProductOfOnes()
    {
        Operands operands;
        operands.mode = Mode::Vsq;
        operands.a = makeOperand(Mode::Vsq, 1, 65, std::vector<std::int8_t>(65, 1), {64, 128});
        operands.b = makeOperand(Mode::Vsq, 2, 65, std::vector<std::int8_t>(130, -2), {4, 8, 1, 0});
        const ReferenceSums reference = referenceProduct(operands, {});
        // First column: -128 * 1 - 2 * 4; second: 64 * 1 rounds to 0, the other scale is 0.
        QCOMPARE(reference.sums, (std::vector<std::int32_t>{-136, 0}));
        QCOMPARE(reference.zeroScales, 1);
        QCOMPARE(reference.scalesRoundedToZero, 1);
        QCOMPARE(reference.saturations, 0);
    }
};

VSQ_TEST(OperandsTest)
#include "operands.moc"
