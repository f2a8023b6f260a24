// SPDX-License-Identifier: GPL-3.0-or-later
// Who is told to stop stops at once, also while large operands are packed.
#include "core/engine/packedproduct.h"

#include "core/base/error.h"
#include "tests/support/processortime.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <chrono>
#include <functional>
#include <thread>

using namespace vsq;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kRows = 24576;
constexpr std::int64_t kColumns = 8192; ///< 200 MB of codes, some hundred milliseconds of packing

/// Asks for the end after 20 ms. The seconds that work took to throw Cancelled since; below 0: it was done before, or never
/// asked.
double secondsToStop(const std::function<void(const std::stop_token &)> &work)
{
    std::stop_source source;
    Clock::time_point asked;
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        asked = Clock::now();
        source.request_stop();
    });
    bool cancelled = false;
    try {
        work(source.get_token());
    } catch (const Cancelled &) {
        cancelled = true;
    }
    const Clock::time_point ended = Clock::now();
    other.join();
    return cancelled ? std::chrono::duration<double>(ended - asked).count() : -1.0;
}

} // namespace

class CancellationTest : public QObject {
    Q_OBJECT
private slots:
    void packing_data();
    void packing();
};

void CancellationTest::packing_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("weights") << 0;
    QTest::newRow("activations") << 1;
    QTest::newRow("activations as they are quantized") << 2;
    QTest::newRow("the chip's operand, codes checked") << 3;
}

void CancellationTest::packing()
{
    QFETCH(int, what);
    const NumberFormat named = namedFormat("vsq");
    const ProductFormat format = productFormat(Mode::Vsq);
    constexpr double kWithin = 0.1;
    constexpr double kNoise = 0.3; // other programs' turns, and giving back memory
    double seconds = 0.0;
    if (what == 2) {
        const std::vector<float> x(static_cast<std::size_t>(kRows * kColumns / 4), 1.0F);
        seconds = secondsToStop([&](const std::stop_token &stop) {
            for (;;) { // several in a row take long enough on any machine
                quantizeAndPack(x.data(), kRows / 4, kColumns, named.activations, format, {}, {}, 1, Isa::Auto, 0, stop);
            }
        });
    } else if (what == 3) {
        Operand operand;
        operand.rows = kRows;
        operand.columns = kColumns;
        operand.vectors = kColumns / 64;
        operand.codes.assign(static_cast<std::size_t>(kRows * kColumns), 1);
        operand.scales.assign(static_cast<std::size_t>(kRows * operand.vectors), 1);
        seconds = secondsToStop([&](const std::stop_token &stop) { PackedWeights(operand, Mode::Vsq, Isa::Auto, stop); });
    } else {
        QuantizedMatrix matrix;
        matrix.format = named.weights;
        matrix.rows = kRows;
        matrix.columns = kColumns - 1; // so that activations cannot be taken over as they are
        matrix.vectors = kColumns / 64;
        matrix.codes.assign(static_cast<std::size_t>(matrix.rows * matrix.columns), 1);
        matrix.scales.assign(static_cast<std::size_t>(kRows * matrix.vectors), 1);
        matrix.gamma.assign(1, 1.0F);
        seconds = what == 0 ? secondsToStop([&](const std::stop_token &stop) { PackedWeights(matrix, format, Isa::Auto, stop); })
                            : secondsToStop([&](const std::stop_token &stop) {
                                  PackedActivations(std::move(matrix), format, Isa::Auto, stop);
                              });
    }
    QVERIFY2(seconds >= 0.0, "packed to the end");
    QVERIFY2(seconds <= (kWithin + kNoise) * test::kPatience, qPrintable(QString::number(seconds)));
    if (seconds > kWithin) {
        qWarning("%.0f ms: a busy machine?", seconds * 1e3);
    }
}

VSQ_TEST(CancellationTest)
#include "cancellation.moc"
