// SPDX-License-Identifier: GPL-3.0-or-later
// Buffer managers and address generators.
#include "core/chip/addressgenerator.h"
#include "core/chip/buffermanager.h"
#include "core/chip/operandstream.h"

#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <deque>
#include <set>

using namespace vsq;

class BuffersTest : public QObject {
    Q_OBJECT

    static ProductShape shapeOf(std::int64_t m, std::int64_t n, std::int64_t k)
    {
        ProductShape shape;
        shape.m = m;
        shape.n = n;
        shape.k = k;
        return shape;
    }

private Q_SLOTS:
    void managerKeepsOrderAndCredits()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Random random(seed);
            const std::int64_t capacity = random.between(1, 20);
            BufferManager manager(capacity);
            std::deque<std::int64_t> entries; // of the words held
            std::int64_t next = 0;
            for (int i = 0; i < 200; ++i) {
                if (random.below(2) == 0) {
                    const std::int64_t words = random.between(0, manager.credits());
                    manager.fill(words);
                    for (std::int64_t w = 0; w < words; ++w) {
                        entries.push_back(next++ % capacity);
                    }
                } else {
                    const std::int64_t words = random.between(0, manager.occupied());
                    manager.shrink(words);
                    entries.erase(entries.begin(), entries.begin() + words);
                }
                QCOMPARE(manager.occupied(), std::int64_t(entries.size()));
                QCOMPARE(manager.credits(), capacity - manager.occupied());
                QVERIFY(!manager.canRead(manager.occupied()) && !manager.canRead(-1));
                for (std::size_t offset = 0; offset < entries.size(); ++offset) {
                    QCOMPARE(manager.read(std::int64_t(offset)), entries[offset]);
                    QCOMPARE(manager.update(std::int64_t(offset)), entries[offset]);
                }
            }
        }
    }

    void addressesAreANestOfCounters()
    {
        const AddressGenerator generator(100, {{2, 10}, {3, 0}, {2, 1}});
        QCOMPARE(generator.size(), 12);
        std::vector<std::int64_t> addresses;
        for (std::int64_t i = 0; i < generator.size(); ++i) {
            addresses.push_back(generator.at(i));
        }
        QCOMPARE(addresses, (std::vector<std::int64_t>{100, 101, 100, 101, 100, 101, 110, 111, 110, 111, 110, 111}));
    }

    void everyWordOfASubtileHasItsOwnAddress()
    {
        ChipConfig config;
        const Plan planned = plan(shapeOf(50, 37, 300), config);
        const Subtile &part = planned.subtiles.front();
        std::set<std::int64_t> b;
        std::set<std::int64_t> a;
        for (std::int64_t ordinal = 0; ordinal < planned.tiles(part); ++ordinal) {
            const Tile tile = planned.tile(part, ordinal);
            const AddressGenerator words = bAddresses(part, tile);
            QCOMPARE(words.size(), tile.cycles);
            for (std::int64_t i = 0; i < words.size(); ++i) {
                b.insert(words.at(i));
            }
            const AddressGenerator rows = aAddresses(part, tile.m, 16);
            for (std::int64_t k = 0; k < rows.size(); ++k) {
                a.insert(rows.at(k));
            }
        }
        QCOMPARE(std::int64_t(b.size()), 37 * 5);
        QCOMPARE(*b.rbegin(), 37 * 5 - 1);
        QCOMPARE(std::int64_t(a.size()), 4 * 5);
        QCOMPARE(*a.rbegin(), 4 * 5 - 1);
    }

    void walkNeedsAndFreesEachWordOnce()
    {
        ChipConfig config;
        config.aBankEntries = 12;
        config.bBufferEntries = 50;
        const Plan planned = plan(shapeOf(70, 45, 250), config);
        std::int64_t a = 0;
        std::int64_t b = 0;
        std::int64_t freedA = 0;
        std::int64_t freedB = 0;
        for (PassWalk walk(planned); !walk.atEnd(); walk.next()) {
            a += walk.newA();
            b += walk.newB();
            freedA += walk.freedA();
            freedB += walk.freedB();
            QVERIFY(a - freedA <= config.aBankEntries);
            QVERIFY(b - freedB <= config.bBufferEntries);
        }
        QCOMPARE(freedA, a);
        QCOMPARE(freedB, b);
        QVERIFY(a >= 5 * 4);
    }
};

VSQ_TEST(BuffersTest)
#include "buffers.moc"
