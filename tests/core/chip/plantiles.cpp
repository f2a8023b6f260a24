// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/chip/plan.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

namespace {

ProductShape randomShape(Random &random)
{
    ProductShape shape;
    shape.mode = static_cast<Mode>(random.below(3));
    shape.output = static_cast<OutputFormat>(random.below(5));
    shape.m = random.between(1, 200);
    shape.n = random.between(1, 100);
    shape.k = random.between(1, 1500);
    return shape;
}

} // namespace

/// The closed forms against the loop nest of the spec, written out.
class PlanTilesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tilesFollowTheLoopNest()
    {
        const std::uint64_t seed = 77;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (int run = 0; run < 100; ++run) {
            const Plan p = plan(randomShape(random), ChipConfig());
            const int inside = p.output == OutputFormat::Vsq ? 4 : p.output == OutputFormat::Int8Vector ? 2 : 1;
            for (const Subtile &s : p.subtiles) {
                std::int64_t ordinal = 0;
                std::int64_t cycle = 0;
                for (std::int64_t group = s.mBegin; group < s.mEnd; group += 16 * inside) {
                    for (std::int64_t n = s.nBegin; n < s.nEnd; n += 16) {
                        for (std::int64_t m = group; m < std::min(group + 16 * inside, s.mEnd); m += 16) {
                            const Tile tile = p.tile(s, ordinal);
                            QCOMPARE(tile.m, m);
                            QCOMPARE(tile.n, n);
                            QCOMPARE(tile.rows, std::min<std::int64_t>(16, s.mEnd - m));
                            QCOMPARE(tile.columns, std::min<std::int64_t>(16, s.nEnd - n));
                            QCOMPARE(tile.firstCycle, cycle);
                            QCOMPARE(tile.cycles, tile.columns * s.vectors());
                            QCOMPARE(p.tileAt(s, cycle), tile);
                            QCOMPARE(p.tileAt(s, cycle + tile.cycles - 1), tile);
                            cycle += tile.cycles;
                            ++ordinal;
                        }
                    }
                }
                QCOMPARE(p.tiles(s), ordinal);
                QCOMPARE(s.computeCycles, cycle);
            }
        }
    }

    void everyCycleBelongsToItsSubtile()
    {
        Random random(5);
        for (int run = 0; run < 50; ++run) {
            const Plan p = plan(randomShape(random), ChipConfig());
            for (std::size_t i = 0; i < p.subtiles.size(); ++i) {
                const Subtile &s = p.subtiles[i];
                QCOMPARE(p.subtileAt(s.firstCycle), i);
                QCOMPARE(p.subtileAt(s.firstCycle + s.cycles() - 1), i);
            }
            QCOMPARE(p.subtileAt(p.totalCycles()), p.subtiles.size());
        }
    }
};

VSQ_TEST(PlanTilesTest)
#include "plantiles.moc"
