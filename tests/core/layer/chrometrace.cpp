// SPDX-License-Identifier: GPL-3.0-or-later
// Chrome traces: valid JSON, spans of a track in order and apart, and as long together as the schedule says.
#include "core/layer/chrometrace.h"

#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>

using namespace vsq;

namespace {

std::shared_ptr<const Operands> operandsOf(Random &random, Mode mode, std::int64_t m, std::int64_t n, std::int64_t k)
{
    auto operands = std::make_shared<Operands>();
    operands->mode = mode;
    const auto make = [&](std::int64_t rows) {
        std::vector<std::int8_t> codes(static_cast<std::size_t>(rows * k));
        for (auto &code : codes) {
            code = static_cast<std::int8_t>(random.between(-7, 7));
        }
        const std::int64_t vectors = mode == Mode::Vsq ? (k + 63) / 64 : 0;
        return makeOperand(mode, rows, k, codes, std::vector<std::uint16_t>(static_cast<std::size_t>(rows * vectors), 9));
    };
    operands->a = make(m);
    operands->b = make(n);
    return operands;
}

/// Length of all spans of a track in cycles and picoseconds.
struct Track {
    std::string name;
    std::int64_t end = -1; ///< ps
    std::int64_t cycles = 0;
    std::int64_t last = 0; ///< cycle after the last span
};

} // namespace

class ChromeTraceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void spansAreInOrderAndApart()
    {
        for (std::uint64_t seed = 1; seed <= 30; ++seed) {
            Random random(seed);
            ChipConfig config;
            config.aBankEntries = 24;
            config.bBufferEntries = 60;
            config.fillDrainCycles = static_cast<int>(random.between(0, 40));
            config.voltage = seed % 2 == 0 ? 0.67 : 0.46;
            if (seed % 3 == 0) {
                config.operandSupply = ChipConfig::Operands::Streaming;
                config.streamBytesPerCycle = static_cast<double>(random.between(10, 60));
            }
            const Mode mode = std::array{Mode::Int8, Mode::Int4, Mode::Vsq}[random.below(3)];
            const auto operands = operandsOf(random, mode, random.between(1, 70), random.between(1, 50), random.between(1, 300));
            const ProductShape shape{.m = operands->m(),
                                     .n = operands->n(),
                                     .k = operands->k(),
                                     .mode = mode,
                                     .output = seed % 2 == 0 ? OutputFormat::Int8 : OutputFormat::Sums,
                                     .convolution = {}};
            std::optional<PpuSettings> ppu;
            if (seed % 2 == 0) {
                ppu.emplace();
                ppu->output = OutputFormat::Int8;
            }
            const LayerContext context(operands, config, plan(shape, config), ppu);
            const nlohmann::json trace = nlohmann::json::parse(chromeTrace(context, "layer \"1\""));
            QCOMPARE(trace["otherData"]["layer"].get<std::string>(), std::string("layer \"1\""));
            const double microseconds = 1.0 / trace["otherData"]["clock_MHz"].get<double>();
            std::map<int, Track> tracks;
            for (const auto &event : trace["traceEvents"]) {
                const std::string where = "seed " + std::to_string(seed) + ": " + event.dump();
                QVERIFY2(event["pid"] == 1, where.c_str());
                if (event["ph"] == "M") {
                    tracks[event["tid"].get<int>()].name = event["args"]["name"].get<std::string>();
                    continue;
                }
                QVERIFY2(event["ph"] == "X" && !event["name"].get<std::string>().empty(), where.c_str());
                QVERIFY2(tracks.contains(event["tid"].get<int>()), where.c_str());
                Track &track = tracks[event["tid"].get<int>()];
                const std::int64_t begin = std::llround(event["ts"].get<double>() * 1e6);
                const std::int64_t length = std::llround(event["dur"].get<double>() * 1e6);
                QVERIFY2(length > 0 && begin >= std::max<std::int64_t>(track.end, 0), where.c_str());
                track.end = begin + length;
                const auto cycle = event["args"]["cycle"].get<std::int64_t>();
                QVERIFY2(std::abs(static_cast<double>(begin) * 1e-6 - static_cast<double>(cycle) * microseconds)
                             < 1e-4 * (1.0 + static_cast<double>(begin) * 1e-6),
                         where.c_str());
                track.cycles += event["args"]["cycles"].get<std::int64_t>();
                track.last = cycle + event["args"]["cycles"].get<std::int64_t>();
            }
            const std::int64_t total = context.schedule().totalCycles();
            std::int64_t stalls = 0;
            for (std::size_t s = 0; s < context.plan().subtiles.size(); ++s) {
                for (const Stall &stall : context.schedule().stalls(s)) {
                    stalls += stall.length;
                }
            }
            QCOMPARE(tracks.size(), std::size_t{6}); // the process and five threads
            QCOMPARE(tracks[1].cycles, total);
            QCOMPARE(tracks[1].last, total);
            QCOMPARE(tracks[5].cycles, stalls);
            QVERIFY(tracks[2].cycles >= context.plan().computeCycles && tracks[2].cycles <= total);
            QVERIFY(tracks[3].cycles >= context.plan().computeCycles && tracks[3].cycles <= tracks[2].cycles);
            QVERIFY(tracks[4].cycles > 0 && tracks[4].last <= total);
        }
    }
};

VSQ_TEST(ChromeTraceTest)
#include "chrometrace.moc"
