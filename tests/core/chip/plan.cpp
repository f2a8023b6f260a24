// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/plan.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <limits>

using namespace vsq;

namespace {

ProductShape shapeOf(std::int64_t m, std::int64_t n, std::int64_t k, Mode mode, OutputFormat output)
{
    ProductShape shape;
    shape.m = m;
    shape.n = n;
    shape.k = k;
    shape.mode = mode;
    shape.output = output;
    return shape;
}

ProductShape convolutionOf(std::int64_t m, std::int64_t channels, std::int64_t kernel, std::int64_t pixels, Mode mode)
{
    ProductShape shape = shapeOf(m, pixels * pixels, channels * kernel * kernel, mode, OutputFormat::Int8);
    shape.convolution = ConvolutionShape{channels, kernel, kernel, pixels, pixels};
    return shape;
}

ChipConfig withoutOverheads()
{
    ChipConfig config;
    config.fillDrainCycles = 0;
    config.fillDrainCyclesVsq = 0;
    return config;
}

/// Words of the output buffer, spec section 3 and A-16, counted value by value.
std::int64_t wordsOf(OutputFormat output, std::int64_t rows, std::int64_t columns)
{
    std::int64_t perColumn = 0;
    switch (output) {
    case OutputFormat::Sums:
    case OutputFormat::Softmax: break; // leave by ports of their own
    case OutputFormat::Int8: perColumn = (rows + 15) / 16; break;
    case OutputFormat::Int4: perColumn = (rows + 31) / 32; break;
    case OutputFormat::Vsq:
    case OutputFormat::Int8Vector: {
        const int vector = output == OutputFormat::Vsq ? 64 : 32;
        for (std::int64_t first = 0; first < rows; first += vector) {
            perColumn += 2;
        }
        break;
    }
    }
    return perColumn * columns;
}

int groupOf(OutputFormat output)
{
    return output == OutputFormat::Vsq ? 4 : output == OutputFormat::Int8Vector ? 2 : 1;
}

/// The cheapest of all uniform cuts, found by trying every one and adding up its tiles.
std::int64_t bruteForce(std::int64_t m, std::int64_t n, std::int64_t vectors, OutputFormat output, const ChipConfig &config)
{
    const std::int64_t overhead = output == OutputFormat::Vsq ? config.fillDrainCyclesVsq : config.fillDrainCycles;
    const std::int64_t tiles = (m + 15) / 16;
    std::int64_t best = std::numeric_limits<std::int64_t>::max();
    for (std::int64_t mTiles = 1; mTiles <= tiles; ++mTiles) {
        if (mTiles < tiles && mTiles % groupOf(output) != 0) {
            continue;
        }
        for (std::int64_t columns = 1; columns <= n; ++columns) {
            if (mTiles * vectors > config.aBankEntries || columns * vectors > config.bBufferEntries
                || mTiles > config.scaleEntries || wordsOf(output, std::min(mTiles * 16, m), columns) > config.outputWords) {
                continue;
            }
            std::int64_t cycles = 0;
            for (std::int64_t tile = 0; tile < tiles; tile += mTiles) {
                for (std::int64_t first = 0; first < n; first += columns) {
                    cycles += overhead + std::min(mTiles, tiles - tile) * std::min(columns, n - first) * vectors;
                }
            }
            best = std::min(best, cycles);
        }
    }
    return best;
}

} // namespace

class PlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knownProductTakesExactly221184Cycles()
    {
        const Plan p = plan(shapeOf(768, 384, 768, Mode::Int4, OutputFormat::Sums), withoutOverheads());
        QCOMPARE(p.totalCycles(), 221184);
        QCOMPARE(p.utilisation(), 1.0);
    }

    void designTileIsOneSubtileOfExactly16384Cycles()
    {
        for (const Mode mode : {Mode::Int4, Mode::Vsq}) {
            const OutputFormat output = mode == Mode::Vsq ? OutputFormat::Vsq : OutputFormat::Int4;
            const Plan p = plan(shapeOf(128, 128, 1024, mode, output), ChipConfig());
            QCOMPARE(p.subtiles.size(), std::size_t{1});
            QCOMPARE(p.computeCycles, 16384);
            QCOMPARE(p.fillDrainCycles, mode == Mode::Vsq ? 128 : 40);
            // It fills every buffer exactly: one row, column or vector more and there are two.
            QVERIFY(plan(shapeOf(129, 128, 1024, mode, output), ChipConfig()).subtiles.size() > 1);
            QVERIFY(plan(shapeOf(128, 129, 1024, mode, output), ChipConfig()).subtiles.size() > 1);
            QVERIFY(plan(shapeOf(128, 128, 1025, mode, output), ChipConfig()).subtiles.size() > 1);
        }
    }

    void bertBaseAt128TakesThePublishedCyclesBeforeOverheads()
    {
        const auto cyclesIn = [](Mode mode) {
            const auto cycles = [&](std::int64_t m, std::int64_t n, std::int64_t k) {
                return plan(shapeOf(m, n, k, mode, OutputFormat::Sums), withoutOverheads()).totalCycles();
            };
            return 12
                   * (4 * cycles(768, 128, 768) + 12 * (cycles(128, 128, 64) + cycles(64, 128, 128)) + cycles(3072, 128, 768)
                      + cycles(768, 128, 3072));
        };
        QCOMPARE(cyclesIn(Mode::Vsq), 10911744);
        QCOMPARE(cyclesIn(Mode::Int8), 21823488);
    }

    void everyElementIsComputedOnceWithinTheCapacities()
    {
        const std::uint64_t seed = 20230417;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (int run = 0; run < 300; ++run) {
            const Mode mode = static_cast<Mode>(random.below(3));
            const auto output = static_cast<OutputFormat>(random.below(5));
            const ProductShape shape = shapeOf(random.between(1, 300), random.between(1, 300), random.between(1, 9000), mode,
                                               output);
            const ChipConfig config;
            const Plan p = plan(shape, config);
            std::vector<int> seen(static_cast<std::size_t>(shape.m * shape.n), 0);
            std::int64_t cycle = 0;
            std::int64_t tilesSoFar = 0;
            for (const Subtile &s : p.subtiles) {
                QVERIFY(s.vectors() * ((s.mEnd - s.mBegin + 15) / 16) <= 128);
                QVERIFY(s.vectors() * (s.nEnd - s.nBegin) <= 2048);
                QVERIFY(s.mEnd - s.mBegin <= 128);
                QVERIFY(wordsOf(p.output, s.mEnd - s.mBegin, s.nEnd - s.nBegin) <= 512);
                QCOMPARE(s.mBegin % (16 * p.mTilesInside), 0);
                QCOMPARE(s.firstCycle, cycle);
                QCOMPARE(s.firstTile, tilesSoFar);
                cycle += s.cycles();
                tilesSoFar += p.tiles(s);
                for (std::int64_t m = s.mBegin; m < s.mEnd; ++m) {
                    for (std::int64_t n = s.nBegin; n < s.nEnd; ++n) {
                        seen[static_cast<std::size_t>(m * shape.n + n)] += static_cast<int>(s.vectors());
                    }
                }
            }
            QCOMPARE(p.totalCycles(), cycle);
            const std::int64_t vectors = (shape.k + vectorSize(mode) - 1) / vectorSize(mode);
            for (const int count : seen) {
                QCOMPARE(count, static_cast<int>(vectors));
            }
        }
    }

    void cheapestAgainstBruteForce()
    {
        const std::uint64_t seed = 31;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (int run = 0; run < 400; ++run) {
            ChipConfig config;
            config.aBankEntries = static_cast<int>(random.between(4, 24));
            config.bBufferEntries = static_cast<int>(random.between(8, 120));
            config.outputWords = static_cast<int>(random.between(8, 60));
            config.scaleEntries = static_cast<int>(random.between(4, 8));
            const auto output = static_cast<OutputFormat>(random.below(5));
            const std::int64_t m = random.between(1, 160);
            const std::int64_t n = random.between(1, 90);
            const std::int64_t vectors = random.between(1,
                                                        std::min(config.aBankEntries / groupOf(output), config.bBufferEntries));
            const Plan p = plan(shapeOf(m, n, vectors * 64, Mode::Vsq, output), config);
            QCOMPARE(p.totalCycles(), bruteForce(m, n, vectors, output, config));
        }
    }

    void aProductThatIsLongAlongKIsSplitByTheHost()
    {
        const Plan fits = plan(shapeOf(64, 64, 8192, Mode::Vsq, OutputFormat::Sums), ChipConfig());
        QCOMPARE(fits.hostParts, 1);
        QVERIFY(fits.note.empty());

        const Plan split = plan(shapeOf(64, 64, 8193, Mode::Int4, OutputFormat::Int4), ChipConfig());
        QCOMPARE(split.hostParts, 2);
        QCOMPARE(split.output, OutputFormat::Sums);
        QCOMPARE(split.note, std::string("129 vectors along K are beyond the 128 (K <= 8192) that int4 output can have "
                                         "resident: the host splits K into 2 parts and adds their sums in FP32"));
        QCOMPARE(plan(shapeOf(64, 64, 4097, Mode::Int8, OutputFormat::Int8), ChipConfig()).hostParts, 2);
    }

    void vsqOutputHoldsKUpTo2048()
    {
        const Plan fits = plan(shapeOf(768, 128, 2048, Mode::Vsq, OutputFormat::Vsq), ChipConfig());
        QCOMPARE(fits.output, OutputFormat::Vsq);
        QCOMPARE(fits.mTilesInside, 4);
        const Plan beyond = plan(shapeOf(768, 128, 2049, Mode::Vsq, OutputFormat::Vsq), ChipConfig());
        QCOMPARE(beyond.output, OutputFormat::Sums);
        QCOMPARE(beyond.hostParts, 1);
        QVERIFY(beyond.note.find("the chip delivers sums and the host post-processes them") != std::string::npos);
        // BERT's second feed-forward products, K = 3072 and 4096, run with INT8 output and a scale for 32 values.
        for (const std::int64_t k : {3072, 4096}) {
            const Plan p = plan(shapeOf(768, 128, k, Mode::Vsq, OutputFormat::Int8Vector), ChipConfig());
            QCOMPARE(p.output, OutputFormat::Int8Vector);
            QCOMPARE(p.mTilesInside, 2);
        }
    }

    void transposedWhereThatIsCheaperAndAllowed()
    {
        ProductShape shape = shapeOf(17, 64, 256, Mode::Int4, OutputFormat::Int4);
        QVERIFY(!plan(shape, ChipConfig()).transposed);
        shape.mayTranspose = true;
        const Plan p = plan(shape, ChipConfig()); // 4 tiles x 17 columns instead of 2 tiles x 64 columns
        QVERIFY(p.transposed);
        QCOMPARE(p.computeCycles, 4 * 17 * 4);
        QCOMPARE(p.m, 64);
        shape.output = OutputFormat::Vsq; // features share a scale: they must lie along the lanes
        QVERIFY(!plan(shape, ChipConfig()).transposed);
    }

    void ofEqualCostTheDenserOperandStandsStill()
    {
        ProductShape shape = shapeOf(64, 64, 256, Mode::Int4, OutputFormat::Int4);
        shape.mayTranspose = true;
        QVERIFY(!plan(shape, ChipConfig()).transposed);
        shape.aDensity = 0.4;
        shape.bDensity = 0.9;
        QVERIFY(plan(shape, ChipConfig()).transposed);
    }

    void convolutionsPadChannelsOfEveryTap()
    {
        const ChipConfig config;
        QCOMPARE(vectorsAlongK(convolutionOf(64, 64, 3, 28, Mode::Vsq), config), 9);
        QCOMPARE(vectorsAlongK(convolutionOf(64, 65, 3, 28, Mode::Vsq), config), 18);
        QCOMPARE(vectorsAlongK(convolutionOf(64, 16, 3, 28, Mode::Int8), config), 9);
        QCOMPARE(vectorsAlongK(convolutionOf(64, 3, 7, 112, Mode::Int8), config), 5); // packed: ceil(147 / 32)
    }

    void convolutionsPadRowsToWholeTilesUnlessNarrow()
    {
        const ChipConfig config = withoutOverheads();
        const Plan wide = plan(convolutionOf(64, 64, 1, 56, Mode::Vsq), config);
        QCOMPARE(wide.totalCycles(), 4 * 56 * 64);
        QCOMPARE(wide.column(55), 55);
        QCOMPARE(wide.column(56), -1);
        QCOMPARE(wide.column(64), 56);
        for (const Subtile &s : wide.subtiles) {
            QCOMPARE(s.nBegin % 16, 0);
        }
        QCOMPARE(plan(convolutionOf(64, 64, 1, 14, Mode::Vsq), config).totalCycles(), 4 * 14 * 16);
        QCOMPARE(plan(convolutionOf(64, 64, 1, 13, Mode::Vsq), config).totalCycles(), 4 * 13 * 13);
        ChipConfig flat = config;
        flat.convolutionColumns = ChipConfig::ConvolutionColumns::Flat;
        QCOMPARE(plan(convolutionOf(64, 64, 1, 56, Mode::Vsq), flat).totalCycles(), 4 * 56 * 56);
    }

    void impossibleShapesNameTheProblem()
    {
        const auto message = [](const ProductShape &shape) {
            try {
                plan(shape, ChipConfig());
            } catch (const Error &error) {
                return std::string(error.what());
            }
            return std::string();
        };
        QCOMPARE(message(shapeOf(0, 1, 1, Mode::Vsq, OutputFormat::Sums)),
                 std::string("matrix product's M: expected at least 1, found 0"));
        ProductShape odd = convolutionOf(64, 64, 3, 28, Mode::Vsq);
        odd.k = 500;
        QCOMPARE(message(odd), std::string("convolution's K: expected 64 x 3 x 3, found 500"));
        odd = convolutionOf(64, 64, 3, 28, Mode::Vsq);
        odd.n += 1;
        QCOMPARE(message(odd), std::string("convolution's N: expected a multiple of 28 x 28, found 785"));
    }

    void whatDoesNotFitIsNamedByItsField()
    {
        const auto message = [](const char *field, int value, OutputFormat output, bool convolution = false) {
            ChipConfig config;
            setField(config, field, std::to_string(value));
            try {
                plan(convolution ? convolutionOf(64, 64, 3, 28, Mode::Vsq) : shapeOf(64, 64, 256, Mode::Vsq, output), config);
            } catch (const Error &error) {
                return std::string(error.what());
            }
            return std::string();
        };
        QCOMPARE(message("lanes", 7, OutputFormat::Vsq),
                 std::string("chip configuration: field 'lanes': expected a divisor of an output word's 32 codes, found 7"));
        QCOMPARE(message("scaleEntries", 3, OutputFormat::Vsq),
                 std::string("chip configuration: field 'scaleEntries': expected at least 4 (the 4 M-tiles that share an output "
                             "scale), found 3"));
        QCOMPARE(message("outputWords", 1, OutputFormat::Vsq),
                 std::string("chip configuration: field 'outputWords': expected at least 2 (1 column of 2 words), found 1"));
        QCOMPARE(message("bBufferEntries", 100, OutputFormat::Sums, true),
                 std::string(
                     "chip configuration: field 'bBufferEntries': expected at least 144 (16 columns of 9 vectors), found 100"));
        QCOMPARE(message("scaleEntries", 3, OutputFormat::Sums), std::string());
    }
};

VSQ_TEST(PlanTest)
#include "plan.moc"
